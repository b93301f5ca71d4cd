/** Recovering: an endpoint's deliveries that failed or were skipped begin their schedule afresh. */
import { AppError } from "../../base/errors.ts";
import { idText, newId } from "../../base/ids.ts";
import { nextTurn } from "../../base/turn.ts";
import { RECOVERIES_RUNNING_MAX } from "../../rules/limits.ts";
import { RECOVERABLE_STATES } from "../../rules/recovery.ts";
import type { EndpointRow } from "../../store/faces/endpoints.ts";
import type { Recoverable, Recovery, WalkPlace } from "../../store/faces/recoveries.ts";
import { audited } from "../audit/audited.ts";
import type { Principal } from "../auth.ts";
import type { Rooms } from "../rooms.ts";
import type { NewRecovery } from "./schema.ts";

/** How often a count goes on, before it is told as far as it came: each time it examines at most 20,000 rows. */
const TURNS_MAX = 50;

/** A count, and whether it came to the end. */
export interface Counted {
  count: number;
  isCountFinal: boolean;
}

/** How many deliveries a recovery would concern. */
export async function countRecovery(rooms: Rooms, row: EndpointRow, form: NewRecovery): Promise<Counted> {
  return counted(rooms, recoverableOf(rooms, row, form), TURNS_MAX);
}

/**
 * Stores a recovery and begins it.
 *
 * @throws AppError `endpoint_off`, `conflict` when many of the endpoint run already, `unavailable`
 */
export async function beginRecovery(
  rooms: Rooms,
  principal: Principal,
  row: EndpointRow,
  form: NewRecovery,
): Promise<Recovery> {
  const { flow, clock } = rooms;
  const { endpoint } = row;
  if (endpoint.status !== "active") throw endpointOff();
  const recoverable = recoverableOf(rooms, row, form);
  const createdAt = clock.now();
  const told = { action: "endpoint.recovered", subject: idText("ep", endpoint.id), changes: form } as const;
  const recovery = await audited(rooms, principal, told).beginRecover({
    ...recoverable,
    ...(await counted(rooms, recoverable, 1)),
    id: newId(createdAt),
    environment: endpoint.environment,
    createdAt,
  });
  if (recovery === "off") throw endpointOff();
  if (recovery === "full") {
    throw new AppError(
      "conflict",
      `At most ${RECOVERIES_RUNNING_MAX} recoveries of an endpoint run at once: wait, or cancel one.`,
    );
  }
  flow.recoveryBegun(recovery);
  return recovery;
}

function recoverableOf({ clock }: Rooms, { endpoint }: EndpointRow, form: NewRecovery): Recoverable {
  const { since, until = clock.now() + 1, states = RECOVERABLE_STATES, types = null } = form;
  return { endpoint: endpoint.seq, since, until, states, types };
}

/** Between two looks everything else has its turn. */
async function counted({ store }: Rooms, recoverable: Recoverable, turns: number): Promise<Counted> {
  let count = 0;
  let place: WalkPlace | null = null;
  for (let turn = 0; turn < turns; turn++) {
    const found: Awaited<ReturnType<typeof store.countRecoverable>> = await store.countRecoverable(recoverable, place);
    count += found.count;
    place = found.next;
    if (place === null) return { count, isCountFinal: true };
    await nextTurn();
  }
  return { count, isCountFinal: false };
}

function endpointOff(): AppError {
  return new AppError("endpoint_off", "The endpoint is off, so nothing is sent to it: enable it first.");
}
