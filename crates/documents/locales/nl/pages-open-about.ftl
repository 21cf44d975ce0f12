### Wat wij beloven: privacy, toegankelijkheid, en de uitleg voor wie een programma bouwt.

## Privacy

privacy-titel = Uw gegevens
privacy-inleiding = Beweegbrug helpt mensen van de zorg naar een plek om te bewegen. Daarvoor zijn een paar gegevens nodig. Hier leest u welke, wie ze ziet en wat u zelf kunt doen.
privacy-bewaren = Wat wij bewaren
privacy-bewaren-1 = Uw naam, en hoe wij u kunnen bereiken: telefoon, e-mail of adres.
privacy-bewaren-2 = Wat u wilt, zoals meer bewegen of meer contact met mensen. En waar de begeleider op moet letten.
privacy-bewaren-3 = Waar u heen gaat, en hoe het daar gaat: begonnen, even gestopt of klaar.
privacy-bewaren-4 = Waar u toestemming voor gaf, en waarvoor niet.
privacy-bewaren-5 = Wie uw gegevens bekeek, en wanneer.
privacy-niet = Wat wij nooit vragen
privacy-niet-1 = Uw burgerservicenummer. Typt iemand dat toch? Dan bewaren wij het niet.
privacy-niet-2 = Een diagnose, als u naar een club gaat. Een club krijgt alleen te horen waar de begeleider op let.
privacy-wie = Wie ziet wat
privacy-wie-verwijzer = Wie u verwees
privacy-wie-verwijzer-tekst = Ziet wat die zelf opschreef. Hoort alleen hoe het gaat als u dat goed vindt.
privacy-wie-club = De club of trainer
privacy-wie-club-tekst = Ziet eerst alleen uw voornaam, uw taal en waar de begeleider op let. Pas na een ja ook uw hele naam en telefoonnummer. Nooit uw adres.
privacy-wie-coach = De beweegcoach
privacy-wie-coach-tekst = Ziet uw gegevens als u hulp van een coach goed vindt.
privacy-wie-servicepunt = Het servicepunt
privacy-wie-servicepunt-tekst = Ziet uw gegevens als iets blijft liggen, en zoekt dan met u verder.
privacy-wie-gemeente = De gemeente en de verzekeraar
privacy-wie-gemeente-tekst = Zien geen namen en geen gegevens van personen.
privacy-wie-systeem = Wie het systeem beheert
privacy-wie-systeem-tekst = Uw naam en uw gegevens liggen versleuteld, met voor ieder mens een eigen sleutel.
privacy-rechten = Wat u zelf kunt doen
privacy-rechten-1 = Kijken wat er over u bekend is, en wie ernaar keek. Dat kan op uw eigen pagina.
privacy-rechten-2 = Uw toestemming intrekken, iets verbeteren, uw gegevens meenemen of zeggen waar u het niet mee eens bent. Dat kan op uw eigen pagina. Liever bellen? Het servicepunt doet het voor u.
privacy-rechten-3 = Vergeten worden. Op uw eigen pagina staat de knop “Vergeet mij”. Dan vernietigen wij de sleutel van uw gegevens. Niemand kan ze dan nog lezen.
privacy-rechten-4 = Klagen. Dat kan bij het servicepunt, of bij de Autoriteit Persoonsgegevens.
privacy-lang = Hoe lang
privacy-lang-links = Uw link en uw code werken 400 dagen.
privacy-lang-log = De lijst van wie er keek bewaren wij ten minste 5 jaar. Zo vraagt de norm voor de zorg het (NEN 7513).
privacy-lang-open = Twee jaar nadat uw laatste verwijzing klaar is, halen wij uw naam en alles over u weg. Uw gemeente kan een andere termijn kiezen. Wilt u het eerder? Kies “Vergeet mij” op uw pagina, of bel ons.
privacy-techniek = Op deze website
privacy-techniek-1 = Alleen wie inlogt, krijgt een cookie. Die is nodig om ingelogd te blijven.
privacy-techniek-2 = Wij volgen u niet. Deze website vraagt niets op bij andere bedrijven.
privacy-techniek-3 = Zoeken in het openbare aanbod wordt niet bewaard.
privacy-vragen = Vragen
privacy-vragen-tekst = Bel { $servicepunt }. Wij leggen het graag uit.

