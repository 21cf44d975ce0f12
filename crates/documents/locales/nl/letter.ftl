### De brief die een inwoner meekrijgt, met de weg naar de eigen pagina.

brief-voor = Voor { $naam }
brief-uw-pagina = Uw eigen pagina
brief-scan = Scan de code met de camera van uw telefoon. U ziet hoe het staat en kunt antwoorden.
brief-scan-naam = Code om te scannen: opent uw eigen pagina
brief-typ = Liever typen? Ga naar:
brief-code-uitleg = Vul deze code in, en uw geboortejaar:
brief-zonder-code-bel = Lukt het scannen niet? Bel dan { $telefoon }. Wij vertellen u hoe het staat.
brief-zonder-code-vraag = Lukt het scannen niet? Vraag dan aan wie u verwees hoe het staat.
brief-zonder-pagina = Wilt u weten hoe het staat? Bel ons gerust.
brief-bewaar = Bewaar deze brief goed. Wie de code scant, ziet uw pagina.
brief-onderaan = Nummer { $nummer } · geprint op { $dag }
