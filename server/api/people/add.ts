/** Adding a person. */
import { AppError } from "../../base/errors.ts";
import { idText, newId } from "../../base/ids.ts";
import { PASSWORD_LINK_MS } from "../../rules/sessions.ts";
import type { Person } from "../../store/faces/people.ts";
import { audited, type By } from "../audit/audited.ts";
import type { Rooms } from "../rooms.ts";
import { newLink } from "../tokens.ts";
import { linkUrl, type ShownLink } from "./link.ts";
import type { NewPerson } from "./schema.ts";

/** All are kept in memory. */
const PEOPLE_COUNT_MAX = 1000;

/** What adding needs. */
export type AddRooms = Pick<Rooms, "store" | "clock" | "roster" | "publicUrl">;

/**
 * Stores a person, who then chooses a password by the link; the link is in the answer alone.
 *
 * @param organization the seq of an owner's
 * @throws AppError `conflict` when the email is taken or there are too many, `unavailable`
 */
export async function addPerson(
  rooms: AddRooms,
  by: By,
  form: NewPerson,
  organization: number,
): Promise<{ person: Person; link: ShownLink }> {
  const { clock, roster } = rooms;
  if (roster.count >= PEOPLE_COUNT_MAX) {
    throw new AppError("conflict", `There are at most ${PEOPLE_COUNT_MAX} people: delete one first.`);
  }
  const now = clock.now();
  const fields = {
    id: newId(now),
    ...form,
    organization: form.role === "admin" ? null : organization,
    createdAt: now,
  };
  const { token, link } = newLink(now, PASSWORD_LINK_MS);
  const told = { action: "person.created", subject: idText("per", fields.id), changes: form } as const;
  const change = audited(rooms, by, { ...told, organization: fields.organization, environment: null });
  const seq = await change.addPerson(fields, link);
  if (seq === false) throw new AppError("conflict", "There is somebody with this email: choose another.");
  const person = { ...fields, seq, hasPassword: false, lastSignInAt: null };
  roster.put(person);
  return { person, link: { url: linkUrl(rooms, token), endsAt: link.endsAt } };
}
