/** Names of event types as numbers. */
import { type Connection, TYPES_CACHED_MAX } from "./connection.ts";

/** The number of a type's name, given to it now when it is new. Inside a write only. */
export function typeSeq(connection: Connection, name: string): number {
  const known = connection.typeSeqs.get(name);
  if (known !== undefined) return known;
  const row = connection
    .sql<{ seq: number }>(
      "INSERT INTO types (name) VALUES (?) ON CONFLICT (name) DO UPDATE SET name = name RETURNING seq",
    )
    .get(name)!;
  if (connection.typeSeqs.size >= TYPES_CACHED_MAX) connection.typeSeqs.clear();
  connection.typeSeqs.set(name, row.seq);
  return row.seq;
}

/** A type's name by its number. */
export function typeName(connection: Connection, seq: number): string {
  const { typeNames } = connection;
  const known = typeNames.get(seq);
  if (known !== undefined) return known;
  const { name } = connection.sql<{ name: string }>("SELECT name FROM types WHERE seq = ?").get(seq)!;
  if (typeNames.size >= TYPES_CACHED_MAX) typeNames.clear();
  typeNames.set(seq, name);
  return name;
}

/** The number of a name that is stored, `null` when no event ever had it. */
export function findTypeSeq(connection: Connection, name: string): number | null {
  return connection.sql<{ seq: number }>("SELECT seq FROM types WHERE name = ?").get(name)?.seq ?? null;
}
