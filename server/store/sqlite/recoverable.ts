/** Finds an endpoint's deliveries that failed or were skipped: a bounded walk down one index, state by state, oldest first. */
import type { UnixMs } from "../../base/clock.ts";
import { DELIVERY_STATES } from "../../rules/delivery.ts";
import type { Recoverable, WalkPlace } from "../faces/recoveries.ts";
import type { Connection } from "./connection.ts";
import { spanOf } from "./spans.ts";
import { findTypeSeq } from "./types.ts";

/** Which deliveries, in the store's own numbers. */
export interface Sought {
  endpoint: number;
  since: UnixMs;
  until: UnixMs;
  /** Numbers of types as a JSON array, `null` for any. */
  types: string | null;
  /** The seqs between which all of them lie; `end` is excluded. */
  start: number;
  end: number;
}

/** How many rows of a state a walk examines at most. */
const EXAMINED_MAX = 10_000;

/** What is sought, and where its walk begins. */
export function soughtOf(connection: Connection, recoverable: Recoverable): { sought: Sought; place: WalkPlace } {
  const { endpoint, since, until, states, types } = recoverable;
  const { start, end } = spanOf(connection, "deliveries", since, until);
  const numbers = types?.map((name) => findTypeSeq(connection, name)).filter((number) => number !== null);
  return {
    sought: { endpoint, since, until, types: numbers === undefined ? null : JSON.stringify(numbers), start, end },
    place: { states: [...new Set(states)].map((state) => DELIVERY_STATES.indexOf(state)), walkedTo: start - 1 },
  };
}

/** The next seqs from a place on, at most `limit`, and where to go on, `null` at the end. */
export function walk(
  connection: Connection,
  { endpoint, since, until, types, start, end }: Sought,
  from: WalkPlace,
  limit: number,
): { seqs: number[]; next: WalkPlace | null } {
  const seqs: number[] = [];
  let { walkedTo } = from;
  for (const [place, state] of from.states.entries()) {
    const states = from.states.slice(place);
    // The state stands in the text, since a partial index serves only what it can be proved to hold.
    const walked = `FROM deliveries INDEXED BY deliveries_ended
      WHERE endpoint = ? AND state = ${state} AND state > 1 AND seq > ? AND seq < ? ORDER BY seq`;
    const found = connection
      .sql<{ seq: number }>(
        `SELECT seq FROM (SELECT seq, is_test, created_at, type ${walked} LIMIT ${EXAMINED_MAX}) AS row
         WHERE is_test = 0 AND created_at >= ? AND created_at < ?
           AND (? IS NULL OR type IN (SELECT value FROM json_each(?))) LIMIT ?`,
      )
      .all(endpoint, walkedTo, end, since, until, types, types, limit - seqs.length);
    for (const { seq } of found) seqs.push(seq);
    if (seqs.length >= limit) return { seqs, next: { states, walkedTo: seqs.at(-1)! } };
    const last = connection
      .sql<{ seq: number }>(`SELECT seq ${walked} LIMIT 1 OFFSET ${EXAMINED_MAX - 1}`)
      .get(endpoint, walkedTo, end);
    if (last !== null) return { seqs, next: { states, walkedTo: last.seq } };
    // The next state's lie anywhere among them.
    walkedTo = start - 1;
  }
  return { seqs, next: null };
}

/** Counts on from a place, `null` for the beginning. */
export function countRecoverable(
  connection: Connection,
  recoverable: Recoverable,
  from: WalkPlace | null,
): { count: number; next: WalkPlace | null } {
  return connection.snapshot(() => {
    const { sought, place } = soughtOf(connection, recoverable);
    const { seqs, next } = walk(connection, sought, from ?? place, Number.MAX_SAFE_INTEGER);
    return { count: seqs.length, next };
  });
}
