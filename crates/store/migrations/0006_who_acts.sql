-- Who acts for whom: delegation, and tokens that remember what their maker was.

-- Somebody acts on behalf of a colleague for a while. `verbs` are codes with spaces between.
CREATE TABLE delegation (
    municipality_id TEXT NOT NULL,
    id TEXT NOT NULL,
    organisation_id TEXT NOT NULL,
    delegator_id TEXT NOT NULL,
    delegate_id TEXT NOT NULL,
    verbs TEXT NOT NULL,
    from_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    ended_at BIGINT,
    ended_by TEXT,
    PRIMARY KEY (municipality_id, id)
);
CREATE UNIQUE INDEX delegation_by_id ON delegation (id);
CREATE INDEX delegation_by_delegate ON delegation (delegate_id) WHERE ended_at IS NULL;
CREATE INDEX delegation_by_delegator ON delegation (delegator_id) WHERE ended_at IS NULL;

-- The roles its maker had then. A token never has more, and loses what its maker loses.
ALTER TABLE token ADD COLUMN roles TEXT;
CREATE INDEX token_by_account ON token (account_id);

CREATE INDEX referral_by_referrer_account ON referral (referrer_account)
    WHERE referrer_account IS NOT NULL AND owner_id IS NOT NULL;
