### What to do, beside a field of a resident's form.

fout-ontbreekt-kort = Wypełnij to pole
fout-ontbreekt-naam = Wpisz imię i nazwisko
fout-ontbreekt-telefoon = Wpisz numer telefonu
fout-ontbreekt-postcode = Wpisz kod pocztowy, np. 5299 AB
fout-telefoon-kort = Wpisz 10 cyfr, np. 06 12 34 56 78
fout-email-kort = Wpisz tak: imie@przyklad.nl
fout-postcode-kort = Wpisz 4 cyfry i 2 litery, np. 5299 AB
fout-geboortejaar-kort = Wpisz 4 cyfry, np. 1954
fout-geen-contact-kort = Wpisz numer telefonu, e-mail albo adres
fout-onbekende-code-kort = Wybierz coś z listy
fout-bsn-kort = Usuń numer BSN
fout-te-lang-kort = Skróć tekst
fout-tekens-kort = Wpisz tekst jeszcze raz
fout-woorden-nodig-kort = Napisz kilka słów
fout-toestemming-begeleiding-kort = Powiedz, czy ktoś może dzwonić i pomagać
fout-onbekende-plaats-kort = Sprawdź nazwę miejsca
fout-welke-plaats-kort = Wybierz, o które miejsce chodzi
fout-onbekende-postcode-kort = Sprawdź cyfry albo wpisz miejsce
fout-postcodes-ontbreken-kort = Na razie wpisz miejsce
fout-afstand-kort = Wybierz odległość z listy
fout-getal-kort = Wpisz liczbę
