### De andere verwijzingen van dezelfde inwoner.

mijn-andere = Your other referrals
