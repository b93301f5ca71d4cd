/** The events: what happened, newest first. */
import { useAddress } from "../address.ts";
import { listEvents, queryText } from "../client.ts";
import { wallMs } from "../clock.ts";
import { Bones } from "../kit/Bones.tsx";
import { Button } from "../kit/Button.tsx";
import { Empty } from "../kit/Empty.tsx";
import { PageHead } from "../kit/PageHead.tsx";
import { Pager } from "../kit/Pager.tsx";
import { ProblemNote } from "../kit/ProblemNote.tsx";
import { When } from "../kit/When.tsx";
import { apiQueryOf, isFiltered } from "../logs/query.ts";
import { useReading } from "../reading.ts";
import type { Event, Page } from "../shapes.ts";
import { words } from "../words/words.ts";
import { EventFilters } from "./EventFilters.tsx";

/** The page. */
export function EventsPage() {
  const { query } = useAddress();
  const asked = (now: number | null) => ({ ...apiQueryOf(query, now), state: undefined });
  const kinds = query["cursor"] === undefined ? (["event"] as const) : [];
  const { value: page, problem } = useReading(
    `events ${queryText(asked(null))}`,
    () => listEvents(asked(wallMs())),
    kinds,
  );
  return (
    <>
      <PageHead title={words.events.title} lede={words.events.lede} />
      <EventFilters />
      <div class="panel table-frame">
        {problem && <ProblemNote problem={problem} />}
        {page === undefined ? problem === null && <Bones rows={10} height={38} /> : <EventTable page={page} />}
      </div>
    </>
  );
}

function EventTable({ page }: { page: Page<Event> }) {
  const { query } = useAddress();
  const { columns } = words.events;
  if (page.data.length === 0 && page.nextCursor === null && query["cursor"] === undefined) return <NoEvents />;
  return (
    <>
      <table class="table event-table">
        <thead>
          <tr>
            <th class="type">{columns.type}</th>
            <th class="namespace wide-only">{columns.namespace}</th>
            <th class="id wide-only">{columns.id}</th>
            <th class="count right">{columns.deliveries}</th>
            <th class="when right">{columns.when}</th>
          </tr>
        </thead>
        <tbody>
          {page.data.map(({ id, type, namespace, deliveriesCount, createdAt }) => (
            <tr key={id}>
              <td>
                <a class="row-link mono" href={`/events/${id}`}>
                  {type}
                </a>
              </td>
              <td class="wide-only mono second">{namespace}</td>
              <td class="wide-only mono third">{id}</td>
              <td class="right count">
                {deliveriesCount.toLocaleString()} <span class="narrow-only second small">{columns.deliveries}</span>
              </td>
              <td class="right when">
                <When at={createdAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Pager page={page} />
    </>
  );
}

function NoEvents() {
  const { query, change, go } = useAddress();
  const { zero, first, noMatch } = words.events;
  if (!isFiltered(query)) {
    return (
      <Empty icon="event" title={zero.title} text={zero.text}>
        <Button onClick={() => go("/first")}>{first}</Button>
      </Empty>
    );
  }
  const clear = () => change({ type: null, namespace: null, within: null, since: null, until: null }, true);
  return (
    <Empty icon="search" title={noMatch.title} text={noMatch.text}>
      <Button onClick={clear}>{noMatch.clear}</Button>
    </Empty>
  );
}
