### What residents read on their own page (mijn-) and when they ask for help (aanmelden-).

## The resident's page: /mijn. Greeting and appointment

mijn-titel = موعدكم للحركة
mijn-titel-aangemeld = طلبكم للحركة
mijn-groet = مرحباً { $naam }
mijn-groet-zonder-naam = مرحباً
mijn-wat = ماذا
mijn-wanneer = متى
mijn-eerste-keer = المرة الأولى
mijn-waar = أين
mijn-wie = من يستقبلكم
mijn-trefpunt = مكان اللقاء
mijn-meenemen = أحضروا معكم
mijn-in-het-nederlands = كتب النادي هذا باللغة الهولندية.
mijn-kosten = التكلفة
mijn-moment-volgt = سنخبركم باليوم والوقت لاحقاً.
mijn-eerst-bellen = سيتصل بكم النادي أولاً. انتظروا ذلك قبل أن تذهبوا.
mijn-eerst-bericht = سيرسل لكم النادي رسالة أولاً. انتظروا ذلك قبل أن تذهبوا.
mijn-contactpersoon = الشخص المسؤول عن التواصل معكم
mijn-stand = ما هو الوضع الآن؟
mijn-verloop = ماذا حدث حتى الآن؟

## Where the referral is

mijn-status-verstuurd = تم إرسال طلبكم إلى { $aanbieder }. سيتصلون بكم أو يكتبون لكم.
mijn-status-aanvaard = لدى { $aanbieder } مكان لكم. سيتصلون بكم أو يكتبون لكم.
mijn-status-contact-gelegd = لقد تواصلتم مع { $aanbieder }. الخطوة التالية هي المشاركة لأول مرة.
mijn-status-proefles-gepland = تم تحديد موعد الدرس التجريبي. إلى اللقاء!
mijn-status-proefles-gevolgd = لقد حضرتم الدرس التجريبي. هل تريدون الاستمرار؟ يمكنكم أن تبدؤوا الآن.
mijn-status-gestart = أنتم تشاركون الآن. نتمنى لكم وقتاً ممتعاً!
mijn-status-gepauzeerd = أنتم متوقفون لفترة قصيرة. لا بأس بذلك.
mijn-status-zoekt-ander-aanbod = هذا غير ممكن الآن. نبحث لكم عن شيء آخر. لا تحتاجون إلى فعل أي شيء.
mijn-status-afgerond = انتهى الأمر. أحسنتم!
mijn-status-gestopt = لقد توقفتم. يمكنكم دائماً أن تبدؤوا من جديد لاحقاً.
mijn-status-niet-gestart = لم تبدؤوا. يمكنكم دائماً أن تبدؤوا لاحقاً.
mijn-status-ingetrokken = تم إيقاف طلبكم. يمكنكم دائماً أن تبدؤوا من جديد لاحقاً.
mijn-pauze-tot = تستمر فترة التوقف حتى { $dag }.

## Answers

mijn-komt-u = هل ستحضرون؟
mijn-iets-zeggen = هل تريدون أن تخبرونا بشيء؟
mijn-ik-kom = نعم، سأحضر
mijn-ik-kan-niet = لا أستطيع الحضور
mijn-bel-mij = اتصلوا بي
mijn-ik-stop = أريد التوقف
mijn-verwijder-gegevens = احذفوا بياناتي
mijn-bedankt-ik-kom = جميل أنكم ستحضرون. سنبلغهم بذلك.
mijn-bedankt-ik-kan-niet = لا بأس. سنبلغهم بذلك. سيتصلون بكم أو يكتبون لكم بشأن يوم آخر.
mijn-bedankt-bel-mij = سنبلغهم بذلك. سيتصلون بكم.
mijn-bedankt-ik-stop = لقد توقفتم. سنبلغهم بذلك. شكراً لأنكم أخبرتمونا.
mijn-bedankt-verwijder-gegevens = لقد حذفنا بياناتكم.
mijn-bedankt-toestemming = تم حفظ اختياركم.
mijn-al-gedaan = كنا نعرف ذلك. لا تحتاجون إلى فعل أي شيء آخر.

## Stopping

