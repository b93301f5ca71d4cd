/** Waiting for a process, whose time nobody can move: by the machine's clock, and never without an end. */
import { systemClock } from "../../server/base/clock.ts";

const clock = systemClock();

/** How often a condition is looked at, in ms. */
const LOOK_MS = 10;

/** Milliseconds that never go back, for spans. */
export const { monotonicMs } = clock;

/** Resolves after so many ms. */
export function wait(ms: number): Promise<void> {
  return new Promise((resolve) => void clock.after(ms, resolve));
}

/** Resolves when it is so. @throws Error that says what was not, after `withinMs` */
export async function until(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  withinMs: number = 10_000,
): Promise<void> {
  const endsMs = monotonicMs() + withinMs;
  while (!(await isSo())) {
    if (monotonicMs() > endsMs) throw new Error(`not within ${withinMs / 1000} s: ${what}`);
    await wait(LOOK_MS);
  }
}
