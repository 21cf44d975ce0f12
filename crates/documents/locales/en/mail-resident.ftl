### Letters to residents, and what stands below each letter.

mail-groet = Hello { $naam },
mail-groet-zonder-naam = Hello,
mail-vragen = Questions? Call { $servicepunt }: { $telefoon }.
mail-vragen-zonder-telefoon = Questions? { $servicepunt } is happy to help you.
mail-van = This message comes from Beweegbrug in { $gemeente }.
mail-wat = What: { $tekst }
mail-wanneer = When: { $tekst }
mail-waar = Where: { $tekst }
mail-trefpunt = Where you meet: { $tekst }
mail-wie = Who welcomes you: { $tekst }
mail-meenemen = Bring: { $tekst }
mail-kosten = Cost: { $tekst }
mail-contactpersoon = Your contact person: { $tekst }
mail-code = Your code is { $code }. With this code and your year of birth you can also open the page without this link.
mail-bevestiging-onderwerp = Good that you want to get moving
mail-bevestiging-begin = It is great that you want to get moving. Your request has been sent. You will get a call or a message from { $aanbieder }.
mail-bevestiging-begin-zonder-aanbieder = It is great that you want to get moving. Your request has been sent. You will get a call or a message soon.
mail-bevestiging-pagina = On your own page you see how it is going. There you can also say: I will come, I cannot come, or call me.
mail-bevestiging-slot = This page is only for you. Have you changed your mind? You can say so there too.
mail-proefles-afgesproken-onderwerp = Your trial lesson is planned
mail-proefles-afgesproken-begin = Your trial lesson is planned. It is great that you are going to try it.
mail-proefles-afgesproken-vraag = Will you come? Let us know on your own page:
mail-proefles-afgesproken-slot = You cannot come? That is fine. Tell us on your page or call us. Then we choose another day together.
