/** A webhook as it is being filled in: what is wrong with it, and what it asks of the API. Pure. */
import {
  DESCRIPTION_LENGTH_MAX,
  descriptionFault,
  nameFault,
  namespaceFault,
  parseEndpointUrl,
  secretFault,
  subscriptionFault,
} from "../../server/rules/fields.ts";
import type { Endpoint, EndpointPatch, NewEndpoint } from "../shapes.ts";
import type { Limits } from "../webhooks/limits.ts";
import { words } from "../words/words.ts";

/** A header as it is filled in; a stored value is not known, and kept unless it is typed over. */
export interface DraftHeader {
  name: string;
  value: string;
  isStored: boolean;
}

/** What stands in the fields. */
export interface Draft {
  name: string;
  url: string;
  description: string;
  /** Whether every event is wanted, whatever `events` says. */
  isForAll: boolean;
  events: readonly string[];
  namespaces: readonly string[];
  /** One that is being typed, and is among them once it is added. */
  typedNamespace: string;
  headers: readonly DraftHeader[];
  rateLimit: string;
  maxInFlight: string;
  isActive: boolean;
  secret: string;
}

/** The fields that can be wrong, as the API names them, but for what is being typed. */
export type Field =
  | "name"
  | "url"
  | "description"
  | "events"
  | "namespaces"
  | "typedNamespace"
  | "headers"
  | "rateLimit"
  | "maxInFlight"
  | "secret";

/** What is wrong, by field, in words that say what to do. */
export type Faults = Partial<Record<Field, string>>;

/** What a part of the form is handed: `faults` are those that are told by now. */
export interface PartProps {
  draft: Draft;
  faults: Faults;
  limits: Limits;
  change: (part: Partial<Draft>) => void;
  /** A field was left: from now on its faults are told. */
  leave: (field: Field) => void;
}

/** What the API shows in place of a header's value, and takes back for "as it is". */
const MASK = "••••";

/** An empty form. */
export const EMPTY: Draft = {
  name: "",
  url: "",
  description: "",
  isForAll: true,
  events: [],
  namespaces: [],
  typedNamespace: "",
  headers: [],
  rateLimit: "",
  maxInFlight: "10",
  isActive: true,
  secret: "",
};

/** The form of a webhook that there is. */
export function draftOf(endpoint: Endpoint): Draft {
  const isForAll = endpoint.events.includes("*");
  return {
    name: endpoint.name ?? "",
    url: endpoint.url,
    description: endpoint.description ?? "",
    isForAll,
    events: isForAll ? [] : endpoint.events,
    namespaces: endpoint.namespaces,
    typedNamespace: "",
    headers: Object.keys(endpoint.headers).map((name) => ({ name, value: "", isStored: true })),
    rateLimit: endpoint.rateLimit === null ? "" : String(endpoint.rateLimit),
    maxInFlight: String(endpoint.maxInFlight),
    isActive: endpoint.status === "active",
    secret: "",
  };
}

/**
 * Everything that is wrong. Own headers are judged by the API alone.
 *
 * @param before the form as it was, where a webhook is changed: what is left alone is not sent, and not judged, though it
 * may be from a time of other limits; `null` for a new one
 */
export function faultsOf(draft: Draft, limits: Limits, before: Draft | null): Faults {
  const { form } = words;
  const url = parseEndpointUrl(draft.url, limits.urlLengthMax);
  const typed = draft.typedNamespace.trim();
  const faults: Record<Field, string | null> = {
    name: draft.name === "" ? null : cured(nameFault(draft.name, limits.nameLengthMax)),
    url: draft.url === "" ? form.empty : "fault" in url ? urlFault(draft.url, url.fault, limits) : null,
    description: cured(descriptionFault(draft.description)),
    events: eventsFault(draft),
    namespaces: cured(firstOf(draft.namespaces, namespaceFault)),
    typedNamespace: typed === "" ? null : cured(namespaceFault(typed)),
    headers: draft.headers.some(({ name }) => name === "") ? form.empty : null,
    rateLimit: draft.rateLimit === "" || isWithin(draft.rateLimit, 0.01, 1000) ? null : form.rate.fault,
    maxInFlight: isWithin(draft.maxInFlight, 1, 1000) && /^\d+$/.test(draft.maxInFlight) ? null : form.inFlight.fault,
    secret: draft.secret === "" ? null : cured(secretFault(draft.secret)),
  };
  const told = Object.entries(faults).filter(
    ([field, fault]) => fault !== null && !isLeft(field as Field, draft, before),
  );
  return Object.fromEntries(told) as Faults;
}

