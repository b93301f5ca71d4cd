/** The webhooks: who hears what, how they fare, and what can be done with them. */
import { useState } from "preact/hooks";
import { useAddress } from "../address.ts";
import { Button } from "../kit/Button.tsx";
import { Bones } from "../kit/Bones.tsx";
import { PageHead } from "../kit/PageHead.tsx";
import { ProblemNote } from "../kit/ProblemNote.tsx";
import { Search } from "../kit/Search.tsx";
import { Segments } from "../kit/Segments.tsx";
import type { Endpoint } from "../shapes.ts";
import { words } from "../words/words.ts";
import { countsOf, type Filter, filtered } from "./filtered.ts";
import type { Limits } from "./limits.ts";
import { NewWebhookButton } from "./NewWebhookButton.tsx";
import { NotEnabledNote } from "./NotEnabledNote.tsx";
import { NoWebhooks } from "./NoWebhooks.tsx";
import { useEndpoints } from "./use-endpoints.ts";
import { useLimits } from "./use-limits.ts";
import { type Question, WebhookQuestion } from "./WebhookQuestion.tsx";
import type { WebhookRowProps } from "./WebhookRow.tsx";
import { WebhookRows } from "./WebhookRows.tsx";

const FILTERS: readonly Filter[] = ["all", "active", "inactive"];

/** How many rows are drawn at first, and with each press on "more". */
const SHOWN_COUNT = 100;

/** The page. */
export function WebhooksPage() {
  const { value: all, problem } = useEndpoints();
  const { query, change, with: addressWith } = useAddress();
  const sought = query["search"] ?? "";
  const filter = FILTERS.find((one) => one === query["status"]) ?? "all";
  const counts = all && countsOf(all);
  const limits = useLimits();
  const [asked, setAsked] = useState<{ question: Question; endpoint: Endpoint } | null>(null);
  const { title, lede, help, search, filters } = words.webhooks;
  return (
    <>
      <PageHead
        title={title}
        lede={
          <>
            {lede}{" "}
            <a class="link" href="/first">
              {help}
            </a>
          </>
        }
      >
        <NewWebhookButton kind="main" />
      </PageHead>
      <div class="toolbar">
        <Search label={search} value={sought} onSearch={(text) => change({ search: text }, true)} />
        <Segments
          label={words.webhooks.filter}
          value={filter}
          segments={FILTERS.map((value) => ({
            value,
            label: filters[value],
            count: counts?.[value],
            href: addressWith({ status: value === "all" ? null : value }),
          }))}
        />
        {all && <span class="rest">{counterText(all.length, limits)}</span>}
      </div>
      <NotEnabledNote />
      {problem && <ProblemNote problem={problem} />}
      {all === undefined ? (
        problem === null && (
          <div class="panel">
            <Bones rows={4} height={96} />
          </div>
        )
      ) : (
        <WebhookList
          all={all}
          rows={filtered(all, filter, sought)}
          filter={filter}
          sought={sought}
          onAsk={(question, endpoint) => setAsked({ question, endpoint })}
        />
      )}
      {/* Not in a row, which search and filter take away. */}
      {asked && (
        <WebhookQuestion
          question={asked.question}
          endpoint={all?.find(({ id }) => id === asked.endpoint.id) ?? asked.endpoint}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}

/** `5 of 50 webhooks`, without the most of them where that is not known. */
function counterText(count: number, limits: Limits | null): string {
  const { one, many, counter } = words.webhooks;
  if (limits === null) return words.count(count, one, many);
  return counter(count.toLocaleString(words.locale), limits.endpointsCountMax.toLocaleString(words.locale));
}

interface WebhookListProps {
  all: readonly Endpoint[];
  /** Those that search and filter leave. */
  rows: readonly Endpoint[];
  filter: Filter;
  sought: string;
  onAsk: WebhookRowProps["onAsk"];
}

function WebhookList({ all, rows, filter, sought, onAsk }: WebhookListProps) {
  const [shownCount, setShownCount] = useState(SHOWN_COUNT);
  const restCount = rows.length - shownCount;
  if (rows.length === 0) return <NoWebhooks isEmpty={all.length === 0} filter={filter} sought={sought} />;
  // Where all are one part, a search asks for nothing anew.
  const isShort = all.length <= SHOWN_COUNT;
  const starts = Array.from({ length: Math.ceil(shownCount / SHOWN_COUNT) }, (_, at) => at * SHOWN_COUNT);
  return (
    <>
      <ul class="panel webhooks">
        {starts.map((start) => {
          const part = rows.slice(start, start + SHOWN_COUNT);
          return <WebhookRows key={start} endpoints={part} askedIds={idsOf(isShort ? all : part)} onAsk={onAsk} />;
        })}
      </ul>
      {restCount > 0 && (
        <p class="webhooks-more">
          <Button onClick={() => setShownCount(shownCount + SHOWN_COUNT)}>
            {words.webhooks.more(Math.min(restCount, SHOWN_COUNT))}
          </Button>
        </p>
      )}
    </>
  );
}

function idsOf(endpoints: readonly Endpoint[]): string[] {
  return endpoints.map(({ id }) => id);
}
