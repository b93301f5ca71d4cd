/** Changing a person, and one's own password. */
import { AppError } from "../../base/errors.ts";
import { idText } from "../../base/ids.ts";
import type { Person, PersonChange, PersonRefusal } from "../../store/faces/people.ts";
import { audited } from "../audit/audited.ts";
import type { Principal } from "../auth.ts";
import { invalidField, notFound } from "../refusals.ts";
import type { Rooms } from "../rooms.ts";
import { withinOf } from "./reach.ts";
import type { PersonPatch } from "./schema.ts";

/**
 * Stores the change. Answers the person as it then is.
 *
 * @throws AppError `forbidden` for what only an admin, or the person alone, may; `conflict` when it is the last admin;
 * `invalid` when the current password is wrong; `too_many`, `not_found`, `unavailable`
 */
export async function changePerson(
  rooms: Rooms,
  principal: Principal,
  person: Person,
  { password, currentPassword, ...form }: PersonPatch,
): Promise<Person> {
  const { roster } = rooms;
  if (form.role === "admin" && principal.role !== "admin") {
    throw new AppError("forbidden", "Only an admin makes admins.");
  }
  if (password !== undefined) await changePassword(rooms, principal, person, password, currentPassword);
  if (Object.keys(form).length === 0) return person;
  const change: PersonChange = { ...form, ...(form.role && { organization: organizationOf(form.role) }) };
  const told = { action: "person.changed", subject: idText("per", person.id), changes: form } as const;
  const writing = audited(rooms, principal, { ...told, organization: person.organization, environment: null });
  const stored = await writing.changePerson(person.seq, change, withinOf(principal));
  if (stored !== true) throw refusalOf(stored);
  const changed = { ...(roster.bySeq(person.seq) ?? person), ...change };
  roster.put(changed);
  return changed;

  function organizationOf(role: Person["role"]): number | null {
    return role === "admin" ? null : (person.organization ?? principal.organization);
  }
}

/** The refusal that the word of the store stands for. */
export function refusalOf(refusal: PersonRefusal): AppError {
  switch (refusal) {
    case "gone":
      return notFound("person");
    case "no_organization":
      return notFound("organization");
    case "last_admin":
      return new AppError("conflict", "This is the last admin who has a password: make another one first.");
  }
}

/** Whether it is the person itself who asks. */
function isSelf({ sessions }: Pick<Rooms, "sessions">, { session }: Principal, person: Person): boolean {
  return session !== null && sessions.bySeq(session)?.person === person.seq;
}

async function changePassword(
  rooms: Rooms,
  principal: Principal,
  person: Person,
  password: string,
  currentPassword: string | undefined,
): Promise<void> {
  const { store, passwords, sessions, signInLimits } = rooms;
  if (!isSelf(rooms, principal, person)) {
    throw new AppError("forbidden", "A password is changed by its person alone: make a link instead.");
  }
  if (currentPassword === undefined) throw invalidField("currentPassword", "is required");
  signInLimits.take(principal.address, person.email);
  const comparedHash = await store.readPasswordHash(person.seq);
  if (!(await passwords.matches(currentPassword, comparedHash)) || comparedHash === null) throw wrongPassword();
  const hash = await passwords.hash(password);
  const told = { action: "password.changed", subject: idText("per", person.id) } as const;
  const change = audited(rooms, principal, { ...told, organization: person.organization, environment: null });
  // Hashing takes its time: meanwhile there may be another password, and then this was not the current one.
  if (!(await change.changePassword(person.seq, comparedHash, hash, principal.session!))) throw wrongPassword();
  sessions.removeOf(person.seq, principal.session);
}

function wrongPassword(): AppError {
  return invalidField("currentPassword", "is not your password");
}
