-- Imports: what each of them did, so that it can be shown and undone; areas and their figures;
-- offers of two sources that may be one.

-- One import. Counts as the command tells them.
CREATE TABLE import_run (
    municipality_id TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    source TEXT NOT NULL,
    by_whom TEXT NOT NULL,
    at BIGINT NOT NULL,
    rows_read BIGINT NOT NULL,
    rows_new BIGINT NOT NULL,
    rows_changed BIGINT NOT NULL,
    rows_unchanged BIGINT NOT NULL,
    rows_review BIGINT NOT NULL,
    rows_ended BIGINT NOT NULL,
    rows_rejected BIGINT NOT NULL,
    undone_at BIGINT,
    undone_by TEXT,
    PRIMARY KEY (municipality_id, id)
);
CREATE INDEX import_run_by_source ON import_run (municipality_id, source, at);

-- Where a feed that was broken off goes on. Gone once its end was reached.
CREATE TABLE import_position (
    municipality_id TEXT NOT NULL,
    source TEXT NOT NULL,
    begun_at TEXT NOT NULL,
    next_page TEXT NOT NULL,
    run_id TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (municipality_id, source)
);

-- Which import made an offer, which wrote it last, and when: a later `changed_at` is a person's.
ALTER TABLE offer ADD COLUMN made_by_run TEXT;
ALTER TABLE offer ADD COLUMN written_by_run TEXT;
ALTER TABLE offer ADD COLUMN written_at BIGINT;

-- An offer, its sessions and its doubts as they were before an import changed them.
CREATE TABLE offer_before (
    municipality_id TEXT NOT NULL,
    run_id TEXT NOT NULL,
    id TEXT NOT NULL,
    provider_id TEXT NOT NULL,
    title TEXT NOT NULL,
    activity TEXT NOT NULL,
    description TEXT,
    address TEXT,
    postcode TEXT,
    town TEXT,
    lat DOUBLE PRECISION,
    lon DOUBLE PRECISION,
    age_min BIGINT,
    age_max BIGINT,
    level BIGINT,
    guidance TEXT NOT NULL,
    self_reliance TEXT NOT NULL,
    accessibility TEXT NOT NULL,
    audience TEXT NOT NULL,
    languages TEXT NOT NULL,
    price_cents BIGINT,
    price_per TEXT,
    trial_cents BIGINT,
    recognition TEXT,
    season TEXT,
    bring TEXT,
    meeting_point TEXT,
    contact_name TEXT,
    contact_phone TEXT,
    contact_email TEXT,
    contact_website TEXT,
    confirmed_on TEXT,
    confirmed_by TEXT,
    notes TEXT NOT NULL,
    status TEXT NOT NULL,
    content TEXT NOT NULL,
    fresh_at BIGINT,
    changed_at BIGINT NOT NULL,
    written_by_run TEXT,
    written_at BIGINT,
    PRIMARY KEY (municipality_id, run_id, id)
);
CREATE TABLE offer_session_before (
    municipality_id TEXT NOT NULL,
    run_id TEXT NOT NULL,
    id TEXT NOT NULL,
    offer_id TEXT NOT NULL,
    weekday BIGINT,
    begins TEXT,
    ends TEXT,
    places_left BIGINT,
    status TEXT NOT NULL,
    PRIMARY KEY (municipality_id, run_id, id)
);
CREATE TABLE review_before (
    municipality_id TEXT NOT NULL,
    run_id TEXT NOT NULL,
    id TEXT NOT NULL,
    source TEXT NOT NULL,
    source_id TEXT NOT NULL,
    line BIGINT NOT NULL,
    column_name TEXT NOT NULL,
    original TEXT NOT NULL,
    question TEXT NOT NULL,
    status TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (municipality_id, run_id, id)
);

-- Two offers that may be one, and what somebody said of it. The lower id stands first.
CREATE TABLE offer_pair (
    municipality_id TEXT NOT NULL,
    first_id TEXT NOT NULL,
    second_id TEXT NOT NULL,
    likeness BIGINT NOT NULL,
    verdict TEXT NOT NULL,
    hidden_id TEXT,
    judged_at BIGINT,
    judged_by TEXT,
    PRIMARY KEY (municipality_id, first_id, second_id)
);
CREATE INDEX offer_pair_hidden ON offer_pair (municipality_id, hidden_id) WHERE hidden_id IS NOT NULL;

-- Municipalities, wijken and buurten by year, with their borders in degrees (WGS84). The borders
-- are those of the whole country: no tenant owns them.
CREATE TABLE area (
    code TEXT NOT NULL,
    year BIGINT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    municipality_code TEXT,
    lat DOUBLE PRECISION NOT NULL,
    lon DOUBLE PRECISION NOT NULL,
    outline TEXT NOT NULL,
    drawing TEXT NOT NULL,
    source TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (code, year)
);
CREATE INDEX area_by_municipality ON area (municipality_code, year);

-- What a source tells of an area in a year, of an age group: one line an indicator.
CREATE TABLE area_figures (
    source TEXT NOT NULL,
    code TEXT NOT NULL,
    year BIGINT NOT NULL,
    age TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    figures TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (source, code, year, age)
);
CREATE INDEX area_figures_by_code ON area_figures (code, year);
