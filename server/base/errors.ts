/** Refusals: what a caller is told when a request cannot be done, as a closed list of kinds. */

/** The closed list. `api/errors.ts` gives each its HTTP status. */
export type RefusalKind =
  | "not_json"
  | "unauthorized"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "idempotency_conflict"
  | "in_flight"
  | "endpoint_off"
  | "secret_shown_once"
  | "too_large"
  | "unsupported_media_type"
  | "invalid"
  | "too_many"
  | "unavailable";

/** One fault in what was sent. `path` as `events[0].data`, empty for the whole. */
export interface FieldFault {
  path: string;
  message: string;
}

/** A refusal. Its message says what to do, and is shown to the caller. */
export class AppError extends Error {
  override readonly name = "AppError";

  constructor(
    readonly kind: RefusalKind,
    message: string,
    /** For `invalid`: every fault found. */
    readonly faults: readonly FieldFault[] = [],
    /** For `unavailable` and `too_many`: when to come back, in seconds. */
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(message);
  }
}

/** What is true unless we have a bug. @throws Error with `what` when it is not */
export function assert(isTrue: boolean, what = "assertion failed"): asserts isTrue {
  if (!isTrue) throw new Error(what);
}
