/** Notices on the wire. */
import { z } from "zod";
import { idText } from "../../base/ids.ts";
import { NOTICE_KINDS } from "../../rules/notice.ts";
import type { MailCounts, NoticeRow } from "../../store/faces/notices.ts";
import { pageFields } from "../page.ts";
import { idOf, Instant, Time, timeText, timeTextOrNull } from "../shapes.ts";

/** A notice in a list. */
export const NoticeView = z
  .object({
    id: z.string(),
    kind: z.enum(NOTICE_KINDS),
    endpointId: z.string(),
    level: z.int().nullable().describe("With `failing`: how many of the profile's warnings are reached"),
    consecutiveFailures: z.int(),
    failingSince: Time.nullable(),
    reason: z.string().describe("Why the owners hear it"),
    failure: z.string().nullable().describe("What the last attempt met"),
    at: Time,
    mails: z
      .object({
        waiting: z.int().describe("To be sent yet, those held back for a digest included"),
        sent: z.int(),
        unsent: z.int().describe("Given up after the last try, or needed by nobody any more"),
        reason: z.string().nullable().describe("Why there are none, or what last went wrong"),
      })
      .describe("How many owners got it by mail"),
  })
  .meta({ id: "Notice" });

/** Which notices a list shows. */
export const NoticesFilter = z.strictObject({
  ...pageFields,
  endpoint: idOf("ep").optional(),
  kind: z.enum(NOTICE_KINDS).optional(),
  since: Instant.optional().describe("Given then or later"),
  until: Instant.optional().describe("Given before"),
});

/** A notice as it goes out. */
export function noticeView(row: NoticeRow & { mails: MailCounts }): z.infer<typeof NoticeView> {
  const { waiting, sent, unsent, reason } = row.mails;
  return {
    id: idText("ntc", row.id),
    kind: row.kind,
    endpointId: idText("ep", row.endpoint.id),
    level: row.level,
    consecutiveFailures: row.consecutiveFailures,
    failingSince: timeTextOrNull(row.failingSince),
    reason: row.reason,
    failure: row.failure,
    at: timeText(row.at),
    mails: { waiting, sent, unsent, reason: row.unmailedReason ?? reason },
  };
}
