### Het aanbod bijhouden: de pagina achter de link van een aanbieder, en de lijst van het servicepunt.

klopt-titel = Klopt uw aanbod nog?
klopt-uitleg = Dit staat er nu van { $aanbieder }. Wie verwijst, kiest liever iets dat kort geleden is nagekeken.
klopt-alles = Alles klopt
klopt-alles-klein = Iedereen ziet dan dat u het vandaag hebt nagekeken
klopt-bedankt = Bedankt. Iedereen ziet dat uw aanbod klopt.
klopt-een = Dit klopt
klopt-bedankt-les = Bedankt. Iedereen ziet dat { $les } klopt.
klopt-niet-ingevuld = niet ingevuld
klopt-plekken-onbekend = plekken vrij: niet ingevuld
klopt-in-lijst = In de lijst stond bij { $kolom }: “{ $tekst }”. Dat konden wij niet goed lezen.
klopt-vul-in = Vul het in
klopt-anders = Komt u er niet uit? Bel { $naam }.
bevestigd-door-aanbieder = door de aanbieder
bevestigd-door-servicepunt = door het servicepunt
bevestigd-in-maand = in { $maand }
bevestigd-in-jaar = in { $maand } { $jaar }
bevestigd-door-bron = stond { $dag } zo in een lijst; de aanbieder heeft het nog niet zelf bevestigd

bijhouden-titel = Aanbod bijhouden
bijhouden-terug = Naar te doen
bijhouden-uitleg = Hier beslist u over aanbod dat aandacht vraagt. Er verdwijnt niets vanzelf.
bijhouden-onbevestigd = Niet op tijd bevestigd
bijhouden-onbevestigd-leeg = Al het aanbod is op tijd bevestigd.
bijhouden-onbevestigd-niets = U hoeft nu niets te beslissen.
bijhouden-nog-gevraagd = { $aantal ->
    [one] Eén andere les wacht nog op de aanbieder: die krijgt een mail met één knop. Daar hoeft u niets voor te doen.
   *[other] { $aantal } andere lessen wachten nog op de aanbieder: die krijgt een mail met één knop. Daar hoeft u niets voor te doen.
}
bijhouden-te-beslissen = { $aantal ->
    [one] Over één les kwam geen antwoord, of kunnen wij niet mailen. Die vraagt uw beslissing.
   *[other] Over { $aantal } lessen kwam geen antwoord, of kunnen wij niet mailen. Die vragen uw beslissing.
}
bijhouden-onbevestigd-uitleg = Dit aanbod staat lager in de zoekresultaten. Bel de aanbieder, of beslis zelf.
bijhouden-alle-houden = Alle { $aantal } kloppen
bijhouden-alle-verbergen = Verberg alle
bijhouden-alle-stoppen = Alle zijn gestopt
bijhouden-gestopt = Gestopt, de laatste 30 dagen
bijhouden-gestopt-op = Gestopt op { $dag }
bijhouden-terugzetten = Terugzetten
bijhouden-naar-gestopt = Was dit een vergissing? Zet het terug
bijhouden-klaar-terugzetten = Het aanbod staat er weer in zoals het was.
bijhouden-weer-anders = Wat hier is veranderd, is daarna weer anders geworden. U hoeft alleen te zien dat het er was.
bijhouden-gevraagd = Gevraagd op { $dag }, geen antwoord
bijhouden-geen-adres = Er is geen e-mailadres bekend
bijhouden-houden = Het klopt
bijhouden-verbergen = Verberg
bijhouden-tonen = Toon weer
bijhouden-stoppen = Is gestopt
bijhouden-werkt-niet = Mail en websites die niet werken
bijhouden-werkt-niet-leeg = Alle mail komt aan, en alle websites doen het.
bijhouden-mail = Een mail kwam niet aan op { $dag }
bijhouden-website = De website deed het { $keer } keer niet, het laatst op { $dag }
bijhouden-verborgen = Verborgen
bijhouden-klaar-houden = Het aanbod is vandaag bevestigd door het servicepunt.
bijhouden-klaar-verbergen = Niemand vindt dit aanbod nu. U kunt het altijd weer tonen.
bijhouden-klaar-stoppen = Het aanbod is gestopt. Lopende verwijzingen gaan door. U kunt het nog 30 dagen terugzetten.
bijhouden-klaar-tonen = Iedereen vindt dit aanbod weer.
balie-bijhouden = Aanbod bijhouden

klopt-niet = Er klopt iets niet
klopt-nieuw = Zet er een les bij

