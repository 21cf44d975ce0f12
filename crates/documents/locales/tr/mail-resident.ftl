### Letters to residents, and what stands below each letter.

mail-groet = Merhaba { $naam },
mail-groet-zonder-naam = Merhaba,
mail-vragen = Sorunuz mu var? Bizi arayın. { $servicepunt }: { $telefoon }.
mail-vragen-zonder-telefoon = Sorunuz mu var? Size yardımcı oluruz: { $servicepunt }.
mail-van = Bu mesaj Beweegbrug’dan geliyor ({ $gemeente }).
mail-wat = Ne: { $tekst }
mail-wanneer = Ne zaman: { $tekst }
mail-waar = Nerede: { $tekst }
mail-trefpunt = Buluşma yeri: { $tekst }
mail-wie = Sizi karşılayacak kişi: { $tekst }
mail-meenemen = Yanınızda getirin: { $tekst }
mail-kosten = Ücret: { $tekst }
mail-contactpersoon = İrtibat kişiniz: { $tekst }
mail-code = Kodunuz: { $code }. Bu kod ve doğum yılınızla sayfayı bu bağlantı olmadan da açabilirsiniz.
mail-bevestiging-onderwerp = Hareket etmek istemeniz çok güzel
mail-bevestiging-begin = Hareket etmek istemeniz çok güzel. Başvurunuz gönderildi. Sizi arayacak veya size yazacak olan: { $aanbieder }.
mail-bevestiging-begin-zonder-aanbieder = Hareket etmek istemeniz çok güzel. Başvurunuz gönderildi. Yakında sizi arayacağız veya size yazacağız.
mail-bevestiging-pagina = Kendi sayfanızda her şeyi takip edebilirsiniz. Orada şunları da söyleyebilirsiniz: geliyorum, gelemiyorum veya beni arayın.
mail-bevestiging-slot = Bu sayfa yalnızca sizin içindir. Vazgeçtiniz mi? Bunu da orada söyleyebilirsiniz.
mail-proefles-afgesproken-onderwerp = Deneme dersiniz belli oldu
mail-proefles-afgesproken-begin = Deneme dersiniz belli oldu. Denemek istemeniz çok güzel.
mail-proefles-afgesproken-vraag = Geliyor musunuz? Kendi sayfanızda bize bildirin:
mail-proefles-afgesproken-slot = Gelemiyor musunuz? Sorun değil. Sayfanızda söyleyin veya bizi arayın. Birlikte başka bir gün seçeriz.
