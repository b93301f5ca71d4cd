/** Doing something that changes the server: then it is told, and what is shown is read again. */
import { useState } from "preact/hooks";
import { type Problem, problemOf } from "./client.ts";
import { readAgain } from "./reading.ts";
import { tell, tellFault } from "./toasts.ts";

/** A change under way. */
export interface Doing {
  isBusy: boolean;
  /** Why the last try was refused, `null` when it was not. */
  problem: Problem | null;
  /** Runs a change; answers whether it went through. `done` is told when it did. */
  run(change: () => Promise<unknown>, done?: string): Promise<boolean>;
}

/**
 * Lets a component change something.
 *
 * @param isToldHere whether a refusal is shown by the component itself; else it is a toast
 */
export function useDoing(isToldHere = false): Doing {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const run = async (change: () => Promise<unknown>, done?: string) => {
    setBusy(true);
    setProblem(null);
    try {
      await change();
      if (done !== undefined) tell(done);
      readAgain();
      return true;
    } catch (error) {
      const problem = problemOf(error);
      setProblem(problem);
      if (!isToldHere) tellFault(problem.detail);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, problem, run };
}
