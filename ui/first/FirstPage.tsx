/** The first event: a checklist that ends in a delivered, verified event, each step ticked by what the server has. */
import { addEndpoint, takeKey } from "../curl.ts";
import { useInbox, useInboxes, useInboxPolling } from "../inbox/use-inboxes.ts";
import { PageHead } from "../kit/PageHead.tsx";
import { useReading } from "../reading.ts";
import { listDeliveries, listEvents } from "../client.ts";
import { useEndpoints } from "../webhooks/use-endpoints.ts";
import { own } from "../words/people.ts";
import { ArrivedStep } from "./ArrivedStep.tsx";
import { EventStep } from "./EventStep.tsx";
import { InboxStep } from "./InboxStep.tsx";
import { Snippet } from "./Snippet.tsx";

/** The page. */
export function FirstPage() {
  const { title, lede, byApi } = own.first;
  const { value: endpoints = [] } = useEndpoints();
  const { value: inboxes = [] } = useInboxes();
  const box = inboxes.find(({ endpointIds }) => endpointIds.length > 0);
  const { value: inbox } = useInbox(box?.id);
  const { value: events } = useReading("first event", () => listEvents({ limit: 1 }), ["event"]);
  const { value: delivered } = useReading("first delivered", () => listDeliveries({ state: "delivered", limit: 1 }), [
    "attempt",
  ]);
  useInboxPolling();
  const requests = inbox?.requests ?? [];
  const hasEvent = (events?.data.length ?? 0) > 0 || requests.length > 0;
  return (
    <>
      <PageHead title={title} lede={lede} />
      <ol class="panel steps">
        <InboxStep hasInbox={box !== undefined} webhooksCount={endpoints.length} />
        <EventStep endpointId={box?.endpointIds[0] ?? null} isDone={hasEvent} />
        <ArrivedStep
          inboxId={box?.id ?? null}
          verified={requests.find(({ isVerified }) => isVerified === true) ?? null}
          deliveryId={delivered?.data[0]?.id ?? null}
        />
      </ol>
      <details class="by-api">
        <summary>{byApi.title}</summary>
        <Snippet text={takeKey()} what={byApi.key} />
        <Snippet text={addEndpoint(location.origin)} what={byApi.endpoint} />
      </details>
    </>
  );
}
