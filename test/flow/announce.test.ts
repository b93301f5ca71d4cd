/** Announcing: one event for each notice, whatever comes between. */
import { Database } from "bun:sqlite";
import { expect, setDefaultTimeout, test } from "bun:test";
import { join } from "node:path";
import { AppError } from "../../server/base/errors.ts";
import { createAnnounce } from "../../server/flow/announce.ts";
import type { AcceptRequest } from "../../server/flow/flow.ts";
import type { Scopes } from "../../server/flow/scopes.ts";
import { createMatcher } from "../../server/rules/matching.ts";
import type { NoticeRow } from "../../server/store/faces/notices.ts";
import { startAppliance } from "../help/appliance.ts";
import { HOUR, SECOND, startClock } from "../help/clock.ts";
import { startReceiver } from "../help/receiver.ts";
import { startStory } from "../help/story.ts";

setDefaultTimeout(30_000);

test("a crash after the event was stored, but before that was noted, leaves no second event", async () => {
  await using gone = await startReceiver({ answers: [410] });
  await using product = await startReceiver();
  await using first = await startAppliance();
  const { id } = await first.post("/webhooks/endpoints", { url: product.url, events: ["hookwheel.*"] });
  await startStory(first, gone.url, { name: "Orders", events: ["order.*"] });
  expect(product.requests).toHaveLength(1);
  await first.stop();

  const db = new Database(join(first.dataDir, "hookwheel.db"));
  db.run("UPDATE notices SET is_unannounced = 1");
  // What the event shows may have changed meanwhile.
  db.run("UPDATE endpoints SET name = 'Invoices' WHERE name = 'Orders'");
  db.close();
  await using second = await startAppliance({ dataDir: first.dataDir, clock: first.clock });
  await second.pass(HOUR);
  expect(product.requests).toHaveLength(1);
  expect((await second.get(`/deliveries?endpoint=${id}`)).data).toHaveLength(1);
});

/** One notice, and an intake that answers as the test says. */
function startAnnouncing() {
  const clock = startClock();
  const endpoint = { seq: 7, id: new Uint8Array(16), name: null, url: "https://shop.example/", isDeleted: false };
  const notice = {
    seq: 1,
    id: new Uint8Array(16),
    environment: 1,
    kind: "disabled",
    endpoint,
    failingSince: null,
    at: 0,
  };
  const fate: { fault: Error | null } = { fault: null };
  const accepted: AcceptRequest[] = [];
  const faults: unknown[] = [];
  let waiting = [notice as NoticeRow];
  const matcher = createMatcher();
  matcher.put({ seq: 2, environment: 1, events: ["hookwheel.*"], namespaces: [] });
  const announce = createAnnounce({
    store: {
      listUnannounced: async () => waiting,
      noteAnnounced: async () => void (waiting = []),
    },
    matcher,
    scopes: new Map([[1, {}]]) as unknown as Scopes,
    clock,
    async accept(request) {
      if (fate.fault !== null) throw fate.fault;
      accepted.push(request);
      return { events: [], isReplayed: false };
    },
    onFault: (fault) => void faults.push(fault),
  });
  return { clock, fate, accepted, faults, matcher, announce, waitingCount: () => waiting.length };
}

test("an intake that is overloaded is asked again a second later", async () => {
  const { clock, fate, accepted, announce, waitingCount } = startAnnouncing();
  fate.fault = new AppError("unavailable", "overloaded");
  expect(await announce()).toBe(clock.now() + SECOND);
  expect(waitingCount()).toBe(1);
  fate.fault = null;
  expect(await announce()).toBeNull();
  expect([accepted.length, waitingCount()]).toEqual([1, 0]);
  expect(accepted[0]).toMatchObject({ environment: 1, events: [{ type: "hookwheel.endpoint.disabled" }] });
});

test("a bug of ours is told, and holds up no other notice", async () => {
  const { fate, faults, announce, waitingCount } = startAnnouncing();
  fate.fault = new Error("bug");
  expect(await announce()).toBeNull();
  expect([faults, waitingCount()]).toEqual([[fate.fault], 0]);
});
