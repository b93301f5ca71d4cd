/** Connections at rest, to be used again: bounded in number and in time. */
import type { Clock } from "../base/clock.ts";
import type { Connection } from "./connection.ts";

const COUNT_MAX = 2048;
/** To one place. */
const LINE_COUNT_MAX = 128;
const REST_MS_MAX = 30_000;
const LOOK_MS = 10_000;

/** The pool of one transport. */
export class Pool {
  /** How many rest. */
  count = 0;
  readonly #clock: Pick<Clock, "monotonicMs" | "after">;
  /** By what they lead to, each line in the order that they came to rest in. */
  readonly #lines = new Map<string, Connection[]>();
  #isWatching = false;

  constructor(clock: Pick<Clock, "monotonicMs" | "after">) {
    this.#clock = clock;
  }

  /** The one that came to rest last, `null` where none rests. */
  take(key: string): Connection | null {
    const connection = this.#lines.get(key)?.pop();
    if (connection === undefined) return null;
    this.count--;
    return connection;
  }

  /** Lays a connection to rest, or closes it where enough of them do. */
  give(connection: Connection): void {
    let line = this.#lines.get(connection.key);
    if (line === undefined) this.#lines.set(connection.key, (line = []));
    if (this.count >= COUNT_MAX || line.length >= LINE_COUNT_MAX) return connection.close();
    connection.rest();
    line.push(connection);
    this.count++;
    if (!this.#isWatching) this.#watch();
  }

  /** Forgets one, if it is here. */
  drop(connection: Connection): void {
    const line = this.#lines.get(connection.key);
    const at = line?.lastIndexOf(connection) ?? -1;
    if (at === -1) return;
    line?.splice(at, 1);
    this.count--;
  }

  #watch(): void {
    this.#isWatching = true;
    this.#clock.after(LOOK_MS, () => {
      this.#closeRested();
      if (this.#lines.size > 0) this.#watch();
      else this.#isWatching = false;
    });
  }

  #closeRested(): void {
    const untilMs = this.#clock.monotonicMs() - REST_MS_MAX;
    for (const [key, line] of this.#lines) {
      while (line[0] !== undefined && line[0].restsSinceMs <= untilMs) line[0].close();
      if (line.length === 0) this.#lines.delete(key);
    }
  }
}
