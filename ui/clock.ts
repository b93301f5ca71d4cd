/** The page's time: the only file of the UI that asks the browser's clock or waits. */

/** Calls off what was begun. */
export type Stop = () => void;

/** Milliseconds since 1970 by this machine's clock, which need not be the server's. */
export function wallMs(): number {
  return Date.now();
}

/** Milliseconds that never go back, for spans. */
export function monotonicMs(): number {
  return performance.now();
}

/** Runs `run` once, `waitMs` from now. */
export function after(waitMs: number, run: () => void): Stop {
  const timer = setTimeout(run, waitMs);
  return () => clearTimeout(timer);
}

/** Runs `run` every `waitMs`, first `waitMs` from now. */
export function every(waitMs: number, run: () => void): Stop {
  const timer = setInterval(run, waitMs);
  return () => clearInterval(timer);
}
