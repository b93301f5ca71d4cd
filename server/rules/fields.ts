/** What may stand in a form's fields, for the API and the pages alike: each rule answers what to do, or `null`. */

/** The longest URL of an endpoint, where its profile says no less. */
export const URL_LENGTH_MAX = 2048;
/** The longest name, where the profile says no less. */
export const NAME_LENGTH_MAX = 100;
/** The most endpoints of an environment, where the profile says no less. */
export const ENDPOINTS_COUNT_MAX = 1000;
/** The longest description. */
export const DESCRIPTION_LENGTH_MAX = 1000;
/** The longest event type. */
export const EVENT_TYPE_LENGTH_MAX = 128;
/** The longest namespace. */
export const NAMESPACE_LENGTH_MAX = 255;

/** The longest `externalId`. */
export const EXTERNAL_ID_LENGTH_MAX = 255;
/** The longest mail address. *Source:* RFC 5321, 4.5.3.1. */
export const MAIL_ADDRESS_LENGTH_MAX = 254;

/** The shortest password. *Source:* NIST SP 800-63B-4, 3.1.1.2, which asks for 15 where nothing stands beside it, and 8 where something does. */
export const PASSWORD_LENGTH_MIN = 12;
/** The longest one; more would be work for whoever hashes it. */
export const PASSWORD_LENGTH_MAX = 256;

const CONTROL = /\p{Cc}/u;
/** Two slashes, not three: WHATWG skips the third, and a user name behind it would pass. */
const SCHEME = /^https?:\/\/(?!\/)/i;
const WORD = "[A-Za-z0-9_-]+";
const EVENT_TYPE = new RegExp(`^${WORD}(\\.${WORD})*$`);
const GROUP = new RegExp(`^(${WORD}\\.)+\\*$`);
const EXTERNAL_ID = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;
const LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
/** *Source:* HTML, "valid e-mail address". */
const MAIL_ADDRESS = new RegExp(`^[A-Za-z0-9.!#$%&'*+/=?^_\`{|}~-]{1,64}@${LABEL}(?:\\.${LABEL})*$`);
/** The types of the house's own events begin so. */
const OPERATIONAL_GROUP = "hookwheel.";
const SECRET = /^[\x20-\x7e]{16,128}$/;

/** An endpoint's URL as stored and dialled, or what is wrong with it. */
export type EndpointUrl = { url: string } | { fault: string };

/**
 * Reads an endpoint's URL once, as WHATWG does, and leaves its fragment out. IP literals pass: the guard decides.
 * *Source:* TRUST.md, Addresses.
 */
export function parseEndpointUrl(text: string, lengthMax = URL_LENGTH_MAX): EndpointUrl {
  if (text === "") return { fault: "cannot be empty: give a URL, like https://example.com/webhooks" };
  if (text.length > lengthMax) return { fault: `use at most ${lengthMax} characters` };
  if (text !== text.trim()) return { fault: "remove the white space around it" };
  if (CONTROL.test(text)) return { fault: "remove the control characters" };
  if (text.includes("\\")) return { fault: "use / instead of \\" };
  if (!SCHEME.test(text)) return { fault: "start it with https:// or http://" };
  const authority = text.slice(text.indexOf("//") + 2).split(/[/?#]/, 1)[0] as string;
  if (authority.includes("@")) return { fault: "remove the user name and password before the host" };
  const url = URL.parse(text);
  if (url === null) return { fault: "give a whole URL, like https://example.com/webhooks" };
  if (url.hostname.split(".").includes("")) return { fault: "remove the dot too many in the host name" };
  if (url.port === "0") return { fault: "use a port from 1 to 65535" };
  url.hash = "";
  return { url: url.href };
}

/** Whether a name is one that people can read, on one line. */
export function nameFault(name: string, lengthMax = NAME_LENGTH_MAX): string | null {
  if (name.trim() === "") return "give it a name";
  if (name.length > lengthMax) return `use at most ${lengthMax} characters`;
  return CONTROL.test(name) ? "remove the control characters" : null;
}

/** Whether a description is short enough; line breaks are welcome. */
export function descriptionFault(text: string): string | null {
  return text.length > DESCRIPTION_LENGTH_MAX ? `use at most ${DESCRIPTION_LENGTH_MAX} characters` : null;
}

/** Whether it is words of letters, digits, `_` and `-`, joined by dots. */
export function eventTypeFault(type: string): string | null {
  if (type.length > EVENT_TYPE_LENGTH_MAX) return `use at most ${EVENT_TYPE_LENGTH_MAX} characters`;
  if (EVENT_TYPE.test(type)) return null;
  return "use words of letters, digits, _ and -, joined by dots, like document.ready";
}

/** Whether it is an event type that a product may use: not one of the house's own. */
export function productTypeFault(type: string): string | null {
  return isOperational(type) ? "choose another name: hookwheel.* are our own events" : eventTypeFault(type);
}

/** Whether it is the type of an event of the house's own, or a subscription to such. */
export function isOperational(typeOrSubscription: string): boolean {
  return typeOrSubscription.startsWith(OPERATIONAL_GROUP);
}

/** Whether it is an event type, a whole group as `document.*`, or `*` for all. */
export function subscriptionFault(text: string): string | null {
  if (text === "*" || (GROUP.test(text) && text.length <= EVENT_TYPE_LENGTH_MAX)) return null;
  return eventTypeFault(text) && "use an event type like document.ready, a group like document.*, or * for all";
}

/** Whether it is any text on one line that is not empty. */
export function namespaceFault(namespace: string): string | null {
  if (namespace === "") return "give at least one character, or leave it out";
  if (namespace.length > NAMESPACE_LENGTH_MAX) return `use at most ${NAMESPACE_LENGTH_MAX} characters`;
  return CONTROL.test(namespace) ? "remove the control characters" : null;
}

/** Whether it can sign: 16 to 128 printable ASCII characters. *Source:* DESIGN.md section 5. */
export function secretFault(secret: string): string | null {
  return SECRET.test(secret) ? null : "use 16 to 128 printable ASCII characters";
}

/** Whether it is the product's own id of an organization or environment: visible, so that a header can hold it. */
export function externalIdFault(text: string): string | null {
  if (text === "") return "give at least one character, or null for none";
  if (text.length > EXTERNAL_ID_LENGTH_MAX) return `use at most ${EXTERNAL_ID_LENGTH_MAX} characters`;
  return EXTERNAL_ID.test(text) ? null : "use visible ASCII characters, with spaces only between them";
}

/** Whether it is one mail address, without a name beside it. */
export function mailAddressFault(text: string): string | null {
  if (text.length > MAIL_ADDRESS_LENGTH_MAX) return `use at most ${MAIL_ADDRESS_LENGTH_MAX} characters`;
  return MAIL_ADDRESS.test(text) ? null : "give a mail address, like ops@example.com";
}

/** Whether a password is long enough; anything may stand in it. */
export function passwordFault(password: string): string | null {
  if (password.length < PASSWORD_LENGTH_MIN) return `use at least ${PASSWORD_LENGTH_MIN} characters`;
  return password.length > PASSWORD_LENGTH_MAX ? `use at most ${PASSWORD_LENGTH_MAX} characters` : null;
}
