-- What a municipality calls the classes of self-reliance: a JSON list of three, null where ours are used.
ALTER TABLE municipality ADD COLUMN class_words TEXT NOT NULL DEFAULT '[null,null,null]';
