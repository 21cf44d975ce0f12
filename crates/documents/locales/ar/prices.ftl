### What it costs.

prijs-gratis = مجاناً
prijs-onbekend = السعر غير معروف
prijs-aanvraag = السعر عند السؤال
prijs-vraag = اسألوا النادي عن السعر.
prijs-keer = { $bedrag } في كل مرة
prijs-maand = { $bedrag } في الشهر
prijs-kwartaal = { $bedrag } كل 3 أشهر
prijs-jaar = { $bedrag } في السنة
prijs-kaart = { $bedrag } مقابل عدد مرات: { $aantal }
prijs-seizoen = { $bedrag } في الموسم
prijs-seizoen-weken = { $bedrag } في الموسم، عدد الأسابيع: { $aantal }
prijs-cursus = { $bedrag } للدورة كاملة
prijs-cursus-weken = { $bedrag } للدورة كاملة، عدد الأسابيع: { $aantal }
prijs-eenmalig = { $bedrag } مرة واحدة
prijs-ongeveer = نحو { $bedrag } في الشهر
prijs-vergoed = { $weken ->
    [one] مجاناً في الأسبوع الأول، وبعد ذلك { $prijs }
    [two] مجاناً في أول أسبوعين، وبعد ذلك { $prijs }
    [few] مجاناً في أول { $weken } أسابيع، وبعد ذلك { $prijs }
   *[other] مجاناً في أول { $weken } أسبوعاً، وبعد ذلك { $prijs }
}
proefles-gratis = المرة الأولى مجاناً
proefles-betaald = المرة الأولى { $bedrag }
