-- The access log gets its running numbers, its chain of seals, and the alarms on top of it.
-- Nothing was released with the log as it was: the table is made anew, and what is in it now is
-- the log of try-outs.

DROP TABLE access_log;
-- `node` and `seq`: which process wrote the row, and its running number there. Both are under the
-- row's MAC.
CREATE TABLE access_log (
    municipality_id TEXT NOT NULL,
    id TEXT NOT NULL,
    at BIGINT NOT NULL,
    account_id TEXT,
    role TEXT NOT NULL,
    organisation_id TEXT,
    on_behalf TEXT,
    origin TEXT NOT NULL,
    action TEXT NOT NULL,
    resident_id TEXT,
    referral_id TEXT,
    consent TEXT,
    node TEXT NOT NULL,
    seq BIGINT NOT NULL,
    mac TEXT NOT NULL,
    PRIMARY KEY (municipality_id, id)
);
CREATE INDEX access_log_by_resident ON access_log (resident_id, at);
CREATE INDEX access_log_by_referral ON access_log (referral_id, at);
CREATE UNIQUE INDEX access_log_by_number ON access_log (node, seq);

-- Who writes rows, and up to which number its rows are sealed. `ended` is 0 or 1.
CREATE TABLE access_log_node (
    node TEXT NOT NULL PRIMARY KEY,
    sealed BIGINT NOT NULL,
    ended BIGINT NOT NULL
);

-- One link of a municipality's chain: which numbers of a node it seals (`17-20,22`), the digest of
-- their MACs, and the keyed link to the seal before it. `at` is the newest moment among its rows.
CREATE TABLE access_log_seal (
    municipality_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    at BIGINT NOT NULL,
    node TEXT NOT NULL,
    first BIGINT NOT NULL,
    last BIGINT NOT NULL,
    numbers TEXT NOT NULL,
    digest TEXT NOT NULL,
    link TEXT NOT NULL,
    PRIMARY KEY (municipality_id, number)
);
CREATE INDEX access_log_seal_by_node ON access_log_seal (municipality_id, node, last);

-- Where each chain ends, and below which seal it was thrown away because its time had passed.
CREATE TABLE access_log_head (
    municipality_id TEXT NOT NULL PRIMARY KEY,
    number BIGINT NOT NULL,
    link TEXT NOT NULL,
    floor_number BIGINT NOT NULL,
    floor_link TEXT NOT NULL,
    mac TEXT NOT NULL
);

-- Odd behaviour of one account, as a rule saw it. The answer is sealed: people may name somebody
-- in it. `asked_at`, `answered_at` and `closed_at` tell how far it is.
CREATE TABLE access_alarm (
    municipality_id TEXT NOT NULL,
    id TEXT NOT NULL,
    rule TEXT NOT NULL,
    account_id TEXT NOT NULL,
    organisation_id TEXT NOT NULL,
    from_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    state TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    asked_at BIGINT,
    answered_at BIGINT,
    closed_at BIGINT,
    sealed_answer BYTEA,
    PRIMARY KEY (municipality_id, id)
);
CREATE UNIQUE INDEX access_alarm_once
    ON access_alarm (municipality_id, rule, account_id, organisation_id, from_at);
CREATE INDEX access_alarm_by_account ON access_alarm (account_id, state);

-- From how many on a rule speaks, where a municipality chose otherwise than our default.
CREATE TABLE access_alarm_limit (
    municipality_id TEXT NOT NULL,
    rule TEXT NOT NULL,
    amount BIGINT NOT NULL,
    PRIMARY KEY (municipality_id, rule)
);
