### What residents read on their own page (mijn-) and when they ask for help (aanmelden-).

## The resident's page: /mijn. Greeting and appointment

mijn-titel = Your appointment to get moving
mijn-titel-aangemeld = Your request to get moving
mijn-groet = Hello { $naam }
mijn-groet-zonder-naam = Hello
mijn-wat = What
mijn-wanneer = When
mijn-eerste-keer = Your first time
mijn-waar = Where
mijn-wie = Who
mijn-trefpunt = Where you meet
mijn-meenemen = Bring
mijn-in-het-nederlands = The club wrote this in Dutch.
mijn-kosten = Cost
mijn-moment-volgt = You will hear the day and time later.
mijn-eerst-bellen = The club will call you first. Please wait for that before you go.
mijn-eerst-bericht = The club will send you a message first. Please wait for that before you go.
mijn-contactpersoon = Your contact person
mijn-stand = How is it going?
mijn-verloop = What has happened?

## Where the referral is

mijn-status-verstuurd = Your request was sent to { $aanbieder }. You will get a call or a message.
mijn-status-aanvaard = { $aanbieder } has a place for you. You will get a call or a message.
mijn-status-contact-gelegd = You have been in contact with { $aanbieder }. The next step is to join for a first time.
mijn-status-proefles-gepland = Your trial lesson is planned. See you then!
mijn-status-proefles-gevolgd = You have been to the trial lesson. Do you want to go on? Then you can start now.
mijn-status-gestart = You are taking part. Have fun!
mijn-status-gepauzeerd = You are not taking part for a while. That is fine.
mijn-status-zoekt-ander-aanbod = This is not possible right now. We are looking for something else for you. You do not have to do anything.
mijn-status-afgerond = It is finished. Well done!
mijn-status-gestopt = You have stopped. You can always start again later.
mijn-status-niet-gestart = You did not start. You can always start again later.
mijn-status-ingetrokken = Your request has been stopped. You can always start again later.
mijn-pauze-tot = Your break lasts until { $dag }.

## Answers

mijn-komt-u = Will you come?
mijn-iets-zeggen = Do you want to tell us something?
mijn-ik-kom = Yes, I will come
mijn-ik-kan-niet = I cannot come
mijn-bel-mij = Call me
mijn-ik-stop = I want to stop
mijn-verwijder-gegevens = Forget me
mijn-bedankt-ik-kom = Good that you are coming. We will pass it on.
mijn-bedankt-ik-kan-niet = That is fine. We will pass it on. You will get a call or a message about another day.
mijn-bedankt-bel-mij = We will pass it on. You will get a call.
mijn-bedankt-ik-stop = You have stopped. We will pass it on. Thank you for telling us.
mijn-bedankt-verwijder-gegevens = We have removed your details.
mijn-bedankt-toestemming = Your choice has been saved.
mijn-al-gedaan = We already knew that. You do not have to do anything more.

## Stopping

mijn-stop-vraag = Do you want to stop?
mijn-stop-uitleg = Then you will not come to { $aanbieder } any more. We will pass it on. You can start again later.
mijn-stop-reden = Why do you want to stop? You do not have to say.
mijn-stop-ja = Yes, I want to stop
mijn-stop-nee = No, go back
mijn-reden-past-niet = This does not suit me
mijn-reden-geen-klik = I do not feel at home in the group
mijn-reden-gezondheid = My health does not allow it
mijn-reden-geen-tijd = I have no time
mijn-reden-te-duur = It is too expensive for me
mijn-reden-te-ver = It is too far away
mijn-reden-verhuisd = I have moved house
mijn-reden-op-eigen-verzoek = I just do not want to any more
mijn-reden-op-verzoek = I do not want it after all
mijn-reden-geen-zin = I do not feel like it
mijn-reden-gaat-elders-verder = I am going to exercise somewhere else
mijn-reden-iets-anders-gevonden = I have found something else
mijn-reden-ander-traject = I am going to do something else
mijn-reden-vergissing = It was a mistake
mijn-reden-dubbel = I had already signed up
mijn-reden-toestemming-ingetrokken = I do not want to share my details any more
mijn-reden-anders = Something else
mijn-reden-woorden = Do you want to say more about it?

## Forget me

mijn-vergeet-vraag = Do you want us to forget you?
mijn-vergeet-uitleg = Then we remove your name, your phone number and everything that was written down about you. Your request stops. We cannot undo this.
mijn-vergeet-ja = Yes, forget me
mijn-vergeet-nee = No, go back
mijn-vergeten-titel = Goodbye
mijn-vergeten-uitleg = Your name, your phone number and what was written down about you are gone. This link no longer works. Would you like to get moving later? You are always welcome.

## My consent

mijn-toestemming = My consent
mijn-toestemming-uitleg = You choose what is allowed. You can always change this.
mijn-toestemming-bewaar = Save my choice
mijn-toestemming-veranderen = Do you want to change something? Call us. We will do it together with you.
mijn-ja = Yes
mijn-nee = No
mijn-doel-delenMetAanbieder = The club or trainer may have my name and phone number, and know what to watch out for.
mijn-doel-terugkoppeling = The person who referred me may hear that I start and how it ends.
mijn-doel-begeleiding = An activity coach may call me and help me.
mijn-doel-medischeAchtergrond = My coach or care professional may know about my health.
mijn-doel-vergoeding = Whoever pays for my lessons may know that I have started.
mijn-doel-cijfers = I count in the figures. My name is not in them.

