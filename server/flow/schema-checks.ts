/** Checks data by customers' schemas on a thread of its own: what takes too long is given up. */
import type { Clock } from "../base/clock.ts";
import { AppError, type FieldFault } from "../base/errors.ts";
import { type CheckAsker, createCheckTurns, type Turn } from "./check-turns.ts";
import { createSchemaAsking } from "./schema-asking.ts";

/** The checks. */
export interface SchemaChecks extends Disposable {
  /**
   * What is wrong with data; paths begin with `data`. A schema that cannot be used, or takes too long, is told as a fault of
   * the data, and is not tried again for that organization. Organizations take turns.
   *
   * @param schema is known by its identity: it must not change
   * @throws AppError `too_many` when two of the organization's samples are being checked; `unavailable` when too much waits, or
   * it cannot be checked now
   */
  check(asker: CheckAsker, schema: object, dataText: string): Promise<FieldFault[]>;
}

/** An organization whose check ended a thread goes on when that is gone, at the latest after so long, in ms. */
const HELD_MS_MAX = 10_000;

const UNUSABLE: FieldFault[] = [{ path: "data", message: "cannot be checked: the schema of its type is unusable" }];

/** Starts the thread with the first check. @param clock the real one: it is the thread that is timed */
export function createSchemaChecks(clock: Pick<Clock, "after" | "monotonicMs">): SchemaChecks {
  const asking = createSchemaAsking(clock);
  /** With the organizations that met it: of a profile's schema others may make better use. */
  const unusable = new WeakMap<object, Set<number>>();
  const turns = createCheckTurns();
  let isAsking = false;

  return {
    async check({ organization, isManagement }, schema, dataText) {
      if (unusable.get(schema)?.has(organization)) return UNUSABLE;
      return new Promise((resolve, reject) => {
        turns.add(organization, { schema, dataText, isManagement, isSuspect: false, resolve, reject });
        if (!isAsking) void askAll();
      });
    },
    [Symbol.dispose]: () => asking[Symbol.dispose](),
  };

  async function askAll(): Promise<void> {
    isAsking = true;
    for (let turn = turns.next(); turn !== null; turn = turns.next()) await take(turn);
    isAsking = false;
  }

  async function take({ organization, checks }: Turn): Promise<void> {
    const asked = await asking.ask(checks);
    switch (asked.kind) {
      case "answered": {
        const answered = new Map(asked.answer.map((faults, i) => [checks[i]!, faults]));
        turns.remove(organization, (check) => answered.has(check));
        for (const [{ schema, resolve }, faults] of answered) resolve(faults ?? blame(organization, schema));
        return;
      }
      case "slow":
        if (checks[0]!.isSuspect) blame(organization, checks[0]!.schema);
        for (const check of checks) check.isSuspect = true;
        return hold(organization, asked.gone);
      case "unknown": {
        const refused = new Set(checks);
        turns.remove(organization, (check) => refused.has(check));
        for (const { reject } of checks) reject(notNow());
      }
    }
  }

  /** Nobody of the organization waits for it any longer. */
  function blame(organization: number, schema: object): FieldFault[] {
    unusable.set(schema, (unusable.get(schema) ?? new Set()).add(organization));
    turns.remove(organization, (check) => {
      if (check.schema === schema) check.resolve(UNUSABLE);
      return check.schema === schema;
    });
    return UNUSABLE;
  }

  /** A pattern goes on for a while when its thread is ended: one at a time for each organization is enough. */
  function hold(organization: number, gone: Promise<void>): void {
    turns.hold(organization, true);
    let isHeld = true;
    const letGo = () => {
      if (!isHeld) return;
      isHeld = false;
      timer.cancel();
      turns.hold(organization, false);
      if (!isAsking) void askAll();
    };
    const timer = clock.after(HELD_MS_MAX, letGo);
    void gone.then(letGo);
  }
}

function notNow(): AppError {
  return new AppError("unavailable", "Data cannot be checked by its schema now. Come back in a second.", [], 1);
}
