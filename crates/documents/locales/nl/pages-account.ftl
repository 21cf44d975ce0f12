### Inloggen met een tweede stap, het eigen account, uitnodigen.

menu-account = Mijn account
menu-toegang = Toegang

inloggen-onthoud = Onthoud mijn e-mailadres op dit apparaat
inloggen-vergeten = Wachtwoord vergeten?
inloggen-nieuw-wachtwoord = Uw wachtwoord staat klaar. Log ermee in.

passkey-knop = Ga verder met een passkey
passkey-lukte-niet = Het lukte niet met de passkey. Probeer het nog een keer, of kies een andere manier.
passkey-laatste = Dit is uw enige tweede stap. Stel eerst een andere in. Daarna kunt u deze weghalen.

## De tweede stap

code-titel = Bent u het echt?
code-veld = Code uit uw app
code-hint = 6 cijfers. Een herstelcode van 12 cijfers mag ook.
code-knop = Ga verder
code-niet-gelukt = Dat lukte niet
code-fout = Deze code klopt niet, of is al gebruikt. Wacht op een nieuwe code in uw app en typ die.
wachtwoord-fout = Dit wachtwoord klopt niet. Probeer het opnieuw.
code-kwijt = Ik heb mijn telefoon niet bij me
code-kwijt-uitleg = Typ een van uw herstelcodes. Hebt u die ook niet? Vraag uw beheerder om uw tweede stap weg te halen.
code-kwijt-bel = Of bel { $naam }:
bevestig-titel = Bevestig dat u het bent
bevestig-uitleg = Wat u nu gaat doen is belangrijk. Daarom vragen wij nog een keer om uw tweede stap.

## Instellen

instellen-titel = Stel uw tweede stap in
instellen-moet = U werkt met gegevens van mensen. Daarom logt u in met twee stappen: uw wachtwoord en iets dat u bij u hebt. Dit stelt u één keer in.
instellen-nieuw = Koppel een app op uw telefoon. Gebruikt u al een app? Die werkt daarna niet meer. U krijgt ook nieuwe herstelcodes.
instellen-passkey-kop = Het snelst: met een passkey
instellen-passkey-uitleg = U logt in met uw vinger, uw gezicht of de pincode van dit apparaat.
instellen-app-kop = Met een app
instellen-app-1 = Open een app voor inlogcodes op uw telefoon, zoals Google Authenticator, Microsoft Authenticator of uw wachtwoordkluis. Scan dit plaatje.
instellen-qr = QR-code om te scannen met uw app
instellen-zelfde-telefoon = Leest u dit op die telefoon? Open de app hier
instellen-typen = Ik kan niet scannen
instellen-app-2 = Typ de 6 cijfers die de app nu toont
instellen-knop = Stel in
instellen-code-fout = Deze code klopt niet. Kijk of de klok van uw telefoon goed staat, en typ de code die de app nu toont.

## Herstelcodes

herstel-titel = Bewaar uw herstelcodes
herstel-uitleg = Bent u uw telefoon kwijt? Dan logt u in met zo'n code. Print ze of schrijf ze op. U ziet ze maar één keer.
herstel-kop = Uw 10 codes
herstel-eens = Elke code werkt één keer.
herstel-print = Print
herstel-verder = Ik heb ze bewaard
herstel-nieuw-titel = Nieuwe herstelcodes
herstel-nieuw-uitleg = U krijgt 10 nieuwe codes. De oude werken dan niet meer.
herstel-nieuw-knop = Maak nieuwe codes

## Wachtwoord vergeten

vergeten-titel = Wachtwoord vergeten
vergeten-uitleg = Vul uw e-mailadres in. Wij sturen u een link om een nieuw wachtwoord te kiezen.
vergeten-knop = Stuur mij een link
vergeten-gestuurd = Kijk in uw mail. Kennen wij dit adres? Dan staat er binnen een paar minuten een link in. De link werkt een uur.
vergeten-geen-mail = Geen mail? Kijk bij ongewenste mail. Of probeer een ander adres.
vergeten-terug = Terug naar inloggen
nieuw-wachtwoord-titel = Kies een nieuw wachtwoord
nieuw-wachtwoord-veld = Nieuw wachtwoord
nieuw-wachtwoord-hint = Een paar gewone woorden achter elkaar is veilig en makkelijk te onthouden. Plakken mag.
nieuw-wachtwoord-knop = Bewaar

## Uitnodiging

uitnodiging-titel = Welkom bij Beweegbrug
uitnodiging-uitleg = U bent uitgenodigd om te werken voor { $organisatie }. Uw rol: { $rollen }.
uitnodiging-bekend = U hebt al een account met { $email }. Zegt u ja? Dan kunt u er ook voor deze organisatie mee werken.
uitnodiging-ja = Ja, neem de uitnodiging aan
uitnodiging-naam = Uw naam
uitnodiging-wachtwoord-hint = Minstens { $aantal } tekens. Een paar gewone woorden achter elkaar is veilig en makkelijk te onthouden. Plakken mag.
uitnodiging-knop = Maak mijn account

