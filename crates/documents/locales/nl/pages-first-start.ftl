### Het begin van een nieuwe installatie.

opzetten-titel = Beweegbrug opzetten
opzetten-uitleg = Vul dit één keer in. Daarna logt u in als beheerder en leest u postcodes en aanbod in.
opzetten-gemeente-kop = Uw gemeente
opzetten-gemeentecode = Gemeentecode
opzetten-gemeentecode-hint = GM en vier cijfers, zoals GM0796
opzetten-gemeente = Naam van de gemeente
opzetten-servicepunt-kop = Het servicepunt
opzetten-servicepunt-uitleg = Hier komen verwijzingen die niet vanzelf verder gaan.
opzetten-servicepunt = Naam van het servicepunt
opzetten-servicepunt-email = E-mailadres van het servicepunt
opzetten-servicepunt-telefoon = Telefoonnummer van het servicepunt
opzetten-beheerder-kop = De eerste beheerder
opzetten-naam = Uw naam
opzetten-email = Uw e-mailadres
opzetten-wachtwoord = Kies een wachtwoord
opzetten-wachtwoord-hint = Minstens 15 tekens. Een zin van een paar woorden is goed.
opzetten-knop = Begin
