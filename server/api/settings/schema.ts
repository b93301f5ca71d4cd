/** Settings on the wire. */
import { z } from "zod";
import { Email } from "../people/schema.ts";

/** What the instance is set to, and what it has. */
export const SettingsView = z
  .object({
    version: z.string(),
    url: z.string().describe("Where people reach it"),
    dataDir: z.string(),
    databaseBytes: z.int().describe("With what is yet to be taken over into it"),
    freeBytes: z.int().nullable().describe("On the disk that holds the folder; `null` when that cannot be told"),
    isMailSet: z.boolean().describe("Whether mails can be sent"),
    settings: z
      .array(
        z.object({
          name: z.string(),
          variable: z.string().describe("What sets it, at the next start"),
          about: z.string(),
          value: z.string().nullable().describe("`••••` for a secret; `null` where there is none"),
          source: z.enum(["flag", "environment", "file", "default"]),
        }),
      )
      .describe("In the order of the README"),
  })
  .meta({ id: "Settings" });

/** A mail to see whether mails arrive. */
export const MailTest = z.strictObject({ to: Email }).meta({ id: "MailTest" });

/** What came of it. */
export const MailTestView = z
  .object({
    outcome: z
      .enum(["sent", "refused", "unreachable"])
      .describe("`unreachable` is a fault of the mail server for any mail"),
    reason: z.string().nullable(),
  })
  .meta({ id: "MailTestResult" });
