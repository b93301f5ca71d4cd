/** An organization as it is being filled in: what is wrong with it, and what it asks of the API. Pure. */
import { externalIdFault, mailAddressFault, nameFault } from "../../server/rules/fields.ts";
import type { Problem } from "../client.ts";
import type { NewOrganization, Organization, OrganizationPatch } from "../set-up-shapes.ts";
import { setUp } from "../words/set-up.ts";
import { words } from "../words/words.ts";

/** What stands in the fields. */
export interface Draft {
  name: string;
  externalId: string;
  /** Empty for the default organization's. */
  profile: string;
  ownerEmails: readonly string[];
  /** An address that is being typed, and is among them once it is added. */
  typedOwner: string;
  webhooksEnabled: boolean;
}

/** What is wrong, by field, in words that say what to do. */
export type Faults = Partial<Record<keyof Draft, string>>;

/** An empty form. */
export const EMPTY: Draft = {
  name: "",
  externalId: "",
  profile: "",
  ownerEmails: [],
  typedOwner: "",
  webhooksEnabled: true,
};

/** The form of an organization that there is. */
export function draftOf({ name, externalId, profile, ownerEmails, webhooksEnabled }: Organization): Draft {
  return { name, externalId: externalId ?? "", profile, ownerEmails, typedOwner: "", webhooksEnabled };
}

/** Everything that is wrong. */
export function faultsOf({ name, externalId, ownerEmails, typedOwner }: Draft): Faults {
  const { twice } = setUp.organizations.form;
  const typed = typedOwner.trim();
  const faults = {
    name: name === "" ? null : nameFault(name),
    externalId: externalId === "" ? null : externalIdFault(externalId),
    ownerEmails: ownerEmails.map(mailAddressFault).find((fault) => fault !== null) ?? null,
    typedOwner: typed === "" ? null : (mailAddressFault(typed) ?? (ownerEmails.includes(typed) ? twice : null)),
  };
  const told = Object.entries(faults).filter(([, fault]) => fault !== null);
  return Object.fromEntries(told.map(([field, fault]) => [field, words.form.cure(fault as string)]));
}

/** What the API found wrong, by field. */
export function refusedFields<Field extends string>(problem: Problem | null): Partial<Record<Field, string>> {
  const faults: Partial<Record<string, string>> = {};
  for (const { path, message } of problem?.errors ?? []) {
    faults[/^\w*/.exec(path)?.[0] ?? ""] ??= words.form.cure(message);
  }
  return faults as Partial<Record<Field, string>>;
}

/** What adding it asks for. */
export function newOrganizationOf({ name, externalId, profile, ownerEmails, webhooksEnabled }: Draft): NewOrganization {
  return {
    name,
    ...(externalId !== "" && { externalId }),
    ...(profile !== "" && { profile }),
    ownerEmails: [...ownerEmails],
    webhooksEnabled,
  };
}

/** What changing it asks for: only what differs from the form as it was. */
export function patchOf(draft: Draft, before: Draft): OrganizationPatch {
  const { typedOwner: _, ...fields } = draft;
  const changed = Object.entries(fields).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field as keyof Draft]),
  );
  const patch = Object.fromEntries(changed);
  return { ...patch, ...(patch["externalId"] === "" && { externalId: null }) };
}
