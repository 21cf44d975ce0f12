### Wat er misging, voor een heel verzoek: misgaan-… op pagina's, probleem-… in de API.

## Pagina's

misgaan-niet-gevonden-titel = Deze pagina is er niet
misgaan-niet-gevonden-tekst = Misschien is het adres niet compleet, of is de pagina verplaatst. Kijk of het adres klopt, of begin opnieuw.
misgaan-voorbij-titel = Deze pagina is er niet meer
misgaan-voorbij-tekst = De link is verlopen of de gegevens zijn verwijderd. Hebt u nog een vraag? Bel ons gerust.
misgaan-mag-niet-titel = Deze pagina is niet voor uw rol
misgaan-mag-niet-tekst = U bent wel ingelogd, maar deze pagina hoort bij een andere rol. Hebt u haar nodig? Vraag uw beheerder.
misgaan-verlopen-titel = Stuur het formulier nog een keer
misgaan-verlopen-tekst = Het formulier stond te lang open, of u bent intussen opnieuw ingelogd. Er is niets verstuurd. Ga terug, ververs de pagina en probeer het opnieuw.
misgaan-onleesbaar-titel = Wij konden dit niet lezen
misgaan-onleesbaar-tekst = Er is niets verstuurd. Ga terug en probeer het opnieuw.
misgaan-al-gedaan-titel = Er is intussen iets veranderd
misgaan-al-gedaan-tekst = Iemand anders was u net voor. Ga terug en kijk hoe het nu staat.
misgaan-verkeerde-methode-titel = Dit kan hier niet
misgaan-verkeerde-methode-tekst = Dit adres werkt niet op deze manier. Begin opnieuw vanaf de eerste pagina.
misgaan-te-groot-titel = Dit is te veel tekst
misgaan-te-groot-tekst = Er is niets verstuurd. Ga terug, maak de tekst korter en probeer het opnieuw.
misgaan-te-vaak-titel = Even geduld
misgaan-te-vaak-tekst = Er kwamen kort na elkaar veel verzoeken. Wacht een paar minuten en probeer het opnieuw.
misgaan-te-traag-titel = Het duurt te lang
misgaan-te-traag-tekst = Het is nu erg druk. Wacht een minuut en kijk eerst of het toch gelukt is.
misgaan-stuk-titel = Er ging iets mis bij ons
misgaan-stuk-tekst = Dat ligt niet aan u. Wacht een minuut en probeer het opnieuw. Lukt het niet, bel ons dan.

misgaan-naar-te-doen = Naar uw lijst
misgaan-naar-begin = Naar het begin
misgaan-bel = Bel { $naam }: { $telefoon }

## De API

probleem-fouten-titel = Het verzoek klopt nog niet
probleem-fouten-tekst = { $aantal ->
    [one] Er is 1 fout. Zie errors voor de plaats en wat u kunt doen.
   *[other] Er zijn { $aantal } fouten. Zie errors voor de plaatsen en wat u kunt doen.
}
probleem-geen-token-titel = Er is een geldig token nodig
probleem-geen-token-tekst = Stuur de kop Authorization mee met Bearer en een geldig token. Een beheerder maakt tokens.
probleem-geen-json-titel = De inhoud is geen JSON
probleem-geen-json-tekst = Stuur de kop Content-Type mee met application/json.
probleem-stand-titel = Dit kan nu niet
probleem-stand-tekst = De verwijzing staat intussen anders. Zie huidigeStatus en toegestaneStappen, haal de verwijzing op en kies opnieuw.
probleem-sleutel-hergebruikt-titel = Deze sleutel is al gebruikt
probleem-sleutel-hergebruikt-tekst = Met deze Idempotency-Key is al een ander verzoek gedaan. Gebruik voor elke nieuwe verwijzing een nieuwe sleutel.
probleem-niet-gevonden-titel = Niet gevonden
probleem-niet-gevonden-tekst = Dit bestaat niet, of u mag het niet zien.
probleem-voorbij-titel = Niet meer beschikbaar
probleem-voorbij-tekst = Dit is er niet meer: het is verlopen of verwijderd.
probleem-mag-niet-titel = Dit mag uw rol niet
probleem-mag-niet-tekst = Het token hoort bij een rol of bereik dat dit niet mag.
probleem-verlopen-titel = Dit verzoek wordt niet aangenomen
probleem-verlopen-tekst = Het verzoek kwam van een andere site.
probleem-onleesbaar-titel = Het verzoek is onleesbaar
probleem-onleesbaar-tekst = Controleer het adres en de inhoud van het verzoek.
probleem-al-gedaan-titel = Dit kan nu niet
probleem-al-gedaan-tekst = Er is intussen iets veranderd. Haal de gegevens opnieuw op.
probleem-verkeerde-methode-titel = Deze methode kan hier niet
probleem-verkeerde-methode-tekst = Zie de kop Allow voor de methoden die hier wel kunnen.
probleem-te-groot-titel = De inhoud is te groot
probleem-te-groot-tekst = Stuur hoogstens 256 KB in één verzoek.
probleem-te-vaak-titel = Te veel verzoeken
probleem-te-vaak-tekst = Wacht het aantal seconden dat in de kop Retry-After staat.
probleem-te-traag-titel = Het duurt te lang
probleem-te-traag-tekst = Het is nu erg druk. Probeer het later opnieuw, met dezelfde Idempotency-Key.
probleem-stuk-titel = Er ging iets mis bij ons
probleem-stuk-tekst = Het ligt niet aan uw verzoek. Probeer het later opnieuw, met dezelfde Idempotency-Key.
