/** The near end of a bench run: clients that each post an event, wait for its 202, and post the next. */
import type { Clock } from "../../base/clock.ts";
import { connect } from "./connection.ts";
import { headerOf } from "./frames.ts";
import { Moments, sharedMs } from "./moments.ts";
import { EventRequest } from "./sample.ts";

/** How hard to press, and for how long. */
export interface LoadOptions {
  /** The server's origin. */
  url: string;
  key: string;
  /** Connections, each with one request at a time. */
  clients: number;
  /** Events go to endpoints 0 up to this, in turn. */
  endpoints: number;
  /** Load that counts for nothing, before the window. */
  warmUpMs: number;
  /** The window that figures are taken over. */
  windowMs: number;
}

/** What the clients saw, by the shared clock. */
export interface LoadReport {
  windowFrom: number;
  windowUntil: number;
  acceptedCount: number;
  /** Answers other than a 202. */
  refusedCount: number;
}

/** A closed loop: a slow server is asked less, never swamped. */
export class Load {
  readonly postedAt = new Moments();
  readonly acceptedAt = new Moments();
  /** Events accepted so far. */
  count = 0;
  readonly #options: LoadOptions;
  readonly #clock: Clock;
  #postedCount = 0;
  #refusedCount = 0;
  #windowUntil = 0;

  constructor(options: LoadOptions, clock: Clock) {
    this.#options = options;
    this.#clock = clock;
  }

  /** Presses until the window is over and the last answer is in. @throws Error when a connection breaks */
  async run(): Promise<LoadReport> {
    const windowFrom = sharedMs(this.#clock) + this.#options.warmUpMs;
    this.#windowUntil = windowFrom + this.#options.windowMs;
    await Promise.all(Array.from({ length: this.#options.clients }, () => this.#client()));
    const { count: acceptedCount } = this;
    return { windowFrom, windowUntil: this.#windowUntil, acceptedCount, refusedCount: this.#refusedCount };
  }

  /** One client, from its connection to its last answer. */
  async #client(): Promise<void> {
    const url = new URL(this.#options.url);
    const request = new EventRequest(url, this.#options.key);
    const end = Promise.withResolvers<void>();
    let sequence = 0;
    const post = () => {
      const now = sharedMs(this.#clock);
      if (now >= this.#windowUntil) return end.resolve();
      sequence = this.#postedCount++;
      this.postedAt.set(sequence, now);
      connection.write(request.numbered(sequence, sequence % this.#options.endpoints));
    };
    const connection = await connect(url, (frame, bodyAt) => this.#answered(sequence, frame, bodyAt, post), end.reject);
    post();
    await end.promise;
    connection.end();
  }

  #answered(sequence: number, frame: Buffer, bodyAt: number, next: () => void): void {
    if (frame.toString("latin1", 9, 12) === "202") {
      this.acceptedAt.set(sequence, sharedMs(this.#clock));
      this.count++;
      return next();
    }
    this.#refusedCount++;
    const waitSeconds = Number(headerOf(frame, bodyAt, "retry-after") ?? 1);
    this.#clock.after(waitSeconds * 1000, next);
  }
}
