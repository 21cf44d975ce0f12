-- Which generation of the master key sealed each resident's key, so that a new one can take the
-- place of the old while the program runs.
ALTER TABLE resident_key ADD COLUMN key_id TEXT NOT NULL DEFAULT '';

-- One row: what links, look-up hashes and the log's seals follow from. The generation that seals
-- it is the current one.
CREATE TABLE root_secret (
    name TEXT NOT NULL PRIMARY KEY,
    key_id TEXT NOT NULL,
    sealed BYTEA NOT NULL
);
