### Wat er bij ingelezen aanbod te vragen of te melden is.

vraag-list-and-here = De lijst zegt iets anders dan wat hier is ingevuld. Wat klopt?
vraag-per-what-price = Per keer, per maand of per jaar?
vraag-row-complete = In deze regel mist veel. Klopt hij? Vul hem aan, dan kan iedereen hem zien.
vraag-rows-differ = De regels spreken elkaar tegen. Wat klopt?
vraag-still-runs = Gaat dit nog door?
vraag-trial-price = Wat kost de proefles?
vraag-which-accessibility = Voor wie is het toegankelijk?
vraag-which-activity = Welke activiteit is dit?
vraag-which-address = Waar is het?
vraag-which-ages = Voor welke leeftijd?
vraag-which-contact = Wat is er met dit contactgegeven?
vraag-which-currency = Wat kost het in euro's?
vraag-which-date = Welke datum is dit?
vraag-which-day = Welke dag?
vraag-which-email = Wat is het e-mailadres?
vraag-which-field = Waar gaat dit over?
vraag-which-group = Voor welke groep?
vraag-which-guidance = Welke begeleiding is er?
vraag-which-language = Welke talen worden er gesproken?
vraag-which-level = Hoe stevig is het?
vraag-which-name = Hoe heet dit aanbod?
vraag-which-places = Hoeveel plekken zijn er?
vraag-which-point = Waar is het precies?
vraag-which-postcode = Wat is de postcode?
vraag-which-price = Wat kost het?
vraag-which-provider = Wie organiseert dit?
vraag-which-recognition = Is het een erkende interventie?
vraag-which-self-reliance = Hoe zelfstandig moet iemand zijn?
vraag-which-time = Hoe laat?
vraag-which-trial = Is er een proefles?
vraag-which-wait = Hoe lang wacht iemand op een plek?
vraag-which-website = Wat is de website?

lijst-en-hier = In de lijst staat nu: { $lijst }. Hier staat: { $hier }.
lijst-en-hier-niets = niets

regel-vraag = Regel { $regel }, { $kolom }: "{ $tekst }". { $vraag }
regel-vraag-leeg = Regel { $regel }, { $kolom }: hier staat niets. { $vraag }
regel-afgekeurd = Regel { $regel }, { $kolom }: { $waarom }
regels-meer = En nog { $aantal }.

## Van een les is alleen de plaats bekend; de afstand is die tot het midden ervan.

plek-ergens-in = Ergens in { $plaats }

## Waarom een regel niet is ingelezen, en wat u doet.

afgekeurd-citizen-number = hier staat een nummer dat op een burgerservicenummer lijkt. Haal het weg uit de lijst en lees hem opnieuw in.
afgekeurd-double = deze code staat er twee keer. Haal er een weg.
afgekeurd-ended = de lijst zegt dat dit is gestopt. U hoeft niets te doen.
afgekeurd-missing = dit is leeg. Vul het in en lees de lijst opnieuw in.
afgekeurd-no-border = er is geen grens bij. Vraag het bestand opnieuw op.
afgekeurd-no-data = er zijn geen cijfers bij. U hoeft niets te doen.
afgekeurd-no-number = dit is geen getal. Verbeter het en lees de lijst opnieuw in.
afgekeurd-no-offer = dit is een kopje of een totaal, geen aanbod. U hoeft niets te doen.
afgekeurd-no-session-kind = dit is geen les of groep. U hoeft niets te doen.
afgekeurd-not-a-municipality = deze gemeente kennen wij niet. Verbeter de code.
afgekeurd-not-an-area = dit is geen wijk of buurt. Verbeter de code.
afgekeurd-not-a-postcode = dit is geen postcode. Verbeter de postcode.
afgekeurd-off-the-globe = deze plek bestaat niet. Verbeter de coördinaten.
afgekeurd-series-not-in-file = de groep waar dit bij hoort, staat niet in het bestand. Vraag het bestand opnieuw op.
afgekeurd-too-long = deze tekst is te lang. Maak hem korter en lees de lijst opnieuw in.
afgekeurd-too-many-cells = er staan te veel cellen in deze regel. Zet een tekst met een puntkomma tussen aanhalingstekens.
afgekeurd-unknown-state = wij weten niet of dit nog loopt. Vraag het aan wie de lijst maakt.
