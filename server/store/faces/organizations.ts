/** Organizations and environments as the store keeps them. */
import type { UnixMs } from "../../base/clock.ts";

/** A customer of the product. */
export interface Organization {
  seq: number;
  id: Uint8Array;
  name: string;
  externalId: string | null;
  /** The profile's name. */
  profile: string;
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
