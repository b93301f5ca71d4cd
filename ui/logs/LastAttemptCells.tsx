/** What the last attempt of a delivery came to, as two cells of its row: the status, and how long it took. */
import { attemptText } from "../looks.ts";
import type { Delivery } from "../shapes.ts";
import { tookText } from "../times.ts";
import { words } from "../words/words.ts";

/** The cells; on a small screen they are one. `attempt` is `null` before the first. */
export function LastAttemptCells({ attempt }: { attempt: Delivery["lastAttempt"] }) {
  if (attempt === null) {
    return (
      <>
        <td class="right status none">{words.none}</td>
        <td class="right duration">{words.none}</td>
      </>
    );
  }
  const text = attemptText(attempt);
  const took = tookText(attempt.durationMs);
  return (
    <>
      <td class="right status" title={text}>
        {attempt.status === null ? <span class="small">{text}</span> : text}
        <span class="narrow-only second"> · {took}</span>
      </td>
      <td class="right duration">{took}</td>
    </>
  );
}
