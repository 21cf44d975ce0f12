### /ingelezen: wat er is ingelezen, terugdraaien, en dubbel aanbod.

ingelezen-titel = Ingelezen aanbod
ingelezen-uitleg = Hier ziet u welke lijsten zijn ingelezen, en welk aanbod misschien dubbel is.
ingelezen-lijst = Wat er is ingelezen
ingelezen-leeg = Er is nog niets ingelezen.
ingelezen-door = { $wanneer }, door { $wie }
ingelezen-uit = Uit: { $bron }
ingelezen-nieuw = { $aantal } nieuw
ingelezen-anders = { $aantal } veranderd
ingelezen-gelijk = { $aantal } gelijk
ingelezen-weg = { $aantal } gestopt
ingelezen-geweigerd = { $aantal } niet ingelezen
ingelezen-niets = Er is niets veranderd.
ingelezen-is-terug = Teruggedraaid door { $wie }
ingelezen-terug = Terugdraaien
ingelezen-terug-uitleg = Het aanbod uit deze lijst wordt weer zoals het daarvoor was. Wat nieuw was, verdwijnt.
ingelezen-blijft = Dit aanbod is daarna door iemand veranderd. Het blijft zoals het nu is:
ingelezen-verdwijnt = { $aantal ->
    [one] Dat is één aanbod.
   *[other] Dat is { $aantal } keer aanbod.
}
ingelezen-lopen = { $aantal ->
    [0] Er loopt geen verwijzing naartoe.
    [one] Er loopt één verwijzing naartoe. Die gaat door.
   *[other] Er lopen { $aantal } verwijzingen naartoe. Die gaan door.
}
ingelezen-terug-knop = Ja, draai dit terug
ingelezen-teruggedraaid = Alles is weer zoals het was.
ingelezen-deels-terug = { $aantal ->
    [one] De lijst is teruggedraaid. Dit aanbod was daarna door iemand veranderd. Het is gebleven zoals het was:
   *[other] De lijst is teruggedraaid. Dit aanbod was daarna door mensen veranderd. Het is gebleven zoals het was:
}
ingelezen-niet-terug = Dit is niet teruggedraaid
ingelezen-al-terug = Deze lijst was al teruggedraaid.
ingelezen-te-oud = Dit is langer dan 90 dagen geleden. Wij bewaren niet meer hoe het daarvoor was.
ingelezen-gewijzigd = Dit aanbod is daarna veranderd door een nieuwere lijst. Draai die eerst terug. Er is nu niets teruggedraaid.
ingelezen-geoordeeld = Wij onthouden wat u koos.
dubbel-titel = Misschien dubbel
dubbel-leeg = Er is geen aanbod dat dubbel lijkt.
dubbel-uitleg = Twee bronnen noemen bijna hetzelfde, op dezelfde plek en hetzelfde moment. Kijk of het één of twee is.
dubbel-twee = Dit zijn er twee
dubbel-houd = Het is er één. Toon die uit { $bron }
ingelezen-door-beheer = de technisch beheerder
ingelezen-naar-te-doen = Naar te doen
ingelezen-meeste-weg = Meer dan de helft van het aanbod van deze lijst is hiermee gestopt. Was de lijst heel? Draai hem anders terug.
ingelezen-vragen = { $aantal ->
    [one] 1 vraag over deze lijst
   *[other] { $aantal } vragen over deze lijst
}
ingelezen-niet-gelezen = { $aantal ->
    [one] 1 regel is niet ingelezen
   *[other] { $aantal } regels zijn niet ingelezen
}
ingelezen-naar-nakijken = Kijk ze na
