### What it costs.

prijs-gratis = безкоштовно
prijs-onbekend = ціна невідома
prijs-aanvraag = запитайте про ціну
prijs-vraag = Запитайте в клубі, скільки це коштує.
prijs-keer = { $bedrag } за один раз
prijs-maand = { $bedrag } на місяць
prijs-kwartaal = { $bedrag } за 3 місяці
prijs-jaar = { $bedrag } на рік
prijs-kaart = { $bedrag }, кількість занять: { $aantal }
prijs-seizoen = { $bedrag } за сезон
prijs-seizoen-weken = { $bedrag } за сезон, кількість тижнів: { $aantal }
prijs-cursus = { $bedrag } за весь курс
prijs-cursus-weken = { $bedrag } за весь курс, кількість тижнів: { $aantal }
prijs-eenmalig = { $bedrag } один раз
prijs-ongeveer = приблизно { $bedrag } на місяць
prijs-vergoed = { $weken ->
    [1] перший тиждень безкоштовно, потім { $prijs }
    [one] перші { $weken } тиждень безкоштовно, потім { $prijs }
    [few] перші { $weken } тижні безкоштовно, потім { $prijs }
   *[many] перші { $weken } тижнів безкоштовно, потім { $prijs }
}
proefles-gratis = перший раз безкоштовно
proefles-betaald = перший раз { $bedrag }
