/** One delivery with its attempts, kept as fresh as the lists that it stands in. */
import { readDelivery } from "../client.ts";
import type { Kind } from "../live.ts";
import { type Reading, useReading } from "../reading.ts";
import type { DeliveryDetails } from "../shapes.ts";

/**
 * What deliveries follow, in a list and by themselves, so that no two views of one differ: its endpoint may hold, skip or
 * cancel it, and of what a person cancels or recovers the stream says nothing until something else moves.
 */
export const DELIVERY_KINDS: readonly Kind[] = ["attempt", "event", "endpoint"];

/** The delivery, as last read. */
export function useDelivery(id: string): Reading<DeliveryDetails> {
  return useReading(`delivery ${id}`, () => readDelivery(id), DELIVERY_KINDS);
}
