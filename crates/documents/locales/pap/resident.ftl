### What residents read on their own page (mijn-) and when they ask for help (aanmelden-).

## The resident's page: /mijn. Greeting and appointment

mijn-titel = Bo sita pa move
mijn-titel-aangemeld = Bo petishon pa move
mijn-groet = Bon dia { $naam }
mijn-groet-zonder-naam = Bon dia
mijn-wat = Kiko
mijn-wanneer = Ki ora
mijn-eerste-keer = Bo promé biaha
mijn-waar = Unda
mijn-wie = Ken
mijn-trefpunt = Unda boso ta topa
mijn-meenemen = Trese ku bo
mijn-in-het-nederlands = E klup a skirbi esaki na hulandes.
mijn-kosten = Preis
mijn-moment-volgt = Despues bo ta tende e dia i e ora.
mijn-eerst-bellen = E klup ta yama bo promé. Warda riba esei promé ku bo bai.
mijn-eerst-bericht = E klup ta manda bo un mensahe promé. Warda riba esei promé ku bo bai.
mijn-contactpersoon = Bo persona di kontakto
mijn-stand = Kon ta para?
mijn-verloop = Kiko a pasa kaba?

## Where the referral is

mijn-status-verstuurd = Nos a manda bo petishon pa { $aanbieder }. Nan lo yama bo òf manda bo un mensahe.
mijn-status-aanvaard = { $aanbieder } tin lugá pa bo. Nan lo yama bo òf manda bo un mensahe.
mijn-status-contact-gelegd = Bo a papia ku { $aanbieder }. E siguiente paso ta pa bai pa promé biaha.
mijn-status-proefles-gepland = Bo lès di prueba ta palabrá. Te aworó!
mijn-status-proefles-gevolgd = Bo a bai e lès di prueba. Bo ke sigui? Anto bo por kuminsá awor.
mijn-status-gestart = Bo ta partisipá. Gosa di dje!
mijn-status-gepauzeerd = Bo ta tuma un pousa. Ta bon asina.
mijn-status-zoekt-ander-aanbod = Awor akí no ta posibel. Nos ta buska un otro kos pa bo. Bo no tin nodi di hasi nada.
mijn-status-afgerond = A kaba. Bon trabou!
mijn-status-gestopt = Bo a stòp. Bo por kuminsá di nobo semper.
mijn-status-niet-gestart = Bo no a kuminsá. Bo por kuminsá despues semper.
mijn-status-ingetrokken = Bo petishon a wòrdu stòp. Bo por kuminsá di nobo semper.
mijn-pauze-tot = Bo pousa ta dura te { $dag }.

## Answers

mijn-komt-u = Bo ta bini?
mijn-iets-zeggen = Bo ke laga nos sa algu?
mijn-ik-kom = Sí, mi ta bini
mijn-ik-kan-niet = Mi no por
mijn-bel-mij = Yama mi
mijn-ik-stop = Mi ke stòp
mijn-verwijder-gegevens = Lubidá mi
mijn-bedankt-ik-kom = Ta bon ku bo ta bini. Nos ta pasa esei pa nan.
mijn-bedankt-ik-kan-niet = Ta bon. Nos ta pasa esei pa nan. Nan lo yama bo òf manda bo un mensahe pa un otro dia.
mijn-bedankt-bel-mij = Nos ta pasa esei pa nan. Nan lo yama bo.
mijn-bedankt-ik-stop = Bo a stòp. Nos ta pasa esei pa nan. Danki ku bo a bisa nos.
mijn-bedankt-verwijder-gegevens = Nos a kita bo datonan.
mijn-bedankt-toestemming = Nos a warda bo eskoho.
mijn-al-gedaan = Nos tabata sa esei kaba. Bo no tin nodi di hasi nada mas.

## Stopping

