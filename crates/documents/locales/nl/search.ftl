### Waarom een les ergens staat, waar u op let, en wat een soepeler wens oplevert.

reden-dagdeel = { $dagdeel }, { $tijd }
reden-niveau-1 = rustig tempo
reden-niveau-2 = gewoon tempo
reden-niveau-3 = stevig tempo
reden-plekken = { $aantal ->
    [one] nog 1 plek vrij
   *[other] nog { $aantal } plekken vrij
}
reden-plekken-onbekend = plekken: vraag het na
reden-taal = begeleiding spreekt { $taal }
reden-tekst = past bij: { $woorden }
reden-leeftijd-tussen = van { $van } tot en met { $tot } jaar
reden-leeftijd-vanaf = vanaf { $van } jaar
reden-leeftijd-tot = tot en met { $tot } jaar
reden-leeftijd-alle = voor alle leeftijden

reden-liever-niet = er staat niets bij over: { $wat }
reden-erkend = erkend: { $niveau }
reden-instromen = instromen kan altijd
reden-ervaring = hier begonnen { $aantal } van de 10
reden-ervaring-weinig = nog weinig verwijzingen hierheen: telt als gemiddeld
reden-drukte = weinig mensen wachten hier op hun eerste les

let-op-liever-niet = Wel: { $wat }. Dat was liever niet
let-op-weer-vanaf = Nu niet. Weer vanaf { $dag }
let-op-nu-niet = Nu niet. Vraag wanneer het weer begint
let-op-niet-door = Gaat niet door op { $dagen }
let-op-niet-door-wel-op = Gaat niet door op { $dagen }. De volgende les is op { $volgende }
let-op-wachttijd = Een maand of langer wachten op een plek
let-op-vol = Nu geen plek vrij. Een verwijzing komt op de wachtlijst
let-op-nooit-bevestigd = Nog niet bevestigd door de aanbieder
let-op-lang-geleden-bevestigd = voor het laatst { $bevestigd }
prijs-na-regeling = met regeling { $bedrag }
prijs-na-regeling-niets = met regeling gratis
let-op-prijs-onbekend = Prijs is niet bekend
let-op-tijd-onbekend = Dag of tijd is niet bekend
let-op-op-afspraak = Dag en tijd gaan op afspraak
let-op-op-aanvraag = Prijs is op aanvraag
let-op-taal-onbekend = Onbekend welke talen er worden gesproken
let-op-taal-niet-gesproken = Deze taal wordt er niet gesproken
let-op-woorden-niet-gevonden = Uw woorden staan niet in dit aanbod

niveau-1 = rustig
niveau-2 = gewoon
niveau-3 = stevig

versoepeling-meer = { $wens } ({ $extra } meer)
versoepeling-samen = { $een } en { $ander } ({ $extra } meer)
versoepeling-maxAfstandKm = Zoek tot { $waarde }
versoepeling-maxAfstandKm-los = Zoek overal
versoepeling-dagdelen-los = Ook op andere momenten
versoepeling-maxNiveau = Ook { $waarde }
versoepeling-maxNiveau-los = Elk tempo
versoepeling-maxPrijsInCenten = Tot { $waarde } per maand
versoepeling-maxPrijsInCenten-los = Elke prijs
versoepeling-toegankelijkheid = Zonder “{ $waarde }”
versoepeling-toegankelijkheid-los = Zonder wens over toegankelijkheid
versoepeling-groep-los = Elke groep
versoepeling-begeleiding-los = Elke soort begeleiding
versoepeling-activiteiten-los = Ook iets anders doen
versoepeling-leeftijd-los = Zonder wens over leeftijd
versoepeling-zelfstandigheid-los = Zonder wens over zelfstandigheid
versoepeling-maxMeters = Tot { $waarde } lopen
versoepeling-maxMeters-los = Ook verder lopen
versoepeling-alleenVrijePlekken-los = Ook als er nu geen plek is
versoepeling-erkendeInterventie-los = Ook wat niet erkend is
versoepeling-maxWachttijd-los = Ook met een langere wachttijd
versoepeling-altijdInstromen-los = Ook met een vaste start
versoepeling-niet-los = Ook wat u niet wilde
