/** What a disk costs whose fsync takes 10 ms: Hookwheel and the floor on it, beside a sender that stores nothing. Needs strace. */
import { parseArgs } from "node:util";
import { type Figures, measure, type StartServer } from "../../server/cli/bench/measure.ts";
import { readBenchOptions } from "../../server/cli/bench/options.ts";
import { startHookwheel } from "../../server/cli/bench/start-hookwheel.ts";
import { DEFINITIONS, textOf } from "../../server/cli/bench/text.ts";
import { BINARY } from "./binary.ts";
import { startFloor } from "./start-floor.ts";

const DELAY_US = 10_000;

// -D keeps the server our own child: signals and the kernel's books are its own, not the tracer's.
const calls = "fsync,fdatasync";
const slowly = ["strace", "-D", "-f", "-q", "--seccomp-bpf", "-o", "/dev/null"];
slowly.push("-e", `trace=${calls}`, "-e", `inject=${calls}:delay_exit=${DELAY_US}`);

// Each waits for at least one fsync, so it takes many clients to press at all.
const text = { type: "string" } as const;
const { values } = parseArgs({ options: { seconds: text, clients: { ...text, default: "1024" }, endpoints: text } });
const options = readBenchOptions(values);

const servers: [name: string, start: StartServer][] = [
  ["sender without a store", startFloor(true)],
  ["floor, fsync takes 10 ms", startFloor(false, slowly)],
  ["hookwheel, fsync takes 10 ms", startHookwheel([...slowly, BINARY, "serve"])],
];
let best: Figures | null = null;
for (const [name, start] of servers) {
  const figures = await measure(start, options);
  best ??= figures;
  console.log(textOf(name, figures));
  console.log(`  beside      ${shares(figures, best)}`);
}
console.log(`\n${DEFINITIONS}`);

function shares(figures: Figures, best: Figures): string {
  const share = (value: number | null, of: number | null) => ((value ?? NaN) / (of ?? NaN)).toFixed(2);
  const throughput = share(figures.deliveredPerSecond, best.deliveredPerSecond);
  return `${throughput} of the sender's throughput, ${share(figures.accept.p99Ms, best.accept.p99Ms)} of its p99 of the 202`;
}
