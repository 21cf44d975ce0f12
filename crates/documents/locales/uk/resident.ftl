### What residents read on their own page (mijn-) and when they ask for help (aanmelden-).

## The resident's page: /mijn. Greeting and appointment

mijn-titel = Ваша зустріч, щоб рухатися
mijn-titel-aangemeld = Ваша заявка, щоб рухатися
mijn-groet = Вітаємо, { $naam }
mijn-groet-zonder-naam = Вітаємо
mijn-wat = Що
mijn-wanneer = Коли
mijn-eerste-keer = Ваш перший раз
mijn-waar = Де
mijn-wie = Хто
mijn-trefpunt = Місце зустрічі
mijn-meenemen = Візьміть із собою
mijn-in-het-nederlands = Клуб написав це нідерландською.
mijn-kosten = Вартість
mijn-moment-volgt = День і час ми повідомимо пізніше.
mijn-eerst-bellen = Клуб спочатку вам зателефонує. Дочекайтеся цього, перш ніж іти.
mijn-eerst-bericht = Клуб спочатку вам напише. Дочекайтеся цього, перш ніж іти.
mijn-contactpersoon = Ваша контактна особа
mijn-stand = Як ідуть справи?
mijn-verloop = Що вже відбулося?

## Where the referral is

mijn-status-verstuurd = Вашу заявку надіслано. Її отримали тут: { $aanbieder }. Вам зателефонують або напишуть.
mijn-status-aanvaard = { $aanbieder }: для вас є місце. Вам зателефонують або напишуть.
mijn-status-contact-gelegd = Ви вже мали контакт: { $aanbieder }. Наступний крок — прийти вперше.
mijn-status-proefles-gepland = Ваше пробне заняття призначено. До зустрічі!
mijn-status-proefles-gevolgd = Ви були на пробному занятті. Хочете продовжити? Тоді можна почати зараз.
mijn-status-gestart = Ви берете участь. Гарного настрою!
mijn-status-gepauzeerd = У вас зараз перерва. Це нормально.
mijn-status-zoekt-ander-aanbod = Зараз це не виходить. Ми шукаємо для вас щось інше. Вам нічого не потрібно робити.
mijn-status-afgerond = Завершено. Молодець!
mijn-status-gestopt = Ви припинили. Ви завжди можете почати знову.
mijn-status-niet-gestart = Ви не почали. Ви завжди можете почати пізніше.
mijn-status-ingetrokken = Вашу заявку відкликано. Ви завжди можете почати знову.
mijn-pauze-tot = Ваша перерва триває до: { $dag }.

## Answers

mijn-komt-u = Ви прийдете?
mijn-iets-zeggen = Хочете нам щось сказати?
mijn-ik-kom = Так, я прийду
mijn-ik-kan-niet = Я не можу
mijn-bel-mij = Зателефонуйте мені
mijn-ik-stop = Я хочу припинити
mijn-verwijder-gegevens = Забудьте мене
mijn-bedankt-ik-kom = Добре, що ви прийдете. Ми передамо.
mijn-bedankt-ik-kan-niet = Гаразд. Ми передамо. Вам зателефонують або напишуть про інший день.
mijn-bedankt-bel-mij = Ми передамо. Вам зателефонують.
mijn-bedankt-ik-stop = Ви припинили. Ми передамо. Дякуємо, що сказали.
mijn-bedankt-verwijder-gegevens = Ми видалили ваші дані.
mijn-bedankt-toestemming = Ваш вибір збережено.
mijn-al-gedaan = Ми це вже знаємо. Вам більше нічого не потрібно робити.

## Stopping

