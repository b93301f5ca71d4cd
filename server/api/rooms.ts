/** What the API is built on, handed over by the roof as plain arguments. */
import type { Registry } from "prom-client";
import type { Clock } from "../base/clock.ts";
import type { Metrics } from "../base/metrics.ts";
import type { Config } from "../base/config.ts";
import type { Log } from "../base/log.ts";
import type { Catalogs } from "../flow/catalogs.ts";
import type { Flow } from "../flow/flow.ts";
import type { SendMail } from "../outbound/mail.ts";
import type { Profiles } from "../flow/profiles.ts";
import type { SchemaChecks } from "../flow/schema-checks.ts";
import type { Scopes } from "../flow/scopes.ts";
import type { Reach } from "../outbound/reach.ts";
import type { Store } from "../store/faces/store.ts";
import type { ByHttps, ClientAddress } from "./client-address.ts";
import type { Inboxes } from "./inboxes/inboxes.ts";
import type { TokenOf } from "./inboxes/own-urls.ts";
import type { Keyring } from "./keyring.ts";
import type { Passwords } from "./passwords.ts";
import type { Roster } from "./roster.ts";
import type { SessionRing } from "./session-ring.ts";
import type { SignInLimits } from "./sign-in-limits.ts";
import type { Tenants } from "./tenants.ts";

/** The rooms to the left, and what was settled at boot. */
export interface Rooms {
  store: Store;
  flow: Flow;
  scopes: Pick<Scopes, "get">;
  profiles: Profiles;
  catalogs: Catalogs;
  schemas: SchemaChecks;
  clock: Clock;
  log: Log;
  metrics: Registry;
  streamMetrics: Pick<Metrics, "streamsOpen" | "streamsDropped">;
  /** Who may ask. */
  keyring: Keyring;
  sessions: SessionRing;
  /** People in memory. */
  roster: Roster;
  passwords: Passwords;
  signInLimits: SignInLimits;
  /** Organizations and environments in memory. */
  tenants: Tenants;
  inboxes: Inboxes;
  /** Which URLs are those of inboxes. */
  inboxTokenOf: TokenOf;
  /** What was set at the start. */
  config: Config;
  folderBytes: () => { databaseBytes: number; freeBytes: number | null };
  /** `null` when no mail server is set. */
  sendMail: SendMail | null;
  clientAddress: ClientAddress;
  isByHttps: ByHttps;
  /** Where people reach us, without a slash at the end. */
  publicUrl: () => string;
  /** The most that one event's request may weigh. */
  maxBodyBytes: number;
  version: string;
  /** When the process started, on the monotonic clock. */
  startedAtMs: number;
  /** Tries whether a URL can be reached. */
  reach: Reach;
  /** Why no work can be taken, naming the cure; `null` while all is well. */
  readiness: () => string | null;
}
