### Eén verwijzing: wie aan de beurt is, hoe het gaat, en wat de lezer kan doen.

## Boven en naast

ref-terug = Verwijzingen
ref-bij-coach = Hulp van een beweegcoach
ref-bij-zorg = Hulp van een zorgverlener
ref-nummer = nummer { $nummer }
ref-hoe-het-gaat = Hoe het gaat
ref-erbij = Bij deze verwijzing
ref-doen = Wat u kunt doen
ref-meer-stappen = Er is iets anders gebeurd
ref-namens = Belde of schreef iemand u? Vul het voor hen in
ref-print = Print de brief
ref-over = Over de { $persoon }
ref-telefoon = Telefoon
ref-email = E-mail
ref-adres = Adres
ref-geboortejaar = Geboortejaar
ref-taal = Taal
ref-liefst = Liefst
ref-contactpersoon = Contactpersoon
ref-contactpersoon-telefoon = Telefoon contactpersoon
ref-aandachtspunten = Waar de begeleider op let
ref-aanleiding = Wat de { $persoon } wil
ref-bijzonderheden = Bijzonderheden
ref-medisch = Medische achtergrond
ref-toestemming = Toestemming van { $naam }
ref-toestemming-wijze = Dit is { $wijze }. Het kan altijd veranderen.
ref-betrokken = Wie erbij horen
ref-bij = Bij
ref-verwezen-door = Via
ref-zelf = Vroeg het zelf
ref-kopie = Voor uw eigen systeem
ref-kopieer = Kopieer deze tekst
ref-gekopieerd = Gekopieerd
ref-te-laat-door = { $wie } was u voor. Zo staat het nu: { $status }.
ref-te-laat = Iemand was u voor. Zo staat het nu: { $status }.

## Wie aan de beurt is

beurt-laat = Te laat
beurt-u-titel = U bent aan de beurt
beurt-u-verstuurd = Laat weten of { $naam } welkom is.
beurt-u-kennis = Bel { $naam }, en laat weten dat u het oppakt.
beurt-u-aanvaard = Bel { $naam }.
beurt-u-contact-gelegd = Spreek een proefles of een start af met { $naam }.
beurt-u-proefles-gepland = Laat na de proefles weten of { $naam } is gekomen.
beurt-u-proefles-gevolgd = Laat weten of { $naam } meedoet.
beurt-u-gestart = Laat weten hoe het met { $naam } gaat.
beurt-u-gepauzeerd = Vraag of { $naam } weer meedoet.
beurt-u-kies = Kies samen met { $naam } iets anders. De beste keuzes staan hieronder.
beurt-u-servicepunt = { $ontvanger } liet niets horen. Bel hen of { $naam }, en vul hier in wat u hoorde.
beurt-u-anders = Lukt het niet op tijd? Dan helpt het servicepunt.
beurt-uiterlijk = Graag uiterlijk { $dag }.
beurt-te-laat = Dit was voor { $dag }: { $hoe }.
beurt-ander-titel = Nu hoeft u niets te doen
beurt-ander = { $wie } is aan de beurt.
beurt-ander-anders = Gebeurt er niets? Dan krijgt { $wie } een herinnering. Daarna neemt het servicepunt het over.
beurt-ander-servicepunt = Het blijft op de lijst van { $wie } staan tot het is opgelost.
beurt-onbekend-titel = Deze verwijzing loopt
beurt-onbekend = U hoort niet hoe het gaat: { $naam } gaf daar geen toestemming voor.
beurt-dicht-titel = Deze verwijzing van { $naam } is gesloten
beurt-uitkomst = Hoe het afliep: { $tekst }.
beurt-reden = Reden: { $tekst }.

## Het verloop

verloop-opgepakt = Is opgepakt
verloop-wacht-op = { $wie } is aan de beurt
verloop-uiterlijk = uiterlijk { $dag }
verloop-tot = tot { $dag }
komt-proefles = Proefles
komt-gestart = Gestart
komt-afgerond = Afgerond

