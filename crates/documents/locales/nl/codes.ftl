### De woorden bij elke code. Een sleutel is code-{lijst}-{code}, met een streepje voor elke punt.

## Activiteit

code-activiteit-wandelen = Wandelen
code-activiteit-nordic-walking = Nordic walking
code-activiteit-hardlopen = Hardlopen
code-activiteit-fietsen = Fietsen
code-activiteit-zwemmen = Zwemmen
code-activiteit-aquajoggen = Aquajoggen
code-activiteit-aquagym = Aquagym
code-activiteit-fitness = Fitness
code-activiteit-krachttraining = Krachttraining
code-activiteit-gymnastiek = Gymnastiek
code-activiteit-zittend-bewegen = Bewegen op de stoel
code-activiteit-ouderengym = Gym voor ouderen
code-activiteit-valpreventie = Valpreventie
code-activiteit-yoga = Yoga
code-activiteit-pilates = Pilates
code-activiteit-tai-chi = Tai chi
code-activiteit-dansen = Dansen
code-activiteit-zumba = Zumba
code-activiteit-spinning = Spinning
code-activiteit-buitentraining = Buiten trainen
code-activiteit-circuittraining = Circuittraining
code-activiteit-voetbal = Voetbal
code-activiteit-walking-football = Wandelvoetbal
code-activiteit-hockey = Hockey
code-activiteit-walking-hockey = Wandelhockey
code-activiteit-korfbal = Korfbal
code-activiteit-handbal = Handbal
code-activiteit-basketbal = Basketbal
code-activiteit-volleybal = Volleybal
code-activiteit-badminton = Badminton
code-activiteit-tennis = Tennis
code-activiteit-tafeltennis = Tafeltennis
code-activiteit-padel = Padel
code-activiteit-squash = Squash
code-activiteit-golf = Golf
code-activiteit-jeu-de-boules = Jeu de boules
code-activiteit-koersbal = Koersbal
code-activiteit-biljart = Biljart
code-activiteit-darts = Darts
code-activiteit-bowling = Bowling
code-activiteit-boogschieten = Boogschieten
code-activiteit-atletiek = Atletiek
code-activiteit-judo = Judo
code-activiteit-vechtsport = Vechtsport
code-activiteit-boksen = Boksen
code-activiteit-klimmen = Klimmen
code-activiteit-paardrijden = Paardrijden
code-activiteit-roeien = Roeien
code-activiteit-kanoen = Kanoën
code-activiteit-zeilen = Zeilen
code-activiteit-schaatsen = Schaatsen
code-activiteit-skeeleren = Skeeleren
code-activiteit-rolstoelsport = Rolstoelsport
code-activiteit-boccia = Boccia
code-activiteit-multisport = Verschillende sporten
code-activiteit-tuinieren = Tuinieren
code-activiteit-ontspanning = Ontspanning
code-activiteit-cricket = Cricket
code-activiteit-rugby = Rugby
code-activiteit-overig = Iets anders

## Begeleiding

code-begeleiding-zelfstandig = Zonder begeleiding
code-begeleiding-groep = In een groep
code-begeleiding-trainer = Met een trainer
code-begeleiding-speciaal-opgeleid = Met een speciaal opgeleide trainer
code-begeleiding-een-op-een = Eén op één
code-begeleiding-maatje = Met een maatje

## Zelfstandigheid

code-zelfstandigheid-zelfstandig = Redt zich alleen
code-zelfstandigheid-met-wat-hulp = Met een beetje hulp
code-zelfstandigheid-met-veel-hulp = Met veel hulp

## Toegankelijkheid

code-toegankelijkheid-rolstoel = Kan met een rolstoel
code-toegankelijkheid-rollator = Kan met een rollator
code-toegankelijkheid-aangepast-toilet = Aangepast toilet
code-toegankelijkheid-slechthorend = Voor wie slecht hoort
code-toegankelijkheid-slechtziend = Voor wie slecht ziet
code-toegankelijkheid-verstandelijke-beperking = Voor mensen met een verstandelijke beperking
code-toegankelijkheid-prikkelarm = Rustig, met weinig prikkels
code-toegankelijkheid-vervoer-mogelijk = Vervoer is mogelijk

