/** API keys as the store keeps them. */
import type { UnixMs } from "../../base/clock.ts";
import type { Role } from "../../rules/roles.ts";
import type { Page, PageQuery } from "./page.ts";

/** A key; what opens the door is known by its hash alone. */
export interface Key {
  seq: number;
  id: Uint8Array;
  name: string;
  role: Role;
  /** The organization's seq; `null` for the instance's. */
  organization: number | null;
  /** The environment's seq; `null` for an organization's or the instance's. */
  environment: number | null;
  /** SHA-256, in hexadecimal. */
  hash: string;
  /** Its last four characters. */
  hint: string;
  createdAt: UnixMs;
  /** `null` for never. */
  expiresAt: UnixMs | null;
  /** To the minute; `null` while it was never used. */
  lastUsedAt: UnixMs | null;
}

/** A key about to be stored. */
export type NewKey = Omit<Key, "seq" | "lastUsedAt">;

/** Which keys. */
export interface KeysQuery extends PageQuery {
  /** `null` for all of the instance. */
  organization: number | null;
}

/** When a key was last used. */
export interface KeyUse {
  key: number;
  at: UnixMs;
}

/** Keys by noun; a revoked one is there for no reader. Writes throw AppError `unavailable` when the store cannot write. */
export interface KeysStore {
  /**
   * Answers the seq, `gone` when the organization or environment is deleted, `full` when the organization, or the instance, has
   * as many as it may.
   */
  addKey(key: NewKey): Promise<number | "gone" | "full">;
  /** Answers whether there was such a key. */
  revokeKey(key: number, at: UnixMs): Promise<boolean>;
  noteKeyUses(uses: readonly KeyUse[]): Promise<void>;
  listKeys(query: KeysQuery): Promise<Page<Key>>;
  readKey(id: Uint8Array): Promise<Key | null>;
  loadKeys(): Promise<Key[]>;
}
