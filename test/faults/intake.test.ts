/** What crowds at the door cost those who post events: nothing much. */
import { expect, test } from "bun:test";
import { startBinary } from "../help/binary.ts";
import { errorLines, memoryOf, postPatiently } from "./client.ts";
import { endless, huge, idle, sendCrowd, slowBody, slowHeaders, watchIntake } from "./crowds.ts";
import { until, wait } from "./patience.ts";

test("beside idle, slow, huge and endless requests, events are accepted as ever", async () => {
  await using server = await startBinary();
  await using idlers = await sendCrowd(server, 300, idle);
  await using dawdlers = await sendCrowd(server, 100, slowHeaders);
  await using dribblers = await sendCrowd(server, 100, slowBody);
  await using pouring = await sendCrowd(server, 30, endless);
  await using flooding = await sendCrowd(server, 10, huge);
  const { acceptedCount, p99Ms } = await watchIntake(server, 2000);
  expect(acceptedCount).toBeGreaterThan(20);
  // Ten times the aim: a machine that runs tests does other things too.
  expect(p99Ms).toBeLessThan(2000);
  await until("what has no end is cut", () => pouring.openCount + flooding.openCount === 0);
  expect([idlers, dawdlers, dribblers].map(({ openCount }) => openCount)).toEqual([300, 100, 100]);
  expect((await memoryOf(server.pid)).peakMiB).toBeLessThan(200);
}, 30_000);

test("a body without an end is cut early, also when its key is wrong", async () => {
  await using server = await startBinary();
  await using strangers = await sendCrowd({ ...server, adminKey: "hw_admin_wrong" }, 30, endless);
  await using friends = await sendCrowd(server, 30, endless);
  await until("all are cut", () => strangers.openCount + friends.openCount === 0);
  // Each would come to 16 MiB before the runtime cuts it.
  expect((await memoryOf(server.pid)).peakMiB).toBeLessThan(200);
}, 30_000);

test.skipIf(Bun.which("prlimit") === null && process.env["CI"] === undefined)(
  "with all its file descriptors taken it waits, and goes on when some are free (needs prlimit)",
  async () => {
    await using server = await startBinary({ through: ["prlimit", "--nofile=128"] });
    {
      await using _ = await sendCrowd(server, 300, idle);
      await wait(500);
    }
    await postPatiently(server, "order.paid", 0);
    expect(errorLines(server)).toEqual([]);
  },
  30_000,
);
