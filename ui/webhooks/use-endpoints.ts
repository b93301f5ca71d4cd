/** Every webhook of the environment, as last read: the list, the palette, names beside ids. */
import { readAllEndpoints } from "../client.ts";
import { nameOf } from "../looks.ts";
import { type Reading, useReading } from "../reading.ts";
import type { Endpoint } from "../shapes.ts";

/** All of them, newest first; kept fresh while it is shown: an event alone is enough for one more to be held. */
export function useEndpoints(): Reading<Endpoint[]> {
  return useReading("endpoints", readAllEndpoints, ["endpoint", "attempt", "event"]);
}

/** How many deliveries wait for their time; what is held for webhooks that are off is not counted. */
export function waitingIn(endpoints: readonly Endpoint[]): number {
  return endpoints.reduce((sum, { status, waitingCount }) => sum + (status === "active" ? waitingCount : 0), 0);
}

/** What a webhook is called, by its id; `null` for one that is deleted or not read yet. */
export function useNames(): (id: string) => string | null {
  const { value = [] } = useEndpoints();
  const names = new Map(value.map((endpoint) => [endpoint.id, nameOf(endpoint)]));
  return (id) => names.get(id) ?? null;
}
