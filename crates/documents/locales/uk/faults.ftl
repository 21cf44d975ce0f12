### What to do, beside a field of a resident's form.

fout-ontbreekt-kort = Заповніть це поле
fout-ontbreekt-naam = Впишіть ім’я
fout-ontbreekt-telefoon = Впишіть номер телефону
fout-ontbreekt-postcode = Впишіть поштовий індекс, наприклад 5299 AB
fout-telefoon-kort = Впишіть 10 цифр, наприклад 06 12 34 56 78
fout-email-kort = Напишіть так: imia@pryklad.nl
fout-postcode-kort = Впишіть 4 цифри і 2 літери, наприклад 5299 AB
fout-geboortejaar-kort = Впишіть 4 цифри, наприклад 1954
fout-geen-contact-kort = Впишіть номер телефону, пошту або адресу
fout-onbekende-code-kort = Виберіть щось зі списку
fout-bsn-kort = Видаліть номер BSN
fout-te-lang-kort = Скоротіть текст
fout-tekens-kort = Напишіть текст ще раз
fout-woorden-nodig-kort = Напишіть кілька слів
fout-toestemming-begeleiding-kort = Скажіть, чи можна телефонувати й допомагати
fout-onbekende-plaats-kort = Перевірте назву місця
fout-welke-plaats-kort = Виберіть, яке місце ви маєте на увазі
fout-onbekende-postcode-kort = Перевірте цифри або впишіть місце
fout-postcodes-ontbreken-kort = Поки що впишіть місце
fout-afstand-kort = Виберіть відстань зі списку
fout-getal-kort = Впишіть число
