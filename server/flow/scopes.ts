/** What each environment sends by: its organization's profile, and the ids that its envelopes show. */
import { idText } from "../base/ids.ts";
import type { Log } from "../base/log.ts";
import { standard } from "../profiles/standard.ts";
import { type RenderEnvelope, compileEnvelope } from "../rules/envelope.ts";
import type { Profile } from "../rules/profile.ts";
import type { Environment, Organization } from "../store/faces/organizations.ts";

/** An environment as the flow needs it. */
export interface Scope {
  /** Its seq. */
  environment: number;
  /** Its row and its organization's, as they now are. */
  of: { environment: Environment; organization: Organization };
  profile: Profile;
  render: RenderEnvelope;
  /** The product's own ids where there are any, else ours. */
  organizationText: string;
  environmentText: string;
}

/** The scopes of all environments. */
export interface Scopes {
  /** By the environment's seq; `undefined` for one that is deleted. */
  get(environment: number): Scope | undefined;
  /** Adds an environment, or takes over its change, its organization's or its profile's. */
  put(organization: Organization, environment: Environment): void;
  remove(environment: number): void;
  /** Lets all that follow the profile of this name go by it as it now is. */
  profileChanged(name: string): void;
}

/** The profile of a name, `null` when there is none. */
export type ProfileOf = (name: string) => Profile | null;

/** Why nothing is sent for an organization whose webhooks are not enabled. */
export const NOT_ENABLED_REASON = "webhooks are not enabled";

/** No scopes yet. An organization whose profile is not there goes by the default one, and the log tells of it. */
export function createScopes(profileOf: ProfileOf, log: Log): Scopes {
  const scopes = new Map<number, Scope>();
  const renders = new WeakMap<Profile, RenderEnvelope>();
  return {
    get: (environment) => scopes.get(environment),
    put: (organization, environment) => void scopes.set(environment.seq, scopeOf(organization, environment)),
    remove: (environment) => void scopes.delete(environment),
    profileChanged(name) {
      for (const { of } of scopes.values()) {
        if (of.organization.profile === name) scopes.set(of.environment.seq, scopeOf(of.organization, of.environment));
      }
    },
  };

  function scopeOf(organization: Organization, environment: Environment): Scope {
    const profile = profileOf(organization.profile) ?? defaultInsteadOf(organization);
    return {
      environment: environment.seq,
      of: { environment, organization },
      profile,
      render: renderOf(profile),
      organizationText: organization.externalId ?? idText("org", organization.id),
      environmentText: environment.externalId ?? idText("env", environment.id),
    };
  }

  function defaultInsteadOf({ id, profile }: Organization): Profile {
    log.error("no such profile, the default one in its place", { organizationId: idText("org", id), profile });
    return standard;
  }

  /** Compiled once a profile, however many follow it. */
  function renderOf(profile: Profile): RenderEnvelope {
    const known = renders.get(profile);
    if (known !== undefined) return known;
    const render = compileEnvelope(profile.envelope);
    renders.set(profile, render);
    return render;
  }
}
