/** `bun test/faults/turn.ts`: an endpoint with 100,000 deliveries is turned off, on or deleted, while others get their events. */
import { turnBesideBystanders } from "./turns.ts";

for (const kind of ["nothing", "pause", "cancel", "delete", "resume", "recover"] as const) {
  console.log(kind, await turnBesideBystanders(kind, 100_000, 8000));
}
process.exit();
