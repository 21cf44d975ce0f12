### Letters to residents, and what stands below each letter.

mail-groet = مرحباً { $naam }،
mail-groet-zonder-naam = مرحباً،
mail-vragen = هل لديكم سؤال؟ اتصلوا بنا. { $servicepunt }: { $telefoon }.
mail-vragen-zonder-telefoon = هل لديكم سؤال؟ يسعدنا أن نساعدكم: { $servicepunt }.
mail-van = هذه الرسالة من Beweegbrug في { $gemeente }.
mail-wat = ماذا: { $tekst }
mail-wanneer = متى: { $tekst }
mail-waar = أين: { $tekst }
mail-trefpunt = مكان اللقاء: { $tekst }
mail-wie = من يستقبلكم: { $tekst }
mail-meenemen = أحضروا معكم: { $tekst }
mail-kosten = التكلفة: { $tekst }
mail-contactpersoon = الشخص المسؤول عن التواصل معكم: { $tekst }
mail-code = الرمز الخاص بكم هو { $code }. بهذا الرمز وسنة ميلادكم يمكنكم فتح الصفحة من دون هذا الرابط أيضاً.
mail-bevestiging-onderwerp = جميل أنكم تريدون أن تتحركوا أكثر
mail-bevestiging-begin = جميل أنكم تريدون أن تتحركوا أكثر. تم إرسال طلبكم. سيتصل بكم أو يكتب لكم: { $aanbieder }.
mail-bevestiging-begin-zonder-aanbieder = جميل أنكم تريدون أن تتحركوا أكثر. تم إرسال طلبكم. سنتصل بكم أو نكتب لكم قريباً.
mail-bevestiging-pagina = في صفحتكم الخاصة يمكنكم متابعة كل شيء. ويمكنكم أيضاً أن تقولوا هناك: سأحضر، أو لا أستطيع الحضور، أو اتصلوا بي.
mail-bevestiging-slot = هذه الصفحة لكم وحدكم. هل غيرتم رأيكم؟ يمكنكم أن تقولوا ذلك هناك أيضاً.
mail-proefles-afgesproken-onderwerp = تم تحديد موعد الدرس التجريبي
mail-proefles-afgesproken-begin = تم تحديد موعد الدرس التجريبي. جميل أنكم تريدون أن تجربوا.
mail-proefles-afgesproken-vraag = هل ستحضرون؟ أخبرونا في صفحتكم الخاصة:
mail-proefles-afgesproken-slot = لا تستطيعون الحضور؟ لا بأس. أخبرونا في صفحتكم أو اتصلوا بنا. وسنختار معاً يوماً آخر.
