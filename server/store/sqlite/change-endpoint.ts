/** Changes an endpoint: what is given of it, and whether it is on. */
import { and, eq, inArray } from "drizzle-orm";
import { ENDPOINT_STATUSES, type EndpointStatus } from "../../rules/endpoint.ts";
import { AFRESH } from "../../rules/health.ts";
import type { ChangedEndpoint, EndpointChange } from "../faces/endpoints.ts";
import type { Connection } from "./connection.ts";
import { flushTouched } from "./counts.ts";
import { standingOf } from "./endpoints.ts";
import { bytesOf } from "./hex.ts";
import { findSweep } from "./sweeps.ts";
import { endpointHealth, endpoints } from "./tables.ts";
import { type PackedTurn, turnEndpoint } from "./turns.ts";
import { type PackedNotice, insertNotice } from "./write-notices.ts";

/** A change about to be stored. */
export interface SealedChange extends Omit<EndpointChange, "headers" | "turn" | "notice"> {
  seq: number;
  turn?: PackedTurn;
  notice?: PackedNotice;
  headerNames?: string[];
  sealed?: string;
  /** What was sealed when this was made of it: when that has changed meanwhile, so must this. */
  replaces?: string;
}

/** Whether a change turned it on or off, and the sweep that began. */
export type Begun = Pick<ChangedEndpoint, "isTurned" | "sweep">;

/** What a change is about that turns an endpoint on or off, and nothing else. */
const OF_TURN: ReadonlySet<string> = new Set<keyof SealedChange>([
  "seq",
  "status",
  "statusReason",
  "turn",
  "notice",
  "updatedAt",
]);

/**
 * Changes what is given. One that is on already is not turned on, and so with off; one that was disabled meanwhile stays so
 * instead of being paused. Answers `false`, and changes nothing, when nothing else was asked for, when it is deleted, or when
 * what is sealed is no longer what the change was made of; a retry may find its own.
 */
export function changeEndpoint(connection: Connection, change: SealedChange, isRetry: boolean): Begun | false {
  const { seq, sealed, replaces, status, statusReason, turn, events, namespaces, notice, ...fields } = change;
  const before = standingOf(connection, seq);
  if (before === null) return false;
  const isTurnedBefore = isRetry && status === before.status && change.updatedAt === before.updatedAt;
  const isTurned = isTurnedBefore || isTurning(before.status, status);
  if (!isTurned && isOnlyTurn(change)) return false;
  if (replaces !== undefined && !isSealedAs(connection, seq, [replaces, sealed!])) return false;
  if (isTurned && notice !== undefined) insertNotice(connection, seq, "disabled", notice, null);
  connection.orm
    .update(endpoints)
    .set({
      ...fields,
      ...(events && { events: [...events] }),
      ...(namespaces && { namespaces: [...namespaces] }),
      ...(isTurned && { status: ENDPOINT_STATUSES.indexOf(status!), statusReason }),
      ...(sealed && { sealed: bytesOf(sealed) }),
    })
    .where(eq(endpoints.seq, seq))
    .run();
  if (isTurned && status === "active") beginAfresh(connection, seq);
  if (!isTurned || turn === undefined) return { isTurned, sweep: null };
  const sweep = isTurnedBefore ? findSweep(connection, seq) : turnEndpoint(connection, seq, turn, change.updatedAt);
  return { isTurned, sweep };
}

function isTurning(before: EndpointStatus, status: EndpointStatus | undefined): boolean {
  return status !== undefined && status !== before && !(status === "paused" && before === "disabled");
}

function isOnlyTurn(change: SealedChange): boolean {
  return change.status !== undefined && Object.keys(change).every((name) => OF_TURN.has(name));
}

function isSealedAs({ orm }: Connection, seq: number, sealed: readonly string[]): boolean {
  const isOne = inArray(endpoints.sealed, sealed.map(bytesOf));
  return (
    orm
      .select({ seq: endpoints.seq })
      .from(endpoints)
      .where(and(eq(endpoints.seq, seq), isOne))
      .get() !== undefined
  );
}

/** Also what verdicts of the same commit have gathered is forgotten. */
function beginAfresh(connection: Connection, seq: number): void {
  flushTouched(connection);
  connection.orm.update(endpointHealth).set(AFRESH).where(eq(endpointHealth.endpoint, seq)).run();
}
