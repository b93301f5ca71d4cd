/** `bun test/faults/intake.ts --seconds 8`: what crowds at the door cost those who post events. */
import { parseArgs } from "node:util";
import { startBinary } from "../help/binary.ts";
import { memoryOf } from "./client.ts";
import { endless, huge, idle, type Manner, sendCrowd, slowBody, slowHeaders, watchIntake } from "./crowds.ts";

const { values } = parseArgs({ options: { seconds: { type: "string", default: "8" } } });

const crowds: [name: string, count: number, manner: Manner][] = [
  ["nobody", 0, idle],
  ["2,000 that idle", 2000, idle],
  ["500 with slow headers", 500, slowHeaders],
  ["500 with slow bodies", 500, slowBody],
  ["20 with a gigabyte each", 20, huge],
  ["20 without an end", 20, endless],
];
for (const [name, count, manner] of crowds) {
  await using server = await startBinary();
  await using crowd = await sendCrowd(server, count, manner);
  const report = await watchIntake(server, Number(values.seconds) * 1000);
  console.log(name, { ...report, stillOpenCount: crowd.openCount, ...(await memoryOf(server.pid)) });
}
process.exit();
