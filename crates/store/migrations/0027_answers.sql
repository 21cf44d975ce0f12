-- What the service point answered to a question about an imported field, for every row of a column at
-- once: the word that was missing, and what the row then costs in cents. A later import of the same
-- text takes it over.
ALTER TABLE review ADD COLUMN answer TEXT;
ALTER TABLE review ADD COLUMN answer_cents BIGINT;
ALTER TABLE review ADD COLUMN answered_at BIGINT;
ALTER TABLE review_before ADD COLUMN answer TEXT;
ALTER TABLE review_before ADD COLUMN answer_cents BIGINT;
ALTER TABLE review_before ADD COLUMN answered_at BIGINT;
