### Inloggen met de gemeente of zorggroep waar iemand werkt (OpenID Connect).

openid-knop = Inloggen met { $naam }
openid-of = Of met uw e-mailadres en wachtwoord
openid-storing = Inloggen met { $naam } werkt nu niet. Dat ligt niet aan u. Probeer het straks opnieuw. Of log in met uw wachtwoord, als u dat hebt.
openid-niet-gelukt = Inloggen met { $naam } is niet gelukt. Probeer het nog een keer.
openid-verlopen = Het duurde te lang, of u begon in een andere browser. Begin opnieuw.
openid-afgebroken = U bent niet ingelogd bij { $naam }. Begin opnieuw als u dat wel wilt.
openid-onbekend = Bij { $naam } bent u bekend, maar hier nog niet. Vraag uw beheerder om een uitnodiging.
openid-zonder-rol = U hebt hier geen rol meer. Vraag uw beheerder bij { $naam } om u toegang te geven.
openid-bevestig = Bevestig bij { $naam }
openid-bevestig-mislukt = U bent niet bevestigd bij { $naam }. Probeer het nog een keer, of kies een andere manier.
openid-uit-titel = U bent uitgelogd
openid-uit-uitleg = U wordt nu ook uitgelogd bij { $naam }.
openid-uit-verder = Gebeurt er niets? Log uit bij { $naam }
