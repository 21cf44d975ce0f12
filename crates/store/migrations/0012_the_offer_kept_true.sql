-- The offer kept true: who confirmed it, what its provider is asked and changes, and websites that
-- no longer answer.

-- `confirmed_by` is aanbieder, servicepunt or bron. `fresh_at` is when what it tells last became new
-- or changed; a confirmation does not move it.
ALTER TABLE offer ADD COLUMN confirmed_by TEXT;
ALTER TABLE offer ADD COLUMN not_for TEXT;
ALTER TABLE offer ADD COLUMN ends_on TEXT;
ALTER TABLE offer ADD COLUMN fresh_at BIGINT;
CREATE INDEX offer_by_provider ON offer (provider_id);

-- The link with which a provider keeps its offers without an account; the next one takes the place
-- of the last. `asked_at` is when it went out with the question whether all is still right.
CREATE TABLE offer_link (
    municipality_id TEXT NOT NULL,
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    nonce TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    asked_at BIGINT,
    answered_at BIGINT,
    PRIMARY KEY (municipality_id, organisation_id)
);
CREATE UNIQUE INDEX offer_link_by_token ON offer_link (token_hash);
CREATE UNIQUE INDEX offer_link_by_id ON offer_link (id);

-- What a provider sent in. `fields` are those that changed, empty for a new offer; `before` and
-- `after` are the facts as JSON. `state`: wacht (not shown until judged), live (shown, to be looked
-- at), goed, terug, vervallen (sent in anew).
CREATE TABLE offer_change (
    municipality_id TEXT NOT NULL,
    id TEXT NOT NULL,
    offer_id TEXT NOT NULL,
    fields TEXT NOT NULL,
    before TEXT,
    after TEXT NOT NULL,
    state TEXT NOT NULL,
    made_by TEXT,
    made_at BIGINT NOT NULL,
    judged_by TEXT,
    judged_at BIGINT,
    checks TEXT,
    words TEXT,
    PRIMARY KEY (municipality_id, id)
);
CREATE INDEX offer_change_open ON offer_change (municipality_id, made_at)
    WHERE state IN ('wacht', 'live');
CREATE INDEX offer_change_by_offer ON offer_change (offer_id, made_at);

-- How a website answered last: `failures` counts the failures in a row.
CREATE TABLE website_check (
    municipality_id TEXT NOT NULL,
    website TEXT NOT NULL,
    checked_at BIGINT NOT NULL,
    failures BIGINT NOT NULL,
    cause TEXT,
    PRIMARY KEY (municipality_id, website)
);