## Who looked

mijn-inzage = Who has looked at my details?
mijn-inzage-uitleg = Here you see who did something with your details. Did somebody do the same more often on one day? Then it is shown once.
mijn-inzage-leeg = Nobody has looked at your details yet.
mijn-inzage-wie = Who
mijn-inzage-wanneer = When
mijn-inzage-wat = What
mijn-inzage-bekeken = Looked at your details
mijn-inzage-gezocht = Searched for your details
mijn-inzage-gemaakt = Wrote down your details
mijn-inzage-gewijzigd = Changed something
mijn-inzage-verwijderd = Removed your details
mijn-inzage-verstuurd = Got or sent a message about you
mijn-inzage-afgedrukt = Printed or copied your details
mijn-inzage-geweigerd = Asked for something that was not allowed
mijn-inzage-toestemming = Changed your consent
mijn-inzage-nood = Opened your details in an emergency
mijn-inzage-logboek = Checked who looked at your details
mijn-rol-zorgprofessional = Your care professional
mijn-rol-verwijzer-sociaal-domein = Your social worker
mijn-rol-aanbieder = The club or trainer
mijn-rol-beweegcoach = An activity coach
mijn-rol-servicepunt = The service point
mijn-rol-beleid = The municipality
mijn-rol-verzekeraar = The insurer
mijn-rol-beheerder = The administrator
mijn-rol-logbeheerder = The keeper of the log
mijn-rol-inwoner = You
mijn-rol-systeem = Beweegbrug, automatically

## Language, reading aloud, help, code

mijn-taal = Choose your language
mijn-lees-voor = Read aloud
mijn-voorlezen-stop = Stop reading aloud
mijn-print = Print this page
mijn-print-zelf = Print this page with the menu of your browser.
mijn-hulp = Do you have a question?
mijn-hulp-bel = Call { $servicepunt }: { $telefoon }
mijn-code = Your code
mijn-code-uitleg = With this code and your year of birth you can also open this page without the link.
mijn-code-titel = Open your page
mijn-code-veld = The code on your paper
mijn-code-jaar = The year you were born
mijn-code-open = Open my page
mijn-code-past-niet = This code and this year do not belong together. Look at your paper again, or call us.
mijn-code-wacht = You have tried a few times. Wait a quarter of an hour, or call us.

## The page is gone

mijn-weg-titel = This link no longer works
mijn-weg-uitleg = Maybe the link is too old, or your details have been removed. Please call us. We will help you.

## Asking for help: /aanmelden

aanmelden-titel = Help to get moving
aanmelden-begin = Do you want to move more? Leave your name and phone number. An activity coach will call you and look for something with you. It costs nothing.
aanmelden-voor-wie = Who are you asking for?
aanmelden-voor-mij = For myself
aanmelden-voor-ander = For someone else
aanmelden-naam = Name
aanmelden-naam-hint = The name of the person who wants to get moving
aanmelden-telefoon = Phone number
aanmelden-telefoon-hint = No phone? Then fill in an e-mail address.
aanmelden-email = E-mail address
aanmelden-postcode = Postcode
aanmelden-geboortejaar = Year of birth
aanmelden-taal = Which language do you speak best?
aanmelden-hoeft-niet = not required
aanmelden-wens = What would you like?
aanmelden-wens-meer-bewegen = Move more
aanmelden-wens-meer-contact = More contact with people
aanmelden-wens-zekerder-lopen = Walk with more confidence
aanmelden-wens-meer-energie = More energy
aanmelden-wens-minder-stress = Less stress
aanmelden-wens-beter-slapen = Sleep better
aanmelden-wens-minder-pijn = Less pain
aanmelden-wens-gezonder-gewicht = A healthier weight
aanmelden-wens-hint = For example: walking together on Tuesdays. Do not write anything about illness here.
aanmelden-wens-woorden = In your own words
aanmelden-ander-titel = Who are you?
aanmelden-ander-naam = Your name
aanmelden-ander-telefoon = Your phone number
aanmelden-ander-relatie = Who are you to this person? For example daughter or neighbour.
aanmelden-toestemming = Is this all right?
aanmelden-toestemming-begeleiding = Yes, an activity coach may call and help.
aanmelden-toestemming-ander = Yes, this person knows that I am asking this and agrees.
aanmelden-toestemming-ander-nodig = First ask whether this person agrees
aanmelden-toestemming-cijfers = Yes, this may count in figures without a name.
aanmelden-privacy = Only the activity coach and the service point see what you fill in here.
aanmelden-verstuur = Ask for help
aanmelden-liever-bellen = Rather call? Call { $servicepunt }: { $telefoon }
aanmelden-niet-gelukt = That did not work yet. Please look at:
aanmelden-klaar-titel = Done. You will get a call.
aanmelden-klaar-wanneer = { $dagen ->
    [one] An activity coach will call you within 1 working day.
   *[other] An activity coach will call you within { $dagen } working days.
}
aanmelden-klaar-nummer = Your number is { $nummer }.
aanmelden-klaar-pagina = See your own page
