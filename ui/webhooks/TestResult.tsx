/** What came of a test event, in words, with the way to all that is known of it. */
import { attemptText } from "../looks.ts";
import type { AttemptDetails } from "../shapes.ts";
import { tookText } from "../times.ts";
import { setUp } from "../words/set-up.ts";

/** The attempt, and what following its link does besides. */
export interface TestResultProps {
  attempt: AttemptDetails;
  endpointId: string;
  onOpen: () => void;
}

/** The note. */
export function TestResult({ attempt, endpointId, onOpen }: TestResultProps) {
  const { results } = setUp.testEvent;
  const { outcome, reason, deliveryId, durationMs } = attempt;
  const isDelivered = outcome === "delivered";
  const span = tookText(durationMs);
  return (
    <div class={`notice ${isDelivered ? "matches" : "failed"}`}>
      <p>
        <strong>{isDelivered ? results.deliveredTitle : results.failedTitle}</strong>{" "}
        {isDelivered ? results.delivered(attemptText(attempt), span) : results.failed(reason, span)}
      </p>
      <a class="button small" href={`/webhooks/${endpointId}?delivery=${deliveryId}`} onClick={onOpen}>
        {results.open}
      </a>
    </div>
  );
}
