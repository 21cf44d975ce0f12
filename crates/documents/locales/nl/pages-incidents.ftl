### Pagina's voor als er iets mis is: schorsen, noodtoegang, dubbele dossiers, incidenten.

fout-ontbreekt-aanbieder = Kies een aanbieder
fout-ontbreekt-wat = Schrijf op wat er is gebeurd
fout-ontbreekt-ontdekt = Vul in wanneer het is ontdekt

schorsingen-titel = Aanbieders schorsen
schorsingen-uitleg = Is het ergens niet veilig? Schors de aanbieder. Dat werkt meteen, en u kunt het weer opheffen.
schorsing-nieuw = Een aanbieder schorsen
schorsing-nieuw-uitleg = Het aanbod verdwijnt. Niemand van de aanbieder ziet nog gegevens van deelnemers. Wie er meedoet, hoort het en komt op de lijst van het servicepunt.
schorsing-wie = Welke aanbieder?
schorsing-kies = Kies een aanbieder
schorsing-reden = Waarom?
schorsing-reden-hint = De deelnemers en de aanbieder lezen dit niet.
schorsing-knop = Schors nu
schorsing-lijst = Schorsingen
schorsing-sinds = Sinds { $moment }
schorsing-opgeheven = Opgeheven op { $moment }
schorsing-geraakt = { $aantal ->
    [0] Er liepen geen verwijzingen.
    [one] Eén lopende verwijzing ging naar het servicepunt.
   *[other] { $aantal } lopende verwijzingen gingen naar het servicepunt.
}
schorsing-ophef-knop = Hef op
schorsing-bellen = Bel deze mensen
schorsing-bellen-uitleg = Zij hebben geen e-mailadres. Vertel dat het bij deze aanbieder niet doorgaat, en zoek samen iets anders.
schorsing-gebeld-knop = Gebeld
schorsing-gedaan-geschorst = De aanbieder is geschorst. Wie er meedoet, staat op uw lijst.
schorsing-gedaan-opgeheven = De schorsing is opgeheven. Het aanbod is weer te vinden.
schorsing-gedaan-gebeld = Genoteerd dat u belde.

nood-titel = Openen in nood
nood-uitleg = Is er nood, en mag u de gegevens anders niet zien? Dan kunt u ze een uur lang openen.
nood-gevolg = De logbeheerder krijgt meteen bericht. De deelnemer ziet later dat u keek, en waarom u dat mocht.
nood-wie = Nummer van de verwijzing, of telefoonnummer van de { $persoon }
nood-wie-hint = Bijvoorbeeld B-1042 of 06 12 34 56 78
nood-reden = Wat is er aan de hand?
nood-reden-hint = Schrijf het kort op. De logbeheerder leest dit.
nood-knop = Open nu, voor een uur
nood-onbekend-titel = Niet gevonden
nood-onbekend = Kijk het nummer na. Wij vonden hier geen verwijzing bij.
nood-open-titel = In nood geopend.
nood-open-tot = U kunt dit zien tot { $moment }. U kunt hier niets wijzigen.
nood-weten = Goed om te weten
nood-bel = Bel { $naam }
nood-klaar = Klaar
nood-link = Nood, en ziet u iemand hier niet? Open in nood
nood-lijst-titel = In nood geopend
nood-lijst-uitleg = Wie opende iets in nood, en waarom. Vraag het na als u twijfelt.
nood-lijst-leeg = Niemand opende iets in nood
nood-gezien-knop = Nagekeken
nood-gezien-op = Nagekeken op { $moment }
nood-gezien = Genoteerd dat u ernaar keek.

