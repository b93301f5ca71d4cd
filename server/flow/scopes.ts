/** What an environment sends by: its organization's profile, and the ids that its envelopes show. */
import { idText } from "../base/ids.ts";
import { assert } from "../base/errors.ts";
import { builtInProfile } from "../profiles/built-in.ts";
import { type RenderEnvelope, compileEnvelope } from "../rules/envelope.ts";
import type { Profile } from "../rules/profile.ts";
import type { Environment, Organization } from "../store/faces/organizations.ts";

/** An environment as the flow needs it. */
export interface Scope {
  environment: number;
  profile: Profile;
  render: RenderEnvelope;
  /** The product's own ids where there are any, else ours. */
  organizationText: string;
  environmentText: string;
}

/** The scopes by environment seq. */
export type Scopes = ReadonlyMap<number, Scope>;

/** The scope of an environment. */
export function scopeOf(organization: Organization, environment: Environment): Scope {
  const profile = builtInProfile(organization.profile);
  assert(profile !== null, `unknown profile ${organization.profile}`);
  return {
    environment: environment.seq,
    profile,
    render: compileEnvelope(profile.envelope),
    organizationText: organization.externalId ?? idText("org", organization.id),
    environmentText: environment.externalId ?? idText("env", environment.id),
  };
}
