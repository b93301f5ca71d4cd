/** The routes of settings. */
import { Elysia } from "elysia";
import { shownConfig } from "../../base/shown-config.ts";
import { createBucket } from "../../rules/bucket.ts";
import { authenticated } from "../auth.ts";
import { readDocument } from "../body.ts";
import { bodyOf } from "../openapi.ts";
import type { Rooms } from "../rooms.ts";
import { testMail } from "./mail-test.ts";
import { MailTest, MailTestView, SettingsView } from "./schema.ts";

/** Test mails: so many at once, then so many a second. */
const MAILS = { burst: 3, rate: 0.05 };

/** Settings: what the variables say, to be read alone. */
export const settingsRoutes = (rooms: Rooms) => {
  const { config, folderBytes, sendMail, version, publicUrl, clock } = rooms;
  const bucket = createBucket(MAILS.rate, clock.now(), MAILS.burst);
  return new Elysia({ name: "settings", prefix: "/settings", tags: ["Settings"] })
    .use(authenticated(rooms, "instance"))
    .get(
      "/",
      () => ({
        version,
        url: publicUrl(),
        dataDir: config.dataDir,
        ...folderBytes(),
        isMailSet: sendMail !== null,
        settings: shownConfig(config),
      }),
      {
        response: SettingsView,
        detail: {
          operationId: "readSettings",
          summary: "Read what the instance is set to",
          description: "Each value names the variable that sets it, at the next start. Secrets are masked.",
        },
      },
    )
    .post(
      "/mail-test",
      async ({ request, principal }) => testMail(rooms, bucket, principal, (await readDocument(request, MailTest)).to),
      {
        parse: "none",
        response: MailTestView,
        detail: {
          operationId: "testMail",
          summary: "Send a mail, to see whether mails arrive",
          requestBody: bodyOf(MailTest),
          responses: {
            409: { description: "`conflict`: no mail server is set" },
            429: { description: "Sent too often: come back after `Retry-After` seconds" },
          },
        },
      },
    );
};