## De stappen

stap-pak-op = Ik pak dit op
stap-geen-antwoord = De club antwoordt niet: kies iets anders
stap-veld-op = Welke dag?
stap-veld-tijd = Hoe laat?
stap-veld-tot = Tot welke dag?
stap-veld-reden = Waarom?
stap-veld-uitkomst = Hoe is het afgelopen?
stap-veld-toelichting = Wilt u er iets bij schrijven?
stap-veld-namens = Namens wie?
namens-keuze-aanbieder = De aanbieder
namens-keuze-inwoner = De { $persoon }

## Opnieuw kiezen

opnieuw-titel = Kies iets anders
opnieuw-uitleg = Dit past het best. Eén klik, en de nieuwe club krijgt bericht.
opnieuw-niets = Wij vonden niets dat hierop lijkt. Zoek zelf, of vraag een beweegcoach.
opnieuw-coach = Vraag een beweegcoach
opnieuw-geen-coach = Een beweegcoach vragen kan niet: daar is geen toestemming voor.

## De lijst

lijst-titel = Verwijzingen
lijst-titel-mij = Wacht op u
lijst-titel-anderen = Wacht op anderen
lijst-status = Stand
lijst-alle = Alle
lijst-toon = Toon
lijst-toon-alles = Toon alle verwijzingen
lijst-aantal = { $aantal ->
    [one] 1 verwijzing, laatst gewijzigde eerst
   *[other] { $aantal } verwijzingen, laatst gewijzigde eerst
}
lijst-leeg = Hier staat nog niets
lijst-leeg-uitleg = Zoek samen met uw { $persoon } iets dat past. Daarna volgt u hier hoe het gaat.
lijst-wie = Wie
lijst-stand = Stand
lijst-gewijzigd = Laatst gewijzigd

## Mijn aanbod

mijn-aanbod-titel = Klopt uw aanbod nog?
mijn-aanbod-uitleg = Wie verwijst, kiest liever iets dat kort geleden is nagekeken.
mijn-aanbod-vraag = Klopt dit nog?
mijn-aanbod-knop = Ja, dit klopt
mijn-aanbod-klopt = Vandaag nagekeken
mijn-aanbod-zomer = Zomerstop: juli en augustus
mijn-aanbod-kerst = Kerst: 24 december tot en met 1 januari
mijn-aanbod-wijzig = Pas aan
mijn-aanbod-nieuw = Zet er een les bij
mijn-aanbod-leeg = Er staat nog geen aanbod van u
mijn-aanbod-leeg-uitleg = Zet er een les bij. Het servicepunt kijkt ernaar. Daarna kan iedereen de les vinden.

## Instellingen

instel-titel = Hoe lang mag iets duren?
instel-uitleg = Dit geldt voor uw hele gemeente. Wie te laat is, krijgt een herinnering. Daarna helpt het servicepunt.
instel-bewaard = De instellingen zijn bewaard. Ze gelden vanaf de volgende stap van elke verwijzing.
instel-termijnen = Termijnen
instel-termijnen-uitleg = Werkdagen, zonder feestdagen en sluitingen. Er is geen landelijke norm bekend. De standaard is van ons.
instel-onze-standaard = Onze standaard: { $aantal }
instel-eersteAntwoord = Tot het eerste antwoord
instel-contact = Van het antwoord tot er is gebeld
instel-proefles = Van het bellen tot de proefles
instel-naProefles = Na de dag van de proefles, tot bekend is hoe het ging
instel-start = Van de proefles tot de start
instel-hulp = Voor het servicepunt, om iets op te lossen
instel-uitloop = Na een herinnering, tot het servicepunt het overneemt
instel-weken = Na de start, tot de vraag hoe het gaat
instel-bevestigen = Hoe lang een aanbod als bevestigd telt, tot wij de aanbieder vragen of het nog klopt
instel-bevestigenUitloop = Hoe lang wij op dat antwoord wachten, tot het servicepunt beslist
instel-pogingen = Hoe vaak bellen zonder gehoor, voor het servicepunt helpt
instel-dagen-eenheid = werkdagen
instel-weken-eenheid = weken
instel-keer-eenheid = keer
instel-sluiting = Wanneer is iedereen dicht?
instel-sluiting-uitleg = Zoals de zomerstop. Op deze dagen loopt geen termijn. Maak een regel leeg om haar weg te halen.
instel-sluiting-nummer = Sluiting { $nummer }
instel-van = Van
instel-tot = Tot en met
instel-knop = Bewaar de instellingen

