### Het aanbod bijhouden: de pagina achter de link van een aanbieder, en de lijst van het servicepunt.

klopt-titel = Klopt uw aanbod nog?
klopt-uitleg = Dit staat er nu van { $aanbieder }. Wie verwijst, kiest liever iets dat kort geleden is nagekeken.
klopt-alles = Alles klopt
klopt-alles-klein = Iedereen ziet dan dat u het vandaag hebt nagekeken
klopt-bedankt = Bedankt. Iedereen ziet dat uw aanbod klopt.
klopt-anders = Komt u er niet uit? Bel { $naam }.
bevestigd-door-aanbieder = door de aanbieder
bevestigd-door-servicepunt = door het servicepunt
bevestigd-door-bron = door de lijst waar het vandaan komt

bijhouden-titel = Aanbod bijhouden
bijhouden-terug = Naar te doen
bijhouden-uitleg = Hier beslist u over aanbod dat aandacht vraagt. Er verdwijnt niets vanzelf.
bijhouden-onbevestigd = Niet op tijd bevestigd
bijhouden-onbevestigd-leeg = Al het aanbod is op tijd bevestigd.
bijhouden-onbevestigd-uitleg = Dit aanbod staat lager in de zoekresultaten. Bel de aanbieder, of beslis zelf.
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
bijhouden-klaar-stoppen = Het aanbod is gestopt. Lopende verwijzingen gaan door.
bijhouden-klaar-tonen = Iedereen vindt dit aanbod weer.
balie-bijhouden = Aanbod bijhouden
