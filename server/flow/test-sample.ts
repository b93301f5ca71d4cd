/** What a test event is made of where the caller says nothing: a type that the endpoint wants, and a sample of it. */
import { subscriptionsOf } from "../rules/matching.ts";
import type { Catalogs } from "./catalogs.ts";
import type { Scope } from "./scopes.ts";

/** A type with an example of its `data`. */
export interface Sample {
  type: string;
  /** JSON text. */
  dataText: string;
}

/** Goes out where no catalog has a sample. */
const PLAIN_DATA = `{"test":true}`;

/** The sample of a type: the catalog's, else a plain one. */
export async function sampleOf(catalogs: Catalogs, scope: Scope, type: string): Promise<Sample> {
  const known = await catalogs.find(scope.of.organization.seq, scope.profile, type);
  return { type, dataText: known === null || known.sample === null ? PLAIN_DATA : JSON.stringify(known.sample) };
}

/**
 * The first type that an endpoint wants and that has a sample; without any its first subscription, of which a group's
 * test is `group.test`, and that of everything `test.event`.
 */
export async function sampleFor(catalogs: Catalogs, scope: Scope, subscriptions: readonly string[]): Promise<Sample> {
  const { seq } = scope.of.organization;
  const types = await catalogs.names(seq, scope.profile);
  for (const subscription of subscriptions) {
    for (const type of types) {
      if (!subscriptionsOf(type).includes(subscription)) continue;
      const known = await catalogs.find(seq, scope.profile, type);
      if (known !== null && known.sample !== null && !known.archived) return sampleOf(catalogs, scope, type);
    }
  }
  const [first = "*"] = subscriptions;
  return sampleOf(catalogs, scope, first === "*" ? "test.event" : first.replace(/\*$/, "test"));
}
