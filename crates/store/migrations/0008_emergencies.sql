-- Suspending an unsafe provider, opening in an emergency, two files of one person, and
-- incidents. What people write in their own words is sealed.

ALTER TABLE organisation ADD COLUMN suspended_at BIGINT;

-- An organisation is suspended while `lifted_at` is empty.
CREATE TABLE suspension (
    municipality_id TEXT NOT NULL,
    id TEXT NOT NULL,
    organisation_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    by_organisation TEXT NOT NULL,
    by_role TEXT NOT NULL,
    sealed_reason BYTEA NOT NULL,
    at BIGINT NOT NULL,
    lifted_at BIGINT,
    lifted_by TEXT,
    PRIMARY KEY (municipality_id, id)
);
CREATE UNIQUE INDEX suspension_now ON suspension (organisation_id) WHERE lifted_at IS NULL;

-- Whom a suspension touched, and how they hear: `mail` or `bellen`. The municipality is that of the
-- referral, which may be another than the provider's.
CREATE TABLE suspension_referral (
    municipality_id TEXT NOT NULL,
    suspension_id TEXT NOT NULL,
    referral_id TEXT NOT NULL,
    told TEXT NOT NULL,
    at BIGINT NOT NULL,
    called_at BIGINT,
    called_by TEXT,
    PRIMARY KEY (municipality_id, suspension_id, referral_id)
);
CREATE INDEX suspension_referral_by_suspension ON suspension_referral (suspension_id, referral_id);

CREATE TABLE emergency_access (
    municipality_id TEXT NOT NULL,
    id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    organisation_id TEXT NOT NULL,
    role TEXT NOT NULL,
    referral_id TEXT NOT NULL,
    sealed_reason BYTEA NOT NULL,
    at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    looked_at BIGINT,
    looked_by TEXT,
    PRIMARY KEY (municipality_id, id)
);
CREATE UNIQUE INDEX emergency_access_by_id ON emergency_access (id);

-- A file that turned out to be somebody's second one points to the one that is kept. Its key and
-- its own details stay, so that it can be undone.
ALTER TABLE resident ADD COLUMN merged_into TEXT;
CREATE INDEX resident_by_kept ON resident (municipality_id, merged_into)
    WHERE merged_into IS NOT NULL;

CREATE TABLE resident_merge (
    municipality_id TEXT NOT NULL,
    id TEXT NOT NULL,
    kept_id TEXT NOT NULL,
    merged_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    at BIGINT NOT NULL,
    undone_at BIGINT,
    undone_by TEXT,
    PRIMARY KEY (municipality_id, id)
);
CREATE INDEX resident_merge_by_age ON resident_merge (municipality_id, at);

-- Two people who share a phone number or an address for mail, as somebody found out. `first_id` is
-- the smaller of the two.
CREATE TABLE resident_pair_apart (
    municipality_id TEXT NOT NULL,
    first_id TEXT NOT NULL,
    second_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (municipality_id, first_id, second_id)
);

-- The register of incidents. `told_authority_at` is when the Autoriteit Persoonsgegevens was told,
-- or `no_need_at` when it was decided that it need not be.
CREATE TABLE incident (
    municipality_id TEXT NOT NULL,
    id TEXT NOT NULL,
    made_by TEXT NOT NULL,
    sealed_words BYTEA NOT NULL,
    happened_at BIGINT,
    discovered_at BIGINT NOT NULL,
    people BIGINT NOT NULL,
    told_authority_at BIGINT,
    no_need_at BIGINT,
    told_people_at BIGINT,
    closed_at BIGINT,
    made_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (municipality_id, id)
);
