/** Profiles on the wire: what is asked for, and what is shown. */
import { z } from "zod";
import { ENDPOINTS_COUNT_MAX, NAME_LENGTH_MAX, URL_LENGTH_MAX } from "../../rules/fields.ts";
import { type Envelope as Template, type EventType, type Profile, SUBSCRIPTION_KINDS } from "../../rules/profile.ts";
import {
  envelopeFault,
  prefixFault,
  profileNameFault,
  signatureHeaderFault,
  signaturesFault,
  signedTextFault,
  titleFault,
  userAgentFault,
} from "../../rules/profile-fields.ts";
import { CatalogTypeView, catalogTypeView, NewEventType } from "../event-types/schema.ts";
import { completeType } from "../event-types/check.ts";
import { pageFields } from "../page.ts";
import { ruled } from "../shapes.ts";

const DAY_MS = 86_400_000;

const TIMEOUT_MS_MIN = 1000;
const TIMEOUT_MS_MAX = 60_000;
const WAIT_MS_MAX = 30 * DAY_MS;
const WAITS_COUNT_MAX = 50;
const WARNINGS_COUNT_MAX = 20;
const SIGNATURES_COUNT_MAX = 5;
const TYPES_COUNT_MAX = 200;

const Envelope = z
  .custom<Template>()
  .superRefine((value, { addIssue }) => {
    const placed = envelopeFault(value);
    if (placed !== null) addIssue({ code: "custom", message: placed.fault, path: placed.path });
  })
  .meta({
    type: "object",
    description: "A template: `$id $type $timestamp $organization $environment $data` are replaced",
  });

const SignatureHeader = z.strictObject({
  header: ruled(signatureHeaderFault),
  signed: ruled(signedTextFault).describe(
    "What is signed: `{id}`, `{timestamp}` in unix seconds and `{body}` are replaced",
  ),
  encoding: z.enum(["hex", "base64"]),
  prefix: ruled(prefixFault).describe("Stands before the signature"),
  timestampHeader: ruled(signatureHeaderFault).nullable().describe("Tells the signed time in unix seconds"),
});

const Signatures = z
  .array(SignatureHeader)
  .max(SIGNATURES_COUNT_MAX)
  .superRefine((signatures, { addIssue }) => {
    const placed = signaturesFault(signatures);
    if (placed !== null) addIssue({ code: "custom", message: placed.fault, path: placed.path });
  })
  .describe("Beside those of Standard Webhooks: HMAC-SHA256 by the whole secret as UTF-8");

const Retry = z.strictObject({
  waitsMs: z.array(z.int().min(0).max(WAIT_MS_MAX)).max(WAITS_COUNT_MAX).describe("One for each retry"),
  jitterShare: z.number().min(0).max(1).describe("How far a wait strays either way, as a share of it"),
});

const Level = z.strictObject({
  afterFailures: z.int().min(1).max(1_000_000).describe("Failed attempts in a row"),
  afterMs: z
    .int()
    .min(0)
    .max(365 * DAY_MS)
    .describe("Time since the first of them"),
});

const Health = z.strictObject({
  warnings: z.array(Level).max(WARNINGS_COUNT_MAX).describe("When the owners are told"),
  disable: Level,
  isGoneFinal: z.boolean().describe("Whether one 410 disables"),
});

const WhileOff = z.strictObject({ paused: z.enum(["held", "skipped"]), disabled: z.enum(["held", "skipped"]) });

const Secret = z.strictObject({ reveal: z.enum(["always", "once"]) });

const Limits = z.strictObject({
  nameLengthMax: z.int().min(1).max(NAME_LENGTH_MAX).nullable(),
  urlLengthMax: z.int().min(20).max(URL_LENGTH_MAX).nullable(),
  endpointsMax: z.int().min(1).max(ENDPOINTS_COUNT_MAX).nullable().describe("In an environment"),
  subscribeBy: z.array(z.enum(SUBSCRIPTION_KINDS)).nullable().describe("What forms offer; the API takes every kind"),
  notEnabled: ruled(titleFault).nullable().describe("What an organization is told whose webhooks are not enabled"),
});

const CatalogType = NewEventType.omit({}).transform((given): EventType => completeType(given, null));

const Catalog = z
  .array(CatalogType)
  .max(TYPES_COUNT_MAX)
  .superRefine((types, { addIssue }) => {
    const names = new Set<string>();
    for (const [i, { type }] of types.entries()) {
      if (names.has(type)) addIssue({ code: "custom", message: "stands there twice", path: [i, "type"] });
      names.add(type);
    }
  });

const fields = {
  title: ruled(titleFault),
  envelope: Envelope,
  signatures: Signatures,
  userAgent: ruled(userAgentFault).nullable().describe("`null` for `Hookwheel/<version>`"),
  timeoutMs: z.int().min(TIMEOUT_MS_MIN).max(TIMEOUT_MS_MAX),
  retry: Retry,
  health: Health.nullable().describe("`null`: never warned, never disabled, and a 410 fails like any other"),
  whileOff: WhileOff,
  secret: Secret,
  limits: Limits,
  eventTypes: Catalog,
};

/** A profile as a whole, but for its name. */
export const WholeProfile = z.strictObject(fields);

/** What is to change: what is left out stays, also inside of `retry`, `health`, `whileOff`, `secret` and `limits`. */
export const ProfilePatch = z
  .strictObject({
    ...fields,
    retry: Retry.partial(),
    health: Health.partial().nullable(),
    whileOff: WhileOff.partial(),
    secret: Secret.partial(),
    limits: Limits.partial(),
  })
  .partial()
  .meta({ id: "ProfilePatch" });

/** What a caller asks to change. */
export type ProfilePatch = z.infer<typeof ProfilePatch>;

/** A profile to be added: whole, or what is to be other than in the one that it is cloned from. */
export const NewProfile = ProfilePatch.extend({
  name: ruled(profileNameFault),
  from: z.string().exactOptional().describe("The name of the profile to clone; without it, every field is needed"),
}).meta({ id: "NewProfile" });

/** What a caller asks for when adding a profile. */
export type NewProfile = z.infer<typeof NewProfile>;

/** A profile. */
export const ProfileView = z
  .object({
    name: z.string(),
    title: z.string(),
    builtIn: z.boolean().describe("Whether it came with the house, and is read-only"),
    envelope: z.custom<Template>().meta({ type: "object" }),
    signatures: z.array(SignatureHeader),
    userAgent: z.string().nullable(),
    timeoutMs: z.int(),
    retry: Retry,
    health: Health.nullable(),
    whileOff: WhileOff,
    secret: Secret,
    limits: Limits,
    eventTypes: z.array(CatalogTypeView),
  })
  .meta({ id: "Profile" });

/** Which profiles a list shows. */
export const ProfilesFilter = z.strictObject(pageFields);

/** The profile in a route. */
export const NameParams = z.object({ name: z.string() });

/** A profile as it goes out. */
export function profileView(profile: Profile): z.infer<typeof ProfileView> {
  const { signatures, retry, health, limits, eventTypes, ...rest } = profile;
  return {
    ...rest,
    signatures: [...signatures],
    retry: { ...retry, waitsMs: [...retry.waitsMs] },
    health: health && { ...health, warnings: [...health.warnings] },
    limits: { ...limits, subscribeBy: limits.subscribeBy && [...limits.subscribeBy] },
    eventTypes: eventTypes.map(catalogTypeView),
  };
}
