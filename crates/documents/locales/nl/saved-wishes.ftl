### Wensen die een beweegcoach bewaart voor wie hij begeleidt.

## Op de verwijzing

wensen-titel = Bewaarde wensen
wensen-geen = Past er nu te weinig? Zoek voor deze persoon en bewaar de wensen. Wij mailen u als er iets past.
wensen-sinds = Bewaard op { $dag }
wensen-nog-niets = Er is nog niets nieuws dat past. Wij mailen u als er iets komt.
wensen-gevonden =
    { $aantal ->
        [one] Er is nieuw aanbod dat past
       *[other] Er is nieuw aanbod dat past: { $aantal } keer
    }
wensen-verwijs = Verwijs hierheen
wensen-past-niet = Past niet
wensen-gelukt = Er is iets gevonden
wensen-stop = Stop met zoeken
wensen-zoek = Zoek en bewaar wensen

## Bij het zoeken

wensen-zoekt-voor = U zoekt voor iemand die u begeleidt.
wensen-naar-verwijzing = Naar de verwijzing
wensen-bewaar-titel = Zit er niets goeds bij?
wensen-bewaar-uitleg = Wij letten op nieuw aanbod. U krijgt hierover hoogstens één mail per dag. Daarin staat geen naam.
wensen-bewaar-knop = Bewaar deze wensen; wij mailen u als er iets past

## Op de werklijst

te-doen-wensen = Nieuw aanbod bij bewaarde wensen
te-doen-wens-past =
    { $aantal ->
        [one] er past iets nieuws
       *[other] er passen { $aantal } nieuwe dingen
    }
te-doen-wens-regel = { $nummer }: { $aanbod }

## Wat iemand wenst, in een regel

wens-leeftijd = { $jaar } jaar
wens-prijs = hoogstens € { $prijs } per maand
wens-liever-niet = liever niet: { $wat }
wens-niet = geen { $wat }
wens-vrije-plek = waar plek is
wens-altijd-instromen = elke week beginnen
wens-tot-meter = tot { $meter } meter van { $plaats }
wens-tot-km = tot { $km } km van { $plaats }
wens-rond = rond { $plaats }
wens-punt = de gekozen plek op de kaart
