/** Where the functions of a file begin and end, told from brackets alone. */

/** A function with a body: declared, method or arrow. */
export interface FunctionSpan {
  /** Offset of its name, or of its parameters when it has none. */
  start: number;
  /** Offset of its last character. */
  end: number;
  /** Whether it is a `function` with a name of its own. */
  isDeclared: boolean;
}

const NOT_NAMES = new Set(["if", "for", "while", "switch", "catch", "await", "with", "return"]);

/** Every function of `code` (a Source's), nested ones too, in order of their parameters' ends. */
export function functionsOf(code: string): FunctionSpan[] {
  const partners = partnersOf(code);
  const spans: FunctionSpan[] = [];
  for (let close = code.indexOf(")"); close !== -1; close = code.indexOf(")", close + 1)) {
    const open = partners.get(close);
    if (open === undefined) continue;
    const before = code.slice(Math.max(0, open - 200), open);
    const name = /([\w$]+)\s*(?:<[^()<>]*>)?\s*$/.exec(before);
    if (name !== null && NOT_NAMES.has(name[1] as string)) continue;
    const end = bodyEnd(code, close + 1, partners);
    const isDeclared = name !== null && /\bfunction\b\*?\s+$/.test(before.slice(0, name.index));
    if (end !== null) spans.push({ start: open - (name?.[0].length ?? 0), end, isDeclared });
  }
  return spans;
}

/** The end of the body that follows a parameter list and its return type, `null` when there is none. */
function bodyEnd(code: string, from: number, partners: ReadonlyMap<number, number>): number | null {
  let angles = 0;
  let at = skipSpace(code, from);
  const isTyped = code[at] === ":";
  for (; at < code.length; at++) {
    const char = code[at] as string;
    if (code.startsWith("=>", at)) return arrowEnd(code, at + 2, partners);
    if (char === "{" && !/[:|&<,(=[?]\s*$/.test(code.slice(Math.max(0, at - 50), at))) return partners.get(at) ?? null;
    if (!isTyped) return null;
    if (char === "<") angles++;
    else if (char === ">") angles--;
    else if ("([{".includes(char)) at = partners.get(at) ?? code.length;
    else if (")]};=".includes(char) || (char === "," && angles === 0)) return null;
  }
  return null;
}

/** The end of an arrow function's block or expression. */
function arrowEnd(code: string, from: number, partners: ReadonlyMap<number, number>): number {
  let at = skipSpace(code, from);
  if (code[at] === "{") return partners.get(at) ?? at;
  for (; at < code.length && !",;)]}".includes(code[at] as string); at++) {
    if ("([{".includes(code[at] as string)) at = partners.get(at) ?? at;
  }
  return at - 1;
}

/** Each bracket's offset with its partner's, both ways; one without a partner, as in JSX text, is left out. */
function partnersOf(code: string): Map<number, number> {
  const partners = new Map<number, number>();
  const open: number[] = [];
  for (let at = 0; at < code.length; at++) {
    const side = "([{)]}".indexOf(code[at] as string);
    if (side === -1) continue;
    if (side < 3) open.push(at);
    else if (code[open.at(-1) ?? -1] === "([{"[side - 3]) {
      const start = open.pop() as number;
      partners.set(start, at).set(at, start);
    }
  }
  return partners;
}

function skipSpace(code: string, from: number): number {
  let at = from;
  while (/\s/.test(code[at] ?? "")) at++;
  return at;
}
