-- Profiles made by clone or whole, and the event types that organizations add to their profile's.

CREATE TABLE profiles (
  seq INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  -- The profile as JSON, without what its name says.
  document TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE event_types (
  seq INTEGER PRIMARY KEY,
  organization INTEGER NOT NULL REFERENCES organizations (seq),
  type TEXT NOT NULL,
  group_name TEXT,
  description TEXT,
  sample TEXT,
  schema TEXT,
  is_archived INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (organization, type)
) STRICT;
