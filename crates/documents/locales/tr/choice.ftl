### /keuze: birlikte seçilen derslerin kâğıdı.

keuze-titel = Burada hareket edebilirsiniz
keuze-uitleg = Bunları birlikte seçtiniz. En çok hoşunuza gideni seçin.
keuze-weg = Bir ders artık yok.
keuze-leeg = Bu dersler artık yok. Başka dersler isteyin.
keuze-niet-op = Ders yok: { $dagen }
keuze-eerste = İlk ders: { $dag }
keuze-vol = Şu an dolu: bekleme listesine alınırsınız
keuze-vol-kort = şu an dolu: bekleme listesi
keuze-mail = E-posta ile gönder
keuze-sms = SMS ile gönder
keuze-bel = Sorunuz varsa arayın
