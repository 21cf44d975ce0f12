### De pagina met instellingen, voor de beheerder.

instel-pagina = Instellingen
instel-gegevens = Namen en adressen
instel-gegevens-uitleg = Verwijzers, aanbieders en inwoners zien deze gegevens in mails en op pagina’s.
instel-gegevens-bewaard = De namen en adressen zijn bewaard. Iedereen ziet ze vanaf nu.
instel-gegevens-knop = Bewaar namen en adressen
instel-gemeente = Naam van de gemeente
instel-servicepunt-kop = Het servicepunt
instel-servicepunt = Naam van het servicepunt
instel-servicepunt-email = E-mailadres van het servicepunt
instel-servicepunt-telefoon = Telefoonnummer van het servicepunt
instel-team-kop = De beweegcoaches
instel-team = Naam van het team
instel-team-email = E-mailadres van het team
instel-team-telefoon = Telefoonnummer van het team
