/** The keys that open the door, in memory: a request costs a look-up, and no read or write of the store. */
import type { Clock, UnixMs } from "../base/clock.ts";
import { idText } from "../base/ids.ts";
import type { Role } from "../rules/roles.ts";
import type { Actor } from "../store/faces/audit.ts";
import type { Key } from "../store/faces/keys.ts";
import type { Store } from "../store/faces/store.ts";
import { hashOf } from "./tokens.ts";
import { createUseNotes } from "./use-notes.ts";

/** What a key stands for in a request. */
export interface Grant {
  readonly role: Role;
  /** For the audit log. */
  readonly actor: Actor;
  /** The seqs of the organization and the environment that the request is about. */
  readonly organization: number;
  readonly environment: number;
  /** Whether a header named them. */
  readonly isChosen: boolean;
  /** The seq of the session that asks, `null` for a key. */
  readonly session: number | null;
}

/** Who knocks, by a key or by a session. */
export interface Caller {
  role: Role;
  actor: Actor;
  /** The seqs of what is the caller's own; `null` for an admin's organization, and where any environment of it is. */
  organization: number | null;
  environment: number | null;
  session: number | null;
  /** What it was taken for, by the names in the headers; forgotten when tenants change. */
  grants: Map<string, Grant>;
}

/** A key of the ring. */
export interface RingKey extends Caller {
  /** `null` for the one of the configuration. */
  key: Key | null;
  usedAt: UnixMs | null;
}

/** The ring. */
export interface Keyring extends AsyncDisposable {
  /** The key in an `Authorization` header, `null` when it is none, or expired. */
  find(authorization: string | null): RingKey | null;
  put(key: Key): void;
  remove(key: number): void;
  /** An organization or environment is gone, and its keys with it. */
  removeOrganization(organization: number): void;
  removeEnvironment(environment: number): void;
  /** When a key was last used, ahead of the store by at most a minute. */
  usedAt(key: number): UnixMs | null;
  /** What keys were taken for holds no more. */
  forgetGrants(): void;
}

/** Headers whose key is known without a hash: those of the programs that call all the time. */
const RECENT_MAX = 200;

/** Starts with the keys that are stored. @param adminKeyHash SHA-256 of the configuration's, in hexadecimal */
export function createKeyring(
  { store, clock }: { store: Pick<Store, "noteKeyUses">; clock: Clock },
  adminKeyHash: string,
  keys: readonly Key[],
): Keyring {
  const byHash = new Map<string, RingKey>();
  const bySeq = new Map<number, RingKey>();
  /** By the whole header. A text is found by one that is equal alone, so its time tells nothing of others. */
  const recent = new Map<string, RingKey>();
  const notes = createUseNotes<RingKey>(clock, (used) =>
    store.noteKeyUses(used.map(({ key, usedAt }) => ({ key: key!.seq, at: usedAt! }))),
  );
  byHash.set(adminKeyHash, ringKeyOf(null, "admin", { kind: "admin_key", id: null, name: "admin key" }));
  for (const key of keys) put(key);

  return {
    find(authorization) {
      if (authorization === null) return null;
      const found = recent.get(authorization) ?? findByHash(authorization);
      if (found === null || found.key === null) return found;
      const now = clock.now();
      if (found.key.expiresAt !== null && found.key.expiresAt <= now) return null;
      found.usedAt = now;
      notes.add(found);
      return found;
    },
    put,
    remove: (key) => removeWhere((ringKey) => ringKey.seq === key),
    removeOrganization: (organization) => removeWhere((key) => key.organization === organization),
    removeEnvironment: (environment) => removeWhere((key) => key.environment === environment),
    usedAt: (key) => bySeq.get(key)?.usedAt ?? null,
    forgetGrants() {
      for (const { grants } of byHash.values()) grants.clear();
    },
    [Symbol.asyncDispose]: () => notes[Symbol.asyncDispose](),
  };

  function put(key: Key): void {
    const ringKey = ringKeyOf(key, key.role, { kind: "key", id: idText("key", key.id), name: key.name });
    byHash.set(key.hash, ringKey);
    bySeq.set(key.seq, ringKey);
  }

  function removeWhere(isGone: (key: Key) => boolean): void {
    for (const { key } of bySeq.values()) {
      if (key === null || !isGone(key)) continue;
      byHash.delete(key.hash);
      bySeq.delete(key.seq);
    }
    recent.clear();
  }

  function findByHash(authorization: string): RingKey | null {
    const text = /^bearer +(\S+)$/i.exec(authorization)?.[1];
    if (text === undefined) return null;
    const found = byHash.get(hashOf(text));
    if (found === undefined) return null;
    if (recent.size >= RECENT_MAX) recent.clear();
    recent.set(authorization, found);
    return found;
  }
}

function ringKeyOf(key: Key | null, role: Role, actor: Actor): RingKey {
  const { organization = null, environment = null } = key ?? {};
  const caller = { role, actor, organization, environment, session: null, grants: new Map() };
  return { ...caller, key, usedAt: key?.lastUsedAt ?? null };
}