## Toegankelijkheid

toegankelijk-titel = Voor iedereen te gebruiken
toegankelijk-inleiding = Wij willen dat iedereen Beweegbrug kan gebruiken. Wij bouwen naar de regels van WCAG 2.2, niveau A en AA.
toegankelijk-hoe = Hoe wij dat doen
toegankelijk-hoe-1 = Alles werkt met het toetsenbord, en ook zonder script in de browser.
toegankelijk-hoe-2 = Tekst mag twee keer zo groot. Een smal scherm van 320 punten breed is genoeg.
toegankelijk-hoe-3 = Er is een donkere weergave. Beweging gaat uit als uw apparaat dat vraagt.
toegankelijk-hoe-4 = De pagina's voor inwoners zijn er in zeven talen, met plaatjes, grote knoppen en voorlezen.
toegankelijk-hoe-5 = Wie liever belt of papier gebruikt, kan alles ook zo doen.
toegankelijk-getest = Hoe wij testen
toegankelijk-getest-1 = Met axe, een programma dat fouten zoekt: op een telefoon en een groot scherm, met en zonder script.
toegankelijk-getest-2 = Dat doen wij zelf. Een onafhankelijk bureau heeft nog niet getest.
toegankelijk-gaten = Wat nog niet goed is
toegankelijk-gaten-1 = Mensen die een schermlezer gebruiken, hebben nog niet met ons getest.
toegankelijk-gaten-2 = De vertalingen zijn nog niet nagekeken door mensen die deze taal van huis uit spreken.
toegankelijk-gaten-3 = Voorlezen werkt alleen als uw apparaat een stem heeft voor uw taal.
toegankelijk-gaten-4 = De namen en de uitleg van clubs staan er zoals de club ze schreef, in het Nederlands.
toegankelijk-gaten-5 = De uitleg voor programma's (openapi.json) is in het Nederlands en niet bedoeld om voor te lezen.
toegankelijk-melden = Loopt u ergens vast?
toegankelijk-melden-tekst = Vertel het ons. Bel { $servicepunt }. Wij helpen u meteen verder, en lossen het daarna op.

## Voor wie een programma bouwt

api-titel = Koppelen met Beweegbrug
api-inleiding = Uw eigen systeem kan zoeken, verwijzen en lezen hoe het gaat. Dat gaat met JSON over HTTPS.
api-beschrijving = De beschrijving
api-beschrijving-tekst = Alles staat in één bestand, dat programma's kunnen lezen. U hoeft niet in te loggen.
api-zonder = Zonder inloggen
api-zonder-tekst = Het aanbod, de zoekvraag en de keuzelijsten zijn voor iedereen.
api-token = Een sleutel aanvragen
api-token-tekst = Voor verwijzingen hebt u een sleutel (token) nodig. Uw beheerder maakt er een op de server, met deze opdracht:
api-token-gebruik = Stuur de sleutel mee in elke aanvraag:
api-token-een = Een sleutel hoort bij één account en één organisatie. Hij wordt één keer getoond.
api-regels = Waar u op kunt rekenen
api-regels-1 = Fouten komen terug zoals RFC 9457 het beschrijft, met alle fouten tegelijk en hun plek.
api-regels-2 = Een verwijzing stuurt u met een eigen Idempotency-Key. Twee keer sturen geeft één verwijzing.
api-regels-3 = Gegevens van personen staan nooit in een adres.
api-regels-4 = Op zoekvragen staat een grens per adres. Vraagt u te veel? Dan krijgt u 429 en de tijd om te wachten.
api-voorwaarden = Voorwaarden
api-voorwaarden-tekst = Stuur alleen gegevens van mensen die dat goed vinden. Elke keer dat u iets opvraagt over een persoon, staat in de lijst die die persoon kan lezen.
openbaar-ingesloten-alles = Bekijk al het aanbod
