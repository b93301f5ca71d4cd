/** Signing in: with a password, or by choosing one. */
import type { UnixMs } from "../../base/clock.ts";
import { AppError } from "../../base/errors.ts";
import { idText } from "../../base/ids.ts";
import type { z } from "zod";
import { mailAddressFault } from "../../rules/fields.ts";
import type { Person } from "../../store/faces/people.ts";
import { audited, type By } from "../audit/audited.ts";
import type { Rooms } from "../rooms.ts";
import { actorOf } from "../session-ring.ts";
import type { SignedIn } from "../setup/set-up.ts";
import { hashOf } from "../tokens.ts";
import { linkRefused, type Visit } from "../visits.ts";
import type { FailedSignIns } from "./failed.ts";
import { newSession } from "./open.ts";
import type { ChosenPassword, Credentials } from "./schema.ts";

/**
 * Signs in with email and password.
 *
 * @throws AppError `unauthorized` alike for a wrong password and for nobody's email; `too_many`, `unavailable`
 */
export async function signIn(
  rooms: Rooms,
  failed: FailedSignIns,
  visit: Visit,
  { email: typed, password }: z.infer<typeof Credentials>,
): Promise<SignedIn> {
  const { store, roster, passwords, sessions, signInLimits } = rooms;
  const email = typed.toLowerCase();
  signInLimits.take(visit.address, email);
  const person = roster.byEmail(email);
  const hash = person === undefined ? null : await store.readPasswordHash(person.seq);
  if (!(await passwords.matches(password, hash)) || person === undefined || hash === null) {
    await failed.tell(visit.address, mailAddressFault(email) === null ? email : null, person);
    throw wrong();
  }
  const { fields, cookie } = newSession(rooms, visit);
  const session = { ...fields, person: person.seq };
  const told = { action: "session.created", subject: idText("ses", fields.id) } as const;
  const seq = await audited(rooms, byOf(person, visit), told).addSession(session, hash);
  if (seq === false) throw wrong();
  const stored = { ...session, seq, seenAt: fields.createdAt };
  sessions.put(stored);
  return { person: seen(rooms, person, stored.createdAt), session: stored, cookie };
}

/**
 * Chooses a password by a link, and signs in; all other sessions end.
 *
 * @throws AppError `unauthorized` when the token is none, `too_many`, `unavailable`
 */
export async function choosePassword(
  rooms: Rooms,
  visit: Visit,
  { token, password }: z.infer<typeof ChosenPassword>,
): Promise<SignedIn> {
  const { store, clock, roster, passwords, sessions, signInLimits } = rooms;
  const linkHash = hashOf(token);
  signInLimits.take(visit.address, linkHash);
  const link = await store.findLink(linkHash, clock.now());
  const person = link?.person ? roster.bySeq(link.person) : undefined;
  if (person === undefined) throw linkRefused("ask for another one");
  const passwordHash = await passwords.hash(password);
  const { fields: session, cookie } = newSession(rooms, visit);
  const told = { action: "password.changed", subject: idText("per", person.id) } as const;
  const change = audited(rooms, byOf(person, visit), told);
  const opened = await change.choosePassword(person.seq, { linkHash, passwordHash, session });
  if (opened === false) throw linkRefused("ask for another one");
  const stored = { ...session, person: person.seq, seq: opened.session, seenAt: session.createdAt };
  sessions.removeOf(person.seq, null);
  sessions.put(stored);
  return { person: seen(rooms, person, session.createdAt), session: stored, cookie };
}

/** Takes note of a sign-in; the person may have changed meanwhile, or be gone. */
function seen({ roster }: Rooms, person: Person, at: UnixMs): Person {
  const known = roster.bySeq(person.seq);
  const now = { ...(known ?? person), hasPassword: true, lastSignInAt: at };
  if (known !== undefined) roster.put(now);
  return now;
}

function wrong(): AppError {
  return new AppError("unauthorized", "This email and this password do not go together.");
}

function byOf(person: Person, { address }: Visit): By {
  return { actor: actorOf(person), address, organization: person.organization, environment: null };
}
