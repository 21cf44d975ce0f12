-- What the finder learns: words that a service point says mean alike, and what is counted of earlier
-- referrals.

-- A line of words or short phrases, parted by commas.
CREATE TABLE synonym (
    municipality_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (municipality_id, number)
);

-- The age band of the resident (tot-18, 18-54, 55-74, vanaf-75) when the referral was sent. Only
-- where the resident agreed to be counted; nothing else about a person is learned from.
ALTER TABLE referral ADD COLUMN age_band TEXT;

-- Municipalities that do not let the finder learn from earlier referrals.
CREATE TABLE learning_off (
    municipality_id TEXT NOT NULL PRIMARY KEY,
    since BIGINT NOT NULL
);
