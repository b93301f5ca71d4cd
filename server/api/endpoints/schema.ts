/** Endpoints on the wire: what is asked for, and what is shown. */
import { z } from "zod";
import { idText } from "../../base/ids.ts";
import { customHeadersFault } from "../../rules/custom-headers.ts";
import { type EndpointHealth, ENDPOINT_STATUSES } from "../../rules/endpoint.ts";
import {
  descriptionFault,
  eventTypeFault,
  nameFault,
  namespaceFault,
  parseEndpointUrl,
  secretFault,
  subscriptionFault,
} from "../../rules/fields.ts";
import type { EndpointRow } from "../../store/faces/endpoints.ts";
import { EventData } from "../events/schema.ts";
import { pageFields } from "../page.ts";
import { RecoveryView } from "../recoveries/schema.ts";
import { ruled, Time, timeText, timeTextOrNull } from "../shapes.ts";
import { MASK } from "./headers.ts";

/** Subscriptions and namespaces are looked through at every event. */
const LIST_LENGTH_MAX = 100;
const METADATA_PAIRS_MAX = 50;
const METADATA_LENGTH_MAX = 500;

const Url = z.string().transform((text, { addIssue }) => {
  const parsed = parseEndpointUrl(text);
  if ("url" in parsed) return parsed.url;
  addIssue(parsed.fault);
  return z.NEVER;
});

const Headers = z
  .record(z.string(), z.string())
  .superRefine((headers, { addIssue }) => {
    const fault = customHeadersFault(
      Object.entries(headers).map(([name, value]) => [name, value === MASK ? "" : value]),
    );
    if (fault !== null) addIssue(fault);
  })
  .describe(`Sent along with every request; read back as \`${MASK}\``);

const Metadata = z
  .record(ruled(shortTextFault), ruled(shortTextFault))
  .refine((pairs) => Object.keys(pairs).length <= METADATA_PAIRS_MAX, `use at most ${METADATA_PAIRS_MAX} pairs`)
  .describe("The product's own; never sent");

/** What may be given when adding and when changing. */
const optionalFields = {
  events: z
    .array(ruled(subscriptionFault))
    .min(1, "ask for at least one, or leave it out for all")
    .max(LIST_LENGTH_MAX)
    .exactOptional()
    .describe("Types, groups as `document.*`, or `*`; all, when left out"),
  name: ruled(nameFault).nullable().exactOptional(),
  description: ruled(descriptionFault).nullable().exactOptional(),
  namespaces: z
    .array(ruled(namespaceFault))
    .max(LIST_LENGTH_MAX)
    .exactOptional()
    .describe("Only events of these; empty for all"),
  headers: Headers.exactOptional(),
  rateLimit: z
    .number()
    .min(0.01)
    .max(1000)
    .nullable()
    .exactOptional()
    .describe("Attempts a second; `null` for no limit"),
  maxInFlight: z.int().min(1).max(1000).exactOptional().describe("Requests at a time, at most; 10, when left out"),
  active: z.boolean().exactOptional().describe("`false` pauses it"),
  metadata: Metadata.exactOptional(),
};

/** An endpoint to be added. */
export const NewEndpoint = z
  .strictObject({
    url: Url,
    ...optionalFields,
    secret: ruled(secretFault).exactOptional().describe("What signs; made for you, when left out"),
  })
  .meta({ id: "NewEndpoint" });

/** What a caller asks for when adding an endpoint. */
export type NewEndpoint = z.infer<typeof NewEndpoint>;

/** What is to change; the rest stays, arrays and `headers` are replaced whole. */
export const EndpointPatch = z
  .strictObject({ url: Url.exactOptional(), ...optionalFields })
  .meta({ id: "EndpointPatch" });

/** What a caller asks to change. */
export type EndpointPatch = z.infer<typeof EndpointPatch>;

