//! Invented people: names of many backgrounds, addresses under `.example`, and phone numbers that
//! nobody has. No number passes for a citizen service number.

use domain::codes::Language;
use domain::contact::holds_citizen_number;

use super::dice::Dice;

/// A woman's or a man's name. Only names tell: the program keeps no sex.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// A woman's name.
    Hers,
    /// A man's name.
    His,
}

/// Where a family's names come from, with the language they may speak best.
struct Background {
    language: Option<Language>,
    hers: &'static [&'static str],
    his: &'static [&'static str],
    family: &'static [&'static str],
}

const DUTCH: Background = Background {
    language: None,
    hers: &[
        "Riet", "Annie", "Wil", "Corrie", "Ineke", "Tonnie", "Marga", "Lies", "Truus", "Joke",
        "Petra", "Anja", "Karin", "Monique", "Ellen", "Sanne", "Femke", "Lotte", "Marieke",
        "Hanneke", "Gerda", "Bep", "Nel", "Thea", "Mieke", "Carla", "Yvonne", "Esther", "Iris",
    ],
    his: &[
        "Jan", "Piet", "Wim", "Henk", "Toon", "Harrie", "Cor", "Ad", "Frans", "Kees", "Gerard",
        "Theo", "Ben", "Jos", "Rob", "Erik", "Marcel", "Bas", "Thijs", "Sjaak", "Leo", "Arie",
        "Nico", "Hans", "Ruud", "Wouter", "Jeroen", "Daan",
    ],
    family: &[
        "van den Broek",
        "de Wit",
        "Verhagen",
        "Smulders",
        "van der Linden",
        "Peters",
        "Janssen",
        "van Dongen",
        "Kuijpers",
        "de Laat",
        "Hendriks",
        "Brouwers",
        "van Loon",
        "Schapendonk",
        "Timmermans",
        "van de Ven",
        "Maas",
        "Klaassen",
        "Rombouts",
        "Verschuren",
        "van Gils",
        "Oomen",
        "de Rooij",
        "Vermeulen",
        "Wouters",
        "Bosman",
        "Kapteijns",
        "van Hoof",
        "Dekkers",
        "Veerkamp",
    ],
};
const TURKISH: Background = Background {
    language: Some(Language::Turkish),
    hers: &[
        "Fatma", "Ayşe", "Emine", "Hatice", "Zeynep", "Elif", "Sevgi", "Gülsüm", "Meryem", "Nuray",
    ],
    his: &[
        "Mehmet", "Mustafa", "Ali", "Hasan", "İbrahim", "Ömer", "Yusuf", "Kemal", "Serkan",
    ],
    family: &[
        "Yıldız", "Kaya", "Demir", "Çelik", "Şahin", "Öztürk", "Aydın", "Arslan", "Koç", "Polat",
    ],
};
const MOROCCAN: Background = Background {
    language: Some(Language::Arabic),
    hers: &[
        "Khadija", "Fatima", "Naima", "Samira", "Latifa", "Rachida", "Malika", "Amina", "Houda",
    ],
    his: &[
        "Mohamed",
        "Ahmed",
        "Rachid",
        "Hassan",
        "Abdelkader",
        "Driss",
        "Said",
        "Karim",
        "Younes",
    ],
    family: &[
        "El Amrani",
        "Bouzidi",
        "Benali",
        "El Idrissi",
        "Ouali",
        "Haddadi",
        "Chaouki",
        "Azzouzi",
        "Tahiri",
    ],
};
const POLISH: Background = Background {
    language: Some(Language::Polish),
    hers: &[
        "Agnieszka",
        "Katarzyna",
        "Małgorzata",
        "Ewa",
        "Beata",
        "Dorota",
        "Joanna",
    ],
    his: &[
        "Piotr",
        "Krzysztof",
        "Tomasz",
        "Marek",
        "Paweł",
        "Jacek",
        "Andrzej",
    ],
    family: &[
        "Kowalczyk",
        "Zielińska-Nowak",
        "Wójcik",
        "Mazur",
        "Krawczyk",
        "Pawlak",
        "Sikora",
    ],
};
const UKRAINIAN: Background = Background {
    language: Some(Language::Ukrainian),
    hers: &[
        "Oksana", "Nataliia", "Iryna", "Svitlana", "Halyna", "Larysa",
    ],
    his: &["Oleksandr", "Andrii", "Mykola", "Serhii", "Volodymyr"],
    family: &[
        "Koval",
        "Bondarenko",
        "Tkachenko",
        "Shevchuk",
        "Melnyk",
        "Kravets",
    ],
};
const ANTILLEAN: Background = Background {
    language: Some(Language::Papiamento),
    hers: &[
        "Shurmila",
        "Nydia",
        "Ruthsella",
        "Gracita",
        "Elvia",
        "Judeska",
        "Marelva",
    ],
    his: &["Edsel", "Rignald", "Humphrey", "Gilmar", "Elton", "Ruviano"],
    family: &[
        "Martina",
        "Isenia",
        "Cijntje",
        "Pieternella",
        "Rosalina",
        "Girigorie",
        "Windster",
    ],
};
const SURINAMESE: Background = Background {
    language: None,
    hers: &[
        "Sharmila",
        "Indra",
        "Wilhelmina",
        "Ruth",
        "Kamla",
        "Patricia",
    ],
    his: &["Radjesh", "Stanley", "Roy", "Anand", "Ludwig", "Dennis"],
    family: &[
        "Ramdin",
        "Biharie",
        "Kromowirjo",
        "Zeefuik",
        "Pinas",
        "Jagroep",
    ],
};

