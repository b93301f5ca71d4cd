/** An endpoint's health as a row. */
import type { EndpointHealth } from "../../rules/endpoint.ts";

/** An endpoint's health in the order of its columns. */
export type HealthRow = [
  consecutiveFailures: number,
  failingSince: number | null,
  lastSuccessAt: number | null,
  lastFailureAt: number | null,
  heldUntil: number | null,
  holdMs: number,
];

/** Puts a health in that order. */
export function healthRow(health: EndpointHealth): HealthRow {
  const { consecutiveFailures, failingSince, lastSuccessAt, lastFailureAt, heldUntil, holdMs } = health;
  return [consecutiveFailures, failingSince, lastSuccessAt, lastFailureAt, heldUntil, holdMs];
}
