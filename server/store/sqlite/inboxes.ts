/** Reads and writes inboxes. */
import { asc, count, eq } from "drizzle-orm";
import { INBOXES_COUNT_MAX } from "../../rules/limits.ts";
import type { Inbox } from "../faces/inboxes.ts";
import type { Connection } from "./connection.ts";
import { bytesOf } from "./hex.ts";
import { isLiveEnvironment } from "./live-environments.ts";
import { inboxes } from "./people-tables.ts";

/** An inbox about to be stored, its id in hexadecimal. */
export type PackedInbox = Omit<Inbox, "seq" | "id"> & { id: string };

/** Inserts an inbox; answers its seq. They are counted here, where there is no other that is being added. */
export function addInbox(
  connection: Connection,
  { id, ...fields }: PackedInbox,
  isRetry: boolean,
): number | "gone" | "full" {
  const { orm } = connection;
  const stored =
    isRetry &&
    orm
      .select()
      .from(inboxes)
      .where(eq(inboxes.id, bytesOf(id)))
      .get();
  if (stored) return stored.seq;
  if (!isLiveEnvironment(connection, fields.environment)) return "gone";
  const theirs = eq(inboxes.environment, fields.environment);
  if (orm.select({ count: count() }).from(inboxes).where(theirs).get()!.count >= INBOXES_COUNT_MAX) return "full";
  const inserted = orm.insert(inboxes).values({ ...fields, id: bytesOf(id) });
  return inserted.returning({ seq: inboxes.seq }).get().seq;
}

/** Deletes an inbox; answers whether there was such a one. */
export function deleteInbox({ orm }: Connection, { seq }: { seq: number }, isRetry: boolean): boolean {
  return orm.delete(inboxes).where(eq(inboxes.seq, seq)).returning().all().length > 0 || isRetry;
}

/** All, the oldest first. */
export function loadInboxes({ orm }: Connection): Inbox[] {
  return orm.select().from(inboxes).orderBy(asc(inboxes.seq)).all();
}
