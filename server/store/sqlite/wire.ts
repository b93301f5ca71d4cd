/** What the main thread and the writer's thread say to each other: one text each way, the cheapest to hand over. */
import type { PackedAuditLine } from "./audit.ts";
import type { WriteName } from "./writes.ts";

/** A write by name, and the line that it leaves in the audit log, where it is a change. */
export interface AskedUnit {
  name: WriteName;
  /** What JSON can carry; long texts under `texts`, where it has such. */
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

/** What has long texts: bodies and headers. Most of what is written is such text, and to escape it would take longest of all. */
interface Texted<Text> {
  texts: readonly Text[];
}

/** What is asked as one text: the length of the head, the head in JSON, and behind it the long texts as they are. */
export function packAsked(asked: Asked): string {
  const behind: string[] = [];
  const head = JSON.stringify(
    asked.ask === "commit" ? { ask: asked.ask, units: asked.units.map((unit) => headOf(unit, behind)) } : asked,
  );
  return `${head.length} ${head}${behind.join("")}`;
}

/** What `packAsked` was given. */
export function unpackAsked(text: string): Asked {
  const start = text.indexOf(" ") + 1;
  let at = start + Number(text.slice(0, start));
  const asked = JSON.parse(text.slice(start, at)) as Asked;
  if (asked.ask === "close") return asked;
  for (const unit of asked.units) {
    if (isTexted<number>(unit.given)) {
      unit.given = { ...unit.given, texts: unit.given.texts.map((length) => text.slice(at, (at += length))) };
    }
  }
  return asked;
}

/** Of its texts the lengths alone. */
function headOf(unit: AskedUnit, behind: string[]): AskedUnit {
  if (!isTexted<string>(unit.given)) return unit;
  const { texts } = unit.given;
  for (const text of texts) behind.push(text);
  return { ...unit, given: { ...unit.given, texts: texts.map((text) => text.length) } };
}

function isTexted<Text>(given: unknown): given is Texted<Text> {
  return typeof given === "object" && given !== null && "texts" in given;
}
