/** Setting up: the one-time URL, and the first admin that it makes. */
import { AppError } from "../../base/errors.ts";
import { idText, newId } from "../../base/ids.ts";
import type { z } from "zod";
import { SETUP_LINK_MS } from "../../rules/sessions.ts";
import type { Person, Session } from "../../store/faces/people.ts";
import { audited } from "../audit/audited.ts";
import type { Rooms } from "../rooms.ts";
import { actorOf } from "../session-ring.ts";
import { newSession } from "../sessions/open.ts";
import { hashOf, newLink } from "../tokens.ts";
import { linkRefused, type Visit } from "../visits.ts";
import type { SetUp } from "./schema.ts";

/** Who has just come in. */
export interface SignedIn {
  person: Person;
  session: Session;
  /** The value of `Set-Cookie`. */
  cookie: string;
}

/** @throws AppError `not_found` once there is a person: then there is no set-up, and never was */
export function assertSetUpIsOpen({ roster }: Pick<Rooms, "roster">): void {
  if (roster.count > 0) throw new AppError("not_found", "There is nothing at this path.");
}

/**
 * Makes a set-up URL; earlier ones are void.
 *
 * @throws AppError `conflict` once there is a person, `unavailable`
 */
export async function makeSetUpUrl({
  store,
  clock,
  publicUrl,
}: Pick<Rooms, "store" | "clock" | "publicUrl">): Promise<string> {
  const { token, link } = newLink(clock.now(), SETUP_LINK_MS);
  if (await store.audited(setUpLine(clock.now())).putLink(null, link, null)) return `${publicUrl()}/setup#${token}`;
  throw new AppError("conflict", "There are people already: sign in, or use `admin create` or `admin reset-password`.");
}

/**
 * Makes the first admin and signs it in.
 *
 * @throws AppError `unauthorized` when the token is none, `not_found` when somebody was first, `too_many`, `unavailable`
 */
export async function setUp(
  rooms: Rooms,
  visit: Visit,
  { token, password, ...form }: z.infer<typeof SetUp>,
): Promise<SignedIn> {
  const { store, clock, passwords, signInLimits, roster, sessions } = rooms;
  signInLimits.take(visit.address, form.email);
  const linkHash = hashOf(token);
  const link = await store.findLink(linkHash, clock.now());
  if (link === null || link.person !== null) throw linkRefused("make another one with `hookwheel setup-url`");
  const passwordHash = await passwords.hash(password);
  const now = clock.now();
  const { fields: session, cookie } = newSession(rooms, visit);
  const fields = { ...form, id: newId(now), role: "admin" as const, organization: null, createdAt: now };
  const named = { ...fields, seq: 0, hasPassword: true, lastSignInAt: now };
  const by = { actor: actorOf(named), address: visit.address, organization: null, environment: null };
  const told = { action: "instance.set_up", subject: idText("per", fields.id), changes: form } as const;
  const opened = await audited(rooms, by, told).setUp(fields, { linkHash, passwordHash, session });
  if (opened === false) {
    assertSetUpIsOpen(rooms);
    throw linkRefused("make another one with `hookwheel setup-url`");
  }
  const person = { ...named, seq: opened.person };
  const stored = { ...session, person: person.seq, seq: opened.session, seenAt: now };
  roster.put(person);
  sessions.put(stored);
  return { person, session: stored, cookie };
}

function setUpLine(now: number) {
  return {
    id: newId(now),
    action: "instance.set_up_offered",
    actor: { kind: "operator" as const, id: null, name: "operator" },
    address: null,
    subject: "setup",
    organization: null,
    environment: null,
    changes: {},
    createdAt: now,
  };
}
