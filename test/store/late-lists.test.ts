/** Ids: found at once, and just the same when the lists have been filled behind the writer. */
import { expect, test } from "bun:test";
import { newId } from "../../server/base/ids.ts";
import { endpointOf, eventsOf, openRoom, verdictOf } from "./room.ts";

/** More than may lie unlisted. */
const MANY = 2500;

test("events, deliveries and attempts are found by their ids, whether they are listed yet or not", async () => {
  await using room = openRoom();
  const { store, environment, db } = room;
  const endpoint = await store.addEndpoint(endpointOf(environment));
  const batches = [eventsOf(environment, [endpoint], MANY), eventsOf(environment, [endpoint], 10)];
  const attempts: Uint8Array[] = [];
  for (const batch of batches) {
    const seqs = (await store.acceptEvents(batch)).flat();
    const verdicts = seqs.map((seq) => verdictOf(seq, endpoint, { kind: "delivered" }));
    await Promise.all(verdicts.map((verdict) => store.recordVerdict(verdict)));
    attempts.push(verdicts[0]!.attempt.id, verdicts.at(-1)!.attempt.id);
  }
  const count = (table: string) =>
    db.query<{ count: number }, []>(`SELECT count(*) AS count FROM ${table}`).get()!.count;
  for (const table of ["events", "deliveries", "attempts"]) {
    expect(count(`${table}_by_id`)).toBeGreaterThan(0);
    expect(count(`${table}_by_id`)).toBeLessThan(count(table));
  }

  for (const event of batches.flatMap(({ events }) => [events[0]!, events.at(-1)!])) {
    expect((await store.readEvent(environment, event.id))?.id).toEqual(event.id);
    const { id } = event.deliveries[0]!;
    expect(await store.readDelivery(environment, id)).toMatchObject({ id, eventId: event.id });
    expect(await store.readEvent(environment + 1, event.id)).toBeNull();
    expect(await store.readDelivery(environment + 1, id)).toBeNull();
  }
  for (const id of attempts) {
    expect((await store.readAttempt(environment, id))?.id).toEqual(id);
    expect(await store.readAttempt(environment + 1, id)).toBeNull();
  }
  const nobodys = newId(0);
  expect(await store.readEvent(environment, nobodys)).toBeNull();
  expect(await store.readDelivery(environment, nobodys)).toBeNull();
  expect(await store.readAttempt(environment, nobodys)).toBeNull();
});
