/** `bun test/faults/kill.ts --rounds 200 --seed 1`: kills the server under load, and tells whether it kept its promises. */
import { parseArgs } from "node:util";
import { withinMs } from "./figures.ts";
import { runKills } from "./kills.ts";

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "200" }, seed: { type: "string", default: "1" } },
});
const options = { rounds: Number(values.rounds), seed: Number(values.seed) };

const { violations, startsMs, ...counts } = await runKills({
  ...options,
  tell: (round) => process.stderr.isTTY && process.stderr.write(`\r${round} of ${options.rounds} `),
});
console.log({
  ...options,
  ...counts,
  startMedianMs: withinMs(startsMs, 0.5),
  startMaxMs: withinMs(startsMs, 1),
  violationsCount: violations.length,
});
for (const violation of violations.slice(0, 20)) console.log(violation);
process.exit(violations.length === 0 ? 0 : 1);
