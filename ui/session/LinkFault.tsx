/** Why a one-time link did not let in, and what to do about it. */
import type { Problem } from "../client.ts";
import { Prose } from "../kit/Prose.tsx";
import { words } from "../words/words.ts";
import { enter } from "./session.ts";

/** `refused` is said of a link that was used, is too old or was replaced. Faults of fields are told beside them. */
export function LinkFault({ problem, refused }: { problem: Problem | null; refused: string }) {
  const { isOver, signIn } = words.door.setUp;
  if (problem === null || problem.errors !== undefined) return null;
  const isShut = problem.status === 404;
  return (
    <div class="notice failed" role="alert">
      <p>
        <Prose text={isShut ? isOver : problem.status === 401 ? refused : problem.detail} />
      </p>
      {isShut && (
        <button type="button" class="button small" onClick={() => enter()}>
          {signIn}
        </button>
      )}
    </div>
  );
}
