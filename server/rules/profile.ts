/** The shape of a profile: how a product sends, as pure data. */

/** A JSON template whose string leaves `$id $type $timestamp $organization $environment $data` are replaced. */
export type Envelope = { readonly [field: string]: Envelope | string | number | boolean | null };

/** When to try again. */
export interface RetrySchedule {
  /** The waits in ms, one for each retry: the first counts from the end of the first attempt. */
  waitsMs: readonly number[];
  /** How far a wait strays either way, as a share of it: 0 to 1. */
  jitterShare: number;
}

/** A level of failing: reached when both hold. */
export interface HealthLevel {
  /** Failed attempts in a row, over any events. */
  afterFailures: number;
  /** Time since the first failure after the last success. */
  afterMs: number;
}

/** When the owners of an endpoint that only fails are told, and when it is disabled. */
export interface HealthRule {
  warnings: readonly HealthLevel[];
  disable: HealthLevel;
  /** Whether one 410 disables. */
  isGoneFinal: boolean;
}

/** What happens to the deliveries of an endpoint that is off. */
export type WhileOff = "held" | "skipped";

/** How a product sends. */
export interface Profile {
  name: string;
  title: string;
  envelope: Envelope;
  /** `null` for `Hookwheel/<version>`. */
  userAgent: string | null;
  /** One deadline for name, connect, headers and body. */
  timeoutMs: number;
  retry: RetrySchedule;
  health: HealthRule | null;
  whileOff: { paused: WhileOff; disabled: WhileOff };
}
