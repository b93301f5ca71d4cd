/** A delivery's attempts, read back. */
import { expect, test } from "bun:test";
import { endpointOf, eventsOf, openRoom, verdictOf } from "./room.ts";

test("of a delivery with many attempts the newest 250 are listed, oldest first", async () => {
  await using room = openRoom();
  const { store, environment } = room;
  const endpoint = await store.addEndpoint(endpointOf(environment));
  const [seqs] = await store.acceptEvents(eventsOf(environment, [endpoint]));
  const delivery = seqs![0]!;
  for (let number = 1; number <= 253; number++) {
    await store.recordVerdict(verdictOf(delivery, endpoint, { kind: "kept" }, { trigger: "manual", number }));
  }
  const numbers = (await store.listAttempts(delivery)).map((attempt) => attempt.number);
  expect(numbers).toEqual(Array.from({ length: 250 }, (_, at) => at + 4));
});
