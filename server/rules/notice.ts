/** Notices: what the owners of an endpoint must hear. */

/** The kinds in stored order: only append. */
export const NOTICE_KINDS = ["failing", "disabled", "enabled"] as const;

/** `failing` when one of its profile's warnings is reached, `disabled` by the health rule or a 410, `enabled` again. */
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** What a verdict gives. `reason` says why the owners hear it, `failure` what the last attempt met. */
export type VerdictNotice =
  /** `level` counts the profile's warnings that are reached: 1 or more. */
  | { kind: "failing"; level: number; reason: string; failure: string }
  | { kind: "disabled"; reason: string; failure: string };
