### Wat inwoners lezen op hun eigen pagina (mijn-) en bij het aanmelden (aanmelden-).

## De pagina van de inwoner: /mijn. Groet en afspraak

mijn-titel = Uw afspraak om te bewegen
mijn-titel-aangemeld = Uw aanmelding om te bewegen
mijn-groet = Dag { $naam }
mijn-groet-zonder-naam = Dag
mijn-wat = Wat
mijn-wanneer = Wanneer
mijn-eerste-keer = Uw eerste keer
mijn-waar = Waar
mijn-wie = Wie
mijn-trefpunt = Waar u elkaar ziet
mijn-meenemen = Meenemen
mijn-in-het-nederlands = De club schreef dit in het Nederlands.
mijn-kosten = Kosten
mijn-moment-volgt = De dag en de tijd hoort u nog.
mijn-eerst-bellen = De club belt u eerst. Wacht daarop voordat u gaat.
mijn-eerst-bericht = De club stuurt u eerst bericht. Wacht daarop voordat u gaat.
mijn-contactpersoon = Uw contactpersoon
mijn-stand = Hoe staat het ervoor?
mijn-verloop = Wat is er gebeurd?

## Waar de verwijzing is

mijn-status-verstuurd = Uw aanmelding is verstuurd naar { $aanbieder }. U krijgt een telefoontje of een bericht.
mijn-status-aanvaard = { $aanbieder } heeft plaats voor u. U krijgt een telefoontje of een bericht.
mijn-status-contact-gelegd = U hebt contact gehad met { $aanbieder }. De volgende stap is een eerste keer meedoen.
mijn-status-proefles-gepland = Uw proefles is afgesproken. Tot dan!
mijn-status-proefles-gevolgd = U bent bij de proefles geweest. Wilt u verder? Dan kunt u nu starten.
mijn-status-gestart = U doet mee. Veel plezier!
mijn-status-gepauzeerd = U doet even niet mee. Dat is goed.
mijn-status-zoekt-ander-aanbod = Dit lukt nu niet. Wij zoeken iets anders voor u. U hoeft niets te doen.
mijn-status-afgerond = Het is afgerond. Goed gedaan!
mijn-status-gestopt = U bent gestopt. U mag later altijd opnieuw beginnen.
mijn-status-niet-gestart = U bent niet begonnen. U mag later altijd opnieuw beginnen.
mijn-status-ingetrokken = Uw aanmelding is gestopt. U mag later altijd opnieuw beginnen.
mijn-pauze-tot = Uw pauze duurt tot { $dag }.

## Antwoorden

mijn-komt-u = Komt u?
mijn-iets-zeggen = Wilt u iets laten weten?
mijn-ik-kom = Ja, ik kom
mijn-ik-kan-niet = Ik kan niet
mijn-bel-mij = Bel mij
mijn-ik-stop = Ik wil stoppen
mijn-verwijder-gegevens = Vergeet mij
mijn-bedankt-ik-kom = Fijn dat u komt. Wij geven het door.
mijn-bedankt-ik-kan-niet = Dat is goed. Wij geven het door. U krijgt een telefoontje of een bericht over een andere dag.
mijn-bedankt-bel-mij = Wij geven het door. U wordt gebeld.
mijn-bedankt-ik-stop = U bent gestopt. Wij geven het door. Bedankt dat u het zei.
mijn-bedankt-verwijder-gegevens = Wij hebben uw gegevens verwijderd.
mijn-bedankt-toestemming = Uw keuze is bewaard.
mijn-al-gedaan = Dat wisten wij al. U hoeft niets meer te doen.

## Stoppen

