/** Organizations and environments in memory, by the names that headers give: no request reads them from the store. */
import { idText } from "../base/ids.ts";
import type { Environment, Organization } from "../store/faces/organizations.ts";

/** All that are not deleted. */
export interface Tenants {
  /** The default ones, which are never deleted. */
  readonly organization: Organization;
  readonly environment: Environment;
  /** All organizations, the oldest first. */
  organizations(): Iterable<Organization>;
  organizationBySeq(seq: number): Organization | undefined;
  environmentBySeq(seq: number): Environment | undefined;
  /** By the product's own id, else by ours. */
  organizationNamed(name: string): Organization | undefined;
  /** By the product's own id inside the organization, else by ours, of that organization alone. */
  environmentNamed(organization: number, name: string): Environment | undefined;
  /** By our id, of whichever organization. */
  environmentById(id: string): Environment | undefined;
  /** An organization's, the oldest first: there is always one. */
  environmentsOf(organization: number): readonly Environment[];
  /** Adds one, or takes over its change. */
  putOrganization(organization: Organization): void;
  putEnvironment(environment: Environment): void;
  /** Forgets it, with its environments. */
  removeOrganization(organization: number): void;
  removeEnvironment(environment: number): void;
  /** Runs after every change. */
  onChange(run: () => void): void;
}

/** One organization and what it has. */
interface House {
  organization: Organization;
  /** By seq, the oldest first. */
  environments: Map<number, Environment>;
}

/** Starts from what is stored, the oldest first: the first ones are the default. */
export function createTenants(organizations: readonly Organization[], environments: readonly Environment[]): Tenants {
  const houses = new Map<number, House>();
  const byExternalId = new Map<string, number>();
  const byId = new Map<string, number>();
  const organizationOfEnvironment = new Map<number, number>();
  const environmentSeqs = new Map<string, number>();
  const watchers: (() => void)[] = [];
  for (const organization of organizations) putOrganization(organization);
  for (const environment of environments) putEnvironment(environment);
  const [first] = organizations;
  const [firstEnvironment] = environments;

  return {
    get organization() {
      return houses.get(first!.seq)!.organization;
    },
    get environment() {
      return environmentBySeq(firstEnvironment!.seq)!;
    },
    organizations: () => houses.values().map(({ organization }) => organization),
    organizationBySeq: (seq) => houses.get(seq)?.organization,
    environmentBySeq,
    organizationNamed: (name) => houses.get(byExternalId.get(name) ?? byId.get(name) ?? -1)?.organization,
    environmentNamed(organization, name) {
      const house = houses.get(organization);
      const own = house?.environments.values().find(({ externalId }) => externalId === name);
      return own ?? house?.environments.get(environmentSeqs.get(name) ?? -1);
    },
    environmentById: (id) => environmentBySeq(environmentSeqs.get(id) ?? -1),
    environmentsOf: (organization) => [...(houses.get(organization)?.environments.values() ?? [])],
    putOrganization,
    putEnvironment,
    removeOrganization(seq) {
      const house = houses.get(seq);
      if (house === undefined) return;
      for (const environment of house.environments.values()) removeEnvironment(environment.seq);
      forget(house.organization);
      byId.delete(idText("org", house.organization.id));
      houses.delete(seq);
      changed();
    },
    removeEnvironment,
    onChange: (run) => void watchers.push(run),
  };

  function environmentBySeq(seq: number): Environment | undefined {
    return houses.get(organizationOfEnvironment.get(seq) ?? -1)?.environments.get(seq);
  }

  function putOrganization(organization: Organization): void {
    const house = houses.get(organization.seq);
    if (house !== undefined) forget(house.organization);
    houses.set(organization.seq, { organization, environments: house?.environments ?? new Map() });
    if (organization.externalId !== null) byExternalId.set(organization.externalId, organization.seq);
    byId.set(idText("org", organization.id), organization.seq);
    changed();
  }

  function putEnvironment(environment: Environment): void {
    houses.get(environment.organization)?.environments.set(environment.seq, environment);
    organizationOfEnvironment.set(environment.seq, environment.organization);
    environmentSeqs.set(idText("env", environment.id), environment.seq);
    changed();
  }

  function removeEnvironment(seq: number): void {
    const environment = environmentBySeq(seq);
    if (environment === undefined) return;
    houses.get(environment.organization)?.environments.delete(seq);
    organizationOfEnvironment.delete(seq);
    environmentSeqs.delete(idText("env", environment.id));
    changed();
  }

  function forget({ externalId }: Organization): void {
    if (externalId !== null) byExternalId.delete(externalId);
  }

  function changed(): void {
    for (const run of watchers) run();
  }
}
