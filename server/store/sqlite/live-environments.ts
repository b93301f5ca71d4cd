/** Whether what is to be written has an environment still: asked of the writer's memory, which the first look fills. */
import type { Connection } from "./connection.ts";

/** Inside a write only: the writer alone learns of a deletion. */
export function isLiveEnvironment(connection: Connection, environment: number): boolean {
  const { liveEnvironments } = connection;
  if (liveEnvironments.has(environment)) return true;
  const look = connection.sql("SELECT 1 FROM environments WHERE seq = ? AND deleted_at IS NULL");
  if (look.get(environment) === null) return false;
  liveEnvironments.add(environment);
  return true;
}
