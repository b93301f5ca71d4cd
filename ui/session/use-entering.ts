/** Getting in: one try at a time, and no further one before the server takes it. */
import { useState } from "preact/hooks";
import { type Problem, problemOf } from "../client.ts";
import { wallMs } from "../clock.ts";
import { now } from "../now.ts";
import type { Session } from "../shapes.ts";
import { words } from "../words/words.ts";
import { letIn } from "./session.ts";

/** A try to get in. */
export interface Entering {
  /** Why the last try was refused, `null` when it was not. */
  problem: Problem | null;
  /** Why no try can be made now, `null` when one can. */
  why: string | null;
  /** Tries, and answers whether it went well. */
  run(enter: () => Promise<Session>): Promise<boolean>;
}

/** Lets a form of the door try. */
export function useEntering(): Entering {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [freeAtMs, setFreeAtMs] = useState(0);
  const waitSeconds = freeAtMs === 0 ? 0 : Math.ceil((freeAtMs - now.value) / 1000);
  const isWaiting = waitSeconds > 0;
  const run = async (enter: () => Promise<Session>) => {
    setBusy(true);
    setProblem(null);
    setFreeAtMs(0);
    try {
      letIn(await enter());
      return true;
    } catch (error) {
      const refused = problemOf(error);
      setProblem(refused);
      if (refused.status === 429) setFreeAtMs(wallMs() + (refused.retryAfterSeconds ?? 1) * 1000);
      setBusy(false);
      return false;
    }
  };
  const { busy, wait, again } = words.door;
  // Once the wait is over its words would send nobody anywhere.
  const isOver = problem?.status === 429 && !isWaiting;
  const told = problem?.status === 429 ? { ...problem, detail: isOver ? again : wait(waitSeconds) } : problem;
  return { problem: told, why: isBusy ? busy : isWaiting ? wait(waitSeconds) : null, run };
}
