/** Runs a write inside the open transaction, with what it leaves in the audit log. */
import { addAuditLine, type PackedAuditLine } from "./audit.ts";
import type { Connection } from "./connection.ts";
import type { AskedUnit } from "./wire.ts";
import { WRITES } from "./writes.ts";

/** Answers what the write does. The line goes into the same commit, unless it is refused: then nothing changed. */
export function runUnit(connection: Connection, { name, given, line }: AskedUnit, isRetry: boolean): unknown {
  const value = WRITES[name](connection, given as never, isRetry);
  if (line !== undefined && !isRefused(value)) addAuditLine(connection, { ...line, ...placeOf(name, value) });
  return value;
}

/** By `false`, or by a word that says why. */
function isRefused(value: unknown): boolean {
  return value === false || typeof value === "string";
}

/** Where a line belongs whose organization or environment its write has just made. */
function placeOf(name: AskedUnit["name"], value: unknown): Partial<PackedAuditLine> {
  if (name === "addOrganization") return { organization: (value as { organization: number }).organization };
  return name === "addEnvironment" ? { environment: value as number } : {};
}
