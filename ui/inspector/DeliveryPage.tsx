/** One delivery by itself, where a link or a pasted id leads. */
import { readEndpoint } from "../client.ts";
import { PageHead } from "../kit/PageHead.tsx";
import { nameOf } from "../looks.ts";
import { useReading } from "../reading.ts";
import { NotFound } from "../shell/NotFound.tsx";
import { words } from "../words/words.ts";
import { Inspector } from "./Inspector.tsx";
import { useDelivery } from "./use-delivery.ts";

/** The inspector as a page; `params` from its address. */
export function DeliveryPage({ params: { id } }: { params: { id: string } }) {
  const { value: delivery, problem } = useDelivery(id);
  const endpointId = delivery?.endpointId ?? null;
  const { value: endpoint } = useReading(
    endpointId && `endpoint ${endpointId}`,
    () => readEndpoint(endpointId as string),
    ["endpoint"],
  );
  if (problem?.status === 404) return <NotFound />;
  return (
    <>
      <PageHead
        title={words.deliveries.inspector.title}
        {...(endpoint && { crumb: { href: `/webhooks/${endpoint.id}`, text: nameOf(endpoint) } })}
      />
      <div class="panel inspector-alone">
        <Inspector id={id} isOff={endpoint !== undefined && endpoint.status !== "active"} position={null} />
      </div>
    </>
  );
}
