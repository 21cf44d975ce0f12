### What it costs.

prijs-gratis = ücretsiz
prijs-onbekend = fiyatı bilinmiyor
prijs-aanvraag = fiyatı sorabilirsiniz
prijs-vraag = Ne kadar olduğunu kulübe sorun.
prijs-keer = her sefer { $bedrag }
prijs-maand = ayda { $bedrag }
prijs-kwartaal = 3 ayda { $bedrag }
prijs-jaar = yılda { $bedrag }
prijs-kaart = { $aantal } sefer için { $bedrag }
prijs-seizoen = sezon başına { $bedrag }
prijs-seizoen-weken = { $aantal } haftalık sezon için { $bedrag }
prijs-cursus = kursun tamamı için { $bedrag }
prijs-cursus-weken = { $aantal } haftalık kursun tamamı için { $bedrag }
prijs-eenmalig = bir defa { $bedrag }
prijs-ongeveer = ayda yaklaşık { $bedrag }
prijs-vergoed = ilk { $weken } hafta ücretsiz, sonra { $prijs }
proefles-gratis = ilk sefer ücretsiz
proefles-betaald = ilk sefer { $bedrag }
