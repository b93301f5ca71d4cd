/** Deliveries on the wire. */
import { z } from "zod";
import { idText } from "../../base/ids.ts";
import { DELIVERY_STATES } from "../../rules/delivery.ts";
import type { EndpointHealth } from "../../rules/endpoint.ts";
import { holdReason } from "../../rules/off.ts";
import type { Profile } from "../../rules/profile.ts";
import type { DeliveryRow } from "../../store/faces/deliveries.ts";
import { attemptBriefView, AttemptBriefView, AttemptView } from "../attempts/schema.ts";
import { pageFields } from "../page.ts";
import { idOf, Instant, Time, timeText, timeTextOrNull } from "../shapes.ts";

/** A delivery in a list. */
export const DeliveryView = z
  .object({
    id: z.string(),
    eventId: z.string(),
    eventType: z.string(),
    endpointId: z.string(),
    state: z.enum(DELIVERY_STATES),
    reason: z.string().nullable().describe("Why it is held, skipped, failed or cancelled, or what last went wrong"),
    attemptsCount: z.int(),
    lastAttempt: AttemptBriefView.nullable().describe("What the newest attempt came to; `null` before the first"),
    dueAt: Time.nullable().describe("The next attempt; `null` when there is none to come, or it is held"),
    isTest: z.boolean(),
    createdAt: Time,
    updatedAt: Time,
  })
  .meta({ id: "Delivery" });

/** One delivery alone. */
export const DeliveryDetailsView = DeliveryView.extend({
  attempts: z.array(AttemptView).describe("The newest 250, oldest first"),
  laterWaitsMs: z
    .array(z.int())
    .nullable()
    .describe(
      "What the profile waits after the next attempt and each later one, while they fail; less its jitter. " +
        "`null` while the next one is a manual retry, which is no part of it",
    ),
}).meta({ id: "DeliveryDetails" });

/** Which deliveries a list shows. */
export const DeliveriesFilter = z
  .strictObject({
    ...pageFields,
    endpoint: idOf("ep").optional(),
    event: idOf("evt").optional(),
    state: z.enum(DELIVERY_STATES).optional(),
    type: z.string().optional().describe("The event's type"),
    since: Instant.optional().describe("Created then or later"),
    until: Instant.optional().describe("Created before"),
    test: z.enum(["true", "false"]).default("false").describe("Whether to show test events, in place of the others"),
    sort: z
      .enum(["dueAt"])
      .optional()
      .describe("What has an attempt to come at an endpoint that is on, the earliest first; with `endpoint` alone"),
  })
  .refine(
    ({ sort, event, state, type, since, until, test }) =>
      sort === undefined ||
      ([event, state, type, since, until].every((field) => field === undefined) && test === "false"),
    { path: ["sort"], message: "goes with `endpoint`, `limit` and `cursor` alone" },
  );

/** The waits that are left behind the next attempt; none for a test, nor for what waits for nothing. */
export function laterWaitsOf(
  { state, isTest, isNextManual, step }: DeliveryRow,
  { retry }: Pick<Profile, "retry">,
): number[] | null {
  if (state !== "waiting" || isTest) return [];
  return isNextManual ? null : retry.waitsMs.slice(step);
}

/** A delivery as it goes out. `health` is its endpoint's: a line that holds moves what is shown as due. */
export function deliveryView(row: DeliveryRow, health: EndpointHealth | null): z.infer<typeof DeliveryView> {
  const heldBecause = holdReason(row);
  const dueAt = heldBecause === null && row.nextAt !== null ? Math.max(row.nextAt, health?.heldUntil ?? 0) : null;
  return {
    id: idText("dlv", row.id),
    eventId: idText("evt", row.eventId),
    eventType: row.eventType,
    endpointId: idText("ep", row.endpointId),
    state: row.state,
    reason: heldBecause ?? row.reason,
    attemptsCount: row.attemptsCount,
    lastAttempt: row.lastAttempt && attemptBriefView(row.lastAttempt),
    dueAt: timeTextOrNull(dueAt),
    isTest: row.isTest,
    createdAt: timeText(row.createdAt),
    updatedAt: timeText(row.updatedAt),
  };
}
