/** What a test event is made of where the caller says nothing: a type that the endpoint wants, and a sample of it. */
import { subscriptionsOf } from "../rules/matching.ts";
import type { Scope } from "./scopes.ts";

/** A type with an example of its `data`. */
export interface Sample {
  type: string;
  /** JSON text. */
  dataText: string;
}

/** A type of a catalog. */
export interface CatalogType {
  type: string;
  /** An example of its `data`, `null` without. */
  sample: object | null;
}

/** Goes out where no catalog has a sample. */
const PLAIN_DATA = `{"test":true}`;

/** The types that are known in an environment. */
export function catalogOf(_scope: Scope): readonly CatalogType[] {
  return [];
}

/** The sample of a type: the catalog's, else a plain one. */
export function sampleOf(catalog: readonly CatalogType[], type: string): Sample {
  const known = catalog.find((one) => one.type === type);
  return { type, dataText: known?.sample ? JSON.stringify(known.sample) : PLAIN_DATA };
}

/**
 * The first type that an endpoint wants and that has a sample; without any its first subscription, of which a group's
 * test is `group.test`, and that of everything `test.event`.
 */
export function sampleFor(catalog: readonly CatalogType[], subscriptions: readonly string[]): Sample {
  for (const subscription of subscriptions) {
    const known = catalog.find(({ type, sample }) => sample !== null && isMeant(subscription, type));
    if (known !== undefined) return sampleOf(catalog, known.type);
  }
  const [first = "*"] = subscriptions;
  return sampleOf(catalog, first === "*" ? "test.event" : first.replace(/\*$/, "test"));
}

function isMeant(subscription: string, type: string): boolean {
  return subscriptionsOf(type).includes(subscription);
}
