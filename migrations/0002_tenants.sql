-- What organizations and environments are set to; keys; who changed what. Deleted ones stay for the rows that refer to them.

ALTER TABLE organizations ADD COLUMN owner_emails TEXT NOT NULL DEFAULT '[]';
ALTER TABLE organizations ADD COLUMN webhooks_enabled INTEGER NOT NULL DEFAULT 1;
ALTER TABLE organizations ADD COLUMN deleted_at INTEGER;

ALTER TABLE environments ADD COLUMN check_schemas INTEGER NOT NULL DEFAULT 0;
ALTER TABLE environments ADD COLUMN strict_types INTEGER NOT NULL DEFAULT 0;
ALTER TABLE environments ADD COLUMN deleted_at INTEGER;
CREATE UNIQUE INDEX environments_by_external_id ON environments (organization, external_id) WHERE external_id IS NOT NULL;

CREATE TABLE keys (
  seq INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  name TEXT NOT NULL,
  role INTEGER NOT NULL,
  -- Null for the instance's.
  organization INTEGER REFERENCES organizations (seq),
  -- Null for an organization's or the instance's.
  environment INTEGER REFERENCES environments (seq),
  -- SHA-256 of the key, which itself is nowhere.
  hash BLOB NOT NULL UNIQUE,
  hint TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  last_used_at INTEGER,
  revoked_at INTEGER
) STRICT;
CREATE INDEX keys_by_organization ON keys (organization) WHERE revoked_at IS NULL;

CREATE TABLE audit (
  seq INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  action TEXT NOT NULL,
  actor_kind INTEGER NOT NULL,
  actor_id TEXT,
  actor_name TEXT NOT NULL,
  address TEXT,
  -- The id of what was changed, as the edges write it.
  subject TEXT NOT NULL,
  organization INTEGER,
  environment INTEGER,
  changes TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX audit_by_action ON audit (action);
CREATE INDEX audit_by_organization ON audit (organization) WHERE organization IS NOT NULL;
