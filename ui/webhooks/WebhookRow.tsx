/** A webhook in the list: what it is called, where it is, what it hears, how it fares. */
import { IconButton } from "../kit/IconButton.tsx";
import { Menu } from "../kit/Menu.tsx";
import { Pill } from "../kit/Pill.tsx";
import { When } from "../kit/When.tsx";
import { badgesOf, nameOf, webhookLook } from "../looks.ts";
import { hoursOf, rateText } from "../overview/figures.ts";
import type { Endpoint, Stats } from "../shapes.ts";
import { words } from "../words/words.ts";
import { Badges } from "./Badges.tsx";
import { Sparkline } from "./Sparkline.tsx";
import { useWebhookActions } from "./use-webhook-actions.ts";
import type { Question } from "./WebhookQuestion.tsx";

/** The webhook, and how it fares over 24 hours, as far as that is read; `onAsk` hears what is to be asked of it. */
export interface WebhookRowProps {
  endpoint: Endpoint;
  stats: Stats | undefined;
  onAsk: (question: Question, endpoint: Endpoint) => void;
}

/** The row; pressing anywhere on it opens the webhook. */
export function WebhookRow({ endpoint, stats, onAsk }: WebhookRowProps) {
  const { actions } = words.webhooks;
  const { items, copySecret } = useWebhookActions(endpoint, (question) => onAsk(question, endpoint));
  const name = nameOf(endpoint);
  return (
    <li class="webhook">
      <div class="webhook-what">
        <div class="title-line">
          <a class="webhook-name row-link" href={`/webhooks/${endpoint.id}`}>
            {name}
          </a>
          <Pill {...webhookLook(endpoint)} />
        </div>
        <div class="mono second cut" title={endpoint.url}>
          {endpoint.url}
        </div>
        <Badges texts={badgesOf(endpoint.events)} title={endpoint.events.join("\n")} />
      </div>
      <Sparkline hours={stats ? hoursOf(stats.buckets) : null} />
      <Last endpoint={endpoint} rate={stats?.successRate ?? null} />
      <div class="webhook-actions">
        <IconButton icon="key" label={actions.copySecretOf(name)} onClick={copySecret} />
        <Menu label={actions.moreOf(name)} items={items} />
      </div>
    </li>
  );
}

/** How much of it arrives, and when something last did, or did not. */
function Last({ endpoint: { lastSuccessAt, lastFailureAt }, rate }: { endpoint: Endpoint; rate: number | null }) {
  const { lastDelivered, lastFailed, never } = words.webhooks;
  if (lastSuccessAt === null && lastFailureAt === null) return <div class="webhook-last third small">{never}</div>;
  const isFailed = (lastFailureAt ?? "") > (lastSuccessAt ?? "");
  return (
    <div class="webhook-last">
      <div title={words.stats.rateTitle}>{rate === null ? words.none : <strong>{rateText(rate)}</strong>}</div>
      <div class="third small">
        {isFailed ? lastFailed : lastDelivered} <When at={isFailed ? lastFailureAt : lastSuccessAt} />
      </div>
    </div>
  );
}
