/** What signals to stop do, by their order and time. */
import { expect, test } from "bun:test";
import { stopSignals } from "../../server/cli/stop-signals.ts";
import { SECOND, startClock } from "../help/clock.ts";

/** Signals on a clock, and what they did. */
function startSignals() {
  const clock = startClock();
  const done: string[] = [];
  const signal = stopSignals(
    clock,
    (name) => done.push(`stop by ${name}`),
    () => done.push("abandon"),
  );
  return { clock, done, signal };
}

test("the first signal stops", () => {
  const { done, signal } = startSignals();
  signal("SIGTERM");
  expect(done).toEqual(["stop by SIGTERM"]);
});

test("its echo within a second is ignored", async () => {
  const { clock, done, signal } = startSignals();
  signal("SIGINT");
  signal("SIGINT");
  await clock.pass(0.9 * SECOND);
  signal("SIGTERM");
  expect(done).toEqual(["stop by SIGINT"]);
});

test("a later one ends it at once", async () => {
  const { clock, done, signal } = startSignals();
  signal("SIGINT");
  await clock.pass(SECOND);
  signal("SIGINT");
  expect(done).toEqual(["stop by SIGINT", "abandon"]);
});
