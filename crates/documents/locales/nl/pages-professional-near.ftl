### De kaart boven de lessen, en de groep die er kan komen.

zoek-kaart = Toon op de kaart
zoek-kaart-uitleg = Kaart van de omgeving. De nummers zijn die van de lijst hieronder.
zoek-kaart-dicht = Verberg de kaart
zoek-kaart-noorden = De kaart toont alleen de lessen van deze bladzijde. De stip in het midden is waar het zoeken begint. Boven is het noorden. Kies een nummer om naar die les te gaan. In de lijst hieronder staat hetzelfde in woorden.
zoek-kaart-naar-les = Naar les { $nummer }: { $titel }
zoek-kaart-naar-lessen = Naar les { $nummer }. Op deze plek, of er vlak naast, zijn de lessen { $nummers }
zoek-nummer = Nummer

groep-in-wording = Meer mensen zoeken dit. Binnen { $afstand } is { $activiteit } het afgelopen jaar minstens { $keer } keer gemist.
wording-titel = Misschien komt er een groep
wording-uitleg = Mist uw { $persoon } dit ook? Meld het. Genoeg meldingen helpen om een groep te starten. U krijgt bericht als er iets is.
wording-knop = Meld dat dit ontbreekt
