### What residents read on their own page (mijn-) and when they ask for help (aanmelden-).

## The resident's page: /mijn. Greeting and appointment

mijn-titel = Twoje spotkanie, żeby się poruszać
mijn-titel-aangemeld = Twoje zgłoszenie, żeby się poruszać
mijn-groet = Dzień dobry, { $naam }
mijn-groet-zonder-naam = Dzień dobry
mijn-wat = Co
mijn-wanneer = Kiedy
mijn-eerste-keer = Twój pierwszy raz
mijn-waar = Gdzie
mijn-wie = Kto
mijn-trefpunt = Miejsce spotkania
mijn-meenemen = Co zabrać
mijn-in-het-nederlands = Klub napisał to po niderlandzku.
mijn-kosten = Koszt
mijn-moment-volgt = Dzień i godzinę podamy później.
mijn-eerst-bellen = Klub najpierw do Ciebie zadzwoni. Poczekaj na to, zanim pójdziesz.
mijn-eerst-bericht = Klub najpierw do Ciebie napisze. Poczekaj na to, zanim pójdziesz.
mijn-contactpersoon = Twoja osoba kontaktowa
mijn-stand = Co się dzieje teraz?
mijn-verloop = Co się już wydarzyło?

## Where the referral is

mijn-status-verstuurd = Twoje zgłoszenie zostało wysłane. Otrzymał je: { $aanbieder }. Ktoś zadzwoni lub napisze do Ciebie.
mijn-status-aanvaard = { $aanbieder }: jest dla Ciebie miejsce. Ktoś zadzwoni lub napisze do Ciebie.
mijn-status-contact-gelegd = Był już kontakt z: { $aanbieder }. Następny krok to pierwszy raz na zajęciach.
mijn-status-proefles-gepland = Twoja lekcja próbna jest umówiona. Do zobaczenia!
mijn-status-proefles-gevolgd = Lekcja próbna już była. Chcesz dalej? Możesz teraz zacząć.
mijn-status-gestart = Bierzesz udział. Miłej zabawy!
mijn-status-gepauzeerd = Masz teraz przerwę. To w porządku.
mijn-status-zoekt-ander-aanbod = Teraz się nie uda. Szukamy dla Ciebie czegoś innego. Nie musisz nic robić.
mijn-status-afgerond = Zakończone. Brawo!
mijn-status-gestopt = Zajęcia są przerwane. Zawsze możesz zacząć od nowa.
mijn-status-niet-gestart = Zajęcia się nie zaczęły. Zawsze możesz zacząć później.
mijn-status-ingetrokken = Twoje zgłoszenie zostało wycofane. Zawsze możesz zacząć od nowa.
mijn-pauze-tot = Twoja przerwa trwa do: { $dag }.

## Answers

mijn-komt-u = Czy przyjdziesz?
mijn-iets-zeggen = Chcesz nam coś powiedzieć?
mijn-ik-kom = Tak, przyjdę
mijn-ik-kan-niet = Nie mogę
mijn-bel-mij = Zadzwońcie do mnie
mijn-ik-stop = Chcę przestać
mijn-verwijder-gegevens = Zapomnijcie o mnie
mijn-bedankt-ik-kom = Dobrze, że przyjdziesz. Przekażemy to.
mijn-bedankt-ik-kan-niet = W porządku. Przekażemy to. Ktoś zadzwoni lub napisze do Ciebie w sprawie innego dnia.
mijn-bedankt-bel-mij = Przekażemy to. Ktoś do Ciebie zadzwoni.
mijn-bedankt-ik-stop = Przyjęliśmy, że chcesz przestać. Przekażemy to. Dziękujemy za wiadomość.
mijn-bedankt-verwijder-gegevens = Usunęliśmy Twoje dane.
mijn-bedankt-toestemming = Twój wybór został zapisany.
mijn-al-gedaan = Już to wiemy. Nie musisz nic więcej robić.

## Stopping

mijn-stop-vraag = Chcesz przestać?
mijn-stop-uitleg = Nie będziesz już tam chodzić: { $aanbieder }. Przekażemy to. Możesz później zacząć od nowa.
mijn-stop-reden = Dlaczego chcesz przestać? Nie musisz tego mówić.
mijn-stop-ja = Tak, chcę przestać
mijn-stop-nee = Nie, wróć
mijn-reden-past-niet = To mi nie pasuje
mijn-reden-geen-klik = Nie czuję się dobrze w grupie
mijn-reden-gezondheid = Zdrowie mi na to nie pozwala
mijn-reden-geen-tijd = Nie mam czasu
mijn-reden-te-duur = To dla mnie za drogie
mijn-reden-te-ver = To za daleko
mijn-reden-verhuisd = Mieszkam teraz gdzie indziej
mijn-reden-op-eigen-verzoek = Po prostu już nie chcę
mijn-reden-op-verzoek = Jednak nie chcę
mijn-reden-geen-zin = Nie mam ochoty
mijn-reden-gaat-elders-verder = Będę się ruszać gdzie indziej
mijn-reden-iets-anders-gevonden = Mam już coś innego
mijn-reden-ander-traject = Będę robić coś innego
mijn-reden-vergissing = To była pomyłka
mijn-reden-dubbel = Moje zgłoszenie było już wcześniej
mijn-reden-toestemming-ingetrokken = Nie chcę już udostępniać swoich danych
mijn-reden-anders = Coś innego
mijn-reden-woorden = Chcesz coś dodać?

## Forget me

mijn-vergeet-vraag = Czy mamy o Tobie zapomnieć?
mijn-vergeet-uitleg = Usuniemy Twoje imię i nazwisko, numer telefonu i wszystko, co o Tobie zapisano. Twoje zgłoszenie zostanie zakończone. Nie możemy tego cofnąć.
mijn-vergeet-ja = Tak, zapomnijcie o mnie
mijn-vergeet-nee = Nie, wróć
mijn-vergeten-titel = Do widzenia
mijn-vergeten-uitleg = Twoje imię i nazwisko, numer telefonu i wszystko, co o Tobie zapisano, zostało usunięte. Ten link już nie działa. Chcesz kiedyś wrócić? Zawsze zapraszamy.

## My consent

mijn-toestemming = Moja zgoda
mijn-toestemming-uitleg = Sam lub sama decydujesz, na co pozwalasz. Zawsze możesz to zmienić.
mijn-toestemming-bewaar = Zapisz mój wybór
mijn-toestemming-veranderen = Chcesz coś zmienić? Zadzwoń do nas. Zrobimy to razem z Tobą.
mijn-ja = Tak
mijn-nee = Nie
mijn-doel-delenMetAanbieder = Klub lub trener może mieć moje imię i nazwisko i numer telefonu oraz wiedzieć, na co uważać.
mijn-doel-terugkoppeling = Osoba, która mnie skierowała, może wiedzieć, że zaczynam i jak się to skończyło.
mijn-doel-begeleiding = Trener aktywności może do mnie dzwonić i mi pomagać.
mijn-doel-medischeAchtergrond = Mój trener aktywności lub opiekun medyczny może znać mój stan zdrowia.
mijn-doel-vergoeding = Ten, kto płaci za moje zajęcia, może wiedzieć, że już chodzę.
mijn-doel-cijfers = Liczę się w statystykach. Nie ma tam mojego nazwiska.

## Who looked

mijn-inzage = Kto oglądał moje dane?
mijn-inzage-uitleg = Tutaj widać, kto korzystał z Twoich danych. Jeśli ktoś zrobił to samo kilka razy jednego dnia, pokazujemy to raz.
mijn-inzage-leeg = Nikt jeszcze nie oglądał Twoich danych.
mijn-inzage-wie = Kto
mijn-inzage-wanneer = Kiedy
mijn-inzage-wat = Co
mijn-inzage-bekeken = Oglądanie danych
mijn-inzage-gezocht = Szukanie danych
mijn-inzage-gemaakt = Zapisanie danych
mijn-inzage-gewijzigd = Zmiana danych
mijn-inzage-verwijderd = Usunięcie danych
mijn-inzage-verstuurd = Wiadomość o Tobie
mijn-inzage-afgedrukt = Wydruk lub kopia danych
mijn-inzage-geweigerd = Próba zrobienia czegoś, czego nie wolno
mijn-inzage-toestemming = Zmiana Twojej zgody
mijn-inzage-nood = Otwarcie danych w nagłym przypadku
mijn-inzage-logboek = Sprawdzenie, kto oglądał Twoje dane
mijn-rol-zorgprofessional = Twój opiekun medyczny
mijn-rol-verwijzer-sociaal-domein = Twój pracownik socjalny
mijn-rol-aanbieder = Klub lub trener
mijn-rol-beweegcoach = Trener aktywności
mijn-rol-servicepunt = Punkt obsługi
mijn-rol-beleid = Gmina
mijn-rol-verzekeraar = Ubezpieczyciel
mijn-rol-beheerder = Administrator
mijn-rol-logbeheerder = Opiekun rejestru
mijn-rol-inwoner = Ty
mijn-rol-systeem = Beweegbrug, automatycznie

## Language, reading aloud, help, code

mijn-taal = Wybierz język
mijn-lees-voor = Przeczytaj na głos
mijn-voorlezen-stop = Przestań czytać
mijn-print = Wydrukuj tę stronę
mijn-print-zelf = Wydrukuj tę stronę z menu przeglądarki.
mijn-hulp = Masz pytanie?
mijn-hulp-bel = Zadzwoń. { $servicepunt }: { $telefoon }
mijn-code = Twój kod
mijn-code-uitleg = Z tym kodem i rokiem urodzenia możesz otworzyć tę stronę także bez linku.
mijn-code-titel = Otwórz swoją stronę
mijn-code-veld = Kod z Twojej kartki
mijn-code-jaar = Rok urodzenia
mijn-code-open = Otwórz moją stronę
mijn-code-past-niet = Ten kod i ten rok nie pasują do siebie. Spójrz jeszcze raz na kartkę albo zadzwoń do nas.
mijn-code-wacht = Było już kilka prób. Poczekaj kwadrans albo zadzwoń do nas.

## The page is gone

mijn-weg-titel = Ten link już nie działa
mijn-weg-uitleg = Może link jest za stary albo Twoje dane zostały usunięte. Zadzwoń do nas. Pomożemy Ci.

## Asking for help: /aanmelden

aanmelden-titel = Pomoc, żeby zacząć się ruszać
aanmelden-begin = Chcesz się więcej ruszać? Zostaw imię i nazwisko oraz numer telefonu. Trener aktywności zadzwoni i poszuka czegoś razem z Tobą. To nic nie kosztuje.
aanmelden-voor-wie = Dla kogo jest ta prośba?
aanmelden-voor-mij = Dla mnie
aanmelden-voor-ander = Dla kogoś innego
aanmelden-naam = Imię i nazwisko
aanmelden-naam-hint = Imię i nazwisko osoby, która chce się ruszać
aanmelden-telefoon = Numer telefonu
aanmelden-telefoon-hint = Nie masz telefonu? Podaj adres e-mail.
aanmelden-email = Adres e-mail
aanmelden-postcode = Kod pocztowy
aanmelden-geboortejaar = Rok urodzenia
aanmelden-taal = W jakim języku najlepiej mówisz?
aanmelden-hoeft-niet = nieobowiązkowe
aanmelden-wens = Na co masz ochotę?
aanmelden-wens-meer-bewegen = Więcej się ruszać
aanmelden-wens-meer-contact = Więcej kontaktu z ludźmi
aanmelden-wens-zekerder-lopen = Pewniej chodzić
aanmelden-wens-meer-energie = Więcej energii
aanmelden-wens-minder-stress = Mniej stresu
aanmelden-wens-beter-slapen = Lepiej spać
aanmelden-wens-minder-pijn = Mniej bólu
aanmelden-wens-gezonder-gewicht = Zdrowsza waga
aanmelden-wens-hint = Na przykład: wspólne spacery we wtorki. Nie pisz tu nic o chorobie.
aanmelden-wens-woorden = Własnymi słowami
aanmelden-ander-titel = Kim jesteś?
aanmelden-ander-naam = Twoje imię i nazwisko
aanmelden-ander-telefoon = Twój numer telefonu
aanmelden-ander-relatie = Kim jesteś dla tej osoby? Na przykład córka albo sąsiad.
aanmelden-toestemming = Czy to w porządku?
aanmelden-toestemming-begeleiding = Tak, trener aktywności może dzwonić i pomagać.
aanmelden-toestemming-ander = Tak, ta osoba wie o mojej prośbie i się zgadza.
aanmelden-toestemming-ander-nodig = Najpierw zapytaj, czy ta osoba się zgadza
aanmelden-toestemming-cijfers = Tak, można to liczyć w statystykach bez nazwiska.
aanmelden-privacy = Tylko trener aktywności i punkt obsługi widzą to, co tu wpiszesz.
aanmelden-verstuur = Poproś o pomoc
aanmelden-liever-bellen = Wolisz zadzwonić? { $servicepunt }: { $telefoon }
aanmelden-niet-gelukt = Jeszcze się nie udało. Sprawdź:
aanmelden-klaar-titel = Gotowe. Zadzwonimy do Ciebie.
aanmelden-klaar-wanneer = { $dagen ->
    [one] Trener aktywności zadzwoni w ciągu 1 dnia roboczego.
   *[other] Trener aktywności zadzwoni w ciągu { $dagen } dni roboczych.
}
aanmelden-klaar-nummer = Twój numer to { $nummer }.
aanmelden-klaar-pagina = Zobacz swoją stronę
