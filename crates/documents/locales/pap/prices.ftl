### What it costs.

prijs-gratis = grátis
prijs-onbekend = preis no ta konosí
prijs-aanvraag = puntra pa e preis
prijs-vraag = Puntra e klup kuantu e ta kosta.
prijs-keer = { $bedrag } pa biaha
prijs-maand = { $bedrag } pa luna
prijs-kwartaal = { $bedrag } pa 3 luna
prijs-jaar = { $bedrag } pa aña
prijs-kaart = { $bedrag } pa { $aantal } biaha
prijs-seizoen = { $bedrag } pa temporada
prijs-seizoen-weken = { $bedrag } pa temporada di { $aantal } siman
prijs-cursus = { $bedrag } pa henter e kurso
prijs-cursus-weken = { $bedrag } pa henter e kurso di { $aantal } siman
prijs-eenmalig = { $bedrag } un biaha so
prijs-ongeveer = mas o ménos { $bedrag } pa luna
prijs-vergoed = promé { $weken } siman grátis, despues { $prijs }
proefles-gratis = promé biaha grátis
proefles-betaald = promé biaha { $bedrag }
