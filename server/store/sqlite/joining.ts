/** Writes how people come in: added, set up as the first, with a password chosen by a link. */
import { eq } from "drizzle-orm";
import type { Opened, Opening } from "../faces/people.ts";
import type { Connection } from "./connection.ts";
import { hexOf } from "./hex.ts";
import { type PackedLink, insertLink, takeLink } from "./links.ts";
import { type PackedPerson, findPerson, hasPeople, insertPerson } from "./people.ts";
import { type PackedSession, findSession, insertSession } from "./sessions.ts";
import { people, sessions } from "./people-tables.ts";

/** What a link is used for, the session's id in hexadecimal. */
export interface PackedOpening extends Omit<Opening, "session"> {
  session: Omit<PackedSession, "person">;
}

/** Packs it for the writer. */
export function packOpening({ session, ...opening }: Opening): PackedOpening {
  return { ...opening, session: { ...session, id: hexOf(session.id) } };
}

/** Inserts a person with its link; answers its seq, `false` when the email is taken or the organization deleted. */
export function addPerson(
  connection: Connection,
  { person, link }: { person: PackedPerson; link: PackedLink },
  isRetry: boolean,
): number | false {
  const stored = isRetry ? findPerson(connection, person.id) : null;
  if (stored !== null) return stored;
  const seq = insertPerson(connection, person, null);
  if (seq !== false) insertLink(connection, seq, link);
  return seq;
}

/** The first person, by the set-up's link; `false` when it is none, or there is a person already. */
export function setUp(
  connection: Connection,
  { person, opening }: { person: PackedPerson; opening: PackedOpening },
  isRetry: boolean,
): Opened | false {
  const stored = isRetry ? findPerson(connection, person.id) : null;
  if (stored !== null) return { person: stored, session: findSession(connection, opening.session.id)! };
  if (hasPeople(connection) || !takeLink(connection, null, opening.linkHash, opening.session.createdAt)) return false;
  const seq = insertPerson(connection, person, opening.passwordHash);
  if (seq === false) return false;
  return { person: seq, session: insertSession(connection, { ...opening.session, person: seq }) };
}

/** A new password by a link; other sessions end. `false` when the link is none of the person's. */
export function choosePassword(
  connection: Connection,
  { person, opening }: { person: number; opening: PackedOpening },
  isRetry: boolean,
): Opened | false {
  const stored = isRetry ? findSession(connection, opening.session.id) : null;
  if (stored !== null) return { person, session: stored };
  if (!takeLink(connection, person, opening.linkHash, opening.session.createdAt)) return false;
  const { orm } = connection;
  orm.update(people).set({ passwordHash: opening.passwordHash }).where(eq(people.seq, person)).run();
  orm.delete(sessions).where(eq(sessions.person, person)).run();
  return { person, session: insertSession(connection, { ...opening.session, person }) };
}
