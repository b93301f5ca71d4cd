/** The webhook form: what it finds wrong, and what it asks for. */
import { expect, test } from "bun:test";
import { createEndpointForms } from "../../server/api/endpoints/schema.ts";
import { BUILT_IN_PROFILES } from "../../server/profiles/built-in.ts";
import {
  type Draft,
  draftOf,
  EMPTY,
  faultsIn,
  faultsOf,
  type Field,
  newEndpointOf,
  overlongIn,
  patchOf,
} from "../../ui/form/draft.ts";
import type { Endpoint } from "../../ui/shapes.ts";
import { limitsOf, OUR_LIMITS } from "../../ui/webhooks/limits.ts";

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
  expect(faultsOf({ ...draft, ...part }, OUR_LIMITS, null)).toEqual(faults);
});

test.each(BUILT_IN_PROFILES.map((profile) => [profile.name, profile] as const))(
  "as long a name and URL as the API takes of those who follow %s are taken, and one character more is refused alike",
  (_, profile) => {
    const limits = limitsOf(profile);
    const { added } = createEndpointForms()(profile);
    const urlOf = (length: number) => draft.url.padEnd(length, "x");
    for (const [field, text] of [
      ["name", "x".repeat(limits.nameLengthMax)],
      ["name", "x".repeat(limits.nameLengthMax + 1)],
      ["url", urlOf(limits.urlLengthMax)],
      ["url", urlOf(limits.urlLengthMax + 1)],
    ] as const) {
      const filled = { ...draft, [field]: text };
      const errors = added.safeParse(newEndpointOf(filled)).error?.issues ?? [];
      const refused = faultsIn(errors.map(({ path, message }) => ({ path: path.join("."), message })));
      expect(faultsOf(filled, limits, null)).toEqual(refused);
      expect(overlongIn(filled, limits)).toEqual(Object.keys(refused) as Field[]);
    }
  },
);

test("what was longer already is not judged as long as it is left alone", () => {
  const before = { ...draft, name: "x".repeat(51), url: draft.url.padEnd(501, "x") };
  const limits = { ...OUR_LIMITS, nameLengthMax: 50, urlLengthMax: 500 };
  expect(faultsOf({ ...before, description: "changed" }, limits, before)).toEqual({});
  expect(faultsOf({ ...before, name: "x".repeat(52) }, limits, before)).toEqual({ name: "Use at most 50 characters." });
  expect(Object.keys(faultsOf(before, limits, null))).toEqual(["name", "url"]);
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