const BACKGROUNDS: [(usize, &Background); 7] = [
    (58, &DUTCH),
    (11, &TURKISH),
    (10, &MOROCCAN),
    (6, &POLISH),
    (5, &UKRAINIAN),
    (5, &ANTILLEAN),
    (5, &SURINAMESE),
];

/// An invented person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Full name.
    pub name: String,
    /// The language of the family, when it is another than Dutch.
    pub language: Option<Language>,
}

/// Invents a person.
pub fn person(dice: &mut Dice, given: Given) -> Person {
    let background = dice.weighted(&BACKGROUNDS);
    let list = match given {
        Given::Hers => background.hers,
        Given::His => background.his,
    };
    Person {
        name: format!("{} {}", dice.pick(list), dice.pick(background.family)),
        language: background.language,
    }
}

/// Invents the name of somebody who works here: the family's language plays no part.
pub fn colleague(dice: &mut Dice) -> String {
    let given = if dice.chance(68) {
        Given::Hers
    } else {
        Given::His
    };
    person(dice, given).name
}

/// A mobile number that nobody has: the `number`-th of a hundred thousand.
#[must_use]
pub fn mobile(number: usize) -> String {
    phone("06 555", number)
}

/// A landline number in an area code that does not exist: the `number`-th of a thousand.
#[must_use]
pub fn landline(number: usize) -> String {
    phone("0415 555", number)
}

fn phone(head: &str, number: usize) -> String {
    let wanted = 10 - head.bytes().filter(u8::is_ascii_digit).count();
    let size = 10usize.pow(u32::try_from(wanted).unwrap_or(4));
    let mut tail = number * 7919 % size;
    loop {
        let text = format!("{head} {tail:0wanted$}");
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        // Without its zero a number has nine digits, and might pass for something else.
        if !holds_citizen_number(&digits[1..]) {
            return text;
        }
        // Twins would be taken for one person: the step leaves the row of 7919 alone.
        tail = (tail + size / 2 + 1) % size;
    }
}

/// A name as it stands in an address: plain letters with dots between.
#[must_use]
pub fn in_address(name: &str) -> String {
    let mut out = String::new();
    for sign in name.chars() {
        let plain = match sign {
            'ç' | 'Ç' => 'c',
            'ş' | 'Ş' => 's',
            'ı' | 'İ' | 'ï' => 'i',
            'ö' | 'Ö' | 'ó' => 'o',
            'ü' | 'Ü' => 'u',
            'ğ' => 'g',
            'ł' => 'l',
            'ń' => 'n',
            'ë' | 'é' => 'e',
            other => other.to_ascii_lowercase(),
        };
        if plain.is_ascii_alphanumeric() {
            out.push(plain);
        } else if !out.is_empty() && !out.ends_with('.') {
            out.push('.');
        }
    }
    out.trim_end_matches('.').to_owned()
}

/// A name as the name of a website: plain letters and nothing else.
#[must_use]
pub fn in_host(name: &str) -> String {
    in_address(name).replace('.', "")
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use domain::contact::{Email, Phone};

    use super::*;

    #[test]
    fn no_name_or_number_passes_for_a_citizen_number() {
        for number in 0..5_000 {
            for text in [mobile(number), landline(number)] {
                assert!(text.parse::<Phone>().is_ok(), "{text}");
                assert!(!holds_citizen_number(&text), "{text}");
                let digits: String = text.chars().filter(char::is_ascii_digit).collect();
                assert!(!holds_citizen_number(&digits[1..]), "{text}");
            }
            let mut dice = Dice::new(1, "namen", number);
            let person = person(&mut dice, Given::Hers);
            assert!(!holds_citizen_number(&person.name));
            let address = format!("{}@post.example", in_address(&person.name));
            assert!(address.parse::<Email>().is_ok(), "{address}");
        }
    }

    #[test]
    fn hardly_anybody_shares_a_number() {
        let numbers: HashSet<String> = (0..1_000).map(mobile).collect();
        assert!(numbers.len() > 980, "{}", numbers.len());
    }

    #[test]
    fn names_come_from_many_places() {
        let languages: HashSet<Option<Language>> = (0..200)
            .map(|at| person(&mut Dice::new(1, "namen", at), Given::His).language)
            .collect();
        assert_eq!(languages.len(), 6);
    }

    #[test]
    fn an_address_has_plain_letters() {
        assert_eq!(in_address("Ayşe van den Çelik-Öz"), "ayse.van.den.celik.oz");
        assert_eq!(in_host("Zwembad 't Wiel"), "zwembadtwiel");
    }
}
