-- How long a municipality keeps each kind of record, where it differs from our defaults.
CREATE TABLE retention_rule (
    municipality_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    days BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (municipality_id, kind)
);

-- Up to which moment a kind was removed: what is missing from before it is not missed.
CREATE TABLE retention_mark (
    municipality_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    removed_until BIGINT NOT NULL,
    PRIMARY KEY (municipality_id, kind)
);

-- What each round removed: figures only. Rows of the whole installation have no municipality.
CREATE TABLE retention_report (
    municipality_id TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    days BIGINT NOT NULL,
    removed BIGINT NOT NULL,
    oldest BIGINT,
    at BIGINT NOT NULL,
    PRIMARY KEY (municipality_id, id)
);
