/** The catalog of `agentwarden`: what an agent's action met. Its page names the types; their data is our reading. */
import type { EventType } from "../../rules/profile.ts";
import { NAME, objectOf, oneOf, TEXT_OR_NULL, TIME } from "./schemas.ts";

const LOG_SCHEMA = objectOf({
  logId: NAME,
  agentId: NAME,
  action: NAME,
  status: oneOf("blocked", "pending_approval", "failed"),
  reason: TEXT_OR_NULL,
  createdAt: TIME,
});

const APPROVAL_SCHEMA = objectOf({
  approvalId: NAME,
  logId: NAME,
  agentId: NAME,
  action: NAME,
  status: oneOf("approved", "rejected"),
  reason: TEXT_OR_NULL,
  reviewedBy: NAME,
  reviewedAt: TIME,
});

const LOG = {
  logId: "log_5f2c81d07a",
  agentId: "agent_billing",
  action: "refund.create",
  createdAt: "2026-01-05T12:00:00.000Z",
};

const APPROVAL = {
  approvalId: "appr_91be40c2f6",
  logId: "log_5f2c81d07a",
  agentId: "agent_billing",
  action: "refund.create",
  reviewedBy: "ada@example.com",
  reviewedAt: "2026-01-05T12:04:30.000Z",
};

function ofLog(status: string, description: string, reason: string | null): EventType {
  const { createdAt, ...log } = LOG;
  const sample = { ...log, status, reason, createdAt };
  return { type: `log.${status}`, group: "log", description, sample, schema: LOG_SCHEMA, archived: false };
}

function ofApproval(status: string, description: string, reason: string | null): EventType {
  const { reviewedBy, reviewedAt, ...approval } = APPROVAL;
  const sample = { ...approval, status, reason, reviewedBy, reviewedAt };
  const type = `approval.${status}`;
  return { type, group: "approval", description, sample, schema: APPROVAL_SCHEMA, archived: false };
}

/** The five types. *Source:* `002_9464c764688d40e8.txt`, "Available Events". */
export const agentwardenCatalog: readonly EventType[] = [
  ofLog("blocked", "Triggered when an action is blocked by permissions", "Refunds over 100.00 are not permitted"),
  ofLog("pending_approval", "Triggered when an action requires human approval", null),
  ofLog("failed", "Triggered when an action fails during execution", "The payment provider did not answer"),
  ofApproval("approved", "Triggered when a pending approval is approved", null),
  ofApproval("rejected", "Triggered when a pending approval is rejected", "The customer was refunded already"),
];