bijhouden-beoordelen = Ingestuurd door aanbieders
bijhouden-beoordelen-leeg = Er wacht niets op u.
bijhouden-beoordelen-uitleg = Nieuwe lessen en wijzigingen in "voor wie" ziet niemand tot u ja zegt. Een nieuwe prijs of tijd staat er meteen in. Die kijkt u achteraf na.
bijhouden-nieuw = Nieuw
bijhouden-live = Staat er al in
bijhouden-wacht = Wacht op u
bijhouden-ingestuurd = ingestuurd op { $dag }
bijhouden-ingestuurd-door = ingestuurd op { $dag } door { $naam }
bijhouden-leeg = (leeg)
bijhouden-terug-sturen = Eerst iets vragen
bijhouden-zin = Wat wilt u weten?
bijhouden-zin-hint = De aanbieder leest deze zin in een mail, met een link om het aan te passen. Staat de wijziging er al in? Dan gaat die terug naar hoe het was. Wat daarna weer is veranderd, blijft.
bijhouden-terug-knop = Stuur terug met deze zin
bijhouden-keuze = Wat is goed?
bijhouden-naar-goed = Naar "Wat is goed?"
bijhouden-naar-les = Lees terug
bijhouden-vraag-aanbieder = Vraag de aanbieder
bijhouden-klaar-foto = De foto is goedgekeurd.
bijhouden-nagekeken = Nagekeken
bijhouden-nagekeken-hint = Vink alles aan voor u ja zegt tegen iets dat nog niemand ziet.
bijhouden-check-geschikt = Geschikt voor kwetsbare mensen
bijhouden-check-begeleider = De begeleider kan dit
bijhouden-check-prijs = De prijs klopt en is duidelijk
bijhouden-check-eerste-contact = Het eerste contact is goed geregeld
bijhouden-goed = Alles wat is aangevinkt is goed
bijhouden-klaar-goed = Goedgekeurd. De aanbieder krijgt bericht van wat nu te vinden is.
bijhouden-klaar-gewijzigd = Bewaard. Het staat er meteen zo in, als bevestigd door het servicepunt.
balie-aanbod-pas-aan = Pas aan
aanbodform-terug-bijhouden = Terug naar het aanbod bijhouden
aanbodform-balie-uitleg = U past dit aan voor de aanbieder. Wat iedereen al kan vinden, staat er meteen zo in.
bijhouden-klaar-terug = Teruggestuurd. De aanbieder krijgt een mail met uw vraag.

## Het formulier van een aanbieder

aanbodform-terug = Terug naar uw aanbod
aanbodform-nieuw = Zet er een les bij
aanbodform-nieuw-uitleg = Het servicepunt kijkt ernaar. Daarna kan iedereen de les vinden.
aanbodform-wijzig = Pas uw les aan
aanbodform-wijzig-uitleg = Prijs, tijden, plaats en contact staan er meteen in. Naar de rest kijkt het servicepunt eerst.
aanbodform-wat-niet = Wat klopt er niet?
aanbodform-tijd-plekken = Tijd en plekken
aanbodform-wie-kort = Voor wie
aanbodform-vraag = Het servicepunt vraagt:
aanbodform-wacht = Hier kijkt het servicepunt nog naar: { $velden }.
aanbodform-wat = Wat is het?
aanbodform-omschrijving-hint = Schrijf het zo dat iemand die er nog nooit was, weet wat er gebeurt.
aanbodform-momenten-hint = Elk moment op een eigen regel. Twee keer op een dag? Dan zijn dat twee momenten. Maak een regel leeg om dat moment weg te halen.
aanbodform-nog-moment = Nog een moment
aanbodform-moment = Moment { $nummer }
aanbodform-dag = Dag
aanbodform-geen-dag = Op afspraak
aanbodform-van = Van
aanbodform-tot = Tot
aanbodform-plekken = Plekken vrij
aanbodform-plekken-over = { $aantal } plekken vrij
aanbodform-waar = Waar is het?
aanbodform-adres = Straat en nummer
aanbodform-postcode = Postcode
aanbodform-plaats = Plaats
aanbodform-trefpunt-hint = Waar staat iemand klaar? Bijvoorbeeld: bij de gele bank.
aanbodform-kosten = Wat kost het?
aanbodform-prijs = Prijs in euro's
aanbodform-prijs-hint = Bijvoorbeeld 3,50. Gratis is 0.
aanbodform-per = Per
aanbodform-per-les = per keer
aanbodform-per-maand = per maand
aanbodform-per-kwartaal = per kwartaal
aanbodform-per-jaar = per jaar
aanbodform-per-kaart = per strippenkaart
aanbodform-per-kaart-van = per kaart van { $aantal } keer
aanbodform-per-cursus = voor de hele cursus
aanbodform-per-cursus-van = voor de hele cursus van { $aantal } weken
aanbodform-per-seizoen = per seizoen
aanbodform-per-seizoen-van = per seizoen van { $aantal } weken
aanbodform-per-eenmalig = eenmalig
aanbodform-per-aanvraag = prijs op aanvraag (laat het bedrag leeg)
aanbodform-aantal = Aantal keer of weken
aanbodform-aantal-hint = Alleen bij een kaart (hoeveel keer), cursus of seizoen (hoeveel weken). Zo rekenen wij uit wat het per maand kost.
aanbodform-proefles-hint = Wat kost de eerste keer? Gratis is 0. Is er geen proefles? Laat het leeg.
aanbodform-wie = Voor wie is het?
aanbodform-wie-hint = Verwijzers zoeken hierop. Vink alleen aan wat zeker is.
aanbodform-leeftijd-van = Vanaf welke leeftijd
aanbodform-leeftijd-tot = Tot en met welke leeftijd
aanbodform-niet-voor-hint = Bijvoorbeeld: niet voor wie net is geopereerd. Dit staat er meteen in.
aanbodform-beginnen = Beginnen en periode
aanbodform-seizoen = In welke maanden
aanbodform-seizoen-hint = Bijvoorbeeld: september t/m mei
aanbodform-loopt-tot = Laatste dag
aanbodform-loopt-tot-hint = Alleen bij een cursus. Daarna vindt niemand de les meer.
aanbodform-contact-hint = Wie belt of schrijft, komt hier uit. Vul een telefoonnummer of een e-mailadres in.
aanbodform-contact-naam = Naam
aanbodform-contact-functie = Functie
aanbodform-contact-functie-hint = Bijvoorbeeld: trainer, of secretaris. Verwijzers lezen dit.
aanbodform-contact-telefoon = Telefoon
aanbodform-verwijzers = Voor wie verwijst
aanbodform-verwijzers-hint = Verwijzers willen weten of hun cliënt bij u in goede handen is. Het servicepunt kijkt eerst mee.
aanbodform-begeleider-hint = Bijvoorbeeld: fysiotherapeut, of al tien jaar lesgever voor mensen met reuma.
aanbodform-vertellen-hint = Hoe gaat de eerste keer? Bijvoorbeeld: eerst kijken mag, en er is altijd koffie.
aanbodform-contact-email = E-mail
aanbodform-contact-website = Website
aanbodform-kies = Kies
aanbodform-onbekend = Weet ik niet
aanbodform-stuur-in = Stuur in
aanbodform-bewaar = Bewaar
aanbodform-stop = Deze les stopt
aanbodform-stop-uitleg = Niemand vindt de les daarna nog. Wie al bij u is aangemeld, blijft aangemeld.
aanbodform-stop-knop = Ja, deze les stopt
aanbodform-klaar-bevestigd = Bedankt. Iedereen ziet dat dit klopt.
aanbodform-klaar-getoond = Bewaard. Iedereen ziet het meteen.
aanbodform-klaar-ingediend = Ingestuurd. Het servicepunt kijkt ernaar. U krijgt een mail.
aanbodform-klaar-gestopt = De les is gestopt. Niemand vindt haar nog.

