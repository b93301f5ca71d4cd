/** Connections at rest, to be used again: bounded in number and in time. */
import type { Clock, Timer } from "../base/clock.ts";
import type { Connection } from "./connection.ts";

const ORIGIN_COUNT_MAX = 128;
const COUNT_MAX = 2048;
const REST_MS = 30_000;

interface Resting {
  key: string;
  sinceMs: number;
}

/** The pool of one transport. */
export class Pool {
  readonly #clock: Pick<Clock, "monotonicMs" | "after">;
  /** In the order that they came to rest in. */
  readonly #resting = new Map<Connection, Resting>();
  readonly #byKey = new Map<string, Connection[]>();
  #timer: Timer | null = null;

  constructor(clock: Pick<Clock, "monotonicMs" | "after">) {
    this.#clock = clock;
  }

  /** How many rest. */
  get count(): number {
    return this.#resting.size;
  }

  /** The one that was used last, `null` when none rests. */
  take(key: string): Connection | null {
    const connection = this.#byKey.get(key)?.at(-1);
    if (connection === undefined) return null;
    this.drop(connection);
    connection.wake();
    return connection;
  }

  /** Lays a connection to rest, or closes it where there are enough to the same place; of too many in all, the oldest goes. */
  give(key: string, connection: Connection): void {
    const same = this.#byKey.get(key);
    if (same === undefined) this.#byKey.set(key, [connection]);
    else if (same.length < ORIGIN_COUNT_MAX) same.push(connection);
    else return connection.close();
    connection.rest();
    this.#resting.set(connection, { key, sinceMs: this.#clock.monotonicMs() });
    if (this.#resting.size > COUNT_MAX) this.#closeOldest();
    this.#timer ??= this.#clock.after(REST_MS, () => this.#closeRested());
  }

  /** Forgets one, if it is here. */
  drop(connection: Connection): void {
    const resting = this.#resting.get(connection);
    if (resting === undefined) return;
    this.#resting.delete(connection);
    const same = this.#byKey.get(resting.key) as Connection[];
    if (same.length === 1) this.#byKey.delete(resting.key);
    else same.splice(same.lastIndexOf(connection), 1);
  }

  #closeOldest(): void {
    for (const [connection] of this.#resting) return connection.close();
  }

  #closeRested(): void {
    const untilMs = this.#clock.monotonicMs() - REST_MS;
    this.#timer = null;
    for (const [connection, { sinceMs }] of this.#resting) {
      if (sinceMs > untilMs) {
        this.#timer = this.#clock.after(sinceMs - untilMs, () => this.#closeRested());
        return;
      }
      connection.close();
    }
  }
}
