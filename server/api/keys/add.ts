/** Making a key. */
import { randomBytes } from "node:crypto";
import { AppError } from "../../base/errors.ts";
import { idText, newId } from "../../base/ids.ts";
import { KEYS_COUNT_MAX } from "../../rules/limits.ts";
import { isOfEnvironment } from "../../rules/roles.ts";
import type { Key } from "../../store/faces/keys.ts";
import { audited } from "../audit/audited.ts";
import type { Principal } from "../auth.ts";
import { invalidField, notFound } from "../refusals.ts";
import type { Rooms } from "../rooms.ts";
import type { NewKey } from "./schema.ts";
import { hashOf } from "../tokens.ts";

type AddRooms = Pick<Rooms, "store" | "clock" | "keyring" | "tenants">;

/**
 * Makes and stores a key; it opens the door at once. The key itself is in the answer alone.
 *
 * @throws AppError `forbidden` when an owner asks for an admin key, `conflict` when there are too many, `invalid`,
 * `not_found`, `unavailable`
 */
export async function addKey(rooms: AddRooms, principal: Principal, form: NewKey): Promise<{ row: Key; key: string }> {
  const { clock, keyring } = rooms;
  const now = clock.now();
  const place = placeOf(rooms, principal, form);
  const { expiresAt = null } = form;
  if (expiresAt !== null && expiresAt <= now) throw invalidField("expiresAt", "must lie in the future");
  const key = `hw_${form.role}_${randomBytes(24).toString("base64url")}`;
  const fields = {
    id: newId(now),
    name: form.name,
    role: form.role,
    ...place,
    hash: hashOf(key),
    hint: key.slice(-4),
    createdAt: now,
    expiresAt,
  };
  const told = { action: "key.created", subject: idText("key", fields.id), changes: form, ...place } as const;
  const seq = await audited(rooms, principal, told).addKey(fields);
  if (seq === "gone") throw notFound(place.environment === null ? "organization" : "environment");
  if (seq === "full") throw new AppError("conflict", `There are at most ${KEYS_COUNT_MAX} keys: revoke one first.`);
  const row = { ...fields, seq, lastUsedAt: null };
  keyring.put(row);
  return { row, key };
}

/** What the key is to be for, as seqs. */
function placeOf(
  { tenants }: AddRooms,
  principal: Principal,
  { role, environment: name }: NewKey,
): { organization: number | null; environment: number | null } {
  if (role === "admin" && principal.role !== "admin") {
    throw new AppError("forbidden", "Only an admin key makes admin keys.");
  }
  if (!isOfEnvironment(role)) {
    if (name !== undefined) throw invalidField("environment", "goes with full, ingest and read alone");
    return { organization: role === "admin" ? null : principal.organization, environment: null };
  }
  if (name === undefined) return { organization: principal.organization, environment: principal.environment };
  const isAnyones = principal.role === "admin" && !principal.isChosen;
  const named =
    tenants.environmentNamed(principal.organization, name) ?? (isAnyones ? tenants.environmentById(name) : undefined);
  if (named === undefined) throw invalidField("environment", "there is no such environment");
  return { organization: named.organization, environment: named.seq };
}
