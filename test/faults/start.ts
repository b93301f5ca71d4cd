/** `bun test/faults/start.ts`: how long a start takes until it listens: the first on a folder, and later ones. */
import { startBinary } from "../help/binary.ts";
import { withinMs } from "./figures.ts";
import { freshFolder } from "./folder.ts";
import { monotonicMs } from "./patience.ts";

const STARTS_COUNT = 20;

const firstMs: number[] = [];
const laterMs: number[] = [];
for (let n = 0; n < STARTS_COUNT; n++) {
  await using folder = await freshFolder();
  for (const spansMs of [firstMs, laterMs]) {
    const startedMs = monotonicMs();
    await using server = await startBinary({ dataDir: folder.path });
    spansMs.push(monotonicMs() - startedMs);
    server.kill("SIGTERM");
    await server.exited;
  }
}
for (const [name, spansMs] of Object.entries({ first: firstMs, later: laterMs })) {
  console.log(name, { medianMs: withinMs(spansMs, 0.5), maxMs: withinMs(spansMs, 1) });
}
process.exit();
