### Programma's met hun fasen en contactmomenten, en de waarschuwingen van de API.

programma-beweegmakelaar-naam = Beweegmakelaar
programma-beweegmakelaar-omschrijving = Een beweegmakelaar belt, spreekt buiten de praktijk af en zoekt samen iets wat past. Daarna blijft de makelaar volgen hoe het gaat.
programma-twaalf-weken-begeleiding-naam = Twaalf weken begeleiding
programma-twaalf-weken-begeleiding-omschrijving = Na een intake twaalf weken begeleid bewegen, in een kleine groep of bij gewoon aanbod met een coach op afstand. Daarna bouwt de begeleiding in een jaar af.
programma-wandeluitdaging-naam = Wandeluitdaging
programma-wandeluitdaging-omschrijving = Ongeveer twintig weken lang elke week samen wandelen, met een feestelijke wandeling aan het eind.
programma-gli-naam = Gecombineerde leefstijlinterventie (GLI)
programma-gli-omschrijving = Twee jaar werken aan voeding, bewegen en gewoonten, met een behandelfase en een onderhoudsfase. Een huisarts of specialist verwijst. Sportlessen horen er niet bij.
programma-valpreventie-naam = Valpreventie
programma-valpreventie-omschrijving = Voor mensen vanaf 65 jaar: een korte inschatting, een onderzoek door een professional als dat nodig is, en daarna bewegen dat doorgaat.
programma-sport-als-middel-naam = Sport als middel
programma-sport-als-middel-omschrijving = Sport en bewegen als weg naar meedoen, contact of ritme. Wat het oplevert mag ook buiten de sport liggen.

fase-aanmelding = Aanmelding
fase-intake = Intake
fase-samen-kiezen = Samen kiezen
fase-uitproberen = Uitproberen
fase-volgen = Volgen
fase-begeleiding = Begeleiding
fase-afbouw = Afbouw
fase-wandelen = Wandelen
fase-afsluiting = Afsluiting
fase-verwijzing = Verwijzing
fase-behandelfase = Behandelfase
fase-onderhoudsfase = Onderhoudsfase
fase-inschatting = Inschatting
fase-valanalyse = Valanalyse
fase-vervolgaanbod = Vervolgaanbod
fase-kennismaking = Kennismaking
fase-meedoen = Meedoen
fase-vervolg = Vervolg

contactmoment-belafspraak = De makelaar belt voor een afspraak
contactmoment-intakegesprek = Intakegesprek
contactmoment-keuzegesprek = Gesprek over wat past
contactmoment-eerste-keer = De eerste keer meedoen
contactmoment-opvolggesprek = Vragen hoe het gaat
contactmoment-evaluatie = Evaluatie
contactmoment-persoonlijke-uitnodiging = Persoonlijke uitnodiging
contactmoment-wekelijkse-wandeling = Elke week samen wandelen
contactmoment-festival = Gezamenlijke slotwandeling
contactmoment-verwijzing-arts = Verwijzing door huisarts of specialist
contactmoment-eerste-contact = Eerste contact na de intake
contactmoment-bericht-start = Kort bericht aan de verwijzer bij de start
contactmoment-bericht-einde = Kort bericht aan de verwijzer bij de afsluiting
contactmoment-drie-vragen = Drie vragen over vallen
contactmoment-gesprek-professional = Onderzoek door een professional
contactmoment-overstap = Overstap naar aanbod dat doorgaat

waarschuwing-vol = Deze les is vol. De verwijzing gaat op de wachtlijst.
waarschuwing-ouder-ontbreekt = Deze persoon is misschien jonger dan 16. Vraag wie de ouder of voogd is.
waarschuwing-al-verwezen = Deze persoon heeft al een open verwijzing. Kijk of beide nodig zijn.