aanbodveld-titel = Hoe heet het?
aanbodveld-activiteit = Wat doen mensen?
aanbodveld-omschrijving = In uw eigen woorden
aanbodveld-momenten = Wanneer is het?
aanbodveld-plaats = Plaats
aanbodveld-prijs = Prijs
aanbodveld-proefles = Proefles
aanbodveld-leeftijd = Leeftijd
aanbodveld-niveau = Tempo
aanbodveld-begeleiding = Begeleiding
aanbodveld-zelfstandigheid = Zelfstandigheid
aanbodveld-toegankelijkheid = Toegankelijk voor
aanbodveld-groep = Groep
aanbodveld-taal = Talen
aanbodveld-niet-voor = Voor wie is het niet?
aanbodveld-wachttijd = Wachten op een plek
aanbodveld-seizoen = Periode
aanbodveld-meenemen = Meenemen
aanbodveld-trefpunt = Trefpunt
aanbodveld-begeleider = Wie geeft de les?
aanbodveld-vertellen = Wat mag een verwijzer de cliënt vertellen?
aanbodveld-contact = Contact

aanbodform-niet-door = Een les gaat niet door
aanbodform-welke-les = Welke les?
aanbodform-niet-door-hint = Wie dan een proefles heeft, krijgt een mail. Spreek zelf een nieuwe dag met hen af.
aanbodform-niet-door-knop = Deze les gaat niet door
aanbodform-kies-dag = Kies de dag
aanbodform-kies-dag-eerst = Er is niets veranderd. Kies eerst welke les niet doorgaat.
aanbodform-niet-door-op = Gaat niet door op { $dag }
aanbodform-wel-door-knop = Gaat toch door
aanbodform-klaar-niet-door = { $les } gaat niet door op { $dag }.
aanbodform-klaar-niet-door-mensen = { $aantal ->
    [0] Niemand had dan een proefles.
    [one] Eén persoon had dan een proefles en krijgt bericht.
   *[other] { $aantal } mensen hadden dan een proefles en krijgen bericht.
}
aanbodform-klaar-wel-door = { $les } gaat toch door op { $dag }.
aanbodform-klaar-wel-door-mensen = { $aantal ->
    [0] Niemand had dan een proefles.
    [one] Eén persoon met een proefles kreeg al bericht. Bel die persoon even.
   *[other] { $aantal } mensen met een proefles kregen al bericht. Bel hen even.
}
les-niet-door = Gaat niet door
les-niet-voor = Niet voor
les-loopt-tot = Laatste dag
les-dicht = van { $van } tot en met { $tot }
aanbodform-gratis = gratis
