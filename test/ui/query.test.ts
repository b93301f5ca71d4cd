/** Filters in the address, and what they ask of the API. */
import { expect, test } from "bun:test";
import { addressOf } from "../../ui/address.ts";
import { queryText } from "../../ui/client.ts";
import { apiQueryOf, fieldTextOf, instantOf, isFiltered, timeOf } from "../../ui/logs/query.ts";

const NOW = Date.UTC(2026, 10, 20, 14, 2, 11);

test("a span back from now asks from a whole minute, so that the same list keeps its name", () => {
  expect(apiQueryOf({ within: "1h" }, NOW).since).toBe("2026-11-20T13:02:00.000Z");
  expect(apiQueryOf({ within: "1h" }, NOW + 5_000)).toEqual(apiQueryOf({ within: "1h" }, NOW));
});

test("what was typed into the address and is no filter asks for nothing", () => {
  const asked = apiQueryOf({ state: "lost", within: "ever", since: "yesterday", delivery: "dlv_1" }, NOW);
  expect(queryText(asked)).toBe("");
});

test("two moments stay what they are on the way through a field", () => {
  const instant = "2026-11-20T14:02:00.000Z";
  expect(instantOf(fieldTextOf(instant))).toBe(instant);
  expect(timeOf({ since: instant })).toBe("between");
  expect(timeOf({ within: "24h", since: instant })).toBe("24h");
  expect(isFiltered({ delivery: "dlv_1" })).toBe(false);
  expect(isFiltered({ type: "a" })).toBe(true);
});

test("an address changes in parts, and drops what is empty", () => {
  expect(addressOf("/webhooks", { search: "a&b", status: "active" }, { status: null })).toBe("/webhooks?search=a%26b");
  expect(addressOf("/webhooks", { search: "a" }, { search: "" })).toBe("/webhooks");
});
