### De pagina van een aanbieder: wie het is, wat er is, en wat alleen verwijzers lezen.

aanbieder-terug = Terug naar het aanbod
aanbieder-lessen = { $aantal ->
    [one] 1 les
   *[other] { $aantal } lessen
}
aanbieder-lessen-in = { $lessen } in { $plaats }
aanbieder-wat = Wat er te doen is
aanbieder-wat-al = { $activiteiten }.
aanbieder-meer = En nog { $aantal } andere. Bekijk ze bij het aanbod
aanbieder-volgende = De volgende keren
aanbieder-gaat-niet-door = gaat niet door
aanbieder-contact = Contact

## Alleen wie verwijst leest dit

aanbieder-verwijzer = Voor u als verwijzer
aanbieder-verwijzer-uitleg = Dit ziet u omdat u verwijst. Andere bezoekers zien het niet.
aanbieder-eerste-contact = Eerste contact
aanbieder-tempo-dagen = { $dagen ->
    [one] Antwoordt meestal binnen 1 dag
   *[other] Antwoordt meestal binnen { $dagen } dagen
}
aanbieder-tempo-langer = Een antwoord kan langer dan twee weken duren. Het servicepunt kijkt mee.
aanbieder-tempo-onbekend = Nog te weinig verwijzingen om iets over te zeggen.
aanbieder-nagekeken = Nagekeken door het servicepunt op { $dag }: { $punten }.
aanbieder-nagekeken-niet = Het servicepunt heeft deze les nog niet zelf nagekeken.
aanbieder-punt-geschikt = geschikt voor kwetsbare mensen
aanbieder-punt-begeleider = de begeleider
aanbieder-punt-prijs = de prijs
aanbieder-punt-eerste-contact = het eerste contact
aanbieder-vertellen = Wat kan ik mijn cliënt vertellen?
aanbieder-verwijs = Verwijs hierheen
