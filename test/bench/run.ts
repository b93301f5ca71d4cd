/** `bun run bench`: Hookwheel in alternation with the floor, and the share of it that Hookwheel reaches. */
import { parseArgs } from "node:util";
import { progressLine } from "../../server/cli/bench.ts";
import { type Figures, measure } from "../../server/cli/bench/measure.ts";
import { readBenchOptions } from "../../server/cli/bench/options.ts";
import { startHookwheel } from "../../server/cli/bench/start-hookwheel.ts";
import { DEFINITIONS, textOf } from "../../server/cli/bench/text.ts";
import { BINARY } from "./binary.ts";
import { startFloor } from "./start-floor.ts";

const ROUNDS_COUNT = 3;

const text = { type: "string" } as const;
const { values } = parseArgs({ options: { seconds: text, clients: text, endpoints: text, json: { type: "boolean" } } });
const { json: isJson = false, ...given } = values;
const options = readBenchOptions(given);

const servers = { floor: startFloor(), hookwheel: startHookwheel([BINARY, "serve"]) };
type Name = keyof typeof servers;
const names: readonly Name[] = ["floor", "hookwheel"];

/** One run of each; which goes first turns with the rounds, since a machine warms up and others use it too. */
async function round(number: number): Promise<Record<Name, Figures> & { ratio: number }> {
  const figures: Partial<Record<Name, Figures>> = {};
  for (const name of number % 2 === 0 ? names : names.toReversed()) {
    figures[name] = await measure(servers[name], options, process.stderr.isTTY ? progressLine : undefined);
    if (!isJson) console.log(textOf(name, figures[name]));
  }
  const { floor, hookwheel } = figures as Record<Name, Figures>;
  return { floor, hookwheel, ratio: hookwheel.deliveredPerSecond / floor.deliveredPerSecond };
}

const rounds = [];
for (let number = 0; number < ROUNDS_COUNT; number++) rounds.push(await round(number));
const ratio = medianOf(rounds.map((each) => each.ratio));
if (isJson) console.log(JSON.stringify({ rounds, ratio }));
else {
  const all = rounds.map((each) => each.ratio.toFixed(2)).join(", ");
  console.log(
    `\n${DEFINITIONS}\n\nhookwheel delivers ${ratio.toFixed(2)} of what the floor does: the median of ${all}`,
  );
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[(values.length - 1) / 2] as number;
}
