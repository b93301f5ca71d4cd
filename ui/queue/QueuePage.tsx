/** The retry queue: what has an attempt to come, the earliest first, by webhook. */
import { useState } from "preact/hooks";
import { useAddress } from "../address.ts";
import { listDeliveries, queryText } from "../client.ts";
import { CancelQuestion } from "../inspector/CancelQuestion.tsx";
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
import { HeldList } from "./HeldList.tsx";
import { QueueRow, type QueueRowProps } from "./QueueRow.tsx";

/** How many rows a page has. */
const ROWS_COUNT = 50;

/** The page. */
export function QueuePage() {
  const { query } = useAddress();
  const { value: endpoints = [] } = useEndpoints();
  const { endpoint, cursor } = query;
  const held = endpoints.filter(
    ({ id, status, waitingCount }) =>
      status !== "active" && waitingCount > 0 && (endpoint === undefined || id === endpoint),
  );
  const { value: page, problem } = useReading(
    `queue ${queryText({ endpoint, cursor })}`,
    () => listDeliveries({ sort: "dueAt", endpoint, cursor, limit: ROWS_COUNT }),
    ["attempt", "event", "endpoint"],
  );
  const [askedId, setAskedId] = useState<string | null>(null);
  const { title, lede } = words.deliveries.queue;
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
        {page === undefined ? (
          problem === null && <Bones rows={8} height={44} />
        ) : (
          <QueueTable page={page} hasHeld={held.length > 0} onCancel={setAskedId} />
        )}
      </div>
      <HeldList webhooks={held} />
      {/* Not in a row, which goes when its time has come. */}
      {askedId && <CancelQuestion id={askedId} onClose={() => setAskedId(null)} />}
    </>
  );
}

/** The webhooks that something is due for, with how much. */
function WebhookFilter() {
  const { value: endpoints = [] } = useEndpoints();
  const { query, change } = useAddress();
  const { webhook, all, one } = words.deliveries.queue;
  const waiting = endpoints.filter(
    ({ id, status, waitingCount }) => (status === "active" && waitingCount > 0) || id === query["endpoint"],
  );
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

interface QueueTableProps {
  page: Page<Delivery>;
  hasHeld: boolean;
  onCancel: QueueRowProps["onCancel"];
}

function QueueTable({ page, hasHeld, onCancel }: QueueTableProps) {
  const { query, with: addressWith } = useAddress();
  const { columns, zero, zeroHeld, more, first } = words.deliveries.queue;
  const isFirst = query["cursor"] === undefined;
  if (page.data.length === 0 && isFirst) return <Empty icon="queue" {...(hasHeld ? zeroHeld : zero)} />;
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
            <QueueRow key={delivery.id} delivery={delivery} onCancel={onCancel} />
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
