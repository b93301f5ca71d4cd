/** The rules of who may import whom, and how. */
import { dirname, join } from "node:path/posix";
import { inEach, type Fault, type Rule } from "./rule.ts";
import { lineOf, type Source } from "./source.ts";

/** One import of a file. */
export interface Import {
  offset: number;
  /** As written. */
  specifier: string;
  /** From the top of the repository, `null` for a package. */
  path: string | null;
  isType: boolean;
}

/** A room's place in the row: it imports to its left, and never what stands beside it. */
const ROOMS: Readonly<Record<string, number>> = {
  base: 0,
  rules: 1,
  profiles: 2,
  store: 3,
  outbound: 3,
  flow: 4,
  api: 5,
  app: 6,
  cli: 7,
  main: 8,
};

const FROM = /^(?:import|export)\s+(type\s+)?[\w*{}\s,$]+?\s+from\s*["']|^import\s*["']|\bimport\(\s*["']/gm;
const RE_EXPORT = /^export\s+(?:type\s+)?[\w*{}\s,$]+?\s+from\s*["'][^"']*["'];?/gm;

/** The imports and re-exports of a file, dynamic ones and types too. */
export function importsOf({ path, code, uncommented }: Source): Import[] {
  return [...code.matchAll(FROM)].map((match) => {
    const start = match.index + match[0].length;
    const specifier = /^[^"']*/.exec(uncommented.slice(start))?.[0] ?? "";
    const isOurs = specifier.startsWith(".");
    return {
      offset: match.index,
      specifier,
      path: isOurs ? join(dirname(path), specifier) : null,
      isType: match[1] !== undefined,
    };
  });
}

/** The room of a file of the server, `null` elsewhere. */
function roomOf(path: string): string | null {
  return /^server\/([\w-]+)/.exec(path)?.[1] ?? null;
}

/** What is wrong with an import, `null` when nothing is. */
function objection(from: string, { path, isType }: Import): string | null {
  if (path === null || from.startsWith("test/")) return null;
  if (path.startsWith("test/")) return "what is shipped imports nothing of the tests";
  if (from.startsWith("ui/")) return path.startsWith("ui/") ? null : uiObjection(path, isType);
  const room = roomOf(from) ?? "";
  const other = roomOf(path);
  if (ROOMS[room] === undefined) return `\`${room}\` is no room of the server: see the map in the README`;
  if (path.startsWith("ui/")) return room === "app" || room === "main" ? null : "only `app` knows the UI";
  if (path.startsWith("migrations/")) return room === "store" ? null : "only `store` knows the migrations";
  if (other === null || other === room) return null;
  if ((ROOMS[other] ?? Infinity) < (ROOMS[room] as number)) return null;
  return `\`${room}\` does not import \`${other}\`: hand it in as an argument, or move what is shared to the left`;
}

function uiObjection(path: string, isType: boolean): string | null {
  if (path === "server/rules/fields.ts") return null;
  if (/^server\/api\/.+\/schema\.ts$/.test(path)) return isType ? null : "take types alone: write `import type`";
  return "the UI imports of the server only `api/*/schema.ts`, as types, and `rules/fields.ts`";
}

const arrows: Rule = {
  sentence: "every room imports only the rooms to its left",
  faultsIn: inEach(/^(?:server|ui)\//, function* (source) {
    for (const link of importsOf(source)) {
      const cure = objection(source.path, link);
      if (cure !== null) yield [link.offset, cure];
    }
  }),
  broken: {
    "server/rules/a.ts": `import type { Store } from "../store/faces/store.ts";`,
    "server/store/b.ts": `import { send } from "../outbound/send.ts";`,
    "server/flow/c.ts": `export { d } from "../api/d.ts";`,
    "server/tools/e.ts": `import { f } from "../base/f.ts";`,
    "server/api/g.ts": `const page = await import("../../ui/page.tsx");`,
    "server/app.ts": `import { startReceiver } from "../test/help/receiver.ts";`,
    "ui/h.ts": `import { EndpointView } from "../server/api/endpoints/schema.ts";`,
    "ui/i.ts": `import type { Store } from "../server/store/faces/store.ts";`,
  },
  sound: {
    "server/app.ts": `import { openStore } from "./store/sqlite/open.ts";\nimport page from "../ui/index.html";`,
    "server/store/a.ts": `import sql from "../../migrations/0001.sql" with { type: "text" };`,
    "server/rules/b.ts": `// import { c } from "../api/c.ts";\nconst text = 'import { c } from "../api/c.ts"';`,
    "ui/d.ts": `import type { EndpointView } from "../server/api/endpoints/schema.ts";\nimport { f } from "../server/rules/fields.ts";`,
    "test/e.test.ts": `import { openStore } from "../server/store/sqlite/open.ts";`,
  },
};