## Groep

code-groep-vrouwen = Alleen vrouwen
code-groep-mannen = Alleen mannen
code-groep-gemengd = Vrouwen en mannen samen
code-groep-senioren = Ouderen
code-groep-lotgenoten = Mensen die hetzelfde meemaken
code-groep-jongeren = Jongeren
code-groep-gezinnen = Gezinnen

## Taal

code-taal-nl = Nederlands
code-taal-en = Engels
code-taal-tr = Turks
code-taal-ar = Arabisch
code-taal-pl = Pools
code-taal-uk = Oekraïens
code-taal-pap = Papiaments
code-taal-de = Duits
code-taal-fr = Frans
code-taal-es = Spaans
code-taal-ber = Berbers
code-taal-ti = Tigrinya
code-taal-fa = Farsi
code-taal-so = Somalisch
code-taal-bg = Bulgaars
code-taal-ro = Roemeens
code-taal-ngt = Nederlandse Gebarentaal

## Contactvoorkeur

code-grondslag-ouder = Ouder
code-grondslag-voogd = Voogd
code-grondslag-curator = Curator
code-grondslag-mentor = Mentor
code-grondslag-gemachtigde = Gemachtigde
code-contactvoorkeur-bellen = Bellen
code-contactvoorkeur-sms = Sms
code-contactvoorkeur-e-mail = E-mail
code-contactvoorkeur-brief = Brief
code-contactvoorkeur-via-verwijzer = Via de verwijzer

## Wachttijd

code-wachttijd-geen = Geen wachttijd
code-wachttijd-korter-dan-een-maand = Minder dan een maand wachten
code-wachttijd-een-maand-of-langer = Een maand of langer wachten

## Erkende interventie

code-erkende-interventie-goed-beschreven = Goed beschreven
code-erkende-interventie-goed-onderbouwd = Goed onderbouwd
code-erkende-interventie-effectief = Effectief

## Plezier: wat iemand fijn vindt

code-plezier-alleen = Alleen
code-plezier-samen = Samen met anderen
code-plezier-buiten = Buiten
code-plezier-binnen = Binnen
code-plezier-muziek = Met muziek
code-plezier-water = In of op het water
code-plezier-wedstrijd = Met wedstrijden
code-plezier-zonder-wedstrijd = Zonder wedstrijden

## Niveau

code-niveau-1 = Rustig
code-niveau-2 = Gewoon
code-niveau-3 = Stevig

## Dagdeel

code-dagdeel-ma-ochtend = maandagochtend
code-dagdeel-ma-middag = maandagmiddag
code-dagdeel-ma-avond = maandagavond
code-dagdeel-di-ochtend = dinsdagochtend
code-dagdeel-di-middag = dinsdagmiddag
code-dagdeel-di-avond = dinsdagavond
code-dagdeel-wo-ochtend = woensdagochtend
code-dagdeel-wo-middag = woensdagmiddag
code-dagdeel-wo-avond = woensdagavond
code-dagdeel-do-ochtend = donderdagochtend
code-dagdeel-do-middag = donderdagmiddag
code-dagdeel-do-avond = donderdagavond
code-dagdeel-vr-ochtend = vrijdagochtend
code-dagdeel-vr-middag = vrijdagmiddag
code-dagdeel-vr-avond = vrijdagavond
code-dagdeel-za-ochtend = zaterdagochtend
code-dagdeel-za-middag = zaterdagmiddag
code-dagdeel-za-avond = zaterdagavond
code-dagdeel-zo-ochtend = zondagochtend
code-dagdeel-zo-middag = zondagmiddag
code-dagdeel-zo-avond = zondagavond

## Aanleiding: wat iemand wil, geen diagnose

code-aanleiding-meer-bewegen = Meer bewegen
code-aanleiding-gezonder-gewicht = Een gezonder gewicht
code-aanleiding-diabetes = Beter omgaan met diabetes
code-aanleiding-meer-contact = Meer contact met mensen
code-aanleiding-zekerder-lopen = Zekerder lopen
code-aanleiding-minder-stress = Minder stress
code-aanleiding-minder-pijn = Minder pijn
code-aanleiding-beter-slapen = Beter slapen
code-aanleiding-meer-energie = Meer energie
code-aanleiding-revalidatie = Sterker worden na ziekte of operatie
code-aanleiding-anders = Iets anders

