/** Replaying an event: whom it is sent to once more. */
import type { z } from "zod";
import { AppError, type FieldFault } from "../../base/errors.ts";
import { idBytes, idText } from "../../base/ids.ts";
import type { EventRow } from "../../store/faces/events.ts";
import { audited } from "../audit/audited.ts";
import type { Principal } from "../auth.ts";
import { invalidFields } from "../refusals.ts";
import type { Rooms } from "../rooms.ts";
import { enabledScopeOf } from "../scope.ts";
import type { Replay } from "./schema.ts";

/**
 * Makes new deliveries of an event, and answers how many.
 *
 * @throws AppError `forbidden` while webhooks are not enabled, `conflict` for a test, `invalid` with the place of each endpoint that there is not, `unavailable`
 */
export async function replayEvent(
  rooms: Rooms,
  principal: Principal,
  event: EventRow & { environment: number },
  { endpoints }: z.infer<typeof Replay>,
): Promise<{ deliveries: number }> {
  enabledScopeOf(rooms, principal);
  if (event.isTest) throw new AppError("conflict", "This is a test event: send another test instead.");
  const named = endpoints === undefined ? null : await seqsOf(rooms, event.environment, endpoints);
  const told = { action: "event.replayed", subject: idText("evt", event.id), changes: { endpoints } } as const;
  return { deliveries: await rooms.flow.replay(event, named, audited(rooms, principal, told)) };
}

async function seqsOf({ store }: Rooms, environment: number, ids: readonly string[]): Promise<number[]> {
  // What is no id of ours is no endpoint's: none has an id of no bytes.
  const found = await store.findEndpoints(
    environment,
    ids.map((text) => idBytes("ep", text) ?? new Uint8Array()),
  );
  const faults: FieldFault[] = [];
  for (const [place, seq] of found.entries()) {
    if (seq === null) faults.push({ path: `endpoints[${place}]`, message: "there is no such endpoint" });
  }
  if (faults.length > 0) throw invalidFields(faults);
  return [...new Set(found.filter((seq) => seq !== null))];
}
