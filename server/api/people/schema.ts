/** People on the wire. */
import { z } from "zod";
import { idText } from "../../base/ids.ts";
import { mailAddressFault, nameFault, passwordFault } from "../../rules/fields.ts";
import { PERSON_ROLES } from "../../rules/roles.ts";
import type { Person } from "../../store/faces/people.ts";
import { pageFields } from "../page.ts";
import { ruled, Time, timeText, timeTextOrNull } from "../shapes.ts";
import type { Tenants } from "../tenants.ts";

/** A mail address; its case says nothing. */
export const Email = ruled(mailAddressFault).transform((email) => email.toLowerCase());

/** A person to be added. */
export const NewPerson = z
  .strictObject({
    email: Email,
    name: ruled(nameFault),
    role: z.enum(PERSON_ROLES).describe("`admin` has the instance, `owner` the chosen organization"),
  })
  .meta({ id: "NewPerson" });

/** What a caller asks for when adding one. */
export type NewPerson = z.infer<typeof NewPerson>;

/** What is to change; the rest stays. */
export const PersonPatch = z
  .strictObject({
    name: ruled(nameFault).exactOptional(),
    role: z.enum(PERSON_ROLES).exactOptional().describe("An admin who becomes an owner gets the chosen organization"),
    password: ruled(passwordFault).exactOptional().describe("One's own; all other sessions end"),
    currentPassword: z.string().max(256).exactOptional().describe("Goes with `password`"),
  })
  .meta({ id: "PersonPatch" });

/** What a caller asks to change. */
export type PersonPatch = z.infer<typeof PersonPatch>;

/** A person. */
export const PersonView = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    role: z.enum(PERSON_ROLES),
    organizationId: z.string().nullable().describe("`null` for an admin"),
    hasPassword: z.boolean().describe("`false` until one is chosen by a link"),
    createdAt: Time,
    lastSignInAt: Time.nullable(),
  })
  .meta({ id: "Person" });

/** A link by which a person chooses a password. */
export const LinkView = z
  .object({ url: z.string().describe("Opens once"), expiresAt: Time })
  .meta({ id: "PersonLink" });

/** A person just added: the only answer that shows the link. */
export const AddedPersonView = PersonView.extend({ link: LinkView }).meta({ id: "AddedPerson" });

/** Which page of people. */
export const PeopleFilter = z.strictObject(pageFields);

/** A person as it goes out. */
export function personView(person: Person, tenants: Tenants): z.infer<typeof PersonView> {
  const organization = person.organization === null ? undefined : tenants.organizationBySeq(person.organization);
  return {
    id: idText("per", person.id),
    email: person.email,
    name: person.name,
    role: person.role,
    organizationId: organization ? idText("org", organization.id) : null,
    hasPassword: person.hasPassword,
    createdAt: timeText(person.createdAt),
    lastSignInAt: timeTextOrNull(person.lastSignInAt),
  };
}
