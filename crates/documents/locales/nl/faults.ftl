### Wat er mis is en wat u doet. Drie vormen:
### fout-{code} voor bovenaan een formulier en voor de API; met -detail als er een grens of een
### lijst woorden bij hoort; met -kort bij het veld zelf; met -{veld} als het veld bekend is.

## Ontbreekt

fout-ontbreekt = Dit is nog leeg. Vul het in.
fout-ontbreekt-detail = Dit is nog leeg. Kies een van deze: { $detail }.
fout-ontbreekt-kort = Vul dit in
fout-ontbreekt-naam = Vul een naam in
fout-ontbreekt-telefoon = Vul een telefoonnummer in
fout-ontbreekt-email = Vul een e-mailadres in
fout-ontbreekt-postcode = Vul een postcode in, zoals 5299 AB
fout-ontbreekt-reden = Kies een reden
fout-ontbreekt-uitkomst = Kies hoe het is afgelopen
fout-ontbreekt-op = Vul de dag van de proefles in
fout-ontbreekt-tot = Vul in tot welke dag de pauze duurt
fout-ontbreekt-sessieId = Kies een aanbod of een beweegcoach
fout-ontbreekt-toelichting = Schrijf er een paar woorden bij
fout-ontbreekt-wachtwoord = Vul uw wachtwoord in
fout-ontbreekt-stap = Kies wat er is gebeurd
fout-ontbreekt-wijze = Kies hoe de toestemming is gegeven

## Contact

fout-telefoon = Dit telefoonnummer klopt niet. Schrijf 10 cijfers, zoals 06 12 34 56 78.
fout-telefoon-kort = Schrijf 10 cijfers, zoals 06 12 34 56 78
fout-email = Dit e-mailadres klopt niet. Schrijf het zoals naam@voorbeeld.nl.
fout-email-kort = Schrijf het zoals naam@voorbeeld.nl
fout-postcode = Deze postcode klopt niet. Vul 4 cijfers en 2 letters in, zoals 5299 AB.
fout-postcode-kort = Vul 4 cijfers en 2 letters in, zoals 5299 AB
fout-geboortejaar = Dit geboortejaar kan niet. Schrijf 4 cijfers, zoals 1954.
fout-geboortejaar-detail = Dit geboortejaar kan niet. Schrijf een jaar uit deze periode: { $detail }.
fout-geboortejaar-kort = Schrijf 4 cijfers, zoals 1954
fout-geen-contact = Wij kunnen deze persoon nog niet bereiken. Vul een telefoonnummer, e-mailadres of adres in. Of kies: contact via de verwijzer.
fout-geen-contact-kort = Vul een telefoonnummer, e-mailadres of adres in

## Woorden en codes

fout-onbekende-code = Dit woord kennen wij niet. Kies een woord uit de lijst.
fout-onbekende-code-detail = Dit woord kennen wij niet. Kies een van deze: { $detail }.
fout-onbekende-code-kort = Kies iets uit de lijst
fout-bsn = Dit lijkt een burgerservicenummer. Dat mag hier niet staan. Haal het nummer weg.
fout-bsn-kort = Haal het burgerservicenummer weg
fout-te-lang = Deze tekst is te lang. Maak de tekst korter.
fout-te-lang-detail = Deze tekst is te lang. Gebruik hoogstens { $detail } tekens.
fout-te-lang-kort = Maak de tekst korter
fout-te-lang-zin = Maak de zin korter
fout-te-veel-onbekend = Uw zin heeft veel woorden die wij niet kennen. Maak de zin korter.
fout-te-veel-onbekend-kort = Maak de zin korter
fout-tekens = In deze tekst staan tekens die wij niet kunnen bewaren. Typ de tekst opnieuw.
fout-tekens-kort = Typ de tekst opnieuw
fout-ouder-nodig = Deze persoon is misschien jonger dan 16. Vul in wie de ouder of voogd is.
fout-ouder-nodig-kort = Vul in wie de ouder of voogd is
fout-woorden-nodig = U koos "iets anders". Schrijf er in een paar woorden bij wat u bedoelt.
fout-woorden-nodig-kort = Schrijf een paar woorden
fout-leeg = Er staat nog niets in. Vul ten minste één vraag in.
fout-leeg-kort = Vul dit in
fout-leeg-reden = Schrijf op waarom

