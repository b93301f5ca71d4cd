/** Organizations and environments as the store keeps them. */
import type { UnixMs } from "../../base/clock.ts";
import type { Sweep } from "./endpoints.ts";
import type { Page, PageQuery } from "./page.ts";

/** A customer of the product. */
export interface Organization {
  seq: number;
  id: Uint8Array;
  name: string;
  externalId: string | null;
  /** The profile's name. */
  profile: string;
  /** Where notices go. */
  ownerEmails: readonly string[];
  /** Whether it may have webhooks, by what it pays for. */
  webhooksEnabled: boolean;
  createdAt: UnixMs;
}

/** A separate set of endpoints and events inside an organization. */
export interface Environment {
  seq: number;
  id: Uint8Array;
  /** The organization's seq. */
  organization: number;
  name: string;
  externalId: string | null;
  /** Whether events must fit their type's schema. */
  checkSchemas: boolean;
  /** Whether events of unknown types are refused. */
  strictTypes: boolean;
  createdAt: UnixMs;
}

/** An organization about to be stored. */
export type NewOrganization = Omit<Organization, "seq">;

/** An environment about to be stored. */
export type NewEnvironment = Omit<Environment, "seq">;

/** What may change of an organization; what is left out stays. */
export type OrganizationChange = Partial<Omit<NewOrganization, "id" | "createdAt">>;

/** What may change of an environment; what is left out stays. */
export type EnvironmentChange = Partial<Omit<NewEnvironment, "id" | "organization" | "createdAt">>;

/** Why an organization is not written: another has its `externalId`, or there is no profile of the name that it names. */
export type OrganizationRefusal = "external_id_taken" | "no_profile";

/** Why an environment is not added: the organization is deleted, has as many as it may, or has one of its name or `externalId`. */
export type EnvironmentRefusal = "gone" | "full" | "taken";

/** What went along with a deleted organization or environment: its endpoints, each with the sweep of what waited. */
export interface Deletion {
  sweeps: Sweep[];
}

/** Organizations and environments by noun. Writes throw AppError `unavailable` when the store cannot write. */
export interface OrganizationsStore {
  /** Answers the seqs. */
  addOrganization(
    organization: NewOrganization,
    first: Omit<NewEnvironment, "organization">,
  ): Promise<{ organization: number; environment: number } | OrganizationRefusal>;
  /** Answers the organization as it then is, but for its id; `"gone"` when it is deleted. */
  changeOrganization(
    organization: number,
    change: OrganizationChange,
  ): Promise<Omit<Organization, "id"> | OrganizationRefusal | "gone">;
  /** It is gone at once for every reader, with its environments, endpoints and keys; `false` when it was already. */
  deleteOrganization(organization: number, at: UnixMs): Promise<Deletion | false>;
  listOrganizations(query: PageQuery): Promise<Page<Organization>>;
  readOrganization(id: Uint8Array): Promise<Organization | null>;
  /** All that are not deleted, the oldest first. */
  loadOrganizations(): Promise<Organization[]>;

  /** Answers the seq. */
  addEnvironment(environment: NewEnvironment): Promise<number | EnvironmentRefusal>;
  /** Answers `false` when it is deleted, or the organization has another of this name or `externalId`. */
  changeEnvironment(environment: number, change: EnvironmentChange): Promise<boolean>;
  /** It is gone at once for every reader, with its endpoints and keys; `false` when it was already, or is the only one. */
  deleteEnvironment(environment: number, at: UnixMs): Promise<Deletion | false>;
  listEnvironments(organization: number, query: PageQuery): Promise<Page<Environment>>;
  readEnvironment(id: Uint8Array): Promise<Environment | null>;
  /** All that are not deleted, the oldest first. */
  loadEnvironments(): Promise<Environment[]>;
}
