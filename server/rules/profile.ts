/** The shape of a profile: how a product sends, as pure data. */

/** A JSON template whose string leaves `$id $type $timestamp $organization $environment $data` are replaced. */
export type Envelope = { readonly [field: string]: Envelope | string | number | boolean | null };

/** A header that proves where a request comes from, beside those of Standard Webhooks: one HMAC-SHA256. */
export interface SignatureHeader {
  header: string;
  /** What is signed: a text whose `{id}`, `{timestamp}` (unix seconds) and `{body}` are replaced. */
  signed: string;
  encoding: "hex" | "base64";
  /** Stands before the encoded signature. */
  prefix: string;
  /** The header that tells the signed time in unix seconds, `null` for none. */
  timestampHeader: string | null;
}

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

/** What a form may offer to subscribe by. */
export const SUBSCRIPTION_KINDS = ["type", "group", "namespace"] as const;

/** What a product allows less than we do; `null` where it does not. */
export interface Limits {
  nameLengthMax: number | null;
  urlLengthMax: number | null;
  /** In an environment. */
  endpointsMax: number | null;
  /** What its forms offer to subscribe by; the API takes every kind. */
  subscribeBy: readonly (typeof SUBSCRIPTION_KINDS)[number][] | null;
  /** What an organization is told whose webhooks are not enabled, `null` for our own words. */
  notEnabled: string | null;
}

/** A type of a catalog. */
export interface EventType {
  type: string;
  /** What stands before one of its dots, so that `group.*` means it; `null` for none. */
  group: string | null;
  description: string | null;
  /** Data as an event of it has, `null` where there is none. */
  sample: Readonly<Record<string, unknown>> | null;
  /** What its data must be: a JSON Schema, draft 2020-12; `null` for anything. */
  schema: Readonly<Record<string, unknown>> | null;
  /** Whether it is no longer to be used. */
  archived: boolean;
}

/** How a product sends. */
export interface Profile {
  name: string;
  title: string;
  /** Whether it comes with the house, and is read-only. */
  builtIn: boolean;
  envelope: Envelope;
  signatures: readonly SignatureHeader[];
  /** `null` for `Hookwheel/<version>`. */
  userAgent: string | null;
  /** One deadline for name, connect, headers and body. */
  timeoutMs: number;
  retry: RetrySchedule;
  /** `null`: never warned, never disabled, and a 410 fails like any other. */
  health: HealthRule | null;
  whileOff: { paused: WhileOff; disabled: WhileOff };
  /** Whether an endpoint's secret is shown when it is asked for, or on creation alone. */
  secret: { reveal: "always" | "once" };
  limits: Limits;
  eventTypes: readonly EventType[];
}
