/** What the main thread and the writer's thread say to each other: one JSON text each way, the cheapest to hand over. */
import type { WriteName } from "./writes.ts";

/** What the main thread asks of the writer. */
export type Asked =
  | { ask: "commit"; units: { name: WriteName; given: unknown }[] }
  /** Checkpoints and closes the file. */
  | { ask: "close" };

/** What became of a unit: a refusal says why the store cannot write, a bug what was thrown. */
export type UnitResult = { value: unknown } | { refusal: string } | { bug: string };

/** What the writer answers. */
export type Answered =
  { answer: "committed"; results: UnitResult[]; fault: string | null; durationMs: number } | { answer: "closed" };
