/** The alarm clock of endpoints, under a clock that is moved and set. */
import { expect, test } from "bun:test";
import { type Alarms, createAlarms } from "../../server/flow/alarms.ts";
import { createLines } from "../../server/flow/lines.ts";
import { DAY, HOUR, SECOND, type TestClock, startClock } from "../help/clock.ts";
import { anEndpoint } from "../help/line.ts";

/** Alarms of three lines, and what rang: endpoint and time since the start. */
function startAlarms() {
  const clock = startClock();
  const lines = createLines(clock.now);
  for (const seq of [1, 2, 3]) lines.put(anEndpoint(seq));
  const rang: [endpoint: number, atMs: number][] = [];
  const startAt = clock.now();
  const alarms = createAlarms(lines, clock, ({ endpoint }) => void rang.push([endpoint.seq, clock.now() - startAt]));
  const ring = (seq: number, inMs: number) => alarms.ring(lines.get(seq)!, startAt + inMs);
  return { clock, lines, alarms, ring, rang };
}

test("each endpoint rings at its time, to the millisecond, and once", async () => {
  const { clock, ring, rang } = startAlarms();
  ring(1, 3 * HOUR + 7);
  ring(2, 1);
  ring(3, 1500);
  await clock.pass(DAY);
  expect(rang).toEqual([
    [2, 1],
    [3, 1500],
    [1, 3 * HOUR + 7],
  ]);
});

test("an earlier time takes the place of a later one, and a later one changes nothing", async () => {
  const { clock, ring, rang } = startAlarms();
  ring(1, 5 * SECOND);
  ring(1, 2 * SECOND);
  ring(1, 9 * SECOND);
  await clock.pass(DAY);
  expect(rang).toEqual([[1, 2 * SECOND]]);
  ring(1, DAY + SECOND);
  await clock.pass(SECOND);
  expect(rang).toHaveLength(2);
});

test("a time that has passed rings at once", async () => {
  const { clock, ring, rang } = startAlarms();
  ring(1, -DAY);
  await clock.pass(0);
  expect(rang).toEqual([[1, 0]]);
});

test("a clock that is set ahead is noticed within a second", async () => {
  const { clock, ring, rang } = startAlarms();
  ring(1, 12 * HOUR);
  await clock.pass(SECOND / 2);
  clock.set(clock.now() + DAY);
  await clock.pass(SECOND / 2);
  expect(rang).toEqual([[1, DAY + SECOND]]);
});

test("a clock that is set back rings nothing early, and what comes new rings in time", async () => {
  const { clock, ring, rang } = startAlarms();
  ring(1, 5 * SECOND);
  clock.set(clock.now() - HOUR);
  ring(2, -HOUR + SECOND);
  await clock.pass(HOUR + 5 * SECOND - 1);
  expect(rang).toEqual([[2, -HOUR + SECOND]]);
  await clock.pass(1);
  expect(rang).toHaveLength(2);
});

test.each<[string, (alarms: Alarms, clock: TestClock) => void]>([
  ["an endpoint that is gone", (alarms) => alarms.remove(1)],
  ["a stop", (alarms) => alarms.stop()],
])("nothing rings after %s", async (_, end) => {
  const { clock, alarms, ring, rang } = startAlarms();
  ring(1, SECOND);
  end(alarms, clock);
  await clock.pass(HOUR);
  expect(rang).toEqual([]);
});
