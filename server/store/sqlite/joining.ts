/** Writes how people come in: added, set up as the first, with a password chosen by a link. */
import { eq } from "drizzle-orm";
import { PEOPLE_COUNT_MAX } from "../../rules/limits.ts";
import type { NewPersonRefusal, Opened, Opening } from "../faces/people.ts";
import type { Connection } from "./connection.ts";
import { hexOf } from "./hex.ts";
import { type PackedLink, insertLink, takeLink } from "./links.ts";
import { type PackedPerson, countPeople, findPerson, hasPeople, insertPerson } from "./people.ts";
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

/** Inserts a person with its link; answers its seq. They are counted here, where there is no other that is being added. */
export function addPerson(
  connection: Connection,
  { person, link }: { person: PackedPerson; link: PackedLink },
  isRetry: boolean,
): number | NewPersonRefusal {
  const stored = isRetry ? findPerson(connection, person.id) : null;
  if (stored !== null) return stored;
  if (countPeople(connection) >= PEOPLE_COUNT_MAX) return "full";
  const seq = insertPerson(connection, person, null);
  if (typeof seq === "number") insertLink(connection, seq, link);
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
  if (typeof seq === "string") return false;
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
