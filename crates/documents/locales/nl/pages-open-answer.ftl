### De pagina achter de link in de e-mail: wie een verwijzing krijgt, antwoordt hier zonder account.

## Boven aan de pagina

antwoord-voor = Voor { $aanbieder }
antwoord-iemand = De deelnemer
antwoord-kop-verstuurd = { $naam } wil graag meedoen
antwoord-kop-hulp = { $naam } wil graag meer bewegen
antwoord-kop-aanvaard = Kunt u { $naam } bellen?
antwoord-kop-contact-gelegd = Is er een proefles afgesproken?
antwoord-kop-proefles-gepland = { $naam } komt voor een proefles
antwoord-kop-na-de-proefles = Is { $naam } gekomen?
antwoord-kop-proefles-gevolgd = Doet { $naam } mee?
antwoord-kop-gestart = Hoe gaat het met { $naam }?
antwoord-kop-gepauzeerd = { $naam } doet even niet mee
antwoord-kop-zoekt-ander-aanbod = Wij zoeken iets anders voor { $naam }
antwoord-kop-afgerond = Dit is afgerond
antwoord-kop-gestopt = { $naam } is gestopt
antwoord-kop-niet-gestart = { $naam } begint niet
antwoord-kop-ingetrokken = { $naam } komt niet

## Wat u mag weten

antwoord-taal = Taal
antwoord-let-op = Let op
antwoord-van = Van
antwoord-van-zelf = Vroeg het zelf
antwoord-nummer = Nummer
antwoord-proefles = Proefles
antwoord-pauze-tot = Pauze tot
antwoord-telefoon = Telefoon
antwoord-email = E-mail
antwoord-adres = Adres
antwoord-voorkeur = Liefst
antwoord-contactpersoon = Contactpersoon
antwoord-wens = Wens
antwoord-bijzonderheden = Verder
antwoord-medisch = Medisch
antwoord-les-in-overleg = Het moment kiest u samen
antwoord-bij-coach = Hulp van een coach of zorgverlener
antwoord-zonder-telefoon = Er is geen telefoonnummer.

## De vraag

antwoord-vraag-verstuurd = Wat is uw antwoord?
antwoord-vraag-aanvaard = Hoe ging het bellen?
antwoord-vraag-contact-gelegd = Hoe gaat het verder?
antwoord-vraag-proefles-gepland = Is er iets veranderd?
antwoord-vraag-na-de-proefles = Wat is er gebeurd?
antwoord-vraag-proefles-gevolgd = Wat is er afgesproken?
antwoord-vraag-gestart = Is er iets veranderd?
antwoord-vraag-gepauzeerd = Wat is er gebeurd?
antwoord-voor-dag = Graag voor { $dag }
antwoord-te-laat = Graag vandaag nog. De vraag was voor { $dag }.
antwoord-bij-ander = Nu helpt { $wie } verder.
antwoord-goed-zo = Gaat het goed? Dan hoeft u niets te doen.
antwoord-wacht-proefles = U hoeft nu niets te doen. Na de proefles vragen wij hoe het ging.
antwoord-meer = Er is iets anders aan de hand
antwoord-klaar = U hoeft niets meer te doen.

## De antwoorden

antwoord-stap-aanvaard = Ja, { $naam } is welkom
antwoord-stap-aanvaard-hulp = Ja, ik help { $naam }
antwoord-stap-aanvaard-uitleg = Ik bel deze week
antwoord-stap-contact-gelegd = Wij hebben gebeld
antwoord-stap-contact-gelegd-uitleg = { $naam } weet hoe laat en waar
antwoord-stap-contact-gelegd-al = Wij hebben al gebeld
antwoord-stap-proefles-gepland = Er is een proefles afgesproken
antwoord-stap-proefles-gepland-uitleg = U vult de dag in
antwoord-andere-dag = Er is een andere dag afgesproken
antwoord-andere-dag-uitleg = U vult de nieuwe dag in
antwoord-stap-past-nu-niet = Nee, dit lukt niet
antwoord-stap-past-nu-niet-uitleg = U kiest waarom. Wij zoeken dan verder.
antwoord-stap-niet-bereikt = Niet bereikt
antwoord-stap-niet-bereikt-uitleg = Na { $keer } keer helpt het servicepunt
antwoord-stap-proefles-gevolgd = Ja, { $naam } is gekomen
antwoord-stap-proefles-gevolgd-uitleg = Mooi. Daarna vragen wij of { $naam } meedoet.
antwoord-stap-niet-gekomen = Nee, { $naam } kwam niet
antwoord-stap-niet-gekomen-uitleg = Een telefoontje helpt vaak
antwoord-stap-niet-gekomen-vooraf = De proefles gaat niet door
antwoord-stap-niet-gekomen-vooraf-uitleg = Daarna kiest u een nieuwe dag
antwoord-stap-gestart = { $naam } doet mee
antwoord-stap-gestart-uitleg = { $naam } komt voortaan naar de les
antwoord-stap-gepauzeerd = { $naam } doet even niet mee
antwoord-stap-gepauzeerd-uitleg = U kiest tot welke dag
antwoord-stap-hervat = { $naam } doet weer mee
antwoord-stap-hervat-uitleg = De pauze is voorbij
antwoord-stap-afgerond = Het is klaar
antwoord-stap-afgerond-uitleg = U kiest hoe het verder gaat
antwoord-stap-gestopt = { $naam } is gestopt
antwoord-stap-gestopt-uitleg = U kiest waarom
antwoord-stap-niet-gestart = { $naam } gaat niet beginnen
antwoord-stap-niet-gestart-uitleg = U kiest waarom
antwoord-stap-herstel = Vergist? Haal uw antwoord weg

