/** API keys: what opens the API, and how far. */
import { useAddress } from "../address.ts";
import { queryText } from "../client.ts";
import { Bones } from "../kit/Bones.tsx";
import { Button } from "../kit/Button.tsx";
import { Empty } from "../kit/Empty.tsx";
import { PageHead } from "../kit/PageHead.tsx";
import { ProblemNote } from "../kit/ProblemNote.tsx";
import { ScopeSegments, useScope } from "../places/ScopeSegments.tsx";
import { useReading } from "../reading.ts";
import { listKeys } from "../set-up-client.ts";
import { setUp } from "../words/set-up.ts";
import { KeyTable } from "./KeyTable.tsx";
import { NewKey } from "./NewKey.tsx";
import { SoughtKey } from "./SoughtKey.tsx";

/** The page; the address says whether the form is open. */
export function KeysPage() {
  const { query, change } = useAddress();
  const { title, lede, create, zero, scope: label } = setUp.apiKeys;
  const scope = useScope();
  const { cursor } = query;
  const { value: page, problem } = useReading(`keys ${scope.name} ${queryText({ cursor })}`, () =>
    listKeys({ cursor }, scope.headers),
  );
  const isEmpty = page?.data.length === 0 && page.nextCursor === null && cursor === undefined;
  return (
    <>
      <PageHead title={title} lede={lede}>
        <Button kind="main" icon="plus" onClick={() => change({ new: "1" })}>
          {create}
        </Button>
      </PageHead>
      <div class="toolbar">
        <ScopeSegments label={label} />
      </div>
      {page !== undefined && <SoughtKey page={page} />}
      <div class="panel table-frame">
        {problem && <ProblemNote problem={problem} />}
        {page === undefined && problem === null && <Bones rows={5} height={44} />}
        {isEmpty && (
          <Empty icon="key" title={zero.title} text={zero.text}>
            <Button onClick={() => change({ new: "1" })}>{create}</Button>
          </Empty>
        )}
        {page !== undefined && !isEmpty && <KeyTable page={page} />}
      </div>
      {query["new"] !== undefined && <NewKey onClose={() => change({ new: null }, true)} />}
    </>
  );
}
