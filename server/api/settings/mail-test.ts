/** The mail that a person sends to see whether mails arrive. */
import type { z } from "zod";
import { AppError } from "../../base/errors.ts";
import { newId } from "../../base/ids.ts";
import type { Bucket } from "../../rules/bucket.ts";
import { audited } from "../audit/audited.ts";
import type { Principal } from "../auth.ts";
import type { Rooms } from "../rooms.ts";
import type { MailTestView } from "./schema.ts";

const SUBJECT = "A test mail from Hookwheel";
const TEXT = "This mail was sent from the settings of your Hookwheel. That it arrived means that notices arrive too.";

/**
 * Sends it, once, and waits for what comes of it.
 *
 * @param bucket how often it may be done
 * @throws AppError `conflict` when no mail server is set, `too_many`, `unavailable`
 */
export async function testMail(
  rooms: Rooms,
  bucket: Bucket,
  principal: Principal,
  to: string,
): Promise<z.infer<typeof MailTestView>> {
  const { sendMail, clock, publicUrl } = rooms;
  if (sendMail === null) {
    throw new AppError(
      "conflict",
      "No mail server is set: set HOOKWHEEL_SMTP_URL and HOOKWHEEL_MAIL_FROM, and restart.",
    );
  }
  const now = clock.now();
  const freeAt = bucket.take(now);
  if (freeAt !== null) {
    const seconds = Math.ceil((freeAt - now) / 1000);
    throw new AppError("too_many", `A test mail was sent just now: try again in ${seconds} s.`, [], seconds);
  }
  const told = { action: "mail.tested", subject: "settings", changes: { to } } as const;
  await audited(rooms, principal, { ...told, organization: null, environment: null }).tell();
  const id = `test-${newId(now).toHex()}`;
  const text = `${TEXT}\n\n${publicUrl()}\n`;
  const html = `<p>${TEXT}</p>`;
  const outcome = await sendMail({ to, subject: SUBJECT, text, html, at: now, id }, new AbortController().signal);
  return { outcome: outcome.kind, reason: "reason" in outcome ? outcome.reason : null };
}
