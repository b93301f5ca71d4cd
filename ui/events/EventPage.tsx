/** One event: its exact body, and what became of it at every webhook that wanted it. */
import { readEvent } from "../client.ts";
import { Bones } from "../kit/Bones.tsx";
import { CopyButton } from "../kit/CopyButton.tsx";
import { PageHead } from "../kit/PageHead.tsx";
import { ProblemNote } from "../kit/ProblemNote.tsx";
import { When } from "../kit/When.tsx";
import { BodyView } from "../inspector/BodyView.tsx";
import { DELIVERY_KINDS } from "../inspector/use-delivery.ts";
import { useReading } from "../reading.ts";
import type { EventDetails } from "../shapes.ts";
import { NotFound } from "../shell/NotFound.tsx";
import { words } from "../words/words.ts";
import { EventDeliveries } from "./EventDeliveries.tsx";
import { ReplayButton } from "./ReplayButton.tsx";

/** The page; `params` from its address. */
export function EventPage({ params: { id } }: { params: { id: string } }) {
  const { value: event, problem } = useReading(`event ${id}`, () => readEvent(id), DELIVERY_KINDS);
  const { title, body, bodyNote } = words.events;
  if (problem?.status === 404) return <NotFound />;
  const crumb = { href: "/events", text: title };
  if (event === undefined) {
    return (
      <>
        <PageHead title={title} crumb={crumb} />
        {problem ? <ProblemNote problem={problem} /> : <Bones rows={6} height={44} />}
      </>
    );
  }
  return (
    <>
      <PageHead title={event.type} isMono crumb={crumb} lede={<Facts event={event} />}>
        <ReplayButton id={id} />
      </PageHead>
      {problem && <ProblemNote problem={problem} />}
      <EventDeliveries deliveries={event.deliveries} allCount={event.deliveriesCount} />
      <section class="event-body">
        <h2>{body}</h2>
        <p class="second small">{bodyNote}</p>
        <BodyView text={event.body} />
      </section>
    </>
  );
}

function Facts({ event }: { event: EventDetails }) {
  const { facts } = words.events;
  const { id, namespace, timestamp, createdAt, idempotencyKey } = event;
  return (
    <span class="event-facts small">
      <span class="mono">{id}</span>
      <CopyButton text={id} what={id} />
      <span>
        {facts.happened} <When at={timestamp} />
      </span>
      <span>
        {facts.accepted} <When at={createdAt} />
      </span>
      {namespace !== null && (
        <span>
          {facts.namespace} <span class="mono">{namespace}</span>
        </span>
      )}
      {idempotencyKey !== null && (
        <span>
          {facts.idempotencyKey} <span class="mono">{idempotencyKey}</span>
        </span>
      )}
    </span>
  );
}
