/** JSON that need not be whole yet, its parts told apart for the eye. Pure. */
import type { JsonToken } from "../json-tokens.ts";

const PART =
  /(\s+)|("(?:[^"\\\n]|\\.)*"(?=\s*:))|("(?:[^"\\\n]|\\.)*"?)|(-?\d[\d.eE+-]*)|(true\b|false\b|null\b)|([{}[\],:]|[^\s"{}[\],:]+)/y;
const KINDS: readonly JsonToken["kind"][] = ["space", "key", "string", "number", "word", "mark"];

/** The parts in order: joined they are the text, whatever it is. */
export function colouredTokens(text: string): JsonToken[] {
  const tokens: JsonToken[] = [];
  PART.lastIndex = 0;
  for (let match = PART.exec(text); match !== null; match = PART.exec(text)) {
    const kind = KINDS[match.slice(1).findIndex((part) => part !== undefined)] ?? "mark";
    tokens.push({ kind, text: match[0] });
  }
  return tokens;
}
