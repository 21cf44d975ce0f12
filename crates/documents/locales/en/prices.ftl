### What it costs.

prijs-gratis = free
prijs-onbekend = price not known
prijs-aanvraag = ask for the price
prijs-vraag = Ask the club what it costs.
prijs-keer = { $bedrag } each time
prijs-maand = { $bedrag } a month
prijs-kwartaal = { $bedrag } for 3 months
prijs-jaar = { $bedrag } a year
prijs-kaart = { $bedrag } for { $aantal } times
prijs-seizoen = { $bedrag } a season
prijs-seizoen-weken = { $bedrag } for a season of { $aantal } weeks
prijs-cursus = { $bedrag } for the whole course
prijs-cursus-weken = { $bedrag } for the whole course of { $aantal } weeks
prijs-eenmalig = { $bedrag } once
prijs-ongeveer = about { $bedrag } a month
prijs-vergoed = { $weken ->
    [one] first week free, then { $prijs }
   *[other] first { $weken } weeks free, then { $prijs }
}
proefles-gratis = first time free
proefles-betaald = first time { $bedrag }
