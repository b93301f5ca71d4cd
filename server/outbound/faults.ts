/** What the runtime and the system call a failed request, in our kinds and a customer's words. */
import { STATUS_CODES } from "node:http";
import type { OutcomeKind } from "../rules/outcome.ts";

/** Why a request got no status. */
export interface Fault {
  kind: OutcomeKind;
  reason: string;
}

/** The faults that our own steps find, by kind. */
export const FAULTS = {
  blocked: { kind: "blocked", reason: "blocked by the egress policy" },
  name_not_found: { kind: "name_not_found", reason: "name not found" },
  name_server_failed: { kind: "name_server_failed", reason: "the name server failed" },
  timed_out: { kind: "timed_out", reason: "timed out" },
  unsendable: { kind: "unsendable", reason: "the request cannot be formed" },
  refused: { kind: "refused", reason: "connection refused" },
  closed_early: { kind: "closed_early", reason: "connection closed before an answer" },
  not_http: { kind: "not_http", reason: "the answer is not valid HTTP/1.1" },
  no_final_status: { kind: "not_http", reason: "too many 1xx responses before an answer" },
  headers_too_large: { kind: "headers_too_large", reason: "headers too large" },
} as const satisfies Record<string, Fault>;

const UNREACHABLE: Fault = { kind: "unreachable", reason: "address unreachable" };
const RESET: Fault = { kind: "reset", reason: "connection reset" };
const EXPIRED: Fault = { kind: "certificate_expired", reason: "certificate expired" };
const NOT_YET_VALID: Fault = { kind: "certificate_expired", reason: "certificate not valid yet" };
const WRONG_NAME: Fault = { kind: "certificate_wrong_name", reason: "certificate is for another name" };
const SELF_SIGNED: Fault = { kind: "certificate_untrusted", reason: "certificate is self-signed" };
const UNTRUSTED: Fault = { kind: "certificate_untrusted", reason: "certificate of an unknown authority" };
const TLS_FAILED: Fault = { kind: "tls_failed", reason: "TLS handshake failed" };
const OUR_LIMIT: Fault = { kind: "our_network", reason: "no socket left on our side" };

/** By the `code` of a socket's error. */
const BY_CODE: Readonly<Record<string, Fault>> = {
  ECONNREFUSED: FAULTS.refused,
  ENETUNREACH: UNREACHABLE,
  EHOSTUNREACH: UNREACHABLE,
  ENETDOWN: UNREACHABLE,
  EHOSTDOWN: UNREACHABLE,
  ECONNRESET: RESET,
  ECONNABORTED: RESET,
  EPIPE: RESET,
  CERT_HAS_EXPIRED: EXPIRED,
  CERT_NOT_YET_VALID: NOT_YET_VALID,
  ERR_TLS_CERT_ALTNAME_INVALID: WRONG_NAME,
  HOSTNAME_MISMATCH: WRONG_NAME,
  DEPTH_ZERO_SELF_SIGNED_CERT: SELF_SIGNED,
  SELF_SIGNED_CERT_IN_CHAIN: UNTRUSTED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNTRUSTED,
  CERT_CHAIN_TOO_LONG: UNTRUSTED,
  CERT_REVOKED: UNTRUSTED,
  CERT_REJECTED: UNTRUSTED,
  CERT_UNTRUSTED: UNTRUSTED,
  CERT_SIGNATURE_FAILURE: UNTRUSTED,
  INVALID_CA: UNTRUSTED,
  INVALID_PURPOSE: UNTRUSTED,
  EPROTO: TLS_FAILED,
  EMFILE: OUR_LIMIT,
  ENFILE: OUR_LIMIT,
  ENOBUFS: OUR_LIMIT,
  EADDRNOTAVAIL: OUR_LIMIT,
};

/** Reads what a socket failed with. */
export function faultOf(error: unknown): Fault {
  const code = String((error as { code?: unknown } | null)?.code);
  if (code.startsWith("ERR_SSL_")) return TLS_FAILED;
  return BY_CODE[code] ?? { kind: "unreachable", reason: `connection failed (${code})` };
}

/** The fault of a request whose deadline came before a status did. */
export function timedOut(timeoutMs: number): Fault {
  return { kind: "timed_out", reason: `timed out after ${timeoutMs / 1000} s` };
}

/** A status in words, by the standard's own phrase: `500 Internal Server Error`, `999 (no such status)`. */
export function reasonOfStatus(status: number): string {
  return `${String(status).padStart(3, "0")} ${STATUS_CODES[status] ?? "(no such status)"}`;
}
