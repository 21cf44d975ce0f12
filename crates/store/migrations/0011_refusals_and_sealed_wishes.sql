-- Refusals about nobody's data. The access log holds the first few of an account in a minute, so
-- that nobody can flood it; how many there were in all stands here, and goes when the log goes.
CREATE TABLE refusal (
    municipality_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    minute BIGINT NOT NULL,
    times BIGINT NOT NULL,
    PRIMARY KEY (municipality_id, account_id, minute)
);

-- Why nothing fitted is written in somebody's own words, and may name a person after all: sealed for
-- the account that wrote it. No released version kept it in the open, so nothing is moved.
ALTER TABLE unmet_demand DROP COLUMN reason;
ALTER TABLE unmet_demand ADD COLUMN sealed_reason BYTEA;
