/** What becomes of a form's fields when what they began from moves. */
import { expect, test } from "bun:test";
import { merged } from "../../ui/form/merged.ts";

test("what was typed stays, what was left alone follows what is stored", () => {
  const before = { name: "Shop", url: "https://a.example/", events: ["a.b"] };
  const stored = { name: "Shop", url: "https://b.example/", events: ["a.b", "a.c"] };
  expect(merged({ ...before, name: "Shop 2" }, before, stored)).toEqual({ ...stored, name: "Shop 2" });
  expect(merged(before, before, stored)).toEqual(stored);
});

test("what both have changed stays as it was typed", () => {
  const before = { name: "Shop" };
  expect(merged({ name: "Ours" }, before, { name: "Theirs" })).toEqual({ name: "Ours" });
});

test("of what was saved only what was typed on since stays", () => {
  const sent = { name: "Shop", secret: "typed", rate: "5" };
  const saved = { name: "Shop", secret: "", rate: "5" };
  expect(merged({ ...sent, rate: "50" }, sent, saved)).toEqual({ name: "Shop", secret: "", rate: "50" });
});
