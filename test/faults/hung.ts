/** `bun test/faults/hung.ts --seconds 8`: what 500 endpoints that hang, and 100 names that do, cost the healthy ones beside. */
import { parseArgs } from "node:util";
import { canMount } from "./ground.ts";
import { besideHungEndpoints, besideSilentNames } from "./hangs.ts";

const { values } = parseArgs({ options: { seconds: { type: "string", default: "8" } } });
const forMs = Number(values.seconds) * 1000;

const alone = await besideHungEndpoints({ sick: 0, healthy: 50, eventsEach: 0, forMs });
console.log("nobody hangs", alone);
console.log("500 hang", await besideHungEndpoints({ sick: 500, healthy: 50, eventsEach: 10, forMs }));
if (!canMount) console.log("names that hang: skipped, since `unshare --mount` is missing or refused here");
else console.log("100 names hang", await besideSilentNames({ sick: 100, healthy: 50, eventsEach: 10, forMs }));
process.exit();
