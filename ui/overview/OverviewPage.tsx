/** How everything fares: figures, bars, what needs a look, what is due next. */
import { useAddress } from "../address.ts";
import { listDeliveries } from "../client.ts";
import { Countdown } from "../kit/Countdown.tsx";
import { PageHead } from "../kit/PageHead.tsx";
import { Pill } from "../kit/Pill.tsx";
import { ProblemNote } from "../kit/ProblemNote.tsx";
import { nameOf, webhookLook } from "../looks.ts";
import { useReading } from "../reading.ts";
import type { Endpoint } from "../shapes.ts";
import { words } from "../words/words.ts";
import { Figures } from "./Figures.tsx";
import { OutcomeBars } from "./OutcomeBars.tsx";
import { troubled } from "./troubled.ts";
import { useStats } from "./use-stats.ts";
import { windowOf } from "./windows.ts";
import { WindowSegments } from "./WindowSegments.tsx";

/** How many rows each list has. */
const ROWS_COUNT = 6;

/** The page; `endpoints` are all of the environment. */
export function OverviewPage({ endpoints }: { endpoints: readonly Endpoint[] }) {
  const { query } = useAddress();
  const { value: stats, problem } = useStats(windowOf(query));
  const { title, lede } = words.overview;
  return (
    <>
      <PageHead title={title} lede={lede}>
        <WindowSegments />
      </PageHead>
      {problem && <ProblemNote problem={problem} />}
      <Figures stats={stats} />
      <OutcomeBars stats={stats} />
      <div class="two-lists">
        <NeedsLook endpoints={endpoints} />
        <DueNext endpoints={endpoints} />
      </div>
    </>
  );
}

function NeedsLook({ endpoints }: { endpoints: readonly Endpoint[] }) {
  const { needsLook, allWell, more: moreToLook } = words.overview;
  const all = troubled(endpoints);
  const rows = all.slice(0, ROWS_COUNT);
  return (
    <section class="panel short-list">
      <h2>{needsLook}</h2>
      {rows.length === 0 && <p class="second">{allWell}</p>}
      <ul>
        {rows.map((endpoint) => (
          <li key={endpoint.id}>
            <a class="cut row-link" href={`/webhooks/${endpoint.id}`}>
              {nameOf(endpoint)}
            </a>
            <Pill {...webhookLook(endpoint)} />
          </li>
        ))}
        {all.length > rows.length && (
          <li>
            <a class="second" href="/webhooks">
              {moreToLook(all.length - rows.length)}
            </a>
          </li>
        )}
      </ul>
    </section>
  );
}

function DueNext({ endpoints }: { endpoints: readonly Endpoint[] }) {
  const { due, dueNone } = words.overview;
  const { value: page } = useReading("due next", () => listDeliveries({ sort: "dueAt", limit: ROWS_COUNT }), [
    "attempt",
    "event",
    "endpoint",
  ]);
  const rows = page?.data ?? [];
  return (
    <section class="panel short-list">
      <h2>{due}</h2>
      {page !== undefined && rows.length === 0 && <p class="second">{dueNone}</p>}
      <ul>
        {rows.map(({ id, dueAt, endpointId, eventType }) => {
          const endpoint = endpoints.find((one) => one.id === endpointId);
          return (
            <li key={id}>
              <span class="due">{dueAt !== null && <Countdown at={dueAt} />}</span>
              <a class="cut row-link" href={`/deliveries/${id}`}>
                {endpoint === undefined ? words.deliveries.queue.gone : nameOf(endpoint)}
              </a>
              <span class="mono second cut">{eventType}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
