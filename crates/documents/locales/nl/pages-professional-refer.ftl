### Verwijzen, laten bellen, en wat er daarna gebeurt.

## Kiezen waar de verwijzing heen gaat

verwijs-kies-titel = Waar gaat de verwijzing heen?
verwijs-kies-uitleg = Zoek samen iets dat past, of laat iemand meedenken.
verwijs-kies-aanbod = Een club of groep
verwijs-kies-aanbod-uitleg = U ziet meteen wat dichtbij is, wanneer het is en wat het kost.
verwijs-kies-zorg = Een zorgverlener
verwijs-kies-zorg-uitleg = Bijvoorbeeld een fysiotherapeut die eerst meekijkt.
verwijs-kies-zorg-niemand = Er doet hier nog geen andere zorgverlener mee. Vraag het servicepunt of een beweegcoach.
verwijs-weg = Wat u koos, is er niet meer. Kies iets anders.
verwijs-een-coach = een beweegcoach
verwijs-coach-titel = Een beweegcoach
verwijs-coach-uitleg = De coach belt, luistert en zoekt samen iets dat past.

## Het formulier

verwijs-stap = Stap 2 van 3
verwijs-titel = Verwijs naar { $naam }
verwijs-andere = Kies iets anders
verwijs-vol = Nu is er geen plek vrij. De verwijzing komt op de wachtlijst.
verwijs-uw-persoon = Uw { $persoon }
verwijs-naam = Naam
verwijs-telefoon = Telefoon
verwijs-geboortejaar = Geboortejaar
verwijs-taal = Taal
verwijs-taal-leeg = Niet gevraagd
verwijs-aandachtspunten = Waar moet de begeleider op letten?
verwijs-aandachtspunten-hint = Bijvoorbeeld: snel moe, pijn in de knie. Schrijf geen ziekte of medicijn op.
verwijs-meer = Meer vertellen (hoeft niet)
verwijs-aanleiding = Wat wil uw { $persoon }?
verwijs-bijzonderheden = Bijzonderheden
verwijs-bijzonderheden-hint = Alleen een beweegcoach of zorgverlener leest dit, nooit een club.
verwijs-medisch = Medische achtergrond
verwijs-medisch-hint = Alleen als uw { $persoon } hier apart ja op zegt.
verwijs-email = E-mail
verwijs-email-hint = Dan komt er een e-mail met een eigen pagina.
verwijs-adres = Straat en nummer
verwijs-postcode = Postcode
verwijs-voorkeur = Hoe wil uw { $persoon } iets horen?
verwijs-voorkeur-leeg = Maakt niet uit
verwijs-contactpersoon = Wie mag ook gebeld worden?
verwijs-relatie = Wie is dat?
verwijs-grondslag = Beslist deze persoon mee?
verwijs-grondslag-hint = Tot 12 jaar beslissen de ouders. Van 12 tot 16 jaar beslissen kind en ouders samen.
verwijs-grondslag-leeg = Nee
verwijs-relatie-hint = Bijvoorbeeld: dochter, buurman, begeleider
verwijs-toestemming = Toestemming
verwijs-toestemming-hint = Lees de vraag hardop. Kies wat uw { $persoon } zegt.
verwijs-geen-antwoord = Kiest u niets? Dan is het antwoord nee.
verwijs-mag-delen = Mag ik { $naam } uw naam, telefoonnummer en taal geven? En zeggen waar zij op moeten letten?
verwijs-mag-terug = Mag de club mij laten weten of u bent begonnen, en hoe het afloopt?
verwijs-mag-begeleiding = Mag een beweegcoach u bellen als het even niet lukt?
verwijs-mag-coach = Mag ik uw naam en telefoonnummer aan een beweegcoach geven? Die belt u.
verwijs-mag-zorg = Mag ik { $naam } uw naam en telefoonnummer geven, en vertellen wat u wilt?
verwijs-mag-terug-coach = Mag ik horen of u bent begonnen, en hoe het afloopt?
verwijs-mag-medisch = Mag ik daarbij vertellen wat er met uw gezondheid is?
verwijs-mag-vergoeding = Mag wie de eerste weken betaalt, horen dat u bent begonnen?
verwijs-mag-cijfers = Mogen wij u meetellen in cijfers, zonder uw naam?
verwijs-ziet-club = Dit ziet de club
verwijs-ziet-eerst = Eerst: voornaam, taal en waar zij op letten
verwijs-ziet-na-ja = Na hun ja: hele naam en telefoonnummer
verwijs-ziet-niet = Nooit: ziekte, medicijnen, adres of uw dossier
verwijs-ziet-ander = Dit ziet { $naam }
verwijs-ziet-alles = Naam, contact, wat uw { $persoon } wil en wat u erbij schrijft
verwijs-ziet-medisch = Medische achtergrond: alleen na een apart ja
verwijs-knop = Verwijs uw { $persoon }
verwijs-knop-naam = Verwijs { $naam }
verwijs-toch = toch
verwijs-belofte-club = De club antwoordt binnen { $dagen } werkdagen. Lukt dat niet? Dan neemt het servicepunt het over.
verwijs-belofte-ander = U hoort binnen { $dagen } werkdagen dat het is opgepakt. Lukt dat niet? Dan neemt het servicepunt het over.
verwijs-al-titel = { $naam } is al verwezen
verwijs-al = Er loopt al een verwijzing bij dit telefoonnummer of e-mailadres. Wilt u er nog een versturen?
verwijs-al-kijk = Kijk bij uw verwijzingen
verwijs-eerder-titel = U hebt dit formulier al verstuurd
verwijs-eerder = Er staat al een verwijzing. Daarna is er iets veranderd in het formulier. Is dit een nieuwe verwijzing? Druk dan nog een keer op de knop.

verwijs-net-titel = Uw verwijzing is verstuurd, met nummer { $nummer }
verwijs-net = Hieronder staat een nieuw, leeg formulier.

## Bel deze persoon

bel-titel = Bel deze persoon
bel-uitleg = Klaar in 20 seconden. Een beweegcoach belt binnen { $dagen } werkdagen en zoekt samen verder.
bel-meer = Meer vertellen (hoeft niet)
bel-knop = Laat bellen

## Verstuurd

verstuurd-stap = Stap 3 van 3
verstuurd-titel = { $naam } is verwezen
verstuurd-hoe-verder = Zo gaat het verder
verstuurd-club = { $wie } antwoordt uiterlijk { $dag }.
verstuurd-coach = { $wie } neemt uiterlijk { $dag } contact op.
verstuurd-nu = Zo staat het nu: { $status }.
verstuurd-anders = Gebeurt dat niet? Dan neemt het servicepunt het over.
verstuurd-u-hoort = U hoort van de start en van het einde.
verstuurd-u-hoort-niet = U hoort niet hoe het verder gaat: daar is geen toestemming voor.
verstuurd-per-mail = { $naam } krijgt een e-mail met een eigen pagina. Daar staat wie er belt.
verstuurd-op-papier = { $naam } krijgt geen e-mail. Print de brief en geef hem mee.
verstuurd-vol = Er is nu geen plek vrij. De verwijzing staat op de wachtlijst.
verstuurd-bekijk = Bekijk de verwijzing
verstuurd-nog-een = Zoek voor iemand anders

## De brief voor de inwoner

brief-titel = Brief om mee te geven
brief-terug = Terug naar de verwijzing
brief-print = Print
