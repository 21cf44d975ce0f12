-- One text for SQLite and PostgreSQL: see README.md beside this file.
-- Ids are UUIDv7 as text, moments microseconds UTC, days and hours ISO text, money cents.

CREATE TABLE installation (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE municipality (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    service_point TEXT NOT NULL,
    coach_team TEXT NOT NULL,
    deadlines TEXT NOT NULL,
    closures TEXT NOT NULL,
    next_number BIGINT NOT NULL
);

CREATE TABLE organisation (
    municipality_id TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    email TEXT,
    phone TEXT,
    closures TEXT NOT NULL,
    PRIMARY KEY (municipality_id, id)
);
CREATE UNIQUE INDEX organisation_by_id ON organisation (id);
CREATE INDEX organisation_by_name ON organisation (municipality_id, name_folded);

CREATE TABLE account (
    id TEXT NOT NULL PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    password_hash TEXT,
    disabled_at BIGINT,
    made_at BIGINT NOT NULL
);

CREATE TABLE membership (
    municipality_id TEXT NOT NULL,
    organisation_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    roles TEXT NOT NULL,
    ended_at BIGINT,
    PRIMARY KEY (municipality_id, organisation_id, account_id)
);
CREATE INDEX membership_by_account ON membership (account_id);

CREATE TABLE token (
    token_hash TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL,
    organisation_id TEXT NOT NULL,
    scope TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);

CREATE TABLE web_session (
    id TEXT NOT NULL PRIMARY KEY,
    body TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);

CREATE TABLE offer (
    municipality_id TEXT NOT NULL,
    id TEXT NOT NULL,
    provider_id TEXT NOT NULL,
    source TEXT NOT NULL,
    source_id TEXT NOT NULL,
    title TEXT NOT NULL,
    activity TEXT NOT NULL,
    description TEXT,
    address TEXT,
    postcode TEXT,
    town TEXT,
    lat DOUBLE PRECISION,
    lon DOUBLE PRECISION,
    age_min BIGINT,
    age_max BIGINT,
    level BIGINT,
    guidance TEXT NOT NULL,
    self_reliance TEXT NOT NULL,
    accessibility TEXT NOT NULL,
    audience TEXT NOT NULL,
    languages TEXT NOT NULL,
    price_cents BIGINT,
    price_per TEXT,
    trial_cents BIGINT,
    paid_weeks BIGINT,
    recognition TEXT,
    season TEXT,
    bring TEXT,
    meeting_point TEXT,
    contact_name TEXT,
    contact_phone TEXT,
    contact_email TEXT,
    contact_website TEXT,
    confirmed_on TEXT,
    notes TEXT NOT NULL,
    status TEXT NOT NULL,
    content TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (municipality_id, id)
);
CREATE UNIQUE INDEX offer_by_id ON offer (id);
CREATE UNIQUE INDEX offer_by_source ON offer (municipality_id, source, source_id);

CREATE TABLE offer_session (
    municipality_id TEXT NOT NULL,
    id TEXT NOT NULL,
    offer_id TEXT NOT NULL,
    source_key TEXT NOT NULL,
    weekday BIGINT,
    begins TEXT,
    ends TEXT,
    places_left BIGINT,
    status TEXT NOT NULL,
    PRIMARY KEY (municipality_id, id)
);
CREATE UNIQUE INDEX offer_session_by_id ON offer_session (id);
CREATE UNIQUE INDEX offer_session_by_key ON offer_session (municipality_id, offer_id, source_key);

CREATE TABLE review (
    municipality_id TEXT NOT NULL,
    id TEXT NOT NULL,
    source TEXT NOT NULL,
    source_id TEXT NOT NULL,
    line BIGINT NOT NULL,
    column_name TEXT NOT NULL,
    original TEXT NOT NULL,
    question TEXT NOT NULL,
    status TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (municipality_id, id)
);
CREATE UNIQUE INDEX review_by_row ON review (municipality_id, source, source_id, column_name);

CREATE TABLE postcode (
    code TEXT NOT NULL PRIMARY KEY,
    lat DOUBLE PRECISION NOT NULL,
    lon DOUBLE PRECISION NOT NULL,
    place TEXT,
    municipality_id TEXT
);

-- The vault: what is personal lies in `sealed`, under a key that only the key store holds.
CREATE TABLE resident (
    municipality_id TEXT NOT NULL,
    id TEXT NOT NULL,
    sealed BYTEA,
    phone_hash TEXT,
    email_hash TEXT,
    made_at BIGINT NOT NULL,
    erased_at BIGINT,
    PRIMARY KEY (municipality_id, id)
);
CREATE INDEX resident_by_phone ON resident (municipality_id, phone_hash);
CREATE INDEX resident_by_email ON resident (municipality_id, email_hash);

CREATE TABLE referral (
    municipality_id TEXT NOT NULL,
    id TEXT NOT NULL,
    number TEXT NOT NULL,
    resident_id TEXT NOT NULL,
    referrer_id TEXT,
    referrer_role TEXT NOT NULL,
    referrer_account TEXT,
    target TEXT NOT NULL,
    offer_id TEXT,
    session_id TEXT,
    receiver_id TEXT NOT NULL,
    receiver_role TEXT NOT NULL,
    status TEXT NOT NULL,
    consent TEXT NOT NULL,
    guided BOOLEAN NOT NULL,
    attempts BIGINT NOT NULL,
    owner_role TEXT,
    owner_id TEXT,
    due_at BIGINT,
    remind_at BIGINT,
    let_go_at BIGINT,
    said_yes BIGINT NOT NULL,
    trial TEXT,
    sealed BYTEA,
    sent_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (municipality_id, id)
);
CREATE UNIQUE INDEX referral_by_id ON referral (id);
CREATE UNIQUE INDEX referral_by_number ON referral (municipality_id, number);
CREATE INDEX referral_by_resident ON referral (municipality_id, resident_id);
CREATE INDEX referral_by_referrer ON referral (referrer_id, changed_at);
CREATE INDEX referral_by_receiver ON referral (receiver_id, changed_at);
CREATE INDEX referral_by_municipality ON referral (municipality_id, changed_at);
CREATE INDEX referral_by_owner ON referral (owner_id, due_at) WHERE owner_id IS NOT NULL;
CREATE INDEX referral_by_reminder ON referral (remind_at) WHERE remind_at IS NOT NULL;

CREATE TABLE referral_history (
    municipality_id TEXT NOT NULL,
    referral_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    deed TEXT NOT NULL,
    from_status TEXT,
    to_status TEXT NOT NULL,
    at BIGINT NOT NULL,
    by_role TEXT NOT NULL,
    by_organisation TEXT,
    by_account TEXT,
    on_behalf TEXT,
    reason TEXT,
    outcome TEXT,
    trial TEXT,
    until_day TEXT,
    target TEXT,
    receiver_id TEXT,
    receiver_role TEXT,
    owner_role TEXT,
    owner_id TEXT,
    due_at BIGINT,
    sealed_note BYTEA,
    PRIMARY KEY (municipality_id, referral_id, number)
);
CREATE INDEX referral_history_by_referral ON referral_history (referral_id, number);

-- A link that works is derived when a message leaves; only its hash is kept.
CREATE TABLE link (
    municipality_id TEXT NOT NULL,
    referral_id TEXT NOT NULL,
    nonce TEXT NOT NULL,
    purpose TEXT NOT NULL,
    organisation_id TEXT,
    token_hash TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    code_hash TEXT,
    PRIMARY KEY (municipality_id, referral_id, nonce)
);
CREATE INDEX link_by_referral ON link (referral_id, purpose);
CREATE INDEX link_by_code ON link (code_hash) WHERE code_hash IS NOT NULL;

CREATE TABLE outbox (
    municipality_id TEXT NOT NULL,
    id TEXT NOT NULL,
    notice TEXT NOT NULL,
    recipient TEXT NOT NULL,
    recipient_id TEXT,
    referral_id TEXT,
    referral_version BIGINT,
    attempts BIGINT NOT NULL,
    status TEXT NOT NULL,
    last_error TEXT,
    next_at BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    sent_at BIGINT,
    PRIMARY KEY (municipality_id, id)
);
CREATE INDEX outbox_waiting ON outbox (next_at) WHERE status = 'wacht';
CREATE INDEX outbox_parked ON outbox (municipality_id, made_at) WHERE status = 'geparkeerd';
CREATE INDEX outbox_by_referral ON outbox (referral_id);

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
    mac TEXT NOT NULL,
    PRIMARY KEY (municipality_id, id)
);
CREATE INDEX access_log_by_resident ON access_log (resident_id, at);
CREATE INDEX access_log_by_referral ON access_log (referral_id, at);

CREATE TABLE idempotency (
    caller TEXT NOT NULL,
    key_hash TEXT NOT NULL,
    body_hash TEXT NOT NULL,
    referral_id TEXT NOT NULL,
    answer TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (caller, key_hash)
);
CREATE INDEX idempotency_by_age ON idempotency (made_at);

CREATE TABLE change_feed (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX change_feed_by_age ON change_feed (at);

CREATE TABLE unmet_demand (
    municipality_id TEXT NOT NULL,
    id TEXT NOT NULL,
    organisation_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    postcode TEXT,
    wish TEXT NOT NULL,
    reason TEXT,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (municipality_id, id)
);

CREATE TABLE lease (
    name TEXT NOT NULL PRIMARY KEY,
    holder TEXT NOT NULL,
    until BIGINT NOT NULL
);
