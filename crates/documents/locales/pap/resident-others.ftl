### De andere verwijzingen van dezelfde inwoner.

mijn-andere = Bo otro petishonnan
