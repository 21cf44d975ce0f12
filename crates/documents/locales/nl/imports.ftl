### Wat er bij ingelezen aanbod te vragen of te melden is.

vraag-per-what-price = Per keer, per maand of per jaar?
vraag-rows-differ = De regels spreken elkaar tegen. Wat klopt?
vraag-trial-price = Wat kost de proefles?
vraag-which-accessibility = Voor wie is het toegankelijk?
vraag-which-activity = Welke activiteit is dit?
vraag-which-ages = Voor welke leeftijd?
vraag-which-currency = Wat kost het in euro's?
vraag-which-date = Welke datum is dit?
vraag-which-day = Welke dag?
vraag-which-email = Wat is het e-mailadres?
vraag-which-group = Voor welke groep?
vraag-which-guidance = Welke begeleiding is er?
vraag-which-language = Welke talen worden er gesproken?
vraag-which-level = Hoe stevig is het?
vraag-which-places = Hoeveel plekken zijn er?
vraag-which-point = Waar is het precies?
vraag-which-postcode = Wat is de postcode?
vraag-which-price = Wat kost het?
vraag-which-provider = Wie organiseert dit?
vraag-which-recognition = Is het een erkende interventie?
vraag-which-self-reliance = Hoe zelfstandig moet iemand zijn?
vraag-which-time = Hoe laat?
vraag-which-trial = Is er een proefles?
vraag-which-wait = Hoe lang wacht iemand op een plek?
vraag-which-website = Wat is de website?
