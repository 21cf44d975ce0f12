### Mails aan wie een account heeft of krijgt.

mail-account-uitnodiging-onderwerp = Uitnodiging voor Beweegbrug
mail-account-uitnodiging-begin = U kunt met Beweegbrug werken voor { $organisatie }. Open deze link. U kiest daar een wachtwoord.
mail-account-uitnodiging-uitleg = De link werkt één keer, en een week lang. Kent u { $organisatie } niet? Dan hoeft u niets te doen.

mail-account-wachtwoord-vergeten-onderwerp = Kies een nieuw wachtwoord
mail-account-wachtwoord-vergeten-begin = U vroeg om een nieuw wachtwoord voor Beweegbrug. Open deze link om er een te kiezen.
mail-account-wachtwoord-vergeten-uitleg = De link werkt één keer, en een uur lang. Vroeg u dit niet? Dan hoeft u niets te doen. Uw wachtwoord blijft zoals het was.

mail-account-wachtwoord-gewijzigd-onderwerp = Uw wachtwoord is gewijzigd
mail-account-wachtwoord-gewijzigd-begin = Uw wachtwoord voor Beweegbrug is zojuist gewijzigd. Op andere apparaten logt u opnieuw in.
mail-account-wachtwoord-gewijzigd-uitleg = Deed u dit niet zelf? Bel dan meteen het servicepunt.

mail-account-tweede-stap-weg-onderwerp = Uw tweede stap is weggehaald
mail-account-tweede-stap-weg-begin = Een beheerder heeft uw tweede stap bij het inloggen weggehaald. Log in met uw wachtwoord. U stelt dan een nieuwe tweede stap in.
mail-account-tweede-stap-weg-uitleg = Vroeg u hier niet om? Bel dan meteen het servicepunt.

mail-account-uitgelogd-onderwerp = U bent overal uitgelogd
mail-account-uitgelogd-begin = Een beheerder heeft u op al uw apparaten uitgelogd. Uw wachtwoord en uw tweede stap zijn niet gewijzigd. Zo logt u weer in:
mail-account-uitgelogd-uitleg = Vroeg u hier niet om? Bel dan het servicepunt.

mail-account-gekoppeld-onderwerp = U kunt nu inloggen met uw werkaccount
mail-account-gekoppeld-begin = Vanaf nu kunt u bij Beweegbrug inloggen met het account van uw werk. Dat is zojuist voor het eerst gebeurd.
mail-account-gekoppeld-uitleg = Deed u dit niet zelf? Bel dan meteen het servicepunt.

mail-account-noodtoegang-onderwerp = Een verwijzing is in nood geopend
mail-account-noodtoegang-begin = Iemand in { $gemeente } opende zojuist een verwijzing in nood. De reden staat op deze pagina:
mail-account-noodtoegang-uitleg = Kijk vandaag nog of het terecht was. Vraag het na als u twijfelt.

mail-account-gemist-gevonden-onderwerp = Uw gemiste vraag is nu aanbod
mail-account-gemist-gevonden-begin = U zocht iets in { $gemeente } dat er niet was. Nu is er iets dat past bij wat u toen vroeg:
mail-account-gemist-gevonden-uitleg = Kijk of het past bij de persoon voor wie u zocht. Wij bewaarden alleen de wens, niet voor wie die was.

mail-account-wens-past-onderwerp = Nieuw aanbod dat past bij een bewaarde wens
mail-account-wens-past-begin = U bewaarde in { $gemeente } wensen voor iemand die u begeleidt. Er is nieuw aanbod dat daarbij past. Bekijk het hier:
mail-account-wens-past-uitleg = Er staat geen naam in deze mail. U ziet na het inloggen om wie het gaat, en waarom het past. Voor dezelfde wensen krijgt u hoogstens één mail per dag.