## Dagen

fout-datum = Deze datum kunnen wij niet lezen. Schrijf de dag zoals 2026-12-01.
fout-datum-kort = Schrijf de dag zoals 2026-12-01
fout-datum-te-ver = Deze dag ligt meer dan een jaar weg. Kies een dag dichterbij.
fout-datum-te-ver-kort = Kies een dag dichterbij
fout-in-de-toekomst = Dit moment moet nog komen. Kijk de datum en het uur na.
fout-in-de-toekomst-kort = Dit moment moet nog komen
fout-nog-niet-gemeld = Sluiten kan als het gemeld is, of als u opschreef dat dat niet hoeft.
fout-nog-niet-gemeld-kort = Meld het eerst, of schrijf op dat het niet hoeft
fout-datum-voorbij = Deze dag is al voorbij. Kies een dag na vandaag.
fout-datum-voorbij-kort = Kies een dag na vandaag

fout-sluiting-dagen = Vul bij elke sluiting twee dagen in: van, en tot en met.
fout-sluiting-dagen-kort = Vul bij elke sluiting twee dagen in: van, en tot en met
fout-sluiting-omgekeerd = De laatste dag ligt voor de eerste dag. Draai de dagen om.
fout-sluiting-omgekeerd-detail = De laatste dag ligt voor de eerste dag: { $detail }. Draai de dagen om.
fout-sluiting-omgekeerd-kort = De laatste dag ligt voor de eerste dag. Draai de dagen om
fout-sluiting-lang = Een sluiting duurt hooguit 100 dagen. Kies dagen dichter bij elkaar.
fout-sluiting-lang-detail = Een sluiting duurt hooguit 100 dagen. Deze is langer: { $detail }.
fout-sluiting-lang-kort = Een sluiting duurt hooguit 100 dagen

## Getallen

fout-getal = Dit is geen getal. Schrijf alleen cijfers.
fout-getal-maxPrijs = Schrijf het bedrag in cijfers, zoals 20 of 7,50.
fout-getal-detail = Dit getal past niet. Kies een getal: { $detail }.
fout-getal-kort = Schrijf alleen cijfers
fout-leeftijd = Deze leeftijd kan niet. Vul een leeftijd in van 0 tot en met 120 jaar.
fout-leeftijd-detail = Deze leeftijd kan niet. Vul een leeftijd in uit deze reeks: { $detail }.
fout-leeftijd-kort = Vul een leeftijd in van 0 tot en met 120
fout-afstand = Deze afstand kan niet. Vul een aantal kilometers in.
fout-afstand-detail = Deze afstand kan niet. Vul een aantal kilometers in: { $detail }.
fout-afstand-kort = Vul een aantal kilometers in
fout-te-veel = Dit zijn er te veel. Kies er minder.
fout-te-veel-detail = Dit zijn er te veel. Kies er hoogstens { $detail }.
fout-te-veel-kort = Kies er minder
fout-te-groot = Dit is te groot om te versturen. Stuur minder tekst in één keer.
fout-te-groot-detail = Dit is te groot om te versturen. Stuur hoogstens { $detail } in één keer.
fout-te-groot-kort = Stuur minder tekst

## Zoeken op plaats

fout-onbekende-postcode = Deze postcode kennen wij niet. Controleer de cijfers, of vul een plaats in.
fout-onbekende-postcode-kort = Deze postcode kennen wij niet. Controleer de cijfers
fout-postcodes-ontbreken = Zoeken op postcode kan hier nog niet: de postcodes zijn nog niet ingelezen. Vul een plaats in, of vraag uw beheerder om de postcodes in te lezen.
fout-postcodes-ontbreken-kort = Vul voorlopig een plaats in

