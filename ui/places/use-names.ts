/** What organizations and environments are called, by their ids. */
import { readAllOrganizations, readEnvironments } from "../set-up-client.ts";
import { useReading } from "../reading.ts";

/** Gives the name of an organization or an environment, the id itself while it is not known. */
export function usePlaceNames(organizationIds: readonly (string | null)[]): (id: string) => string {
  const ids = [...new Set(organizationIds.filter((id) => id !== null))].toSorted();
  const { value: organizations = [] } = useReading("organizations", readAllOrganizations);
  const known = new Set(organizations.map(({ id }) => id));
  const asked = ids.filter((id) => known.has(id));
  const { value: environments = [] } = useReading(
    asked.length === 0 ? null : `environments of ${asked.join(" ")}`,
    async () => (await Promise.all(asked.map(readEnvironments))).flat(),
  );
  const names = new Map([...organizations, ...environments].map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}
