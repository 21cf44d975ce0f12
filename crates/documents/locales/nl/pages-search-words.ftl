### Zoekwoorden van het servicepunt, en leren van verwijzingen.

zoekwoorden-titel = Zoekwoorden
zoekwoorden-uitleg = Noemen mensen hier iets anders dan de aanbieder? Schrijf die woorden samen op één regel. Wie het ene woord typt, vindt dan ook het andere.
zoekwoorden-veld = Woorden die hetzelfde betekenen
zoekwoorden-hint = Elke regel is één groep. Zet een komma tussen de woorden, zoals: klotsen, jeu de boules.
zoekwoorden-knop = Bewaar de woorden
zoekwoorden-bewaard = De woorden zijn bewaard. Zoeken gaat er meteen mee.
zoekwoorden-link = Zoekwoorden

instel-leren = Leren van eerdere verwijzingen
instel-leren-uitleg = Het zoeken telt hoe vaak mensen ergens welkom waren, begonnen en na drie maanden nog meededen. Dat telt een klein stukje mee in de volgorde. Het let alleen op leeftijdsgroep, nooit op taal, herkomst, geslacht of gezondheid. Het telt alleen mensen die goed vinden dat zij meetellen.
instel-leren-aan = Nu staat het aan
instel-leren-uit = Nu staat het uit
instel-leren-zet-aan = Zet het aan
instel-leren-zet-uit = Zet het uit
instel-leren-bewaard = Dat is bewaard. Het geldt vanaf de volgende zoekvraag.

zoek-max-meters = Hoeveel meter kan iemand lopen of rijden?
zoek-max-meters-hint = Over straat, zoals 500. Wij schatten de weg.
zoek-plezier = Wat vindt iemand fijn?
zoek-liever-niet = Wat liever niet?
zoek-alleen-vrij = Alleen met een vrije plek
zoek-altijd-instromen = Alleen waar u elke week kunt beginnen
zoek-wachttijd = Wachten op een plek
zoek-wachttijd-leeg = Maakt niet uit
zoek-erkend = Erkende interventie
zoek-erkend-leeg = Maakt niet uit
van-huis-minuten = { $afstand } van { $plek }: ongeveer { $minuten }
minuten-lopen = { $aantal ->
    [one] 1 minuut lopen
   *[other] { $aantal } minuten lopen
}
minuten-fietsen = { $aantal ->
    [one] 1 minuut fietsen
   *[other] { $aantal } minuten fietsen
}
