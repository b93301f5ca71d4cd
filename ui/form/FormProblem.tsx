/** Why a form could not be saved, where no field of it is to blame. */
import type { Problem } from "../client.ts";

/** The note; nothing while there is no such reason. */
export function FormProblem({ problem }: { problem: Problem | null }) {
  if (problem === null || problem.errors !== undefined) return null;
  return (
    <div class="notice failed" role="alert">
      <p>{problem.detail}</p>
    </div>
  );
}
