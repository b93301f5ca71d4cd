/** The way of a delivery, drawn: past attempts filled, the next one hollow and counting down, later ones dashed. */
import { useEffect, useRef } from "preact/hooks";
import { useAddress } from "../address.ts";
import { Countdown } from "../kit/Countdown.tsx";
import { now } from "../now.ts";
import { attemptText } from "../looks.ts";
import type { Attempt, DeliveryDetails } from "../shapes.ts";
import { shortSpan } from "../spans.ts";
import { momentText, utcText } from "../times.ts";
import { words } from "../words/words.ts";

/** The delivery, and which of its attempts is looked at. */
export interface TimelineProps {
  delivery: DeliveryDetails;
  isOff: boolean;
  shownId: string | undefined;
}

/** The line of dots; each past one is a button that shows its attempt. */
export function Timeline({ delivery, isOff, shownId }: TimelineProps) {
  const { state, dueAt, attempts, laterWaitsMs } = delivery;
  const line = useRef<HTMLOListElement>(null);
  const hasNext = state === "waiting" && dueAt !== null && !isOff;
  useEffect(() => {
    line.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [shownId]);
  if (attempts.length === 0 && !hasNext) return null;
  return (
    <ol class="way" ref={line} aria-label={words.deliveries.inspector.attempts}>
      {attempts.map((attempt) => (
        <Past key={attempt.id} attempt={attempt} isShown={attempt.id === shownId} />
      ))}
      {hasNext && (
        <li class={`way-next ${attempts.length > 0 ? "retry" : "waiting"}`}>
          <span class="way-step">
            <strong>
              <Countdown at={dueAt} />
            </strong>
            <span title={utcText(dueAt)}>{momentText(Date.parse(dueAt), now.peek())}</span>
          </span>
        </li>
      )}
      {hasNext && <Later waitsMs={laterWaitsMs ?? []} />}
    </ol>
  );
}

/** What comes behind the next attempt: the first of it, and how much more. A sentence below says the same in full. */
function Later({ waitsMs: [first, ...rest] }: { waitsMs: readonly number[] }) {
  const { step, more, over } = words.deliveries.inspector.later;
  if (first === undefined) return null;
  const steps = [
    [shortSpan(first), step],
    ...(rest.length === 0 ? [] : [[more(rest.length), over(shortSpan(rest.reduce((sum, waitMs) => sum + waitMs, 0)))]]),
  ];
  return steps.map(([text, note]) => (
    <li class="way-later" key={text} aria-hidden="true">
      <span class="way-step">
        <strong>{text}</strong>
        <span>{note}</span>
      </span>
    </li>
  ));
}

function Past({ attempt, isShown }: { attempt: Attempt; isShown: boolean }) {
  const { with: addressWith } = useAddress();
  const { startedAt, number, outcome, reason } = attempt;
  const time = momentText(Date.parse(startedAt), now.peek());
  return (
    <li class={outcome === "delivered" ? "ok" : "failed"}>
      <a
        class="way-step"
        href={addressWith({ attempt: attempt.id })}
        aria-current={isShown ? "step" : undefined}
        title={reason}
      >
        <span class="unseen">{words.deliveries.inspector.attempt(number)}</span>
        <strong>{attemptText(attempt)}</strong>
        <time dateTime={startedAt} title={utcText(startedAt)}>
          {time}
        </time>
      </a>
    </li>
  );
}
