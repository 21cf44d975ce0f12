### Lessen naast elkaar, en het blad om mee te geven.

vergelijk-aanvinken = Vergelijk
vergelijk-knop = Zet naast elkaar
vergelijk-hint = Vink hooguit drie lessen aan. U kunt ze ook meegeven, op papier of per sms.
vergelijk-een-hint = Geef deze les mee, op papier of per sms.
vergelijk-een-knop = Bekijk en geef mee
vergelijk-titel = Lessen naast elkaar
vergelijk-uitleg = Kies er één, of geef ze mee op papier. Er is nog niets opgeslagen over uw { $persoon }.
vergelijk-leeg = U vinkte nog geen les aan. Ga terug en vink er twee of drie aan.
vergelijk-te-veel = U vinkte er meer dan drie aan. Hier staan de eerste drie.
vergelijk-terug = Terug naar de lessen
vergelijk-onbekend = Niet bekend
vergelijk-kies = Kies
vergelijk-gelijk = { $aantal ->
    [2] Voor allebei gelijk
   *[other] Voor alle drie gelijk
}
vergelijk-wanneer = Wanneer
vergelijk-afstand = Hoe ver
vergelijk-prijs = Prijs
vergelijk-plekken = Plek
vergelijk-niveau = Hoe stevig
vergelijk-begeleiding = Begeleiding
vergelijk-groep = Met wie
vergelijk-zelfstandigheid = Voor wie
vergelijk-toegankelijkheid = Geschikt voor
vergelijk-talen = Talen
vergelijk-bevestigd = Klopt het nog
vergelijk-meegeven = Thuis rustig kiezen
vergelijk-meegeven-uitleg = Op één blad, in de taal van uw { $persoon }. Om te printen, of om te sturen met uw eigen mail of telefoon. Wij bewaren niets.
vergelijk-blad = Toon het blad
