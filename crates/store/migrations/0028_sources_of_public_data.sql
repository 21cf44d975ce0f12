-- Public data by the source that told it, so that one source never touches another's rows; the
-- imports of it; and whether a feed that was broken off was announced.

-- Whether the source was not known before the run that broke off.
ALTER TABLE import_position ADD COLUMN is_new BIGINT NOT NULL DEFAULT 0;

-- An import of postcodes, areas or figures: of the whole country, no municipality owns it.
CREATE TABLE public_import (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    source TEXT NOT NULL,
    by_whom TEXT NOT NULL,
    at BIGINT NOT NULL,
    rows_read BIGINT NOT NULL,
    rows_new BIGINT NOT NULL,
    rows_changed BIGINT NOT NULL,
    rows_unchanged BIGINT NOT NULL,
    rows_ended BIGINT NOT NULL,
    rows_rejected BIGINT NOT NULL
);
CREATE INDEX public_import_by_source ON public_import (kind, source);

-- A row for each source. What the first to tell of it says (`since`) holds, until that source ends
-- it. Of rows from before this file nobody knows the source: any other goes before them.
CREATE TABLE postcode_before AS SELECT code, lat, lon, place, municipality_id FROM postcode;
DROP TABLE postcode;
CREATE TABLE postcode (
    source TEXT NOT NULL,
    code TEXT NOT NULL,
    lat DOUBLE PRECISION NOT NULL,
    lon DOUBLE PRECISION NOT NULL,
    place TEXT,
    municipality_id TEXT,
    since BIGINT NOT NULL,
    PRIMARY KEY (source, code)
);
INSERT INTO postcode (source, code, lat, lon, place, municipality_id, since)
    SELECT '', code, lat, lon, place, municipality_id, 9223372036854775807 FROM postcode_before;
DROP TABLE postcode_before;

CREATE TABLE area_before AS SELECT code, year, kind, name, municipality_code, lat, lon, outline,
    drawing, source, changed_at FROM area;
DROP TABLE area;
CREATE TABLE area (
    source TEXT NOT NULL,
    code TEXT NOT NULL,
    year BIGINT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    municipality_code TEXT,
    lat DOUBLE PRECISION NOT NULL,
    lon DOUBLE PRECISION NOT NULL,
    outline TEXT NOT NULL,
    drawing TEXT NOT NULL,
    since BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (source, code, year)
);
INSERT INTO area (source, code, year, kind, name, municipality_code, lat, lon, outline, drawing,
    since, changed_at)
    SELECT source, code, year, kind, name, municipality_code, lat, lon, outline, drawing,
    changed_at, changed_at FROM area_before;
DROP TABLE area_before;
CREATE INDEX area_by_municipality ON area (municipality_code, year);

-- `source` names what the figures are of, `told_by` who told them.
CREATE TABLE area_figures_before AS SELECT source, code, year, age, name, kind, figures, changed_at
    FROM area_figures;
DROP TABLE area_figures;
CREATE TABLE area_figures (
    source TEXT NOT NULL,
    told_by TEXT NOT NULL,
    code TEXT NOT NULL,
    year BIGINT NOT NULL,
    age TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    figures TEXT NOT NULL,
    since BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (source, told_by, code, year, age)
);
INSERT INTO area_figures (source, told_by, code, year, age, name, kind, figures, since, changed_at)
    SELECT source, '', code, year, age, name, kind, figures, 9223372036854775807, changed_at
    FROM area_figures_before;
DROP TABLE area_figures_before;
CREATE INDEX area_figures_by_code ON area_figures (code, year);
