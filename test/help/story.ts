/** What journeys begin with and look at, in few words. */
import type { z } from "zod";
import type { DeliveryDetailsView, DeliveryView } from "../../server/api/deliveries/schema.ts";
import type { EndpointView } from "../../server/api/endpoints/schema.ts";
import type { Appliance } from "./appliance.ts";

/** One event on its way to one endpoint. */
export interface Story {
  endpointId: string;
  eventId: string;
  deliveryId: string;
  /** The delivery with its attempts, as it is now. */
  delivery(): Promise<z.infer<typeof DeliveryDetailsView>>;
  /** The endpoint as it is now. */
  endpoint(): Promise<z.infer<typeof EndpointView>>;
  /** Asks for one more attempt; answers the status of the answer. */
  retry(): Promise<number>;
  /** Changes the endpoint. */
  change(patch: object): Promise<void>;
}

/** Adds an endpoint, posts one event and waits for its first attempt. @param form more fields of the endpoint */
export async function startStory(appliance: Appliance, url: string, form: object = {}, type?: string): Promise<Story> {
  const { id: endpointId } = await appliance.post("/webhooks/endpoints", { url, ...form });
  const eventId = await postEvent(appliance, type);
  const deliveryId = (await deliveriesOf(appliance, { event: eventId }))[0]!.id;
  await appliance.pass(0);
  return {
    endpointId,
    eventId,
    deliveryId,
    delivery: () => appliance.get(`/deliveries/${deliveryId}`),
    endpoint: () => appliance.get(`/webhooks/endpoints/${endpointId}`),
    retry: async () => (await appliance.request("POST", `/deliveries/${deliveryId}/retry`)).status,
    change: (patch) => appliance.patch(`/webhooks/endpoints/${endpointId}`, patch),
  };
}

/** Posts an event; answers its id. */
export async function postEvent(appliance: Appliance, type = "order.paid"): Promise<string> {
  return (await appliance.post("/events", { type, data: {} })).id;
}

/** Posts so many events in one request. */
export async function postEvents(appliance: Appliance, count: number, type = "order.paid"): Promise<void> {
  await appliance.post("/events/batch", { events: Array.from({ length: count }, () => ({ type, data: {} })) });
}

/** The deliveries of a list's first page, newest first. */
export async function deliveriesOf(
  appliance: Appliance,
  filter: Record<string, string> = {},
): Promise<z.infer<typeof DeliveryView>[]> {
  return (await appliance.get(`/deliveries?${new URLSearchParams({ limit: "250", ...filter })}`)).data;
}
