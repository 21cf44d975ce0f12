### Brieven aan inwoners, en wat onder elke brief staat.

mail-groet = Dag { $naam },
mail-groet-zonder-naam = Dag,
mail-vragen = Vragen? Bel { $servicepunt }: { $telefoon }.
mail-vragen-zonder-telefoon = Vragen? { $servicepunt } helpt u graag.
mail-van = Dit bericht komt van Beweegbrug in { $gemeente }.
mail-wat = Wat: { $tekst }
mail-wanneer = Wanneer: { $tekst }
mail-waar = Waar: { $tekst }
mail-trefpunt = Waar u elkaar ziet: { $tekst }
mail-wie = Wie u ontvangt: { $tekst }
mail-meenemen = Meenemen: { $tekst }
mail-kosten = Kosten: { $tekst }
mail-contactpersoon = Uw contactpersoon: { $tekst }
mail-code = Uw code is { $code }. Met deze code en uw geboortejaar kunt u de pagina ook zonder deze link openen.
mail-bevestiging-onderwerp = Fijn dat u wilt bewegen
mail-bevestiging-begin = Wat fijn dat u wilt bewegen. Uw aanmelding is verstuurd. U krijgt een telefoontje of een bericht van { $aanbieder }.
mail-bevestiging-begin-zonder-aanbieder = Wat fijn dat u wilt bewegen. Uw aanmelding is verstuurd. U krijgt snel een telefoontje of een bericht.
mail-bevestiging-pagina = Op uw eigen pagina ziet u hoe het gaat. U kunt daar ook zeggen: ik kom, ik kan niet, of bel mij.
mail-bevestiging-slot = Deze pagina is alleen voor u. Wilt u toch niet? Dat kunt u daar ook zeggen.
mail-proefles-afgesproken-onderwerp = Uw proefles is afgesproken
mail-proefles-afgesproken-begin = Uw proefles is afgesproken. Fijn dat u het gaat proberen.
mail-proefles-afgesproken-vraag = Komt u? Laat het weten op uw eigen pagina:
mail-proefles-afgesproken-slot = Kunt u niet? Dat is niet erg. Zeg het op uw pagina of bel ons. Dan kiezen wij samen een andere dag.
