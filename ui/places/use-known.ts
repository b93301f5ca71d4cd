/** The organizations and environments that whoever is signed in may look at. */
import { readSession } from "../client.ts";
import { type Reading, useReading } from "../reading.ts";
import { access } from "../session/session.ts";
import { readAllOrganizations, readEnvironments } from "../set-up-client.ts";
import type { Session } from "../shapes.ts";

/** An organization or an environment. */
export interface Named {
  id: string;
  name: string;
  externalId: string | null;
}

/** An organization with the name of the profile that it follows, and whether its plan has webhooks. */
export interface Organization extends Named {
  profile: string;
  webhooksEnabled: boolean;
}

/** What a session says of them. */
type Known = Pick<Session, "role" | "organizations" | "organizationsCount" | "environments">;

const NOTHING: Known = { role: "owner", organizations: [], organizationsCount: 0, environments: [] };

/** What the session knows: `isFresh` once it was asked since the page, or another place, was opened. */
export function useKnown(): Known & { isFresh: boolean; isWhole: boolean } {
  const { value } = useReading("known places", readKnown);
  const at = access.value;
  const known = value ?? (at.state === "signed-in" ? at.session : NOTHING);
  const isWhole = known.organizations.length === known.organizationsCount;
  return { ...known, isFresh: value !== undefined, isWhole };
}

/** Whether the whole instance is theirs. */
export function useIsAdmin(): boolean {
  return useKnown().role === "admin";
}

/** All organizations: those that the session names, or where they are too many, the newest 2,000. */
export function useOrganizations(): Reading<readonly Organization[]> {
  const { isWhole, organizations } = useKnown();
  const reading = useReading(isWhole ? null : "organizations", readAllOrganizations);
  return isWhole ? { value: organizations, problem: null } : reading;
}

/** The environments of an organization, the oldest first; nothing is read without one. */
export function useEnvironments(organizationId: string | undefined): Reading<readonly Named[]> {
  const { environments } = useKnown();
  const own = environments.filter((one) => one.organizationId === organizationId);
  const isKnown = organizationId === undefined || own.length > 0;
  const reading = useReading(isKnown ? null : `environments ${organizationId}`, () =>
    readEnvironments(organizationId as string),
  );
  return isKnown ? { value: own, problem: null } : reading;
}

async function readKnown(): Promise<Known> {
  const { role, organizations, organizationsCount, environments } = await readSession();
  return { role, organizations, organizationsCount, environments };
}
