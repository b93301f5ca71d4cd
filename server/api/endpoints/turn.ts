/** Turning an endpoint off and on again, and what becomes of what waits for it. */
import type { UnixMs } from "../../base/clock.ts";
import { AppError } from "../../base/errors.ts";
import { newId } from "../../base/ids.ts";
import type { Flow } from "../../flow/flow.ts";
import type { Endpoint } from "../../rules/endpoint.ts";
import type { EndpointChange, EndpointRow } from "../../store/faces/endpoints.ts";
import type { Recovery } from "../../store/faces/recoveries.ts";
import type { Rooms } from "../rooms.ts";
import { PAUSED_REASON } from "./add.ts";

/** The part of a change that turns an endpoint on or off; empty where it is so already. */
export type TurnChange = Pick<EndpointChange, "status" | "statusReason" | "activeSince" | "turn">;

/**
 * Pauses an endpoint: one row; dispatch obeys at once. Answers the endpoint as it then is.
 *
 * @throws AppError `conflict` when it is disabled, `unavailable`
 */
export async function pauseEndpoint({ store, flow, clock }: Rooms, row: EndpointRow): Promise<EndpointRow> {
  const change = turnOff(flow, row.endpoint);
  if (change.status === undefined) return row;
  const { endpoint, ...begun } = await store.changeEndpoint(row.endpoint.seq, { ...change, updatedAt: clock.now() });
  flow.endpointChanged(endpoint, begun);
  if (endpoint.status === "disabled") throw nothingToPause();
  return { ...row, endpoint };
}

/**
 * Enables an endpoint: one row; dispatch obeys at once. Answers the endpoint as it then is, and the recovery that resumes
 * what was held, `null` when it was on already, or when that is cancelled.
 *
 * @throws AppError `unavailable`
 */
export async function enableEndpoint(
  { store, flow, clock }: Rooms,
  row: EndpointRow,
  held: "resume" | "cancel",
): Promise<{ row: EndpointRow; recovery: Recovery | null }> {
  const now = clock.now();
  const change = turnOn(row.endpoint, held, now);
  if (change.status === undefined) return { row, recovery: null };
  const { endpoint, ...begun } = await store.changeEndpoint(row.endpoint.seq, { ...change, updatedAt: now });
  flow.endpointChanged(endpoint, begun);
  return { row: { ...row, endpoint }, recovery: begun.recovery };
}

/** What turns an endpoint on. */
export function turnOn({ status }: Endpoint, held: "resume" | "cancel", now: UnixMs): TurnChange {
  if (status === "active") return {};
  const turn =
    held === "cancel" ? ({ to: "on", held } as const) : ({ to: "on", held, recoveryId: newId(now) } as const);
  return { status: "active", statusReason: null, activeSince: now, turn };
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
