### /keuze: the sheet of lessons that were chosen together, for the resident.

keuze-titel = Here you can be active
keuze-uitleg = You chose these together. Pick the one you like best.
keuze-weg = One lesson is no longer there.
keuze-leeg = These lessons are no longer there. Ask for other lessons.
keuze-niet-op = Not on: { $dagen }
keuze-eerste = First lesson: { $dag }
keuze-vol = Full now: you will be on the waiting list
keuze-vol-kort = full now: waiting list
keuze-mail = Send by e-mail
keuze-sms = Send as a text message
keuze-bel = Call if you have questions
