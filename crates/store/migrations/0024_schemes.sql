-- Schemes that pay part of what sport costs: a JSON list of names and cents a month.
ALTER TABLE municipality ADD COLUMN schemes TEXT NOT NULL DEFAULT '[]';
