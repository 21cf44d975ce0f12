### What stands around a resident's page: header and footer.

basis-naar-inhoud = إلى المحتوى
basis-demo = هذا عرض تجريبي.
basis-demo-uitleg = جميع الأشخاص غير حقيقيين.
basis-demo-post = عرض البريد
basis-gemeente = بلدية { $naam }
basis-privacy = الخصوصية
basis-toegankelijkheid = سهولة الوصول
basis-hulp = تحتاجون إلى مساعدة؟ اتصلوا: { $telefoon }
basis-inloggen = تسجيل الدخول
link-naar-begin = إلى الصفحة الرئيسية
mag-leeg = (غير إلزامي)
