### What it costs.

prijs-gratis = za darmo
prijs-onbekend = cena nieznana
prijs-aanvraag = cenę podamy na pytanie
prijs-vraag = Zapytaj w klubie, ile to kosztuje.
prijs-keer = { $bedrag } za każdy raz
prijs-maand = { $bedrag } miesięcznie
prijs-kwartaal = { $bedrag } za 3 miesiące
prijs-jaar = { $bedrag } rocznie
prijs-kaart = { $bedrag } za { $aantal } razy
prijs-seizoen = { $bedrag } za sezon
prijs-seizoen-weken = { $bedrag } za sezon, liczba tygodni: { $aantal }
prijs-cursus = { $bedrag } za cały kurs
prijs-cursus-weken = { $bedrag } za cały kurs, liczba tygodni: { $aantal }
prijs-eenmalig = jednorazowo { $bedrag }
prijs-ongeveer = około { $bedrag } miesięcznie
prijs-vergoed = { $weken ->
    [one] pierwszy tydzień za darmo, potem { $prijs }
    [few] pierwsze { $weken } tygodnie za darmo, potem { $prijs }
   *[many] pierwsze { $weken } tygodni za darmo, potem { $prijs }
}
proefles-gratis = pierwszy raz za darmo
proefles-betaald = pierwszy raz { $bedrag }
