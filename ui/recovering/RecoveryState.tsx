/** How far a recovery is, drawn and in a sentence that also tells how it ended. */
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Recovery } from "../set-up-shapes.ts";
import { useEndpoints } from "../webhooks/use-endpoints.ts";
import { setUp } from "../words/set-up.ts";
import { stateText } from "./recovery-text.ts";

/** The sentence, and the bar while it is under way. */
export function RecoveryState({ recovery }: { recovery: Recovery }) {
  const { endpointId, state, done, count } = recovery;
  const { value: endpoints = [] } = useEndpoints();
  const endpoint = endpoints.find(({ id }) => id === endpointId) ?? null;
  return (
    <>
      <p ref={useFocusAtEnd(state === "running")} role="status" tabIndex={-1}>
        {stateText(recovery, endpoint)}
      </p>
      {state === "running" && (
        <progress class="progress" aria-label={setUp.notices.recovery.progress} value={done} max={Math.max(count, 1)} />
      )}
    </>
  );
}

/** The button that ends it goes with its end: the focus that it had, or gets back from a question, is to go on here. */
function useFocusAtEnd(isRunning: boolean) {
  const line = useRef<HTMLParagraphElement>(null);
  const wasRunning = useRef(isRunning);
  useLayoutEffect(() => {
    if (wasRunning.current && !isRunning && document.activeElement === document.body) line.current?.focus();
    wasRunning.current = isRunning;
  }, [isRunning]);
  return line;
}
