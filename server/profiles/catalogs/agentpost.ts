/** The catalog of `agentpost`: mail that came, mail that went, and domains. Its page names the shape of the envelope alone. */
import type { EventType } from "../../rules/profile.ts";
import { NAME, objectOf, oneOf, type Schema, TEXT, TEXT_OR_NULL, TIME } from "./schemas.ts";

const ADDRESSES: Schema = { type: "array", items: NAME, minItems: 1 };

const MAIL = {
  message_id: "msg_01JQ8X5K2M3N4P5R6S7T8V9W",
  inbox_id: "inb_01JQ8X5K2M3N4P5R6S7T8V9W",
  from: "agent@example.com",
  to: ["ada@example.net"],
  subject: "Your order has shipped",
};

const MAIL_FIELDS = { message_id: NAME, inbox_id: NAME, from: NAME, to: ADDRESSES, subject: TEXT_OR_NULL };

/** @param more fields of this type alone: each with its schema and its sample */
function ofMail(
  change: string,
  description: string,
  more: Readonly<Record<string, readonly [schema: Schema, sample: unknown]>>,
  mail: Readonly<Record<string, unknown>> = MAIL,
): EventType {
  const schemas = Object.fromEntries(Object.entries(more).map(([field, [schema]]) => [field, schema]));
  const samples = Object.fromEntries(Object.entries(more).map(([field, [, sample]]) => [field, sample]));
  return {
    type: `message.${change}`,
    group: "message",
    description,
    sample: { ...mail, ...samples },
    schema: objectOf({ ...MAIL_FIELDS, ...schemas }),
    archived: false,
  };
}

const INCOMING = { ...MAIL, from: "ada@example.net", to: ["agent@example.com"], subject: "Re: Your order has shipped" };

const AT = "2026-03-08T14:30:00.000Z";

/**
 * The seven types; their data is our reading. *Source:* `004_3a13dd7f6d846cf0.txt` for the first and `message.bounced`, the
 * product's own documentation for the others (DESIGN, section 3).
 */
export const agentpostCatalog: readonly EventType[] = [
  ofMail(
    "received",
    "A mail arrived in an inbox.",
    { text: [TEXT_OR_NULL, "Thank you! When will it be here?"], received_at: [TIME, AT] },
    INCOMING,
  ),
  ofMail("sent", "A mail was handed to the recipient's server.", { sent_at: [TIME, AT] }),
  ofMail("delivered", "The recipient's server took a mail.", {
    recipient: [NAME, "ada@example.net"],
    delivered_at: [TIME, AT],
  }),
  ofMail("bounced", "A mail came back.", {
    recipient: [NAME, "ada@example.net"],
    bounce_type: [oneOf("permanent", "transient"), "permanent"],
    diagnostic: [TEXT, "550 5.1.1 The mailbox does not exist"],
    bounced_at: [TIME, AT],
  }),
  ofMail("complained", "A recipient called a mail spam.", {
    recipient: [NAME, "ada@example.net"],
    complained_at: [TIME, AT],
  }),
  ofMail("rejected", "A mail was refused before it was sent.", {
    reason: [TEXT, "The recipient is on the suppression list"],
    rejected_at: [TIME, AT],
  }),
  {
    type: "domain.verified",
    group: "domain",
    description: "The DNS records of a domain were found.",
    sample: { domain_id: "dom_01JQ8X5K2M3N4P5R6S7T8V9W", domain: "example.com", verified_at: AT },
    schema: objectOf({ domain_id: NAME, domain: NAME, verified_at: TIME }),
    archived: false,
  },
];
