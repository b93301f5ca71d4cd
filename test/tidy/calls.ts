/** The rules of what may be called where: the clock, chance, the network, SQL, the environment, module mocks. */
import { functionsOf } from "./functions.ts";
import { importsOf } from "./imports.ts";
import { inEach, type Rule } from "./rule.ts";

const TIME =
  /(?:globalThis\.|window\.|(?<![\w$.]))(?:Date\.now|performance\.now|setTimeout|setInterval|Bun\.sleep(?:Sync)?|AbortSignal\.timeout|Math\.random)\b|\bnew Date\(\s*\)|(?<![\w$.]|new )Date\(/g;

const timers: Rule = {
  sentence: "only base, app, ui/clock.ts, test/bench and test/help know wall clock, timers and dice",
  faultsIn: inEach(/^(?!server\/(?:base\/|app\.ts)|ui\/clock\.ts|test\/(?:bench|help)\/).*\.tsx?$/, function* (source) {
    for (const { index, 0: call } of source.code.matchAll(TIME)) {
      yield [index, `\`${call}\`: ask the clock or the dice that you were handed`];
    }
    for (const { offset, specifier } of importsOf(source)) {
      if (/^(?:node:)?timers\b/.test(specifier)) yield [offset, "wait with `clock.after`"];
    }
  }),
  broken: {
    "server/flow/a.ts": "const now = Date.now();",
    "server/rules/b.ts": "const now = new Date();",
    "server/store/c.ts": `import { setTimeout as wait } from "node:timers/promises";`,
    "ui/d.tsx": "window.setTimeout(close, 1000);",
    "test/e.test.ts": "await Bun.sleep(10);",
    "server/api/f.ts": "const id = `${Math.random()}`;",
  },
  sound: {
    "server/base/clock.ts": "const now = Date.now();",
    "server/flow/a.ts": "// Date.now()\nconst at = new Date(now).toISOString() + clock.now() + 'Date.now()';",
    "test/help/b.ts": "await Bun.sleep(1);",
  },
};

const fetches: Rule = {
  sentence: "only outbound and the two clients call fetch",
  faultsIn: inEach(/^(?:server|ui)\/(?!outbound\/|cli\/client\.ts|client\.ts).*\.tsx?$/, function* ({ code }) {
    const defined = new Set(functionsOf(code).map(({ start }) => start));
    for (const { index } of code.matchAll(/(?:globalThis\.|window\.|(?<![\w$.]))fetch\b(?!\s*[?:])/g)) {
      if (!defined.has(index))
        yield [index, "send by `outbound`, which guards the address; our own API by `client.ts`"];
    }
  }),
  broken: {
    "server/flow/a.ts": `await fetch("https://example.com");`,
    "ui/b.ts": "const get = globalThis.fetch;",
  },
  sound: {
    "server/outbound/send.ts": "await fetch(url);",
    "server/app.ts":
      "Bun.serve({ fetch: app.handle });\nBun.serve({ fetch(request) { return app.handle(request); } });",
    "ui/client.ts": "await fetch(path);",
  },
};

const SQL =
  /["'`]\s*(?:SELECT|INSERT (?:INTO|OR)|UPDATE\s+\w+\s+SET|DELETE FROM|CREATE (?:TABLE|INDEX|UNIQUE|TRIGGER|VIEW)|ALTER TABLE|DROP (?:TABLE|INDEX)|PRAGMA|VACUUM|BEGIN|COMMIT|ROLLBACK|WITH\s+\w+\s+AS)\b/g;

const sql: Rule = {
  sentence: "SQL stands only in the store and the migrations",
  faultsIn: inEach(/^(?:server\/(?!store\/)|ui\/|test\/journeys\/).*\.tsx?$/, function* (source) {
    const { code, uncommented } = source;
    for (const { index } of uncommented.matchAll(SQL)) {
      if (code[index] === uncommented[index])
        yield [index, "ask the store: give its face a function that says what is wanted"];
    }
    for (const { offset, specifier } of importsOf(source)) {
      if (/^(?:bun:sqlite|drizzle-orm)/.test(specifier)) yield [offset, "only `store/sqlite` opens a database"];
    }
  }),
  broken: {
    "server/flow/a.ts": "store.run(`\n  SELECT 1`);",
    "server/cli/b.ts": `import { Database } from "bun:sqlite";`,
    "test/journeys/c.test.ts": `db.run("DELETE FROM events");`,
  },
  sound: {
    "server/store/sqlite/a.ts": "db.query(`SELECT 1`);",
    "server/api/b.ts": `const label = "Select an endpoint"; // "SELECT 1"`,
  },
};

const environment: Rule = {
  sentence: "only base/config.ts and main.ts read the process's environment",
  faultsIn: inEach(/^(?:server|ui)\/(?!base\/config\.ts|main\.ts).*\.tsx?$/, function* ({ code }) {
    for (const { index } of code.matchAll(/\bprocess\s*\.\s*env\b|\bBun\.env\b|\bimport\.meta\.env\b/g)) {
      yield [index, "add it to `base/config.ts`, and be handed the value"];
    }
  }),
  broken: { "server/app.ts": "const port = process.env.PORT;" },
  sound: { "server/base/config.ts": "readConfig(process.env);" },
};

const mocks: Rule = {
  sentence: "tests replace no modules",
  faultsIn: inEach(/^test\//, function* ({ code }) {
    for (const { index } of code.matchAll(/\bmock\.module\b/g))
      yield [index, "hand in the clock, the dice or the transport"];
  }),
  broken: { "test/a.test.ts": `mock.module("../server/base/clock.ts", () => ({}));` },
  sound: { "test/a.test.ts": "const run = mock(() => 1);" },
};

/** What may be called where. */
export const callRules: readonly Rule[] = [timers, fetches, sql, environment, mocks];
