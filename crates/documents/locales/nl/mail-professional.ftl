### Brieven aan aanbieders, verwijzers en het servicepunt.
### $naam is de voornaam of "de deelnemer"; $Naam hetzelfde aan het begin van een zin. Zo ook
### $aanbieder en $Aanbieder.
### Aan een verwijzer staat er nooit een naam: alleen het nummer van de verwijzing.

mail-de-deelnemer = de deelnemer
mail-De-deelnemer = De deelnemer
mail-de-aanbieder = de aanbieder
mail-De-aanbieder = De aanbieder
mail-zonder-nummer = (zonder nummer)
mail-groet-aanbieder = Dag { $aanbieder },
mail-nummer = Verwijzing { $nummer }
mail-reden = Reden: { $tekst }.
mail-uiterlijk = Graag uiterlijk { $tekst }.

## Aan de ontvanger: iemand wil graag komen

mail-uitnodiging-onderwerp = { $Naam } wil graag meedoen: { $aanbod }
mail-uitnodiging-onderwerp-zonder-aanbod = { $Naam } wil graag bewegen
mail-uitnodiging-begin = { $Naam } wil graag meedoen met: { $aanbod }.
mail-uitnodiging-begin-met-tijd = { $Naam } wil graag meedoen met: { $aanbod }, { $tijd }.
mail-uitnodiging-begin-zonder-aanbod = { $Naam } wil graag bewegen en zoekt hulp.
mail-uitnodiging-vraag = Kunt u bellen? Antwoord met deze link. U hoeft niet in te loggen.
mail-uitnodiging-uitleg = Zegt u ja? Dan ziet u de hele naam en het telefoonnummer. Lukt het nu niet? Zeg het gerust, dan zoeken wij iets anders.

## Aan de ontvanger: de dag van de proefles is voorbij

mail-proefles-vraag-onderwerp = Is { $naam } gekomen?
mail-proefles-vraag-begin = De proefles van { $naam } was op { $moment }.
mail-proefles-vraag-begin-zonder-moment = De dag van de proefles van { $naam } is geweest.
mail-proefles-vraag-vraag = Is { $naam } gekomen? Antwoord met deze link. U hoeft niet in te loggen.
mail-proefles-vraag-uitleg = Niet gekomen? Zeg het ook. Dan bellen wij even om te horen hoe het gaat.

## Aan wie aan de beurt is: het wacht nog

mail-herinnering-onderwerp = Hoe staat het met { $naam }?
mail-herinnering-begin = { $Naam } wacht nog op het vervolg. Wij horen graag hoe het staat.
mail-herinnering-aanbod = Het gaat om: { $aanbod }.
mail-herinnering-datum = De datum hiervoor was { $tekst }.
mail-herinnering-vraag = Kies met deze link wat er is gebeurd:
mail-herinnering-uitleg = Lukt het niet? Zeg het gerust, dan helpen wij verder.

## Aan het servicepunt: het is nu bij u

mail-overgenomen-onderwerp = Verwijzing { $nummer } is nu bij u
mail-overgenomen-begin = { $Aanbieder } heeft nog geen antwoord gegeven. Verwijzing { $nummer } is daarom nu bij u.
mail-overgenomen-vraag = Bel { $aanbieder }, of kies iets anders:

## Aan het servicepunt: bij deze aanbieder lukt het niet

mail-past-nu-niet-onderwerp = Kies iets anders voor verwijzing { $nummer }
mail-past-nu-niet-begin = Bij { $aanbieder } lukt het nu niet.
mail-past-nu-niet-vraag = Kies iets anders voor verwijzing { $nummer }. De beste keuzes staan klaar:

## Aan het servicepunt: niemand bereikt

mail-niet-bereikt-onderwerp = Geen gehoor bij verwijzing { $nummer }
mail-niet-bereikt-begin = { $Aanbieder } belde een paar keer en kreeg geen gehoor.
mail-niet-bereikt-vraag = Probeer het zelf, of vraag de verwijzer om hulp:

mail-al-verwezen-onderwerp = Al eerder verwezen: { $nummer }
mail-al-verwezen-begin = De persoon van verwijzing { $nummer } heeft ook een andere open verwijzing. De verwijzer kan die niet zien.
mail-al-verwezen-vraag = Kijk of beide nodig zijn, en bel zo nodig:

