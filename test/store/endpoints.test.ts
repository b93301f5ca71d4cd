/** Endpoints in the store: what a search finds, what a change leaves, and that each environment sees its own. */
import { expect, test } from "bun:test";
import type { EndpointChange, EndpointsQuery } from "../../server/store/faces/endpoints.ts";
import { AppError } from "../../server/base/errors.ts";
import { NOON, type Room, WELL, endpointOf, eventsOf, openRoom, verdictOf } from "./room.ts";

async function found({ store }: Room, query: Partial<EndpointsQuery>): Promise<number[]> {
  const any = { environment: 1, search: null, status: null, limit: 50, before: null };
  return (await store.listEndpoints({ ...any, ...query })).rows.map(({ endpoint }) => endpoint.seq);
}

test("a search finds parts of name, URL and description to the letter, in any case", async () => {
  await using room = openRoom();
  const { store, environment } = room;
  const fields = [
    { name: "100% paid" },
    { name: "snake_case" },
    { description: "back\\slash" },
    { description: "O'Brien; DROP TABLE endpoints" },
    { url: "https://shop.example/Orders" },
    { name: "1000 paid", description: "snakeXcase" },
  ];
  for (const each of fields) await store.addEndpoint(endpointOf(environment, each));
  for (const [search, expected] of [
    ["0% p", [1]],
    ["%", [1]],
    ["_", [2]],
    ["SNAKE_", [2]],
    ["\\", [3]],
    ["k\\s", [3]],
    ["'", [4]],
    ["'; --", []],
    ["orders", [5]],
    ["paid", [6, 1]],
    ["example", [6, 5, 4, 3, 2, 1]],
    ["%%", []],
  ] as const) {
    expect([search, await found(room, { search })]).toEqual([search, [...expected]]);
  }
  expect(await found(room, { search: "paid", limit: 1 })).toEqual([6]);
  expect(await found(room, { search: "paid", before: 6 })).toEqual([1]);
});

test("an environment sees its own endpoints alone, by their status, and none that are deleted", async () => {
  await using room = openRoom();
  const { store, environment, db } = room;
  db.run("INSERT INTO environments (id, organization, name, created_at) VALUES (x'02', 1, 'test', 0)");
  const given = endpointOf(environment, { status: "paused" });
  const own = await store.addEndpoint(given);
  const foreign = await store.addEndpoint(endpointOf(environment + 1));
  const deleted = await store.addEndpoint(endpointOf(environment));
  await store.deleteEndpoint(deleted, NOON);
  expect(await found(room, {})).toEqual([own]);
  expect(await found(room, { status: "paused" })).toEqual([own]);
  expect(await found(room, { status: "active" })).toEqual([]);
  expect(await found(room, { environment: environment + 1 })).toEqual([foreign]);
  expect(await store.readEndpoint(environment + 1, given.id)).toBeNull();
  expect((await store.loadEndpoints()).map(({ endpoint }) => endpoint.seq)).toEqual([own, foreign]);
});

test("of a crowd as many are added as there are places, whatever is committed together", async () => {
  await using room = openRoom();
  const { store, environment } = room;
  const added: number[] = [];
  const refused: unknown[] = [];
  const add = () =>
    store.addEndpoint(endpointOf(environment), 50).then(
      (seq) => void added.push(seq),
      (fault: unknown) => void refused.push(fault),
    );
  // The next come while those before them are being committed, and as they are answered.
  await Promise.all(Array.from({ length: 20 }, () => add().then(add).then(add)));
  expect([added.length, refused.length]).toEqual([50, 10]);
  for (const fault of refused)
    expect(fault).toMatchObject({ kind: "conflict", message: expect.stringContaining("50") });
  await store.deleteEndpoint(added[0]!, NOON);
  await Promise.all([add(), add()]);
  expect([added.length, refused.length]).toEqual([51, 11]);
});

test("a change leaves what it does not name, the secrets too", async () => {
  await using room = openRoom();
  const { store, environment } = room;
  const given = endpointOf(environment, { name: "shop", headers: [["x-a", "1"]], metadata: { plan: "pro" } });
  const seq = await store.addEndpoint(given);
  const change: EndpointChange = { headers: () => [["x-b", "2"]], rateLimit: 0.5, updatedAt: NOON + 1 };
  const { endpoint: changed } = await store.changeEndpoint(seq, change);
  const { secrets, headers: _, ...fields } = given;
  expect(changed).toEqual({ ...fields, id: changed.id, seq, rateLimit: 0.5, updatedAt: NOON + 1 });
  expect(await store.readEndpointSecrets(seq)).toEqual({ secrets, headers: [["x-b", "2"]] });
  expect((await store.readEndpoint(environment, given.id))!.headerNames).toEqual(["x-b"]);
});

test("headers are made of what is stored by then, whoever changes them at the same time, or refused by that", async () => {
  await using room = openRoom();
  const { store, environment } = room;
  const seq = await store.addEndpoint(
    endpointOf(environment, {
      headers: [
        ["x-a", "old"],
        ["x-b", "old"],
      ],
    }),
  );
  const give = (name: string) =>
    store.changeEndpoint(seq, {
      headers: (stored) => stored.map(([each, value]) => [each, each === name ? "new" : value]),
      updatedAt: NOON,
    });
  await Promise.all([give("x-a"), give("x-b"), store.rotateEndpointSecret(seq, "whsec_bmV3", 0, NOON)]);
  const { headers, secrets } = await store.readEndpointSecrets(seq);
  expect(headers).toEqual([
    ["x-a", "new"],
    ["x-b", "new"],
  ]);
  expect(secrets.map(({ secret }) => secret)).toEqual(["whsec_bmV3"]);

  const onlyWith = (name: string): EndpointChange => ({
    name,
    headers(stored) {
      if (stored.length === 0) throw new AppError("invalid", "headers.x-a: has no stored value");
      return [];
    },
    updatedAt: NOON,
  });
  const [first, second] = await Promise.allSettled(
    ["first", "second"].map((name) => store.changeEndpoint(seq, onlyWith(name))),
  );
  expect([first, second]).toMatchObject([{ status: "fulfilled" }, { reason: { kind: "invalid" } }]);
  expect((await store.loadEndpoints()).map(({ endpoint }) => endpoint.name)).toEqual(["first"]);
});

test("an endpoint that is turned on begins afresh, though a verdict shares its commit", async () => {
  await using room = openRoom();
  const { store, environment } = room;
  const seq = await store.addEndpoint(endpointOf(environment, { status: "disabled" }));
  const [[delivery]] = (await store.acceptEvents(eventsOf(environment, [seq]))) as [[number]];
  const health = {
    consecutiveFailures: 9,
    failingSince: 1,
    lastSuccessAt: 2,
    lastFailureAt: 3,
    heldUntil: 4,
    holdMs: 5,
  };
  const verdict = { ...verdictOf(delivery, seq, { kind: "failed", reason: "500" }), health };
  const change = { status: "active", statusReason: null, updatedAt: NOON } as const;
  await Promise.all([store.changeEndpoint(seq, change), store.recordVerdict(verdict)]);
  const [row] = await store.loadEndpoints();
  expect(row).toMatchObject({ health: { ...WELL, lastSuccessAt: 2, lastFailureAt: 3 }, waitingCount: 0 });
});