## Inzage

inzage-titel = Wie bekeek de gegevens?
inzage-uitleg = Per verwijzing: wie, wanneer, en wat. U ziet de gegevens zelf niet.
inzage-verwijzing = Nummer van de verwijzing
inzage-verwijzing-hint = Bijvoorbeeld B-1042. Het lange kenmerk uit het adres van de verwijzing mag ook.
inzage-knop = Zoek op
inzage-onbekend-titel = Deze verwijzing kennen wij niet
inzage-onbekend = Kijk het nummer na, of vraag het aan wie verwees
inzage-leeg = Niemand bekeek deze gegevens.
inzage-lijst = Nieuwste eerst, hoogstens 500 regels
inzage-wanneer = Wanneer
inzage-wat = Wat
inzage-wie = Wie
inzage-waarvandaan = Waarvandaan
inzage-actie-invoeren = Opgeschreven
inzage-actie-inzien = Bekeken
inzage-actie-lijst = In een lijst gezien
inzage-actie-zoeken = Opgezocht
inzage-actie-wijzigen = Gewijzigd
inzage-actie-versturen = In een bericht verstuurd
inzage-actie-afdrukken = Geprint of gekopieerd
inzage-actie-geweigerd = Gevraagd en geweigerd
inzage-actie-verwijderen = Verwijderd
inzage-actie-inloggen = Ingelogd
inzage-actie-uitloggen = Uitgelogd
inzage-actie-inloggen-mislukt = Inloggen mislukt
inzage-actie-inlogmiddel = Manier van inloggen gewijzigd
inzage-actie-toegang = Toegang gewijzigd
inzage-actie-sleutels = Sleutels vernieuwd

## De eigen sluiting van een aanbieder

mijn-aanbod-dicht = Wanneer bent u dicht?
mijn-aanbod-dicht-uitleg = Zoals de zomerstop. Op deze dagen wachten wij niet op uw antwoord. Maak een regel leeg om haar weg te halen.
mijn-aanbod-dicht-knop = Bewaar deze dagen
mijn-aanbod-dicht-bewaard = Bewaard. Op deze dagen hoeft u niets te doen.

## Toestemming veranderen, en bezwaar

ref-beslist-mee = Beslist mee als { $grondslag }
ref-toestemming-verloop = Wat er eerder is gezegd
ref-toestemming-anders = Iemand zegt nu iets anders
ref-toestemming-anders-uitleg = Schrijf alleen op wat deze persoon zelf zegt. Wat ervan afhangt, stopt meteen.
ref-toestemming-hoe = Hoe zegt deze persoon het?
ref-toestemming-mondeling = Vertelt het
ref-toestemming-schriftelijk = Op papier
ref-toestemming-nu-nee = Nu nee
ref-toestemming-nu-ja = Nu ja
bezwaar-titel = Bezwaar
bezwaar-antwoord = Uw antwoord
bezwaar-antwoord-hint = De inwoner leest dit op de eigen pagina. Antwoord binnen een maand.
bezwaar-verstuur = Verstuur het antwoord
bezwaar-geantwoord = Antwoord
balie-bezwaren = Bezwaren die op antwoord wachten
balie-bezwaar = Verwijzing { $nummer }, van { $dag }
ref-wijze-mondeling = verteld
ref-wijze-schriftelijk = op papier
ref-wijze-zelf = zelf gekozen
