### Mensen en rollen, en werken namens een collega.

## Eén lid

lid-terug = Terug naar wie hier werkt
lid-bekijk = Rollen en vertrek
lid-rollen-kop = Rollen
lid-rollen-uitleg = Een rol geldt meteen, of is meteen weg.
lid-rollen-knop = Bewaar de rollen
lid-sessies-kop = Waar deze persoon is ingelogd
lid-sessies-uitleg = Is een telefoon of laptop kwijt? Log deze persoon dan overal uit. De persoon krijgt daar een mail over, en logt zelf weer in.
lid-sessies-geen = Deze persoon is nu nergens ingelogd.
lid-sessies-laatst = laatst gebruikt: { $moment }
lid-sessies-knop = Log overal uit
toegang-uitgelogd = Deze persoon is overal uitgelogd, en krijgt daar een mail over.
lid-eind-kop = Werkt hier niet meer
lid-eind-uitleg = Deze persoon is meteen overal uitgelogd. Wat een programma in deze naam deed, stopt ook.
lid-open =
    { $aantal ->
        [one] Deze persoon verwees iemand die nog bezig is. Wie krijgt het bericht over hoe het verder gaat?
       *[other] Deze persoon verwees { $aantal } mensen die nog bezig zijn. Wie krijgt de berichten over hoe het verder gaat?
    }
lid-collega = Collega die het overneemt
lid-kies-collega = Kies een collega
lid-geen-collega = Er is geen collega die dit kan overnemen. De berichten gaan naar het adres van de organisatie.
lid-eind-knop = Beëindig de toegang
toegang-rollen-bewaard = De rollen zijn bewaard.
toegang-beeindigd = De toegang is beëindigd.

## Namens een collega

menu-wissel = Wissel
menu-namens = Namens iemand werken
namens-titel = Namens iemand werken
namens-uitleg = Bent u op vakantie, of verwijst uw assistent voor u? Dan kan een collega het in uw naam doen. Wie het echt deed, staat in het logboek.
namens-geen = Niemand werkt nu namens u, en u werkt namens niemand.
namens-door = { $naam } werkt namens u
namens-voor = U werkt namens { $naam }
namens-wie = namens { $naam }
namens-periode = van { $van } tot en met { $tot }
namens-mag-verwijzen = zoeken en verwijzen
namens-mag-stappen = vastleggen hoe het gaat
namens-stop = Stop
namens-wissel = Kies voor wie u nu werkt
namens-geef = Laat een collega namens u werken
namens-geef-titel = Een collega namens u
namens-geef-uitleg = Uw collega ziet wat u ziet, en mag alleen wat u hier aanvinkt. U kunt altijd stoppen.
namens-email = E-mailadres waarmee uw collega inlogt
namens-begin = Eerste dag
namens-eind = Laatste dag
namens-mag = Wat mag uw collega?
namens-geef-knop = Laat deze collega namens mij werken

## Fouten

fout-ontbreekt-begin = Kies de eerste dag
fout-ontbreekt-eind = Kies de laatste dag
fout-ontbreekt-mag = Kies wat uw collega mag
fout-ontbreekt-collega = Kies een collega die het overneemt
fout-ontbreekt-rol = Kies een rol
fout-geen-collega = In deze gemeente werkt niemand met dit e-mailadres die namens u mag werken. Vraag uw collega met welk adres die inlogt.
fout-geen-collega-kort = Vraag uw collega met welk adres die inlogt
fout-periode = Deze dagen kunnen niet. Kies een laatste dag vanaf vandaag, na de eerste dag, en hoogstens een jaar later.
fout-periode-kort = Kies een laatste dag vanaf vandaag, na de eerste dag
