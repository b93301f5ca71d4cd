/** Inboxes on the wire. */
import { z } from "zod";
import type { UnixMs } from "../../base/clock.ts";
import { idText } from "../../base/ids.ts";
import { subscriptionFault } from "../../rules/fields.ts";
import type { Inbox } from "../../store/faces/inboxes.ts";
import { ruled, Time, timeText, timeTextOrNull } from "../shapes.ts";
import type { KeptRequest } from "./inboxes.ts";

/** An inbox to be made. */
export const NewInbox = z
  .strictObject({
    endpoint: z.boolean().exactOptional().describe("Whether to add an endpoint that points at it, too"),
    events: z
      .array(ruled(subscriptionFault))
      .min(1)
      .max(100)
      .exactOptional()
      .describe("The endpoint's, all when left out"),
  })
  .meta({ id: "NewInbox" });

/** What a caller asks for when making one. */
export type NewInbox = z.infer<typeof NewInbox>;

/** An inbox. */
export const InboxView = z
  .object({
    id: z.string(),
    url: z.string().describe("Whatever is posted there is kept, in memory, for 24 hours at most"),
    endpointIds: z.array(z.string()).describe("The endpoints that point at it"),
    requestsCount: z.int().describe("How many are kept, 100 at most"),
    lastRequestAt: Time.nullable(),
    createdAt: Time,
  })
  .meta({ id: "Inbox" });

/** An inbox just made: the only answer that is sure to show the endpoint's secret. */
export const AddedInboxView = InboxView.extend({
  secret: z.string().nullable().describe("The endpoint's, `null` without one"),
}).meta({ id: "AddedInbox" });

/** A request that an inbox got. */
export const InboxRequestView = z
  .object({
    number: z.int().describe("Counts on in each inbox"),
    receivedAt: Time,
    isOurs: z.boolean().describe("Whether it is a delivery, and not from outside"),
    eventId: z.string().nullable().describe("Its `webhook-id`"),
    headers: z.array(z.tuple([z.string(), z.string()])),
    body: z.string().describe("As it came"),
    isTruncated: z.boolean(),
    isSigned: z.boolean().describe("Whether it has the headers of Standard Webhooks"),
    isVerified: z
      .boolean()
      .nullable()
      .describe("Whether the secret of an endpoint that points here has signed it; `null` where that cannot be told"),
  })
  .meta({ id: "InboxRequest" });

/** An inbox with what it got, the newest first. */
export const InboxDetailsView = InboxView.extend({ requests: z.array(InboxRequestView) }).meta({ id: "InboxDetails" });

/** All of an environment's: there are few. */
export const InboxesView = z.object({ data: z.array(InboxView), nextCursor: z.null() });

/** An inbox as it goes out. */
export function inboxView(
  inbox: Inbox,
  url: string,
  endpointIds: string[],
  requests: readonly KeptRequest[],
): z.infer<typeof InboxView> {
  const lastRequestAt: UnixMs | null = requests[0]?.receivedAt ?? null;
  return {
    id: idText("inb", inbox.id),
    url,
    endpointIds,
    requestsCount: requests.length,
    lastRequestAt: timeTextOrNull(lastRequestAt),
    createdAt: timeText(inbox.createdAt),
  };
}
