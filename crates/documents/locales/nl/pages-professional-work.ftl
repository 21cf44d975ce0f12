### De werklijst van elke rol, en de balie van het servicepunt.

## Te doen

te-doen-titel = Te doen
te-doen-groet-niets = Dag { $naam }. Er wacht nu niets op u.
te-doen-groet-een = Dag { $naam }. Begin met de eerste.
te-doen-groet-laat = Dag { $naam }. Begin met deze { $aantal }.
te-doen-groet = Dag { $naam }. Niets is te laat.
te-doen-telling = { $mijn } voor u (te laat of deze week), { $ander } bij iemand anders.
te-doen-lijsten = Lijsten
te-doen-wacht-op-mij = Wacht op mij ({ $aantal })
te-doen-wacht-op-anderen = Wacht op anderen ({ $aantal })
te-doen-groep-te-laat = Te laat
te-doen-groep-vandaag = Vandaag
te-doen-groep-deze-week = Deze week
te-doen-groep-later = Later
te-doen-later = Later ({ $aantal })
te-doen-meer = Toon alle { $aantal }
te-doen-zoek = Zoek samen
te-doen-bel = Bel deze persoon

te-doen-leeg-verwijzer = Zoek samen met uw { $persoon }
te-doen-leeg-verwijzer-uitleg = U hebt de { $persoon } voor u? Zoek samen iets dat past. Geen tijd? Laat een beweegcoach bellen.
te-doen-leeg-aanbieder = Er wacht niemand op uw antwoord
te-doen-leeg-aanbieder-uitleg = Komt er iemand? Dan staat het hier, en u krijgt een e-mail. Kijk intussen of uw aanbod nog klopt.
te-doen-leeg-aanbieder-knop = Bekijk mijn aanbod
te-doen-leeg-coach = Er wacht niemand op een telefoontje
te-doen-leeg-coach-uitleg = Zoek met een { $persoon } iets dat past, of kijk bij wie het wachten op iemand anders is.
te-doen-leeg-servicepunt = Niets zit vast
te-doen-leeg-servicepunt-uitleg = Elke open verwijzing heeft iemand die aan de beurt is, en nog tijd.
te-doen-leeg-anderen = Er is niets bij iemand anders
te-doen-leeg-anderen-uitleg = Alles wat open staat, is bij u.

## De daad, voor wie aan de beurt is. $naam is de voornaam, $ontvanger de aanbieder.

werk-aanbieder-verstuurd = Laat weten of { $naam } welkom is
werk-aanbieder-aanvaard = Bel { $naam }
werk-aanbieder-contact-gelegd = Spreek een proefles af met { $naam }
werk-aanbieder-proefles-gepland = Vul in: is { $naam } gekomen?
werk-aanbieder-proefles-gevolgd = Vul in: doet { $naam } mee?
werk-aanbieder-gestart = Vul in: hoe gaat het met { $naam }?
werk-aanbieder-gepauzeerd = Vraag of { $naam } weer meedoet
werk-aanbieder-zoekt-ander-aanbod = Er wordt iets anders gezocht voor { $naam }

werk-begeleider-verstuurd = Maak kennis met { $naam }
werk-begeleider-aanvaard = Bel { $naam }
werk-begeleider-contact-gelegd = Kies samen met { $naam } wat past
werk-begeleider-proefles-gepland = Vraag { $naam } hoe het ging
werk-begeleider-proefles-gevolgd = Vul in: doet { $naam } mee?
werk-begeleider-gestart = Vraag hoe het met { $naam } gaat
werk-begeleider-gepauzeerd = Vraag of { $naam } weer meedoet
werk-begeleider-zoekt-ander-aanbod = Kies iets anders voor { $naam }

werk-servicepunt-verstuurd = { $ontvanger } antwoordt niet
werk-servicepunt-aanvaard = { $naam } is nog niet gebeld
werk-servicepunt-contact-gelegd = Er is nog geen proefles voor { $naam }
werk-servicepunt-proefles-gepland = Was { $naam } bij de proefles?
werk-servicepunt-proefles-gevolgd = Is { $naam } begonnen?
werk-servicepunt-gestart = Hoe gaat het met { $naam }?
werk-servicepunt-gepauzeerd = Doet { $naam } weer mee?
werk-servicepunt-zoekt-ander-aanbod = Kies iets anders voor { $naam }

## Wat een ander doet. $wie is wie aan de beurt is.

