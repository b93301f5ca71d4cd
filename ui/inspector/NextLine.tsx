/** What comes next for a delivery, and what a person can do about it. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { retryDelivery } from "../client.ts";
import { useDoing } from "../doing.ts";
import { Button } from "../kit/Button.tsx";
import { Countdown } from "../kit/Countdown.tsx";
import type { Tone } from "../kit/Pill.tsx";
import { isToCome } from "../now.ts";
import type { DeliveryDetails } from "../shapes.ts";
import { words } from "../words/words.ts";
import { CancelQuestion } from "./CancelQuestion.tsx";
import { laterText } from "./later.ts";

/** The line: blue before the first attempt, amber before another, red at the end of the schedule. */
export function NextLine({ delivery, isOff }: { delivery: DeliveryDetails; isOff: boolean }) {
  const { inspector } = words.deliveries;
  const { isBusy, run } = useDoing();
  const [isAsked, setAsked] = useState(false);
  const isWaiting = delivery.state === "waiting";
  const why = isBusy ? words.loading : isOff ? words.webhooks.off.paused : null;
  const isPlanned = isWaiting && !isOff && delivery.dueAt !== null && !delivery.isTest;
  // The API says `null` before an attempt by hand: what follows one is known only then.
  const laterWaitsMs: readonly number[] | null = isPlanned ? delivery.laterWaitsMs : null;
  return (
    <div class={`notice ${toneOf(delivery, isOff)}`}>
      <p>
        {textOf(delivery, isOff)}
        {laterWaitsMs && <span class="later second small">{laterText(laterWaitsMs)}</span>}
      </p>
      <Button size="small" why={why} onClick={() => run(() => retryDelivery(delivery.id), inspector.retried)}>
        {isWaiting ? inspector.retryNow : inspector.sendAgain}
      </Button>
      {isWaiting && (
        <Button size="small" onClick={() => setAsked(true)}>
          {words.cancel}
        </Button>
      )}
      {isAsked && <CancelQuestion id={delivery.id} onClose={() => setAsked(false)} />}
    </div>
  );
}

function toneOf({ state, attemptsCount }: DeliveryDetails, isOff: boolean): Tone | "" {
  if (state === "failed") return "failed";
  if (state !== "waiting") return "";
  return attemptsCount > 0 && !isOff ? "retry" : "waiting";
}

function textOf({ state, reason, dueAt, attemptsCount }: DeliveryDetails, isOff: boolean): ComponentChildren {
  const { inspector, states } = words.deliveries;
  switch (state) {
    case "delivered":
      return inspector.arrived(attemptsCount);
    case "failed":
      return [<strong key="state">{inspector.failed}</strong>, reason !== null && inspector.because(reason)];
    case "skipped":
    case "cancelled":
      return [<strong key="state">{states[state]}</strong>, reason !== null && inspector.because(reason)];
    case "waiting":
      if (isOff || dueAt === null) return [<strong key="state">{states.held}</strong>, " ", inspector.heldText];
      return <DueText key={dueAt} at={dueAt} isFirst={attemptsCount === 0} />;
  }
}

/** Counts down to an attempt; once it is due it may still wait for its turn. */
function DueText({ at, isFirst }: { at: string; isFirst: boolean }) {
  const { inspector } = words.deliveries;
  if (!isToCome(at)) return <>{isFirst ? inspector.firstDue : inspector.nextDue}</>;
  return (
    <>
      {isFirst ? inspector.firstIn : inspector.nextIn}{" "}
      <strong>
        <Countdown at={at} />
      </strong>
    </>
  );
}
