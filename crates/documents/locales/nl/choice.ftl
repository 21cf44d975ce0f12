### /keuze: het blad met lessen die samen zijn uitgezocht, voor de inwoner zelf.

keuze-titel = Hier kunt u bewegen
keuze-uitleg = Dit hebt u samen uitgezocht. Kies wat u het leukst lijkt.
keuze-weg = Eén les is er niet meer.
keuze-leeg = Deze lessen zijn er niet meer. Vraag om andere lessen.
keuze-niet-op = Niet op: { $dagen }
keuze-eerste = Eerste les: { $dag }
keuze-vol = Nu vol: u komt op de wachtlijst
keuze-vol-kort = nu vol: wachtlijst
keuze-mail = Stuur per e-mail
keuze-sms = Stuur als sms
keuze-bel = Bel voor vragen
