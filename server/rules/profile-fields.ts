/** What may stand in a profile: each rule answers what to do, or `null`. */
import { customHeaderFault } from "./custom-headers.ts";
import { PLACEHOLDER_NAMES } from "./envelope.ts";
import { SIGNED_PLACEHOLDERS } from "./own-signature.ts";
import type { EventType, SignatureHeader } from "./profile.ts";

/** A fault with the way to it inside the value. */
export interface PlacedFault {
  path: (string | number)[];
  fault: string;
}

/** The longest name of a profile. */
export const PROFILE_NAME_LENGTH_MAX = 64;
/** The longest title, user agent and signed text. */
export const PROFILE_TEXT_LENGTH_MAX = 200;
/** The longest prefix of a signature. */
export const PREFIX_LENGTH_MAX = 50;

const ENVELOPE_BYTES_MAX = 16 * 1024;
const ENVELOPE_DEPTH_MAX = 10;

const PROFILE_NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const PRINTABLE = /^[\x20-\x7e]*$/;
const PLACEHOLDER_LIKE = /^\$[A-Za-z]+$/;

/** Whether it is words of lower-case letters and digits, joined by `-`. */
export function profileNameFault(name: string): string | null {
  if (name.length > PROFILE_NAME_LENGTH_MAX) return `use at most ${PROFILE_NAME_LENGTH_MAX} characters`;
  return PROFILE_NAME.test(name) ? null : "use lower-case letters, digits and -, like my-profile";
}

/** Whether it is a title that people can read. */
export function titleFault(title: string): string | null {
  if (title.trim() === "") return "give it a title";
  return title.length > PROFILE_TEXT_LENGTH_MAX ? `use at most ${PROFILE_TEXT_LENGTH_MAX} characters` : null;
}

/** Whether it can be sent as `User-Agent`. */
export function userAgentFault(text: string): string | null {
  if (text.length > PROFILE_TEXT_LENGTH_MAX) return `use at most ${PROFILE_TEXT_LENGTH_MAX} characters`;
  if (text === "" || text !== text.trim()) return "give it without white space around it, or null for ours";
  return PRINTABLE.test(text) ? null : "use printable ASCII characters";
}

/** Whether a signature or its time may be sent in a header of this name. */
export function signatureHeaderFault(name: string): string | null {
  return customHeaderFault(name, "");
}

/** Whether it is a text with `{body}`, and no other placeholder than ours. */
export function signedTextFault(text: string): string | null {
  if (text.length > PROFILE_TEXT_LENGTH_MAX) return `use at most ${PROFILE_TEXT_LENGTH_MAX} characters`;
  if (!PRINTABLE.test(text)) return "use printable ASCII characters";
  if (!text.includes("{body}")) return "name {body}: what is not signed is not proved";
  for (const [placeholder] of text.matchAll(/\{[^}]*\}?/g)) {
    const isOurs = (SIGNED_PLACEHOLDERS as readonly string[]).includes(placeholder);
    if (!isOurs) return `use ${SIGNED_PLACEHOLDERS.join(", ")} and no other braces`;
  }
  return null;
}

/** Whether it can stand before a signature. */
export function prefixFault(text: string): string | null {
  if (text.length > PREFIX_LENGTH_MAX) return `use at most ${PREFIX_LENGTH_MAX} characters`;
  return PRINTABLE.test(text) && text === text.trimStart()
    ? null
    : "use printable ASCII characters, none of them blank at the start";
}

/** Whether each header of a profile's signatures has one value. */
export function signaturesFault(signatures: readonly SignatureHeader[]): PlacedFault | null {
  const names = new Set(signatures.flatMap(({ timestampHeader }) => timestampHeader?.toLowerCase() ?? []));
  for (const [i, { header }] of signatures.entries()) {
    if (names.has(header.toLowerCase())) return { path: [i, "header"], fault: `give ${header} once` };
    names.add(header.toLowerCase());
  }
  return null;
}

/** Whether a value is a template of an envelope: objects and plain values, with `$data` somewhere. */
export function envelopeFault(value: unknown): PlacedFault | null {
  if (!isPlainObject(value)) return { path: [], fault: "must be a JSON object" };
  if (Buffer.byteLength(JSON.stringify(value)) > ENVELOPE_BYTES_MAX) {
    return { path: [], fault: `keep it within ${ENVELOPE_BYTES_MAX} bytes` };
  }
  const seen = new Set<string>();
  const fault = leavesFault(value, [], seen);
  if (fault !== null || seen.has("$data")) return fault;
  return { path: [], fault: 'put "$data" where the data of an event is to stand' };
}

/** Whether a type's group is one that `group.*` would mean. */
export function groupFault({ type, group }: Pick<EventType, "type" | "group">): string | null {
  if (group === null || type.startsWith(`${group}.`)) return null;
  return `must be what stands before a dot of ${type}`;
}

/** The group of a type that says nothing of it: what stands before its last dot, `null` without one. */
export function groupOf(type: string): string | null {
  const dot = type.lastIndexOf(".");
  return dot < 0 ? null : type.slice(0, dot);
}

function leavesFault(node: object, path: string[], seen: Set<string>): PlacedFault | null {
  if (path.length >= ENVELOPE_DEPTH_MAX) return { path, fault: `nest at most ${ENVELOPE_DEPTH_MAX} levels` };
  for (const [field, value] of Object.entries(node)) {
    const at = [...path, field];
    if (field === "__proto__") return { path: at, fault: "choose another name" };
    const fault = isPlainObject(value) ? leavesFault(value, at, seen) : leafFault(value, at, seen);
    if (fault !== null) return fault;
  }
  return null;
}

function leafFault(value: unknown, path: string[], seen: Set<string>): PlacedFault | null {
  if (Array.isArray(value)) return { path, fault: "use an object: an envelope has no arrays" };
  if (typeof value !== "string") return null;
  if (!value.isWellFormed()) return { path, fault: "remove the halves of characters" };
  seen.add(value);
  const isMistyped = PLACEHOLDER_LIKE.test(value) && !PLACEHOLDER_NAMES.includes(value);
  return isMistyped ? { path, fault: `use one of ${PLACEHOLDER_NAMES.join(", ")}` } : null;
}

function isPlainObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
