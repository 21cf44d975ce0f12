-- Municipalities that left. A restore of older data destroys them again.
CREATE TABLE left_municipality (
    municipality_id TEXT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL
);
