### The letter a resident takes along, with the way to their own page.

brief-voor = Dla: { $naam }
brief-uw-pagina = Twoja własna strona
brief-scan = Zeskanuj kod aparatem w telefonie. Zobaczysz, jak wygląda sprawa, i możesz odpowiedzieć.
brief-scan-naam = Kod do zeskanowania: otwiera Twoją własną stronę
brief-typ = Wolisz wpisać? Wejdź na:
brief-code-uitleg = Wpisz ten kod i swój rok urodzenia:
brief-zonder-code-bel = Skanowanie się nie udaje? Zadzwoń: { $telefoon }. Powiemy Ci, jak wygląda sprawa.
brief-zonder-code-vraag = Skanowanie się nie udaje? Zapytaj osobę, która Cię skierowała, jak wygląda sprawa.
brief-zonder-pagina = Chcesz wiedzieć, jak wygląda sprawa? Śmiało do nas zadzwoń.
brief-bewaar = Zachowaj ten list. Kto zeskanuje kod, zobaczy Twoją stronę.
brief-onderaan = Numer { $nummer } · wydrukowano: { $dag }
