/** Changes as rows, newest first. */
import { useAddress } from "../address.ts";
import { Button } from "../kit/Button.tsx";
import { Empty } from "../kit/Empty.tsx";
import { Pager } from "../kit/Pager.tsx";
import { When } from "../kit/When.tsx";
import type { AuditLine } from "../set-up-shapes.ts";
import type { Page } from "../shapes.ts";
import { setUp } from "../words/set-up.ts";
import { isFiltered } from "./query.ts";

/** A page of them, and which is looked at. */
export interface AuditTableProps {
  page: Page<AuditLine>;
  openId: string | undefined;
}

/** The table, or why there is nothing in it. */
export function AuditTable({ page, openId }: AuditTableProps) {
  const { query, with: addressWith } = useAddress();
  const { columns, actionText } = setUp.audit;
  if (page.data.length === 0 && page.nextCursor === null && query["cursor"] === undefined) return <NoRows />;
  return (
    <>
      <table class="table audit-table">
        <thead>
          <tr>
            <th class="what">{columns.what}</th>
            <th class="which">{columns.which}</th>
            <th class="who wide-only">{columns.who}</th>
            <th class="from wide-only">{columns.from}</th>
            <th class="when right">{columns.when}</th>
          </tr>
        </thead>
        <tbody>
          {page.data.map(({ id, action, actor, address, subjectId, changes, createdAt }) => (
            <tr key={id}>
              <td>
                <a
                  id={id}
                  class="row-link"
                  href={addressWith({ line: id })}
                  aria-current={id === openId ? "true" : undefined}
                >
                  {actionText(action)}
                </a>
              </td>
              <td class="which second" title={subjectId}>
                {typeof changes["name"] === "string" ? changes["name"] : <span class="mono">{subjectId}</span>}
              </td>
              <td class="wide-only second">{actor.name}</td>
              <td class="wide-only mono third">{address}</td>
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

function NoRows() {
  const { query, change } = useAddress();
  const { zero, noMatch } = setUp.audit;
  if (!isFiltered(query)) return <Empty icon="list" title={zero.title} text={zero.text} />;
  const clear = () => change({ action: null, within: null, since: null, until: null }, true);
  return (
    <Empty icon="search" title={noMatch.title} text={noMatch.text}>
      <Button onClick={clear}>{noMatch.clear}</Button>
    </Empty>
  );
}
