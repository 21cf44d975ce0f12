### Wat het kost.

prijs-gratis = gratis
prijs-onbekend = prijs niet bekend
prijs-aanvraag = prijs op aanvraag
prijs-vraag = Vraag de aanbieder wat het kost.
prijs-keer = { $bedrag } per keer
prijs-maand = { $bedrag } per maand
prijs-kwartaal = { $bedrag } per 3 maanden
prijs-jaar = { $bedrag } per jaar
prijs-kaart = { $bedrag } voor { $aantal } keer
prijs-seizoen = { $bedrag } per seizoen
prijs-seizoen-weken = { $bedrag } per seizoen van { $aantal } weken
prijs-cursus = { $bedrag } voor de hele cursus
prijs-cursus-weken = { $bedrag } voor de hele cursus van { $aantal } weken
prijs-eenmalig = { $bedrag } eenmalig
prijs-ongeveer = ongeveer { $bedrag } per maand
prijs-vergoed = { $weken ->
    [one] eerste week gratis, daarna { $prijs }
   *[other] eerste { $weken } weken gratis, daarna { $prijs }
}
proefles-gratis = eerste keer gratis
proefles-betaald = eerste keer { $bedrag }
