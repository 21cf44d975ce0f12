### Wat om elke pagina heen staat, en woorden die op veel pagina's terugkomen.
### $persoon is hoe de lezer een inwoner noemt: patiënt, cliënt of deelnemer.

## Om de pagina heen

basis-naar-inhoud = Naar de inhoud
basis-demo = Dit is een demo.
basis-demo-uitleg = Alle mensen zijn verzonnen. De tweede stap is uit.
basis-demo-post = Bekijk de post
basis-menu = Menu
basis-sluit = Sluit
basis-hoofdmenu = Hoofdmenu
basis-wachten-op-u = wachten op u
basis-uitloggen = Uitloggen
basis-inloggen = Inloggen
basis-gemeente = Gemeente { $naam }
basis-privacy = Privacy
basis-toegankelijkheid = Toegankelijkheid
basis-hulp = Hulp nodig? Bel { $telefoon }

## Hoe de lezer een inwoner noemt

persoon-patient = patiënt
persoon-client = cliënt
persoon-deelnemer = deelnemer
de-persoon = deze { $persoon }
zonder-naam = Naam verwijderd

## Op veel pagina's

fouten-titel = { $aantal ->
    [one] Kijk nog even naar 1 antwoord
   *[other] Kijk nog even naar { $aantal } antwoorden
}
ja = Ja
nee = Nee
kies = Kies
mag-leeg = (mag leeg)
vul-in = Vul in
antwoord = Antwoord
kies-opnieuw = Kies opnieuw
help-verder = Help verder
bekijk = Bekijk
bel-naam = Bel { $naam }
nu = (nu)
nog-niet = (nog niet)
gratis = Gratis
vandaag = Vandaag
was-dag = was { $dag }
voor-tijd = voor { $tijd }
via-verwijzer = via { $wie }
proefles-op = proefles { $moment }
status-wacht-op-u = Wacht op u
status-opgepakt = Is opgepakt
bladeren = Bladeren
volgende = Volgende
vorige = Vorige
bewaar = Bewaar
terug = Terug

## Inloggen

inloggen-titel = Inloggen
inloggen-email = E-mail
inloggen-wachtwoord = Wachtwoord
inloggen-knop = Log in
inloggen-niet-gelukt = Inloggen lukte niet
inloggen-fout = E-mail en wachtwoord horen niet bij elkaar. Kijk ze na en probeer het opnieuw.
inloggen-hulp = Lukt het niet? Bel { $naam }:
inloggen-link = Kreeg u een e-mail met een link? Dan hoeft u niet in te loggen. Open de link.
inloggen-weg = U was 30 minuten weg. Log opnieuw in.
inloggen-uitgelogd = U bent uitgelogd.
inloggen-demo-titel = Kijk rond in een rol
inloggen-demo-uitleg = Dit is een demo. Kies wie u wilt zijn. U bent dan meteen ingelogd.
inloggen-demo-knop = Log in
inloggen-demo-als = als { $rol }

## Voor welke organisatie

organisatie-titel = Voor wie werkt u nu?
organisatie-uitleg = U werkt voor meer dan één organisatie. U ziet steeds de verwijzingen van één ervan.
organisatie-kies = Kies deze
organisatie-nu = Hier werkt u nu voor
organisatie-wissel = Werk voor een andere organisatie
