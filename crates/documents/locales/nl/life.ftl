### Het leven van een verwijzing: statussen, knoppen, regels in het verloop, en wie er meedoen.

## Statussen, zoals mensen ze zeggen. -kort staat in lijsten en bij de verwijzer.

status-verstuurd = Verstuurd, wacht op antwoord
status-verstuurd-kort = Wacht op antwoord
status-aanvaard = De aanbieder zegt ja en gaat bellen
status-aanvaard-kort = Aanbieder zegt ja
status-contact-gelegd = Er is contact geweest
status-contact-gelegd-kort = Contact gehad
status-proefles-gepland = De proefles is afgesproken
status-proefles-gepland-kort = Proefles afgesproken
status-proefles-gevolgd = Bij de proefles geweest
status-proefles-gevolgd-kort = Proefles gedaan
status-gestart = Gestart, doet mee
status-gestart-kort = Gestart
status-gepauzeerd = Doet even niet mee
status-gepauzeerd-kort = Pauze
status-zoekt-ander-aanbod = Er wordt iets anders gezocht
status-zoekt-ander-aanbod-kort = Zoekt iets anders
status-afgerond = Afgerond
status-afgerond-kort = Afgerond
status-gestopt = Gestopt na de start
status-gestopt-kort = Gestopt
status-niet-gestart = Niet gestart
status-niet-gestart-kort = Niet gestart
status-ingetrokken = Ingetrokken voor de start
status-ingetrokken-kort = Ingetrokken

## Stappen als knop

stap-aanvaard = Ja, welkom
stap-contact-gelegd = Ik heb contact gehad
stap-proefles-gepland = Spreek een proefles af
stap-andere-dag = Spreek een andere dag af
stap-proefles-gevolgd = Ja, is gekomen
stap-gestart = Doet mee
stap-gepauzeerd = Even pauze
stap-hervat = Doet weer mee
stap-afgerond = Rond af
stap-gestopt = Is gestopt
stap-niet-gestart = Gaat niet starten
stap-past-nu-niet = Nee, dit lukt niet
stap-opnieuw-gekozen = Kies iets anders
stap-ingetrokken = Trek de verwijzing in
stap-niet-bereikt = Ik kreeg geen gehoor
stap-niet-gekomen = Nee, is niet gekomen
stap-herstel = Maak de laatste stap ongedaan

## Wat er gebeurde, in het verloop

verloop-verstuurd = Verwijzing verstuurd
verloop-aanvaard = De aanbieder zegt ja
verloop-contact-gelegd = Er is contact geweest
verloop-proefles-gepland = De proefles is afgesproken
verloop-proefles-gevolgd = Bij de proefles geweest
verloop-gestart = Gestart
verloop-gepauzeerd = Pauze begonnen
verloop-hervat = Doet weer mee
verloop-afgerond = Afgerond
verloop-gestopt = Gestopt
verloop-niet-gestart = Gaat niet starten
verloop-past-nu-niet = Bij deze aanbieder lukt het niet
verloop-opnieuw-gekozen = Nieuwe keuze gemaakt
verloop-ingetrokken = Verwijzing ingetrokken
verloop-niet-bereikt = Gebeld, geen gehoor
verloop-niet-gekomen = De proefles ging niet door
verloop-herstel = Laatste stap ongedaan gemaakt
verloop-herinnerd = Herinnering verstuurd
verloop-overgenomen = Het servicepunt helpt verder
verloop-geen-antwoord = Geen antwoord; er wordt iets anders gezocht
verloop-ik-kom = De deelnemer zegt: ik kom
verloop-ik-kan-niet = De deelnemer zegt: ik kan niet
verloop-bel-mij = De deelnemer vraagt om een telefoontje
verloop-toestemming-gewijzigd = Toestemming gewijzigd
verloop-aanbieder-geschorst = Het gaat niet door bij deze aanbieder; het servicepunt helpt verder
verloop-schorsing-opgeheven = De aanbieder mag weer verder

## Voor wie iemand anders een stap zette

namens-aanbieder = namens de aanbieder
namens-inwoner = namens de deelnemer

## Rollen

rol-zorgprofessional = Zorgprofessional
rol-verwijzer-sociaal-domein = Verwijzer in het sociaal domein
rol-aanbieder = Aanbieder
rol-beweegcoach = Beweegcoach
rol-servicepunt = Servicepunt
rol-beleid = Beleidsmedewerker
rol-verzekeraar = Verzekeraar
rol-beheerder = Beheerder
rol-logbeheerder = Beheerder van het logboek
rol-inwoner = Inwoner
rol-systeem = Beweegbrug

## Organisaties

organisatie-zorg = Zorg
organisatie-sociaal-domein = Sociaal domein
organisatie-aanbieder = Aanbieder
organisatie-beweegcoaches = Beweegcoaches
organisatie-servicepunt = Servicepunt
organisatie-gemeente = Gemeente
organisatie-verzekeraar = Verzekeraar

## Toestemming, per doel, over een ander gezegd

toestemming-delenMetAanbieder = Gegevens delen met de aanbieder
toestemming-terugkoppeling = De verwijzer hoort van start en einde
toestemming-begeleiding = Een beweegcoach mag bellen en helpen
toestemming-medischeAchtergrond = De coach of zorgverlener ziet de medische achtergrond
toestemming-vergoeding = Wie de lessen betaalt, hoort dat er een start was
toestemming-cijfers = Telt mee in cijfers zonder naam
toestemming-berichtenPerSms = Krijgt berichten per sms

toestemming-wijze-mondeling = mondeling gegeven
toestemming-wijze-schriftelijk = schriftelijk gegeven
toestemming-wijze-zelf = zelf gegeven op het formulier

## Aanbod

aanbod-status-ingediend = Wacht op het servicepunt
aanbod-status-teruggestuurd = Vraag van het servicepunt
aanbod-status-zichtbaar = Te kiezen
aanbod-status-verborgen = Niet te zien
aanbod-status-verlopen = Afgelopen
aanbod-status-beeindigd = Gestopt

## Programma's

programma-beweegmakelaar = Beweegmakelaar
programma-twaalf-weken-begeleiding = Twaalf weken begeleiding
programma-wandeluitdaging = Wandeluitdaging
programma-gli = Leefstijlprogramma (GLI)
programma-valpreventie = Valpreventie
programma-sport-als-middel = Sport als middel
