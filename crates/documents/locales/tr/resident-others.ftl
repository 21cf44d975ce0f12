### De andere verwijzingen van dezelfde inwoner.

mijn-andere = Diğer başvurularınız
