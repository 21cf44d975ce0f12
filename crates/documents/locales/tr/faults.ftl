### What to do, beside a field of a resident's form.

fout-ontbreekt-kort = Burayı doldurun
fout-ontbreekt-naam = Bir ad yazın
fout-ontbreekt-telefoon = Bir telefon numarası yazın
fout-ontbreekt-postcode = Bir posta kodu yazın, örneğin 5299 AB
fout-telefoon-kort = 10 rakam yazın, örneğin 06 12 34 56 78
fout-email-kort = Şöyle yazın: ad@ornek.nl
fout-postcode-kort = 4 rakam ve 2 harf yazın, örneğin 5299 AB
fout-geboortejaar-kort = 4 rakam yazın, örneğin 1954
fout-geen-contact-kort = Telefon numarası, e-posta veya adres yazın
fout-onbekende-code-kort = Listeden bir şey seçin
fout-bsn-kort = Vatandaşlık numarasını (BSN) silin
fout-te-lang-kort = Metni kısaltın
fout-tekens-kort = Metni yeniden yazın
fout-woorden-nodig-kort = Birkaç kelime yazın
fout-toestemming-begeleiding-kort = Birinin arayıp yardım etmesine izin verin
fout-onbekende-plaats-kort = Yerin adını kontrol edin
fout-welke-plaats-kort = Hangi yeri demek istediğinizi seçin
fout-onbekende-postcode-kort = Rakamları kontrol edin veya bir yer yazın
fout-postcodes-ontbreken-kort = Şimdilik bir yer yazın
fout-afstand-kort = Listeden bir mesafe seçin
fout-getal-kort = Bir sayı yazın
