### The letter a resident takes along, with the way to their own page.

brief-voor = { $naam } için
brief-uw-pagina = Kendi sayfanız
brief-scan = Kodu telefonunuzun kamerasıyla okutun. Durumu görür ve cevap verebilirsiniz.
brief-scan-naam = Okutulacak kod: kendi sayfanızı açar
brief-typ = Yazmayı mı tercih edersiniz? Şuraya gidin:
brief-code-uitleg = Bu kodu ve doğum yılınızı yazın:
brief-zonder-code-bel = Kod okunmuyor mu? O zaman arayın: { $telefoon }. Size durumu anlatırız.
brief-zonder-code-vraag = Kod okunmuyor mu? O zaman sizi yönlendiren kişiye durumu sorun.
brief-zonder-pagina = Durumu öğrenmek ister misiniz? Bizi arayabilirsiniz.
brief-bewaar = Bu mektubu iyi saklayın. Kodu okutan herkes sayfanızı görür.
brief-onderaan = Numara { $nummer } · yazdırıldığı gün: { $dag }