mijn-stop-vraag = Wilt u stoppen?
mijn-stop-uitleg = Dan komt u niet meer bij { $aanbieder }. Wij geven het door. U mag later opnieuw beginnen.
mijn-stop-reden = Waarom wilt u stoppen? U hoeft dit niet te zeggen.
mijn-stop-ja = Ja, ik wil stoppen
mijn-stop-nee = Nee, ga terug
mijn-reden-past-niet = Dit past niet bij mij
mijn-reden-geen-klik = Ik voel mij niet thuis in de groep
mijn-reden-gezondheid = Mijn gezondheid laat het niet toe
mijn-reden-geen-tijd = Ik heb geen tijd
mijn-reden-te-duur = Het is te duur voor mij
mijn-reden-te-ver = Het is te ver weg
mijn-reden-verhuisd = Ik ben verhuisd
mijn-reden-op-eigen-verzoek = Ik wil gewoon niet meer
mijn-reden-op-verzoek = Ik wil toch niet
mijn-reden-geen-zin = Ik heb er geen zin in
mijn-reden-gaat-elders-verder = Ik ga ergens anders bewegen
mijn-reden-iets-anders-gevonden = Ik heb iets anders gevonden
mijn-reden-ander-traject = Ik ga iets anders doen
mijn-reden-vergissing = Het was een vergissing
mijn-reden-dubbel = Ik was al aangemeld
mijn-reden-toestemming-ingetrokken = Ik wil mijn gegevens niet meer delen
mijn-reden-anders = Iets anders
mijn-reden-woorden = Wilt u er iets bij zeggen?

## Vergeet mij

mijn-vergeet-vraag = Wilt u dat wij u vergeten?
mijn-vergeet-uitleg = Dan verwijderen wij uw naam, uw telefoonnummer en alles wat over u is opgeschreven. Uw aanmelding stopt. Wij kunnen dit niet terugdraaien.
mijn-vergeet-ja = Ja, vergeet mij
mijn-vergeet-nee = Nee, ga terug
mijn-vergeten-titel = Tot ziens
mijn-vergeten-uitleg = Uw naam, uw telefoonnummer en wat over u is opgeschreven, zijn weg. Deze link werkt niet meer. Wilt u later toch bewegen? U bent altijd welkom.

## Mijn toestemming

mijn-toestemming = Mijn toestemming
mijn-toestemming-uitleg = U kiest zelf wat mag. U mag dit altijd veranderen.
mijn-toestemming-bewaar = Bewaar mijn keuze
mijn-toestemming-veranderen = Wilt u iets veranderen? Bel ons. Wij doen het met u samen.
mijn-ja = Ja
mijn-nee = Nee
mijn-doel-delenMetAanbieder = De club of trainer mag mijn naam en telefoonnummer hebben en weten waar zij op moeten letten.
mijn-doel-terugkoppeling = Wie mij verwees, mag horen dat ik begin en hoe het afloopt.
mijn-doel-begeleiding = Een beweegcoach mag mij bellen en helpen.
mijn-doel-medischeAchtergrond = Mijn coach of zorgverlener mag weten wat er met mijn gezondheid is.
mijn-doel-vergoeding = Wie mijn lessen betaalt, mag weten dat ik begonnen ben.
mijn-doel-cijfers = Ik tel mee in cijfers. Mijn naam staat daar niet bij.

## Wie keek er?

mijn-inzage = Wie heeft mijn gegevens bekeken?
mijn-inzage-uitleg = Hier staat wie iets met uw gegevens deed. Deed iemand op één dag vaker hetzelfde? Dan staat het er één keer.
mijn-inzage-leeg = Nog niemand heeft uw gegevens bekeken.
mijn-inzage-wie = Wie
mijn-inzage-wanneer = Wanneer
mijn-inzage-wat = Wat
mijn-inzage-bekeken = Bekeek uw gegevens
mijn-inzage-gezocht = Zocht uw gegevens op
mijn-inzage-gemaakt = Schreef uw gegevens op
mijn-inzage-gewijzigd = Veranderde iets
mijn-inzage-verwijderd = Verwijderde uw gegevens
mijn-inzage-verstuurd = Kreeg of stuurde een bericht over u
mijn-inzage-afgedrukt = Drukte uw gegevens af of kopieerde ze
mijn-inzage-geweigerd = Vroeg iets wat niet mocht
mijn-inzage-toestemming = Wijzigde uw toestemming
mijn-inzage-nood = Opende uw gegevens in een noodgeval
mijn-inzage-logboek = Keek na wie uw gegevens bekeek
mijn-rol-zorgprofessional = Uw zorgverlener
mijn-rol-verwijzer-sociaal-domein = Uw hulpverlener
mijn-rol-aanbieder = De club of trainer
mijn-rol-beweegcoach = Een beweegcoach
mijn-rol-servicepunt = Het servicepunt
mijn-rol-beleid = De gemeente
mijn-rol-verzekeraar = De verzekeraar
mijn-rol-beheerder = De beheerder
mijn-rol-logbeheerder = De beheerder van het logboek
mijn-rol-inwoner = Uzelf
mijn-rol-systeem = Beweegbrug, vanzelf

