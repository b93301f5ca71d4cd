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
  createdAt: UnixMs;
}
