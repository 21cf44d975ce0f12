### What stands around a resident's page: header and footer.

basis-naar-inhoud = Bai na e kontenido
basis-demo = Esaki ta un demo.
basis-demo-uitleg = Tur hende ta inventá.
basis-demo-post = Wak e post
basis-gemeente = Munisipio { $naam }
basis-privacy = Privasidat
basis-toegankelijkheid = Aksesibilidat
basis-hulp = Bo mester di yudansa? Yama { $telefoon }
basis-inloggen = Drenta
link-naar-begin = Bai na e promé página
mag-leeg = (no ta obligatorio)
