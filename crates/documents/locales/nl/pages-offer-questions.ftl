### /aanbod-nakijken: vragen over ingelezen aanbod, met één antwoord voor meer regels.

nakijken-antwoord = Dit bedrag is
nakijken-vul-in = Vul in
nakijken-alle-regels = { $aantal } regels met deze vraag
nakijken-prijs-in-woorden = Hier staat meer dan een bedrag. Wat kost het? Pas het aan bij het aanbod.
nakijken-gedaan = { $aantal ->
    [one] Ingevuld bij één regel. Iedereen ziet de prijs.
   *[other] Ingevuld bij { $aantal } regels. Iedereen ziet de prijs.
}
nakijken-gezien = { $aantal ->
    [one] Gezien. Er is niets ingevuld.
   *[other] { $aantal } regels gezien. Er is niets ingevuld.
}
nakijken-ongedaan = Maak ongedaan
nakijken-terug = { $aantal ->
    [0] Er is niets veranderd.
    [one] De vraag staat weer open.
   *[other] { $aantal } vragen staan weer open.
}
nakijken-terug-deels = { $aantal ->
    [one] Eén vraag staat niet weer open: het aanbod is daarna nog veranderd. Pas het daar aan.
   *[other] { $aantal } vragen staan niet weer open: het aanbod is daarna nog veranderd. Pas het daar aan.
}
nakijken-gezien-lijst = Gezien, de laatste 30 dagen
nakijken-gezien-op = Gezien op { $dag }
nakijken-ingevuld-op = Ingevuld op { $dag }: { $antwoord }
nakijken-toch-open = Toch open
nakijken-niets = in de lijst staat niets
nakijken-samen-titel = Eén antwoord voor meer regels
nakijken-samen-titel-gezien = Regels met dezelfde vraag
nakijken-samen-welke = Voor welke regels?
nakijken-samen-hint = Aangevinkt is wat precies dezelfde tekst heeft. Kijk bij de andere of het antwoord ook daar klopt.
nakijken-samen-leeg = Hier is al over beslist.
nakijken-samen-meer = { $aantal ->
    [one] Er is nog één regel met deze vraag. Die komt hierna.
   *[other] Er zijn nog { $aantal } regels met deze vraag. Die komen hierna.
}
nakijken-samen-vul-in = Vul in bij wat is aangevinkt
nakijken-samen-gezien = Alleen gezien, vul niets in
fout-kies-per = Kies per wat dit bedrag is.
fout-kies-per-kort = Kies per wat dit bedrag is