/** An endpoint. */
export const EndpointView = z
  .object({
    id: z.string(),
    name: z.string().nullable(),
    url: z.string(),
    description: z.string().nullable(),
    events: z.array(z.string()),
    namespaces: z.array(z.string()),
    headers: z.record(z.string(), z.literal(MASK)).describe("The names alone; values are write-only"),
    rateLimit: z.number().nullable(),
    maxInFlight: z.int(),
    status: z.enum(ENDPOINT_STATUSES),
    statusReason: z.string().nullable(),
    consecutiveFailures: z.int(),
    failingSince: Time.nullable(),
    heldUntil: Time.nullable().describe("Nothing is sent before it"),
    waitingCount: z.int(),
    lastSuccessAt: Time.nullable(),
    lastFailureAt: Time.nullable(),
    metadata: z.record(z.string(), z.string()),
    createdAt: Time,
    updatedAt: Time,
  })
  .meta({ id: "Endpoint" });

/** An endpoint just added: the only answer that shows its secret beside the rest. */
export const AddedEndpointView = EndpointView.extend({ secret: z.string() }).meta({ id: "AddedEndpoint" });

/** A test event. */
export const NewTest = z
  .strictObject({
    type: ruled(eventTypeFault).exactOptional().describe("The first that the endpoint wants, when left out"),
    data: EventData.exactOptional().describe("Goes out byte for byte as sent; a sample of the type, when left out"),
    wait: z.boolean().exactOptional().describe("Whether to be answered what came of it"),
  })
  .meta({ id: "NewTest" });

/** A test event that is on its way. */
export const SentTestView = z.object({ deliveryId: z.string() }).meta({ id: "SentTest" });

/** A URL to be tried. */
export const Candidate = z.strictObject({ url: Url }).meta({ id: "Candidate" });

/** Whether a URL could be reached. */
export const ReachabilityView = z
  .object({
    reachable: z.boolean(),
    reason: z.string().nullable().describe("Why not; `null` when it is"),
    address: z.string().nullable().describe("The address dialled; `null` when none was, or when it was denied"),
    timing: z.object({
      resolveMs: z.number().nullable(),
      connectMs: z.number().nullable(),
      tlsMs: z.number().nullable(),
    }),
  })
  .meta({ id: "Reachability" });

/** How an endpoint is enabled. */
export const Enabling = z
  .strictObject({
    held: z
      .enum(["resume", "cancel"])
      .exactOptional()
      .describe("What becomes of what was held; `resume`, when left out"),
  })
  .meta({ id: "Enabling" });

/** An endpoint just enabled. */
export const EnabledEndpointView = EndpointView.extend({
  recovery: RecoveryView.nullable().describe(
    "What resumes what was held; `null` when that is cancelled, or was on already",
  ),
}).meta({ id: "EnabledEndpoint" });

/** An endpoint's live secret. */
export const SecretView = z.object({ secret: z.string() }).meta({ id: "EndpointSecret" });

/** Which endpoints a list shows. */
export const EndpointsFilter = z.strictObject({
  ...pageFields,
  search: z.string().max(200).optional().describe("Part of the name, URL or description, in any case"),
  status: z.enum(ENDPOINT_STATUSES).optional(),
});

/** An endpoint as it goes out. `fresher` is its health in memory, where the flow has it. */
export function endpointView(row: EndpointRow, fresher: EndpointHealth | null): z.infer<typeof EndpointView> {
  const { endpoint } = row;
  const health = fresher ?? row.health;
  return {
    id: idText("ep", endpoint.id),
    name: endpoint.name,
    url: endpoint.url,
    description: endpoint.description,
    events: [...endpoint.events],
    namespaces: [...endpoint.namespaces],
    headers: Object.fromEntries(row.headerNames.map((name) => [name, MASK] as const)),
    rateLimit: endpoint.rateLimit,
    maxInFlight: endpoint.maxInFlight,
    status: endpoint.status,
    statusReason: endpoint.statusReason,
    consecutiveFailures: health.consecutiveFailures,
    failingSince: timeTextOrNull(health.failingSince),
    heldUntil: timeTextOrNull(health.heldUntil),
    waitingCount: row.waitingCount,
    lastSuccessAt: timeTextOrNull(health.lastSuccessAt),
    lastFailureAt: timeTextOrNull(health.lastFailureAt),
    metadata: { ...endpoint.metadata },
    createdAt: timeText(endpoint.createdAt),
    updatedAt: timeText(endpoint.updatedAt),
  };
}

function shortTextFault(text: string): string | null {
  return text.length > METADATA_LENGTH_MAX ? `use at most ${METADATA_LENGTH_MAX} characters` : null;
}
