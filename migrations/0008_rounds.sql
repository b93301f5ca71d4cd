-- Which schedule of a delivery runs: raised by a recover, so that an attempt of the one before ends nothing of it.
ALTER TABLE deliveries ADD COLUMN round INTEGER NOT NULL DEFAULT 0;
