/** What turning an endpoint off or on begins: a sweep of what waits, or a recovery that resumes what was held. */
import type { UnixMs } from "../../base/clock.ts";
import { skippedReason } from "../../rules/off.ts";
import type { Sweep, Turn } from "../faces/endpoints.ts";
import type { Connection } from "./connection.ts";
import { hexOf } from "./hex.ts";
import { beginResume, endRecoveries } from "./recoveries.ts";
import { beginCancelOfHeld, beginSweep, boundSweeps } from "./sweeps.ts";

/** A turn as it goes to the writer, the id in hexadecimal. */
export type PackedTurn = Exclude<Turn, { held: "resume" }> | { to: "on"; held: "resume"; recoveryId: string };

/** Packs a turn for the writer. */
export function packTurn(turn: Turn): PackedTurn {
  return turn.to === "on" && turn.held === "resume" ? { ...turn, recoveryId: hexOf(turn.recoveryId) } : turn;
}

/** Begins what follows from a turn. What runs for the endpoint from before ends, or goes no further. */
export function turnEndpoint(connection: Connection, endpoint: number, turn: PackedTurn, at: UnixMs): Sweep | null {
  endRecoveries(connection, endpoint, at);
  boundSweeps(connection, endpoint);
  if (turn.to === "off") {
    const state = turn.waiting === "skipped" ? "skipped" : "waiting";
    return beginSweep(connection, endpoint, state, skippedReason("paused"));
  }
  if (turn.held === "cancel") return beginCancelOfHeld(connection, endpoint, "webhook enabled without what was held");
  beginResume(connection, endpoint, turn.recoveryId, at);
  return null;
}
