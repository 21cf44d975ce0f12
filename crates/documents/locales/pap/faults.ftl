### What to do, beside a field of a resident's form.

fout-ontbreekt-kort = Yena esaki
fout-ontbreekt-naam = Yena un nòmber
fout-ontbreekt-telefoon = Yena un number di telefòn
fout-ontbreekt-postcode = Yena un postcode, por ehèmpel 5299 AB
fout-telefoon-kort = Skirbi 10 sifra, por ehèmpel 06 12 34 56 78
fout-email-kort = Skirbié asina: nomber@ehempel.nl
fout-postcode-kort = Skirbi 4 sifra i 2 lèter, por ehèmpel 5299 AB
fout-geboortejaar-kort = Skirbi 4 sifra, por ehèmpel 1954
fout-geen-contact-kort = Yena un number di telefòn, e-mail òf adrès
fout-onbekende-code-kort = Skohe algu for di e lista
fout-bsn-kort = Kita e number BSN
fout-te-lang-kort = Hasi e teksto mas kòrtiku
fout-tekens-kort = Skirbi e teksto di nobo
fout-woorden-nodig-kort = Skirbi algun palabra
fout-toestemming-begeleiding-kort = Bisa si un hende por yama i yuda
fout-onbekende-plaats-kort = Kontrolá e nòmber di e lugá
fout-welke-plaats-kort = Skohe kua lugá bo ke men
fout-onbekende-postcode-kort = Kontrolá e sifranan, òf yena un lugá
fout-postcodes-ontbreken-kort = Pa awor yena un lugá
fout-afstand-kort = Skohe un distansia for di e lista
fout-getal-kort = Yena un number
