/** One inbox: what reached it, live, each request with its signature checked. */
import { useAddress } from "../address.ts";
import { Bones } from "../kit/Bones.tsx";
import { Button } from "../kit/Button.tsx";
import { CopyButton } from "../kit/CopyButton.tsx";
import { Empty } from "../kit/Empty.tsx";
import { PageHead } from "../kit/PageHead.tsx";
import { ProblemNote } from "../kit/ProblemNote.tsx";
import { useDoing } from "../doing.ts";
import { type InboxDetails, testEndpoint } from "../people-client.ts";
import { LiveSwitch } from "../shell/LiveSwitch.tsx";
import { NotFound } from "../shell/NotFound.tsx";
import { own } from "../words/people.ts";
import { InboxMenu } from "./InboxMenu.tsx";
import { RequestDetails } from "./RequestDetails.tsx";
import { RequestList } from "./RequestList.tsx";
import { useInbox, useInboxes, useInboxPolling } from "./use-inboxes.ts";

/** The page; `params` from its address. The address of the inbox itself, opened in a browser, leads here too. */
export function InboxPage({ params }: { params: { id: string } }) {
  const { value: inboxes, problem: listProblem } = useInboxes();
  const known = inboxes?.find(({ id, url }) => id === params.id || url.endsWith(`/${params.id}`));
  const { value: inbox, problem: ownProblem } = useInbox(known?.id);
  const problem = ownProblem ?? listProblem;
  useInboxPolling();
  if (inboxes !== undefined && known === undefined) return <NotFound />;
  if (problem && inbox === undefined) return <ProblemNote problem={problem} />;
  return inbox === undefined ? <Bones rows={6} height={44} /> : <OpenInbox inbox={inbox} />;
}

function OpenInbox({ inbox }: { inbox: InboxDetails }) {
  const { title, one, url, empty } = own.inbox;
  const { query } = useAddress();
  const { requests } = inbox;
  const shown = requests.find(({ number }) => String(number) === query["request"]) ?? requests[0];
  const lede = (
    <span class="webhook-url">
      <span class="mono cut" title={inbox.url}>
        {inbox.url}
      </span>
      <CopyButton text={inbox.url} what={url} />
    </span>
  );
  return (
    <>
      <PageHead title={one} lede={lede} crumb={{ href: "/inbox", text: title }} beside={<LiveSwitch />}>
        <TestButton inbox={inbox} />
        <InboxMenu inbox={inbox} />
      </PageHead>
      <Webhooks inbox={inbox} />
      {shown === undefined ? (
        <div class="panel">
          <Empty icon="inbox" title={empty.title} text={empty.text} />
        </div>
      ) : (
        <div class="inbox">
          <RequestList requests={requests} shown={shown.number} />
          <RequestDetails key={shown.number} request={shown} path={new URL(inbox.url).pathname} />
        </div>
      )}
    </>
  );
}

/** What sends to it. */
function Webhooks({ inbox: { endpointIds } }: { inbox: InboxDetails }) {
  const { webhook, webhooks, noWebhook, kept } = own.inbox;
  const [first] = endpointIds;
  return (
    <p class="inbox-note second small">
      {first === undefined ? (
        noWebhook
      ) : (
        <a href={endpointIds.length === 1 ? `/webhooks/${first}` : "/webhooks"}>
          {endpointIds.length === 1 ? webhook : webhooks(endpointIds.length)}
        </a>
      )}{" "}
      · {kept}
    </p>
  );
}

function TestButton({ inbox: { endpointIds } }: { inbox: InboxDetails }) {
  const { action, none, sending, sent } = own.inbox.test;
  const { isBusy, run } = useDoing();
  const [first] = endpointIds;
  const why = first === undefined ? none : isBusy ? sending : null;
  return (
    <Button kind="main" why={why} onClick={() => first !== undefined && run(() => testEndpoint(first), sent)}>
      {action}
    </Button>
  );
}
