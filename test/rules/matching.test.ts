/** The index against a filter that looks at every endpoint. */
import { expect, test } from "bun:test";
import fc from "fast-check";
import { createMatcher, type Subscriber } from "../../server/rules/matching.ts";

const wants = (events: string[], namespaces: string[] = []): Subscriber => ({
  seq: 1,
  environment: 1,
  events,
  namespaces,
});

test.each<[subscription: string, type: string, isWanted: boolean]>([
  ["document.ready", "document.ready", true],
  ["document.ready", "document.ready.twice", false],
  ["document.*", "document.ready", true],
  ["document.*", "document.page.ready", true],
  ["document.page.*", "document.page.ready", true],
  ["document.page.*", "document.ready", false],
  ["document.*", "document", false],
  ["document.*", "documents.ready", false],
  ["*", "document.ready", true],
  ["*", "document", true],
  ["*", "hookwheel.endpoint.disabled", false],
  ["*", "hookwheels", true],
  ["hookwheel.*", "hookwheel.endpoint.disabled", true],
  ["hookwheel.endpoint.disabled", "hookwheel.endpoint.disabled", true],
  ["*.ready", "document.ready", false],
])("%s and %s: wanted is %p", (subscription, type, isWanted) => {
  const matcher = createMatcher();
  matcher.put(wants([subscription]));
  expect(matcher.match(1, type, null)).toEqual(isWanted ? [1] : []);
});

test.each<[namespaces: string[], namespace: string | null, isWanted: boolean]>([
  [[], null, true],
  [[], "eu", true],
  [["eu", "us"], "us", true],
  [["eu", "us"], "asia", false],
  [["eu", "us"], null, false],
  [[""], "", true],
  [[""], null, false],
])("an endpoint with the namespaces %j and an event in %p: wanted is %p", (namespaces, namespace, isWanted) => {
  const matcher = createMatcher();
  matcher.put(wants(["*"], namespaces));
  expect(matcher.match(1, "a.b", namespace)).toEqual(isWanted ? [1] : []);
});

const types = ["a", "a.b", "a.c", "a.b.c", "b.c", "ab.c", "hookwheel.a", "hookwheel"];
const subscriptions = [...types, "a.*", "a.b.*", "b.*", "hookwheel.*", "*"];
const namespaces = ["eu", "us", ""];
type Step = { kind: "put"; endpoint: Subscriber } | { kind: "remove"; seq: number };

function isWanted({ events, namespaces }: Subscriber, type: string, namespace: string | null): boolean {
  const isType = events.some((subscription) => {
    if (subscription === "*") return type.split(".")[0] !== "hookwheel" || !type.includes(".");
    return subscription.endsWith(".*") ? type.startsWith(subscription.slice(0, -1)) : type === subscription;
  });
  return isType && (namespaces.length === 0 || (namespace !== null && namespaces.includes(namespace)));
}

test("whatever is added, changed and removed, the index answers as a look at every endpoint does", () => {
  const step = fc.oneof<fc.Arbitrary<Step>[]>(
    fc.record({
      kind: fc.constant("put"),
      endpoint: fc.record({
        seq: fc.nat(12),
        environment: fc.nat(1),
        events: fc.array(fc.constantFrom(...subscriptions), { minLength: 1, maxLength: 4 }),
        namespaces: fc.array(fc.constantFrom(...namespaces), { maxLength: 3 }),
      }),
    }),
    fc.record({ kind: fc.constant("remove"), seq: fc.nat(12) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 15 }), (steps) => {
      const matcher = createMatcher();
      const endpoints = new Map<number, Subscriber>();
      for (const step of steps) {
        if (step.kind === "put") {
          matcher.put(step.endpoint);
          endpoints.set(step.endpoint.seq, step.endpoint);
        } else {
          matcher.remove(step.seq);
          endpoints.delete(step.seq);
        }
        for (const environment of [0, 1]) {
          for (const type of types) {
            for (const namespace of [null, ...namespaces]) {
              const expected = [...endpoints.values()]
                .filter((endpoint) => endpoint.environment === environment && isWanted(endpoint, type, namespace))
                .map(({ seq }) => seq);
              expect(matcher.match(environment, type, namespace)).toEqual(expected.sort((a, b) => a - b));
            }
          }
        }
      }
    }),
    { numRuns: 50 },
  );
});

test("seqs ascend in whatever order the endpoints came, and whatever they asked for", () => {
  const matcher = createMatcher();
  for (const seq of [30, 4, 100, 9]) matcher.put({ ...wants([seq > 9 ? "*" : "a.*"]), seq });
  expect(matcher.match(1, "a.b", null)).toEqual([4, 9, 30, 100]);
});

test("a flood of types that nobody has heard of is answered rightly beyond what is remembered", () => {
  const matcher = createMatcher();
  for (let seq = 1; seq <= 1000; seq++) matcher.put({ ...wants([seq % 2 ? "*" : "odd.*"]), seq });
  for (let i = 0; i < 500; i++) expect(matcher.match(1, `flood.${i}`, null)).toHaveLength(500);
  expect(matcher.match(1, "odd.one", null)).toHaveLength(1000);
});
