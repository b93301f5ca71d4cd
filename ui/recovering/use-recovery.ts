/** One recovery, read again and again until it is over: its end alone is told by no stream. */
import { useEffect } from "preact/hooks";
import { every } from "../clock.ts";
import { hearing } from "../live.ts";
import { type Reading, readAgain, useReading } from "../reading.ts";
import { readRecovery } from "../set-up-client.ts";
import type { Recovery } from "../set-up-shapes.ts";

const ASK_EVERY_MS = 1_000;

/** What is known of it. */
export function useRecovery(id: string): Reading<Recovery> {
  const reading = useReading(`recovery ${id}`, () => readRecovery(id), ["attempt", "endpoint", "recovery"]);
  const isRunning = reading.value?.state === "running";
  useEffect(() => {
    if (!isRunning) return;
    return every(ASK_EVERY_MS, () => {
      if (hearing.peek() !== "held" && document.visibilityState === "visible") readAgain(["recovery"]);
    });
  }, [isRunning]);
  return reading;
}
