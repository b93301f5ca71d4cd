/** What a signal to stop means: the first an orderly end, a later one an end at once. */
import type { Clock } from "../base/clock.ts";

/** Ctrl-C under `bun run` reaches us twice, within this time. */
const ECHO_MS = 1_000;

/** What each signal is given to. `stop` is called once, `abandon` for every signal from a second later on. */
export function stopSignals(
  clock: Pick<Clock, "monotonicMs">,
  stop: (signal: string) => void,
  abandon: () => void,
): (signal: string) => void {
  let firstAtMs: number | null = null;
  return (signal) => {
    const nowMs = clock.monotonicMs();
    if (firstAtMs === null) stop(signal);
    else if (nowMs - firstAtMs >= ECHO_MS) abandon();
    firstAtMs ??= nowMs;
  };
}