const faces: Rule = {
  sentence: "the store's faces do not know SQLite",
  faultsIn: inEach(/^server\/store\/faces\//, function* (source) {
    for (const { offset, specifier, path } of importsOf(source)) {
      const isRoom = path?.startsWith("server/store/sqlite") || /^(?:bun:sqlite|drizzle-orm)/.test(specifier);
      if (isRoom) yield [offset, "a face says what is asked of any store: move the rest to `store/sqlite`"];
    }
  }),
  broken: {
    "server/store/faces/a.ts": `import type { Row } from "../sqlite/row.ts";`,
    "server/store/faces/b.ts": `import { Database } from "bun:sqlite";`,
  },
  sound: { "server/store/sqlite/c.ts": `import type { Events } from "../faces/events.ts";` },
};

const cycles: Rule = {
  sentence: "no files import one another in a circle, types included",
  isAboutTree: true,
  faultsIn: (tree) => {
    const links = new Map(tree.map((source) => [source.path, { source, imports: importsOf(source) }]));
    const faults: Fault[] = [];
    const done = new Set<string>();
    const visit = (path: string, trail: readonly string[]) => {
      const node = links.get(path);
      if (node === undefined || done.has(path)) return;
      for (const { path: next, offset } of node.imports) {
        const start = [...trail, path].indexOf(next ?? "");
        if (start === -1) visit(next ?? "", [...trail, path]);
        else {
          const circle = [...[...trail, path].slice(start), next].join(" → ");
          faults.push({
            path,
            line: lineOf(node.source.text, offset),
            cure: `${circle}: move what both need to a third`,
          });
        }
      }
      done.add(path);
    };
    for (const path of links.keys()) visit(path, []);
    return faults;
  },
  broken: {
    "server/base/a.ts": `import { b } from "./b.ts";`,
    "server/base/b.ts": `import type { C } from "./c.ts";`,
    "server/base/c.ts": `import type { A } from "./a.ts";`,
  },
  sound: {
    "server/base/a.ts": `import { b } from "./b.ts";\nimport { c } from "./c.ts";`,
    "server/base/b.ts": `import { c } from "./c.ts";`,
    "server/base/c.ts": "export const c = 1;",
  },
};

const endings: Rule = {
  sentence: "imports carry the file's ending",
  faultsIn: inEach(/\.tsx?$/, function* (source) {
    for (const { offset, specifier, path } of importsOf(source)) {
      if (path !== null && !/\.[a-z]+$/.test(specifier)) yield [offset, `write \`${specifier}.ts\``];
    }
  }),
  broken: { "server/base/a.ts": `import { b } from "./b";`, "ui/c.tsx": `import "../styles";` },
  sound: { "server/base/a.ts": `import { b } from "./b.ts";\nimport { z } from "zod";` },
};

const named: Rule = {
  sentence: "exports have names",
  faultsIn: inEach(/(?<!\.d)\.tsx?$/, function* ({ code }) {
    for (const { index } of code.matchAll(/\bexport\s+default\b|\bas\s+default\b/g))
      yield [index, "export it by its name"];
  }),
  broken: { "server/base/a.ts": "export default 1;", "ui/b.ts": "export { b as default };" },
  sound: {
    "server/base/a.ts": "export const a = 1;",
    "server/sql.d.ts": "declare const sql: string;\nexport default sql;",
  },
};

const barrels: Rule = {
  sentence: "no file only hands on what others export",
  faultsIn: inEach(/\.tsx?$/, function* ({ code }) {
    const rest = code.replace(RE_EXPORT, "");
    if (rest !== code && rest.replace(/^import[^;]*;/gm, "").trim() === "") {
      yield [0, "delete it, and import from where things are made"];
    }
  }),
  broken: { "server/rules/index.ts": `export * from "./retry.ts";\nexport type { Verdict } from "./verdict.ts";` },
  sound: { "server/store/faces/store.ts": `import type { A } from "./a.ts";\nexport type Store = A;` },
};

/** Who may import whom, and how. */
export const importRules: readonly Rule[] = [arrows, faces, cycles, endings, named, barrels];
