/** The far end of a bench run: takes every request, notes when an event first arrived, and checks some signatures. */
import { createHmac } from "node:crypto";
import type { Clock } from "../../base/clock.ts";
import { Frames, headerOf } from "./frames.ts";
import { Moments, sharedMs } from "./moments.ts";
import { sequenceIn } from "./sample.ts";

const TAKEN = Buffer.from("HTTP/1.1 204 No Content\r\n\r\n");

/** One request in so many has its signature checked: often enough to find a fault, too seldom to cost. */
const CHECK_EVERY = 1000;

/** How long no event may arrive before the rest is given up: longer than the first retry's wait. */
const QUIET_MS_MAX = 10_000;

/** What a receiver saw. */
export interface ReceiverReport {
  /** Different events. */
  count: number;
  /** Requests beyond an event's first. */
  duplicatesCount: number;
  checkedCount: number;
  wrongSignaturesCount: number;
}

/** A receiver that listens on a port of its own. */
export class Receiver {
  readonly receivedAt = new Moments();
  readonly report: ReceiverReport = { count: 0, duplicatesCount: 0, checkedCount: 0, wrongSignaturesCount: 0 };
  readonly url: string;
  readonly #clock: Clock;
  readonly #key: Buffer;
  readonly #listener: { stop(isForced: boolean): void };
  #expected = Infinity;
  #arrived = Promise.withResolvers<void>();

  /** @param secret `whsec_` and base64: what the deliveries are signed with */
  constructor(secret: string, clock: Clock) {
    this.#clock = clock;
    this.#key = Buffer.from(secret.slice("whsec_".length), "base64");
    const listener = Bun.listen<Frames>({
      hostname: "127.0.0.1",
      port: 0,
      socket: {
        open: (socket) => void (socket.data = new Frames()),
        data: (socket, chunk) =>
          socket.data.push(chunk, (frame, bodyAt) => {
            this.#take(frame, bodyAt);
            socket.write(TAKEN);
          }),
      },
    });
    this.url = `http://127.0.0.1:${listener.port}`;
    this.#listener = listener;
  }

  /** Resolves when `expected` different events have arrived, or none came for ten seconds. */
  async arrived(expected: number): Promise<void> {
    this.#expected = expected;
    if (this.report.count >= expected) return;
    this.#giveUpWhenQuiet(this.report.count);
    await this.#arrived.promise;
  }

  close(): void {
    this.#listener.stop(true);
  }

  #take(frame: Buffer, bodyAt: number): void {
    const sequence = sequenceIn(frame, bodyAt);
    if (sequence === null) return;
    if (this.receivedAt.at(sequence) > 0) {
      this.report.duplicatesCount++;
      return;
    }
    this.receivedAt.set(sequence, sharedMs(this.#clock));
    if (this.report.count++ % CHECK_EVERY === 0) this.#check(frame, bodyAt);
    if (this.report.count === this.#expected) this.#arrived.resolve();
  }

  /** *Source:* Standard Webhooks 1.0, signature scheme: HMAC-SHA256 of `id.timestamp.body`. */
  #check(frame: Buffer, bodyAt: number): void {
    const [id, timestamp, signatures] = ["id", "timestamp", "signature"].map((name) =>
      headerOf(frame, bodyAt, `webhook-${name}`),
    );
    const hmac = createHmac("sha256", this.#key).update(`${id}.${timestamp}.`).update(frame.subarray(bodyAt));
    const isRight = signatures?.split(" ").includes(`v1,${hmac.digest("base64")}`) ?? false;
    this.report.checkedCount++;
    if (!isRight) this.report.wrongSignaturesCount++;
  }

  #giveUpWhenQuiet(countBefore: number): void {
    this.#clock.after(QUIET_MS_MAX, () => {
      if (this.report.count === countBefore) this.#arrived.resolve();
      else this.#giveUpWhenQuiet(this.report.count);
    });
  }
}
