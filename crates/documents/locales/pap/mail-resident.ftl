### Letters to residents, and what stands below each letter.

mail-groet = Bon dia { $naam },
mail-groet-zonder-naam = Bon dia,
mail-vragen = Bo tin pregunta? Yama { $servicepunt }: { $telefoon }.
mail-vragen-zonder-telefoon = Bo tin pregunta? { $servicepunt } ta yuda bo ku gustu.
mail-van = E mensahe akí ta bini di Beweegbrug na { $gemeente }.
mail-wat = Kiko: { $tekst }
mail-wanneer = Ki ora: { $tekst }
mail-waar = Unda: { $tekst }
mail-trefpunt = Unda boso ta topa: { $tekst }
mail-wie = Ken ta risibí bo: { $tekst }
mail-meenemen = Trese ku bo: { $tekst }
mail-kosten = Preis: { $tekst }
mail-contactpersoon = Bo persona di kontakto: { $tekst }
mail-code = Bo kódigo ta { $code }. Ku e kódigo akí i bo aña di nasementu bo por habri e página tambe sin e link akí.
mail-bevestiging-onderwerp = Ta bunita ku bo ke move
mail-bevestiging-begin = Ta bunita ku bo ke move. Nos a manda bo petishon. { $aanbieder } lo yama bo òf manda bo un mensahe.
mail-bevestiging-begin-zonder-aanbieder = Ta bunita ku bo ke move. Nos a manda bo petishon. Pronto un hende lo yama bo òf manda bo un mensahe.
mail-bevestiging-pagina = Riba bo mes página bo ta mira kon ta bai. Einan bo por bisa tambe: mi ta bini, mi no por bini, òf yama mi.
mail-bevestiging-slot = E página akí ta pa bo so. Bo a kambia di idea? Bo por bisa esei einan tambe.
mail-proefles-afgesproken-onderwerp = Bo lès di prueba ta palabrá
mail-proefles-afgesproken-begin = Bo lès di prueba ta palabrá. Ta bunita ku bo ta bai purb’é.
mail-proefles-afgesproken-vraag = Bo ta bini? Laga nos sa riba bo mes página:
mail-proefles-afgesproken-slot = Bo no por bini? No ta nada. Bisa esei riba bo página òf yama nos. Anto huntu nos ta skohe un otro dia.
