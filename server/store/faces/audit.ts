/** Who changed what, as the store keeps it: a line in the commit of each change. */
import type { UnixMs } from "../../base/clock.ts";
import type { Page, PageQuery } from "./page.ts";

/** The kinds in stored order: only append. */
export const ACTOR_KINDS = ["admin_key", "key", "person", "operator"] as const;

/** Who acts. `admin_key` is the one of the configuration, and `operator` whoever may write in the data folder: both have no id. */
export interface Actor {
  kind: (typeof ACTOR_KINDS)[number];
  /** As the edges write it. */
  id: string | null;
  name: string;
}

/** A line about to be stored. */
export interface NewAuditLine {
  id: Uint8Array;
  /** As `endpoint.created`. */
  action: string;
  actor: Actor;
  /** Where the request came from, `null` when it cannot be told. */
  address: string | null;
  /** The id of what was changed, as the edges write it. */
  subject: string;
  /** Seqs; `null` for what belongs to the instance, or to no environment. */
  organization: number | null;
  environment: number | null;
  /** The changed fields with their new values; never a secret, a header's value or a key. */
  changes: Readonly<Record<string, unknown>>;
  createdAt: UnixMs;
}

/** A line. */
export interface AuditRow extends Omit<NewAuditLine, "organization" | "environment"> {
  seq: number;
  organizationId: Uint8Array | null;
  environmentId: Uint8Array | null;
}

/** Which lines; `null` for any. */
export interface AuditQuery extends PageQuery {
  organization: number | null;
  action: string | null;
  since: UnixMs | null;
  until: UnixMs | null;
}

/** The audit log by noun; its lines are written by `Store.audited`. */
export interface AuditStore {
  listAudit(query: AuditQuery): Promise<Page<AuditRow>>;
}
