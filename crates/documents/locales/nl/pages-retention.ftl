### Hoe lang gegevens bewaard blijven: kiezen en eerst kijken wat het doet.

bewaar-titel = Hoe lang wij bewaren
bewaar-uitleg = Wat te oud is, gaat elke nacht weg en komt niet terug. Kies de termijnen samen met uw privacyfunctionaris.
bewaar-link = Kies hoe lang gegevens bewaard blijven
bewaar-eenheid = dagen
bewaar-dagen = { $aantal } dagen
bewaar-grens = U kunt kiezen van { $van } tot { $tot } dagen.
bewaar-weg = { $aantal ->
    [0] De komende nacht gaat er niets weg.
    [one] De komende nacht gaat er één weg.
   *[other] De komende nacht gaan er { $aantal } weg.
}
bewaar-oudste = De oudste is van { $moment }.
bewaar-proef-kop = Dit gebeurt er als u bewaart
bewaar-proef-uitleg = Er is nog niets gewijzigd.
bewaar-proef-knop = Bekijk wat dit doet
bewaar-knop = Bewaar deze termijnen
bewaar-terug = Pas het aan
bewaar-bewaard = De termijnen zijn bewaard.

bewaar-soort-clientgegevens = Gegevens van mensen die verwezen zijn
bewaar-wat-clientgegevens = Geteld vanaf het einde van iemands laatste verwijzing. Wie nog bezig is, blijft.
bewaar-soort-links = Links in mails
bewaar-wat-links = Alleen links die niet meer werken.
bewaar-soort-berichten = Welke berichten verstuurd zijn
bewaar-wat-berichten = Geteld vanaf het einde van de verwijzing. De tekst bewaren wij nooit.
bewaar-soort-inzagelog = Het logboek
bewaar-wat-inzagelog = Wie wat bekeek of wijzigde. Minstens vijf jaar.
bewaar-soort-gemist-aanbod = Gemist aanbod
bewaar-wat-gemist-aanbod = Wensen waar niets bij paste, zonder de persoon.
bewaar-soort-bewaarde-wensen = Bewaarde wensen
bewaar-wat-bewaarde-wensen = Dat een beweegcoach wensen bewaarde voor een cliënt. De wensen zelf gaan meteen weg als ze klaar zijn.
bewaar-soort-controle = Nagekeken regels van een import
bewaar-wat-controle = Alleen wat het servicepunt al heeft bekeken.
bewaar-soort-bewaarverslagen = Verslagen van wat wegging
bewaar-wat-bewaarverslagen = Alleen aantallen. Minstens vijf jaar.
