/** Reading the queue: what is held for webhooks that are off stands first in the API's list, and is passed over. */
import { listDeliveries } from "../client.ts";
import type { Delivery, Endpoint, Page } from "../shapes.ts";

/** How many rows are looked for, and in how many requests at most. */
const WANTED_COUNT = 50;
const REQUESTS_COUNT_MAX = 8;

/** A page of deliveries by their time; of one endpoint, or of all that are not off. */
export async function readQueue(
  endpoint: string | undefined,
  cursor: string | undefined,
  off: readonly Endpoint[],
): Promise<Page<Delivery>> {
  const offIds = new Set(endpoint === undefined ? off.map(({ id }) => id) : []);
  const data: Delivery[] = [];
  let next = cursor;
  for (let count = 0; count < REQUESTS_COUNT_MAX && data.length < WANTED_COUNT; count++) {
    const limit = offIds.size === 0 ? WANTED_COUNT : 250;
    const page: Page<Delivery> = await listDeliveries({ sort: "dueAt", endpoint, limit, cursor: next });
    data.push(...page.data.filter(({ endpointId }) => !offIds.has(endpointId)));
    next = page.nextCursor ?? undefined;
    if (next === undefined) break;
  }
  return { data, nextCursor: next ?? null };
}
