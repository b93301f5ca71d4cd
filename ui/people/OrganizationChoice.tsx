/** Of which organization somebody becomes an owner: at first of the one that is looked at. */
import { useState } from "preact/hooks";
import { Field } from "../form/Field.tsx";
import { Select } from "../kit/Select.tsx";
import { useOrganizationHere } from "../places/use-here.ts";
import { type Named, useOrganizations } from "../places/use-known.ts";
import { own } from "../words/people.ts";

/** What is chosen; `id` is `undefined` until the organizations are read. */
export interface Choice {
  id: string | undefined;
  organizations: readonly Named[];
  choose: (id: string) => void;
}

/** The choice, among those that there are now. */
export function useOrganizationChoice(): Choice {
  const here = useOrganizationHere();
  const { value: all = [] } = useOrganizations();
  const [chosen, choose] = useState<string | null>(null);
  const isListed = here === null || all.some(({ id }) => id === here.id);
  const organizations = (isListed ? all : [...all, here]).toSorted((a, b) => a.name.localeCompare(b.name));
  return { id: chosen ?? here?.id, organizations, choose };
}

/** The list. Two may have one name: their own ids tell them apart. */
export function OrganizationChoice({ choice: { id = "", organizations, choose } }: { choice: Choice }) {
  const label = own.people.form.organization;
  const options = organizations.map(
    ({ id, name, externalId }) => [id, externalId === null ? name : `${name} (${externalId})`] as const,
  );
  return <Field label={label}>{() => <Select label={label} value={id} options={options} onChange={choose} />}</Field>;
}
