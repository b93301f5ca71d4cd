/** The rules of what must be said in a comment: what a file owns, and what an export is. */
import { inEach, type Rule } from "./rule.ts";

const EXPORTED =
  /^export\s+(?:declare\s+|abstract\s+|async\s+)*(?:function\*?|const|let|class|interface|type|enum)\s+([\w$]+)/gm;

const firstLine: Rule = {
  sentence: "every file says in its first line what it owns or decides",
  faultsIn: inEach(/./, function* ({ path, text }) {
    const start = path.endsWith(".sql") ? "-- " : path.endsWith(".css") ? "/* " : "/** ";
    const isCss = path.endsWith(".css") && text.startsWith("/** ");
    if (!text.startsWith(start) && !isCss) yield [0, `begin the file with \`${start}…\`, one sentence`];
  }),
  broken: {
    "server/base/a.ts": "export const a = 1;",
    "server/base/b.ts": "// What b is.\n",
    "migrations/0001.sql": "CREATE TABLE a (id INTEGER) STRICT;",
  },
  sound: {
    "server/base/a.ts": "/** What a is. */\n",
    "ui/a.css": "/* What a looks like. */\n",
    "migrations/0001.sql": "-- The first tables.\n",
  },
};

const docstrings: Rule = {
  sentence: "every export has a docstring of its own",
  faultsIn: inEach(/^(?!.*\.test\.ts).*\.tsx?$/, function* ({ text, code }) {
    const seen = new Set<string>();
    for (const { index, 1: name } of code.matchAll(EXPORTED)) {
      const isOverload = seen.has(name as string);
      seen.add(name as string);
      const before = text.slice(0, index).trimEnd();
      const start = before.lastIndexOf("/*");
      const hasOwn = before.endsWith("*/") && before.startsWith("/**", start) && start > 0;
      if (!hasOwn && !isOverload)
        yield [index, `say above \`${name}\` what it is: shape, unit, range, what null means`];
    }
  }),
  broken: {
    "server/base/a.ts": "/** What the file owns. */\nexport const a = 1;",
    "server/base/b.ts": "/** What the file owns. */\n\n// What b is.\nexport function b() {}",
    "server/base/c.ts": "/** What the file owns. */\n\n/** What d is. */\nconst d = 1;\nexport interface C {}",
  },
  sound: {
    "server/base/a.ts":
      "/** What the file owns. */\n\n/** What a is. */\nexport const a = 1;\nconst b = `\nexport const c = 1`;",
    "test/a.test.ts": "/** What is tested. */\nexport const a = 1;",
  },
};

/** What must be said. */
export const commentRules: readonly Rule[] = [firstLine, docstrings];
