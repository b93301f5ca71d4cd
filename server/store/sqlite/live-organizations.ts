/** Whether what is to be written has an organization still. */
import type { Connection } from "./connection.ts";

/** `false` when it is deleted. */
export function isLiveOrganization({ sql }: Pick<Connection, "sql">, organization: number): boolean {
  return sql("SELECT 1 FROM organizations WHERE seq = ? AND deleted_at IS NULL").get(organization) !== null;
}
