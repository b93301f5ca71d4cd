/** What time it is, and the only way to wait: every deadline and delay of the house is asked of a Clock. */

/** A point in time: milliseconds since 1970-01-01 UTC, by the wall clock. */
export type UnixMs = number;

/** A wait that can be called off. Cancelling twice, or after it rang, does nothing. */
export interface Timer {
  cancel(): void;
}

/** A deadline as a signal. `cancel` releases its timer; the signal then never fires. */
export interface Deadline {
  readonly signal: AbortSignal;
  cancel(): void;
}

/** The seam that tests replace: time moves only as a Clock says. */
export interface Clock {
  /** The wall clock. May jump either way when the machine's time is set. */
  now(): UnixMs;
  /** Milliseconds that never go back, for spans; with a fraction. */
  monotonicMs(): number;
  /** Runs `run` once, `waitMs` from now (0 or more, any length), without keeping the process alive. */
  after(waitMs: number, run: () => void): Timer;
  /** A signal that aborts `waitMs` from now with a `DOMException` named `TimeoutError`. */
  signalAfter(waitMs: number): Deadline;
}

/** The longest wait that a timer of the runtime takes; above it they fire at once. */
const TIMER_MS_MAX = 2 ** 31 - 1;

/** The machine's own clock. */
export function systemClock(): Clock {
  return {
    now: () => Date.now(),
    monotonicMs: () => performance.now(),
    after,
    signalAfter: (ms) => deadline(after, ms),
  };
}

/** Builds a Deadline out of a Clock's `after`; a replaced clock uses it too. */
export function deadline(after: Clock["after"], waitMs: number): Deadline {
  const controller = new AbortController();
  const timer = after(waitMs, () => controller.abort(new DOMException("deadline", "TimeoutError")));
  return { signal: controller.signal, cancel: () => timer.cancel() };
}

function after(waitMs: number, run: () => void): Timer {
  let handle = arm(waitMs);
  return { cancel: () => clearTimeout(handle) };

  function arm(leftMs: number): ReturnType<typeof setTimeout> {
    const stepMs = Math.min(Math.max(leftMs, 0), TIMER_MS_MAX);
    const timer = setTimeout(() => (leftMs > stepMs ? (handle = arm(leftMs - stepMs)) : run()), stepMs);
    timer.unref();
    return timer;
  }
}
