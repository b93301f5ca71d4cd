/** Notices in the store: written with what gave rise to them, mailed no oftener than once a day for a level. */
import { expect, test } from "bun:test";
import { newId } from "../../server/base/ids.ts";
import type { NewNotice } from "../../server/store/faces/notices.ts";
import { NOON, type Room, WELL, endpointOf, eventsOf, openRoom, verdictOf } from "./room.ts";

const HOUR = 3_600_000;

function noticeOf(fields: Partial<NewNotice> = {}): NewNotice {
  const at = fields.at ?? NOON;
  return {
    id: newId(at),
    kind: "failing",
    level: 1,
    consecutiveFailures: 5,
    failingSince: NOON - HOUR,
    reason: "failed for 1 hour, 5 attempts in a row",
    failure: "500 Internal Server Error",
    at,
    owners: ["ann@acme.example", "bob@acme.example"],
    unmailedReason: null,
    ...fields,
  };
}

/** A store with an endpoint and a delivery to it. */
async function furnish(room: Room, type?: string) {
  const endpoint = await room.store.addEndpoint(endpointOf(room.environment));
  const events = eventsOf(room.environment, [endpoint]);
  if (type !== undefined) events.events[0]!.type = type;
  const [[delivery]] = (await room.store.acceptEvents(events)) as [[number]];
  const record = (...notices: NewNotice[]) => {
    const isDisabling = notices.some(({ kind }) => kind === "disabled");
    const disable = isDisabling ? { reason: "failed", isSkipping: true } : null;
    return room.store.recordVerdict({ ...verdictOf(delivery, endpoint, { kind: "kept" }), notices, disable });
  };
  const list = async () => {
    const query = { environment: room.environment, endpoint: null, kind: null, since: null, until: null };
    return (await room.store.listNotices({ ...query, limit: 50, before: null })).rows;
  };
  return { endpoint, record, list };
}

test("a notice is there as soon as its verdict is, with a mail to each owner", async () => {
  await using room = openRoom();
  const { endpoint, record, list } = await furnish(room);
  const notice = noticeOf();
  await record(notice);
  const { owners, id, ...fields } = notice;
  expect(await list()).toMatchObject([
    { ...fields, endpoint: { seq: endpoint }, mails: { waiting: 2, sent: 0, unsent: 0 } },
  ]);
  expect(Buffer.from((await list())[0]!.id)).toEqual(Buffer.from(id));
  const due = await room.store.listDueMails(NOON, null, 10);
  expect(due.map(({ address, state, triesCount }) => [address, state, triesCount])).toEqual(
    owners.map((owner) => [owner, "waiting", 0]),
  );
  expect(due[0]).toMatchObject({
    organizationName: "Default",
    environmentName: "production",
    notice: { reason: fields.reason },
  });
  expect(await room.store.nextMailAt()).toBe(NOON);
  expect(await room.store.countWaitingMails()).toBe(2);
  expect(await room.store.listDueMails(NOON - 1, null, 10)).toEqual([]);
});

test("a level that was mailed is not mailed again within 24 hours, and says so; others are", async () => {
  await using room = openRoom();
  const { record, list } = await furnish(room);
  const day = 24 * HOUR;
  const told: [atMs: number, level: number, isMailed: boolean][] = [
    [0, 1, true],
    [HOUR, 2, true],
    [2 * HOUR, 1, false],
    [day - 1, 1, false],
    [day, 1, true],
    [day + HOUR, 2, true],
    [2 * day - 1, 1, false],
  ];
  for (const [atMs, level] of told) await record(noticeOf({ at: NOON + atMs, level }));
  const notices = (await list()).toReversed();
  expect(notices.map(({ at, level, unmailedReason }) => [at - NOON, level, unmailedReason === null])).toEqual(told);
  expect(notices[2]).toMatchObject({
    unmailedReason: "a mail told of this level within the last 24 hours",
    mails: { waiting: 0 },
  });
});

test("one that nobody could be mailed of does not keep the next from being mailed", async () => {
  await using room = openRoom();
  const { record, list } = await furnish(room);
  await record(noticeOf({ owners: [], unmailedReason: "no mail server" }));
  await record(noticeOf({ at: NOON + 1 }));
  expect((await list()).map(({ unmailedReason }) => unmailedReason)).toEqual([null, "no mail server"]);
});

test("an endpoint that is off or deleted meanwhile gives no notice, nor is it disabled twice", async () => {
  await using room = openRoom();
  const { endpoint, record, list } = await furnish(room);
  await record(noticeOf({ kind: "disabled", level: null }));
  await record(noticeOf({ kind: "disabled", level: null }));
  await record(noticeOf());
  expect((await list()).map(({ kind }) => kind)).toEqual(["disabled"]);
  const enabled = noticeOf({ kind: "enabled", level: null });
  const change = { status: "active", statusReason: null, updatedAt: NOON, notice: enabled } as const;
  await room.store.changeEndpoint(endpoint, change);
  await room.store.changeEndpoint(endpoint, { ...change, notice: { ...enabled, id: newId(NOON) } });
  expect((await list()).map(({ kind }) => kind)).toEqual(["enabled", "disabled"]);
  await room.store.deleteEndpoint(endpoint, NOON);
  await record(noticeOf());
  expect(await list()).toHaveLength(2);
});

test("a verdict that is written again after a failed commit gives its notice once", async () => {
  await using room = openRoom();
  const { endpoint, list } = await furnish(room);
  const verdict = { ...verdictOf(1, endpoint, { kind: "kept" }), health: WELL, notices: [noticeOf()] };
  await room.store.recordVerdict(verdict);
  await room.store.recordVerdict(verdict, true);
  expect(await list()).toMatchObject([{ mails: { waiting: 2 } }]);
});

test("what an operational event gave rise to is not announced; the rest is, until that is noted", async () => {
  await using room = openRoom();
  const ordinary = await furnish(room);
  await ordinary.record(noticeOf());
  const operational = await furnish(room, "hookwheel.endpoint.failing");
  await operational.record(noticeOf());
  const waiting = await room.store.listUnannounced(10);
  expect(waiting.map(({ endpoint }) => endpoint.seq)).toEqual([ordinary.endpoint]);
  await room.store.noteAnnounced(waiting[0]!.seq);
  expect(await room.store.listUnannounced(10)).toEqual([]);
});

test("mails are held, changed and counted by their address", async () => {
  await using room = openRoom();
  const { record, list } = await furnish(room);
  await record(noticeOf());
  const [ann] = await room.store.listDueMails(NOON, "ann@acme.example", 10);
  await room.store.holdMails("bob@acme.example", NOON, NOON + HOUR);
  expect(await room.store.listDueMails(NOON, null, 10)).toEqual([ann!]);
  const sent = { seq: ann!.seq, state: "sent", triesCount: 1, nextAt: null, sentAt: NOON + 1, reason: null } as const;
  await room.store.changeMails([sent]);
  expect(await room.store.nextMailAt()).toBe(NOON + HOUR);
  expect(await room.store.listDueMails(NOON + HOUR, null, 10)).toMatchObject([{ state: "held", triesCount: 0 }]);
  expect(await room.store.lastMailsAt("ann@acme.example", NOON, 10)).toEqual([NOON + 1]);
  expect(await room.store.lastMailsAt("bob@acme.example", 0, 10)).toEqual([]);
  expect(await list()).toMatchObject([{ mails: { waiting: 1, sent: 1, unsent: 0, reason: null } }]);
});
