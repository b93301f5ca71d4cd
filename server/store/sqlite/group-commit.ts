/** Group commit: what arrives while the writer is busy, or in the same turn of the loop, shares one commit and one fsync. */
import { AppError } from "../../base/errors.ts";
import type { OnCommit } from "../faces/store.ts";
import type { PackedAuditLine } from "./audit.ts";
import type { Answered, Asked, AskedUnit, UnitResult } from "./wire.ts";
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

/** Starts the writer's thread, in the next turn of the loop, on the file at `path`, which exists and is of this version. */
export function createGroupCommit(path: string, onCommit: OnCommit): GroupCommit {
  const verdicts: Queued[] = [];
  const intake: Queued[] = [];
  let batch: Queued[] = [];
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
        if (!isScheduled && batch.length === 0) {
          isScheduled = true;
          setImmediate(commitNext);
        }
      });
    },
    settled: () =>
      isScheduled || batch.length > 0 ? new Promise((resolve) => waiters.push(resolve)) : Promise.resolve(),
    async [Symbol.asyncDispose]() {
      ask({ ask: "close" });
      await closed.promise;
      thread?.terminate();
    },
  };

  function startThread(): Worker {
    const started = new Worker(new URL(WRITER_THREAD, import.meta.url).href);
    started.onmessage = ({ data }: MessageEvent<string>) => take(JSON.parse(data) as Answered);
    started.onerror = ({ message }) => refuse(message);
    started.postMessage(path);
    return started;
  }

  /** A thread that died took a batch with it, of unknown outcome; the next batch starts another. */
  function refuse(message: string): void {
    thread?.terminate();
    thread = null;
    const refusal = `The writer of ${path} failed: ${message}`;
    take({ answer: "committed", results: batch.map(() => ({ refusal })), fault: refusal, durationMs: 0 });
  }

  function ask(asked: Asked): void {
    thread ??= startThread();
    thread.postMessage(JSON.stringify(asked));
  }

  function commitNext(): void {
    isScheduled = false;
    batch = takeBatch(verdicts, intake);
    ask({ ask: "commit", units: batch.map(askedOf) });
  }

  function take(answered: Answered): void {
    if (answered.answer === "closed") return closed.resolve();
    const committed = batch;
    batch = [];
    fault = answered.fault;
    if (verdicts.length + intake.length > 0) commitNext();
    for (const [place, unit] of committed.entries()) {
      if (unit.isIntake) uncommittedBytes -= unit.weight.bytes;
      settle(unit, answered.results[place]!);
    }
    onCommit({ unitsCount: committed.length, durationMs: answered.durationMs });
    if (batch.length > 0 || isScheduled) return;
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
