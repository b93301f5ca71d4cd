/** Reads a request's raw bytes as JSON, and where in the text its parts stand, so that they go on byte for byte. */

/** A part of a text: from `start` up to `end`, `end` excluded. */
export interface Span {
  start: number;
  end: number;
}

/** The members of an object by their decoded names, in order. A name that comes twice is told instead. */
export type Members =
  { kind: "members"; spans: ReadonlyMap<string, Span> } | { kind: "duplicate"; name: string } | { kind: "no_object" };

/** What the bytes of a body are. `value` is what `JSON.parse` makes of it: only `text` keeps numbers and order exactly. */
export type JsonBody =
  | { kind: "json"; text: string; value: unknown; members: Members }
  | { kind: "not_json"; message: string }
  | { kind: "too_deep"; message: string };

/** How many objects and arrays may stand in one another, the outermost included. */
export const DEPTH_MAX = 200;
const TOO_DEEP = -1;

/** A BOM is kept, so that `JSON.parse` refuses it. */
const UTF_8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/**
 * Decodes and parses a body, whatever bytes it has: nothing is thrown.
 *
 * The text is scanned before it is parsed: the scanner stops at the depth limit, while a parser builds all of a million
 * arrays first. The scanner believes that the text is valid; up to the first fault it agrees with the parser, which
 * reads no further than that.
 */
export function decodeJson(bytes: Uint8Array): JsonBody {
  let text: string;
  try {
    text = UTF_8.decode(bytes);
  } catch {
    return { kind: "not_json", message: "The body is not UTF-8." };
  }
  const start = afterSpace(text, 0);
  const marks = memberMarks(text, start);
  if (marks === null) return { kind: "too_deep", message: `The body is nested deeper than ${DEPTH_MAX} levels.` };
  try {
    const value: unknown = JSON.parse(text);
    return { kind: "json", text, value, members: namedMembers(text, start, marks) };
  } catch {
    return { kind: "not_json", message: "The body is not JSON." };
  }
}

/** The members of the object that begins at `start` of a text that `decodeJson` took. */
export function membersOf(text: string, start: number): Members {
  return namedMembers(text, start, memberMarks(text, start)!);
}

/** The elements of the array that begins at `start` of a text that `decodeJson` took, `null` when there is none. */
export function elementsOf(text: string, start: number): Span[] | null {
  if (text.charCodeAt(start) !== OPEN_ARRAY) return null;
  const elements: Span[] = [];
  let at = afterSpace(text, start + 1);
  while (text.charCodeAt(at) !== CLOSE_ARRAY) {
    const end = valueEnd(text, at);
    elements.push({ start: at, end });
    at = afterSpace(text, end);
    if (text.charCodeAt(at) === COMMA) at = afterSpace(text, at + 1);
  }
  return elements;
}

/**
 * Where the members of an object begin and end: four numbers each, for the name with its quotes and the value. Empty
 * for what is no object, `null` when it is nested too deep.
 */
function memberMarks(text: string, start: number): number[] | null {
  const marks: number[] = [];
  if (text.charCodeAt(start) !== OPEN_OBJECT) return valueEnd(text, start) === TOO_DEEP ? null : marks;
  let at = afterSpace(text, start + 1);
  while (text.charCodeAt(at) === QUOTE) {
    const nameEnd = stringEnd(text, at);
    const valueStart = afterSpace(text, afterSpace(text, nameEnd) + 1);
    const end = valueEnd(text, valueStart, 1);
    if (end === TOO_DEEP) return null;
    marks.push(at, nameEnd, valueStart, end);
    at = afterSpace(text, end);
    if (text.charCodeAt(at) === COMMA) at = afterSpace(text, at + 1);
  }
  return marks;
}

function namedMembers(text: string, start: number, marks: readonly number[]): Members {
  if (text.charCodeAt(start) !== OPEN_OBJECT) return { kind: "no_object" };
  const spans = new Map<string, Span>();
  for (let i = 0; i < marks.length; i += 4) {
    const quoted = text.slice(marks[i], marks[i + 1]);
    const name = quoted.includes("\\") ? (JSON.parse(quoted) as string) : quoted.slice(1, -1);
    if (spans.has(name)) return { kind: "duplicate", name };
    spans.set(name, { start: marks[i + 2]!, end: marks[i + 3]! });
  }
  return { kind: "members", spans };
}

/** The end of the value that begins at `start`, `depth` levels deep, or `TOO_DEEP`. */
function valueEnd(text: string, start: number, depth = 0): number {
  const outside = depth;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = stringEnd(text, at) - 1;
    } else if (code === OPEN_OBJECT || code === OPEN_ARRAY) {
      if (++depth > DEPTH_MAX) return TOO_DEEP;
    } else if (code === CLOSE_OBJECT || code === CLOSE_ARRAY) {
      if (depth === outside) return at;
      if (--depth === outside) return at + 1;
    } else if (depth === outside && (code === COMMA || code <= SPACE)) return at;
  }
  return text.length;
}

/** The end of the string whose quote stands at `start`: the next quote behind an even number of backslashes. */
function stringEnd(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let at = quote;
    while (text.charCodeAt(at - 1) === BACKSLASH) at--;
    if ((quote - at) % 2 === 0) return quote + 1;
  }
  return text.length;
}

function afterSpace(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) <= SPACE) at++;
  return at;
}
