### De andere verwijzingen van dezelfde inwoner.

mijn-andere = Uw andere verwijzingen
