/** A file as the tidy rules see it: its text, and the same text with comments and strings blanked out in place. */

/** One file of the tree. All three texts have the same length and the same lines. */
export interface Source {
  /** From the top of the repository, with `/`. */
  path: string;
  text: string;
  /** Comments are spaces. */
  uncommented: string;
  /** Comments and what stands inside quotes are spaces; quotes and `${…}` stay. */
  code: string;
}

const COMMENT = 1;
const STRING = 2;

const QUOTED = /"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*'/y;
const COMMENTED = /\/\/[^\n]*|\/\*[^]*?\*\//y;
const PATTERN = /\/(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\//y;
const SQL_SKIPPED = /--[^\n]*|'(?:[^']|'')*'/g;

/** Reads a file's text as a Source. TypeScript is scanned, of SQL and CSS only the comments (and SQL strings) are blanked. */
export function sourceOf(path: string, text: string): Source {
  if (/\.tsx?$/.test(path)) {
    const kinds = kindsOf(text);
    const uncommented = blanked(text, (at) => kinds[at] === COMMENT);
    return { path, text, uncommented, code: blanked(text, (at) => kinds[at] !== 0) };
  }
  const skipped = path.endsWith(".sql") ? SQL_SKIPPED : /\/\*[^]*?\*\//g;
  const code = text.replace(skipped, (part) => blanked(part, () => true));
  return { path, text, uncommented: code, code };
}

/** The files under the rules, read from the disk: code, styles and migrations, sorted by path. */
export async function readTree(top: string): Promise<Source[]> {
  const paths = [...new Bun.Glob("{server,ui,test,migrations}/**/*.{ts,tsx,css,sql}").scanSync(top)].toSorted();
  return Promise.all(paths.map(async (path) => sourceOf(path, await Bun.file(`${top}/${path}`).text())));
}

/** The line, from 1, of an offset in a text. */
export function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

function blanked(text: string, isBlank: (at: number) => boolean): string {
  let result = "";
  for (let at = 0; at < text.length; at++) result += text[at] !== "\n" && isBlank(at) ? " " : text[at];
  return result;
}

/** For each character 0 for code, else COMMENT or STRING. */
function kindsOf(text: string): Uint8Array {
  const kinds = new Uint8Array(text.length);
  /** The brace depth at which each open `${` ends. */
  const holes: number[] = [];
  let depth = 0;
  let at = 0;
  while (at < text.length) {
    const char = text[at];
    const comment = char === "/" ? matchAt(COMMENTED, text, at) : null;
    const quoted = comment === null ? quotedAt(text, at) : null;
    if (comment !== null) {
      kinds.fill(COMMENT, at, at + comment.length);
      at += comment.length;
    } else if (quoted !== null) {
      kinds.fill(STRING, at + 1, at + quoted.length - 1);
      at += quoted.length;
    } else if (char === "`" || (char === "}" && holes.at(-1) === depth)) {
      if (char === "}") holes.pop();
      const end = templateEnd(text, at + 1);
      kinds.fill(STRING, at + 1, end);
      if (text[end] === "$") holes.push(depth);
      at = text[end] === "$" ? end + 2 : end + 1;
    } else {
      if (char === "{") depth++;
      if (char === "}") depth--;
      at++;
    }
  }
  return kinds;
}

/** A string or a regular expression that starts here. An apostrophe in JSX text, as in `don't`, is none. */
function quotedAt(text: string, at: number): string | null {
  const char = text[at];
  if (char === '"' || char === "'") return /[\w$]/.test(text[at - 1] ?? "") ? null : matchAt(QUOTED, text, at);
  if (char !== "/") return null;
  const before = text.slice(Math.max(0, at - 100), at);
  return /(?:^|[(,=:[!&|?{;+*~^%]|\breturn|\btypeof|\bcase|=>)\s*$/.test(before) ? matchAt(PATTERN, text, at) : null;
}

/** Where a template's run of text ends: at its closing backtick or at the next `${`. */
function templateEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== "`" && !text.startsWith("${", at)) at += text[at] === "\\" ? 2 : 1;
  return at;
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}
