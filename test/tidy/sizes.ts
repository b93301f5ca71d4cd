/** The rules of how long files and functions may be. */
import { functionsOf, type FunctionSpan } from "./functions.ts";
import { inEach, type Rule } from "./rule.ts";
import { lineOf } from "./source.ts";

const FILE_LINES_MAX = 300;
const TEST_LINES_MAX = 400;
const FUNCTION_LINES_MAX = 70;
const MEDIAN_LINES_MAX = 90;

const SHIPPED = /^(?:server|ui)\/.*\.(?:tsx?|css)$/;

function linesCount(text: string): number {
  return lineOf(text, text.trimEnd().length);
}

/** The numbers of the lines that a function stands on. */
function linesOf(code: string, { start, end }: FunctionSpan): Set<number> {
  const first = lineOf(code, start);
  const count = lineOf(code.slice(start, end), end - start);
  return new Set(Array.from({ length: count }, (_, line) => first + line));
}

function ofLines(count: number): string {
  return "line\n".repeat(count);
}

const files: Rule = {
  sentence: `no file is longer than ${FILE_LINES_MAX} lines, a test than ${TEST_LINES_MAX}`,
  faultsIn: inEach(/^(?:server|ui|test)\//, function* ({ path, text }) {
    const max = path.startsWith("test/") ? TEST_LINES_MAX : FILE_LINES_MAX;
    const count = linesCount(text);
    if (count > max) yield [text.length - 1, `${count} lines: split it where its first sentence says "and"`];
  }),
  broken: { "ui/a.css": ofLines(301), "test/b.test.ts": ofLines(401) },
  sound: { "server/base/a.ts": ofLines(300), "test/b.test.ts": ofLines(400) },
};

const median: Rule = {
  sentence: `half of the files are at most ${MEDIAN_LINES_MAX} lines long`,
  isAboutTree: true,
  faultsIn: (tree) => {
    const shipped = tree.filter(({ path }) => SHIPPED.test(path));
    const counts = shipped.map(({ text }) => linesCount(text)).toSorted((a, b) => a - b);
    const middle = counts[Math.floor((counts.length - 1) / 2)] ?? 0;
    return middle <= MEDIAN_LINES_MAX
      ? []
      : [{ path: "server", line: middle, cure: `the median is ${middle}: split the long ones` }];
  },
  broken: { "server/base/a.ts": ofLines(91), "server/base/b.ts": ofLines(91), "server/base/c.ts": ofLines(10) },
  sound: { "server/base/a.ts": ofLines(90), "server/base/b.ts": ofLines(200), "server/base/c.ts": ofLines(10) },
};

const functions: Rule = {
  sentence: `no function is longer than ${FUNCTION_LINES_MAX} lines, without the functions declared in it`,
  faultsIn: inEach(/\.tsx?$/, function* ({ code }) {
    const spans = functionsOf(code);
    for (const span of spans) {
      const inner = spans.filter(({ start, end, isDeclared }) => isDeclared && start > span.start && end < span.end);
      const count = linesOf(code, span).difference(new Set(inner.flatMap((one) => [...linesOf(code, one)]))).size;
      if (count > FUNCTION_LINES_MAX) yield [span.start, `${count} lines: name its steps`];
    }
  }),
  broken: {
    "server/base/a.ts": `export function a(of: { b: number }): Promise<Map<string, { c: 1 }>> {\n${ofLines(69)}}\n`,
    "server/base/b.ts": `export const b = (c: number): boolean =>\n  c${" +\n  1".repeat(70)};`,
    "server/base/c.ts": `class C {\n  async d<T>(e: T) {\n${ofLines(69)}  }\n}`,
    "test/d.test.ts": `test("d", async () => {\n${ofLines(69)}});`,
  },
  sound: {
    "server/base/a.ts": `export function a(of: { b: number }): { c: number } {\n${ofLines(68)}}\n${ofLines(20)}`,
    "server/base/b.ts": `const b = () => c(\n);\nif (b()) {\n${ofLines(80)}}\nfor (;;) {\n${ofLines(80)}}`,
    "server/base/d.ts": `function d() {\n${ofLines(60)}function e() {\n${ofLines(60)}}\n}`,
    "server/base/c.ts": `const d = e() ? f(1) : { g: 1 };\nconst h = {\n${ofLines(80)}};`,
  },
};

/** How long things may be. */
export const sizeRules: readonly Rule[] = [files, median, functions];
