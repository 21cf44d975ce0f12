### Tekst om te kopiëren naar het systeem van de verwijzer. Zonder naam: het staat al in het dossier.

kopie-kop = Verwezen via Beweegbrug
kopie-nummer = Nummer: { $tekst }
kopie-naar = Naar: { $tekst }
kopie-wat = Wat: { $tekst }
kopie-verstuurd = Verstuurd: { $tekst }
kopie-stand = Stand op { $dag }: { $tekst }
kopie-toestemming = Toestemming ({ $wijze }): { $tekst }
kopie-geen-toestemming = Toestemming: geen

kopie-terug-kop = Bericht van Beweegbrug over verwijzing { $nummer }
kopie-terug-bij = Bij: { $tekst }
kopie-terug-uitkomst = Hoe het afliep: { $tekst }
kopie-terug-reden = Reden: { $tekst }
