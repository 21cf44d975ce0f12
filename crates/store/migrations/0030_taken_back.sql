-- What the service point stops by hand can be put back for a while: when it was stopped, and how it
-- stood then.
ALTER TABLE offer ADD COLUMN stopped_at BIGINT;
ALTER TABLE offer ADD COLUMN stopped_from TEXT;