mijn-stop-vraag = Bo ke stòp?
mijn-stop-uitleg = Anto bo no ta bai { $aanbieder } mas. Nos ta pasa esei pa nan. Bo por kuminsá di nobo despues.
mijn-stop-reden = Pakiko bo ke stòp? Bo no mester bisa.
mijn-stop-ja = Sí, mi ke stòp
mijn-stop-nee = Nò, bai bèk
mijn-reden-past-niet = Esaki no ta pa mi
mijn-reden-geen-klik = Mi no ta sinti mi na kas den e grupo
mijn-reden-gezondheid = Mi salú no ta permití
mijn-reden-geen-tijd = Mi no tin tempu
mijn-reden-te-duur = E ta muchu karu pa mi
mijn-reden-te-ver = E ta muchu leu
mijn-reden-verhuisd = Mi a muda
mijn-reden-op-eigen-verzoek = Djis mi no ke mas
mijn-reden-op-verzoek = Tòg mi no ke
mijn-reden-geen-zin = Mi no tin gana
mijn-reden-gaat-elders-verder = Mi ta bai move otro kaminda
mijn-reden-iets-anders-gevonden = Mi a haña un otro kos
mijn-reden-ander-traject = Mi ta bai hasi un otro kos
mijn-reden-vergissing = Tabata un eror
mijn-reden-dubbel = Mi a registrá kaba
mijn-reden-toestemming-ingetrokken = Mi no ke kompartí mi datonan mas
mijn-reden-anders = Un otro kos
mijn-reden-woorden = Bo ke bisa algu mas?

## Forget me

mijn-vergeet-vraag = Bo ke pa nos lubidá bo?
mijn-vergeet-uitleg = Anto nos ta kita bo nòmber, bo number di telefòn i tur loke a wòrdu skirbí tokante bo. Bo petishon ta stòp. Nos no por drei esaki bèk.
mijn-vergeet-ja = Sí, lubidá mi
mijn-vergeet-nee = Nò, bai bèk
mijn-vergeten-titel = Ayó
mijn-vergeten-uitleg = Bo nòmber, bo number di telefòn i loke a keda skirbí tokante bo a keda kitá. E link aki no ta traha mas. Bo ke move despues tòg? Bo ta bon biní semper.

## My consent

mijn-toestemming = Mi pèrmit
mijn-toestemming-uitleg = Bo mes ta skohe kiko por. Bo por kambia esaki semper.
mijn-toestemming-bewaar = Warda mi eskoho
mijn-toestemming-veranderen = Bo ke kambia algu? Yama nos. Nos ta hasié huntu ku bo.
mijn-ja = Sí
mijn-nee = Nò
mijn-doel-delenMetAanbieder = E klup òf trainer por tin mi nòmber i number di telefòn, i sa riba kiko e mester paga tinu.
mijn-doel-terugkoppeling = Esun ku a referí mi por tende ku mi ta kuminsá i kon a kaba.
mijn-doel-begeleiding = Un coach di moveshon por yama mi i yuda mi.
mijn-doel-medischeAchtergrond = Mi coach òf mi profeshonal di kuido por sa di mi salú.
mijn-doel-vergoeding = Esun ku ta paga mi lèsnan por sa ku mi a kuminsá.
mijn-doel-cijfers = Mi ta konta den e sifranan. Mi nòmber no ta aden.

## Who looked

mijn-inzage = Ken a wak mi datonan?
mijn-inzage-uitleg = Aki bo ta mira ken a hasi algu ku bo datonan. Si un hende a hasi e mes kos mas biaha riba un dia, e ta para aki un biaha.
mijn-inzage-leeg = Ainda niun hende no a wak bo datonan.
mijn-inzage-wie = Ken
mijn-inzage-wanneer = Ki ora
mijn-inzage-wat = Kiko
mijn-inzage-bekeken = A wak bo datonan
mijn-inzage-gezocht = A buska bo datonan
mijn-inzage-gemaakt = A skirbi bo datonan
mijn-inzage-gewijzigd = A kambia algu
mijn-inzage-verwijderd = A kita bo datonan
mijn-inzage-verstuurd = A haña òf manda un mensahe tokante bo
mijn-inzage-afgedrukt = A print òf kopia bo datonan
mijn-inzage-geweigerd = A pidi algu ku no tabata permití
mijn-inzage-toestemming = A kambia bo permit
mijn-inzage-nood = A habri bo datonan den un emergensia
mijn-inzage-logboek = A kontrolá ken a mira bo datonan
mijn-rol-zorgprofessional = Bo profeshonal di kuido
mijn-rol-verwijzer-sociaal-domein = Bo trahadó sosial
mijn-rol-aanbieder = E klup òf trainer
mijn-rol-beweegcoach = Un coach di moveshon
mijn-rol-servicepunt = E punto di servisio
mijn-rol-beleid = Munisipio
mijn-rol-verzekeraar = E seguro
mijn-rol-beheerder = E atministradó
mijn-rol-logbeheerder = E atministradó di e registro
mijn-rol-inwoner = Bo mes
mijn-rol-systeem = Beweegbrug, outomátiko

## Language, reading aloud, help, code

