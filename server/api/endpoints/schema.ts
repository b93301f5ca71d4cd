/** Endpoints on the wire: what is asked for, and what is shown. */
import { z } from "zod";
import { idText } from "../../base/ids.ts";
import { customHeadersFault } from "../../rules/custom-headers.ts";
import { type EndpointHealth, ENDPOINT_STATUSES } from "../../rules/endpoint.ts";
import {
  descriptionFault,
  eventTypeFault,
  NAME_LENGTH_MAX,
  nameFault,
  namespaceFault,
  parseEndpointUrl,
  secretFault,
  subscriptionFault,
  URL_LENGTH_MAX,
} from "../../rules/fields.ts";
import { ownHeaderNames } from "../../rules/own-signature.ts";
import type { Profile } from "../../rules/profile.ts";
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

/** 30 days. */
const OVERLAP_SECONDS_MAX = 30 * 86_400;

/** What of a profile limits its endpoints. */
type Limiting = Pick<Profile, "limits" | "signatures">;

/** What limits nothing. */
const UNLIMITED: Limiting = {
  limits: { nameLengthMax: null, urlLengthMax: null, endpointsMax: null, subscribeBy: null, notEnabled: null },
  signatures: [],
};

function urlOf(lengthMax: number) {
  return z.string().transform((text, { addIssue }) => {
    const parsed = parseEndpointUrl(text, lengthMax);
    if ("url" in parsed) return parsed.url;
    addIssue(parsed.fault);
    return z.NEVER;
  });
}

function headersOf(taken: ReadonlySet<string>) {
  return z
    .record(z.string(), z.string())
    .superRefine((headers, { addIssue }) => {
      const fault = customHeadersFault(
        Object.entries(headers).map(([name, value]) => [name, value === MASK ? "" : value]),
        taken,
      );
      if (fault !== null) addIssue(fault);
    })
    .describe(`Sent along with every request; read back as \`${MASK}\``);
}

const Metadata = z
  .record(ruled(shortTextFault), ruled(shortTextFault))
  .refine((pairs) => Object.keys(pairs).length <= METADATA_PAIRS_MAX, `use at most ${METADATA_PAIRS_MAX} pairs`)
  .describe("The product's own; never sent");

/** What may be given when adding and when changing. */
function optionalFields({ limits, signatures }: Limiting) {
  const nameLengthMax = limits.nameLengthMax ?? NAME_LENGTH_MAX;
  return {
    events: z
      .array(ruled(subscriptionFault))
      .min(1, "ask for at least one, or leave it out for all")
      .max(LIST_LENGTH_MAX)
      .exactOptional()
      .describe("Types, groups as `document.*`, or `*`; all, when left out"),
    name: ruled((name) => nameFault(name, nameLengthMax))
      .nullable()
      .exactOptional(),
    description: ruled(descriptionFault).nullable().exactOptional(),
    namespaces: z
      .array(ruled(namespaceFault))
      .max(LIST_LENGTH_MAX)
      .exactOptional()
      .describe("Only events of these; empty for all"),
    headers: headersOf(ownHeaderNames(signatures)).exactOptional(),
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
}

/** The forms of endpoints by a profile's limits. */
function formsBy(profile: Limiting) {
  const url = urlOf(profile.limits.urlLengthMax ?? URL_LENGTH_MAX);
  const optional = optionalFields(profile);
  const secret = ruled(secretFault).exactOptional().describe("What signs; made for you, when left out");
  return {
    added: z.strictObject({ url, ...optional, secret }),
    changed: z.strictObject({ url: url.exactOptional(), ...optional }),
  };
}

const OURS = formsBy(UNLIMITED);

/** An endpoint to be added, by our own limits. */
export const NewEndpoint = OURS.added.meta({ id: "NewEndpoint" });

/** What a caller asks for when adding an endpoint. */
export type NewEndpoint = z.infer<typeof NewEndpoint>;

/** What is to change, by our own limits; the rest stays, arrays and `headers` are replaced whole. */
export const EndpointPatch = OURS.changed.meta({ id: "EndpointPatch" });

/** What a caller asks to change. */
export type EndpointPatch = z.infer<typeof EndpointPatch>;

/** The forms of endpoints for whoever follows a profile. */
export type FormsOf = (profile: Profile) => ReturnType<typeof formsBy>;

/** Makes each profile's forms once. */
export function createEndpointForms(): FormsOf {
  const made = new WeakMap<Profile, ReturnType<typeof formsBy>>();
  return (profile) => {
    const known = made.get(profile);
    if (known !== undefined) return known;
    const forms = formsBy(profile);
    made.set(profile, forms);
    return forms;
  };
}

/** A new secret that is to take over. */
export const SecretRotation = z
  .strictObject({
    overlapSeconds: z
      .int()
      .min(0)
      .max(OVERLAP_SECONDS_MAX)
      .default(86_400)
      .describe("How long the last secret signs beside the new one; 0 ends it at once"),
    secret: ruled(secretFault).exactOptional().describe("What signs from now on; made for you, when left out"),
  })
  .meta({ id: "SecretRotation" });

/** What a rotation leaves. */
export const RotatedSecretView = z
  .object({
    secret: z.string(),
    previousSecretEndsAt: Time.nullable().describe("When the last one signs no more; `null`: it does not already"),
    switchedAtOnce: z
      .array(z.string())
      .describe("Headers that hold one signature: from now on by the new secret alone"),
  })
  .meta({ id: "RotatedSecret" });

/** How an endpoint's secrets stand, without any of them. */
export const RotationView = z
  .object({
    previousSecretEndsAt: Time.nullable().describe("Until when the last secret signs too; `null`: one signs alone"),
    switchedAtOnce: z.array(z.string()).describe("Headers that hold one signature: a rotation leaves no overlap there"),
    reveal: z.enum(["always", "once"]).describe("When the secret that signs is shown: `once` is when it is made"),
  })
  .meta({ id: "Rotation" });

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
export const Candidate = z.strictObject({ url: urlOf(URL_LENGTH_MAX) }).meta({ id: "Candidate" });

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
