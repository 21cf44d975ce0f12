### Mails aan aanbieders over hun aanbod.

mail-aanbod-zonder-naam = uw aanbod

mail-aanbod-vraag-onderwerp = Klopt uw aanbod nog?
mail-aanbod-vraag-begin = Huisartsen en andere verwijzers in { $gemeente } sturen mensen naar uw lessen. Daarom vragen wij af en toe of alles nog klopt.
mail-aanbod-vraag-vraag = Kijk even op deze pagina. Klopt alles? Dan is één klik genoeg.
mail-aanbod-vraag-uitleg = Klopt er iets niet? Op dezelfde pagina past u het aan. De link werkt drie maanden.

mail-aanbod-goedgekeurd-onderwerp = Uw aanbod staat erin: { $aanbod }
mail-aanbod-goedgekeurd-begin = { $servicepunt } heeft nagekeken wat u instuurde. Iedereen kan { $aanbod } nu vinden.
mail-aanbod-goedgekeurd-vraag = Zo ziet het eruit:
mail-aanbod-goedgekeurd-uitleg = Verandert er iets? Pas het dan aan. Dan sturen verwijzers niemand voor niets.

mail-aanbod-teruggestuurd-onderwerp = Een vraag over uw aanbod: { $aanbod }
mail-aanbod-teruggestuurd-begin = U stuurde { $aanbod } in. { $servicepunt } schrijft daarover:
mail-aanbod-teruggestuurd-vraag = Pas het hier aan en stuur het opnieuw in:
mail-aanbod-teruggestuurd-uitleg = Wij kijken er daarna meteen naar. De link werkt drie maanden.
