### What residents read on their own page (mijn-) and when they ask for help (aanmelden-).

## The resident's page: /mijn. Greeting and appointment

mijn-titel = Hareket randevunuz
mijn-titel-aangemeld = Hareket başvurunuz
mijn-groet = Merhaba { $naam }
mijn-groet-zonder-naam = Merhaba
mijn-wat = Ne
mijn-wanneer = Ne zaman
mijn-eerste-keer = İlk seferiniz
mijn-waar = Nerede
mijn-wie = Kim
mijn-trefpunt = Buluşma yeri
mijn-meenemen = Yanınızda getirin
mijn-in-het-nederlands = Kulüp bunu Hollandaca yazdı.
mijn-kosten = Ücret
mijn-moment-volgt = Günü ve saati daha sonra öğreneceksiniz.
mijn-eerst-bellen = Kulüp önce sizi arayacak. Gitmeden önce bunu bekleyin.
mijn-eerst-bericht = Kulüp önce size yazacak. Gitmeden önce bunu bekleyin.
mijn-contactpersoon = İrtibat kişiniz
mijn-stand = Durum nasıl?
mijn-verloop = Neler oldu?

## Where the referral is

mijn-status-verstuurd = Başvurunuz şuraya gönderildi: { $aanbieder }. Sizi arayacaklar veya size yazacaklar.
mijn-status-aanvaard = { $aanbieder }: sizin için yer var. Sizi arayacaklar veya size yazacaklar.
mijn-status-contact-gelegd = Görüştüğünüz yer: { $aanbieder }. Sonraki adım, ilk kez katılmak.
mijn-status-proefles-gepland = Deneme dersiniz belli oldu. Görüşmek üzere!
mijn-status-proefles-gevolgd = Deneme dersine katıldınız. Devam etmek istiyor musunuz? O zaman şimdi başlayabilirsiniz.
mijn-status-gestart = Katılıyorsunuz. İyi eğlenceler!
mijn-status-gepauzeerd = Şu anda ara verdiniz. Sorun değil.
mijn-status-zoekt-ander-aanbod = Bu şu anda olmuyor. Sizin için başka bir şey arıyoruz. Bir şey yapmanız gerekmiyor.
mijn-status-afgerond = Tamamlandı. Tebrikler!
mijn-status-gestopt = Bıraktınız. Daha sonra her zaman yeniden başlayabilirsiniz.
mijn-status-niet-gestart = Başlamadınız. Daha sonra her zaman yeniden başlayabilirsiniz.
mijn-status-ingetrokken = Başvurunuz durduruldu. Daha sonra her zaman yeniden başlayabilirsiniz.
mijn-pauze-tot = Aranızın bitiş günü: { $dag }.

## Answers

mijn-komt-u = Geliyor musunuz?
mijn-iets-zeggen = Bize bir şey söylemek ister misiniz?
mijn-ik-kom = Evet, geliyorum
mijn-ik-kan-niet = Gelemiyorum
mijn-bel-mij = Beni arayın
mijn-ik-stop = Bırakmak istiyorum
mijn-verwijder-gegevens = Beni unutun
mijn-bedankt-ik-kom = Gelmeniz çok güzel. Haber vereceğiz.
mijn-bedankt-ik-kan-niet = Sorun değil. Haber vereceğiz. Başka bir gün için sizi arayacaklar veya size yazacaklar.
mijn-bedankt-bel-mij = Haber vereceğiz. Sizi arayacaklar.
mijn-bedankt-ik-stop = Bıraktınız. Haber vereceğiz. Söylediğiniz için teşekkür ederiz.
mijn-bedankt-verwijder-gegevens = Bilgilerinizi sildik.
mijn-bedankt-toestemming = Seçiminiz kaydedildi.
mijn-al-gedaan = Bunu zaten biliyorduk. Başka bir şey yapmanız gerekmiyor.

## Stopping

