/** Reads and writes sessions. */
import { and, asc, desc, eq, inArray, lt, ne, or } from "drizzle-orm";
import { SESSION_MS_MAX, SESSION_REST_MS_MAX, SESSIONS_COUNT_MAX } from "../../rules/sessions.ts";
import type { NewSession, Session, SessionUse } from "../faces/people.ts";
import type { Connection } from "./connection.ts";
import { bytesOf, hexOf } from "./hex.ts";
import { people, sessions } from "./people-tables.ts";

/** A session about to be stored, its id in hexadecimal. */
export type PackedSession = Omit<NewSession, "id"> & { id: string };

/** Inserts a session, and notes the sign-in; `false` when the person is gone, or the password is another. */
export function addSession(
  connection: Connection,
  { session, passwordHash }: { session: PackedSession; passwordHash: string },
  isRetry: boolean,
): number | false {
  const stored = isRetry ? findSession(connection, session.id) : null;
  if (stored !== null) return stored;
  const where = and(eq(people.seq, session.person), eq(people.passwordHash, passwordHash));
  if (connection.orm.select().from(people).where(where).get() === undefined) return false;
  return insertSession(connection, session);
}

/** Inserts a session; what is over goes, and of a person's the oldest above the limit. Inside a write only. */
export function insertSession({ orm }: Connection, { id, hash, ...fields }: PackedSession): number {
  const { person, createdAt: now } = fields;
  orm
    .delete(sessions)
    .where(or(lt(sessions.createdAt, now - SESSION_MS_MAX), lt(sessions.seenAt, now - SESSION_REST_MS_MAX)))
    .run();
  const row = { ...fields, id: bytesOf(id), hash: bytesOf(hash), seenAt: now };
  const { seq } = orm.insert(sessions).values(row).returning({ seq: sessions.seq }).get();
  const theirs = orm.select().from(sessions).where(eq(sessions.person, person)).orderBy(desc(sessions.seq)).all();
  const tooMany = theirs.slice(SESSIONS_COUNT_MAX).map((session) => session.seq);
  orm.delete(sessions).where(inArray(sessions.seq, tooMany)).run();
  orm.update(people).set({ lastSignInAt: now }).where(eq(people.seq, person)).run();
  return seq;
}

/** The seq of a session by its id in hexadecimal, `null` when there is none. */
export function findSession({ orm }: Connection, id: string): number | null {
  const where = eq(sessions.id, bytesOf(id));
  return orm.select({ seq: sessions.seq }).from(sessions).where(where).get()?.seq ?? null;
}

/** Ends a session; answers whether there was such a one. */
export function revokeSession({ orm }: Connection, { seq }: { seq: number }, isRetry: boolean): boolean {
  return orm.delete(sessions).where(eq(sessions.seq, seq)).returning().all().length > 0 || isRetry;
}

/** A password in the place of another. */
export interface PasswordChange {
  /** The person's. */
  seq: number;
  /** Of the password that was compared, and of the new one. */
  comparedHash: string;
  passwordHash: string;
  keptSession: number;
}

/** A new password; all sessions but one end. `false` when the one that was compared is no longer the person's. */
export function changePassword(
  { orm }: Connection,
  { seq, comparedHash, passwordHash, keptSession }: PasswordChange,
  isRetry: boolean,
): boolean {
  const isKnown = inArray(people.passwordHash, isRetry ? [comparedHash, passwordHash] : [comparedHash]);
  const whose = and(eq(people.seq, seq), isKnown);
  if (orm.update(people).set({ passwordHash }).where(whose).returning().all().length === 0) return false;
  orm
    .delete(sessions)
    .where(and(eq(sessions.person, seq), ne(sessions.seq, keptSession)))
    .run();
  return true;
}

/** Notes when sessions were last used. */
export function noteSessionUses({ sql }: Connection, uses: readonly SessionUse[]): null {
  for (const { session, at } of uses) sql("UPDATE sessions SET seen_at = ? WHERE seq = ?").run(at, session);
  return null;
}

/** All, the oldest first. */
export function loadSessions({ orm }: Connection): Session[] {
  const all = orm.select().from(sessions).orderBy(asc(sessions.seq)).all();
  return all.map((row) => ({ ...row, hash: hexOf(row.hash) }));
}
