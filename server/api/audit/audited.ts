/** What a change leaves in the audit log: who, from where, and what, without anything secret. */
import { newId } from "../../base/ids.ts";
import type { Changes } from "../../store/faces/store.ts";
import type { Principal } from "../auth.ts";
import { MASK } from "../endpoints/headers.ts";
import type { Rooms } from "../rooms.ts";

/** What is told of a change. */
export interface Told {
  /** A noun and what became of it, as `endpoint.created`. */
  action: `${string}.${string}`;
  /** The id of what is changed, as the edges write it. */
  subject: string;
  /** The form as it was given; what is secret in it is veiled here. */
  changes?: object;
  /** Seqs, where it is not the principal's; `null` for none. */
  organization?: number | null;
  environment?: number | null;
}

/** Who makes a change, and where it belongs. */
export type By = Pick<Principal, "actor" | "address"> & { organization: number | null; environment: number | null };

/** Fields whose value is never told. `headers` are told by their names. */
const SECRET_FIELDS = new Set(["secret", "key", "password", "currentPassword", "token"]);

/** A line stays small: past this the long values are cut, in characters of JSON. */
const CHANGES_LENGTH_MAX = 4096;
const VALUE_LENGTH_MAX = 200;

/** The store for the one change that is told: its line is in the same commit. */
export function audited(
  { store, clock }: Pick<Rooms, "store" | "clock">,
  { actor, address, ...own }: By,
  told: Told,
): Changes {
  const now = clock.now();
  const { organization = own.organization, environment = own.environment } = told;
  return store.audited({
    id: newId(now),
    action: told.action,
    actor,
    address,
    subject: told.subject,
    organization,
    environment,
    changes: shown(told.changes ?? {}),
    createdAt: now,
  });
}

function shown(changes: object): Record<string, unknown> {
  const veiled = Object.entries(changes).map(([name, value]) => [name, veil(name, value)] as const);
  if (JSON.stringify(veiled).length <= CHANGES_LENGTH_MAX) return Object.fromEntries(veiled);
  return Object.fromEntries(veiled.map(([name, value]) => [name, cut(value)]));
}

function veil(name: string, value: unknown): unknown {
  if (SECRET_FIELDS.has(name)) return MASK;
  if (name !== "headers" || value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.keys(value).map((header) => [header, MASK]));
}

function cut(value: unknown): unknown {
  const text = JSON.stringify(value) ?? "";
  return text.length <= VALUE_LENGTH_MAX ? value : `${text.slice(0, VALUE_LENGTH_MAX)}…`;
}