antwoord-knop-proefles-gepland = Bewaar de proefles
antwoord-knop-andere-dag = Bewaar de nieuwe dag
antwoord-knop-past-nu-niet = Geef dit antwoord
antwoord-knop-gepauzeerd = Bewaar de pauze
antwoord-knop-afgerond = Rond af
antwoord-knop-gestopt = Geef dit door
antwoord-knop-niet-gestart = Geef dit door

## De velden

antwoord-veld-op = Welke dag?
antwoord-veld-tijd = Hoe laat?
antwoord-veld-tijd-hint = Weet u de tijd nog niet? Laat dit dan leeg.
antwoord-veld-tot = Tot welke dag?
antwoord-veld-reden = Waarom?
antwoord-veld-uitkomst = Hoe gaat het verder?
antwoord-veld-kies = Kies iets
antwoord-veld-toelichting = Wilt u er iets bij schrijven?
antwoord-veld-toelichting-hint = Alleen nodig bij “Iets anders”. Schrijf niets over ziekte of medicijnen.
antwoord-fout = { $aantal ->
    [one] Kijk nog even naar 1 antwoord
   *[other] Kijk nog even naar { $aantal } antwoorden
}

## Wat er net gebeurde

antwoord-gedaan-aanvaard = U zei ja. Fijn!
antwoord-gedaan-contact-gelegd = Fijn dat u { $naam } gesproken hebt.
antwoord-gedaan-proefles-gepland = De proefles staat genoteerd.
antwoord-gedaan-proefles-gevolgd = Fijn dat { $naam } er was. Het staat genoteerd.
antwoord-gedaan-gestart = Wat mooi: { $naam } doet mee.
antwoord-gedaan-gepauzeerd = De pauze staat genoteerd.
antwoord-gedaan-hervat = Fijn dat { $naam } weer meedoet.
antwoord-gedaan-afgerond = Dank u wel voor wat u deed.
antwoord-gedaan-gestopt = Dank u wel dat u het doorgeeft.
antwoord-gedaan-niet-gestart = Dank u wel dat u het doorgeeft.
antwoord-gedaan-past-nu-niet = Dank u wel voor uw antwoord. Wij zoeken verder.
antwoord-gedaan-niet-bereikt = { $keer ->
    [one] Genoteerd: u belde 1 keer en kreeg geen gehoor.
   *[other] Genoteerd: u belde { $keer } keer en kreeg geen gehoor.
}
antwoord-gedaan-niet-gekomen = Het staat genoteerd. Bel { $naam } gerust. Een nieuwe dag is zo gekozen.
antwoord-gedaan-herstel = Uw laatste antwoord is weg. Zo staat het nu.
antwoord-gedaan-ik-kom = { $naam } laat weten: ik kom.
antwoord-gedaan-ik-kan-niet = { $naam } kan deze keer niet komen. Belt u even?
antwoord-gedaan-bel-mij = { $naam } vraagt of u belt.
antwoord-gedaan-door = { $wie } heeft dit genoteerd.
antwoord-al-gedaan = Dit was al gedaan. Zo staat het nu.
antwoord-intussen = Er is intussen iets veranderd. Uw antwoord is nog niet bewaard. Zo staat het nu.

## Onder aan de pagina

antwoord-na-ja = Zegt u ja? Dan ziet u meteen de hele naam en het telefoonnummer.
antwoord-een-dag = U kunt uw antwoord een dag lang veranderen. U hebt geen account nodig.
antwoord-zelfde-link = Deze link blijft werken, ook voor wat er later gebeurt.
antwoord-liever-bellen = Liever bellen? { $servicepunt }:
