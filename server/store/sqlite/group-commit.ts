/** Group commit: what arrives in the same turn of the loop, or while the writer is busy, shares one commit and one fsync. */
import { AppError } from "../../base/errors.ts";
import type { OnCommit } from "../faces/store.ts";
import type { PackedAuditLine } from "./audit.ts";
import { type Answered, type Asked, type AskedUnit, type UnitResult, packAsked } from "./wire.ts";
import type { Given, WriteName, Written } from "./writes.ts";

/** How much a write weighs, for the size of a batch. */
export interface Weight {
  rows: number;
  bytes: number;
}

/** The queue before the one writer. */
export interface GroupCommit extends AsyncDisposable {
  /** Why the last commit failed, `null` when it did not. */
  readonly fault: string | null;
  /** Bytes of intake that wait for their commit. */
  readonly uncommittedBytes: number;
  /**
   * Queues a write for the next commit. Verdicts go before intake. A `line` of the audit log goes into the same commit.
   *
   * @throws AppError `unavailable` when the store cannot write; the write may be there all the same
   */
  write<Name extends WriteName>(
    kind: "verdict" | "intake",
    weight: Weight,
    name: Name,
    given: Given<Name>,
    line?: PackedAuditLine | null,
  ): Promise<Written<Name>>;
  /** Resolves when nothing waits to be committed. */
  settled(): Promise<void>;
}

/** A write of one small row. */
export const SMALL: Weight = { rows: 1, bytes: 256 };

/** A batch closes at either. *Source:* DESIGN, "Group commit". */
const BATCH_ROWS_MAX = 1000;
const BATCH_BYTES_MAX = 4 * 1024 * 1024;

/** What the writer has at once: the one that it commits, and one to go on with. More would only be closed too soon. */
const BATCHES_MAX = 2;

/** Where the writer has room, a batch need not be larger to be worth its fsync. */
const BATCH_ROWS_WORTH = 64;

/** The build leaves a thread's file by its path below `server`, this module at the top. */
const WRITER_THREAD = Bun.isStandaloneExecutable ? "./store/sqlite/writer-thread.ts" : "./writer-thread.ts";

interface Queued {
  weight: Weight;
  isIntake: boolean;
  name: WriteName;
  given: unknown;
  line: PackedAuditLine | null;
  resolve(value: unknown): void;
  reject(fault: unknown): void;
}

/** What became of each unit of a batch, or of all alike. */
type Results = readonly UnitResult[] | { refusal: string };