mijn-stop-vraag = Bırakmak istiyor musunuz?
mijn-stop-uitleg = O zaman artık buraya gitmeyeceksiniz: { $aanbieder }. Haber vereceğiz. Daha sonra yeniden başlayabilirsiniz.
mijn-stop-reden = Neden bırakmak istiyorsunuz? Söylemek zorunda değilsiniz.
mijn-stop-ja = Evet, bırakmak istiyorum
mijn-stop-nee = Hayır, geri dön
mijn-reden-past-niet = Bu bana uymuyor
mijn-reden-geen-klik = Grupta kendimi rahat hissetmiyorum
mijn-reden-gezondheid = Sağlığım buna izin vermiyor
mijn-reden-geen-tijd = Zamanım yok
mijn-reden-te-duur = Benim için çok pahalı
mijn-reden-te-ver = Çok uzak
mijn-reden-verhuisd = Taşındım
mijn-reden-op-eigen-verzoek = Artık istemiyorum
mijn-reden-op-verzoek = Vazgeçtim
mijn-reden-geen-zin = Canım istemiyor
mijn-reden-gaat-elders-verder = Başka bir yerde hareket edeceğim
mijn-reden-iets-anders-gevonden = Başka bir şey buldum
mijn-reden-ander-traject = Başka bir şey yapacağım
mijn-reden-vergissing = Bir yanlışlık oldu
mijn-reden-dubbel = Daha önce başvurmuştum
mijn-reden-toestemming-ingetrokken = Bilgilerimi artık paylaşmak istemiyorum
mijn-reden-anders = Başka bir neden
mijn-reden-woorden = Bir şey eklemek ister misiniz?

## Forget me

mijn-vergeet-vraag = Sizi unutmamızı ister misiniz?
mijn-vergeet-uitleg = O zaman adınızı, telefon numaranızı ve sizin hakkınızda yazılan her şeyi sileriz. Başvurunuz durur. Bunu geri alamayız.
mijn-vergeet-ja = Evet, beni unutun
mijn-vergeet-nee = Hayır, geri dön
mijn-vergeten-titel = Hoşça kalın
mijn-vergeten-uitleg = Adınız, telefon numaranız ve sizin hakkınızda yazılanlar silindi. Bu bağlantı artık çalışmıyor. Daha sonra yine hareket etmek ister misiniz? Her zaman bekleriz.

## My consent

mijn-toestemming = İznim
mijn-toestemming-uitleg = Neye izin verdiğinizi siz seçersiniz. Bunu her zaman değiştirebilirsiniz.
mijn-toestemming-bewaar = Seçimimi kaydet
mijn-toestemming-veranderen = Bir şeyi değiştirmek ister misiniz? Bizi arayın. Bunu sizinle birlikte yaparız.
mijn-ja = Evet
mijn-nee = Hayır
mijn-doel-delenMetAanbieder = Kulüp veya antrenör adımı, telefon numaramı ve nelere dikkat etmesi gerektiğini bilebilir.
mijn-doel-terugkoppeling = Beni yönlendiren kişi başladığımı ve nasıl bittiğini öğrenebilir.
mijn-doel-begeleiding = Bir hareket koçu beni arayabilir ve bana yardım edebilir.
mijn-doel-medischeAchtergrond = Koçum veya sağlık görevlim sağlık durumumu bilebilir.
mijn-doel-vergoeding = Derslerimi ödeyen kurum başladığımı bilebilir.
mijn-doel-cijfers = Sayılara dahil olurum. Adım orada yazmaz.

## Who looked

mijn-inzage = Bilgilerime kim baktı?
mijn-inzage-uitleg = Burada bilgilerinizle kimin ne yaptığını görürsünüz. Biri aynı şeyi bir günde birkaç kez yaptıysa bir kez gösterilir.
mijn-inzage-leeg = Bilgilerinize henüz kimse bakmadı.
mijn-inzage-wie = Kim
mijn-inzage-wanneer = Ne zaman
mijn-inzage-wat = Ne
mijn-inzage-bekeken = Bilgilerinize baktı
mijn-inzage-gezocht = Bilgilerinizi aradı
mijn-inzage-gemaakt = Bilgilerinizi yazdı
mijn-inzage-gewijzigd = Bir şeyi değiştirdi
mijn-inzage-verwijderd = Bilgilerinizi sildi
mijn-inzage-verstuurd = Sizinle ilgili bir mesaj aldı veya gönderdi
mijn-inzage-afgedrukt = Bilgilerinizi yazdırdı veya kopyaladı
mijn-inzage-geweigerd = İzin verilmeyen bir şey istedi
mijn-inzage-toestemming = İzninizi değiştirdi
mijn-inzage-nood = Acil durumda bilgilerinizi açtı
mijn-inzage-logboek = Bilgilerinize kimin baktığını kontrol etti
mijn-rol-zorgprofessional = Sağlık görevliniz
mijn-rol-verwijzer-sociaal-domein = Sosyal danışmanınız
mijn-rol-aanbieder = Kulüp veya antrenör
mijn-rol-beweegcoach = Bir hareket koçu
mijn-rol-servicepunt = Hizmet noktası
mijn-rol-beleid = Belediye
mijn-rol-verzekeraar = Sigorta şirketi
mijn-rol-beheerder = Yönetici
mijn-rol-logbeheerder = Kayıt defteri yöneticisi
mijn-rol-inwoner = Siz
mijn-rol-systeem = Beweegbrug, otomatik

## Language, reading aloud, help, code

