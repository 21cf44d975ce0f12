-- A weekly moment that is left out on one day.
CREATE TABLE cancelled_lesson (
    municipality_id TEXT NOT NULL,
    session_id TEXT NOT NULL,
    day TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (municipality_id, session_id, day)
);
CREATE INDEX cancelled_lesson_by_day ON cancelled_lesson (day);

-- A wish for which nothing fitted is met once: when, and by which offer.
ALTER TABLE unmet_demand ADD COLUMN met_at BIGINT;
ALTER TABLE unmet_demand ADD COLUMN met_offer TEXT;
CREATE INDEX unmet_demand_open ON unmet_demand (made_at) WHERE met_at IS NULL;

-- `compared_at` is the `fresh_at` that was compared with open wishes.
ALTER TABLE offer ADD COLUMN compared_at BIGINT;
CREATE INDEX offer_to_compare ON offer (id)
    WHERE status = 'zichtbaar' AND COALESCE(compared_at, -1) <> COALESCE(fresh_at, 0);
