-- Rows refer to one another by seq; ids are for the edges. Times are unix milliseconds, UTC.
-- Where rows are deleted that the program goes on to know by their seq, AUTOINCREMENT keeps it from being given to others.

CREATE TABLE facts (
  name TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE organizations (
  seq INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  name TEXT NOT NULL,
  external_id TEXT UNIQUE,
  profile TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE environments (
  seq INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  organization INTEGER NOT NULL REFERENCES organizations (seq),
  name TEXT NOT NULL,
  external_id TEXT,
  created_at INTEGER NOT NULL,
  UNIQUE (organization, name)
) STRICT;

-- The names of event types, so that big tables hold a number.
CREATE TABLE types (
  seq INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE endpoints (
  seq INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  environment INTEGER NOT NULL REFERENCES environments (seq),
  url TEXT NOT NULL,
  name TEXT,
  description TEXT,
  events TEXT NOT NULL,
  namespaces TEXT NOT NULL,
  header_names TEXT NOT NULL,
  sealed BLOB NOT NULL,
  rate_limit REAL,
  max_in_flight INTEGER NOT NULL,
  status INTEGER NOT NULL,
  status_reason TEXT,
  metadata TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX endpoints_by_environment ON endpoints (environment) WHERE deleted_at IS NULL;

-- What moves with every verdict, apart from what a person sets.
CREATE TABLE endpoint_health (
  endpoint INTEGER PRIMARY KEY REFERENCES endpoints (seq),
  consecutive_failures INTEGER NOT NULL DEFAULT 0,
  failing_since INTEGER,
  last_success_at INTEGER,
  last_failure_at INTEGER,
  held_until INTEGER,
  hold_ms INTEGER NOT NULL DEFAULT 0,
  waiting_count INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE events (
  seq INTEGER PRIMARY KEY,
  id BLOB NOT NULL,
  environment INTEGER NOT NULL,
  type INTEGER NOT NULL,
  namespace TEXT,
  timestamp INTEGER NOT NULL,
  is_test INTEGER NOT NULL DEFAULT 0,
  deliveries_count INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  idempotency_key TEXT,
  request_hash BLOB,
  -- How many events the request had; null when it was a single one or had no key.
  batch_count INTEGER,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX events_by_namespace ON events (environment, namespace) WHERE namespace IS NOT NULL;
CREATE UNIQUE INDEX events_by_key ON events (environment, idempotency_key) WHERE idempotency_key IS NOT NULL;

CREATE TABLE deliveries (
  seq INTEGER PRIMARY KEY,
  id BLOB NOT NULL,
  event INTEGER NOT NULL,
  endpoint INTEGER NOT NULL,
  environment INTEGER NOT NULL,
  type INTEGER NOT NULL,
  lane INTEGER NOT NULL DEFAULT 0,
  is_test INTEGER NOT NULL DEFAULT 0,
  state INTEGER NOT NULL,
  step INTEGER NOT NULL DEFAULT 0,
  due_at INTEGER,
  express_at INTEGER,
  -- The earlier of the two: what is sent next, null when there is nothing to do.
  next_at INTEGER,
  attempts_count INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  reason TEXT
) STRICT;
CREATE INDEX deliveries_due ON deliveries (endpoint, lane, next_at) WHERE next_at IS NOT NULL;
-- 1 is delivered: what most rows are, and nobody pages through by state.
CREATE INDEX deliveries_by_state ON deliveries (environment, state) WHERE state <> 1;
CREATE INDEX deliveries_ended ON deliveries (endpoint, state) WHERE state > 1;

CREATE TABLE attempts (
  seq INTEGER PRIMARY KEY,
  id BLOB NOT NULL,
  delivery INTEGER NOT NULL,
  number INTEGER NOT NULL,
  triggered_by INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  duration_ms REAL NOT NULL,
  outcome INTEGER NOT NULL,
  reason TEXT NOT NULL,
  status INTEGER,
  address TEXT,
  url TEXT NOT NULL,
  request_headers TEXT NOT NULL,
  response_headers TEXT,
  response_body TEXT,
  is_truncated INTEGER NOT NULL DEFAULT 0,
  resolve_ms REAL,
  connect_ms REAL,
  tls_ms REAL,
  first_byte_ms REAL
) STRICT;
CREATE INDEX attempts_by_delivery ON attempts (delivery);

-- Lists that are filled many rows at a time, since an index would touch a page for every endpoint, type and id of a commit.
CREATE TABLE events_by_id (
  id BLOB NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE deliveries_by_id (
  id BLOB NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE attempts_by_id (
  id BLOB NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE events_by_environment (
  environment INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (environment, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE events_by_type (
  environment INTEGER NOT NULL,
  type INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (environment, type, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE deliveries_by_environment (
  environment INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (environment, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE deliveries_by_endpoint (
  endpoint INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (endpoint, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE deliveries_by_event (
  event INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (event, seq)
) STRICT, WITHOUT ROWID;

-- The last row of each table that its lists hold; newer ones are looked through.
CREATE TABLE listed (
  name TEXT PRIMARY KEY,
  up_to INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO listed (name, up_to) VALUES ('events', 0), ('deliveries', 0), ('attempts', 0);

-- Where the wall clock went back: the first seqs of the rows made after it.
CREATE TABLE clock_steps (
  events INTEGER NOT NULL,
  deliveries INTEGER NOT NULL
) STRICT;

-- What is left to settle of endpoints that were turned off or deleted.
CREATE TABLE sweeps (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  endpoint INTEGER NOT NULL,
  state INTEGER NOT NULL,
  reason TEXT NOT NULL,
  -- The last delivery that it concerns; null until its first step.
  up_to INTEGER
) STRICT;
