### What stands around a resident's page: header and footer.

basis-naar-inhoud = До вмісту
basis-demo = Це демо.
basis-demo-uitleg = Усі люди вигадані.
basis-demo-post = Переглянути пошту
basis-gemeente = Муніципалітет { $naam }
basis-privacy = Приватність
basis-toegankelijkheid = Доступність
basis-hulp = Потрібна допомога? Телефонуйте: { $telefoon }
basis-inloggen = Увійти
link-naar-begin = На головну
mag-leeg = (не обов’язково)
