/** The head of one webhook: its name, its URL, its state, what can be sent to try it, and what to do when it is off. */
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useAddress } from "../address.ts";
import { Button } from "../kit/Button.tsx";
import { Countdown } from "../kit/Countdown.tsx";
import { CopyButton } from "../kit/CopyButton.tsx";
import { Menu } from "../kit/Menu.tsx";
import { PageHead } from "../kit/PageHead.tsx";
import { Pill } from "../kit/Pill.tsx";
import { nameOf, webhookLook } from "../looks.ts";
import { isToCome } from "../now.ts";
import type { Endpoint } from "../shapes.ts";
import { words } from "../words/words.ts";
import { useWebhookActions } from "./use-webhook-actions.ts";
import { isQuestion, type Question, WebhookQuestion } from "./WebhookQuestion.tsx";

/** The webhook; `children` stand before what can be done with it. */
export interface WebhookHeadProps {
  endpoint: Endpoint;
  children?: ComponentChildren;
}

/** The head, with a note below it when something is not as it should be. */
export function WebhookHead({ endpoint, children }: WebhookHeadProps) {
  const { title, off, slowed, actions } = words.webhooks;
  const [asked, setAsked] = useAsked();
  const { items, turn, isBusy } = useWebhookActions(endpoint, setAsked);
  const { status, statusReason, waitingCount, heldUntil } = endpoint;
  return (
    <>
      <PageHead
        title={nameOf(endpoint)}
        crumb={{ href: "/webhooks", text: title }}
        beside={<Pill {...webhookLook(endpoint)} />}
        lede={
          <span class="webhook-url">
            <span class="mono cut" title={endpoint.url}>
              {endpoint.url}
            </span>
            <CopyButton text={endpoint.url} what="URL" />
          </span>
        }
      >
        {children}
        <Button icon="event" onClick={() => setAsked("testing")}>
          {actions.test}
        </Button>
        <Menu label={words.more} items={items} isFramed />
      </PageHead>
      {status !== "active" && (
        <div class={`notice webhook-note ${status === "disabled" ? "failed" : waitingCount > 0 ? "waiting" : ""}`}>
          <p>
            {off[status]} {statusReason !== null && status === "disabled" && `${off.because(statusReason)} `}
            {waitingCount > 0 && off.held(words.count(waitingCount, "delivery", "deliveries"))}
          </p>
          <Button size="small" icon="play" why={isBusy ? words.loading : null} onClick={turn}>
            {off.activate}
          </Button>
        </div>
      )}
      {status === "active" && isToCome(heldUntil) && (
        <div class="notice webhook-note retry">
          <p>
            {slowed.before} <Countdown at={heldUntil} />
            {slowed.after}
          </p>
        </div>
      )}
      {asked && <WebhookQuestion question={asked} endpoint={endpoint} onClose={() => setAsked(null)} />}
    </>
  );
}

/** What is asked of the webhook now: an address may bring a question along, and is without it from then on. */
function useAsked() {
  const [asked, setAsked] = useState<Question | null>(null);
  const { query, change } = useAddress();
  const brought = query["ask"];
  useEffect(() => {
    if (brought === undefined) return;
    change({ ask: null }, true);
    if (isQuestion(brought)) setAsked(brought);
  }, [brought]);
  return [asked, setAsked] as const;
}
