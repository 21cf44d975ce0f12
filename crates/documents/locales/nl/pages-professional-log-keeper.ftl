## The log keeper's pages

logboek-paginas = Pagina's van de inzage
logboek-tab-verwijzing = Verwijzing
logboek-tab-logboek = Logboek
logboek-tab-signalen = Signalen
logboek-titel = Het logboek
logboek-uitleg = Wie deed wat, en wanneer. U ziet geen gegevens van deelnemers. Dat u hier kijkt, staat ook in het logboek.
logboek-van = Van
logboek-tot = Tot en met
logboek-wie = Wie
logboek-iedereen = Iedereen
logboek-nummer-kort = Nummer
logboek-handeling = Wat
logboek-alles = Alles
logboek-knop = Zoek op
logboek-bestand = Als bestand (CSV)
logboek-bestand-bevestig = Voor een bestand bevestigt u eerst wie u bent. Daarna kiest u wat erin komt.
logboek-leeg = Hier staat niets over in het logboek. Kies een langere periode of vul minder in.
logboek-vaak = { $wat }, { $aantal } keer in deze minuut
logboek-telling = { $aantal ->
    [one] Eén regel
   *[other] { $aantal } regels, nieuwste eerst
}
logboek-nieuwer = Nieuwere regels
logboek-ouder = Oudere regels

inzage-actie-exporteren = Als bestand opgehaald
inzage-actie-toestemming = Toestemming gewijzigd
inzage-actie-noodtoegang = In nood geopend
inzage-actie-logboek = Het logboek bekeken

signalen-titel = Signalen
signalen-uitleg = Dit viel op in het logboek. Vaak is er een goede reden. Vraag ernaar.
signalen-leeg = Er viel niets op
signalen-leeg-uitleg = Hier komt wat afwijkt: veel opgezocht, veel bekeken, 's nachts, of buiten de eigen gemeente.
signaal-veel-gezocht = Veel opgezocht in een uur
signaal-veel-gezocht-zin = Zocht { $aantal } keer iemand op in een uur.
signaal-veel-gezocht-hint = Keer in een uur. Onze standaard is { $aantal }.
signaal-veel-bekeken = Veel bekeken in een uur
signaal-veel-bekeken-zin = Opende { $aantal } keer gegevens in een uur.
signaal-veel-bekeken-hint = Keer in een uur. Onze standaard is { $aantal }.
signaal-veel-geweigerd = Vaak geweigerd in een uur
signaal-veel-geweigerd-zin = Vroeg { $aantal } keer iets wat niet mocht.
signaal-veel-geweigerd-hint = Keer in een uur. Onze standaard is { $aantal }.
signaal-in-de-nacht = Bekeken in de nacht
signaal-in-de-nacht-zin = Opende { $aantal } keer gegevens tussen elf uur 's avonds en zes uur 's ochtends.
signaal-in-de-nacht-hint = Keer in een nacht. Onze standaard is { $aantal }.
signaal-andere-gemeente = Bekeken in een andere gemeente
signaal-andere-gemeente-zin = Opende { $aantal } keer gegevens van een andere gemeente dan de eigen.
signaal-andere-gemeente-hint = Keer op een dag. Onze standaard is { $aantal }.
signaal-stand-open = Nog niet bekeken
signaal-stand-gevraagd = Om uitleg gevraagd
signaal-stand-beantwoord = Uitleg gekregen
signaal-stand-gesloten = Afgesloten
signaal-vraag-knop = Vraag om uitleg
signaal-sluit-knop = Sluit af
signaal-gedaan-gevraagd = De vraag staat klaar op de pagina Te doen van deze persoon.
signaal-gedaan-gesloten = Het signaal is afgesloten.
signaal-gedaan-bewaard = De grenzen zijn bewaard.
signalen-grenzen = Vanaf wanneer valt iets op?
signalen-grenzen-uitleg = Zet een getal hoger als u te veel signalen krijgt.
signalen-grenzen-knop = Bewaar de grenzen

vragen-titel = Een vraag over uw gebruik
vragen-uitleg = De logbeheerder zag iets wat opviel en vraagt waarom. Vaak is er een goede reden.
vragen-antwoord = Wat was de reden?
vragen-antwoord-hint = Noem geen namen van deelnemers. De logbeheerder leest uw antwoord.
vragen-knop = Verstuur uw antwoord
vragen-gedaan = Uw antwoord is verstuurd.
vragen-leeg = Er staat geen vraag open
vragen-terug = Naar wat er te doen is
vragen-wachten = De logbeheerder vraagt u iets over uw gebruik.
vragen-wachten-knop = Lees en antwoord

fout-onbekend-nummer = Dit nummer kennen wij niet. Kijk het na, of laat het leeg.
fout-onbekend-nummer-kort = Kijk het nummer na
