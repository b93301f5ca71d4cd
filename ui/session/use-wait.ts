/** The wait after too many tries, counting down. */
import { useState } from "preact/hooks";
import type { Problem } from "../client.ts";
import { wallMs } from "../clock.ts";
import { now } from "../now.ts";
import { words } from "../words/words.ts";

/** The wait; `waitText` is `null` while there was none. */
export interface Wait {
  waitText: string | null;
  isWaiting: boolean;
  /** Begins one when a refusal asks for it, and ends one otherwise. */
  hold(problem: Problem): void;
}

/** None yet. */
export function useWait(): Wait {
  const [endsAtMs, setEndsAtMs] = useState<number | null>(null);
  const hold = ({ status, retryAfterSeconds = 1 }: Problem) =>
    setEndsAtMs(status === 429 ? wallMs() + retryAfterSeconds * 1000 : null);
  if (endsAtMs === null) return { waitText: null, isWaiting: false, hold };
  const seconds = Math.ceil((endsAtMs - now.value) / 1000);
  const isWaiting = seconds > 0;
  return { waitText: isWaiting ? words.door.wait(seconds) : words.door.again, isWaiting, hold };
}
