/** The inboxes of the environment. */
import { useAddress } from "../address.ts";
import { useDoing } from "../doing.ts";
import { Bones } from "../kit/Bones.tsx";
import { Button } from "../kit/Button.tsx";
import { Empty } from "../kit/Empty.tsx";
import { PageHead } from "../kit/PageHead.tsx";
import { ProblemNote } from "../kit/ProblemNote.tsx";
import { When } from "../kit/When.tsx";
import type { Inbox } from "../people-client.ts";
import { own } from "../words/people.ts";
import { words } from "../words/words.ts";
import { newInbox } from "./new-inbox.ts";
import { useInboxes, useInboxPolling } from "./use-inboxes.ts";

/** The page. */
export function InboxesPage() {
  const { title, lede, zero } = own.inbox;
  const { value: inboxes, problem } = useInboxes();
  useInboxPolling();
  const isEmpty = inboxes?.length === 0;
  return (
    <>
      <PageHead title={title} lede={lede}>
        {!isEmpty && <CreateButton />}
      </PageHead>
      <div class="panel table-frame">
        {problem && <ProblemNote problem={problem} />}
        {inboxes === undefined && problem === null && <Bones rows={3} height={44} />}
        {isEmpty && (
          <Empty icon="inbox" title={zero.title} text={zero.text}>
            <CreateButton />
          </Empty>
        )}
        {inboxes !== undefined && !isEmpty && <InboxTable inboxes={inboxes} />}
      </div>
    </>
  );
}

/** Makes one, and leads to it. */
function CreateButton() {
  const { isBusy, run } = useDoing();
  const { go } = useAddress();
  const make = () => run(async () => go(await newInbox()));
  return (
    <Button kind="main" icon="plus" why={isBusy ? words.loading : null} onClick={make}>
      {own.inbox.create}
    </Button>
  );
}

function InboxTable({ inboxes }: { inboxes: readonly Inbox[] }) {
  const { columns, requests } = own.inbox;
  return (
    <table class="table inbox-table">
      <thead>
        <tr>
          <th>{columns.address}</th>
          <th class="count right">{columns.requests}</th>
          <th class="created right wide-only">{columns.created}</th>
          <th class="when right">{columns.last}</th>
        </tr>
      </thead>
      <tbody>
        {inboxes.map(({ id, url, requestsCount, lastRequestAt, createdAt }) => (
          <tr key={id}>
            <td>
              <a class="row-link mono" href={`/inbox/${id}`} title={url}>
                {new URL(url).pathname}
              </a>
            </td>
            <td class="count right">
              <span class="narrow-only">{requests(requestsCount)}</span>
              <span class="wide-only">{requestsCount}</span>
            </td>
            <td class="created right wide-only second">
              <When at={createdAt} />
            </td>
            <td class="when right">
              <When at={lastRequestAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
