/** Sessions on the wire. */
import { z } from "zod";
import { idText } from "../../base/ids.ts";
import { PASSWORD_LENGTH_MAX, passwordFault } from "../../rules/fields.ts";
import { PERSON_ROLES } from "../../rules/roles.ts";
import { sessionEndsAt } from "../../rules/sessions.ts";
import type { Environment, Organization } from "../../store/faces/organizations.ts";
import type { Person, Session } from "../../store/faces/people.ts";
import { PersonView, personView } from "../people/schema.ts";
import { pageFields } from "../page.ts";
import { idOf, ruled, Time, timeText } from "../shapes.ts";
import type { Tenants } from "../tenants.ts";

/** Of an admin's organizations so many are told at once; `GET /organizations` has them all. */
const ORGANIZATIONS_TOLD_MAX = 250;

/** Signing in. */
export const Credentials = z
  .strictObject({ email: z.string().max(254), password: z.string().max(PASSWORD_LENGTH_MAX) })
  .meta({ id: "Credentials" });

/** Choosing a password by a link. */
export const ChosenPassword = z
  .strictObject({
    token: z.string().max(255).describe("What stands behind the `#` of the link"),
    password: ruled(passwordFault),
  })
  .meta({ id: "ChosenPassword" });

/** Who is signed in, and what is theirs to look at. */
export const SignedInView = z
  .object({
    id: z.string().describe("The session's"),
    person: PersonView,
    role: z.enum(PERSON_ROLES),
    organizations: z
      .array(
        z.object({
          id: z.string(),
          name: z.string(),
          externalId: z.string().nullable(),
          profile: z.string().describe("The name of the profile that it follows"),
          webhooksEnabled: z.boolean(),
        }),
      )
      .describe(`What may be chosen, the oldest first: at most ${ORGANIZATIONS_TOLD_MAX}`),
    organizationsCount: z.int().describe("How many there are in all"),
    environments: z
      .array(
        z.object({ id: z.string(), organizationId: z.string(), name: z.string(), externalId: z.string().nullable() }),
      )
      .describe("Those of these organizations"),
    expiresAt: Time.describe("If it is not used before"),
  })
  .meta({ id: "SignedIn" });

/** A session in a list. */
export const SessionView = z
  .object({
    id: z.string(),
    personId: z.string(),
    address: z.string().nullable().describe("Where it began"),
    userAgent: z.string().nullable(),
    createdAt: Time,
    lastSeenAt: Time,
    expiresAt: Time.describe("If it is not used before"),
    isCurrent: z.boolean().describe("Whether it is the one that asks"),
  })
  .meta({ id: "Session" });

/** Which sessions a list shows. */
export const SessionsFilter = z.strictObject({
  ...pageFields,
  person: idOf("per").optional().describe("For admins: somebody else's"),
});

/** Who is signed in as it goes out. */
export function signedInView(session: Session, person: Person, tenants: Tenants): z.infer<typeof SignedInView> {
  const own = person.organization === null ? [...tenants.organizations()] : ownOf(person.organization, tenants);
  const told = own.slice(0, ORGANIZATIONS_TOLD_MAX);
  return {
    id: idText("ses", session.id),
    person: personView(person, tenants),
    role: person.role,
    organizations: told.map(({ id, name, externalId, profile, webhooksEnabled }) => ({
      id: idText("org", id),
      name,
      externalId,
      profile,
      webhooksEnabled,
    })),
    organizationsCount: own.length,
    environments: told.flatMap((one) => tenants.environmentsOf(one.seq).map((each) => placeView(each, one))),
    expiresAt: timeText(sessionEndsAt(session)),
  };
}

/** A session as it goes out. @param current the seq of the one that asks */
export function sessionView(session: Session, person: Person, current: number | null): z.infer<typeof SessionView> {
  return {
    id: idText("ses", session.id),
    personId: idText("per", person.id),
    address: session.address,
    userAgent: session.userAgent,
    createdAt: timeText(session.createdAt),
    lastSeenAt: timeText(session.seenAt),
    expiresAt: timeText(sessionEndsAt(session)),
    isCurrent: session.seq === current,
  };
}

function ownOf(organization: number, tenants: Tenants): Organization[] {
  const own = tenants.organizationBySeq(organization);
  return own === undefined ? [] : [own];
}

function placeView({ id, name, externalId }: Environment, organization: Organization) {
  return { id: idText("env", id), organizationId: idText("org", organization.id), name, externalId };
}
