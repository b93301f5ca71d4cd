/** Attempts on the wire. */
import { z } from "zod";
import { idText } from "../../base/ids.ts";
import { TRIGGERS } from "../../rules/delivery.ts";
import { OUTCOME_KINDS } from "../../rules/outcome.ts";
import type { AttemptBrief, AttemptDetails, AttemptRow } from "../../store/faces/attempts.ts";
import { Time, timeText } from "../shapes.ts";

const HeaderPairs = z.array(z.tuple([z.string(), z.string()])).describe("Names and values, in wire order");

/** An attempt in a list. */
export const AttemptView = z
  .object({
    id: z.string(),
    deliveryId: z.string(),
    number: z.int().describe("1 for the first"),
    trigger: z.enum(TRIGGERS),
    startedAt: Time,
    durationMs: z.number(),
    outcome: z.enum(OUTCOME_KINDS),
    reason: z.string().describe("The outcome in words"),
    status: z.int().nullable().describe("The HTTP status; `null` when none came"),
    address: z.string().nullable().describe("The address dialled; `null` when none was, or when it was denied"),
  })
  .meta({ id: "Attempt" });

/** What a list of deliveries tells of an attempt. */
export const AttemptBriefView = AttemptView.pick({ id: true, outcome: true, status: true, durationMs: true }).meta({
  id: "AttemptBrief",
});

/** One attempt alone. */
export const AttemptDetailsView = AttemptView.extend({
  request: z.object({ method: z.literal("POST"), url: z.string(), headers: HeaderPairs, body: z.string() }),
  response: z
    .object({ status: z.int(), headers: HeaderPairs, body: z.string(), truncated: z.boolean() })
    .nullable()
    .describe("As far as it was kept; `null` when none came"),
  timing: z.object({
    resolveMs: z.number().nullable(),
    connectMs: z.number().nullable(),
    tlsMs: z.number().nullable(),
    firstByteMs: z.number().nullable(),
  }),
}).meta({ id: "AttemptDetails" });

/** An attempt as it goes out. */
export function attemptView(row: AttemptRow): z.infer<typeof AttemptView> {
  return {
    id: idText("att", row.id),
    deliveryId: idText("dlv", row.deliveryId),
    number: row.number,
    trigger: row.trigger,
    startedAt: timeText(row.startedAt),
    durationMs: row.durationMs,
    outcome: row.outcome,
    reason: row.reason,
    status: row.status,
    address: row.address,
  };
}

/** What a list of deliveries tells of an attempt, as it goes out. */
export function attemptBriefView({ id, outcome, status, durationMs }: AttemptBrief): z.infer<typeof AttemptBriefView> {
  return { id: idText("att", id), outcome, status, durationMs };
}

/** An attempt with all that was seen of it, as it goes out. */
export function attemptDetailsView(attempt: AttemptDetails): z.infer<typeof AttemptDetailsView> {
  const { request, response } = attempt;
  return {
    ...attemptView(attempt),
    request: { method: "POST", url: request.url, headers: pairsOf(request.headers), body: request.body },
    response: response && {
      status: response.status,
      headers: pairsOf(response.headers),
      body: response.body,
      truncated: response.isTruncated,
    },
    timing: attempt.timing,
  };
}

function pairsOf(headers: readonly (readonly [string, string])[]): [string, string][] {
  return headers.map(([name, value]) => [name, value]);
}
