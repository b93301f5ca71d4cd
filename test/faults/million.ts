/** `bun test/faults/million.ts`: starts on a million waiting deliveries, and on 100,000 that are due. */
import { startBesideBystanders, startOnBacklog } from "./backlogs.ts";

console.log(
  "1,000,000 wait, 1,000 of them due; half of the endpoints answer 500",
  await startOnBacklog({ endpoints: 1000, waitingEach: 1000, dueEach: 1, sick: 500 }),
);
console.log(
  "100,000 due; half of the endpoints hang; 50 others get events",
  await startBesideBystanders({
    endpoints: 950,
    waitingEach: 105,
    dueEach: 105,
    sick: "hang",
    bystanders: 50,
    forMs: 8000,
  }),
);
process.exit();