/** The texts that have grown longer than they may be. */
export function overlongIn(draft: Draft, limits: Limits): Field[] {
  const maxima = [
    ["name", limits.nameLengthMax],
    ["url", limits.urlLengthMax],
    ["description", DESCRIPTION_LENGTH_MAX],
  ] as const;
  return maxima.flatMap(([field, max]) => (draft[field].length > max ? [field] : []));
}

function isLeft(field: Field, draft: Draft, before: Draft | null): boolean {
  return before !== null && JSON.stringify(draft[field]) === JSON.stringify(before[field]);
}

/** What the API found wrong, by field: its paths are `events[0]` and `headers.x-a`. */
export function faultsIn(errors: readonly { path: string; message: string }[]): Faults {
  const faults: Faults = {};
  for (const { path, message } of errors) faults[/^\w*/.exec(path)?.[0] as Field] ??= words.form.cure(message);
  return faults;
}

/** What adding it asks for: fields left alone are left out. */
export function newEndpointOf(draft: Draft): NewEndpoint {
  const { headers, secret, maxInFlight, ...fields } = fieldsOf(draft);
  return {
    ...fields,
    ...(draft.headers.length > 0 && { headers }),
    ...(secret !== "" && { secret }),
    maxInFlight,
  };
}

/** What changing it asks for: only what differs from the form as it was; empty when nothing does. */
export function patchOf(draft: Draft, before: Draft): EndpointPatch {
  const { secret: _, ...fields } = fieldsOf(draft);
  const old = fieldsOf(before);
  const changed = Object.entries(fields).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(old[name as keyof typeof old]),
  );
  return Object.fromEntries(changed);
}

function fieldsOf(draft: Draft) {
  return {
    name: draft.name === "" ? null : draft.name,
    url: draft.url,
    description: draft.description === "" ? null : draft.description,
    events: draft.isForAll ? ["*"] : [...draft.events],
    namespaces: [...draft.namespaces],
    headers: Object.fromEntries(
      draft.headers.map(({ name, value, isStored }) => [name, isStored && value === "" ? MASK : value]),
    ),
    rateLimit: draft.rateLimit === "" ? null : Number(draft.rateLimit),
    maxInFlight: Number(draft.maxInFlight),
    active: draft.isActive,
    secret: draft.secret,
  };
}

function cured(fault: string | null): string | null {
  return fault === null ? null : words.form.cure(fault);
}

/** A URL that is too long is told by its counter too, so it is not called invalid. */
function urlFault(text: string, cure: string, limits: Limits): string {
  return text.length > limits.urlLengthMax ? words.form.cure(cure) : words.form.invalidUrl(cure);
}

function eventsFault({ isForAll, events }: Draft): string | null {
  if (isForAll) return null;
  return events.length === 0 ? words.form.events.none : cured(firstOf(events, subscriptionFault));
}

function firstOf(texts: readonly string[], faultOf: (text: string) => string | null): string | null {
  for (const text of texts) {
    const fault = faultOf(text);
    if (fault !== null) return fault;
  }
  return null;
}

function isWithin(text: string, min: number, max: number): boolean {
  const value = Number(text);
  return text.trim() !== "" && value >= min && value <= max;
}
