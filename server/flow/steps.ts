/** Long works on the store's rows in small steps, one at a time and in turn, so that everything else goes on between them. */
import type { Clock } from "../base/clock.ts";
import { AppError } from "../base/errors.ts";
import type { Log } from "../base/log.ts";

/** A step of a work: it writes a little, and answers whether there is more to do. */
export type Step = () => Promise<boolean>;

/** The works that are under way. */
export interface Steps {
  /** Begins a work: its first step when its turn comes. */
  start(step: Step): void;
  stop(): void;
  /** Whether no step is being written, nor is about to be before time passes. */
  isQuiet(): boolean;
}

/** The longest rest between two steps, in ms. */
const BREATH_MS_MAX = 20;

/** How long a work rests when the store cannot write, and after a bug of ours, in ms. */
const REST_MS = 1000;
const FAULT_REST_MS = 60_000;

/** Nothing to do yet. What is left at a stop goes on at the next start, since the store keeps what there is to do. */
export function createSteps(clock: Clock, log: Log): Steps {
  const waiting: Step[] = [];
  let isStepping = false;
  let isResting = false;
  let isStopped = false;
  return {
    start(step) {
      waiting.push(step);
      if (!isStepping) void goOn();
    },
    stop() {
      isStopped = true;
    },
    isQuiet: () => !isStepping || isResting,
  };

  async function goOn(): Promise<void> {
    isStepping = true;
    for (let step = waiting.shift(); step !== undefined && !isStopped; step = waiting.shift()) {
      const begunMs = clock.monotonicMs();
      await take(step);
      await rest(clock.monotonicMs() - begunMs);
    }
    isStepping = false;
  }

  /** As long as the step took: half of the writer's time stays with events and verdicts. */
  async function rest(tookMs: number): Promise<void> {
    if (tookMs <= 0) return;
    isResting = true;
    const { promise, resolve } = Promise.withResolvers<void>();
    clock.after(Math.min(tookMs, BREATH_MS_MAX), () => {
      isResting = false;
      resolve();
    });
    await promise;
  }

  async function take(step: Step): Promise<void> {
    try {
      if (await step()) waiting.push(step);
    } catch (fault) {
      const isOurs = !(fault instanceof AppError);
      if (isOurs) log.error("a step failed", { error: fault });
      clock.after(isOurs ? FAULT_REST_MS : REST_MS, () => {
        waiting.push(step);
        if (!isStepping) void goOn();
      });
    }
  }
}
