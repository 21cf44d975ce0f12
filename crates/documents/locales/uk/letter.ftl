### The letter a resident takes along, with the way to their own page.

brief-voor = Для: { $naam }
brief-uw-pagina = Ваша власна сторінка
brief-scan = Скануйте код камерою телефону. Ви побачите, як іде справа, і зможете відповісти.
brief-scan-naam = Код для сканування: відкриває вашу власну сторінку
brief-typ = Зручніше ввести вручну? Перейдіть на:
brief-code-uitleg = Введіть цей код і свій рік народження:
brief-zonder-code-bel = Не вдається сканувати? Тоді телефонуйте: { $telefoon }. Ми розкажемо, як іде справа.
brief-zonder-code-vraag = Не вдається сканувати? Тоді запитайте того, хто вас направив, як іде справа.
brief-zonder-pagina = Хочете знати, як іде справа? Телефонуйте нам.
brief-bewaar = Зберігайте цей лист. Хто сканує код, побачить вашу сторінку.
brief-onderaan = Номер { $nummer } · надруковано: { $dag }
