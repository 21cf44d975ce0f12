-- A municipality that leaves: what was there when its destruction began, so that one that was cut
-- short goes on and still tells it, and where its access log ended, so that anchors which were kept
-- elsewhere can be told from a log that was taken away. The row stays; it names no resident.
CREATE TABLE municipality_leaving (
    municipality_id TEXT NOT NULL,
    begun_at BIGINT NOT NULL,
    by_name TEXT NOT NULL,
    export TEXT,
    without_export TEXT,
    counts TEXT NOT NULL,
    seal_number BIGINT NOT NULL,
    seal_link TEXT NOT NULL,
    ended_at BIGINT,
    mac TEXT NOT NULL,
    PRIMARY KEY (municipality_id, begun_at)
);
