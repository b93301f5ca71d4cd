-- What the owners of endpoints must hear, written in the commit of what gave rise to it.
CREATE TABLE notices (
  seq INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  environment INTEGER NOT NULL,
  endpoint INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  level INTEGER,
  consecutive_failures INTEGER NOT NULL,
  failing_since INTEGER,
  reason TEXT NOT NULL,
  failure TEXT,
  at INTEGER NOT NULL,
  -- Why nobody gets a mail; null when somebody does.
  unmailed_reason TEXT,
  -- 1 until it has become an operational event, or turned out to need none.
  is_unannounced INTEGER NOT NULL
) STRICT;
CREATE INDEX notices_by_environment ON notices (environment);
CREATE INDEX notices_by_endpoint ON notices (endpoint);
CREATE INDEX notices_unannounced ON notices (is_unannounced) WHERE is_unannounced = 1;

-- One notice's way to one owner.
CREATE TABLE mails (
  seq INTEGER PRIMARY KEY,
  notice INTEGER NOT NULL,
  address TEXT NOT NULL,
  state INTEGER NOT NULL,
  tries_count INTEGER NOT NULL DEFAULT 0,
  -- When it is to be sent, null when there is nothing to do.
  next_at INTEGER,
  -- When it was sent as a mail of its own or as the head of a digest.
  sent_at INTEGER,
  reason TEXT
) STRICT;
CREATE INDEX mails_by_notice ON mails (notice);
CREATE INDEX mails_due ON mails (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX mails_due_by_address ON mails (address, next_at) WHERE next_at IS NOT NULL;
CREATE INDEX mails_sent ON mails (address, sent_at) WHERE sent_at IS NOT NULL;