fout-onbekende-plaats = Deze plaats kennen wij niet. Controleer de naam, of vul een postcode in.
fout-onbekende-plaats-detail = Deze plaats kennen wij niet. Bedoelde u: { $detail }?
fout-onbekende-plaats-kort = Controleer de naam van de plaats
fout-welke-plaats = Er zijn meer plaatsen met deze naam. Vul een postcode in.
fout-welke-plaats-detail = Er zijn meer plaatsen met deze naam. Kies er een: { $detail }.
fout-welke-plaats-kort = Kies welke plaats u bedoelt
fout-twee-woorden = Op een regel staat maar één woord. Zet er minstens twee op, met een komma ertussen.
fout-twee-woorden-kort = Zet minstens twee woorden op elke regel
fout-punt = Dit punt klopt niet. Geef een breedte (lat) en een lengte (lon) in graden.
fout-punt-kort = Geef een breedte en een lengte

## Waar de verwijzing heen gaat

fout-doel-ontbreekt = Kies eerst waar de verwijzing heen gaat: een aanbod, een beweegcoach of een zorgverlener.
fout-doel-ontbreekt-kort = Kies een aanbod, beweegcoach of zorgverlener
fout-doel-dubbel = U koos meer dan één ding. Kies één aanbod, een beweegcoach of een zorgverlener.
fout-doel-dubbel-kort = Kies er één
fout-onbekende-sessie = Deze les is er niet meer. Zoek opnieuw en kies een andere.
fout-onbekende-sessie-kort = Kies een andere les
fout-onbekend-aanbod = Dit aanbod is er niet meer. Zoek opnieuw en kies iets anders.
fout-onbekend-aanbod-kort = Kies een ander aanbod
fout-onbekende-zorgverlener = Deze zorgverlener staat niet in de lijst. Kies iemand uit de lijst.
fout-onbekende-zorgverlener-kort = Kies iemand uit de lijst

## Toestemming

fout-toestemming-delen = Zonder toestemming sturen wij niets naar een aanbieder. Vraag of de aanbieder de gegevens mag hebben. Of kies een beweegcoach.
fout-toestemming-delen-kort = Vraag of de aanbieder de gegevens mag hebben
fout-toestemming-begeleiding = Zonder toestemming kan een beweegcoach of zorgverlener niet helpen. Vraag of iemand mag bellen en helpen.
fout-toestemming-begeleiding-kort = Vraag of iemand mag bellen en helpen
fout-toestemming-medisch = Voor de medische achtergrond is aparte toestemming nodig. Vraag die, of haal de tekst weg.
fout-toestemming-medisch-kort = Vraag toestemming, of haal de tekst weg
fout-medisch-niet-naar-aanbieder = Een aanbieder krijgt nooit een medische achtergrond. Haal de tekst weg. Schrijf bij de aandachtspunten waar de begeleider op moet letten.
fout-medisch-niet-naar-aanbieder-kort = Haal deze tekst weg: een aanbieder krijgt die nooit

## Voor programma's die ons aanroepen

fout-sleutel-ontbreekt = De kop Idempotency-Key ontbreekt. Stuur bij elke verwijzing een eigen sleutel mee.
fout-sleutel-ontbreekt-kort = Stuur de kop Idempotency-Key mee
fout-sleutel-te-lang = De sleutel in Idempotency-Key is te lang. Gebruik een kortere sleutel.
fout-sleutel-te-lang-detail = De sleutel in Idempotency-Key is te lang. Gebruik hoogstens { $detail } tekens.
fout-sleutel-te-lang-kort = Gebruik een kortere sleutel
fout-geen-json = Dit is geen geldige JSON. Controleer de haakjes, komma's en aanhalingstekens.
fout-geen-json-detail = Dit is geen geldige JSON: { $detail }. Controleer de haakjes, komma's en aanhalingstekens.
fout-geen-json-kort = Stuur geldige JSON
fout-verkeerd-type = Deze waarde heeft een verkeerd type. Kijk in de beschrijving van de API welk type hoort.
fout-verkeerd-type-detail = Deze waarde heeft een verkeerd type. Stuur een waarde van dit type: { $detail }.
fout-verkeerd-type-kort = Stuur het juiste type
fout-onbekend-veld = Dit veld kennen wij niet. Haal het weg, of controleer hoe u het schreef.
fout-onbekend-veld-detail = Dit veld kennen wij niet. Kies een van deze: { $detail }.
fout-onbekend-veld-kort = Haal dit veld weg

