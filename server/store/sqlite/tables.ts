/** The tables as drizzle sees them. The migrations are the truth; a test compares the two. */
import type { EventType, Profile } from "../../rules/profile.ts";
import { blob, integer, real, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { id, is, seq } from "./columns.ts";

/** Customers of the product. */
export const organizations = sqliteTable("organizations", {
  seq: seq(),
  id: id(),
  name: text("name").notNull(),
  externalId: text("external_id"),
  profile: text("profile").notNull(),
  createdAt: integer("created_at").notNull(),
  ownerEmails: text("owner_emails", { mode: "json" }).$type<string[]>().notNull().default([]),
  webhooksEnabled: is("webhooks_enabled").default(true),
  deletedAt: integer("deleted_at"),
});

/** Sets of endpoints and events. */
export const environments = sqliteTable("environments", {
  seq: seq(),
  id: id(),
  organization: integer("organization").notNull(),
  name: text("name").notNull(),
  externalId: text("external_id"),
  createdAt: integer("created_at").notNull(),
  checkSchemas: is("check_schemas").default(false),
  strictTypes: is("strict_types").default(false),
  deletedAt: integer("deleted_at"),
});

/** API keys. */
export const keys = sqliteTable("keys", {
  seq: seq(),
  id: id(),
  name: text("name").notNull(),
  role: integer("role").notNull(),
  organization: integer("organization"),
  environment: integer("environment"),
  hash: blob("hash", { mode: "buffer" }).notNull(),
  hint: text("hint").notNull(),
  createdAt: integer("created_at").notNull(),
  expiresAt: integer("expires_at"),
  lastUsedAt: integer("last_used_at"),
  revokedAt: integer("revoked_at"),
});

/** Who changed what. */
export const audit = sqliteTable("audit", {
  seq: seq(),
  id: id(),
  action: text("action").notNull(),
  actorKind: integer("actor_kind").notNull(),
  actorId: text("actor_id"),
  actorName: text("actor_name").notNull(),
  address: text("address"),
  subject: text("subject").notNull(),
  organization: integer("organization"),
  environment: integer("environment"),
  changes: text("changes", { mode: "json" }).$type<Record<string, unknown>>().notNull(),
  createdAt: integer("created_at").notNull(),
});

/** Names of event types. */
export const types = sqliteTable("types", { seq: seq(), name: text("name").notNull() });

/** URLs of customers. */
export const endpoints = sqliteTable("endpoints", {
  seq: seq(),
  id: id(),
  environment: integer("environment").notNull(),
  url: text("url").notNull(),
  name: text("name"),
  description: text("description"),
  events: text("events", { mode: "json" }).$type<string[]>().notNull(),
  namespaces: text("namespaces", { mode: "json" }).$type<string[]>().notNull(),
  headerNames: text("header_names", { mode: "json" }).$type<string[]>().notNull(),
  sealed: blob("sealed", { mode: "buffer" }).notNull(),
  rateLimit: real("rate_limit"),
  maxInFlight: integer("max_in_flight").notNull(),
  status: integer("status").notNull(),
  statusReason: text("status_reason"),
  metadata: text("metadata", { mode: "json" }).$type<Record<string, string>>().notNull(),
  createdAt: integer("created_at").notNull(),
  updatedAt: integer("updated_at").notNull(),
  deletedAt: integer("deleted_at"),
});

/** How endpoints fare. */
export const endpointHealth = sqliteTable("endpoint_health", {
  endpoint: integer("endpoint").primaryKey(),
  consecutiveFailures: integer("consecutive_failures").notNull().default(0),
  failingSince: integer("failing_since"),
  lastSuccessAt: integer("last_success_at"),
  lastFailureAt: integer("last_failure_at"),
  heldUntil: integer("held_until"),
  holdMs: integer("hold_ms").notNull().default(0),
  waitingCount: integer("waiting_count").notNull().default(0),
});

/** What happened. */
export const events = sqliteTable("events", {
  seq: seq(),
  id: id(),
  environment: integer("environment").notNull(),
  type: integer("type").notNull(),
  namespace: text("namespace"),
  timestamp: integer("timestamp").notNull(),
  isTest: is("is_test"),
  deliveriesCount: integer("deliveries_count").notNull(),
  createdAt: integer("created_at").notNull(),
  idempotencyKey: text("idempotency_key"),
  requestHash: blob("request_hash", { mode: "buffer" }),
  batchCount: integer("batch_count"),
  body: text("body").notNull(),
});

/** Events on their way. */
export const deliveries = sqliteTable("deliveries", {
  seq: seq(),
  id: id(),
  event: integer("event").notNull(),
  endpoint: integer("endpoint").notNull(),
  environment: integer("environment").notNull(),
  type: integer("type").notNull(),
  lane: integer("lane").notNull(),
  isTest: is("is_test"),
  state: integer("state").notNull(),
  step: integer("step").notNull(),
  dueAt: integer("due_at"),
  expressAt: integer("express_at"),
  nextAt: integer("next_at"),
  attemptsCount: integer("attempts_count").notNull(),
  createdAt: integer("created_at").notNull(),
  updatedAt: integer("updated_at").notNull(),
  reason: text("reason"),
  round: integer("round").notNull().default(0),
});

/** HTTP requests. */
export const attempts = sqliteTable("attempts", {
  seq: seq(),
  id: id(),
  delivery: integer("delivery").notNull(),
  number: integer("number").notNull(),
  triggeredBy: integer("triggered_by").notNull(),
  startedAt: integer("started_at").notNull(),
  durationMs: real("duration_ms").notNull(),
  outcome: integer("outcome").notNull(),
  reason: text("reason").notNull(),
  status: integer("status"),
  address: text("address"),
  url: text("url").notNull(),
  requestHeaders: text("request_headers").notNull(),
  responseHeaders: text("response_headers"),
  responseBody: text("response_body"),
  isTruncated: is("is_truncated"),
  resolveMs: real("resolve_ms"),
  connectMs: real("connect_ms"),
  tlsMs: real("tls_ms"),
  firstByteMs: real("first_byte_ms"),
});

/** Where the wall clock went back. */
export const clockSteps = sqliteTable("clock_steps", {
  events: integer("events").notNull(),
  deliveries: integer("deliveries").notNull(),
});

/** What sweepers have left to do. */
export const sweeps = sqliteTable("sweeps", {
  seq: seq(),
  endpoint: integer("endpoint").notNull(),
  state: integer("state").notNull(),
  reason: text("reason").notNull(),
  upTo: integer("up_to"),
  dueUpTo: integer("due_up_to"),
});

/** Deliveries that are given a fresh time. */
export const recoveries = sqliteTable("recoveries", {
  seq: seq(),
  id: id(),
  environment: integer("environment").notNull(),
  endpoint: integer("endpoint").notNull(),
  kind: integer("kind").notNull(),
  state: integer("state").notNull(),
  foundCount: integer("found_count").notNull(),
  isCountFinal: is("is_count_final"),
  doneCount: integer("done_count").notNull(),
  since: integer("since"),
  until: integer("until"),
  types: text("types"),
  walkStart: integer("walk_start").notNull(),
  walkEnd: integer("walk_end").notNull(),
  states: text("states"),
  walkedTo: integer("walked_to").notNull(),
  createdAt: integer("created_at").notNull(),
  updatedAt: integer("updated_at").notNull(),
});

/** What events were given by replays. */
export const replays = sqliteTable("replays", {
  event: integer("event").primaryKey(),
  deliveriesCount: integer("deliveries_count").notNull(),
});

/** Profiles that people made. */
export const profiles = sqliteTable("profiles", {
  seq: seq(),
  name: text("name").notNull(),
  document: text("document", { mode: "json" }).$type<Profile>().notNull(),
  createdAt: integer("created_at").notNull(),
  updatedAt: integer("updated_at").notNull(),
});

/** Event types of organizations. */
export const eventTypes = sqliteTable("event_types", {
  seq: seq(),
  organization: integer("organization").notNull(),
  type: text("type").notNull(),
  groupName: text("group_name"),
  description: text("description"),
  sample: text("sample", { mode: "json" }).$type<EventType["sample"]>(),
  schema: text("schema", { mode: "json" }).$type<EventType["schema"]>(),
  isArchived: is("is_archived"),
  createdAt: integer("created_at").notNull(),
  updatedAt: integer("updated_at").notNull(),
});

/** What owners must hear. */
export const notices = sqliteTable("notices", {
  seq: seq(),
  id: id(),
  environment: integer("environment").notNull(),
  endpoint: integer("endpoint").notNull(),
  kind: integer("kind").notNull(),
  level: integer("level"),
  consecutiveFailures: integer("consecutive_failures").notNull(),
  failingSince: integer("failing_since"),
  reason: text("reason").notNull(),
  failure: text("failure"),
  at: integer("at").notNull(),
  unmailedReason: text("unmailed_reason"),
  isUnannounced: is("is_unannounced"),
});

/** Notices on their way to owners. */
export const mails = sqliteTable("mails", {
  seq: seq(),
  notice: integer("notice").notNull(),
  address: text("address").notNull(),
  state: integer("state").notNull(),
  triesCount: integer("tries_count").notNull(),
  nextAt: integer("next_at"),
  sentAt: integer("sent_at"),
  reason: text("reason"),
});
