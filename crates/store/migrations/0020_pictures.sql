-- An offer's pictures: at most three, each in its own slot. What came in is decoded and written anew
-- as JPEG in two sizes, so nothing of the camera's stays (decision 0034). In base64, so that an export
-- carries them as they stand. `state`: wacht (the service point looks first), getoond, geweigerd, weg
-- (put back within a day, then gone). `consent_at` and `consent_by`: who said that everybody in the
-- picture agrees, and when; no account by a provider's link.
CREATE TABLE offer_picture (
    municipality_id TEXT NOT NULL,
    offer_id TEXT NOT NULL,
    slot BIGINT NOT NULL,
    alt TEXT NOT NULL,
    state TEXT NOT NULL,
    small TEXT NOT NULL,
    large TEXT NOT NULL,
    digest TEXT NOT NULL,
    consent_by TEXT,
    consent_at BIGINT NOT NULL,
    words TEXT,
    judged_by TEXT,
    judged_at BIGINT,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (municipality_id, offer_id, slot)
);
CREATE INDEX offer_picture_by_offer ON offer_picture (offer_id, slot);
CREATE INDEX offer_picture_waiting ON offer_picture (municipality_id, changed_at) WHERE state = 'wacht';
