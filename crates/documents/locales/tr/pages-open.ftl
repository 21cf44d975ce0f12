### What stands around a resident's page: header and footer.

basis-naar-inhoud = İçeriğe git
basis-demo = Bu bir demodur.
basis-demo-uitleg = Tüm kişiler hayalidir.
basis-demo-post = Postaya bak
basis-gemeente = { $naam } Belediyesi
basis-privacy = Gizlilik
basis-toegankelijkheid = Erişilebilirlik
basis-hulp = Yardım mı gerekiyor? Telefon: { $telefoon }
basis-inloggen = Giriş yap
link-naar-begin = Ana sayfaya git
mag-leeg = (zorunlu değil)