/** Starts the writer's thread, in the next turn of the loop, on the file at `path`, which exists and is of this version. */
export function createGroupCommit(path: string, onCommit: OnCommit): GroupCommit {
  const verdicts: Queued[] = [];
  const intake: Queued[] = [];
  /** Rows in both. */
  let queuedRows = 0;
  /** What the writer has, the oldest first. */
  const batches: Queued[][] = [];
  let fault: string | null = null;
  let uncommittedBytes = 0;
  let isScheduled = false;
  let waiters: (() => void)[] = [];
  const closed = Promise.withResolvers<void>();
  let thread: Worker | null = null;
  // Not at once: a start has other things to do before the first write.
  setImmediate(() => (thread ??= startThread()));

  return {
    get fault() {
      return fault;
    },
    get uncommittedBytes() {
      return uncommittedBytes;
    },
    write(kind, weight, name, given, line = null) {
      return new Promise((resolve, reject) => {
        const isIntake = kind === "intake";
        const unit: Queued = { weight, isIntake, name, given, line, resolve: resolve as Queued["resolve"], reject };
        (isIntake ? intake : verdicts).push(unit);
        if (isIntake) uncommittedBytes += weight.bytes;
        queuedRows += weight.rows;
        if (isWorthwhile()) commitNext();
        else if (batches.length === 0) schedule();
      });
    },
    settled: () => (isSettled() ? Promise.resolve() : new Promise((resolve) => waiters.push(resolve))),
    async [Symbol.asyncDispose]() {
      ask({ ask: "close" });
      await closed.promise;
      thread?.terminate();
    },
  };

  function startThread(): Worker {
    const started = new Worker(new URL(WRITER_THREAD, import.meta.url).href);
    // What a thread says after it was given up is of batches that were refused.
    started.onmessage = ({ data }: MessageEvent<string>) => {
      if (thread === started) take(JSON.parse(data) as Answered);
    };
    started.onerror = ({ message }) => {
      if (thread === started) refuse(message);
    };
    started.postMessage(path);
    return started;
  }

  /** A thread that died took its batches with it, of unknown outcome; the next one starts another. */
  function refuse(message: string): void {
    thread?.terminate();
    thread = null;
    const refusal = `The writer of ${path} failed: ${message}`;
    fault = refusal;
    for (const batch of batches.splice(0)) end(batch, { refusal }, 0);
  }

  function ask(asked: Asked): void {
    thread ??= startThread();
    thread.postMessage(packAsked(asked));
  }

  function hasQueued(): boolean {
    return verdicts.length + intake.length > 0;
  }

  function isWorthwhile(): boolean {
    return queuedRows >= BATCH_ROWS_WORTH && batches.length < BATCHES_MAX;
  }

  function schedule(): void {
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(endTurn);
  }

  /** What arrived in a turn that is over waits for nothing but the writer. */
  function endTurn(): void {
    isScheduled = false;
    if (batches.length === 0 && hasQueued()) commitNext();
    tellSettled();
  }

  function commitNext(): void {
    const batch = takeBatch(verdicts, intake);
    for (const { weight } of batch) queuedRows -= weight.rows;
    try {
      ask({ ask: "commit", units: batch.map(askedOf) });
      batches.push(batch);
    } catch (thrown) {
      // It must not stand among those that are answered: each would be told what became of another.
      fault = `The writer of ${path} cannot be asked: ${String(thrown)}`;
      settleAll(batch, { refusal: fault });
      schedule();
    }
  }

  function take(answered: Answered): void {
    if (answered.answer === "closed") return closed.resolve();
    fault = answered.fault;
    end(batches.shift()!, answered.results, answered.durationMs);
  }

  /** The writer goes on first: whoever is told now has work of their own. */
  function end(batch: Queued[], results: Results, durationMs: number): void {
    if (isWorthwhile() || (batches.length === 0 && hasQueued())) commitNext();
    settleAll(batch, results);
    onCommit({ unitsCount: batch.length, durationMs });
    tellSettled();
  }

  function settleAll(batch: Queued[], results: Results): void {
    for (const [place, unit] of batch.entries()) {
      if (unit.isIntake) uncommittedBytes -= unit.weight.bytes;
      settle(unit, "refusal" in results ? results : results[place]!);
    }
  }

  function isSettled(): boolean {
    return batches.length === 0 && !isScheduled;
  }

  function tellSettled(): void {
    if (!isSettled()) return;
    const settledWaiters = waiters;
    waiters = [];
    for (const resolve of settledWaiters) resolve();
  }
}

function askedOf({ name, given, line }: Queued): AskedUnit {
  return line === null ? { name, given } : { name, given, line };
}

function settle(unit: Queued, result: UnitResult): void {
  if ("value" in result) unit.resolve(result.value);
  else if ("refusal" in result) unit.reject(new AppError("unavailable", result.refusal, [], 1));
  else unit.reject(new Error(`${unit.name}: ${result.bug}`));
}

/** Verdicts first, then intake, up to the size of a batch; at least one unit. */
function takeBatch(verdicts: Queued[], intake: Queued[]): Queued[] {
  const batch: Queued[] = [];
  const size: Weight = { rows: 0, bytes: 0 };
  if (take(verdicts, batch, size)) take(intake, batch, size);
  return batch;
}

/** Moves units from a queue to the batch; answers whether the queue is used up. */
function take(queue: Queued[], batch: Queued[], size: Weight): boolean {
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
