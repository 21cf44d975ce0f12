-- A moment without a day is one whose day nobody told. Until now that was shown as "by appointment";
-- that is 7 from here on. What providers typed in their form, where the empty day read "Op afspraak",
-- stays as they saw it.
UPDATE offer_session SET weekday = 7 WHERE weekday IS NULL AND source_key LIKE 'eigen-%';
