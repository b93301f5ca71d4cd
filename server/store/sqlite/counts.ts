/** What a transaction does to endpoints' health and counts, gathered and written once before its commit. */
import type { Connection, Touch } from "./connection.ts";

/** The entry of an endpoint in the open transaction. */
export function touch(connection: Connection, endpoint: number): Touch {
  let entry = connection.touched.get(endpoint);
  if (entry === undefined) connection.touched.set(endpoint, (entry = { waitingDelta: 0, health: null }));
  return entry;
}

/** Writes what was gathered. */
export function flushTouched(connection: Connection): void {
  for (const [endpoint, { waitingDelta, health }] of connection.touched) {
    if (health === null) {
      connection
        .sql("UPDATE endpoint_health SET waiting_count = waiting_count + ? WHERE endpoint = ?")
        .run(waitingDelta, endpoint);
      continue;
    }
    connection
      .sql(
        `UPDATE endpoint_health SET consecutive_failures = ?, failing_since = ?, last_success_at = ?,
           last_failure_at = ?, held_until = ?, hold_ms = ?, waiting_count = waiting_count + ? WHERE endpoint = ?`,
      )
      .run(...health, waitingDelta, endpoint);
  }
  connection.touched.clear();
}