werk-ander-verstuurd = { $wie } laat weten of { $naam } welkom is
werk-ander-aanvaard = { $wie } belt { $naam }
werk-ander-contact-gelegd = { $wie } spreekt een proefles af met { $naam }
werk-ander-proefles-gepland = { $wie } vult in of { $naam } is gekomen
werk-ander-proefles-gevolgd = { $wie } vult in of { $naam } meedoet
werk-ander-gestart = { $wie } vult in hoe het met { $naam } gaat
werk-ander-gepauzeerd = { $wie } vraagt of { $naam } weer meedoet
werk-ander-zoekt-ander-aanbod = { $wie } zoekt iets anders voor { $naam }

## De balie van het servicepunt

balie-titel = { $aantal ->
    [0] Alles loopt vanzelf
    [one] 1 verwijzing heeft u nodig
   *[other] { $aantal } verwijzingen hebben u nodig
}
balie-vast = Zit vast
balie-vast-uitleg = te laat of deze week aan u
balie-bijhouden-uitleg = wacht op uw besluit
balie-nakijken = Nakijken
balie-nakijken-uitleg = regels in het aanbod
balie-loopt = Loopt vanzelf
balie-loopt-uitleg = andere open verwijzingen, op tijd
balie-post = Post die niet aankomt
balie-post-uitleg = Wij probeerden het een paar keer. Klopt het adres weer? Stuur dan opnieuw.
balie-post-opnieuw = Stuur opnieuw
balie-post-regel = { $wat } · { $nummer }
balie-post-verstuurd = Het bericht gaat opnieuw op weg.
balie-post-ontvanger = Aan de aanbieder
balie-post-verwijzer = Aan de verwijzer
balie-post-inwoner = Aan de deelnemer
balie-post-servicepunt = Aan het servicepunt
balie-aanbod = Aanbod nakijken
balie-aanbod-uitleg = Uit ingelezen bestanden. Wat niet zeker is, vullen wij niet in.
balie-aanbod-regel = { $bron }, regel { $regel }
balie-aanbod-gezien = Gezien
balie-aanbod-klaar = Het is van de lijst.
balie-aanbod-meer = En nog { $aantal } andere.
balie-aanbod-leeg = Er is niets om na te kijken.
balie-gemist = Gevraagd, maar niet te vinden
balie-gemist-uitleg = Laatste 3 maanden. Zonder namen.
balie-gemist-leeg = De laatste 3 maanden is er niets gemeld.
balie-keer = { $aantal } keer
balie-open = Waar zijn de open verwijzingen?
balie-open-leeg = Er staan geen verwijzingen open.
balie-te-laat = waarvan { $aantal } te laat
balie-cijfers = De laatste 3 maanden
balie-verstuurd = Verstuurd
balie-op-tijd = Antwoord op tijd
balie-op-tijd-van = { $deel } van { $geheel }
balie-op-tijd-uitleg = Op tijd is: binnen de termijn van de gemeente. Wie nog geen antwoord kreeg, telt niet mee.
balie-gestart = Gestart
wens-iets = Iets om te doen
wens-postcode = postcode { $cijfers }

## Rollen zonder deelnemers

rol-beleid-titel = Wat er gevraagd wordt en niet te vinden is
rol-beleid-uitleg = U ziet hier geen personen. Wel wat verwijzers in uw gemeente zochten en niet vonden.
rol-verzekeraar-titel = Hier is nog niets voor u te doen
rol-verzekeraar-uitleg = U ziet hier nooit gegevens van personen. Afspraken en declaraties krijgen hier een plek. Tot die tijd belt u het servicepunt.
rol-beheerder-titel = U regelt hoe het hier werkt
rol-beheerder-uitleg = Stel in hoe lang een antwoord mag duren, en wanneer iedereen vrij is. U ziet geen gegevens van personen.
rol-beheerder-knop = Naar de instellingen
rol-eigen-beheerder-titel = U regelt wie er bij u werkt
rol-eigen-beheerder-uitleg = Nodig collega's uit, en sluit af wie weggaat. U ziet geen gegevens van personen.
rol-eigen-beheerder-knop = Naar uw collega's
rol-logbeheerder-titel = U bewaakt wie gegevens bekijkt
rol-logbeheerder-uitleg = Zoek op wie de gegevens bij een verwijzing zag. U ziet de gegevens zelf niet.
rol-logbeheerder-knop = Naar de inzage
