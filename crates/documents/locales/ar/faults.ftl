### What to do, beside a field of a resident's form.

fout-ontbreekt-kort = يرجى ملء هذا الحقل
fout-ontbreekt-naam = اكتبوا الاسم
fout-ontbreekt-telefoon = اكتبوا رقم الهاتف
fout-ontbreekt-postcode = اكتبوا الرمز البريدي، مثل 5299 AB
fout-telefoon-kort = اكتبوا 10 أرقام، مثل 06 12 34 56 78
fout-email-kort = اكتبوه هكذا: naam@voorbeeld.nl
fout-postcode-kort = اكتبوا 4 أرقام وحرفين، مثل 5299 AB
fout-geboortejaar-kort = اكتبوا 4 أرقام، مثل 1954
fout-geen-contact-kort = اكتبوا رقم الهاتف أو البريد الإلكتروني أو العنوان
fout-onbekende-code-kort = اختاروا من القائمة
fout-bsn-kort = احذفوا رقم خدمة المواطن (BSN)
fout-te-lang-kort = اجعلوا النص أقصر
fout-tekens-kort = اكتبوا النص من جديد
fout-woorden-nodig-kort = اكتبوا بضع كلمات
fout-toestemming-begeleiding-kort = قولوا هل يجوز أن يتصل أحد ويساعد
fout-onbekende-plaats-kort = تحققوا من اسم المكان
fout-welke-plaats-kort = اختاروا المكان الذي تقصدونه
fout-onbekende-postcode-kort = تحققوا من الأرقام، أو اكتبوا مكاناً
fout-postcodes-ontbreken-kort = اكتبوا مكاناً في الوقت الحالي
fout-afstand-kort = اختاروا مسافة من القائمة
fout-getal-kort = اكتبوا رقماً
