-- Off and on again: what is held meanwhile, what is sent once more, and tests, which stay apart from the rest.

-- What is held waits without a next time, until its endpoint is enabled; `due_at` keeps its place in the schedule.
CREATE INDEX deliveries_held ON deliveries (endpoint) WHERE state = 0 AND next_at IS NULL AND is_test = 0;

CREATE INDEX deliveries_tests ON deliveries (environment) WHERE is_test = 1;
CREATE INDEX deliveries_tests_waiting ON deliveries (endpoint) WHERE is_test = 1 AND state = 0;
CREATE INDEX events_tests ON events (environment) WHERE is_test = 1;

-- Of what has a next time, the last delivery that a sweep concerns; null where `up_to` stands for all.
ALTER TABLE sweeps ADD COLUMN due_up_to INTEGER;

-- Deliveries that are given a fresh time, in steps: what was held, or what failed or was skipped.
CREATE TABLE recoveries (
  seq INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  environment INTEGER NOT NULL,
  endpoint INTEGER NOT NULL REFERENCES endpoints (seq),
  kind INTEGER NOT NULL,
  state INTEGER NOT NULL,
  -- How many deliveries are known to be concerned, and how many of them are set.
  found_count INTEGER NOT NULL,
  is_count_final INTEGER NOT NULL,
  done_count INTEGER NOT NULL,
  -- Which ones, of a recover alone: created within, and numbers of types as a JSON array, null for any.
  since INTEGER,
  until INTEGER,
  types TEXT,
  -- Its walk: from which delivery up to which, the states left as a JSON array, and the last delivery looked at.
  walk_start INTEGER NOT NULL DEFAULT 0,
  walk_end INTEGER NOT NULL DEFAULT 0,
  states TEXT,
  walked_to INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX recoveries_running ON recoveries (endpoint) WHERE state = 0;

-- How many deliveries an event was given by replays, beside those that it was accepted with.
CREATE TABLE replays (
  event INTEGER PRIMARY KEY,
  deliveries_count INTEGER NOT NULL
) STRICT;
