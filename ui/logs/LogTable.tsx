/** Deliveries as rows, newest first; one of them open beside. */
import { useAddress } from "../address.ts";
import { Button } from "../kit/Button.tsx";
import { Empty } from "../kit/Empty.tsx";
import { Pager } from "../kit/Pager.tsx";
import type { Delivery, Page } from "../shapes.ts";
import { words } from "../words/words.ts";
import { LogRow } from "./LogRow.tsx";
import { isFiltered } from "./query.ts";

/** A page of them; `isOff` when their webhook is, `openId` of the one that is looked at. */
export interface LogTableProps {
  page: Page<Delivery>;
  isOff: boolean;
  openId: string | undefined;
}

/** The table, or why there is nothing in it. */
export function LogTable({ page, isOff, openId }: LogTableProps) {
  const { query } = useAddress();
  const { columns } = words.deliveries.log;
  if (page.data.length === 0 && page.nextCursor === null && query["cursor"] === undefined) return <NoRows />;
  return (
    <>
      <table class="table log-table">
        <thead>
          <tr>
            <th class="state">{columns.state}</th>
            <th class="type">{columns.event}</th>
            <th class="status right">{columns.status}</th>
            <th class="duration right">{columns.duration}</th>
            <th class="reason wide-only">{columns.reason}</th>
            <th class="attempts right wide-only">{columns.attempts}</th>
            <th class="when right">{columns.when}</th>
          </tr>
        </thead>
        <tbody>
          {page.data.map((row) => (
            <LogRow key={row.id} delivery={row} isOff={isOff} isOpen={row.id === openId} />
          ))}
        </tbody>
      </table>
      <Pager page={page} />
    </>
  );
}

function NoRows() {
  const { query, change } = useAddress();
  const { zero, noMatch } = words.deliveries.log;
  if (!isFiltered(query)) return <Empty icon="event" title={zero.title} text={zero.text} />;
  const clear = () => change({ state: null, type: null, within: null, since: null, until: null }, true);
  return (
    <Empty icon="search" title={noMatch.title} text={noMatch.text}>
      <Button onClick={clear}>{noMatch.clear}</Button>
    </Empty>
  );
}
