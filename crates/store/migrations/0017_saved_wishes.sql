-- What a coach looks for on behalf of a client under guidance. The wishes tell of somebody's health
-- and habits, so they are sealed under the resident's key; however they end, they are thrown away
-- at once, and that there were some stays.
CREATE TABLE saved_wish (
    municipality_id TEXT NOT NULL,
    id TEXT NOT NULL,
    referral_id TEXT NOT NULL,
    organisation_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    sealed_wishes BYTEA,
    status TEXT NOT NULL,
    reason TEXT,
    made_at BIGINT NOT NULL,
    ended_at BIGINT,
    PRIMARY KEY (municipality_id, id)
);
CREATE INDEX saved_wish_by_referral ON saved_wish (municipality_id, referral_id, made_at);
CREATE INDEX saved_wish_active ON saved_wish (id) WHERE status = 'actief';

-- An offer that fits saved wishes, once for each: whoever finds it again changes nothing. `mail_id`
-- is the message that told of it. The rows go when the wishes end.
CREATE TABLE saved_wish_offer (
    municipality_id TEXT NOT NULL,
    saved_wish_id TEXT NOT NULL,
    offer_id TEXT NOT NULL,
    found_at BIGINT NOT NULL,
    mail_id TEXT,
    set_aside_at BIGINT,
    PRIMARY KEY (municipality_id, saved_wish_id, offer_id)
);
CREATE INDEX saved_wish_offer_untold ON saved_wish_offer (municipality_id, saved_wish_id)
    WHERE mail_id IS NULL;
CREATE INDEX saved_wish_offer_by_mail ON saved_wish_offer (municipality_id, mail_id);

-- Whether a coach had a mail about this today.
CREATE INDEX outbox_wish_mail ON outbox (recipient_id, made_at) WHERE notice = 'account-wens-past';
