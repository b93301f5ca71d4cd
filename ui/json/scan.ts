/** Reads JSON as it is typed: where it is wrong, or where each value of it stands. Pure. */

/** What can be wrong; the words are elsewhere. */
export type FaultKind =
  | "value"
  | "key"
  | "colon"
  | "comma"
  | "trailing"
  | "string"
  | "control"
  | "escape"
  | "number"
  | "after"
  | "twice"
  | "deep";

/** From where to where, in characters of the text. */
export type Span = readonly [from: number, to: number];

/** The value with the place of each of its parts, by paths as the API writes them: `retry.waitsMs[2]`; or the fault. */
export type Scanned = { value: unknown; places: ReadonlyMap<string, Span> } | { fault: FaultKind; at: number };

/** Deeper than anything that a person types. */
const DEPTH_MAX = 100;

const SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const NUMBER_LIKE = /[-+.\d][-+.\w]*/y;
const WORD = /true|false|null/y;
/** A string up to its end, or to what is wrong in it. */
// oxlint-disable-next-line no-control-regex -- control characters are what may not stand there
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*/y;

class Fault extends Error {
  constructor(
    readonly kind: FaultKind,
    readonly at: number,
  ) {
    super(kind);
  }
}

/** Reads a text. */
export function scan(text: string): Scanned {
  const scanner = new Scanner(text);
  try {
    scanner.whole();
    return { value: JSON.parse(text), places: scanner.places };
  } catch (error) {
    if (error instanceof Fault) return { fault: error.kind, at: error.at };
    throw error;
  }
}

/** The line and column of a place, from 1. */
export function lineOf(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at);
  return { line: before.split("\n").length, column: at - before.lastIndexOf("\n") };
}

/** The place of a path, or of the nearest thing above it that there is. */
export function nearestPlace(places: ReadonlyMap<string, Span>, path: string): Span | undefined {
  for (let up = path; up !== ""; up = up.replace(/(?:^|\.)[^.[]*$|\[[^\]]*\]$|[^.[\]]+$/, "")) {
    const place = places.get(up);
    if (place !== undefined) return place;
  }
  return places.get("");
}

class Scanner {
  readonly places = new Map<string, Span>();
  #at = 0;

  constructor(readonly text: string) {}

  whole(): void {
    this.#space();
    this.#value("", 0);
    this.#space();
    if (this.#at < this.text.length) throw new Fault("after", this.#at);
  }

  #value(path: string, depth: number): void {
    if (depth > DEPTH_MAX) throw new Fault("deep", this.#at);
    const from = this.#at;
    const next = this.text[this.#at];
    if (next === "{") this.#members(path, depth);
    else if (next === "[") this.#entries(path, depth);
    else if (next === '"') this.#string();
    else if (this.#take(WORD) === null) this.#number();
    this.places.set(path, [from, this.#at]);
  }

  #members(path: string, depth: number): void {
    const names = new Set<string>();
    this.#list("}", () => {
      const from = this.#at;
      if (this.text[from] !== '"') throw new Fault("key", from);
      const name = JSON.parse(this.#string()) as string;
      if (names.has(name)) throw new Fault("twice", from);
      names.add(name);
      this.#space();
      if (this.text[this.#at] !== ":") throw new Fault("colon", this.#at);
      this.#at++;
      this.#space();
      const inside = path === "" ? name : `${path}.${name}`;
      this.#value(inside, depth + 1);
      this.places.set(inside, [from, this.#at]);
    });
  }

  #entries(path: string, depth: number): void {
    let index = 0;
    this.#list("]", () => this.#value(`${path}[${index++}]`, depth + 1));
  }

  /** What stands between brackets, parted by commas. */
  #list(end: string, part: () => void): void {
    this.#at++;
    this.#space();
    if (this.text[this.#at] === end) {
      this.#at++;
      return;
    }
    for (;;) {
      part();
      this.#space();
      const next = this.text[this.#at];
      if (next === end) break;
      if (next !== ",") throw new Fault("comma", this.#at);
      const comma = this.#at++;
      this.#space();
      if (this.text[this.#at] === end) throw new Fault("trailing", comma);
    }
    this.#at++;
  }

  #string(): string {
    const from = this.#at;
    const text = this.#take(STRING) as string;
    const next = this.text[this.#at];
    if (next === "\\") throw new Fault("escape", this.#at);
    if (next === undefined || next === "\n" || next === "\r") throw new Fault("string", from);
    if (next !== '"') throw new Fault("control", this.#at);
    this.#at++;
    return `${text}"`;
  }

  #number(): void {
    const from = this.#at;
    const number = this.#take(NUMBER);
    this.#at = from;
    const whole = this.#take(NUMBER_LIKE);
    if (whole === null) throw new Fault("value", from);
    if (whole !== number) throw new Fault("number", from);
  }

  #space(): void {
    this.#take(SPACE);
  }

  #take(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.text);
    if (match === null) return null;
    this.#at = pattern.lastIndex;
    return match[0];
  }
}
