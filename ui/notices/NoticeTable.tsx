/** Notices as rows, newest first. */
import { useAddress } from "../address.ts";
import { Button } from "../kit/Button.tsx";
import { Empty } from "../kit/Empty.tsx";
import { Pager } from "../kit/Pager.tsx";
import { Pill, type Tone } from "../kit/Pill.tsx";
import { When } from "../kit/When.tsx";
import type { Notice } from "../set-up-shapes.ts";
import type { Page } from "../shapes.ts";
import { useNames } from "../webhooks/use-endpoints.ts";
import { setUp } from "../words/set-up.ts";
import { mailsText } from "./mails-text.ts";

const TONES: Readonly<Record<Notice["kind"], Tone>> = { failing: "retry", disabled: "failed", enabled: "ok" };

/** A page of them. */
export interface NoticeTableProps {
  page: Page<Notice>;
  /** Whether the page has said already that there are no mails. */
  isToldAbove: boolean;
}

/** The table, or why there is nothing in it. */
export function NoticeTable({ page, isToldAbove }: NoticeTableProps) {
  const { query } = useAddress();
  const { columns } = setUp.notices;
  const nameOf = useNames();
  if (page.data.length === 0 && page.nextCursor === null && query["cursor"] === undefined) return <NoRows />;
  return (
    <>
      <table class="table notice-table">
        <thead>
          <tr>
            <th class="kind">{columns.kind}</th>
            <th class="webhook-column">{columns.webhook}</th>
            <th class="reason">{columns.reason}</th>
            <th class="mails">{columns.mails}</th>
            <th class="when right">{columns.when}</th>
          </tr>
        </thead>
        <tbody>
          {page.data.map((notice) => (
            <NoticeRow
              key={notice.id}
              notice={notice}
              name={nameOf(notice.endpointId)}
              mails={mailsText(notice.mails, isToldAbove)}
            />
          ))}
        </tbody>
      </table>
      <Pager page={page} />
    </>
  );
}

interface NoticeRowProps {
  notice: Notice;
  name: string | null;
  mails: string;
}

function NoticeRow({ notice, name, mails }: NoticeRowProps) {
  const { kinds, level: levelText, gone, lastAttempt } = setUp.notices;
  const { id, kind, endpointId, level, reason, failure, at } = notice;
  const text = level === null ? kinds[kind] : levelText(kinds[kind], level);
  return (
    <tr title={id}>
      <td class="kind">
        <Pill tone={TONES[kind]} text={text} />
      </td>
      <td>
        <a class="row-link" href={`/webhooks/${endpointId}`}>
          {name ?? gone}
        </a>
      </td>
      <td class="reason second" title={failure === null ? reason : `${reason}; ${lastAttempt(failure)}`}>
        <span class="small">
          {reason}
          {failure !== null && !reason.includes(failure) && <span class="third"> · {lastAttempt(failure)}</span>}
        </span>
      </td>
      <td class="mails second" title={notice.mails.reason ?? undefined}>
        <span class="small">{mails}</span>
      </td>
      <td class="right when">
        <When at={at} />
      </td>
    </tr>
  );
}

function NoRows() {
  const { query, change } = useAddress();
  const { zero, noMatch } = setUp.notices;
  if (query["endpoint"] === undefined && query["kind"] === undefined && query["notice"] === undefined) {
    return <Empty icon="bell" title={zero.title} text={zero.text} />;
  }
  return (
    <Empty icon="search" title={noMatch.title} text={noMatch.text}>
      <Button onClick={() => change({ endpoint: null, kind: null, notice: null }, true)}>{noMatch.clear}</Button>
    </Empty>
  );
}
