/** Checks data by customers' schemas on a thread of its own: what takes too long is given up. */
import type { Clock, Timer } from "../base/clock.ts";
import type { FieldFault } from "../base/errors.ts";

/** What the thread is asked. */
export interface SchemaQuestion {
  /** The number of the schema. */
  schema: number;
  /** Its text, `null` when the thread has it already. */
  schemaText: string | null;
  dataText: string;
  /** Whether the thread is to forget all schemas first. */
  isAfresh: boolean;
}

/** What the thread answers, in the order asked: `null` when the schema cannot be used. */
export interface SchemaAnswer {
  faults: FieldFault[] | null;
}

/** The checks. */
export interface SchemaChecks extends Disposable {
  /**
   * What is wrong with data; paths begin with `data`. A schema that cannot be used, or takes too long, is told as a fault of
   * the data, and is not tried again.
   *
   * @param schema is known by its identity: it must not change
   */
  check(schema: object, dataText: string): Promise<FieldFault[]>;
}

interface Pending {
  schema: object;
  dataText: string;
  resolve(faults: FieldFault[]): void;
}

/** How long one check may take, in ms. */
const CHECK_MS_MAX = 1000;

/** How many schemas the thread keeps compiled. */
const COMPILED_MAX = 1000;

/** The build leaves a thread's file by its path below `server`, this module at the top. */
const SCHEMA_THREAD = Bun.isStandaloneExecutable ? "./flow/schema-thread.ts" : "./schema-thread.ts";

const UNUSABLE: FieldFault[] = [{ path: "data", message: "cannot be checked: the schema of its type is unusable" }];

/** Starts the thread with the first check. @param clock the real one: it is the thread that is timed */
export function createSchemaChecks(clock: Pick<Clock, "after">): SchemaChecks {
  const numbers = new WeakMap<object, number>();
  const unusable = new WeakSet<object>();
  const pending: Pending[] = [];
  let schemasCount = 0;
  let compiled = new Set<number>();
  let thread: Worker | null = null;
  let timer: Timer | null = null;

  return {
    check(schema, dataText) {
      if (unusable.has(schema)) return Promise.resolve(UNUSABLE);
      return new Promise((resolve) => {
        const asked = { schema, dataText, resolve };
        pending.push(asked);
        ask(asked);
        if (pending.length === 1) watch();
      });
    },
    [Symbol.dispose]() {
      timer?.cancel();
      thread?.terminate();
    },
  };

  function ask({ schema, dataText }: Pending): void {
    thread ??= startThread();
    let number = numbers.get(schema);
    if (number === undefined) numbers.set(schema, (number = ++schemasCount));
    const isKnown = compiled.has(number);
    const isAfresh = !isKnown && compiled.size >= COMPILED_MAX;
    if (isAfresh) compiled.clear();
    compiled.add(number);
    const schemaText = isKnown ? null : JSON.stringify(schema);
    const question: SchemaQuestion = { schema: number, schemaText, dataText, isAfresh };
    thread.postMessage(JSON.stringify(question));
  }

  function startThread(): Worker {
    const started = new Worker(new URL(SCHEMA_THREAD, import.meta.url).href);
    started.onmessage = ({ data }: MessageEvent<string>) => {
      if (started === thread) settle((JSON.parse(data) as SchemaAnswer).faults);
    };
    started.onerror = () => {
      if (started === thread) giveUp();
    };
    return started;
  }

  /** The time runs for the one that is being checked: it starts anew with each answer. */
  function watch(): void {
    timer?.cancel();
    timer = pending.length === 0 ? null : clock.after(CHECK_MS_MAX, giveUp);
  }

  function settle(faults: FieldFault[] | null): void {
    const { schema, resolve } = pending.shift()!;
    if (faults === null) unusable.add(schema);
    watch();
    resolve(faults ?? UNUSABLE);
  }

  /** The first in line takes too long, or took its thread with it: the others go on with another. */
  function giveUp(): void {
    thread?.terminate();
    thread = null;
    compiled = new Set();
    if (pending.length === 0) return;
    settle(null);
    for (const asked of pending) ask(asked);
  }
}
