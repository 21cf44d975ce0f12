## Regelingen: hulp bij de kosten

instel-regelingen = Hulp bij de kosten
instel-regelingen-uitleg = Welke regelingen betalen in uw gemeente mee aan sport? Wie zoekt, vinkt aan waar de cliënt gebruik van maakt. Dan telt de prijs die overblijft. Het fonds beslist zelf of iemand het krijgt.
instel-regeling-nummer = Regeling { $nummer }
instel-regeling-naam = Naam
instel-regeling-bedrag = Hoogstens per maand
instel-regelingen-knop = Regelingen bewaren
instel-regelingen-bewaard = De regelingen zijn bewaard

instel-insluiten = Het aanbod op uw eigen website
instel-insluiten-uitleg = U kunt het aanbod van uw gemeente tonen op een pagina van uw eigen website. Er staan geen gegevens van cliënten in.
instel-insluiten-naam = Sport- en beweegaanbod
instel-insluiten-niemand = Dit staat nog niet aan. Vraag uw technisch beheerder om het adres van uw website in te vullen bij embedded_by.
instel-insluiten-mag = Deze websites mogen het tonen: { $sites }.
instel-insluiten-code = Zet dit stukje code in uw pagina

instel-klassen = Hoe zelfstandig iemand is
instel-klassen-uitleg = Gebruikt uw gemeente eigen woorden? Vul ze hier in. Leeg is: zoals het erboven staat.
instel-klassen-knop = Bewaar de woorden
instel-klassen-bewaard = De woorden zijn bewaard. Iedereen ziet ze meteen.
