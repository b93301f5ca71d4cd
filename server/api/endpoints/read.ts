/** The endpoint that a route is about, and how it is shown. */
import type { EndpointRow } from "../../store/faces/endpoints.ts";
import type { Principal } from "../auth.ts";
import { notFound } from "../refusals.ts";
import type { Rooms } from "../rooms.ts";
import { idOrNotFound } from "../shapes.ts";
import { endpointView } from "./schema.ts";

/** The endpoint of a route's id. @throws AppError `not_found` when the environment has none of it */
export async function endpointOf({ store }: Rooms, { environment }: Principal, id: string): Promise<EndpointRow> {
  const row = await store.readEndpoint(environment, idOrNotFound("ep", id, "endpoint"));
  if (row === null) throw notFound("endpoint");
  return row;
}

/** An endpoint as it goes out. Health comes from the flow's memory, which is ahead of the store. */
export function viewOf({ flow }: Rooms, row: EndpointRow) {
  return endpointView(row, flow.healthOf(row.endpoint.seq));
}
