### Letters to residents, and what stands below each letter.

mail-groet = Вітаємо, { $naam }!
mail-groet-zonder-naam = Вітаємо!
mail-vragen = Маєте запитання? Телефонуйте. { $servicepunt }: { $telefoon }.
mail-vragen-zonder-telefoon = Маєте запитання? Ми охоче допоможемо: { $servicepunt }.
mail-van = Це повідомлення від Beweegbrug ({ $gemeente }).
mail-wat = Що: { $tekst }
mail-wanneer = Коли: { $tekst }
mail-waar = Де: { $tekst }
mail-trefpunt = Місце зустрічі: { $tekst }
mail-wie = Хто вас зустріне: { $tekst }
mail-meenemen = Візьміть із собою: { $tekst }
mail-kosten = Вартість: { $tekst }
mail-contactpersoon = Ваша контактна особа: { $tekst }
mail-code = Ваш код: { $code }. З цим кодом і роком народження ви можете відкрити сторінку й без цього посилання.
mail-bevestiging-onderwerp = Добре, що ви хочете рухатися
mail-bevestiging-begin = Добре, що ви хочете рухатися. Вашу заявку надіслано. Вам зателефонує або напише: { $aanbieder }.
mail-bevestiging-begin-zonder-aanbieder = Добре, що ви хочете рухатися. Вашу заявку надіслано. Незабаром вам зателефонують або напишуть.
mail-bevestiging-pagina = На вашій сторінці видно, як ідуть справи. Там ви також можете сказати: я прийду, я не можу прийти або зателефонуйте мені.
mail-bevestiging-slot = Ця сторінка лише для вас. Ви передумали? Це теж можна сказати там.
mail-proefles-afgesproken-onderwerp = Ваше пробне заняття призначено
mail-proefles-afgesproken-begin = Ваше пробне заняття призначено. Добре, що ви хочете спробувати.
mail-proefles-afgesproken-vraag = Ви прийдете? Скажіть нам на вашій сторінці:
mail-proefles-afgesproken-slot = Не можете прийти? Нічого страшного. Скажіть про це на вашій сторінці або зателефонуйте нам. Разом виберемо інший день.
