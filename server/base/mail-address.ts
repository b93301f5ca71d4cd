/** Mail addresses: what is taken for one, and how a sender is written. */

/** A sender or receiver of mails. */
export interface Mailbox {
  /** What a person reads, empty without. */
  name: string;
  address: string;
}

/** *Source:* HTML, "valid email address", with the lengths of RFC 5321. */
const ADDRESS =
  /^(?=.{3,254}$)[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$/;

const NAMED = /^ *"?([^"<>\p{Cc}]{1,100}?)"? *<([^<>]+)> *$/u;

/** Whether a text is a plain address, with nothing that could begin another header or another receiver. */
export function isMailAddress(text: string): boolean {
  return ADDRESS.test(text);
}

/** Reads `hooks@example.com` or `Acme <hooks@example.com>`; `null` when it is neither. */
export function parseMailbox(text: string): Mailbox | null {
  const [, name = "", address = text.trim()] = NAMED.exec(text) ?? [];
  return isMailAddress(address) ? { name: name.trim(), address } : null;
}
