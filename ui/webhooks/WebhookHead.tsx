/** The head of one webhook: its name, its URL, its state, and what to do when it is off or failing. */
import { Button } from "../kit/Button.tsx";
import { CopyButton } from "../kit/CopyButton.tsx";
import { Menu } from "../kit/Menu.tsx";
import { PageHead } from "../kit/PageHead.tsx";
import { Pill } from "../kit/Pill.tsx";
import { webhookLook } from "../looks.ts";
import type { Endpoint } from "../shapes.ts";
import { words } from "../words/words.ts";
import { useWebhookActions } from "./use-webhook-actions.ts";

/** The head, with a note below it when something is not as it should be. */
export function WebhookHead({ endpoint }: { endpoint: Endpoint }) {
  const { title, unnamed, off } = words.webhooks;
  const { items, question, turn, isBusy } = useWebhookActions(endpoint);
  const { status, statusReason, waitingCount } = endpoint;
  return (
    <>
      <PageHead
        title={endpoint.name ?? unnamed}
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
        <Menu label={words.more} items={items} isFramed />
      </PageHead>
      {status !== "active" && (
        <div class={`notice webhook-note ${status === "disabled" ? "failed" : ""}`}>
          <p>
            {off[status]} {statusReason !== null && status === "disabled" && `${off.because(statusReason)} `}
            {waitingCount > 0 && off.held(words.count(waitingCount, "delivery", "deliveries"))}
          </p>
          <Button size="small" icon="play" why={isBusy ? words.loading : null} onClick={turn}>
            {off.activate}
          </Button>
        </div>
      )}
      {question}
    </>
  );
}
