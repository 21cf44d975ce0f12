### De andere verwijzingen van dezelfde inwoner.

mijn-andere = Ваші інші заявки
