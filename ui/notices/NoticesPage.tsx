/** Notices: what owners were told of their webhooks, and how the mails fared. */
import { useAddress } from "../address.ts";
import { queryText } from "../client.ts";
import { spanOfId } from "../id-times.ts";
import { Bones } from "../kit/Bones.tsx";
import { PageHead } from "../kit/PageHead.tsx";
import { ProblemNote } from "../kit/ProblemNote.tsx";
import { Segments } from "../kit/Segments.tsx";
import { Select } from "../kit/Select.tsx";
import { nameOf } from "../looks.ts";
import { readSettings } from "../people-client.ts";
import { useIsAdmin } from "../places/use-known.ts";
import { useReading } from "../reading.ts";
import { listNotices } from "../set-up-client.ts";
import { useEndpoints } from "../webhooks/use-endpoints.ts";
import { setUp } from "../words/set-up.ts";
import { NoticeTable } from "./NoticeTable.tsx";

const KINDS = ["failing", "disabled", "enabled"] as const;

/** The page; the address holds the filters. */
export function NoticesPage() {
  const { query, with: addressWith } = useAddress();
  const { title, lede, only, showAll, noMail, toSettings } = setUp.notices;
  const { endpoint, cursor, notice } = query;
  const kind = KINDS.find((one) => one === query["kind"]);
  const asked = { endpoint, kind, cursor, ...(notice !== undefined && spanOfId(notice)) };
  const { value: page, problem } = useReading(`notices ${queryText(asked)}`, () => listNotices(asked), ["endpoint"]);
  const isMailless = useIsMailless() && page !== undefined && page.data.length > 0;
  return (
    <>
      <PageHead title={title} lede={lede} />
      {notice === undefined ? (
        <Filters />
      ) : (
        <p class="toolbar second">
          {only}{" "}
          <a class="link" href={addressWith({ notice: null })}>
            {showAll}
          </a>
        </p>
      )}
      {isMailless && (
        <p class="notice notices-unmailed">
          <span>
            {noMail}{" "}
            <a class="link" href="/settings">
              {toSettings}
            </a>
          </span>
        </p>
      )}
      <div class="panel table-frame">
        {problem && <ProblemNote problem={problem} />}
        {page === undefined ? (
          problem === null && <Bones rows={6} height={44} />
        ) : (
          <NoticeTable page={page} isToldAbove={isMailless} />
        )}
      </div>
    </>
  );
}

/** Whether there is no mail server; told to those alone who can set one up. */
function useIsMailless(): boolean {
  const isAdmin = useIsAdmin();
  const { value: settings } = useReading(isAdmin ? "settings" : null, readSettings);
  return settings?.isMailSet === false;
}

function Filters() {
  const { query, change, with: addressWith } = useAddress();
  const { value: endpoints = [] } = useEndpoints();
  const { webhook, allWebhooks, kind, all, kinds } = setUp.notices;
  const segmentOf = (value: string, label: string) => ({
    value,
    label,
    href: addressWith({ kind: value === "all" ? null : value, cursor: null }),
  });
  return (
    <div class="toolbar">
      <Segments
        label={kind}
        value={KINDS.find((one) => one === query["kind"]) ?? "all"}
        segments={[segmentOf("all", all), ...KINDS.map((one) => segmentOf(one, kinds[one]))]}
      />
      <Select
        label={webhook}
        value={query["endpoint"] ?? ""}
        options={[["", allWebhooks], ...endpoints.map((endpoint) => [endpoint.id, nameOf(endpoint)] as const)]}
        onChange={(endpoint) => change({ endpoint, cursor: null })}
      />
    </div>
  );
}
