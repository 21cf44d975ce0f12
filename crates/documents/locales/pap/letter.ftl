### The letter a resident takes along, with the way to their own page.

brief-voor = Pa { $naam }
brief-uw-pagina = Bo mes página
brief-scan = Skèn e kódigo ku e kámara di bo telefòn. Bo ta mira kon ta para i bo por kontestá.
brief-scan-naam = Kódigo pa skèn: ta habri bo mes página
brief-typ = Bo ta preferá di tek? Bai na:
brief-code-uitleg = Yena e kódigo akí i bo aña di nasementu:
brief-zonder-code-bel = Skèn no ta logra? Anto yama { $telefoon }. Nos ta bisa bo kon ta para.
brief-zonder-code-vraag = Skèn no ta logra? Anto puntra esun ku a manda bo kon ta para.
brief-zonder-pagina = Bo ke sa kon ta para? Yama nos ku konfiansa.
brief-bewaar = Warda e karta akí bon. Esun ku skèn e kódigo ta mira bo página.
brief-onderaan = Number { $nummer } · imprimí riba { $dag }
