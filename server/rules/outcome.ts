/** What came of an attempt, as a value: a closed list, with words that a customer understands. */

/** The closed list, as it stands in the API's `outcome` and in the store. Order is the stored number: only append. */
export const OUTCOME_KINDS = [
  "delivered", // 2xx
  "redirected", // 3xx, never followed
  "rejected", // 4xx but for the next two
  "gone", // 410
  "throttled", // 429
  "server_error", // 5xx but for the next
  "unavailable", // 502, 503, 504
  "odd_status", // any other number
  "refused",
  "unreachable",
  "reset",
  "closed_early",
  "timed_out",
  "name_not_found",
  "name_server_failed",
  "certificate_expired",
  "certificate_wrong_name",
  "certificate_untrusted",
  "tls_failed",
  "not_http",
  "headers_too_large",
  "blocked",
  "unsendable", // the request could not be formed, e.g. by a header value
  "our_network", // nobody answered us: our side
  "our_stall", // our process stood still: our side
] as const;

/** One of the closed list. */
export type OutcomeKind = (typeof OUTCOME_KINDS)[number];

/** What came of one attempt. */
export interface Outcome {
  kind: OutcomeKind;
  /** In a customer's words: `500 Internal Server Error`, `timed out after 15 s`, `certificate expired`. */
  reason: string;
  /** The HTTP status, `null` when none came. */
  status: number | null;
  /** The raw `Retry-After` header, `null` without. */
  retryAfter: string | null;
}

/** Whether the request arrived and was taken. */
export function isDelivered(outcome: Outcome): boolean {
  return outcome.kind === "delivered";
}

/** The kind that a final HTTP status stands for. */
export function kindOfStatus(status: number): OutcomeKind {
  if (status >= 200 && status <= 299) return "delivered";
  if (status >= 300 && status <= 399) return "redirected";
  if (status === 410) return "gone";
  if (status === 429) return "throttled";
  if (status >= 400 && status <= 499) return "rejected";
  if (status >= 502 && status <= 504) return "unavailable";
  if (status >= 500 && status <= 599) return "server_error";
  return "odd_status";
}