## Redenen

code-reden-past-nu-niet-vol = De groep is vol
code-reden-past-nu-niet-niet-passend = Dit aanbod past niet bij deze persoon
code-reden-past-nu-niet-tijd-past-niet = De dag of tijd past niet
code-reden-past-nu-niet-tijdelijk-gesloten = Wij zijn een tijdje dicht
code-reden-past-nu-niet-te-ver = Het is te ver weg
code-reden-past-nu-niet-meer-begeleiding-nodig = Er is meer begeleiding nodig
code-reden-past-nu-niet-geen-antwoord = Er kwam nog geen antwoord
code-reden-past-nu-niet-toestemming-ingetrokken = De toestemming is ingetrokken
code-reden-past-nu-niet-anders = Iets anders

code-reden-gepauzeerd-ziekte = Ziek
code-reden-gepauzeerd-vakantie = Op vakantie
code-reden-gepauzeerd-opname = In het ziekenhuis of een instelling
code-reden-gepauzeerd-mantelzorg = Zorgt voor iemand anders
code-reden-gepauzeerd-zomerstop = Zomerstop
code-reden-gepauzeerd-anders = Iets anders

code-reden-gestopt-past-niet = De activiteit past niet
code-reden-gestopt-geen-klik = Het klikt niet met de groep
code-reden-gestopt-gezondheid = Het gaat niet door de gezondheid
code-reden-gestopt-geen-tijd = Geen tijd
code-reden-gestopt-te-duur = Te duur
code-reden-gestopt-te-ver = Te ver weg
code-reden-gestopt-verhuisd = Verhuisd
code-reden-gestopt-overleden = Overleden
code-reden-gestopt-op-eigen-verzoek = Wil zelf stoppen
code-reden-gestopt-gaat-elders-verder = Gaat ergens anders verder
code-reden-gestopt-toestemming-ingetrokken = De toestemming is ingetrokken
code-reden-gestopt-gegevens-verwijderd = De gegevens zijn verwijderd
code-reden-gestopt-anders = Iets anders

code-reden-niet-gestart-niet-bereikt = Niet bereikt
code-reden-niet-gestart-niet-gekomen = Niet gekomen
code-reden-niet-gestart-geen-zin = Wil toch niet
code-reden-niet-gestart-gezondheid = Het gaat niet door de gezondheid
code-reden-niet-gestart-geen-tijd = Geen tijd
code-reden-niet-gestart-te-duur = Te duur
code-reden-niet-gestart-te-ver = Te ver weg
code-reden-niet-gestart-iets-anders-gevonden = Heeft iets anders gevonden
code-reden-niet-gestart-gegevens-verwijderd = De gegevens zijn verwijderd
code-reden-niet-gestart-anders = Iets anders

code-reden-ingetrokken-op-verzoek = De persoon vraagt het zelf
code-reden-ingetrokken-vergissing = Per ongeluk verstuurd
code-reden-ingetrokken-dubbel = Al eerder verwezen
code-reden-ingetrokken-gezondheid = Het gaat niet door de gezondheid
code-reden-ingetrokken-ander-traject = Gaat iets anders doen
code-reden-ingetrokken-toestemming-ingetrokken = De toestemming is ingetrokken
code-reden-ingetrokken-gegevens-verwijderd = De gegevens zijn verwijderd
code-reden-ingetrokken-anders = Iets anders

## Uitkomst

code-uitkomst-zelf-verder = Beweegt nu zelf verder
code-uitkomst-blijft-hier = Blijft hier bewegen
code-uitkomst-ander-aanbod = Gaat bij een ander aanbod verder
code-uitkomst-buiten-de-sport = Heeft iets buiten de sport gevonden
code-uitkomst-vrijwilligerswerk = Doet nu vrijwilligerswerk
code-uitkomst-maatje = Heeft een maatje gevonden
code-uitkomst-terug-naar-zorg = Gaat terug naar de zorg
code-uitkomst-anders = Iets anders
