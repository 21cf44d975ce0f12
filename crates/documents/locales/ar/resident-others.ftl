### De andere verwijzingen van dezelfde inwoner.

mijn-andere = طلباتكم الأخرى