mijn-stop-vraag = هل تريدون التوقف؟
mijn-stop-uitleg = عندها لن تذهبوا بعد الآن إلى { $aanbieder }. سنبلغهم بذلك. يمكنكم أن تبدؤوا من جديد لاحقاً.
mijn-stop-reden = لماذا تريدون التوقف؟ لستم مضطرين لقول السبب.
mijn-stop-ja = نعم، أريد التوقف
mijn-stop-nee = لا، العودة
mijn-reden-past-niet = هذا لا يناسبني
mijn-reden-geen-klik = لا أشعر بالراحة في المجموعة
mijn-reden-gezondheid = صحتي لا تسمح بذلك
mijn-reden-geen-tijd = ليس لدي وقت
mijn-reden-te-duur = السعر مرتفع بالنسبة لي
mijn-reden-te-ver = المكان بعيد
mijn-reden-verhuisd = لقد انتقلت إلى سكن آخر
mijn-reden-op-eigen-verzoek = لم أعد أريد ذلك
mijn-reden-op-verzoek = غيرت رأيي
mijn-reden-geen-zin = ليست لدي رغبة
mijn-reden-gaat-elders-verder = سأمارس الحركة في مكان آخر
mijn-reden-iets-anders-gevonden = وجدت شيئاً آخر
mijn-reden-ander-traject = سأفعل شيئاً آخر
mijn-reden-vergissing = كان ذلك بالخطأ
mijn-reden-dubbel = كان لدي طلب من قبل
mijn-reden-toestemming-ingetrokken = لم أعد أريد مشاركة بياناتي
mijn-reden-anders = سبب آخر
mijn-reden-woorden = هل تريدون إضافة شيء؟

## Forget me

mijn-vergeet-vraag = هل تريدون أن نحذف بياناتكم؟
mijn-vergeet-uitleg = سنحذف اسمكم ورقم هاتفكم وكل ما كُتب عنكم. سيتوقف طلبكم. لا يمكننا التراجع عن ذلك.
mijn-vergeet-ja = نعم، احذفوا بياناتي
mijn-vergeet-nee = لا، العودة
mijn-vergeten-titel = إلى اللقاء
mijn-vergeten-uitleg = حذفنا اسمكم ورقم هاتفكم وكل ما كُتب عنكم. هذا الرابط لم يعد يعمل. هل تريدون ممارسة الحركة لاحقًا؟ أهلًا بكم دائمًا.

## My consent

mijn-toestemming = موافقتي
mijn-toestemming-uitleg = أنتم تختارون ما هو مسموح به. يمكنكم تغيير ذلك في أي وقت.
mijn-toestemming-bewaar = احفظوا اختياري
mijn-toestemming-veranderen = هل تريدون تغيير شيء؟ اتصلوا بنا. سنفعل ذلك معكم.
mijn-ja = نعم
mijn-nee = لا
mijn-doel-delenMetAanbieder = يجوز للنادي أو المدرب أن يعرف اسمي ورقم هاتفي وما يجب الانتباه إليه.
mijn-doel-terugkoppeling = يجوز لمن حوّلني أن يعرف أنني بدأت وكيف انتهى الأمر.
mijn-doel-begeleiding = يجوز لمرشد الحركة أن يتصل بي ويساعدني.
mijn-doel-medischeAchtergrond = يجوز للمرشد أو مقدم الرعاية أن يعرف وضعي الصحي.
mijn-doel-vergoeding = يجوز لمن يدفع تكلفة دروسي أن يعرف أنني بدأت.
mijn-doel-cijfers = أُحسب ضمن الأرقام. اسمي لا يظهر فيها.

## Who looked

mijn-inzage = من اطلع على بياناتي؟
mijn-inzage-uitleg = هنا ترون من فعل شيئًا ببياناتكم. إذا فعل شخص الشيء نفسه أكثر من مرة في يوم واحد، فإنه يظهر مرة واحدة.
mijn-inzage-leeg = لم يطلع أحد على بياناتكم بعد.
mijn-inzage-wie = من
mijn-inzage-wanneer = متى
mijn-inzage-wat = ماذا
mijn-inzage-bekeken = اطلع على بياناتكم
mijn-inzage-gezocht = بحث عن بياناتكم
mijn-inzage-gemaakt = سجّل بياناتكم
mijn-inzage-gewijzigd = غيّر شيئاً
mijn-inzage-verwijderd = حذف بياناتكم
mijn-inzage-verstuurd = استلم أو أرسل رسالة عنكم
mijn-inzage-afgedrukt = طبع بياناتكم أو نسخها
mijn-inzage-geweigerd = طلب شيئًا غير مسموح به
mijn-inzage-toestemming = غيّر موافقتك
mijn-inzage-nood = فتح بياناتك في حالة طارئة
mijn-inzage-logboek = تحقق ممن اطّلع على بياناتك
mijn-rol-zorgprofessional = مقدم الرعاية الصحية
mijn-rol-verwijzer-sociaal-domein = المرشد الاجتماعي
mijn-rol-aanbieder = النادي أو المدرب
mijn-rol-beweegcoach = مرشد الحركة
mijn-rol-servicepunt = نقطة الخدمة
mijn-rol-beleid = البلدية
mijn-rol-verzekeraar = شركة التأمين
mijn-rol-beheerder = المسؤول عن النظام
mijn-rol-logbeheerder = المسؤول عن السجل
mijn-rol-inwoner = أنتم
mijn-rol-systeem = تلقائياً من Beweegbrug

## Language, reading aloud, help, code

