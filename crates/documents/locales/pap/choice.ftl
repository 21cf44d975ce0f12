### /keuze: e papel ku e lèsnan ku a skohe huntu.

keuze-titel = Akinan bo por move
keuze-uitleg = Boso a skohe esakinan huntu. Skohe esun ku bo ta gusta mas.
keuze-weg = Un lès no ta ei mas.
keuze-leeg = E lèsnan akí no ta ei mas. Puntra pa otro lès.
keuze-niet-op = No tin lès riba: { $dagen }
keuze-eerste = Promé lès: { $dag }
keuze-vol = Yen awor: bo ta bai riba lista di espera
keuze-vol-kort = yen awor: lista di espera
keuze-mail = Manda pa e-mail
keuze-sms = Manda komo SMS
keuze-bel = Yama si bo tin pregunta
