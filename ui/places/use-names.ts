/** What organizations and environments are called, by their ids. */
import { useReading } from "../reading.ts";
import { readEnvironments } from "../set-up-client.ts";
import { useKnown, useOrganizations } from "./use-known.ts";

/** Gives the name of an organization or an environment, the id itself while it is not known. */
export function usePlaceNames(organizationIds: readonly (string | null)[]): (id: string) => string {
  const known = useKnown();
  const { value: organizations = [] } = useOrganizations();
  const heard = new Set(known.environments.map(({ organizationId }) => organizationId));
  const all = new Set(organizations.map(({ id }) => id));
  const asked = [...new Set(organizationIds)].filter((id) => id !== null && all.has(id) && !heard.has(id)) as string[];
  const { value: environments = [] } = useReading(
    asked.length === 0 ? null : `environments of ${asked.toSorted().join(" ")}`,
    async () => (await Promise.all(asked.map(readEnvironments))).flat(),
  );
  const named = [...organizations, ...known.organizations, ...known.environments, ...environments];
  const names = new Map(named.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}
