/** Adding a person. */
import { AppError } from "../../base/errors.ts";
import { idText, newId } from "../../base/ids.ts";
import { PEOPLE_COUNT_MAX } from "../../rules/limits.ts";
import { PASSWORD_LINK_MS } from "../../rules/sessions.ts";
import type { NewPersonRefusal, Person } from "../../store/faces/people.ts";
import { audited, type By } from "../audit/audited.ts";
import { notFound } from "../refusals.ts";
import type { Rooms } from "../rooms.ts";
import { newLink } from "../tokens.ts";
import { linkUrl, type ShownLink } from "./link.ts";
import type { NewPerson } from "./schema.ts";

/** What adding needs. */
export type AddRooms = Pick<Rooms, "store" | "clock" | "roster" | "publicUrl">;

/**
 * Stores a person, who then chooses a password by the link; the link is in the answer alone.
 *
 * @param organization the seq of an owner's
 * @throws AppError `conflict` when the email is taken or there are too many, `not_found` when the organization is deleted
 * meanwhile, `unavailable`
 */
export async function addPerson(
  rooms: AddRooms,
  by: By,
  form: NewPerson,
  organization: number,
): Promise<{ person: Person; link: ShownLink }> {
  const { clock, roster } = rooms;
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
  if (typeof seq === "string") throw refusalOf(seq);
  const person = { ...fields, seq, hasPassword: false, lastSignInAt: null };
  roster.put(person);
  return { person, link: { url: linkUrl(rooms, token), endsAt: link.endsAt } };
}

function refusalOf(refusal: NewPersonRefusal): AppError {
  switch (refusal) {
    case "gone":
      return notFound("organization");
    case "full":
      return new AppError("conflict", `There are at most ${PEOPLE_COUNT_MAX} people: delete one first.`);
    case "taken":
      return new AppError("conflict", "There is somebody with this email: choose another.");
  }
}
