-- The rows that an import did not keep, with the reason by code and never with their text, so that the
-- service point can tell whoever made the list what to mend. Goes with what is kept to undo the import.
CREATE TABLE import_rejection (
    municipality_id TEXT NOT NULL,
    run_id TEXT NOT NULL,
    line BIGINT NOT NULL,
    column_name TEXT NOT NULL,
    code TEXT NOT NULL,
    PRIMARY KEY (municipality_id, run_id, line, column_name, code)
);
