-- What a resident agreed to and took back, one purpose a row, only ever added to. The line of
-- history with the same number tells who wrote it down, when, and for whom. The rows of number 1
-- are what was agreed to at the sending; they are written at the first change: until then the
-- referral itself tells. `given` is 0 or 1.
CREATE TABLE consent_change (
    municipality_id TEXT NOT NULL,
    referral_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    purpose TEXT NOT NULL,
    given BIGINT NOT NULL,
    manner TEXT NOT NULL,
    wording TEXT NOT NULL,
    PRIMARY KEY (municipality_id, referral_id, number, purpose)
);

-- A resident's objection, in their own words, and the service point's answer.
CREATE TABLE objection (
    municipality_id TEXT NOT NULL,
    id TEXT NOT NULL,
    referral_id TEXT NOT NULL,
    sealed_words BYTEA,
    made_at BIGINT NOT NULL,
    sealed_answer BYTEA,
    answered_at BIGINT,
    answered_by TEXT,
    PRIMARY KEY (municipality_id, id)
);
CREATE INDEX objection_by_referral ON objection (municipality_id, referral_id, made_at);
CREATE INDEX objection_waiting ON objection (municipality_id, made_at) WHERE answered_at IS NULL;
