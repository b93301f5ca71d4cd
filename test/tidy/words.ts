/** The rules of names: the words that we do not use, and how files, tables and columns are written. */
import { inEach, type Finding, type Rule } from "./rule.ts";
import type { Source } from "./source.ts";

const UNUSED_WORDS = new Set("manager service handler helper util message hook target destination job task".split(" "));

/** Names that come from outside or are a promise to operators: a seed's type, RFC 9457's, a variable. */
const EXCEPTIONS = new Set(["ingest_job", "message.received", "message", "HOOKWHEEL_ALLOW_TARGETS"]);

const EXPORTED =
  /^export\s+(?:declare\s+|abstract\s+|async\s+)*(?:function\*?|const|let|class|interface|type|enum)\s+([\w$]+)/gm;

function unusedWordIn(name: string): string | undefined {
  const words = name.split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/);
  return words.find((word) => UNUSED_WORDS.has(word.toLowerCase().replace(/s$/, "")));
}

/** A finding for each name that holds such a word; group 1 of `pattern` is the name. */
function* unusedIn(text: string, pattern: RegExp): Iterable<Finding> {
  for (const { index, 1: name } of text.matchAll(pattern)) {
    const word = unusedWordIn(name as string);
    if (word !== undefined) yield [index, `\`${name}\`: say it without "${word}", in the words of the product`];
  }
}

const exported: Rule = {
  sentence: "files and exports are named in our own words",
  faultsIn: inEach(/\.(?:tsx?|css|sql)$/, function* ({ path, code }) {
    yield* unusedIn(path, /([^/.]+)/g);
    yield* unusedIn(code, EXPORTED);
  }),
  broken: {
    "server/flow/job-queue.ts": "",
    "server/api/utils/a.ts": "",
    "server/base/b.ts": "export class EventManager {}",
    "server/base/c.ts": "export async function parseTargets() {}",
    "server/base/d.ts": "export const HTTPHandler = 1;",
  },
  sound: {
    "server/flow/webhooks.ts": "export const hookwheel = 1;\nexport interface Webhook {}",
    "server/base/a.ts": "const message = error.message;\nexport function utility() {}",
  },
};

const fields: Rule = {
  sentence: "API fields and SQL names are in our own words",
  faultsIn: inEach(/^server\/api\/.*\bschema\.ts$|^migrations\//, function* (source) {
    for (const [offset, cure] of unusedIn(source.code, namesIn(source))) {
      const name = /`(.*)`/.exec(cure)?.[1] ?? "";
      if (!EXCEPTIONS.has(name)) yield [offset, cure];
    }
  }),
  broken: {
    "server/api/events/schema.ts": "export const Event = z.object({ targetUrl: z.url() });",
    "migrations/0001.sql": "CREATE TABLE jobs (id INTEGER) STRICT;",
    "migrations/0002.sql": "ALTER TABLE events ADD COLUMN message_body TEXT;",
  },
  sound: {
    "server/api/errors/schema.ts": "export const Fault = z.object({ path: z.string(), message: z.string() });",
    "migrations/0001.sql":
      "CREATE TABLE events (id INTEGER) STRICT; -- no message here\nINSERT INTO types VALUES ('job');",
  },
};

function namesIn({ path }: Source): RegExp {
  return path.endsWith(".sql") ? /\b([a-z_]\w*)/gi : /([A-Za-z_]\w*)\s*:(?!:)/g;
}

const kebab: Rule = {
  sentence: "files are in kebab-case, components in PascalCase, migrations numbered",
  faultsIn: inEach(/./, function* ({ path }) {
    const name = path.slice(path.lastIndexOf("/") + 1);
    const isComponent = path.startsWith("ui/") && path.endsWith(".tsx");
    const isMigration = path.startsWith("migrations/") && /^\d{4}_[a-z0-9_]+\.sql$/.test(name);
    const isKebab = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.test|\.d)?\.[a-z]+$/.test(name);
    if (!isMigration && !isKebab && !(isComponent && /^(?:[A-Z][a-z0-9]*)+\.tsx$/.test(name)))
      yield [0, `rename \`${name}\``];
  }),
  broken: { "server/flow/dueTimes.ts": "", "server/api/Routes.ts": "", "ui/endpoint_row.tsx": "" },
  sound: {
    "server/flow/due-times.ts": "",
    "ui/EndpointRow.tsx": "",
    "migrations/0001_first.sql": "",
    "test/a-b.test.ts": "",
  },
};

const snake: Rule = {
  sentence: "SQL names are in snake_case, every table is STRICT",
  faultsIn: inEach(/^migrations\//, function* ({ code }) {
    for (const { index, 0: name } of code.matchAll(/\b[A-Za-z_]\w*/g)) {
      if (!/^(?:[a-z][a-z0-9_]*|[A-Z][A-Z0-9_]*)$/.test(name)) yield [index, `write \`${name}\` in snake_case`];
    }
    for (const { index, 0: statement } of code.matchAll(/\bCREATE\s+(?:TEMP\s+)?TABLE\b[^;]*/gi)) {
      if (!/\)[^()]*\bSTRICT\b[^()]*$/.test(statement)) yield [index, "end it with `STRICT`"];
    }
  }),
  broken: {
    "migrations/0001.sql": "CREATE TABLE a (id INTEGER, dueAt INTEGER) STRICT;",
    "migrations/0002.sql": "CREATE TABLE strict_ones (id INTEGER CHECK (id > 0));",
  },
  sound: {
    "migrations/0001.sql": "-- dueAt\nCREATE TABLE a (due_at INTEGER CHECK (due_at > 0)) WITHOUT ROWID, STRICT;",
  },
};

/** How things are named. */
export const wordRules: readonly Rule[] = [exported, fields, kebab, snake];
