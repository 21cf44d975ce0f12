## Regelingen: hulp bij de kosten

instel-regelingen = Hulp bij de kosten
instel-regelingen-uitleg = Welke regelingen betalen in uw gemeente mee aan sport? Wie zoekt, vinkt aan waar de cliënt gebruik van maakt. Dan telt de prijs die overblijft. Het fonds beslist zelf of iemand het krijgt.
instel-regeling-nummer = Regeling { $nummer }
instel-regeling-naam = Naam
instel-regeling-bedrag = Hoogstens per maand
instel-regelingen-knop = Regelingen bewaren
instel-regelingen-bewaard = De regelingen zijn bewaard
