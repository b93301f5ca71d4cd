/** Group commit: what arrives in the same turn of the event loop shares one transaction and one fsync. */
import { AppError } from "../../base/errors.ts";
import { flushTouched } from "./counts.ts";
import type { Connection } from "./connection.ts";
import { isStoreFault, sentenceOf } from "./faults.ts";

/** What is written together or not at all. Runs inside an open transaction, again after a failed commit. */
export type Write<Result> = (connection: Connection, isRetry: boolean) => Result;

/** How much a write weighs, for the size of a batch. */
export interface Weight {
  rows: number;
  bytes: number;
}

/** What the metrics learn of a commit. */
export type OnCommit = (commit: { unitsCount: number; durationMs: number; isOk: boolean }) => void;

/** The one writer. */
export interface GroupCommit {
  /** The connection that reads use as well; another one after a failed commit. */
  readonly connection: Connection;
  /** Why the last commit failed, `null` when it did not. */
  readonly fault: string | null;
  /** Intake that waits for its commit. */
  readonly uncommitted: Readonly<Weight>;
  /**
   * Queues a write for the next commit. Verdicts go before intake.
   *
   * @throws AppError `unavailable` when the store cannot write; the write may be there all the same
   */
  write<Result>(kind: "verdict" | "intake", weight: Weight, write: Write<Result>): Promise<Result>;
  settled(): Promise<void>;
  close(): void;
}

/** A batch closes at either. */
const BATCH_ROWS_MAX = 1000;
const BATCH_BYTES_MAX = 4 * 1024 * 1024;

interface Unit {
  weight: Weight;
  isIntake: boolean;
  write: Write<unknown>;
  resolve(result: unknown): void;
  reject(fault: unknown): void;
}

/** Starts the writer on a fresh connection of `open`. */
export function createGroupCommit(
  open: () => Connection,
  path: string,
  monotonicMs: () => number,
  onCommit: OnCommit,
): GroupCommit {
  let connection = open();
  let fault: string | null = null;
  const verdicts: Unit[] = [];
  const intake: Unit[] = [];
  const uncommitted: Weight = { rows: 0, bytes: 0 };
  let isScheduled = false;
  let waiters: (() => void)[] = [];

  return {
    get connection() {
      return connection;
    },
    get fault() {
      return fault;
    },
    uncommitted,
    write<Result>(kind: "verdict" | "intake", weight: Weight, write: Write<Result>) {
      return new Promise<Result>((resolve, reject) => {
        const isIntake = kind === "intake";
        (isIntake ? intake : verdicts).push({ weight, isIntake, write, resolve: resolve as Unit["resolve"], reject });
        if (isIntake) count(weight, 1);
        schedule();
      });
    },
    settled: () => (isScheduled ? new Promise((resolve) => waiters.push(resolve)) : Promise.resolve()),
    close: () => connection.close(),
  };

  function count(weight: Weight, sign: 1 | -1): void {
    uncommitted.rows += sign * weight.rows;
    uncommitted.bytes += sign * weight.bytes;
  }

  function schedule(): void {
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(turn);
  }

  function turn(): void {
    isScheduled = false;
    commit(takeBatch(verdicts, intake));
    if (verdicts.length + intake.length > 0) return schedule();
    const settledWaiters = waiters;
    waiters = [];
    for (const resolve of settledWaiters) resolve();
  }

  function commit(batch: Unit[]): void {
    const startedMs = monotonicMs();
    const results: unknown[] = [];
    const failure = attempt(batch, false, results);
    if (failure === null) settle(batch, results);
    else if (isStoreFault(failure.fault)) recommit(batch);
    else for (const unit of batch) commitAlone(unit);
    for (const unit of batch) if (unit.isIntake) count(unit.weight, -1);
    onCommit({ unitsCount: batch.length, durationMs: monotonicMs() - startedMs, isOk: failure === null });
  }

  /** One transaction over a batch; afterwards either all of it is committed, or its fault is answered. */
  function attempt(batch: Unit[], isRetry: boolean, results: unknown[]): { fault: unknown } | null {
    try {
      connection.sql("BEGIN IMMEDIATE").run();
      for (const unit of batch) results.push(unit.write(connection, isRetry));
      flushTouched(connection);
      connection.sql("COMMIT").run();
      fault = null;
      return null;
    } catch (thrown) {
      abandon();
      return { fault: thrown };
    }
  }

  function abandon(): void {
    connection.touched.clear();
    connection.typeSeqs.clear();
    try {
      if (connection.db.inTransaction) connection.sql("ROLLBACK").run();
    } catch {
      // The connection is beyond use; a store fault replaces it, and SQLite rolls back on closing.
    }
  }

  /** After a failed commit its outcome is unknown: a fresh connection looks, and writes what is not there. */
  function recommit(batch: Unit[]): void {
    try {
      connection.close();
    } catch {
      // What a broken file leaves open is freed with the process.
    }
    try {
      connection = open();
    } catch (thrown) {
      return refuse(batch, thrown);
    }
    const results: unknown[] = [];
    const failure = attempt(batch, true, results);
    if (failure === null) settle(batch, results);
    else if (isStoreFault(failure.fault)) refuse(batch, failure.fault);
    else for (const unit of batch) commitAlone(unit);
  }

  function commitAlone(unit: Unit): void {
    const results: unknown[] = [];
    const failure = attempt([unit], true, results);
    if (failure === null) settle([unit], results);
    else if (isStoreFault(failure.fault)) refuse([unit], failure.fault);
    else unit.reject(failure.fault);
  }

  function refuse(batch: Unit[], thrown: unknown): void {
    fault = sentenceOf(thrown, path);
    for (const unit of batch) unit.reject(new AppError("unavailable", fault, [], 1));
  }

  function settle(batch: Unit[], results: unknown[]): void {
    for (const [place, unit] of batch.entries()) unit.resolve(results[place]);
  }
}

/** Verdicts first, then intake, up to the size of a batch; at least one unit. */
function takeBatch(verdicts: Unit[], intake: Unit[]): Unit[] {
  const batch: Unit[] = [];
  const size: Weight = { rows: 0, bytes: 0 };
  if (take(verdicts, batch, size)) take(intake, batch, size);
  return batch;
}

/** Moves units from a queue to the batch; answers whether the queue is used up. */
function take(queue: Unit[], batch: Unit[], size: Weight): boolean {
  let taken = 0;
  for (const { weight } of queue) {
    const isFull = size.rows + weight.rows > BATCH_ROWS_MAX || size.bytes + weight.bytes > BATCH_BYTES_MAX;
    if (isFull && batch.length + taken > 0) break;
    size.rows += weight.rows;
    size.bytes += weight.bytes;
    taken++;
  }
  for (const unit of queue.splice(0, taken)) batch.push(unit);
  return queue.length === 0;
}