dossiers-titel = Dubbele dossiers
dossiers-uitleg = Deze dossiers hebben hetzelfde telefoonnummer of e-mailadres. Soms is het één persoon. Soms delen mensen een telefoon.
dossiers-leeg = Er zijn geen dubbele dossiers
dossiers-samen = Samengevoegd
dossiers-samen-uitleg = U kunt dit dertig dagen lang ongedaan maken.
dossier-bekijk = Vergelijk
dossier-vergelijk = Is dit dezelfde persoon?
dossier-vergelijk-uitleg = Wat verschilt, is vet. Bel bij twijfel. Kies daarna welke gegevens kloppen. De verwijzingen blijven alle twee bestaan.
dossier-houd = Eén persoon: deze gegevens kloppen
dossier-geboren = geboren in { $jaar }
dossier-apart-knop = Dit zijn twee mensen
dossier-ongedaan-knop = Maak ongedaan
dossier-gedaan-samen = De dossiers horen nu bij elkaar.
dossier-gedaan-apart = Genoteerd: het zijn twee mensen.
dossier-gedaan-ongedaan = Het zijn weer twee dossiers.
dossier-verwijzingen = Verwijzingen
dossier-naam = Naam
dossier-postcode = Postcode
dossier-hetzelfde = Hetzelfde: { $wat }.
dossier-anders = Anders: { $wat }.
dossier-telefoon = Telefoon
dossier-email = E-mail
dossier-adres = Adres
dossier-geboortejaar = Geboortejaar
dossier-taal = Taal
dossier-contactpersoon = Contactpersoon
dossier-aandachtspunten = Aandachtspunten
dossier-bijzonderheden = Bijzonderheden
dossier-medisch = Medische achtergrond

logboek-tab-nood = Nood
menu-schorsingen = Schorsingen
balie-schorsingen = Aanbieders schorsen
balie-dossiers = Dubbele dossiers
menu-incidenten = Incidenten
incidenten-titel = Incidenten
incidenten-uitleg = Alles wat misging met gegevens, en wat eraan is gedaan. Ook wat u niet hoeft te melden, hoort hier.
incidenten-nieuw = Schrijf een incident op
incidenten-lek = Zoek uit wie geraakt is
incidenten-leeg = Er staat nog niets
incident-titel = Incident
incident-wat = Wat is er gebeurd?
incident-wat-hint = Noem liever nummers van verwijzingen dan namen.
incident-ontdekt = Ontdekt op
incident-gebeurd = Gebeurd op
incident-mensen = Hoeveel mensen raakt het?
incident-mensen-hint = Weet u het nog niet? Laat het leeg.
incident-maatregelen = Wat is er gedaan?
incident-gemeld-op = Gemeld bij de Autoriteit Persoonsgegevens op
incident-gemeld-hint = Dat moet binnen 72 uur nadat het is ontdekt, als er een risico is voor mensen.
incident-niet-nodig-vink = Melden hoeft niet: er is geen risico voor mensen
incident-verteld = Wie is het verteld, en hoe?
incident-verteld-op = Aan de mensen zelf verteld op
incident-sluit-vink = Dit is klaar
incident-knop = Bewaar
incident-bewaard = Het incident is bewaard.
incident-melden-kop = Melden
incident-vertellen-kop = Vertellen
incident-klaar-kop = Klaar?
incident-gesloten = Klaar
incident-gemeld = Gemeld bij de Autoriteit Persoonsgegevens
incident-niet-nodig = Melden hoeft niet
incident-klok = Meld dit uiterlijk { $moment } bij de Autoriteit Persoonsgegevens, of schrijf op dat het niet hoeft.
incident-klok-voorbij = De 72 uur zijn voorbij. Meld dit alsnog, en schrijf op waarom het later was.
incident-klok-uitleg = De 72 uur tellen vanaf het moment van ontdekken.
incident-opgeschreven = Opgeschreven op { $moment }
incident-gewijzigd = Gewijzigd op { $moment }
lek-titel = Wie is geraakt?
lek-uitleg = U ziet nummers van verwijzingen en wie er keek. U ziet geen namen van deelnemers.
lek-account = Via welk account?
lek-organisatie = Via welke organisatie?
lek-elke = Elke organisatie
lek-link = Alleen via een link uit een e-mail
lek-knop = Zoek uit
lek-mensen = { $aantal ->
    [0] Niemands gegevens zijn hierdoor gezien.
    [one] Eén persoon is geraakt.
   *[other] { $aantal } mensen zijn geraakt.
}
lek-zonder-nummer = Opgezocht
lek-verwijzing = Verwijzing
lek-laatst = Laatst
