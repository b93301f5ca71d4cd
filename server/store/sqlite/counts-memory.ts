/** What a connection remembers of counts between commits. */
import type { UnixMs } from "../../base/clock.ts";

/** What a minute or an hour came to, for an endpoint, or for its environment. */
export interface CountRow {
  table: "minute_counts" | "hour_counts";
  key: CountKey;
  /** In the order of `TALLIES`, and behind them the buckets of the latencies. */
  numbers: number[];
  isChanged: boolean;
}

/** What tells rows of a table apart, and their order. */
export interface CountKey {
  beginsAt: UnixMs;
  environment: number;
  /** 0 for all of the environment. */
  endpoint: number;
}

/** The rows that count what happens at an endpoint in a minute. */
export interface Counting {
  beginsAt: UnixMs;
  rows: readonly CountRow[];
}

/** Rows as they are with what the open transaction counted: the writer alone changes them. */
export interface CountsMemory {
  /** By endpoint, of the minute counted last. */
  countings: Map<number, Counting>;
  rows: Map<string, CountRow>;
  /** What is to be written before the commit. */
  changed: CountRow[];
  /** The last row that was folded into its hour, `null` when it has to be looked up. */
  folded: CountKey | null;
}

/** A memory of nothing. */
export function noCounts(): CountsMemory {
  return { countings: new Map(), rows: new Map(), changed: [], folded: null };
}