## Mijn account

account-titel = Mijn account
account-terug = Mijn account
account-bewaard = Het is bewaard.
account-naam-kop = Uw naam
account-naam-knop = Bewaar naam
account-stap-kop = Tweede stap bij het inloggen
account-stap-demo = In de demo staat de tweede stap uit.
account-app = App met codes
account-ingesteld = Ingesteld
account-niet-ingesteld = Niet ingesteld
account-instellen = Stel in
account-app-nieuw = Nieuwe telefoon
account-passkeys = Passkeys
account-passkeys-aantal = { $aantal ->
    [0] Geen
    [one] 1 passkey
   *[other] { $aantal } passkeys
}
account-bekijken = Bekijk
account-herstel = Herstelcodes
account-herstel-over = { $aantal ->
    [0] Geen over
    [one] Nog 1 over
   *[other] Nog { $aantal } over
}
account-herstel-nieuw = Maak nieuwe
account-wachtwoord-kop = Wachtwoord
account-oud = Uw wachtwoord van nu
account-nieuw = Nieuw wachtwoord
account-wachtwoord-knop = Wijzig wachtwoord
account-sessies-kop = Waar u bent ingelogd
account-sessies-aantal =
    { $aantal ->
        [one] U bent op één apparaat ingelogd: dit.
       *[other] U bent op { $aantal } apparaten ingelogd.
    }
account-sessies-klaar = U bent daar uitgelogd.
account-deze-sessie = Dit apparaat, nu
account-apparaat-onbekend = Onbekend apparaat
account-sessie-uit = Log uit
account-sessies-uit = Log overal anders uit
account-tokens-kop = Toegang voor programma's
account-tokens-uitleg = Met zo'n sleutel werkt een programma in uw naam.
account-token-tijd = Gemaakt { $van }, werkt tot { $tot }
account-token-uit = Trek in

passkeys-titel = Uw passkeys
passkeys-uitleg = Met een passkey logt u in met uw vinger, uw gezicht of de pincode van uw apparaat. Zonder wachtwoord.
passkeys-kop = Passkeys
passkeys-geen = U hebt er nog geen.
passkeys-gemaakt = Gemaakt { $moment }
passkeys-gebruikt = gebruikt { $moment }
passkeys-weg = Haal weg
passkeys-nieuw-kop = Een nieuwe passkey
passkeys-naam = Naam, zoals "telefoon van het werk"
passkeys-maak = Maak een passkey
passkey-bestaat-al = Dit apparaat heeft al een passkey van u.

## Toegang

toegang-titel = Toegang
toegang-uitleg = Wie hier kan inloggen. Nodig iemand uit, of help wie zijn tweede stap kwijt is.
toegang-uitnodigen-kop = Nodig iemand uit
toegang-organisatie = Voor welke organisatie?
toegang-kies = Kies een organisatie
fout-ontbreekt-organisatie = Kies een organisatie
toegang-rol = In welke rol?
toegang-uitnodigen-knop = Stuur uitnodiging
toegang-uitgenodigd = De uitnodiging is verstuurd.
toegang-tweede-stap-weg = De tweede stap is weggehaald. De collega krijgt een mail.
toegang-ingetrokken = De uitnodiging is ingetrokken.
toegang-uitgenodigd-kop = Uitgenodigd
toegang-geldig = werkt tot { $moment }
toegang-intrekken = Trek in
toegang-binnen-kop = Wie hier werkt
toegang-zonder-stap = nog geen tweede stap
toegang-stap-weg = Haal tweede stap weg
toegang-post-kop = Deze mails kwamen niet aan
toegang-post-uitleg = Kijk of het adres klopt, en probeer het daarna opnieuw. Werkt de link in een mail niet meer? Dan gaat die mail van de lijst en wordt hij niet verstuurd.
toegang-post-knop = Probeer opnieuw
toegang-opnieuw-geprobeerd = Wij proberen het opnieuw. Lukt het weer niet, dan staat de mail hier straks weer.
toegang-mail-account-uitnodiging = Uitnodiging
toegang-mail-account-wachtwoord-vergeten = Wachtwoord vergeten
toegang-mail-account-wachtwoord-gewijzigd = Het wachtwoord is gewijzigd
toegang-mail-account-tweede-stap-weg = De tweede stap is weggehaald
toegang-mail-account-gemist-gevonden = Gemiste vraag is nu aanbod
toegang-mail-account-wens-past = Nieuw aanbod bij een bewaarde wens
toegang-mail-account-noodtoegang = Er is iets in nood geopend

## Fouten

fout-te-bekend = Dit wachtwoord is makkelijk te raden. Het staat op een lijst van veelgebruikte wachtwoorden, of het lijkt op uw naam, uw adres of de plaats. Kies iets anders.
fout-te-bekend-kort = Kies iets dat moeilijker te raden is
fout-wachtwoord-onjuist = Uw wachtwoord van nu klopt niet. Probeer het opnieuw.
fout-wachtwoord-onjuist-kort = Dit wachtwoord klopt niet
