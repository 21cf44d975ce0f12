-- Signing in: second steps, invitations, resets, sessions that can be listed, and failed attempts.

-- What the one-time codes of an account follow from. `last_step` is the time step of the last code
-- that was used: it and earlier ones are refused.
CREATE TABLE one_time_code (
    account_id TEXT NOT NULL PRIMARY KEY,
    sealed_secret BYTEA NOT NULL,
    last_step BIGINT NOT NULL,
    made_at BIGINT NOT NULL
);

CREATE TABLE recovery_code (
    account_id TEXT NOT NULL,
    code_hash TEXT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (account_id, code_hash)
);

-- `body` is public: a passkey's secret never leaves its device.
CREATE TABLE passkey (
    account_id TEXT NOT NULL,
    credential_id TEXT NOT NULL,
    name TEXT NOT NULL,
    body TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (account_id, credential_id)
);
CREATE UNIQUE INDEX passkey_by_credential ON passkey (credential_id);

-- The link in the mail is derived from the nonce when the mail leaves.
CREATE TABLE invitation (
    municipality_id TEXT NOT NULL,
    id TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    nonce TEXT NOT NULL,
    email TEXT NOT NULL,
    organisation_id TEXT NOT NULL,
    roles TEXT NOT NULL,
    invited_by TEXT,
    made_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    taken_at BIGINT,
    PRIMARY KEY (municipality_id, id)
);
CREATE UNIQUE INDEX invitation_by_token ON invitation (token_hash);
CREATE UNIQUE INDEX invitation_by_id ON invitation (id);

CREATE TABLE password_reset (
    id TEXT NOT NULL PRIMARY KEY,
    token_hash TEXT NOT NULL,
    nonce TEXT NOT NULL,
    account_id TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE UNIQUE INDEX password_reset_by_token ON password_reset (token_hash);
CREATE INDEX password_reset_by_account ON password_reset (account_id, made_at);

-- Failed attempts, under a keyed hash of who tried from where.
CREATE TABLE sign_in_attempt (
    key_hash TEXT NOT NULL PRIMARY KEY,
    failures BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    next_at BIGINT NOT NULL
);
CREATE INDEX sign_in_attempt_by_age ON sign_in_attempt (last_at);

ALTER TABLE web_session ADD COLUMN account_id TEXT;
ALTER TABLE web_session ADD COLUMN device TEXT;
ALTER TABLE web_session ADD COLUMN origin TEXT;
ALTER TABLE web_session ADD COLUMN made_at BIGINT;
ALTER TABLE web_session ADD COLUMN seen_at BIGINT;
CREATE INDEX web_session_by_account ON web_session (account_id) WHERE account_id IS NOT NULL;
