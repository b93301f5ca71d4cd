/** Checks data by customers' schemas on a thread of its own: what takes too long is given up. */
import type { Clock } from "../base/clock.ts";
import { AppError, type FieldFault } from "../base/errors.ts";
import { type AskedCheck, createSchemaAsking } from "./schema-asking.ts";

/** The checks. */
export interface SchemaChecks extends Disposable {
  /**
   * What is wrong with data; paths begin with `data`. A schema that cannot be used, or takes too long, is told as a fault of
   * the data, and is not tried again.
   *
   * @param schema is known by its identity: it must not change
   * @throws AppError `unavailable` when it cannot be checked now
   */
  check(schema: object, dataText: string): Promise<FieldFault[]>;
}

interface Pending extends AskedCheck {
  /** Whether it, or what was asked along with it, took too long once. */
  isSuspect: boolean;
  resolve(faults: FieldFault[]): void;
  reject(refusal: AppError): void;
}

/** So many go into one question. */
const ASKED_MAX = 32;

/** So much data goes into one question, in characters, unless a single check has more. */
const ASKED_LENGTH_MAX = 256 * 1024;

const UNUSABLE: FieldFault[] = [{ path: "data", message: "cannot be checked: the schema of its type is unusable" }];

/** Starts the thread with the first check. @param clock the real one: it is the thread that is timed */
export function createSchemaChecks(clock: Pick<Clock, "after" | "monotonicMs">): SchemaChecks {
  const asking = createSchemaAsking(clock);
  const unusable = new WeakSet<object>();
  let pending: Pending[] = [];
  let isAsking = false;

  return {
    check(schema, dataText) {
      if (unusable.has(schema)) return Promise.resolve(UNUSABLE);
      return new Promise((resolve, reject) => {
        pending.push({ schema, dataText, isSuspect: false, resolve, reject });
        if (!isAsking) void askAll();
      });
    },
    [Symbol.dispose]: () => asking[Symbol.dispose](),
  };

  async function askAll(): Promise<void> {
    isAsking = true;
    while (pending.length > 0) await askSome(firstOf(pending));
    isAsking = false;
  }

  async function askSome(checks: readonly Pending[]): Promise<void> {
    const asked = await asking.ask(checks);
    switch (asked.kind) {
      case "answered":
        for (const [i, { resolve }] of pending.splice(0, asked.answer.length).entries()) {
          resolve(asked.answer[i] ?? blame(checks[i]!.schema));
        }
        return;
      case "slow":
        if (checks[0]!.isSuspect) blame(checks[0]!.schema);
        for (const check of checks) check.isSuspect = true;
        return;
      case "unknown":
        for (const { reject } of pending.splice(0, checks.length)) reject(notNow());
    }
  }

  /** Nobody waits for it any longer. */
  function blame(schema: object): FieldFault[] {
    unusable.add(schema);
    for (const one of pending) if (one.schema === schema) one.resolve(UNUSABLE);
    pending = pending.filter((one) => one.schema !== schema);
    return UNUSABLE;
  }
}

/** What goes into one question: the first in line, and those behind it. A suspect is asked about alone: it may be blamed. */
function firstOf(pending: readonly Pending[]): readonly Pending[] {
  if (pending[0]!.isSuspect) return pending.slice(0, 1);
  let length = 0;
  const end = pending.findIndex(
    ({ isSuspect, dataText }, i) => isSuspect || (length += dataText.length) > (i === 0 ? Infinity : ASKED_LENGTH_MAX),
  );
  return pending.slice(0, Math.min(end === -1 ? ASKED_MAX : end, ASKED_MAX));
}

function notNow(): AppError {
  return new AppError("unavailable", "Data cannot be checked by its schema now. Come back in a second.", [], 1);
}
