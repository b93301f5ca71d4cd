/** Filters in the address, and what they ask of the API. */
import { expect, test } from "bun:test";
import { addressOf } from "../../ui/address.ts";
import { queryText } from "../../ui/client.ts";
import { apiQueryOf, fieldTextOf, instantOf, isFiltered, timeOf } from "../../ui/logs/query.ts";

const NOW = Date.UTC(2026, 10, 20, 14, 2, 11);

test("a span back from now asks from a whole minute", () => {
  expect(apiQueryOf({ within: "1h" }, NOW).since).toBe("2026-11-20T13:02:00.000Z");
  expect(apiQueryOf({ within: "1h" }, NOW + 5_000)).toEqual(apiQueryOf({ within: "1h" }, NOW));
});

test("a list that goes back from now keeps its name from one minute to the next, and differs from any other", () => {
  const nameOf = (filters: Record<string, string>) => queryText(apiQueryOf(filters, null));
  expect(nameOf({ within: "1h", type: "a" })).toBe("?type=a&since=1h");
  expect(nameOf({ within: "24h" })).not.toBe(nameOf({ within: "1h" }));
  expect(nameOf({ since: "2026-11-20T14:02:00Z" })).toBe("?since=2026-11-20T14%3A02%3A00.000Z");
  expect(queryText(apiQueryOf({ within: "constructor" }, NOW))).toBe("");
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
