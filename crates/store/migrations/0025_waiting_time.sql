-- How long somebody waits for a place, as the provider or its list tells: a code of the list wachttijd.
ALTER TABLE offer ADD COLUMN wait TEXT;
ALTER TABLE offer_before ADD COLUMN wait TEXT;
