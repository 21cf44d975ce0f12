### De naam van elke taal in die taal zelf, voor de taalkeuze. In elke taal gelijk, dus alleen hier.

taal-eigen-nl = Nederlands
taal-eigen-en = English
taal-eigen-tr = Türkçe
taal-eigen-ar = العربية
taal-eigen-pl = Polski
taal-eigen-uk = Українська
taal-eigen-pap = Papiamentu
