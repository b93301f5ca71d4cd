/** A webhook in the list: what it is called, where it is, what it hears, how it fares. */
import { IconButton } from "../kit/IconButton.tsx";
import { Menu } from "../kit/Menu.tsx";
import { Pill } from "../kit/Pill.tsx";
import { When } from "../kit/When.tsx";
import { badgesOf, nameOf, webhookLook } from "../looks.ts";
import type { Endpoint } from "../shapes.ts";
import { words } from "../words/words.ts";
import { Badges } from "./Badges.tsx";
import { Sparkline } from "./Sparkline.tsx";
import { useWebhookActions } from "./use-webhook-actions.ts";

/** The row; pressing anywhere on it opens the webhook. */
export function WebhookRow({ endpoint }: { endpoint: Endpoint }) {
  const { actions } = words.webhooks;
  const { items, question, copySecret } = useWebhookActions(endpoint);
  const name = nameOf(endpoint);
  return (
    <li class="webhook">
      <div class="webhook-what">
        <div class="title-line">
          <a class="webhook-name row-link" href={`/webhooks/${endpoint.id}`}>
            {endpoint.name ?? words.webhooks.unnamed}
          </a>
          <Pill {...webhookLook(endpoint)} />
        </div>
        <div class="mono second cut" title={endpoint.url}>
          {endpoint.url}
        </div>
        <Badges texts={badgesOf(endpoint.events)} title={endpoint.events.join("\n")} />
      </div>
      <Sparkline hours={null} />
      <Last endpoint={endpoint} />
      <div class="webhook-actions">
        <IconButton icon="key" label={actions.copySecretOf(name)} onClick={copySecret} />
        <Menu label={actions.moreOf(name)} items={items} />
      </div>
      {question}
    </li>
  );
}

/** When something last arrived, or did not. */
function Last({ endpoint: { lastSuccessAt, lastFailureAt } }: { endpoint: Endpoint }) {
  const { lastDelivered, lastFailed, never } = words.webhooks;
  if (lastSuccessAt === null && lastFailureAt === null) return <div class="webhook-last third small">{never}</div>;
  const isFailed = (lastFailureAt ?? "") > (lastSuccessAt ?? "");
  return (
    <div class="webhook-last">
      <div>
        <When at={isFailed ? lastFailureAt : lastSuccessAt} />
      </div>
      <div class="third small">{isFailed ? lastFailed : lastDelivered}</div>
    </div>
  );
}
