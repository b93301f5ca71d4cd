/** The tables of people, how they get in, and their inboxes, as drizzle sees them; like those of `tables.ts`. */
import { blob, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { id, seq } from "./columns.ts";

/** Who may sign in. */
export const people = sqliteTable("people", {
  seq: seq(),
  id: id(),
  email: text("email").notNull(),
  name: text("name").notNull(),
  role: integer("role").notNull(),
  organization: integer("organization"),
  passwordHash: text("password_hash"),
  createdAt: integer("created_at").notNull(),
  lastSignInAt: integer("last_sign_in_at"),
});

/** Who is signed in. */
export const sessions = sqliteTable("sessions", {
  seq: seq(),
  id: id(),
  person: integer("person").notNull(),
  hash: blob("hash", { mode: "buffer" }).notNull(),
  address: text("address"),
  userAgent: text("user_agent"),
  createdAt: integer("created_at").notNull(),
  seenAt: integer("seen_at").notNull(),
});

/** What opens once. */
export const links = sqliteTable("links", {
  hash: blob("hash", { mode: "buffer" }).primaryKey(),
  person: integer("person"),
  endsAt: integer("ends_at").notNull(),
});

/** Receivers of our own. */
export const inboxes = sqliteTable("inboxes", {
  seq: seq(),
  id: id(),
  environment: integer("environment").notNull(),
  token: text("token").notNull(),
  createdAt: integer("created_at").notNull(),
});
