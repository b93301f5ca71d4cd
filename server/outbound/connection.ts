/** One connection to one checked address: opens it, verifies who answers, and carries one request at a time. */
import { type Socket, connect } from "node:net";
import { connect as connectTls } from "node:tls";
import type { Clock } from "../base/clock.ts";
import type { Timing } from "./exchange.ts";
import { FAULTS, type Fault, faultOf } from "./faults.ts";
import type { Origin } from "./origin.ts";
import { HeadMemory } from "./response-head.ts";
import type { ResponseReader } from "./response-reader.ts";
import type { Trust } from "./trusted.ts";

/** What a connection is made of. */
export interface ConnectionParts {
  clock: Pick<Clock, "monotonicMs">;
  /** What it leads to: connections with the same key stand for one another. */
  key: string;
  origin: Origin;
  /** The address that was checked. */
  address: string;
  /** The authorities that are trusted. */
  trusted: Trust;
  /** Told when it is of no more use. */
  lost: (connection: Connection) => void;
}

/** What is under way. */
interface Exchanging {
  request: Buffer;
  reader: ResponseReader;
  settle: (fault: Fault | null) => void;
}

/** A connection, from the moment that it is dialled. */
export class Connection {
  readonly key: string;
  /** For the readers of its responses. */
  readonly heads = new HeadMemory();
  /** How long it took to connect, and then to verify the far end; `null` for what has not happened. */
  readonly timing: Pick<Timing, "connectMs" | "tlsMs"> = { connectMs: null, tlsMs: null };
  /** Whether a byte of the response to the latest request has come. */
  isAnswered = false;
  /** When the first byte of the latest response came, by `monotonicMs`. */
  answeredAtMs = 0;
  /** When it last came to rest, by `monotonicMs`. */
  restsSinceMs = 0;
  readonly #clock: Pick<Clock, "monotonicMs">;
  readonly #socket: Socket;
  readonly #lost: (connection: Connection) => void;
  #isOpen = false;
  #exchanging: Exchanging | null = null;
  /** Told once, when it is open or has failed to. */
  #opening: ((fault: Fault | null) => void) | null = null;

  constructor({ clock, key, origin, address, trusted, lost }: ConnectionParts) {
    const far = { host: address, port: origin.port, noDelay: true };
    this.key = key;
    this.#clock = clock;
    this.#lost = lost;
    this.#socket = origin.isTls
      ? connectTls({ ...far, ...identityOf(origin), secureContext: trusted() })
      : connect(far);
    this.#socket
      .on("data", (bytes: Buffer) => this.#read(bytes))
      .on("end", () => this.#readEnd())
      .on("error", (error) => this.giveUp(faultOf(error)))
      .on("close", () => this.giveUp(FAULTS.closed_early));
    // What keeps the process alive is the listener, never what is under way.
    this.#socket.unref();
    this.#watchOpening(origin.isTls);
  }

  /** Whether another request may be sent on it, as far as is known. */
  get isUsable(): boolean {
    return this.#isOpen && !this.#socket.destroyed;
  }

  /** Resolves when the far end is verified, or to why it was not. To be asked at once. */
  opened(): Promise<Fault | null> {
    return new Promise((settle) => void (this.#opening = settle));
  }

  /** Sends a request as soon as the far end is verified. Resolves when the reader has its response, or to why it will have none. */
  exchange(request: Buffer, reader: ResponseReader): Promise<Fault | null> {
    return new Promise((settle) => {
      this.#exchanging = { request, reader, settle };
      this.isAnswered = false;
      if (this.#isOpen) this.#socket.write(request);
    });
  }

  /** Closes it; what is under way ends with the part of a response that has come, or else with this fault. */
  giveUp(fault: Fault): void {
    this.close();
    this.#opening?.(fault);
    this.#settle(fault);
  }

  /** Closes it at once. */
  close(): void {
    this.#socket.destroy();
    this.#lost(this);
  }

  /** Notes that it waits for its next request. */
  rest(): void {
    this.restsSinceMs = this.#clock.monotonicMs();
  }

  #watchOpening(isTls: boolean): void {
    const dialledAtMs = this.#clock.monotonicMs();
    let connectedAtMs = dialledAtMs;
    this.#socket.once("connect", () => {
      connectedAtMs = this.#clock.monotonicMs();
      this.timing.connectMs = Math.round(connectedAtMs - dialledAtMs);
      if (!isTls) this.#open();
    });
    // Comes only when the certificate is of a trusted authority and for this name; else there is an error.
    this.#socket.once("secureConnect", () => {
      this.timing.tlsMs = Math.round(this.#clock.monotonicMs() - connectedAtMs);
      this.#open();
    });
  }

  #open(): void {
    this.#isOpen = true;
    this.#opening?.(null);
    if (this.#exchanging !== null) this.#socket.write(this.#exchanging.request);
  }

  #read(bytes: Buffer): void {
    // What nobody asked for must not be taken for the next response.
    if (this.#exchanging === null) return this.close();
    if (!this.isAnswered) {
      this.isAnswered = true;
      this.answeredAtMs = this.#clock.monotonicMs();
    }
    const { reader } = this.#exchanging;
    reader.push(bytes);
    if (!reader.isEnded) return;
    // A response may come before the request is all written.
    if (!reader.isReusable || this.#socket.writableLength > 0) this.close();
    this.#settle(FAULTS.closed_early);
  }

  #readEnd(): void {
    this.#exchanging?.reader.end();
    this.giveUp(FAULTS.closed_early);
  }

  #settle(fault: Fault): void {
    if (this.#exchanging === null) return;
    const { reader, settle } = this.#exchanging;
    this.#exchanging = null;
    if (reader.head !== null) settle(null);
    else settle(reader.fault === null ? fault : FAULTS[reader.fault]);
  }
}

/** Whom the certificate must name, whatever `NODE_TLS_REJECT_UNAUTHORIZED` says: without a name, the address. */
function identityOf({ hostname, isIp }: Origin) {
  return isIp ? { rejectUnauthorized: true } : { rejectUnauthorized: true, servername: hostname };
}
