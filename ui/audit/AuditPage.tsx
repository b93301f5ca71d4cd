/** The audit log: who changed what, with one line open beside. */
import { useAddress } from "../address.ts";
import { queryText } from "../client.ts";
import { wallMs } from "../clock.ts";
import { Bones } from "../kit/Bones.tsx";
import { PageHead } from "../kit/PageHead.tsx";
import { ProblemNote } from "../kit/ProblemNote.tsx";
import { Select } from "../kit/Select.tsx";
import { useKeys } from "../keys.ts";
import { TimeFilter } from "../logs/TimeFilter.tsx";
import { useFocusOnRow } from "../logs/use-focus-on-row.ts";
import { ScopeSegments, useScope } from "../places/ScopeSegments.tsx";
import { useReading } from "../reading.ts";
import { listAudit } from "../set-up-client.ts";
import { setUp } from "../words/set-up.ts";
import { AuditPanel } from "./AuditPanel.tsx";
import { AuditTable } from "./AuditTable.tsx";
import { ACTIONS, auditQueryOf } from "./query.ts";

/** The page; the address holds the filters, and which line is open. */
export function AuditPage() {
  const { query, change } = useAddress();
  const { title, lede } = setUp.audit;
  const scope = useScope();
  const { value: page, problem } = useReading(`audit ${scope.name} ${queryText(auditQueryOf(query, null))}`, () =>
    listAudit(auditQueryOf(query, wallMs()), scope.headers),
  );
  const openId = query["line"];
  const close = () => change({ line: null });
  const step = (by: number) => {
    const rows = page?.data ?? [];
    const next = rows[rows.findIndex(({ id }) => id === openId) + by];
    if (next !== undefined) change({ line: next.id }, true);
  };
  useKeys(openId === undefined ? {} : { ArrowDown: () => step(1), ArrowUp: () => step(-1), Escape: close });
  useFocusOnRow(openId);
  return (
    <>
      <PageHead title={title} lede={lede} />
      <Filters />
      <div class={`log${openId === undefined ? "" : " is-split"}`}>
        <div class="panel table-frame">
          {problem && <ProblemNote problem={problem} />}
          {page === undefined ? (
            problem === null && <Bones rows={10} height={38} />
          ) : (
            <AuditTable page={page} openId={openId} />
          )}
        </div>
        {openId !== undefined && (
          <aside class="panel inspector-frame">
            <AuditPanel
              key={openId}
              id={openId}
              line={page?.data.find(({ id }) => id === openId)}
              scope={scope}
              onClose={close}
            />
          </aside>
        )}
      </div>
    </>
  );
}

function Filters() {
  const { query, change } = useAddress();
  const { action, all, actionText, scope } = setUp.audit;
  const chosen = query["action"] ?? "";
  const actions = chosen === "" || ACTIONS.includes(chosen) ? ACTIONS : [...ACTIONS, chosen];
  return (
    <div class="toolbar">
      <ScopeSegments label={scope} />
      <Select
        label={action}
        value={chosen}
        options={[["", all], ...actions.map((one) => [one, actionText(one)] as const)]}
        onChange={(one) => change({ action: one, cursor: null })}
      />
      <TimeFilter />
    </div>
  );
}
