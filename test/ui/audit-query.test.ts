/** What the audit log can be filtered by. */
import { expect, test } from "bun:test";
import { Glob } from "bun";
import { ACTIONS } from "../../ui/audit/query.ts";

const API = `${import.meta.dir}/../../server/api`;

test("every action that the server tells of can be filtered by", async () => {
  const told = new Set<string>();
  for await (const path of new Glob("**/*.ts").scan({ cwd: API, absolute: true })) {
    for (const [, action = ""] of (await Bun.file(path).text()).matchAll(/\baction: "([a-z_]+\.[a-z_]+)"/g))
      told.add(action);
  }
  expect(told.size).toBeGreaterThan(20);
  expect([...told].filter((action) => !ACTIONS.includes(action))).toEqual([]);
});
