### /keuze: kartka z zajęciami wybranymi razem.

keuze-titel = Tutaj można się ruszać
keuze-uitleg = Wybraliście to razem. Proszę wybrać to, co najbardziej się podoba.
keuze-weg = Jednych zajęć już nie ma.
keuze-leeg = Tych zajęć już nie ma. Proszę poprosić o inne.
keuze-niet-op = Zajęcia się nie odbędą: { $dagen }
keuze-eerste = Pierwsze zajęcia: { $dag }
keuze-vol = Teraz nie ma miejsc: trafisz na listę oczekujących
keuze-vol-kort = nie ma miejsc: lista oczekujących
keuze-mail = Wyślij e-mailem
keuze-sms = Wyślij SMS-em
keuze-bel = Pytania? Proszę zadzwonić