mijn-stop-vraag = Ви хочете припинити?
mijn-stop-uitleg = Тоді ви більше не ходитимете сюди: { $aanbieder }. Ми передамо. Пізніше ви можете почати знову.
mijn-stop-reden = Чому ви хочете припинити? Ви не зобов’язані це казати.
mijn-stop-ja = Так, я хочу припинити
mijn-stop-nee = Ні, повернутися
mijn-reden-past-niet = Це мені не підходить
mijn-reden-geen-klik = Мені незатишно в групі
mijn-reden-gezondheid = Здоров’я не дозволяє
mijn-reden-geen-tijd = У мене немає часу
mijn-reden-te-duur = Це для мене задорого
mijn-reden-te-ver = Це занадто далеко
mijn-reden-verhuisd = Тепер я живу в іншому місці
mijn-reden-op-eigen-verzoek = Я просто більше не хочу
mijn-reden-op-verzoek = Я все ж не хочу
mijn-reden-geen-zin = Мені не хочеться
mijn-reden-gaat-elders-verder = Я займатимуся в іншому місці
mijn-reden-iets-anders-gevonden = У мене вже є щось інше
mijn-reden-ander-traject = Я робитиму щось інше
mijn-reden-vergissing = Це була помилка
mijn-reden-dubbel = Моя заявка вже є
mijn-reden-toestemming-ingetrokken = Я більше не хочу ділитися своїми даними
mijn-reden-anders = Інше
mijn-reden-woorden = Хочете щось додати?

## Forget me

mijn-vergeet-vraag = Хочете, щоб ми вас забули?
mijn-vergeet-uitleg = Ми видалимо ваше ім’я, номер телефону і все, що про вас записано. Вашу заявку буде припинено. Ми не зможемо це повернути.
mijn-vergeet-ja = Так, забудьте мене
mijn-vergeet-nee = Ні, повернутися
mijn-vergeten-titel = До побачення
mijn-vergeten-uitleg = Ваше ім’я, номер телефону та все, що було про вас записано, видалено. Це посилання більше не працює. Захочете рухатися пізніше? Ми завжди вам раді.

## My consent

mijn-toestemming = Моя згода
mijn-toestemming-uitleg = Ви самі вирішуєте, що дозволено. Ви завжди можете це змінити.
mijn-toestemming-bewaar = Зберегти мій вибір
mijn-toestemming-veranderen = Хочете щось змінити? Зателефонуйте нам. Ми зробимо це разом із вами.
mijn-ja = Так
mijn-nee = Ні
mijn-doel-delenMetAanbieder = Клуб або тренер може мати моє ім’я і номер телефону та знати, на що зважати.
mijn-doel-terugkoppeling = Той, хто мене направив, може знати, що я починаю і чим це закінчиться.
mijn-doel-begeleiding = Тренер з руху може телефонувати мені й допомагати.
mijn-doel-medischeAchtergrond = Мій тренер або медичний працівник може знати про моє здоров’я.
mijn-doel-vergoeding = Той, хто платить за мої заняття, може знати про початок занять.
mijn-doel-cijfers = Мене враховують у цифрах. Мого імені там немає.

## Who looked

mijn-inzage = Хто дивився мої дані?
mijn-inzage-uitleg = Тут видно, хто щось робив із вашими даними. Якщо хтось робив те саме кілька разів за день, це показано один раз.
mijn-inzage-leeg = Ще ніхто не дивився ваші дані.
mijn-inzage-wie = Хто
mijn-inzage-wanneer = Коли
mijn-inzage-wat = Що
mijn-inzage-bekeken = Перегляд ваших даних
mijn-inzage-gezocht = Пошук ваших даних
mijn-inzage-gemaakt = Запис ваших даних
mijn-inzage-gewijzigd = Зміна даних
mijn-inzage-verwijderd = Видалення ваших даних
mijn-inzage-verstuurd = Повідомлення про вас
mijn-inzage-afgedrukt = Друк або копія ваших даних
mijn-inzage-geweigerd = Спроба зробити те, що не дозволено
mijn-inzage-toestemming = Зміна вашої згоди
mijn-inzage-nood = Відкриття ваших даних у надзвичайній ситуації
mijn-inzage-logboek = Перевірка, хто дивився ваші дані
mijn-rol-zorgprofessional = Ваш медичний працівник
mijn-rol-verwijzer-sociaal-domein = Ваш соціальний працівник
mijn-rol-aanbieder = Клуб або тренер
mijn-rol-beweegcoach = Тренер з руху
mijn-rol-servicepunt = Пункт допомоги
mijn-rol-beleid = Муніципалітет
mijn-rol-verzekeraar = Страхова компанія
mijn-rol-beheerder = Адміністратор
mijn-rol-logbeheerder = Адміністратор журналу
mijn-rol-inwoner = Ви
mijn-rol-systeem = Beweegbrug, автоматично

## Language, reading aloud, help, code

