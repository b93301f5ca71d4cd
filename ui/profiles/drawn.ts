/** What of a profile's text can be drawn while the rest of it may still be wrong. Pure. */
import type { Drawn } from "./schedule.ts";

/** More are not accepted, and not drawn. */
const WAITS_COUNT_MAX = 50;

/** The schedule and the health rule in a value, `null` when the schedule cannot be read; a rule that cannot is left out. */
export function drawnIn(value: unknown): Drawn | null {
  const { retry, health, timeoutMs } = (value ?? {}) as Record<string, Record<string, unknown> | unknown>;
  const { waitsMs, jitterShare } = (retry ?? {}) as Record<string, unknown>;
  if (!Array.isArray(waitsMs) || waitsMs.length > WAITS_COUNT_MAX || !waitsMs.every(isSpan)) return null;
  if (typeof jitterShare !== "number" || jitterShare < 0 || jitterShare > 1) return null;
  return {
    retry: { waitsMs, jitterShare },
    health: isHealth(health) ? health : null,
    timeoutMs: isSpan(timeoutMs) ? timeoutMs : 0,
  };
}

function isHealth(value: unknown): value is NonNullable<Drawn["health"]> {
  const { warnings, disable } = (value ?? {}) as Record<string, unknown>;
  return Array.isArray(warnings) && warnings.every(isLevel) && isLevel(disable);
}

function isLevel(value: unknown): boolean {
  const { afterFailures, afterMs } = (value ?? {}) as Record<string, unknown>;
  return isSpan(afterFailures) && isSpan(afterMs);
}

function isSpan(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value < 1e12;
}
