/** Recoveries, read again and again until they are over: their end alone is told by no stream. */
import { useEffect } from "preact/hooks";
import { every } from "../clock.ts";
import { type Reading, readAgain, useReading } from "../reading.ts";
import { listRecoveries, readRecovery } from "../set-up-client.ts";
import type { Recovery } from "../set-up-shapes.ts";

const ASK_EVERY_MS = 1_000;

/** What is known of one. */
export function useRecovery(id: string): Reading<Recovery> {
  const reading = useReading(`recovery ${id}`, () => readRecovery(id), ["attempt", "endpoint", "recovery"]);
  useAsking(reading.value?.state === "running");
  return reading;
}

/** Those of a webhook that are under way, whoever began them. */
export function useUnderWay(endpointId: string): Reading<Recovery[]> {
  const reading = useReading(`recoveries ${endpointId}`, () => listRecoveries(endpointId), ["endpoint", "recovery"]);
  useAsking(reading.value !== undefined && reading.value.length > 0);
  return reading;
}

function useAsking(isRunning: boolean): void {
  useEffect(() => {
    if (!isRunning) return;
    return every(ASK_EVERY_MS, () => {
      // On a page that is held too: who looks at one waits for its end.
      if (document.visibilityState === "visible") readAgain(["recovery"]);
    });
  }, [isRunning]);
}
