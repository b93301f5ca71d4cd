/** Which webhooks somebody should look at, the gravest first. Pure. */
import type { Endpoint } from "../shapes.ts";

/** Those that are disabled, then those that fail, the longest row of failures first, then those that hold deliveries. */
export function troubled(endpoints: readonly Endpoint[]): Endpoint[] {
  return endpoints
    .filter((endpoint) => gravity(endpoint) > 0)
    .toSorted((a, b) => gravity(b) - gravity(a) || b.consecutiveFailures - a.consecutiveFailures);
}

function gravity({ status, consecutiveFailures, waitingCount }: Endpoint): number {
  if (status === "disabled") return 3;
  if (status === "active") return consecutiveFailures > 0 ? 2 : 0;
  return waitingCount > 0 ? 1 : 0;
}
