/** JSON as it is shown: its parts told apart, set on lines of their own, and not a character of a value changed. Pure. */

/** What a part is; `space` is white space alone. */
export type JsonKind = "key" | "string" | "number" | "word" | "mark" | "space";

/** A part of the text. */
export interface JsonToken {
  kind: JsonKind;
  text: string;
}

const PART = /(\s+)|("(?:[^"\\]|\\.)*")|(-?\d[\d.eE+-]*)|(true|false|null)|([{}[\],:])/y;
const KINDS: readonly JsonKind[] = ["space", "string", "number", "word", "mark"];

/** The parts of a JSON text, in order: joined they are the text. `null` when it is not JSON. */
export function jsonTokens(text: string): JsonToken[] | null {
  if (!isJson(text)) return null;
  const tokens: JsonToken[] = [];
  PART.lastIndex = 0;
  for (let match = PART.exec(text); match !== null; match = PART.exec(text)) {
    const kind = KINDS[match.slice(1).findIndex((part) => part !== undefined)] as JsonKind;
    if (match[0] === ":") markKey(tokens);
    tokens.push({ kind, text: match[0] });
  }
  return tokens;
}

/** The same parts, indented by two blanks, one value a line; numbers, strings and their order stay as they are. */
export function indented(tokens: readonly JsonToken[]): JsonToken[] {
  const out: JsonToken[] = [];
  const parts = tokens.filter(({ kind }) => kind !== "space");
  let depth = 0;
  const newLine = () => out.push({ kind: "space", text: `\n${"  ".repeat(depth)}` });
  for (const [at, part] of parts.entries()) {
    const before = parts[at - 1]?.text ?? "";
    const isClosing = part.text === "}" || part.text === "]";
    if (isClosing) depth--;
    const isFirstInside = before === "{" || before === "[";
    if (before === "," || (isClosing ? !isFirstInside : isFirstInside)) newLine();
    out.push(part.text === ":" ? { kind: "mark", text: ": " } : part);
    if (part.kind === "mark" && (part.text === "{" || part.text === "[")) depth++;
  }
  return out;
}

/** A string that a colon follows is a key. */
function markKey(tokens: JsonToken[]): void {
  const at = tokens.findLastIndex(({ kind }) => kind !== "space");
  const token = tokens[at];
  if (token !== undefined) tokens[at] = { ...token, kind: "key" };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
