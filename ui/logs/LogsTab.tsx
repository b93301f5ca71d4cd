/** The log of one webhook, live, with the inspector beside it. */
import { useAddress } from "../address.ts";
import { listDeliveries, queryText } from "../client.ts";
import { wallMs } from "../clock.ts";
import { useKeys } from "../keys.ts";
import { Inspector } from "../inspector/Inspector.tsx";
import { DELIVERY_KINDS } from "../inspector/use-delivery.ts";
import { Bones } from "../kit/Bones.tsx";
import { ProblemNote } from "../kit/ProblemNote.tsx";
import { useReading } from "../reading.ts";
import type { Delivery, Endpoint } from "../shapes.ts";
import { LogFilters } from "./LogFilters.tsx";
import { LogTable } from "./LogTable.tsx";
import { apiQueryOf } from "./query.ts";
import { useFocusOnRow } from "./use-focus-on-row.ts";

/** The tab. */
export function LogsTab({ endpoint }: { endpoint: Endpoint }) {
  const { query } = useAddress();
  const asked = (now: number | null) => ({ ...apiQueryOf(query, now), endpoint: endpoint.id });
  // An older page stands still: only the newest moves.
  const kinds = query["cursor"] === undefined ? DELIVERY_KINDS : [];
  const { value: page, problem } = useReading(
    `log ${queryText(asked(null))}`,
    () => listDeliveries(asked(wallMs())),
    kinds,
  );
  const rows = page?.data ?? [];
  const openId = query["delivery"];
  const { goTo, close } = useWalk(rows);
  const at = rows.findIndex(({ id }) => id === openId);
  return (
    <>
      <LogFilters />
      <div class={`log${openId === undefined ? "" : " is-split"}`}>
        <div class="panel table-frame">
          {problem && <ProblemNote problem={problem} />}
          {page === undefined ? (
            problem === null && <Bones rows={10} height={38} />
          ) : (
            <LogTable page={page} isOff={endpoint.status !== "active"} openId={openId} />
          )}
        </div>
        {openId !== undefined && (
          <aside class="panel inspector-frame">
            <Inspector
              key={openId}
              id={openId}
              isOff={endpoint.status !== "active"}
              position={at === -1 ? null : { at, count: rows.length }}
              onStep={(step) => goTo(rows[at + step])}
              onClose={close}
            />
          </aside>
        )}
      </div>
    </>
  );
}

/** Walking the rows by arrow keys; the address holds which one is open. */
function useWalk(rows: readonly Delivery[]) {
  const { query, change } = useAddress();
  const openId = query["delivery"];
  const goTo = (row: Delivery | undefined) => {
    if (row !== undefined) change({ delivery: row.id, attempt: null }, openId !== undefined);
  };
  const close = () => change({ delivery: null, attempt: null, view: null });
  const step = (by: number) => {
    const at = rows.findIndex(({ id }) => id === openId);
    goTo(at === -1 ? rows[0] : rows[at + by]);
  };
  // While nothing is open the arrows scroll the page, as everywhere.
  useKeys(openId === undefined ? {} : { ArrowDown: () => step(1), ArrowUp: () => step(-1), Escape: close });
  useFocusOnRow(openId);
  return { goTo, close };
}
