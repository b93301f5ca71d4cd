/** The house style, held by a machine: each rule over the whole tree, and over examples that prove it can fail. */
import { expect, test } from "bun:test";
import { readdirSync } from "node:fs";
import { callRules } from "./tidy/calls.ts";
import { commentRules } from "./tidy/comments.ts";
import { importRules } from "./tidy/imports.ts";
import type { Rule } from "./tidy/rule.ts";
import { sizeRules } from "./tidy/sizes.ts";
import { readTree, sourceOf, type Source } from "./tidy/source.ts";
import { wordRules } from "./tidy/words.ts";

const TOP = `${import.meta.dir}/..`;

/** What the repository holds beside dotfiles, and what running it leaves behind. */
const AT_TOP = new Set(
  "package.json bun.lock bunfig.toml tsconfig.json server ui migrations test Dockerfile README.md LICENSE".split(" "),
);
const LEFT_BEHIND = new Set(["node_modules", "dist", "data"]);

const tree = await readTree(TOP);

function reported(rule: Rule, sources: readonly Source[]): string[] {
  return rule.faultsIn(sources).map(({ path, line, cure }) => `${path}:${line} ${cure}`);
}

function sourcesOf(files: Readonly<Record<string, string>>): Source[] {
  return Object.entries(files).map(([path, text]) => sourceOf(path, text));
}

for (const rule of [...importRules, ...sizeRules, ...commentRules, ...callRules, ...wordRules]) {
  test(rule.sentence, () => {
    expect(reported(rule, tree)).toEqual([]);
  });

  test(`what breaks the rule is found: ${rule.sentence}`, () => {
    const broken = sourcesOf(rule.broken);
    const trees = rule.isAboutTree ? [broken] : broken.map((source) => [source]);
    const missed = trees.filter((sources) => rule.faultsIn(sources).length === 0);
    expect(missed).toEqual([]);
    expect(reported(rule, sourcesOf(rule.sound))).toEqual([]);
  });
}

test("the top level holds what the map names, and nothing else", () => {
  const strangers = readdirSync(TOP).filter(
    (name) => !name.startsWith(".") && !AT_TOP.has(name) && !LEFT_BEHIND.has(name),
  );
  expect(strangers).toEqual([]);
});

test("strings, comments, templates and patterns are told from code", () => {
  const text = [
    `a("b // c"); // d "e"`,
    "f(`g ${h({ i: `j` })} k`); /* l",
    'm */ n(/o"[/]p/, q / r / s);',
    "<p>don't {t} isn't</p>",
  ].join("\n");
  const { code, uncommented } = sourceOf("ui/a.tsx", text);
  expect(code.replaceAll(" ", "")).toBe(
    [`a("");`, "f(`${h({i:``})}`);", "n(//,q/r/s);", "<p>don't{t}isn't</p>"].join("\n"),
  );
  expect(uncommented).toContain(`a("b // c");`);
  expect(uncommented).not.toContain(`d "e"`);
});
