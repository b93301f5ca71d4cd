/** A data folder with a backlog: endpoints as the API makes them, and rows by the million straight into their tables. */
import { join } from "node:path";
import { connect } from "../../server/store/sqlite/connection.ts";
import { fillLists } from "../../server/store/sqlite/late-lists.ts";
import { startBinary } from "../help/binary.ts";
import { addEndpoint, OPEN_LOOPBACK } from "./client.ts";

/** The backlog. */
export interface BacklogOptions {
  dataDir: string;
  /** Those that are failing have failed ten times in a row. */
  endpoints: readonly { url: string; isFailing: boolean }[];
  /** Deliveries that wait for each. */
  waitingEach: number;
  /** How many of them are due; the others in an hour and later. */
  dueEach: number;
  /** Waiting, unless it is held for endpoints that are paused, or has failed. */
  state?: "waiting" | "held" | "failed";
}

/** A body of the usual size: some 300 bytes. */
const BODY = `'{"type":"order.paid","timestamp":"2026-01-05T12:00:00.000Z","data":{"n":' || i || ',"note":"${"-".repeat(200)}"}}'`;

/** An id: like those of the house, later ones are larger. */
const idOf = (column: string) => `unhex(printf('%012x', ${column}) || hex(randomblob(10)))`;

/** The type of what waits. */
const TYPE = "order.paid";

/** Builds the folder. */
export async function buildBacklog({
  dataDir,
  endpoints,
  waitingEach,
  dueEach,
  state = "waiting",
}: BacklogOptions): Promise<void> {
  await addEndpoints(dataDir, endpoints);
  const connection = connect(join(dataDir, "hookwheel.db"));
  const { db } = connection;
  const write = (sql: string, ...values: (string | number)[]) => void db.run(sql, values);
  const count = endpoints.length;
  db.transaction(() => {
    write("INSERT INTO types (name) VALUES (?)", TYPE);
    write(
      `WITH RECURSIVE numbers (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM numbers WHERE i < ?1 - 1)
       INSERT INTO events (id, environment, type, timestamp, deliveries_count, created_at, body)
       SELECT ${idOf("i")}, 1, (SELECT seq FROM types WHERE name = ?2), 0, 1, 0, ${BODY} FROM numbers`,
      count * waitingEach,
      TYPE,
    );
    write(
      `INSERT INTO deliveries (id, event, endpoint, environment, type, state, due_at, next_at, created_at, updated_at)
       SELECT ${idOf("seq")}, seq, 1 + (seq - 1) % ?1, 1, type, 0, at, at, 0, 0
       FROM (SELECT seq, type, unixepoch() * 1000 + seq + iif((seq - 1) / ?1 < ?2, -86400000, 3600000) AS at FROM events)`,
      count,
      dueEach,
    );
    write("UPDATE endpoint_health SET waiting_count = ?", waitingEach);
    if (state === "held") {
      write("UPDATE endpoints SET status = 1, status_reason = 'paused by a person'");
      write("UPDATE deliveries SET next_at = NULL, reason = 'held: webhook paused'");
    } else if (state === "failed") {
      write("UPDATE deliveries SET state = 2, due_at = NULL, next_at = NULL, reason = '500 Internal Server Error'");
      write("UPDATE endpoint_health SET waiting_count = 0");
    }
    for (const [place, { isFailing }] of endpoints.entries()) {
      if (!isFailing) continue;
      write("UPDATE endpoint_health SET consecutive_failures = 10, failing_since = 0 WHERE endpoint = ?", place + 1);
    }
    // As the writer leaves them.
    fillLists(connection);
  })();
  connection.close();
}

async function addEndpoints(dataDir: string, endpoints: BacklogOptions["endpoints"]): Promise<void> {
  await using server = await startBinary({ dataDir, env: OPEN_LOOPBACK });
  for (const { url } of endpoints) await addEndpoint(server, { url, events: [TYPE] });
  server.kill("SIGTERM");
  await server.exited;
}
