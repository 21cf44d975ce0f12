### Pagina's zonder inloggen: de voordeur, het openbare aanbod, en wat er niet meer is.

## De voordeur

home-titel = Niemand raakt zoek tussen zorg en sport
home-inleiding = Zoek een les die past. De club nodigt uit. Wie verwijst, hoort hoe het gaat.
home-deur-verwijzer = Ik verwijs iemand
home-deur-verwijzer-tekst = U werkt in de zorg, bij de gemeente of op een school. Zoek samen met uw cliënt en verwijs in een minuut.
home-inloggen = Log in
home-deur-zelf = Ik zoek iets voor mijzelf
home-deur-zelf-tekst = Kijk wat er in de buurt is. Of laat een beweegcoach u bellen. Dat kost niets.
home-deur-zelf-aanbod = Bekijk het aanbod
home-deur-zelf-hulp = Vraag hulp
home-deur-aanbieder = Ik geef les
home-deur-aanbieder-tekst = Kreeg u een e-mail over een deelnemer? Open dan de link in die e-mail. Een account is niet nodig.
home-deur-aanbieder-bel = Wilt u ook meedoen? Bel { $servicepunt }.
home-deur-code = U hebt een papier met een code? Open uw eigen pagina
home-zoek = Zoek een les in de buurt
home-aantal = { $aantal ->
    [0] Er staat nog geen aanbod in.
    [one] Er staat nu 1 les in.
   *[other] Er staan nu { $aantal } lessen in.
}
home-weg = Zo gaat het
home-weg-1 = Samen zoeken
home-weg-1-tekst = Wat past, dichtbij en betaalbaar
home-weg-2 = Verwijzen
home-weg-2-tekst = In een minuut, met toestemming
home-weg-3 = Proefles
home-weg-3-tekst = De club belt en nodigt uit
home-weg-4 = U hoort het
home-weg-4-tekst = Bij de start en aan het eind

## Het openbare aanbod

openbaar-titel = Bewegen in de buurt
openbaar-inleiding = Voor iedereen. U hoeft niet in te loggen.
openbaar-wensen = Wat zoekt u?
openbaar-q = Wat wilt u doen?
openbaar-q-hint = Bijvoorbeeld wandelen of zwemmen
openbaar-postcode = Postcode of plaats
openbaar-postcode-hint = Bijvoorbeeld 5299 AB, of de naam van uw dorp, stad of buurt
openbaar-bedoelde-u = Bedoelde u een van deze?
openbaar-plaats-keus = { $plaats }, gemeente { $gemeente }
openbaar-afstand = Hoe ver mag het zijn?
openbaar-afstand-alle = Maakt niet uit
openbaar-afstand-km = { $km } km
openbaar-afstand-m = { $meter } meter
openbaar-afstand-minder = minder dan 100 meter
openbaar-activiteit = Soort
openbaar-activiteit-alle = Alles
openbaar-dagdeel = Wanneer kunt u?
openbaar-ochtend = Ochtend
openbaar-middag = Middag
openbaar-avond = Avond
openbaar-weekend = Weekend
openbaar-dag-en-deel = { $dag } { $deel }
openbaar-hoeft-niet = (hoeft niet)
openbaar-zoek = Zoek
openbaar-wis = Begin opnieuw
openbaar-alles = Al het aanbod
openbaar-pas-aan = Zoek anders
openbaar-sluit = Sluit
openbaar-gevonden = { $aantal ->
    [0] Niets gevonden
    [one] 1 les gevonden
   *[other] { $aantal } lessen gevonden
}
openbaar-pagina = Pagina { $nummer }
openbaar-bladeren = Bladeren
openbaar-vorige = Vorige
openbaar-volgende = Volgende
openbaar-afstand-van = { $afstand } van { $postcode }
openbaar-leeg = Nog niets gevonden dat past. Zoek iets verder weg, kies meer dagen, of laat een wens weg.
openbaar-leeg-alles = Er staat nog geen aanbod in. Bel ons gerust. Wij denken met u mee.
openbaar-kies = Kies wat bij u past
openbaar-gekozen = U koos
openbaar-haal-weg = Haal weg:
openbaar-laat-weg = Laat weg: { $wens }
openbaar-kies-dagdeel = Wanneer
openbaar-kies-maxPrijs = Prijs
openbaar-kies-leeftijd = Leeftijd
openbaar-kies-niveau = Tempo
openbaar-kies-groep = Groep
openbaar-kies-toegankelijkheid = Toegankelijk
openbaar-kies-spreekt = Er wordt gesproken
openbaar-kies-proefles = Eerst proberen
openbaar-leeftijd-0-11 = Kinderen tot en met 11 jaar
openbaar-leeftijd-12-17 = 12 tot en met 17 jaar
openbaar-leeftijd-18-54 = 18 tot en met 54 jaar
openbaar-leeftijd-55-64 = 55 tot en met 64 jaar
openbaar-leeftijd-65-plus = 65 jaar of ouder
openbaar-prijs-0 = Gratis
openbaar-prijs-10 = Tot € 10 per maand
openbaar-prijs-20 = Tot € 20 per maand
openbaar-proefles = Met een proefles
openbaar-bevestigd-op = bevestigd op { $dag }
openbaar-bevestigd-niet = nog niet bevestigd
openbaar-bevestigd-lijst = stond op { $dag } in een lijst; de aanbieder heeft het nog niet zelf bevestigd
openbaar-in-het-nederlands = De club schreef dit in het Nederlands.
openbaar-fout = Dat lukte nog niet. Kijk even naar:
openbaar-hulp = Nog niet de goede erbij?
openbaar-hulp-tekst = Een beweegcoach zoekt graag met u mee. Dat kost niets.
openbaar-hulp-knop = Vraag hulp
openbaar-meer-momenten = { $aantal ->
    [one] en nog 1 ander moment
   *[other] en nog { $aantal } andere momenten
}