## Taal, voorlezen, hulp, code

mijn-taal = Kies uw taal
mijn-lees-voor = Lees voor
mijn-voorlezen-stop = Stop met voorlezen
mijn-print = Print deze pagina
mijn-print-zelf = Print dit blad met het menu van uw browser.
mijn-hulp = Hebt u een vraag?
mijn-hulp-bel = Bel { $servicepunt }: { $telefoon }
mijn-code = Uw code
mijn-code-uitleg = Met deze code en uw geboortejaar opent u deze pagina ook zonder de link.
mijn-code-titel = Open uw pagina
mijn-code-veld = De code op uw papier
mijn-code-jaar = Het jaar waarin u geboren bent
mijn-code-open = Open mijn pagina
mijn-code-past-niet = Deze code en dit jaar horen niet bij elkaar. Kijk nog eens op uw papier, of bel ons.
mijn-code-wacht = U hebt het een paar keer geprobeerd. Wacht een kwartier, of bel ons.

## De pagina is er niet meer

mijn-weg-titel = Deze link werkt niet meer
mijn-weg-uitleg = Misschien is de link te oud, of zijn uw gegevens verwijderd. Bel ons gerust. Wij helpen u verder.

## Aanmelden: /aanmelden

aanmelden-titel = Hulp bij bewegen
aanmelden-begin = Wilt u meer bewegen? Laat uw naam en telefoonnummer achter. Een beweegcoach belt u en zoekt met u mee. Dat kost niets.
aanmelden-voor-wie = Voor wie vraagt u dit?
aanmelden-voor-mij = Voor mijzelf
aanmelden-voor-ander = Voor iemand anders
aanmelden-naam = Naam
aanmelden-naam-hint = De naam van wie wil bewegen
aanmelden-telefoon = Telefoonnummer
aanmelden-telefoon-hint = Hebt u geen telefoon? Vul dan een e-mailadres in.
aanmelden-email = E-mailadres
aanmelden-postcode = Postcode
aanmelden-geboortejaar = Geboortejaar
aanmelden-taal = Welke taal spreekt u het liefst?
aanmelden-hoeft-niet = hoeft niet
aanmelden-wens = Wat zou u willen?
aanmelden-wens-meer-bewegen = Meer bewegen
aanmelden-wens-meer-contact = Meer contact met mensen
aanmelden-wens-zekerder-lopen = Zekerder lopen
aanmelden-wens-meer-energie = Meer energie
aanmelden-wens-minder-stress = Minder stress
aanmelden-wens-beter-slapen = Beter slapen
aanmelden-wens-minder-pijn = Minder pijn
aanmelden-wens-gezonder-gewicht = Een gezonder gewicht
aanmelden-wens-hint = Bijvoorbeeld: samen wandelen op dinsdag. Schrijf hier niets over ziekte.
aanmelden-wens-woorden = In uw eigen woorden
aanmelden-ander-titel = Wie bent u?
aanmelden-ander-naam = Uw naam
aanmelden-ander-telefoon = Uw telefoonnummer
aanmelden-ander-relatie = Wie bent u voor deze persoon? Bijvoorbeeld dochter of buurman.
aanmelden-toestemming = Is dit goed?
aanmelden-toestemming-begeleiding = Ja, een beweegcoach mag bellen en helpen.
aanmelden-toestemming-ander = Ja, deze persoon weet dat ik dit vraag en vindt het goed.
aanmelden-toestemming-ander-nodig = Vraag eerst of deze persoon het goed vindt
aanmelden-toestemming-cijfers = Ja, dit mag meetellen in cijfers zonder naam.
aanmelden-privacy = Alleen de beweegcoach en het servicepunt zien wat u hier invult.
aanmelden-verstuur = Vraag hulp
aanmelden-liever-bellen = Liever bellen? Bel { $servicepunt }: { $telefoon }
aanmelden-niet-gelukt = Dat lukte nog niet. Kijk even naar:
aanmelden-klaar-titel = Gelukt. U wordt gebeld.
aanmelden-klaar-wanneer = { $dagen ->
    [one] Een beweegcoach belt u binnen 1 werkdag.
   *[other] Een beweegcoach belt u binnen { $dagen } werkdagen.
}
aanmelden-klaar-nummer = Uw nummer is { $nummer }.
aanmelden-klaar-pagina = Bekijk uw eigen pagina
