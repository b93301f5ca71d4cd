/** Lists of a store so large that a page cannot look at every row. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import type { DeliveriesQuery } from "../../server/store/faces/deliveries.ts";
import type { EventsQuery } from "../../server/store/faces/events.ts";
import { type Connection, connect } from "../../server/store/sqlite/connection.ts";
import { fillLists } from "../../server/store/sqlite/late-lists.ts";
import { EXAMINED_MAX } from "../../server/store/sqlite/pages.ts";
import { listDeliveries } from "../../server/store/sqlite/read-deliveries.ts";
import { NOON, type Room, endpointOf, openRoom } from "./room.ts";

const ROWS_COUNT = 2 * EXAMINED_MAX + 5000;
/** Their type is rare: the newest, the last that a first page looks at, the next, and the oldest. */
const RARE = [ROWS_COUNT, ROWS_COUNT - EXAMINED_MAX + 1, ROWS_COUNT - EXAMINED_MAX, 1];

let room: Room;

beforeAll(async () => {
  room = openRoom();
  const { store, environment, db } = room;
  await store.addEndpoint(endpointOf(environment));
  db.run("INSERT INTO types (seq, name) VALUES (1, 'order.paid'), (2, 'rare')");
  const count = `WITH RECURSIVE n (seq) AS (SELECT 1 UNION ALL SELECT seq + 1 FROM n WHERE seq < ${ROWS_COUNT})`;
  const type = `CASE WHEN seq IN (${RARE.join()}) THEN 2 ELSE 1 END`;
  db.run(
    `INSERT INTO events (seq, id, environment, type, namespace, timestamp, deliveries_count, created_at, body)
     ${count} SELECT seq, randomblob(16), 1, 1, CASE WHEN seq IN (${RARE.join()}) THEN 'rare' END, 0, 1, ${NOON} + seq, '{}'
     FROM n`,
  );
  db.run(
    `INSERT INTO deliveries (seq, id, event, endpoint, environment, type, state, due_at, next_at, created_at, updated_at)
     ${count} SELECT seq, randomblob(16), seq, 1, 1, ${type}, 0, ${NOON}, ${NOON}, ${NOON} + seq, 0 FROM n`,
  );
  db.run(`UPDATE endpoint_health SET waiting_count = ${ROWS_COUNT}`);
  const filling = connect(room.path);
  fillLists(filling);
  filling.close();
}, 20_000);

afterAll(() => room[Symbol.asyncDispose]());

const anyDelivery: Omit<DeliveriesQuery, "before"> = {
  environment: 1,
  endpoint: null,
  event: null,
  state: null,
  type: null,
  since: null,
  until: null,
  isTest: false,
  limit: 50,
};

const anyEvent: Omit<EventsQuery, "before"> = {
  environment: 1,
  type: null,
  namespace: null,
  since: null,
  until: null,
  isTest: false,
  limit: 50,
};

/** The seqs of each page, up to the end. */
async function pagesOf(read: (before: number | null) => Promise<{ rows: { seq: number }[]; next: number | null }>) {
  const pages: number[][] = [];
  let before: number | null = null;
  do {
    const page = await read(before);
    pages.push(page.rows.map(({ seq }) => seq));
    before = page.next;
  } while (before !== null && pages.length < 10);
  return pages;
}

const RARE_PAGES = [[RARE[0]!, RARE[1]!], [RARE[2]!], [RARE[3]!]];

test("a page that has looked at all the rows it may comes back short, and the next goes on behind it", async () => {
  const { store } = room;
  expect(await pagesOf((before) => store.listDeliveries({ ...anyDelivery, type: "rare", before }))).toEqual(RARE_PAGES);
  const none = await pagesOf((before) => store.listDeliveries({ ...anyDelivery, type: "never", before }));
  expect(none).toEqual([[]]);
  const tests = await pagesOf((before) => store.listDeliveries({ ...anyDelivery, isTest: true, before }));
  expect(tests).toEqual([[]]);
});

test("so does a page of events of one type in a namespace", async () => {
  const filter = { ...anyEvent, type: "order.paid", namespace: "rare" };
  expect(await pagesOf((before) => room.store.listEvents({ ...filter, before }))).toEqual(RARE_PAGES);
});

test("rows of before the cursor or outside the span are not looked at", async () => {
  const { store } = room;
  const before = 100;
  const until = NOON + ROWS_COUNT - 10;
  const bounded = await store.listDeliveries({ ...anyDelivery, until, type: "rare", before });
  expect(bounded).toMatchObject({ rows: [{ seq: 1 }], next: null });
  const within = { since: NOON + 2, until: NOON + EXAMINED_MAX };
  expect(await store.listDeliveries({ ...anyDelivery, ...within, type: "rare", before: null })).toEqual({
    rows: [],
    next: null,
  });
});

test("a namespace is found by its index within a span too", async () => {
  const filter = { ...anyEvent, namespace: "rare", since: NOON, until: NOON + ROWS_COUNT };
  const seqs = await pagesOf((before) => room.store.listEvents({ ...filter, before }));
  expect(seqs).toEqual([RARE.slice(1)]);
});

test("nothing is lost or comes twice when rows come and go between the two looks of a page", () => {
  const { db, path } = room;
  const connection = connect(path);
  // Around where the first page's walk ends, so that it matters where the next begins.
  const marked = Array.from({ length: 40 }, (_, nth) => ROWS_COUNT - EXAMINED_MAX - 1000 + nth * 50);
  db.run("INSERT INTO types (seq, name) VALUES (3, 'marked')");
  db.run(`UPDATE deliveries SET type = 3 WHERE seq IN (${marked.join()})`);
  let delivered = ROWS_COUNT;
  const moving: Connection = {
    ...connection,
    sql<Row>(text: string) {
      if (text.includes("OFFSET")) {
        db.run(`UPDATE deliveries SET state = 1 WHERE seq > ${delivered - 800}`);
        delivered -= 800;
      }
      return connection.sql<Row>(text);
    },
  };
  const seqs: number[] = [];
  let before: number | null = null;
  do {
    const page = listDeliveries(moving, { ...anyDelivery, state: "waiting", type: "marked", limit: 250, before });
    seqs.push(...page.rows.map(({ seq }) => seq));
    before = page.next;
  } while (before !== null);
  connection.close();
  expect(delivered).toBeLessThan(ROWS_COUNT - 800);
  expect(seqs).toEqual(marked.toReversed());
});