mijn-taal = Dilinizi seçin
mijn-lees-voor = Sesli oku
mijn-voorlezen-stop = Sesli okumayı durdur
mijn-print = Bu sayfayı yazdır
mijn-print-zelf = Bu sayfayı tarayıcınızın menüsünden yazdırın.
mijn-hulp = Sorunuz mu var?
mijn-hulp-bel = { $servicepunt } – telefon: { $telefoon }
mijn-code = Kodunuz
mijn-code-uitleg = Bu kod ve doğum yılınızla sayfayı bağlantı olmadan da açabilirsiniz.
mijn-code-titel = Sayfanızı açın
mijn-code-veld = Kâğıdınızdaki kod
mijn-code-jaar = Doğduğunuz yıl
mijn-code-open = Sayfamı aç
mijn-code-past-niet = Bu kod ile bu yıl birbirine uymuyor. Kâğıdınıza tekrar bakın veya bizi arayın.
mijn-code-wacht = Birkaç kez denediniz. On beş dakika bekleyin veya bizi arayın.

## The page is gone

mijn-weg-titel = Bu bağlantı artık çalışmıyor
mijn-weg-uitleg = Belki bağlantı çok eski ya da bilgileriniz silinmiş. Bizi arayabilirsiniz. Size yardım ederiz.

## Asking for help: /aanmelden

aanmelden-titel = Hareket etmek için yardım
aanmelden-begin = Daha çok hareket etmek ister misiniz? Adınızı ve telefon numaranızı bırakın. Bir hareket koçu sizi arar ve sizinle birlikte arar. Ücretsizdir.
aanmelden-voor-wie = Kimin için soruyorsunuz?
aanmelden-voor-mij = Kendim için
aanmelden-voor-ander = Başka biri için
aanmelden-naam = Ad
aanmelden-naam-hint = Hareket etmek isteyen kişinin adı
aanmelden-telefoon = Telefon numarası
aanmelden-telefoon-hint = Telefonunuz yok mu? O zaman bir e-posta adresi yazın.
aanmelden-email = E-posta adresi
aanmelden-postcode = Posta kodu
aanmelden-geboortejaar = Doğum yılı
aanmelden-taal = En iyi hangi dili konuşuyorsunuz?
aanmelden-hoeft-niet = zorunlu değil
aanmelden-wens = Ne istersiniz?
aanmelden-wens-meer-bewegen = Daha çok hareket etmek
aanmelden-wens-meer-contact = İnsanlarla daha çok görüşmek
aanmelden-wens-zekerder-lopen = Daha güvenli yürümek
aanmelden-wens-meer-energie = Daha çok enerji
aanmelden-wens-minder-stress = Daha az stres
aanmelden-wens-beter-slapen = Daha iyi uyumak
aanmelden-wens-minder-pijn = Daha az ağrı
aanmelden-wens-gezonder-gewicht = Daha sağlıklı bir kilo
aanmelden-wens-hint = Örneğin: salı günleri birlikte yürümek. Buraya hastalıkla ilgili bir şey yazmayın.
aanmelden-wens-woorden = Kendi sözlerinizle
aanmelden-ander-titel = Siz kimsiniz?
aanmelden-ander-naam = Adınız
aanmelden-ander-telefoon = Telefon numaranız
aanmelden-ander-relatie = Bu kişinin nesi oluyorsunuz? Örneğin kızı veya komşusu.
aanmelden-toestemming = Bu uygun mu?
aanmelden-toestemming-begeleiding = Evet, bir hareket koçu arayabilir ve yardım edebilir.
aanmelden-toestemming-ander = Evet, bu kişi bunu sorduğumu biliyor ve kabul ediyor.
aanmelden-toestemming-ander-nodig = Önce bu kişinin kabul edip etmediğini sorun
aanmelden-toestemming-cijfers = Evet, bu isim olmadan sayılara dahil olabilir.
aanmelden-privacy = Buraya yazdıklarınızı yalnızca hareket koçu ve hizmet noktası görür.
aanmelden-verstuur = Yardım iste
aanmelden-liever-bellen = Telefonu mu tercih edersiniz? { $servicepunt }: { $telefoon }
aanmelden-niet-gelukt = Henüz olmadı. Lütfen şunlara bakın:
aanmelden-klaar-titel = Tamam. Sizi arayacağız.
aanmelden-klaar-wanneer = { $dagen ->
    [one] Bir hareket koçu sizi 1 iş günü içinde arar.
   *[other] Bir hareket koçu sizi { $dagen } iş günü içinde arar.
}
aanmelden-klaar-nummer = Numaranız: { $nummer }.
aanmelden-klaar-pagina = Kendi sayfanıza bakın
