-- What referrers read of an offer beside what everybody does: what its contact person does there, why
-- its trainer can do it, and what a client may be told beforehand. Providers write these; no source does.
ALTER TABLE offer ADD COLUMN contact_function TEXT;
ALTER TABLE offer ADD COLUMN trainer TEXT;
ALTER TABLE offer ADD COLUMN tell_client TEXT;

-- How quickly a receiver answers is counted over the last referrals it was sent.
CREATE INDEX referral_history_by_receiver ON referral_history (receiver_id, at)
    WHERE receiver_id IS NOT NULL;
