/** What the audit log is filtered by, as the address holds it, and what that asks of the API. Pure. */
import type { Query } from "../client.ts";
import { apiQueryOf, type Filters } from "../logs/query.ts";

/** What can be done to which things, as the API names it. */
const DONE: Readonly<Record<string, readonly string[]>> = {
  endpoint: ["created", "changed", "paused", "enabled", "tested", "recovered", "secret_rotated", "deleted"],
  delivery: ["retried", "cancelled"],
  event: ["replayed"],
  recovery: ["cancelled"],
  event_type: ["created", "changed", "deleted"],
  profile: ["created", "changed", "deleted"],
  organization: ["created", "changed", "deleted"],
  environment: ["created", "changed", "deleted"],
  key: ["created", "revoked"],
  person: ["created", "changed", "deleted"],
  password: ["changed", "offered"],
  session: ["created", "refused", "revoked"],
  inbox: ["created", "deleted"],
  mail: ["tested"],
  instance: ["set_up", "set_up_offered"],
};

/** Every action that can be filtered by: `endpoint.created` and so on. */
export const ACTIONS = Object.entries(DONE).flatMap(([thing, what]) => what.map((done) => `${thing}.${done}`));

/** Whether anything is filtered. */
export function isFiltered({ action, within, since, until }: Filters): boolean {
  return [action, within, since, until].some((part) => part !== undefined && part !== "");
}

/** What the API is asked for. @param now as of `apiQueryOf` */
export function auditQueryOf(filters: Filters, now: number | null): Query {
  const { since, until, cursor } = apiQueryOf(filters, now);
  return { action: filters["action"], since, until, cursor };
}
