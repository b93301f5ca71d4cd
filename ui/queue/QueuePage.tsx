/** The retry queue: what has an attempt to come, the earliest first, by webhook. */
import { useAddress } from "../address.ts";
import { queryText } from "../client.ts";
import { Bones } from "../kit/Bones.tsx";
import { Empty } from "../kit/Empty.tsx";
import { PageHead } from "../kit/PageHead.tsx";
import { ProblemNote } from "../kit/ProblemNote.tsx";
import { Select } from "../kit/Select.tsx";
import { nameOf } from "../looks.ts";
import { useReading } from "../reading.ts";
import type { Delivery, Page } from "../shapes.ts";
import { LiveSwitch } from "../shell/LiveSwitch.tsx";
import { useEndpoints, waitingIn } from "../webhooks/use-endpoints.ts";
import { words } from "../words/words.ts";
import { QueueRow } from "./QueueRow.tsx";
import { readQueue } from "./read-queue.ts";

/** The page. */
export function QueuePage() {
  const { query } = useAddress();
  const { value: endpoints } = useEndpoints();
  const { endpoint, cursor } = query;
  const off = (endpoints ?? []).filter(({ status }) => status !== "active");
  const { value: page, problem } = useReading(
    endpoints && `queue ${queryText({ endpoint, cursor })} ${off.length}`,
    () => readQueue(endpoint, cursor, off),
    ["attempt", "event", "endpoint"],
  );
  const heldCount = off.reduce((sum, { waitingCount }) => sum + waitingCount, 0);
  const { title, lede, held, showHeld } = words.deliveries.queue;
  return (
    <>
      <PageHead title={title} lede={lede} />
      <div class="toolbar">
        <WebhookFilter />
        <span class="rest">
          <LiveSwitch />
        </span>
      </div>
      <div class="panel table-frame">
        {problem && <ProblemNote problem={problem} />}
        {page === undefined ? problem === null && <Bones rows={8} height={44} /> : <QueueTable page={page} />}
      </div>
      {heldCount > 0 && (
        <p class="queue-held second small">
          {held(words.count(heldCount, "delivery", "deliveries"))} <a href="/webhooks?status=inactive">{showHeld}</a>
        </p>
      )}
    </>
  );
}

/** The webhooks that something waits for, with how much. */
function WebhookFilter() {
  const { value: endpoints = [] } = useEndpoints();
  const { query, change } = useAddress();
  const { webhook, all, one } = words.deliveries.queue;
  const waiting = endpoints.filter(({ id, waitingCount }) => waitingCount > 0 || id === query["endpoint"]);
  return (
    <Select
      label={webhook}
      value={query["endpoint"] ?? ""}
      options={[
        ["", all(waitingIn(endpoints).toLocaleString())],
        ...waiting.map(
          (endpoint) => [endpoint.id, one(nameOf(endpoint), endpoint.waitingCount.toLocaleString())] as const,
        ),
      ]}
      onChange={(endpoint) => change({ endpoint, cursor: null })}
    />
  );
}

function QueueTable({ page }: { page: Page<Delivery> }) {
  const { query, with: addressWith } = useAddress();
  const { columns, zero, more, first } = words.deliveries.queue;
  const isFirst = query["cursor"] === undefined;
  if (page.data.length === 0 && isFirst) return <Empty icon="queue" title={zero.title} text={zero.text} />;
  return (
    <>
      <table class="table queue-table">
        <thead>
          <tr>
            <th class="due">{columns.due}</th>
            <th class="webhook-column">{columns.webhook}</th>
            <th class="type">{columns.event}</th>
            <th class="reason wide-only">{columns.reason}</th>
            <th class="attempts right wide-only">{columns.attempts}</th>
            <th class="do">
              <span class="unseen">{words.more}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {page.data.map((delivery) => (
            <QueueRow key={delivery.id} delivery={delivery} />
          ))}
        </tbody>
      </table>
      {(!isFirst || page.nextCursor !== null) && (
        <nav class="pager" aria-label={more}>
          <span />
          <span class="row">
            {!isFirst && (
              <a class="button small" href={addressWith({ cursor: null })}>
                {first}
              </a>
            )}
            {page.nextCursor !== null && (
              <a class="button small" href={addressWith({ cursor: page.nextCursor })}>
                {more}
              </a>
            )}
          </span>
        </nav>
      )}
    </>
  );
}
