/** The organizations: the customers of the product. */
import { useState } from "preact/hooks";
import { useAddress } from "../address.ts";
import { Bones } from "../kit/Bones.tsx";
import { Button } from "../kit/Button.tsx";
import { Empty } from "../kit/Empty.tsx";
import { PageHead } from "../kit/PageHead.tsx";
import { ProblemNote } from "../kit/ProblemNote.tsx";
import { Search } from "../kit/Search.tsx";
import { matchesOrganization } from "../places/matches.ts";
import { useReading } from "../reading.ts";
import { readAllOrganizations } from "../set-up-client.ts";
import type { Organization } from "../set-up-shapes.ts";
import { setUp } from "../words/set-up.ts";
import { OrganizationTable } from "./OrganizationTable.tsx";

/** How many rows are drawn before one asks for more, and how many are ever read. */
const SHOWN_COUNT = 50;
const READ_COUNT_MAX = 2_000;

/** The page; the address holds the search. */
export function OrganizationsPage() {
  const { query, change, go } = useAddress();
  const { value: all, problem } = useReading("organizations", readAllOrganizations);
  const { title, lede, create, search, counter, cut } = setUp.organizations;
  const sought = query["search"] ?? "";
  const count = all?.length.toLocaleString() ?? "";
  return (
    <>
      <PageHead title={title} lede={lede}>
        <Button kind="main" icon="plus" onClick={() => go("/organizations/new")}>
          {create}
        </Button>
      </PageHead>
      <div class="toolbar">
        <Search label={search} value={sought} onSearch={(text) => change({ search: text }, true)} />
        {all && <span class="rest">{(all.length < READ_COUNT_MAX ? counter : cut)(count)}</span>}
      </div>
      <div class="panel table-frame">
        {problem && <ProblemNote problem={problem} />}
        {all === undefined ? (
          problem === null && <Bones rows={5} height={44} />
        ) : (
          <Rows rows={all.filter((one) => matchesOrganization(one, sought))} defaultId={all.at(-1)?.id} />
        )}
      </div>
    </>
  );
}

function Rows({ rows, defaultId }: { rows: readonly Organization[]; defaultId: string | undefined }) {
  const { change } = useAddress();
  const { noMatch, more } = setUp.organizations;
  const [shownCount, setShownCount] = useState(SHOWN_COUNT);
  const restCount = rows.length - shownCount;
  if (rows.length === 0) {
    return (
      <Empty icon="search" title={noMatch.title} text={noMatch.text}>
        <Button onClick={() => change({ search: null }, true)}>{noMatch.clear}</Button>
      </Empty>
    );
  }
  return (
    <>
      <OrganizationTable rows={rows.slice(0, shownCount)} defaultId={defaultId} />
      {restCount > 0 && (
        <div class="pager">
          <span />
          <Button size="small" onClick={() => setShownCount(shownCount + SHOWN_COUNT)}>
            {more(Math.min(restCount, SHOWN_COUNT))}
          </Button>
        </div>
      )}
    </>
  );
}
