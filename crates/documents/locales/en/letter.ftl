### The letter a resident takes along, with the way to their own page.

brief-voor = For { $naam }
brief-uw-pagina = Your own page
brief-scan = Scan the code with the camera of your phone. You see how things stand and you can answer.
brief-scan-naam = Code to scan: opens your own page
brief-typ = Rather type? Go to:
brief-code-uitleg = Fill in this code, and your year of birth:
brief-zonder-code-bel = Scanning does not work? Then call { $telefoon }. We will tell you how things stand.
brief-zonder-code-vraag = Scanning does not work? Then ask the person who referred you how things stand.
brief-zonder-pagina = Do you want to know how things stand? Feel free to call us.
brief-bewaar = Keep this letter safe. Whoever scans the code sees your page.
brief-onderaan = Number { $nummer } · printed on { $dag }
