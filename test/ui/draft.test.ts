/** The webhook form: what it finds wrong, and what it asks for. */
import { expect, test } from "bun:test";
import { type Draft, draftOf, EMPTY, faultsIn, faultsOf, newEndpointOf, patchOf } from "../../ui/form/draft.ts";
import type { Endpoint } from "../../ui/shapes.ts";

const draft: Draft = { ...EMPTY, url: "https://example.com/in" };

test.each<[Partial<Draft>, object]>([
  [{}, {}],
  [{ url: "" }, { url: "This field can’t be empty" }],
  [{ url: "example.com" }, { url: "Please enter a valid URL: start it with https:// or http://." }],
  [{ url: "javascript:alert(1)" }, { url: "Please enter a valid URL: start it with https:// or http://." }],
  [{ url: `https://example.com/${"x".repeat(2048)}` }, { url: "Use at most 2048 characters." }],
  [{ name: "x".repeat(101) }, { name: "Use at most 100 characters." }],
  [{ isForAll: false }, { events: "Choose at least one event type." }],
  [{ rateLimit: "0.001" }, { rateLimit: "Use a number from 0.01 to 1000." }],
  [{ maxInFlight: "1.5" }, { maxInFlight: "Use a whole number from 1 to 1000." }],
  [{ secret: "short" }, { secret: "Use 16 to 128 printable ASCII characters." }],
  [{ headers: [{ name: "", value: "x", isStored: false }] }, { headers: "This field can’t be empty" }],
])("filled in with %j it is told %j", (part, faults) => {
  expect(faultsOf({ ...draft, ...part })).toEqual(faults);
});

test("a new webhook leaves out what was left alone", () => {
  expect(newEndpointOf(draft)).toEqual({
    name: null,
    url: "https://example.com/in",
    description: null,
    events: ["*"],
    namespaces: [],
    rateLimit: null,
    maxInFlight: 10,
    active: true,
  });
});

test("a change holds what differs, and keeps the values of headers that are not shown", () => {
  const before = draftOf({
    name: "A",
    url: "https://example.com/in",
    description: null,
    events: ["*"],
    namespaces: [],
    headers: { "x-a": "••••", "x-b": "••••" },
    rateLimit: null,
    maxInFlight: 10,
    status: "active",
  } as unknown as Endpoint);
  expect(patchOf(before, before)).toEqual({});
  const [first] = before.headers;
  expect(
    patchOf({ ...before, name: "", headers: [first!, { name: "x-c", value: "3", isStored: false }] }, before),
  ).toEqual({ name: null, headers: { "x-a": "••••", "x-c": "3" } });
});

test("what the API finds wrong is told at its field", () => {
  const errors = [
    { path: "headers.x-a", message: "give x-a once" },
    { path: "events[0]", message: "use an event type" },
    { path: "events[1]", message: "never told" },
  ];
  expect(faultsIn(errors)).toEqual({ headers: "Give x-a once.", events: "Use an event type." });
});
