/** Commits batches: all units in one transaction and one fsync; if that fails, unit by unit, so that a bad one fails alone. */
import type { Connection } from "./connection.ts";
import { flushCounts, forgetCounts } from "./count-rows.ts";
import { flushTouched } from "./counts.ts";
import { isStoreFault, sentenceOf } from "./faults.ts";
import { fillLists } from "./late-lists.ts";
import type { UnitResult } from "./wire.ts";

/** A unit of writing: together or not at all. */
export type Unit = (connection: Connection, isRetry: boolean) => unknown;

/** The one that writes. */
export interface BatchWriter {
  /** Why the last commit failed, naming path and cure; `null` when it did not. */
  readonly fault: string | null;
  commit(batch: Unit[]): UnitResult[];
  /** Checkpoints and closes. */
  close(): void;
}

/** Starts on a fresh connection. @param open opens the file at `path` */
export function createBatchWriter(open: () => Connection, path: string): BatchWriter {
  let connection: Connection | null = null;
  let fault: string | null = null;
  return {
    get fault() {
      return fault;
    },
    commit(batch) {
      const values: unknown[] = [];
      try {
        transact(batch, false, values);
        return values.map((value) => ({ value }));
      } catch (thrown) {
        return isStoreFault(thrown) ? recommit(batch) : commitEach(batch);
      }
    },
    close() {
      try {
        connection?.db.run("PRAGMA wal_checkpoint(TRUNCATE)");
      } catch {
        // What the file does not take now is in its log, and is read from there at the next start.
      }
      abandon();
    },
  };

  /** @throws what SQLite or a unit throws; then nothing is committed, or the outcome is unknown */
  function transact(batch: Unit[], isRetry: boolean, values: unknown[]): void {
    connection ??= open();
    try {
      connection.sql("BEGIN IMMEDIATE").run();
      for (const unit of batch) values.push(unit(connection, isRetry));
      flushTouched(connection);
      flushCounts(connection);
      fillLists(connection);
      connection.sql("COMMIT").run();
      fault = null;
    } catch (thrown) {
      if (isStoreFault(thrown)) abandon();
      else rollBack(connection);
      throw thrown;
    }
  }

  /** After a failed commit its outcome is unknown: a fresh connection looks, and writes what is not there. */
  function recommit(batch: Unit[]): UnitResult[] {
    const values: unknown[] = [];
    try {
      transact(batch, true, values);
      return values.map((value) => ({ value }));
    } catch (thrown) {
      return isStoreFault(thrown) ? batch.map(() => refused(thrown)) : commitEach(batch);
    }
  }

  /** Once the file fails the rest is refused unseen, since each might wait for it again. */
  function commitEach(batch: Unit[]): UnitResult[] {
    let refusal: UnitResult | null = null;
    return batch.map((unit) => {
      const result = refusal ?? commitAlone(unit);
      if ("refusal" in result) refusal = result;
      return result;
    });
  }

  function commitAlone(unit: Unit): UnitResult {
    const values: unknown[] = [];
    try {
      transact([unit], true, values);
      return { value: values[0] };
    } catch (thrown) {
      if (isStoreFault(thrown)) return refused(thrown);
      return { bug: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) };
    }
  }

  function refused(thrown: unknown): UnitResult {
    fault = sentenceOf(thrown, path);
    return { refusal: fault };
  }

  /** SQLite rolls back as it closes; the next commit opens the file anew. */
  function abandon(): void {
    try {
      connection?.close();
    } catch {
      // What a broken file leaves open is freed with the process.
    }
    connection = null;
  }
}

function rollBack(connection: Connection): void {
  connection.touched.clear();
  forgetCounts(connection);
  connection.typeSeqs.clear();
  connection.liveEnvironments.clear();
  connection.newestAt = null;
  if (connection.db.inTransaction) connection.sql("ROLLBACK").run();
}