mijn-taal = Skohe bo idioma
mijn-lees-voor = Lesa na bos haltu
mijn-voorlezen-stop = Stòp di lesa
mijn-print = Print e página akí
mijn-print-zelf = Imprimí e página akí ku e menu di bo browser.
mijn-hulp = Bo tin pregunta?
mijn-hulp-bel = Yama { $servicepunt }: { $telefoon }
mijn-code = Bo kódigo
mijn-code-uitleg = Ku e kódigo akí i bo aña di nasementu bo por habri e página akí tambe sin e link.
mijn-code-titel = Habri bo página
mijn-code-veld = E kódigo riba bo papel
mijn-code-jaar = E aña ku bo a nase
mijn-code-open = Habri mi página
mijn-code-past-niet = E kódigo akí i e aña akí no ta pas huntu. Wak riba bo papel un biaha mas, òf yama nos.
mijn-code-wacht = Bo a purba algun biaha. Warda un kuart di ora, òf yama nos.

## The page is gone

mijn-weg-titel = E link akí no ta traha mas
mijn-weg-uitleg = Por ta ku e link ta muchu bieu, òf ku bo datonan a wòrdu kitá. Yama nos trankil. Nos ta yuda bo.

## Asking for help: /aanmelden

aanmelden-titel = Yudansa pa move
aanmelden-begin = Bo ke move mas? Laga bo nòmber i bo number di telefòn. Un coach di moveshon ta yama bo i ta buska huntu ku bo. Esaki no ta kosta nada.
aanmelden-voor-wie = Pa ken bo ta pidi esaki?
aanmelden-voor-mij = Pa mi mes
aanmelden-voor-ander = Pa un otro hende
aanmelden-naam = Nòmber
aanmelden-naam-hint = E nòmber di esun ku ke move
aanmelden-telefoon = Number di telefòn
aanmelden-telefoon-hint = Bo no tin telefòn? Skirbi un adrès di e-mail.
aanmelden-email = Adrès di e-mail
aanmelden-postcode = Postcode
aanmelden-geboortejaar = Aña di nasementu
aanmelden-taal = Ki idioma bo ta papia mihó?
aanmelden-hoeft-niet = no ta obligatorio
aanmelden-wens = Kiko bo lo ke?
aanmelden-wens-meer-bewegen = Move mas
aanmelden-wens-meer-contact = Mas kontakto ku hende
aanmelden-wens-zekerder-lopen = Kana mas sigur
aanmelden-wens-meer-energie = Mas energia
aanmelden-wens-minder-stress = Ménos strès
aanmelden-wens-beter-slapen = Drumi mihó
aanmelden-wens-minder-pijn = Ménos doló
aanmelden-wens-gezonder-gewicht = Un peso mas saludabel
aanmelden-wens-hint = Por ehèmpel: kana huntu riba djamars. No skirbi nada tokante malesa akinan.
aanmelden-wens-woorden = Ku bo mes palabranan
aanmelden-ander-titel = Ken bo ta?
aanmelden-ander-naam = Bo nòmber
aanmelden-ander-telefoon = Bo number di telefòn
aanmelden-ander-relatie = Kiko bo ta di e persona akí? Por ehèmpel yu muhé òf bisiña.
aanmelden-toestemming = Ta bon asina?
aanmelden-toestemming-begeleiding = Sí, un coach di moveshon por yama i yuda.
aanmelden-toestemming-ander = Sí, e persona akí sa ku mi ta pidi esaki i ta di akuerdo.
aanmelden-toestemming-ander-nodig = Puntra promé si e persona aki ta di akuerdo
aanmelden-toestemming-cijfers = Sí, esaki por konta den sifra sin nòmber.
aanmelden-privacy = Solamente e coach di moveshon i e punto di servisio ta mira loke bo ta skirbi akinan.
aanmelden-verstuur = Pidi yudansa
aanmelden-liever-bellen = Bo ta preferá yama? { $servicepunt }: { $telefoon }
aanmelden-niet-gelukt = Ainda no a logra. Por fabor wak:
aanmelden-klaar-titel = A logra. Nos lo yama bo.
aanmelden-klaar-wanneer = { $dagen ->
    [one] Un coach di moveshon ta yama bo den 1 dia di trabou.
   *[other] Un coach di moveshon ta yama bo den { $dagen } dia di trabou.
}
aanmelden-klaar-nummer = Bo number ta { $nummer }.
aanmelden-klaar-pagina = Wak bo mes página