mijn-taal = Виберіть мову
mijn-lees-voor = Прочитати вголос
mijn-voorlezen-stop = Зупинити читання
mijn-print = Надрукувати цю сторінку
mijn-print-zelf = Надрукуйте цю сторінку через меню браузера.
mijn-hulp = Маєте запитання?
mijn-hulp-bel = Телефонуйте. { $servicepunt }: { $telefoon }
mijn-code = Ваш код
mijn-code-uitleg = З цим кодом і роком народження ви можете відкрити цю сторінку й без посилання.
mijn-code-titel = Відкрийте свою сторінку
mijn-code-veld = Код на вашому папері
mijn-code-jaar = Рік вашого народження
mijn-code-open = Відкрити мою сторінку
mijn-code-past-niet = Цей код і цей рік не збігаються. Подивіться ще раз на папір або зателефонуйте нам.
mijn-code-wacht = Ви спробували кілька разів. Зачекайте чверть години або зателефонуйте нам.

## The page is gone

mijn-weg-titel = Це посилання більше не працює
mijn-weg-uitleg = Можливо, посилання застаріло або ваші дані видалено. Зателефонуйте нам. Ми допоможемо.

## Asking for help: /aanmelden

aanmelden-titel = Допомога, щоб рухатися
aanmelden-begin = Хочете більше рухатися? Залиште своє ім’я і номер телефону. Тренер з руху зателефонує вам і шукатиме разом із вами. Це безкоштовно.
aanmelden-voor-wie = Для кого ви просите?
aanmelden-voor-mij = Для себе
aanmelden-voor-ander = Для іншої людини
aanmelden-naam = Ім’я
aanmelden-naam-hint = Ім’я людини, яка хоче рухатися
aanmelden-telefoon = Номер телефону
aanmelden-telefoon-hint = Немає телефону? Тоді вкажіть електронну адресу.
aanmelden-email = Електронна пошта
aanmelden-postcode = Поштовий індекс
aanmelden-geboortejaar = Рік народження
aanmelden-taal = Якою мовою вам найлегше говорити?
aanmelden-hoeft-niet = не обов’язково
aanmelden-wens = Чого б вам хотілося?
aanmelden-wens-meer-bewegen = Більше рухатися
aanmelden-wens-meer-contact = Більше спілкуватися з людьми
aanmelden-wens-zekerder-lopen = Ходити впевненіше
aanmelden-wens-meer-energie = Більше енергії
aanmelden-wens-minder-stress = Менше стресу
aanmelden-wens-beter-slapen = Краще спати
aanmelden-wens-minder-pijn = Менше болю
aanmelden-wens-gezonder-gewicht = Здоровіша вага
aanmelden-wens-hint = Наприклад: разом гуляти у вівторок. Не пишіть тут нічого про хворобу.
aanmelden-wens-woorden = Своїми словами
aanmelden-ander-titel = Хто ви?
aanmelden-ander-naam = Ваше ім’я
aanmelden-ander-telefoon = Ваш номер телефону
aanmelden-ander-relatie = Ким ви є для цієї людини? Наприклад, дочка або сусід.
aanmelden-toestemming = Ви згодні?
aanmelden-toestemming-begeleiding = Так, тренер з руху може телефонувати й допомагати.
aanmelden-toestemming-ander = Так, ця людина знає про моє прохання і згодна.
aanmelden-toestemming-ander-nodig = Спочатку запитайте, чи ця людина згодна
aanmelden-toestemming-cijfers = Так, це можна враховувати в цифрах без імені.
aanmelden-privacy = Те, що ви тут пишете, бачать лише тренер з руху і пункт допомоги.
aanmelden-verstuur = Попросити про допомогу
aanmelden-liever-bellen = Краще зателефонувати? { $servicepunt }: { $telefoon }
aanmelden-niet-gelukt = Поки що не вийшло. Перевірте:
aanmelden-klaar-titel = Готово. Вам зателефонують.
aanmelden-klaar-wanneer = { $dagen ->
    [one] Тренер з руху зателефонує вам протягом { $dagen } робочого дня.
   *[other] Тренер з руху зателефонує вам протягом { $dagen } робочих днів.
}
aanmelden-klaar-nummer = Ваш номер: { $nummer }.
aanmelden-klaar-pagina = Переглянути свою сторінку
