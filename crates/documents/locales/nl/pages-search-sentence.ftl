# What somebody types in one sentence, and how it is told back.
zoek-zin = Vertel het in één zin
zoek-zin-hint = Bijvoorbeeld: 72, wandelt graag, dinsdagochtend, 20 euro per maand, om de hoek. Wij vullen het hieronder in. Schrijf geen namen op.
zoek-zin-over = U schreef ook: { $woorden }. Zulke woorden staan niet bij het aanbod. Kijk of een maatje past, of vraag een beweegcoach mee te denken.
zoek-jaar = { $leeftijd } jaar
zoek-tot-meter = hooguit { $meter } meter
zoek-liever-niet-dit = liever niet: { $wat }
zoek-gratis = gratis
zoek-niet-gelezen = Dit lazen we niet: { $woorden }. Die woorden staan bij geen enkele les. Typ een ander woord, of kies bij de wensen wat u bedoelt.
dagdelen-niet = niet: { $wanneer }
dagdelen-elke-0 = elke ochtend
dagdelen-elke-1 = elke middag
dagdelen-elke-2 = elke avond
dagdelen-op-0 = ’s ochtends
dagdelen-op-1 = ’s middags
dagdelen-op-2 = ’s avonds
