### /aanbod-nakijken: vragen over ingelezen aanbod, met een antwoord voor alle regels tegelijk.

nakijken-antwoord = Dit bedrag is
nakijken-vul-in = Vul in
nakijken-alle-regels = Geldt voor alle { $aantal } regels met deze vraag
nakijken-alle-gezien = Alle { $aantal } regels met deze vraag gezien
nakijken-gedaan = Ingevuld. Wat nog niet zeker is, staat er nog.
