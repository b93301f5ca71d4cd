-- What attempts and deliveries came to, by minute and by hour. Endpoint 0 stands for all of its environment, those that
-- were deleted included. `latencies` counts the delivered attempts by duration: 24 buckets, zeros at the end left out.

CREATE TABLE minute_counts (
  begins_at INTEGER NOT NULL,
  environment INTEGER NOT NULL,
  endpoint INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  delivered INTEGER NOT NULL,
  retried INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  ours INTEGER NOT NULL,
  skipped INTEGER NOT NULL,
  cancelled INTEGER NOT NULL,
  latencies TEXT NOT NULL,
  PRIMARY KEY (begins_at, environment, endpoint)
) STRICT, WITHOUT ROWID;

CREATE TABLE hour_counts (
  begins_at INTEGER NOT NULL,
  environment INTEGER NOT NULL,
  endpoint INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  delivered INTEGER NOT NULL,
  retried INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  ours INTEGER NOT NULL,
  skipped INTEGER NOT NULL,
  cancelled INTEGER NOT NULL,
  latencies TEXT NOT NULL,
  PRIMARY KEY (begins_at, environment, endpoint)
) STRICT, WITHOUT ROWID;

-- One row: the last row of minute_counts, by its key, that is in hour_counts too.
CREATE TABLE counts_folded (
  begins_at INTEGER NOT NULL,
  environment INTEGER NOT NULL,
  endpoint INTEGER NOT NULL
) STRICT;
INSERT INTO counts_folded (begins_at, environment, endpoint) VALUES (0, 0, 0);