mijn-taal = اختاروا لغتكم
mijn-lees-voor = القراءة بصوت عالٍ
mijn-voorlezen-stop = إيقاف القراءة
mijn-print = طباعة هذه الصفحة
mijn-print-zelf = اطبعوا هذه الصفحة من قائمة المتصفح.
mijn-hulp = هل لديكم سؤال؟
mijn-hulp-bel = اتصلوا بنا. { $servicepunt }: { $telefoon }
mijn-code = الرمز الخاص بكم
mijn-code-uitleg = بهذا الرمز وسنة ميلادكم يمكنكم فتح هذه الصفحة من دون الرابط أيضاً.
mijn-code-titel = افتحوا صفحتكم
mijn-code-veld = الرمز المكتوب على ورقتكم
mijn-code-jaar = سنة ميلادكم
mijn-code-open = فتح صفحتي
mijn-code-past-niet = هذا الرمز وهذه السنة غير متطابقين. انظروا مرة أخرى إلى ورقتكم أو اتصلوا بنا.
mijn-code-wacht = لقد حاولتم عدة مرات. انتظروا ربع ساعة أو اتصلوا بنا.

## The page is gone

mijn-weg-titel = هذا الرابط لم يعد يعمل
mijn-weg-uitleg = ربما أصبح الرابط قديماً أو تم حذف بياناتكم. يمكنكم الاتصال بنا. سنساعدكم.

## Asking for help: /aanmelden

aanmelden-titel = المساعدة على الحركة
aanmelden-begin = هل تريدون أن تتحركوا أكثر؟ اتركوا اسمكم ورقم هاتفكم. سيتصل بكم مرشد الحركة ويبحث معكم. هذا مجاني.
aanmelden-voor-wie = لمن هذا الطلب؟
aanmelden-voor-mij = لي أنا
aanmelden-voor-ander = لشخص آخر
aanmelden-naam = الاسم
aanmelden-naam-hint = اسم الشخص الذي يريد أن يتحرك
aanmelden-telefoon = رقم الهاتف
aanmelden-telefoon-hint = ليس لديكم هاتف؟ اكتبوا إذن عنوان بريد إلكتروني.
aanmelden-email = البريد الإلكتروني
aanmelden-postcode = الرمز البريدي
aanmelden-geboortejaar = سنة الميلاد
aanmelden-taal = ما هي اللغة التي تفضلون التحدث بها؟
aanmelden-hoeft-niet = غير إلزامي
aanmelden-wens = ماذا تحبون أن تفعلوا؟
aanmelden-wens-meer-bewegen = الحركة أكثر
aanmelden-wens-meer-contact = تواصل أكثر مع الناس
aanmelden-wens-zekerder-lopen = المشي بثقة أكبر
aanmelden-wens-meer-energie = طاقة أكثر
aanmelden-wens-minder-stress = توتر أقل
aanmelden-wens-beter-slapen = نوم أفضل
aanmelden-wens-minder-pijn = ألم أقل
aanmelden-wens-gezonder-gewicht = وزن صحي أكثر
aanmelden-wens-hint = مثلاً: المشي مع آخرين يوم الثلاثاء. لا تكتبوا هنا شيئاً عن المرض.
aanmelden-wens-woorden = بكلماتكم أنتم
aanmelden-ander-titel = من أنتم؟
aanmelden-ander-naam = اسمكم
aanmelden-ander-telefoon = رقم هاتفكم
aanmelden-ander-relatie = ما هي صلتكم بهذا الشخص؟ مثلاً الابنة أو الجار.
aanmelden-toestemming = هل توافقون؟
aanmelden-toestemming-begeleiding = نعم، يجوز لمرشد الحركة أن يتصل ويساعد.
aanmelden-toestemming-ander = نعم، هذا الشخص يعرف أنني أطلب ذلك وهو موافق.
aanmelden-toestemming-ander-nodig = اسألوا أولًا إن كان هذا الشخص موافقًا
aanmelden-toestemming-cijfers = نعم، يجوز أن يُحسب هذا ضمن الأرقام من دون اسم.
aanmelden-privacy = فقط مرشد الحركة ونقطة الخدمة يطلعون على ما تكتبونه هنا.
aanmelden-verstuur = طلب المساعدة
aanmelden-liever-bellen = هل تفضلون الاتصال؟ { $servicepunt }: { $telefoon }
aanmelden-niet-gelukt = لم ينجح ذلك بعد. يرجى النظر إلى:
aanmelden-klaar-titel = تم. سنتصل بكم.
aanmelden-klaar-wanneer = { $dagen ->
    [one] سيتصل بكم مرشد الحركة خلال يوم عمل واحد.
    [two] سيتصل بكم مرشد الحركة خلال يومي عمل.
    [few] سيتصل بكم مرشد الحركة خلال { $dagen } أيام عمل.
   *[other] سيتصل بكم مرشد الحركة خلال { $dagen } يوم عمل.
}
aanmelden-klaar-nummer = رقمكم هو { $nummer }.
aanmelden-klaar-pagina = عرض صفحتكم الخاصة
