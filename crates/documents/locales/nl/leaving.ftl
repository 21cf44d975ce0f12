### Een gemeente die vertrekt: wat in de map met haar gegevens staat, en het bewijs van vernietiging.

uittocht-kop = Alle gegevens van { $gemeente } ({ $code }) uit Beweegbrug
    Gemaakt op { $moment } (UTC), voor { $wie }, met Beweegbrug { $versie }.
uittocht-let-op = Let op. In deze map staan persoonsgegevens van inwoners, leesbaar. Bewaar de map versleuteld. Geef haar alleen aan wie erover gaat. De gemeente is verantwoordelijk voor wat ermee gebeurt.
uittocht-hoe = Elke tabel staat er twee keer in.
    - Een .csv-bestand om te lezen, bijvoorbeeld in Excel. Tussen de kolommen staat een puntkomma. Een cel die op een formule lijkt, begint met een apostrof.
    - Een .jsonl-bestand voor programma's: op elke regel een rij in JSON, precies zoals het bewaard is.
    Tijden zijn in UTC. Kolommen die op _id eindigen, verwijzen naar een rij in een andere tabel. Bedragen zijn in centen. Alles is van hetzelfde moment.
uittocht-tabellen = Dit staat in de tabellen (met het aantal rijen):
uittocht-log = Het inzagelog staat in access_log. Het laat zien wie welke gegevens heeft ingezien of veranderd. De wet en NEN 7513 vragen om het vijf jaar te bewaren. Na het vertrek doet de gemeente dat zelf. In access_log_seal staan de zegels: zij laten zien dat er niets is weggehaald of veranderd. In access_log_head staat het laatste zegel.
uittocht-niet-mee = Dit gaat niet mee. Het zijn sleutels en codes, geen gegevens van de gemeente:
uittocht-controle = In manifest.json staat van elk bestand de SHA-256, en van elke tabel hoeveel rijen zij heeft. Met de handtekening herkent Beweegbrug zijn eigen uitvoer.

uittocht-tabel-municipality = de gemeente zelf, met haar instellingen
uittocht-tabel-organisation = de organisaties: huisartsen, clubs, het servicepunt
uittocht-tabel-account = de mensen die hier werken, en wie in het inzagelog staat
uittocht-tabel-membership = wie bij welke organisatie werkt, en in welke rol
uittocht-tabel-token = toegang voor programma's, zonder de sleutel zelf
uittocht-tabel-offer = het aanbod
uittocht-tabel-offer-session = de momenten van het aanbod
uittocht-tabel-review = twijfels bij het inlezen van aanbod
uittocht-tabel-resident = de inwoners: naam, telefoon, e-mail, adres en contactpersoon
uittocht-tabel-referral = de verwijzingen: aanleiding, bijzonderheden en hoe het staat
uittocht-tabel-referral-history = elke stap van elke verwijzing, met de toelichting
uittocht-tabel-link = links die zijn verstuurd, zonder de sleutel zelf
uittocht-tabel-outbox = berichten: wat is verstuurd, en wat niet aankwam
uittocht-tabel-access-log = het inzagelog
uittocht-tabel-access-log-seal = de zegels van het inzagelog
uittocht-tabel-access-log-head = het laatste zegel van het inzagelog
uittocht-tabel-access-alarm = opvallende inzage, met het antwoord op de vraag waarom
uittocht-tabel-access-alarm-limit = vanaf welk aantal inzage opvalt
uittocht-tabel-unmet-demand = gemist aanbod: de wens, zonder de persoon
uittocht-tabel-invitation = uitnodigingen aan collega's
uittocht-tabel-delegation = wie voor wie mocht werken
uittocht-tabel-consent-change = toestemmingen: gegeven en ingetrokken
uittocht-tabel-saved-wish = wensen die een beweegcoach voor een cliënt bewaarde
uittocht-tabel-saved-wish-offer = aanbod dat bij bewaarde wensen past
uittocht-tabel-objection = bezwaren van inwoners, met het antwoord
uittocht-tabel-suspension = schorsingen van aanbieders, met de reden
uittocht-tabel-suspension-referral = wie door een schorsing is geraakt, en hoe die het hoorde
uittocht-tabel-emergency-access = noodtoegang, met de reden
uittocht-tabel-resident-merge = dossiers van een persoon die zijn samengevoegd
uittocht-tabel-resident-pair-apart = dossiers die op elkaar lijken, maar van twee mensen zijn
uittocht-tabel-incident = het register van incidenten
uittocht-tabel-federated-role = rollen die met het account van het werk meekwamen
uittocht-tabel-retention-rule = bewaartermijnen die de gemeente zelf koos
uittocht-tabel-retention-report = wat elke nacht is verwijderd, in aantallen
uittocht-tabel-offer-link = links waarmee een aanbieder zijn aanbod bijhoudt, zonder de sleutel zelf
uittocht-tabel-offer-change = wat aanbieders aan hun aanbod veranderden
uittocht-tabel-offer-picture = foto's bij het aanbod (JPEG, in base64), met wie zei dat iedereen erop het goed vindt
uittocht-tabel-website-check = of de websites van het aanbod nog werken
uittocht-tabel-import-run = wanneer aanbod is ingelezen, en wat dat deed
uittocht-tabel-import-rejection = welke regels van een lijst niet zijn ingelezen, en waarom
uittocht-tabel-import-position = waar het inlezen van een bron verdergaat
uittocht-tabel-offer-before = aanbod zoals het was voor het inlezen
uittocht-tabel-offer-session-before = momenten van het aanbod zoals ze waren voor het inlezen
uittocht-tabel-review-before = twijfels zoals ze waren voor het inlezen
uittocht-tabel-offer-pair = aanbod van twee bronnen dat hetzelfde kan zijn
uittocht-tabel-synonym = woorden die bij het zoeken hetzelfde betekenen
uittocht-tabel-learning-off = aanbod waarvan het zoeken niet leert
uittocht-tabel-cancelled-lesson = lessen die een keer niet doorgingen
uittocht-tabel-refusal = hoe vaak iemand iets vroeg wat niet mocht