## Aan de verwijzer: start en einde

mail-bericht-van-start-onderwerp = Verwijzing { $nummer }: gestart
mail-bericht-van-start-begin = Goed nieuws: verwijzing { $nummer } is gestart.
mail-bericht-van-start-begin-met-aanbieder = Goed nieuws: verwijzing { $nummer } is gestart bij { $aanbieder }.
mail-bericht-van-start-slot = U hoeft niets te doen. U hoort van ons als het is afgerond.

mail-bericht-van-afsluiting-onderwerp = Verwijzing { $nummer }: { $stand }
mail-bericht-van-afsluiting-afgerond = Verwijzing { $nummer } is afgerond.
mail-bericht-van-afsluiting-gestopt = Verwijzing { $nummer } is gestopt, na de start.
mail-bericht-van-afsluiting-niet-gestart = Verwijzing { $nummer } is gesloten zonder start.
mail-bericht-van-afsluiting-ingetrokken = Verwijzing { $nummer } is ingetrokken voor de start.
mail-bericht-van-afsluiting-gesloten = Verwijzing { $nummer } is gesloten.
mail-bericht-van-afsluiting-stand = gesloten
mail-bericht-van-afsluiting-uitkomst = Hoe het afliep: { $tekst }.
mail-bericht-van-afsluiting-slot = U hoeft niets te doen. Bespreek het gerust bij het volgende bezoek.

mail-verwijzing-bekijken = Wilt u meer zien? Log in en open de verwijzing:

## Aan de ontvanger: het gaat niet door

mail-ingetrokken-onderwerp = { $Naam } komt niet
mail-ingetrokken-begin = { $Naam } komt niet, of komt niet meer. U hoeft niets te doen.
mail-ingetrokken-aanbod = Het ging om: { $aanbod }.
mail-ingetrokken-slot = Dank u wel dat u klaarstond.

## Aan de ontvanger: de inwoner gaf antwoord

mail-graag-bellen-onderwerp = Wilt u { $naam } bellen?
mail-graag-bellen-begin = { $Naam } vraagt of u belt.
mail-graag-bellen-kan-niet = { $Naam } kan deze keer niet komen. Een telefoontje helpt om een andere dag te vinden.
mail-graag-bellen-vraag = Het telefoonnummer staat achter deze link. Vertel daar ook hoe het ging.

## Aan een aanbieder, coach of zorgverlener: de inwoner trok een toestemming in. Zonder naam.

mail-toestemming-ingetrokken-onderwerp = Verwijzing { $nummer }: toestemming ingetrokken
mail-toestemming-ingetrokken-begin = De persoon van verwijzing { $nummer } deelt de gegevens niet meer met u. U ziet ze vanaf nu niet meer.
mail-toestemming-ingetrokken-vraag = Bel of mail deze persoon niet meer. Hebt u een naam of nummer opgeschreven? Gooi dat dan weg.
mail-medisch-ingetrokken-onderwerp = Verwijzing { $nummer }: medische achtergrond verwijderd
mail-medisch-ingetrokken-begin = De persoon van verwijzing { $nummer } wil niet meer dat u de medische achtergrond ziet. Wij hebben die tekst verwijderd.
mail-medisch-ingetrokken-vraag = Hebt u de tekst overgenomen? Verwijder die dan ook, behalve als de wet zegt dat u hem moet bewaren.

## Aan het servicepunt: kies opnieuw, en bezwaar

mail-kies-opnieuw-onderwerp = Kies iets anders voor verwijzing { $nummer }
mail-kies-opnieuw-begin = Bij verwijzing { $nummer } is een toestemming ingetrokken. De ontvanger ziet de gegevens niet meer.
mail-kies-opnieuw-vraag = Kijk samen met deze persoon wat er nog wel kan:
mail-bezwaar-onderwerp = Bezwaar bij verwijzing { $nummer }
mail-bezwaar-begin = Iemand maakt bezwaar tegen wat er met de eigen gegevens gebeurt.
mail-bezwaar-vraag = Lees het bezwaar en antwoord binnen een maand:
