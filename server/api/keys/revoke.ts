/** Revoking a key. */
import { idText } from "../../base/ids.ts";
import { audited } from "../audit/audited.ts";
import { type Principal, reachOf } from "../auth.ts";
import { notFound } from "../refusals.ts";
import type { Rooms } from "../rooms.ts";
import { idOrNotFound } from "../shapes.ts";

/** It opens nothing from here on. @throws AppError `not_found`, `unavailable` */
export async function revokeKey(
  rooms: Pick<Rooms, "store" | "clock" | "keyring">,
  principal: Principal,
  text: string,
): Promise<void> {
  const { store, clock, keyring } = rooms;
  const row = await store.readKey(idOrNotFound("key", text, "key"));
  const reach = reachOf(principal);
  if (row === null || (reach !== null && row.organization !== reach)) throw notFound("key");
  const { seq, organization, environment, name } = row;
  const told = { action: "key.revoked", subject: idText("key", row.id), changes: { name } } as const;
  await audited(rooms, principal, { ...told, organization, environment }).revokeKey(seq, clock.now());
  keyring.remove(seq);
}
