### Het menu van wie is ingelogd.

menu-te-doen = Te doen
menu-zoeken = Zoeken
menu-verwijzingen = Verwijzingen
menu-mijn-aanbod = Mijn aanbod
menu-bijhouden = Aanbod bijhouden
menu-ingelezen = Ingelezen aanbod
menu-instellingen = Instellingen
menu-inzage = Inzage
