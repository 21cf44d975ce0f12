-- The per-resident keys, in a store of their own: backed up apart and shorter than the rest.
CREATE TABLE resident_key (
    resident_id TEXT NOT NULL PRIMARY KEY,
    sealed BYTEA NOT NULL
);

-- Residents who were forgotten. A restore replays these, so that nobody comes back.
CREATE TABLE forgotten (
    resident_id TEXT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL
);
