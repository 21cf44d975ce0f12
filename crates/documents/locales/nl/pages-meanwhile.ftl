### Als iemand anders hetzelfde formulier bewaarde terwijl het openstond.

intussen-titel = Er is nog niets bewaard. Iemand anders was u net voor.
intussen-les = Wat u typte, staat hieronder nog. Wat u niet aanraakte, staat er zoals de ander het bewaarde. Kijk het na en bewaar opnieuw.
intussen-nu = Er staat nu:
intussen-u = U typte:
intussen-opnieuw = Begin opnieuw met wat er nu staat
intussen-woorden = Wat u typte, staat hieronder nog. Neem over wat u wilt houden, en bewaar opnieuw.
intussen-instellingen = Wat u typte, staat nog in het formulier. Bewaart u opnieuw, dan geldt dat.