## Een aanbod

les-terug = Naar al het aanbod
les-van = Van { $aanbieder }
les-wanneer = Wanneer
les-waar = Waar
les-kosten = Kosten
les-voor-wie = Voor wie
les-tempo = Tempo
les-begeleider = Wie geeft de les
les-begeleiding = Begeleiding
les-zelfstandigheid = Hoe zelfstandig
les-toegankelijkheid = Toegankelijk
les-talen = Er wordt gesproken
les-seizoen = Seizoen
les-meenemen = Meenemen
les-trefpunt = Waar u elkaar ziet
les-wachttijd = Wachttijd
les-erkend = Erkende aanpak
les-bevestigd = Klopt dit nog?
les-vol = vol, u komt op een wachtlijst
les-meedoen = Wilt u meedoen?
les-meedoen-tekst = Bel of schrijf de club. Of laat een beweegcoach met u meedenken.
les-meedoen-zonder-contact = Een beweegcoach belt u en regelt het met u. Dat kost niets.
les-mail = Schrijf een e-mail
les-website = Naar de website
les-verwijzer = Verwijst u iemand?
les-eerste-weken = { $weken ->
    [one] Eerste week gratis
   *[other] Eerste { $weken } weken gratis
}
les-verwijs = Verwijs iemand hierheen
les-weg = Dit aanbod is er niet meer
les-weg-tekst = Misschien is het gestopt of verhuisd. Er is vast iets anders dat past.

## Links en pagina's die er niet meer zijn

link-weg = Deze link werkt niet meer
link-weg-tekst = Misschien is de link te oud, of gaat dit niet meer door. U hoeft niets te doen.
link-onbekend = Deze link kennen wij niet
link-onbekend-tekst = Misschien is er een stukje van de link weggevallen. Open de link nog eens uit de e-mail.
link-naar-begin = Naar de voordeur

## De post van de demo

demopost-titel = De post van deze demo
demopost-uitleg = Een demo verstuurt geen e-mail. Elk bericht komt hier te staan. Alle mensen zijn verzonnen.
demopost-leeg = Er is nog geen post. Verwijs iemand, en kijk hier opnieuw.
demopost-aan = Aan
demopost-wanneer = Wanneer
demopost-zonder-onderwerp = Zonder onderwerp
demopost-terug = Naar alle post
demopost-aantal = { $aantal ->
    [one] 1 bericht
   *[other] { $aantal } berichten
}
demopost-zoek = Zoek op adres of onderwerp
