/** Asks the thread that checks data by schemas, one question at a time, and gives it up when it takes too long. */
import type { Clock, Timer } from "../base/clock.ts";
import { assert, type FieldFault } from "../base/errors.ts";

/** What the thread is asked. */
export interface SchemaQuestion {
  /** Whether it is to forget all schemas first. */
  isAfresh: boolean;
  checks: {
    /** The number of the schema. */
    schema: number;
    /** Its text, `null` when the thread has it already, or from a check before. */
    schemaText: string | null;
    dataText: string;
  }[];
}

/**
 * What the thread answers, in the order asked: `null` where the schema cannot be used. At least one, maybe not all: after
 * `ANSWER_MS` it answers with what it has, so that only a check that is slow for itself is ever given up.
 */
export type SchemaAnswer = (FieldFault[] | null)[];

/** Data to be checked. */
export interface AskedCheck {
  /** Is known by its identity: it must not change. */
  schema: object;
  dataText: string;
}

/** What came of a question. */
export type Asked =
  | { kind: "answered"; answer: SchemaAnswer }
  /** The thread was ended, or took itself along. `gone` resolves when it is, which may take seconds within a pattern. */
  | { kind: "slow"; gone: Promise<void> }
  /** There is no thread, or the machine is too busy to tell: nothing is known of the schema. */
  | { kind: "unknown" };

/** The thread. */
export interface SchemaAsking extends Disposable {
  /** To be called when the last question is answered. @param checks one or more */
  ask(checks: readonly AskedCheck[]): Promise<Asked>;
}

/** After so long the thread answers with what it has, in ms. */
export const ANSWER_MS = 25;

/**
 * A question may take so many ticks of the loop. One that comes late counts for nothing: we stood still, or the machine did,
 * and the thread maybe too.
 */
const TICKS_MAX = 4;
const TICK_MS = 25;
const LATE_MS = 25;

/** So many ticks, late ones and the thread's start included, are waited at most. */
const ALL_TICKS_MAX = 80;

/** How many schemas the thread keeps compiled. */
const COMPILED_MAX = 1000;

/** The build leaves a thread's file by its path below `server`, this module at the top. */
const SCHEMA_THREAD = Bun.isStandaloneExecutable ? "./flow/schema-thread.ts" : "./schema-thread.ts";

/** The thread starts with the first question, and again after it was given up. @param clock the real one: a thread is timed */
export function createSchemaAsking(clock: Pick<Clock, "after" | "monotonicMs">): SchemaAsking {
  const numbers = new WeakMap<object, number>();
  let schemasCount = 0;
  let compiled = new Set<number>();
  let thread: Worker | null = null;
  let isReady = false;
  let question: { checks: readonly AskedCheck[]; resolve(asked: Asked): void } | null = null;
  let timer: Timer | null = null;
  let ticksCount = 0;
  let allTicksCount = 0;

  return {
    ask(checks) {
      assert(question === null, "a question is under way");
      return new Promise((resolve) => {
        question = { checks, resolve };
        ticksCount = allTicksCount = 0;
        thread ??= startThread();
        if (isReady) post();
        tickLater();
      });
    },
    [Symbol.dispose]() {
      timer?.cancel();
      thread?.terminate();
    },
  };

  function startThread(): Worker {
    const started = new Worker(new URL(SCHEMA_THREAD, import.meta.url).href);
    isReady = false;
    compiled = new Set();
    started.onmessage = ({ data }: MessageEvent<string>) => {
      if (started !== thread) return;
      if (isReady) return answered(JSON.parse(data) as SchemaAnswer);
      isReady = true;
      post();
    };
    started.onerror = () => {
      if (started !== thread) return;
      thread = null;
      end(isReady ? { kind: "slow", gone: Promise.resolve() } : { kind: "unknown" });
    };
    return started;
  }

  /** The time of the thread's start, and of making the question, is not the schemas'. */
  function post(): void {
    const text = JSON.stringify(questionOf(question!.checks));
    ticksCount = 0;
    thread!.postMessage(text);
  }

  function questionOf(checks: readonly AskedCheck[]): SchemaQuestion {
    const isAfresh = compiled.size + checks.length > COMPILED_MAX;
    if (isAfresh) compiled.clear();
    const told = new Set<number>();
    const asked = checks.map(({ schema, dataText }) => {
      const number = numberOf(schema);
      const isKnown = compiled.has(number) || told.has(number);
      told.add(number);
      return { schema: number, schemaText: isKnown ? null : JSON.stringify(schema), dataText };
    });
    return { isAfresh, checks: asked };
  }

  function numberOf(schema: object): number {
    let number = numbers.get(schema);
    if (number === undefined) numbers.set(schema, (number = ++schemasCount));
    return number;
  }

  function answered(answer: SchemaAnswer): void {
    for (const { schema } of question!.checks.slice(0, answer.length)) compiled.add(numberOf(schema));
    end({ kind: "answered", answer });
  }

  function tickLater(): void {
    const dueAtMs = clock.monotonicMs() + TICK_MS;
    timer = clock.after(TICK_MS, () => {
      const isLate = clock.monotonicMs() - dueAtMs > LATE_MS;
      if (isReady && !isLate) ticksCount++;
      allTicksCount++;
      if (ticksCount >= TICKS_MAX) giveUp("slow");
      else if (allTicksCount >= ALL_TICKS_MAX) giveUp("unknown");
      else tickLater();
    });
  }

  function giveUp(kind: "slow" | "unknown"): void {
    const given = thread!;
    const gone = new Promise<void>((resolve) => given.addEventListener("close", () => resolve(), { once: true }));
    thread = null;
    given.terminate();
    end({ kind, gone });
  }

  function end(asked: Asked): void {
    timer?.cancel();
    timer = null;
    const ended = question;
    question = null;
    ended?.resolve(asked);
  }
}
