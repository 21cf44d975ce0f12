### Samen zoeken, en melden wat er niet is.

zoek-titel = Zoek samen met uw { $persoon }
zoek-uitleg = Alleen de postcode is nodig. Wij bewaren niets over uw { $persoon }.
zoek-wensen = Dit zoekt u samen
zoek-u-zoekt = U zoekt
zoek-wijzig = Wijzig
zoek-postcode = Postcode of plaats
zoek-postcode-hint = 4 cijfers zijn genoeg
zoek-afstand = Hoe ver mag het zijn?
zoek-km = { $km } km
zoek-tot-km = tot { $km } km
zoek-wanneer = Wanneer kan het?
zoek-ochtend = Ochtend
zoek-middag = Middag
zoek-avond = Avond
zoek-niveau = Hoe stevig mag het zijn?
zoek-activiteit = Wat is leuk om te doen?
zoek-alle-activiteiten = Toon alle activiteiten
zoek-begeleiding = Welke begeleiding is fijn?
zoek-groep = Met wie?
zoek-fijn = Wat is verder fijn?
zoek-regelingen = Krijgt de cliënt hulp bij de kosten?
zoek-regeling = { $naam } (tot { $bedrag })
zoek-prijs = Hoeveel per maand, hooguit?
zoek-meer-wensen = Meer wensen
zoek-leeftijd = Leeftijd
zoek-toegankelijkheid = Waar moet het geschikt voor zijn?
zoek-zelfstandigheid = Hoe redt iemand zich?
zoek-zelfstandigheid-leeg = Maakt niet uit
zoek-taal = Welke taal spreekt iemand het liefst?
zoek-taal-leeg = Maakt niet uit
zoek-tekst = Andere woorden
zoek-tekst-hint = Bijvoorbeeld: met pauzes, liever niet in het water. Schrijf geen namen op.
zoek-knop = Zoek
zoek-andere-plek = Zoek vanuit een andere plek op de kaart
zoek-vanuit = vanuit { $plek }
zoek-vanuit-kaart = Zoek vanuit { $plek }, een plek op de kaart
zoek-meteen = Zoek meteen
zoek-opnieuw = Zoek opnieuw

zoek-gevonden = { $aantal ->
    [one] 1 les past bij deze wensen
   *[other] { $aantal } lessen passen bij deze wensen
}
zoek-met-woorden = { $met ->
    [one] 1 les met deze woorden
   *[other] { $met } lessen met deze woorden
}, { $anderen ->
    [one] 1 andere
   *[other] { $anderen } andere
}
zoek-zonder-woorden = { $aantal ->
    [one] 1 les past bij uw andere wensen
   *[other] { $aantal } lessen passen bij uw andere wensen
}
zoek-zonder-woorden-uitleg = Bij geen van deze lessen staat “{ $woorden }”. Typ een ander woord, of kies bij de wensen wat u bedoelt.
zoek-andere-lessen = Hieronder staan uw woorden er niet bij. Deze lessen passen bij de rest van uw wensen.
zoek-gevonden-uitleg = De beste staat bovenaan. Er is nog niets opgeslagen over uw { $persoon }.
zoek-niets = Niets gevonden bij al deze wensen
zoek-niets-uitleg = Geef wat meer ruimte, of vraag iemand om mee te denken.
zoek-reeks = Les { $reeks } van { $totaal }
zoek-meer-lessen = Meer lessen
zoek-let-op = Let op: { $tekst }
zoek-waarom-bovenaan = Waarom staat deze bovenaan?
zoek-waarom-hier = Waarom staat deze hier?
zoek-kies = Kies deze
zoek-kies-moment = Kies
zoek-ook = Andere momenten die ook passen
zoek-nog-momenten = { $aantal ->
    [one] Nog 1 moment
   *[other] Nog { $aantal } momenten
}
van-huis = { $afstand } van { $plek }
huis = huis
om-de-hoek = om de hoek: minder dan 100 meter van { $plek }
telt-zwaar = telt zwaar
telt-mee = telt mee
telt-iets = telt iets mee
plekken-vrij = { $aantal ->
    [0] nu vol
    [one] 1 plek vrij
   *[other] { $aantal } plekken vrij
}
eerste-weken = { $weken ->
    [one] de eerste week
   *[other] de eerste { $weken } weken
}
daarna-prijs = daarna { $prijs }

zoek-verder = Nog niet de goede erbij?
zoek-verder-niets = Zo komt u verder
zoek-versoepel = Wat meer ruimte helpt:
zoek-versoepel-samen = Eén wens loslaten is niet genoeg. Twee samen helpen wel:
zoek-net-verder = Net iets verder: { $afstand }
zoek-verder-weg = Verder weg: { $afstand }
zoek-net-verder-uitleg = Alleen de afstand staat in de weg. Deze les is het dichtstbij.
zoek-naar-lessen = Naar de lessen
zoek-coach-uitleg = Of laat iemand meedenken. Een beweegcoach belt uw { $persoon } en zoekt samen verder.
zoek-vraag-coach = Vraag een beweegcoach
zoek-naar-zorg = Verwijs naar een zorgverlener
zoek-naar-zorg-uitleg = Is eerst een fysiotherapeut of een ander advies nodig?
zoek-meld = Meld wat hier ontbreekt
zoek-meld-reden = Wat ontbreekt er?
zoek-meld-hint = Wij bewaren uw wensen, niet de { $persoon }. Schrijf geen namen op.
zoek-meld-knop = Meld dit

gemist-titel = Uw melding is binnen
gemist-uitleg = Het servicepunt en de gemeente zien wat er ontbreekt. U krijgt bericht als er iets komt. Over uw { $persoon } is niets bewaard.
gemist-verder = Intussen kan een beweegcoach meedenken. Die kent ook wat nergens in een lijst staat.
gemist-opnieuw = Zoek opnieuw
