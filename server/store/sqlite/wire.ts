/** What the main thread and the writer's thread say to each other: one JSON text each way, the cheapest to hand over. */
import type { PackedAuditLine } from "./audit.ts";
import type { WriteName } from "./writes.ts";

/** A write by name, and the line that it leaves in the audit log, where it is a change. */
export interface AskedUnit {
  name: WriteName;
  given: unknown;
  line?: PackedAuditLine;
}

/** What the main thread asks of the writer. */
export type Asked =
  | { ask: "commit"; units: AskedUnit[] }
  /** Checkpoints and closes the file. */
  | { ask: "close" };

/** What became of a unit: a refusal says why the store cannot write, a bug what was thrown. */
export type UnitResult = { value: unknown } | { refusal: string } | { bug: string };

/** What the writer answers. */
export type Answered =
  { answer: "committed"; results: UnitResult[]; fault: string | null; durationMs: number } | { answer: "closed" };