uittocht-tabel-web-session = wie waar is ingelogd
uittocht-tabel-one-time-code = codes voor de tweede stap bij het inloggen
uittocht-tabel-recovery-code = herstelcodes
uittocht-tabel-passkey = toegangssleutels van apparaten
uittocht-tabel-password-reset = links om een wachtwoord te kiezen
uittocht-tabel-federated-identity = de koppeling met het account van het werk
uittocht-tabel-idempotency = sleutels waarmee een dubbele aanvraag wordt herkend
uittocht-tabel-retention-mark = tot waar de nachtelijke opruiming kwam

vernietigd-kop = Bewijs van vernietiging: alle gegevens van { $tekst } in Beweegbrug
vernietigd-begonnen = Begonnen: { $tekst } (UTC)
vernietigd-klaar = Klaar: { $tekst } (UTC)
vernietigd-door = In opdracht van: { $tekst }
vernietigd-uitvoer = De gemeente kreeg eerst alles mee. SHA-256 van het manifest van die uitvoer: { $tekst }
vernietigd-zonder-uitvoer = De gemeente kreeg niets mee. De reden: { $tekst }
vernietigd-sleutels = Sleutels van inwoners die vernietigd zijn: { $tekst }. Wat ermee was versleuteld, kan niemand meer lezen, ook niet in een reservekopie na de volgende vervanging van de hoofdsleutel.
vernietigd-namen = Accounts waarvan alleen de naam blijft, omdat het inzagelog van een andere gemeente hen noemt: { $tekst }
vernietigd-log = Het inzagelog eindigde met zegel { $nummer }: { $schakel }
vernietigd-tabellen = Rijen per tabel: hoeveel er waren, en hoeveel er nu zijn.
vernietigd-tabel = - { $tabel }: { $waren } → { $zijn }
vernietigd-handtekening = Handtekening: { $tekst }
vernietigd-controle = Het .json-bestand naast dit bestand is het bewijs. Controleer het met: beweegbrug municipality verify-proof
