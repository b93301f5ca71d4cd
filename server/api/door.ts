/** Who may come in, and for what, in memory. */
import type { Clock } from "../base/clock.ts";
import type { Store } from "../store/faces/store.ts";
import { createKeyring } from "./keyring.ts";
import { createPasswords } from "./passwords.ts";
import type { Rooms } from "./rooms.ts";
import { createRoster } from "./roster.ts";
import { createSessionRing } from "./session-ring.ts";
import { createSignInLimits } from "./sign-in-limits.ts";
import { createTenants } from "./tenants.ts";
import { hashOf } from "./tokens.ts";

/** The door: what of the API's rooms it is. Disposing writes what was noted of uses. */
export type Door = Pick<Rooms, "tenants" | "keyring" | "roster" | "sessions" | "passwords" | "signInLimits"> &
  AsyncDisposable;

/** Reads it from the store. @param coresCount of the machine */
export async function openDoor(store: Store, clock: Clock, adminKey: string, coresCount: number): Promise<Door> {
  const tenants = createTenants(await store.loadOrganizations(), await store.loadEnvironments());
  const keyring = createKeyring({ store, clock }, hashOf(adminKey), await store.loadKeys());
  const roster = createRoster(await store.loadPeople());
  const sessions = createSessionRing({ store, clock }, roster, await store.loadSessions());
  tenants.onChange(keyring.forgetGrants);
  tenants.onChange(sessions.forgetGrants);
  return {
    tenants,
    keyring,
    roster,
    sessions,
    passwords: createPasswords(coresCount),
    signInLimits: createSignInLimits(clock),
    async [Symbol.asyncDispose]() {
      await keyring[Symbol.asyncDispose]();
      await sessions[Symbol.asyncDispose]();
    },
  };
}
