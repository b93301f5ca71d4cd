/** What could not be read, why, and a way to try again. */
import type { Problem } from "../client.ts";
import { readAgain } from "../reading.ts";
import { words } from "../words/words.ts";
import { Button } from "./Button.tsx";

/** The note; its request id is what the server's log knows it by. */
export function ProblemNote({ problem }: { problem: Problem }) {
  return (
    <div class="notice failed" role="alert">
      <p>
        <strong>{words.problems.title}.</strong> {problem.detail}
        {problem.requestId !== null && <span class="second small"> {words.problems.requestId(problem.requestId)}</span>}
      </p>
      <Button size="small" onClick={() => readAgain()}>
        {words.retry}
      </Button>
    </div>
  );
}
