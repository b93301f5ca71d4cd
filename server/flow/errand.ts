/** Work beside the flow: done when asked for, never twice at once, and again at the time that it names. */
import type { Clock, Timer, UnixMs } from "../base/clock.ts";

/** The work, and what makes it run. */
export interface Errand {
  /** Runs it now, or once more after the run that is under way. */
  ask(): void;
  /** Begins nothing more. */
  stop(): void;
  isQuiet(): boolean;
}

/** Does the work; answers when it is to run again, `null` for not before it is asked for. */
export type Run = () => Promise<UnixMs | null>;

/** How long it rests when it failed, in ms. */
const REST_MS = 1000;

/** The longest sleep, in ms: a wall clock that is set forward is noticed within it. */
const SLEEP_MS_MAX = 60_000;

/** Nothing runs before it is asked for. */
export function createErrand(clock: Clock, run: Run, onFault: (fault: unknown) => void): Errand {
  let isAsked = false;
  let isRunning = false;
  let isStopped = false;
  let timer: Timer | null = null;

  return {
    ask,
    stop() {
      isStopped = true;
      timer?.cancel();
    },
    isQuiet: () => !isRunning,
  };

  function ask(): void {
    isAsked = true;
    if (isRunning || isStopped) return;
    isRunning = true;
    timer?.cancel();
    void runWhileAsked();
  }

  async function runWhileAsked(): Promise<void> {
    let againAt: UnixMs | null = null;
    while (isAsked && !isStopped) {
      isAsked = false;
      try {
        againAt = await run();
      } catch (fault) {
        if (!isStopped) onFault(fault);
        againAt = clock.now() + REST_MS;
      }
    }
    isRunning = false;
    if (againAt === null || isStopped) return;
    timer = clock.after(Math.min(Math.max(againAt - clock.now(), 0), SLEEP_MS_MAX), ask);
  }
}
