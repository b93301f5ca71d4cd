/** How a webhook's secrets stand, as last read. */
import { readRotation } from "../client.ts";
import { type Reading, useReading } from "../reading.ts";
import type { Rotation } from "../shapes.ts";

/** What is known of them; it follows the webhook. */
export function useRotation(endpointId: string): Reading<Rotation> {
  return useReading(`rotation ${endpointId}`, () => readRotation(endpointId), ["endpoint"]);
}
