-- People, how they get in, and receivers of our own to look at.

CREATE TABLE people (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id BLOB NOT NULL UNIQUE,
  -- In lower case.
  email TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  role INTEGER NOT NULL,
  -- Null for the instance's.
  organization INTEGER REFERENCES organizations (seq),
  -- Argon2id; null until one is chosen.
  password_hash TEXT,
  created_at INTEGER NOT NULL,
  last_sign_in_at INTEGER
) STRICT;

CREATE TABLE sessions (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id BLOB NOT NULL UNIQUE,
  person INTEGER NOT NULL REFERENCES people (seq) ON DELETE CASCADE,
  -- SHA-256 of the cookie, which itself is nowhere.
  hash BLOB NOT NULL UNIQUE,
  address TEXT,
  user_agent TEXT,
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_by_person ON sessions (person);

-- What opens once: the set-up, or the choice of a password.
CREATE TABLE links (
  -- SHA-256 of its token.
  hash BLOB PRIMARY KEY,
  -- Null for the set-up.
  person INTEGER REFERENCES people (seq) ON DELETE CASCADE,
  ends_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE inboxes (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id BLOB NOT NULL UNIQUE,
  environment INTEGER NOT NULL REFERENCES environments (seq),
  token TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL
) STRICT;
