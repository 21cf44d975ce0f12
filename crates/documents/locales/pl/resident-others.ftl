### De andere verwijzingen van dezelfde inwoner.

mijn-andere = Twoje inne zgłoszenia
