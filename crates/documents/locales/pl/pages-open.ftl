### What stands around a resident's page: header and footer.

basis-naar-inhoud = Przejdź do treści
basis-demo = To jest wersja demo.
basis-demo-uitleg = Wszystkie osoby są wymyślone.
basis-demo-post = Zobacz pocztę
basis-gemeente = Gmina { $naam }
basis-privacy = Prywatność
basis-toegankelijkheid = Dostępność
basis-hulp = Potrzebujesz pomocy? Zadzwoń: { $telefoon }
basis-inloggen = Zaloguj się
link-naar-begin = Do strony głównej
mag-leeg = (nieobowiązkowe)
