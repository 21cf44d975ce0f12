### Letters to residents, and what stands below each letter.

mail-groet = Dzień dobry, { $naam },
mail-groet-zonder-naam = Dzień dobry,
mail-vragen = Masz pytania? Zadzwoń. { $servicepunt }: { $telefoon }.
mail-vragen-zonder-telefoon = Masz pytania? Chętnie pomożemy: { $servicepunt }.
mail-van = Ta wiadomość pochodzi z Beweegbrug ({ $gemeente }).
mail-wat = Co: { $tekst }
mail-wanneer = Kiedy: { $tekst }
mail-waar = Gdzie: { $tekst }
mail-trefpunt = Miejsce spotkania: { $tekst }
mail-wie = Kto na Ciebie czeka: { $tekst }
mail-meenemen = Co zabrać: { $tekst }
mail-kosten = Koszt: { $tekst }
mail-contactpersoon = Twoja osoba kontaktowa: { $tekst }
mail-code = Twój kod to { $code }. Z tym kodem i rokiem urodzenia możesz otworzyć stronę także bez tego linku.
mail-bevestiging-onderwerp = Dobrze, że chcesz się ruszać
mail-bevestiging-begin = Dobrze, że chcesz się ruszać. Twoje zgłoszenie zostało wysłane. Zadzwoni lub napisze do Ciebie: { $aanbieder }.
mail-bevestiging-begin-zonder-aanbieder = Dobrze, że chcesz się ruszać. Twoje zgłoszenie zostało wysłane. Wkrótce ktoś zadzwoni lub napisze do Ciebie.
mail-bevestiging-pagina = Na swojej stronie widzisz, co się dzieje. Możesz tam też powiedzieć: przyjdę, nie mogę przyjść albo proszę zadzwonić.
mail-bevestiging-slot = Ta strona jest tylko dla Ciebie. Nie chcesz już? Możesz to tam powiedzieć.
mail-proefles-afgesproken-onderwerp = Twoja lekcja próbna jest umówiona
mail-proefles-afgesproken-begin = Twoja lekcja próbna jest umówiona. Dobrze, że chcesz spróbować.
mail-proefles-afgesproken-vraag = Czy przyjdziesz? Powiedz nam na swojej stronie:
mail-proefles-afgesproken-slot = Nie możesz przyjść? Nic nie szkodzi. Powiedz to na swojej stronie albo zadzwoń do nas. Razem wybierzemy inny dzień.
