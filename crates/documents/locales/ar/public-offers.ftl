### The public list of lessons, the page of one lesson, and that of who gives it.

openbaar-titel = الحركة بالقرب منكم
openbaar-inleiding = للجميع. لا تحتاجون إلى تسجيل الدخول.
openbaar-wensen = عمّ تبحثون؟
openbaar-q = ماذا تريدون أن تفعلوا؟
openbaar-q-hint = مثلاً المشي أو السباحة
openbaar-postcode = الرمز البريدي أو المكان
openbaar-postcode-hint = مثلاً 5299 AB، أو اسم قريتكم أو مدينتكم أو حيّكم
openbaar-bedoelde-u = هل تقصدون واحداً من هذه؟
openbaar-plaats-keus = { $plaats }، بلدية { $gemeente }
openbaar-afstand = كم يمكن أن تكون المسافة؟
openbaar-afstand-alle = لا يهم
openbaar-afstand-km = { $km } كم
openbaar-afstand-m = { $meter } م
openbaar-afstand-minder = أقل من 100 م
openbaar-activiteit = النوع
openbaar-activiteit-alle = الكل
openbaar-dagdeel = متى تستطيعون الحضور؟
openbaar-ochtend = صباحاً
openbaar-middag = بعد الظهر
openbaar-avond = مساءً
openbaar-weekend = نهاية الأسبوع
openbaar-dag-en-deel = { $dag } { $deel }
openbaar-hoeft-niet = (غير إلزامي)
openbaar-zoek = بحث
openbaar-wis = البدء من جديد
openbaar-alles = كل الدروس
openbaar-pas-aan = بحث آخر
openbaar-sluit = إغلاق
openbaar-pagina = صفحة { $nummer }
openbaar-bladeren = الصفحات
openbaar-vorige = السابق
openbaar-volgende = التالي
openbaar-afstand-van = { $afstand } من { $postcode }
openbaar-leeg = لم نجد شيئاً مناسباً. ابحثوا أبعد، أو اختاروا أياماً أكثر، أو احذفوا رغبة.
openbaar-leeg-alles = لا توجد دروس هنا بعد. يمكنكم الاتصال بنا. سنساعدكم.
openbaar-fout = لم ينجح ذلك بعد. انظروا إلى:
openbaar-hulp = ألم تجدوا ما يناسبكم؟
openbaar-hulp-tekst = يسعد مدرب الحركة أن يبحث معكم. هذا مجاني.
openbaar-hulp-knop = اطلبوا المساعدة
openbaar-kies = اختاروا ما يناسبكم
openbaar-gekozen = اخترتم
openbaar-haal-weg = إزالة:
openbaar-laat-weg = احذفوا: { $wens }
openbaar-kies-dagdeel = متى
openbaar-kies-maxPrijs = السعر
openbaar-kies-leeftijd = العمر
openbaar-kies-niveau = مستوى الجهد
openbaar-kies-groep = المجموعة
openbaar-kies-toegankelijkheid = سهولة الوصول
openbaar-kies-spreekt = اللغة المستخدمة
openbaar-kies-proefles = التجربة أولاً
openbaar-leeftijd-0-11 = أطفال حتى 11 سنة
openbaar-leeftijd-12-17 = 12 إلى 17 سنة
openbaar-leeftijd-18-54 = 18 إلى 54 سنة
openbaar-leeftijd-55-64 = 55 إلى 64 سنة
openbaar-leeftijd-65-plus = 65 سنة أو أكثر
openbaar-prijs-0 = مجاني
openbaar-prijs-10 = حتى € 10 في الشهر
openbaar-prijs-20 = حتى € 20 في الشهر
openbaar-proefles = مع درس تجريبي
openbaar-bevestigd-op = تم التأكد في { $dag }
openbaar-bevestigd-niet = لم يتم التأكد بعد
openbaar-bevestigd-lijst = ورد في قائمة في { $dag }؛ لم يؤكده النادي بعد
openbaar-in-het-nederlands = كتب النادي هذا بالهولندية.
les-terug = إلى كل الدروس
les-van = من { $aanbieder }
les-wanneer = متى
les-waar = أين
les-kosten = التكلفة
les-voor-wie = لمن
les-tempo = مستوى الجهد
les-begeleider = من يعطي الدرس
les-begeleiding = المساعدة أثناء الدرس
les-zelfstandigheid = مدى الاستقلالية
les-toegankelijkheid = سهولة الوصول
les-talen = اللغات المستخدمة
les-seizoen = الموسم
les-meenemen = أحضروا معكم
les-trefpunt = مكان اللقاء
les-wachttijd = مدة الانتظار
les-erkend = طريقة معترف بها
les-bevestigd = هل هذا ما زال صحيحاً؟
les-niet-voor = غير مناسب لـ
les-niet-door = لا يوجد درس
les-dicht = مغلق من { $van } إلى { $tot }
les-loopt-tot = يستمر حتى
les-vol = مكتمل، ستكونون على قائمة انتظار
les-meedoen = هل تريدون المشاركة؟
les-meedoen-tekst = اتصلوا بالنادي أو اكتبوا له. أو دعوا مدرب الحركة يفكر معكم.
les-meedoen-zonder-contact = سيتصل بكم مدرب الحركة ويرتب الأمر معكم. هذا مجاني.
les-mail = اكتبوا رسالة إلكترونية
les-website = إلى الموقع
les-weg = هذا الدرس لم يعد موجوداً
les-weg-tekst = ربما توقف أو انتقل. هناك بالتأكيد شيء آخر يناسبكم.
reden-niveau-1 = وتيرة هادئة
reden-niveau-2 = وتيرة عادية
reden-niveau-3 = وتيرة قوية
reden-leeftijd-tussen = من { $van } إلى { $tot } سنة
reden-leeftijd-vanaf = من { $van } سنة
reden-leeftijd-tot = حتى { $tot } سنة
let-op-niet-door = لا يوجد درس في { $dagen }
code-niveau-1 = هادئ
code-niveau-2 = عادي
code-niveau-3 = قوي
code-toegankelijkheid-rolstoel = ممكن بالكرسي المتحرك
code-toegankelijkheid-rollator = ممكن بعكّاز المشي ذي العجلات
code-toegankelijkheid-aangepast-toilet = مرحاض مهيأ
code-toegankelijkheid-slechthorend = لمن لا يسمع جيداً
code-toegankelijkheid-slechtziend = لمن لا يرى جيداً
code-toegankelijkheid-verstandelijke-beperking = لذوي الإعاقة الذهنية
code-toegankelijkheid-prikkelarm = هادئ وقليل الضوضاء
code-toegankelijkheid-vervoer-mogelijk = النقل ممكن
code-groep-vrouwen = للنساء فقط
code-groep-mannen = للرجال فقط
code-groep-gemengd = النساء والرجال معاً
code-groep-senioren = كبار السن
code-groep-lotgenoten = أشخاص يمرون بالتجربة نفسها
code-groep-jongeren = الشباب
code-groep-gezinnen = العائلات
code-begeleiding-zelfstandig = بدون إشراف
code-begeleiding-groep = في مجموعة
code-begeleiding-trainer = مع مدرب
code-begeleiding-speciaal-opgeleid = مع مدرب مؤهل خصيصاً
code-begeleiding-een-op-een = تدريب فردي
code-begeleiding-maatje = مع رفيق
code-zelfstandigheid-zelfstandig = يستطيع وحده
code-zelfstandigheid-met-wat-hulp = مع قليل من المساعدة
code-zelfstandigheid-met-veel-hulp = مع كثير من المساعدة
code-wachttijd-geen = بدون انتظار
code-wachttijd-korter-dan-een-maand = انتظار أقل من شهر
code-wachttijd-een-maand-of-langer = انتظار شهر أو أكثر
code-erkende-interventie-goed-beschreven = موصوف جيداً
code-erkende-interventie-goed-onderbouwd = مبني على أساس جيد
code-erkende-interventie-effectief = فعّال
code-taal-nl = الهولندية
code-taal-en = الإنجليزية
code-taal-tr = التركية
code-taal-ar = العربية
code-taal-pl = البولندية
code-taal-uk = الأوكرانية
code-taal-pap = البابيامنتو
code-taal-de = الألمانية
code-taal-fr = الفرنسية
code-taal-es = الإسبانية
code-taal-ber = الأمازيغية
code-taal-ti = التغرينية
code-taal-fa = الفارسية
code-taal-so = الصومالية
code-taal-bg = البلغارية
code-taal-ro = الرومانية
code-taal-ngt = لغة الإشارة الهولندية
openbaar-gevonden = { $aantal ->
    [0] لم نجد شيئاً
    [one] وجدنا درساً واحداً
    [two] وجدنا درسين
    [few] وجدنا { $aantal } دروس
   *[other] وجدنا { $aantal } درساً
}
openbaar-meer-momenten = { $aantal ->
    [one] وموعد آخر
    [two] وموعدان آخران
    [few] و{ $aantal } مواعيد أخرى
   *[other] و{ $aantal } موعداً آخر
}
reden-plekken = { $aantal ->
    [one] بقي مكان واحد
    [two] بقي مكانان
    [few] بقيت { $aantal } أماكن
   *[other] بقي { $aantal } مكاناً
}
aanbieder-terug = العودة إلى كل الدروس
aanbieder-lessen = { $aantal ->
    [one] درس واحد
    [two] درسان
    [few] { $aantal } دروس
   *[other] { $aantal } درساً
}
aanbieder-lessen-in = { $lessen } في { $plaats }
aanbieder-wat = ما يمكنكم فعله
aanbieder-meer = و{ $aantal } غيرها. شاهدوها في القائمة
aanbieder-volgende = المواعيد القادمة
aanbieder-gaat-niet-door = لا يوجد درس
aanbieder-contact = للتواصل
aanbieder-wat-al = { $activiteiten }.