## Opzetten en accounts

fout-te-kort = Dit is te kort. Maak het langer.
fout-te-kort-detail = Dit is te kort. Gebruik minstens { $detail } tekens.
fout-te-kort-kort = Maak het langer
fout-bestaat-al = Dit is al in gebruik. Kies iets anders.
fout-bestaat-al-kort = Kies iets anders
fout-gemeentecode = Dit is geen gemeentecode. Schrijf GM en vier cijfers, zoals GM0796.
fout-gemeentecode-kort = Schrijf GM en vier cijfers
fout-bestand = Dit bestand kan niet worden gelezen. Kies een ander bestand.
fout-bestand-detail = Dit bestand kan niet worden gelezen: { $detail }
fout-bestand-kort = Kies een ander bestand
fout-geen-coach = Hier is nog geen beweegcoach. Kies iets anders, of bel het servicepunt.
fout-geen-coach-kort = Kies iets anders

## Het formulier van een aanbieder

fout-uur = Deze tijd klopt niet. Schrijf een tijd zoals 10:00, en het begin voor het einde.
fout-uur-kort = Schrijf een tijd zoals 10:00, en het begin voor het einde
fout-klasse-dubbel = Twee klassen heten dan hetzelfde. Kies een ander woord.
fout-klasse-dubbel-kort = Kies een ander woord
fout-regeling-dubbel = Deze regeling staat er al. Kies een andere naam.
fout-regeling-dubbel-kort = Kies een andere naam
fout-prijs = Deze prijs kunnen wij niet lezen. Schrijf euro's zoals 3,50. Gratis is 0.
fout-prijs-kort = Schrijf euro's zoals 3,50. Gratis is 0.
fout-ontbreekt-activiteit = Kies wat mensen doen
fout-ontbreekt-contactTelefoon = Vul een telefoonnummer of een e-mailadres in
fout-ontbreekt-titel = Vul in hoe het heet
fout-ontbreekt-keuze = Vink ten minste één ding aan
fout-ontbreekt-nagekeken = Vink alle vier de punten aan die u hebt nagekeken
fout-ontbreekt-woorden = Schrijf wat u wilt weten

## Bewaarde wensen

fout-te-veel-wensen = U bewaarde al drie keer wensen bij deze verwijzing. Stop er eerst een, op de pagina van de verwijzing.
fout-te-veel-wensen-kort = Stop eerst andere bewaarde wensen
fout-begeleiding-nodig = Vraag eerst of een beweegcoach mag bellen en helpen. Daarna kunt u wensen bewaren.
fout-begeleiding-nodig-kort = Vraag eerst of een beweegcoach mag bellen en helpen

fout-website = Dit is geen adres van een website. Schrijf het zoals www.voorbeeld.nl, of laat het leeg.
fout-website-kort = Schrijf het zoals www.voorbeeld.nl, of laat het leeg
fout-leeftijd-volgorde = De hoogste leeftijd ligt onder de laagste. Draai de leeftijden om.
fout-leeftijd-volgorde-kort = De hoogste leeftijd ligt onder de laagste
fout-getal-aantal = Vul bij "Aantal keer of weken" een heel getal in
fout-uur-momenten = Kijk de tijden na: schrijf een tijd zoals 10:00, en het begin voor het einde
fout-getal-momenten = Vul bij "Plekken vrij" een getal in van 0 tot en met 1000, of laat het leeg
