/** Turning an endpoint off and on again, and what becomes of what waits for it. */
import type { UnixMs } from "../../base/clock.ts";
import { AppError } from "../../base/errors.ts";
import { idText, newId } from "../../base/ids.ts";
import type { Flow } from "../../flow/flow.ts";
import type { Endpoint } from "../../rules/endpoint.ts";
import type { ChangedEndpoint, EndpointChange, EndpointRow } from "../../store/faces/endpoints.ts";
import type { Recovery } from "../../store/faces/recoveries.ts";
import type { Changes } from "../../store/faces/store.ts";
import { audited } from "../audit/audited.ts";
import type { Principal } from "../auth.ts";
import type { Rooms } from "../rooms.ts";
import { PAUSED_REASON } from "./add.ts";

/** The part of a change that turns an endpoint on or off; empty where it is so already. */
export type TurnChange = Pick<EndpointChange, "status" | "statusReason" | "turn" | "notice">;

/**
 * Pauses an endpoint: one row; dispatch obeys at once. Answers the endpoint as it then is.
 *
 * @throws AppError `conflict` when it is disabled, `unavailable`
 */
export async function pauseEndpoint(rooms: Rooms, principal: Principal, row: EndpointRow): Promise<EndpointRow> {
  const { seq, id } = row.endpoint;
  const change = turnOff(rooms.flow, row.endpoint);
  if (change.status === undefined) return row;
  const changes = audited(rooms, principal, { action: "endpoint.paused", subject: idText("ep", id) });
  const { endpoint } = await changed(rooms, changes, seq, { ...change, updatedAt: rooms.clock.now() });
  if (endpoint.status === "disabled") throw nothingToPause();
  return { ...row, endpoint };
}

/**
 * Enables an endpoint: one row; dispatch obeys at once. Answers the endpoint as it then is, and the recovery that resumes
 * what was held, `null` when it was on already, or is so by another who came first, or when that is cancelled.
 *
 * @throws AppError `unavailable`
 */
export async function enableEndpoint(
  rooms: Rooms,
  principal: Principal,
  row: EndpointRow,
  held: "resume" | "cancel",
): Promise<{ row: EndpointRow; recovery: Recovery | null }> {
  const { seq, id } = row.endpoint;
  const now = rooms.clock.now();
  const change = turnOn(rooms.flow, row.endpoint, held, now);
  if (change.status === undefined) return { row, recovery: null };
  const told = { action: "endpoint.enabled", subject: idText("ep", id), changes: { held } } as const;
  const changes = audited(rooms, principal, told);
  const { endpoint, recovery } = await changed(rooms, changes, seq, { ...change, updatedAt: now });
  return { row: { ...row, endpoint }, recovery };
}

/** Stores a change of an endpoint, and lets the flow obey it. */
export async function changed(
  { flow }: Rooms,
  changes: Changes,
  seq: number,
  change: EndpointChange,
): Promise<ChangedEndpoint> {
  const after = await changes.changeEndpoint(seq, change);
  flow.endpointChanged(after.endpoint, after);
  if (after.isTurned && change.notice !== undefined) flow.noticed([change.notice]);
  return after;
}

/** What turns an endpoint on; the owners of one that was disabled hear of it. */
export function turnOn(flow: Flow, endpoint: Endpoint, held: "resume" | "cancel", now: UnixMs): TurnChange {
  if (endpoint.status === "active") return {};
  return {
    status: "active",
    statusReason: null,
    turn: held === "cancel" ? { to: "on", held } : { to: "on", held, recoveryId: newId(now) },
    ...(endpoint.status === "disabled" && { notice: flow.enabledNotice(endpoint, now) }),
  };
}

/**
 * What turns an endpoint off.
 *
 * @throws AppError `conflict` when it is disabled
 */
export function turnOff(flow: Flow, { status, environment }: Endpoint): TurnChange {
  if (status === "disabled") throw nothingToPause();
  if (status === "paused") return {};
  const waiting = flow.whileOff(environment).paused;
  return { status: "paused", statusReason: PAUSED_REASON, turn: { to: "off", waiting } };
}

function nothingToPause(): AppError {
  return new AppError("conflict", "The endpoint is disabled, so nothing is sent to it: there is nothing to pause.");
}
