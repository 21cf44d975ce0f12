-- Signing in by the provider of a municipality or care group (OpenID Connect).

-- Who somebody is at a provider, and here. An account has one subject at each issuer, so that an
-- address that was given to somebody else does not bring along what the first one had.
CREATE TABLE federated_identity (
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    account_id TEXT NOT NULL,
    linked_at BIGINT NOT NULL,
    PRIMARY KEY (issuer, subject)
);
CREATE UNIQUE INDEX federated_identity_by_account ON federated_identity (account_id, issuer);

-- The roles that a provider gave at the last sign-in: it takes these away again, also when the
-- operator's mapping or the organisation changed meanwhile.
CREATE TABLE federated_role (
    municipality_id TEXT NOT NULL,
    organisation_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    issuer TEXT NOT NULL,
    roles TEXT NOT NULL,
    PRIMARY KEY (municipality_id, organisation_id, account_id, issuer)
);
CREATE INDEX federated_role_by_account ON federated_role (account_id, issuer);
