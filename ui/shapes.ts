/** What the API answers, as the pages know it: the types of its schemas, nothing of their code. */
import type { z } from "zod";
import type { AttemptDetailsView, AttemptView } from "../server/api/attempts/schema.ts";
import type { DeliveryDetailsView, DeliveryView } from "../server/api/deliveries/schema.ts";
import type {
  AddedEndpointView,
  EndpointPatch as EndpointPatchSchema,
  EndpointView,
  NewEndpoint as NewEndpointSchema,
  ReachabilityView,
  RotatedSecretView,
  RotationView,
} from "../server/api/endpoints/schema.ts";
import type { SignedInView } from "../server/api/sessions/schema.ts";
import type {
  EndpointStatsView,
  EnvironmentStatsView,
  ListedEndpointStatsView,
  StatsBucketView,
} from "../server/api/stats/schema.ts";
import type { EventTypeView } from "../server/api/event-types/schema.ts";
import type { EventDetailsView, EventView } from "../server/api/events/schema.ts";

/** Who is signed in, and what is theirs to look at. */
export type Session = z.infer<typeof SignedInView>;
/** An endpoint; the pages call it a webhook, as customers do. */
export type Endpoint = z.infer<typeof EndpointView>;
/** An endpoint just added, with its secret. */
export type AddedEndpoint = z.infer<typeof AddedEndpointView>;
/** What is asked for when adding an endpoint. */
export type NewEndpoint = z.input<typeof NewEndpointSchema>;
/** What is to change of an endpoint. */
export type EndpointPatch = z.input<typeof EndpointPatchSchema>;
/** Whether a URL could be reached. */
export type Reachability = z.infer<typeof ReachabilityView>;
/** How an endpoint's secrets stand, without any of them. */
export type Rotation = z.infer<typeof RotationView>;
/** A secret just made, and what becomes of the last one. */
export type RotatedSecret = z.infer<typeof RotatedSecretView>;
/** A type of the catalog. */
export type EventType = z.infer<typeof EventTypeView>;
/** A delivery in a list. */
export type Delivery = z.infer<typeof DeliveryView>;
/** A delivery with its attempts, oldest first. */
export type DeliveryDetails = z.infer<typeof DeliveryDetailsView>;
/** An attempt in a list. */
export type Attempt = z.infer<typeof AttemptView>;
/** An attempt with request, response and timing. */
export type AttemptDetails = z.infer<typeof AttemptDetailsView>;
/** An event in a list. */
export type Event = z.infer<typeof EventView>;
/** An event with its exact body and its deliveries. */
export type EventDetails = z.infer<typeof EventDetailsView>;

/** How attempts went at an endpoint, or in the whole environment. */
export type Stats = z.infer<typeof EndpointStatsView>;
/** The same of one of several endpoints. */
export type ListedStats = z.infer<typeof ListedEndpointStatsView>;
/** The same of the environment, with what waits longest. */
export type EnvironmentStats = z.infer<typeof EnvironmentStatsView>;
/** How attempts went in a part of the time. */
export type Bucket = z.infer<typeof StatsBucketView>;

/** A page of a list; `nextCursor` is `null` at its end. */
export interface Page<Row> {
  data: Row[];
  nextCursor: string | null;
}
