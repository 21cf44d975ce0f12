//! What people say in one sentence, and what is read of it.

use rstest::rstest;

use super::*;

/// The dayparts; those that are left out when that is shorter.
fn when(dayparts: Dayparts) -> String {
    let codes = |set: Dayparts| -> Vec<String> { set.iter().map(|one| one.code()).collect() };
    let all = codes(dayparts);
    match all.len() {
        ..=15 => all.join(" "),
        _ => format!("niet {}", codes(Dayparts::ALL.without(dayparts)).join(" ")),
    }
}

/// What was read, in one line.
fn told(text: &str) -> String {
    told_knowing(text, Known::default())
}

fn told_knowing(text: &str, known: Known<'_>) -> String {
    let read = Sentence::read(text, known);
    let mut out = Vec::new();
    let mut put = |name: &str, value: String| {
        if !value.is_empty() {
            out.push(format!("{name} {value}"));
        }
    };
    let number = |number: Option<u32>| number.map(|one| one.to_string()).unwrap_or_default();
    put("pc", read.postcode.unwrap_or_default());
    put(
        "plek",
        read.place.map(|place| place.name).unwrap_or_default(),
    );
    put("jaar", number(read.age));
    let told_age = read.told_age;
    let told_age = told_age.map(|told| format!("{}-{} ({})", told.from, told.to, told.said));
    put("ongeveer", told_age.unwrap_or_default());
    let near = |near| match near {
        Nearness::AroundTheCorner => "om-de-hoek".to_owned(),
        Nearness::Near => "dichtbij".to_owned(),
    };
    put("hoe-ver", read.near.map(near).unwrap_or_default());
    put("km", number(read.max_distance_km));
    put("m", number(read.max_way_m));
    put("cent", number(read.max_price_cents));
    let by = |price: ToldPrice| match price.is_lesson {
        true => format!("les ({})", price.said),
        false => format!("week ({})", price.said),
    };
    put("per", read.told_price.map(by).unwrap_or_default());
    put("geld", read.little_money.join(", "));
    put("regeling", read.schemes.join(", "));
    put("onbekend", read.unknown_schemes.join(", "));
    put("rustig", if read.quiet { "ja" } else { "" }.to_owned());
    put("wanneer", when(read.dayparts));
    put("uren", read.hours.join(", "));
    let lists = [
        read.activities,
        read.groups,
        read.guidance,
        read.accessibility,
    ];
    put("codes", lists.concat().join(" "));
    put("taal", read.language.unwrap_or_default().to_owned());
    put("plezier", read.likes.join(" "));
    put("over", read.about.join(", "));
    put("rest", read.rest);
    let slips: Vec<String> = read
        .slips
        .iter()
        .map(|slip| format!("{}>{}", slip.typed, slip.meant))
        .collect();
    put("bedoeld", slips.join(" "));
    out.join(" | ")
}

#[rstest]
#[case(
    "72, wandelt, verlegen, dinsdagochtend, € 20 per maand, om de hoek",
    "jaar 72 | hoe-ver om-de-hoek | cent 2000 | wanneer di-ochtend | codes wandelen | over verlegen"
)]
#[case(
    "Mevrouw van 72 jaar oud wil rustig wandelen op di ochtend, hooguit 20 euro p/m",
    "jaar 72 | cent 2000 | rustig ja | wanneer di-ochtend | codes wandelen"
)]
#[case("5211 AB zwemmen, €15,-", "pc 5211AB | cent 1500 | codes zwemmen")]
#[case("5211 di ochtend", "pc 5211 | wanneer di-ochtend")]
#[case("rolstoel, hooguit 400 meter", "m 400 | codes rolstoel")]
#[case("met de rollator tot 400m", "m 400 | codes rollator")]
#[case(
    "dinsdag- en donderdagmiddag yoga",
    "wanneer di-middag do-middag | codes yoga"
)]
#[case(
    "di/do",
    "wanneer di-ochtend di-middag di-avond do-ochtend do-middag do-avond"
)]
#[case("in het weekend 's ochtends", "wanneer za-ochtend zo-ochtend")]
#[case("alleen vrouwen, binnen 5 km", "km 5 | codes vrouwen")]
#[case("een maatje dat nordic walking doet", "codes nordic-walking maatje")]
#[case(
    "72 wandelen dinsdagmiddag",
    "jaar 72 | wanneer di-middag | codes wandelen"
)]
// Ages.
#[case("Mevrouw is 81, yoga", "jaar 81 | codes yoga")]
#[case("meneer van 72 zwemt", "jaar 72 | codes zwemmen")]
#[case("kind van 8, zwemles", "jaar 8 | codes zwemmen")]
#[case("jongen van 9, judo", "jaar 9 | codes judo")]
#[case("wandelen voor een vrouw van 64", "jaar 64 | codes wandelen")]
#[case("Zij is 81. Wandelt graag.", "jaar 81 | codes wandelen")]
#[case("81-jarige mevrouw", "jaar 81")]
#[case("65-plusser wil dansen", "jaar 65 | codes dansen")]
#[case("65-plus, yoga", "jaar 65 | codes yoga")]
#[case("yoga 65+", "jaar 65 | codes yoga")]
#[case("72, groep 55+", "jaar 72 | rest groep 55 plus")]
#[case("moeder van 3 kinderen", "rest moeder 3 kinderen")]
#[case("oma van 81", "rest oma 81")]
#[case("groep van 20", "rest groep 20")]
#[case("2 jaar geleden gevallen", "rest 2 jaar geleden gevallen")]
#[case("sport al 10 jaar", "rest sport al 10 jaar")]
#[case("is 81 kilo", "rest 81 kilo")]
#[case("400 jaar oud", "rest 400 jaar oud")]
#[case("geboren in 1954", "rest geboren 1954")]
#[case("geboren 1954", "rest geboren 1954")]
#[case("is 81, yoga", "jaar 81 | codes yoga")]
#[case("groep 3+", "rest groep 3 plus")]
#[case("5000 stappen", "rest 5000 stappen")]
#[case("5211 en yoga", "pc 5211 | codes yoga")]
#[case("5211, werkt in 5213", "pc 5211 | rest werkt 5213")]
#[case("72,5211", "pc 5211 | jaar 72")]
// Prices.
#[case("gratis wandelen", "cent 0 | codes wandelen")]
#[case("mag niets kosten", "cent 0")]
#[case("eerste les gratis", "rest eerste les gratis")]
#[case("niet duurder dan 20 euro, yoga", "cent 2000 | codes yoga")]
#[case("yoga niet meer dan € 20 per maand", "cent 2000 | codes yoga")]
#[case("max 20 euro", "cent 2000")]
#[case("€ 12,50 per maand", "cent 1250")]
#[case("hooguit 12.50 euro", "cent 1250")]
#[case("max 20", "rest max 20")]
#[case("niet gratis", "rest niet gratis")]
#[case("geen geld", "geld geen geld")]
#[case("€ 1.000 per maand", "cent 100000")]
#[case("€ 12,5", "rest € 12,5")]
#[case("€ 0.500", "rest € 0.500")]
#[case("20 euro pm", "cent 2000")]
#[case("€ 40 per kwartaal", "rest € 40 kwartaal")]
#[case("max 20 euro, liefst gratis", "cent 2000")]
// What makes somebody glad.
#[case("48, houdt van wedstrijden", "jaar 48 | plezier wedstrijd")]
#[case("houdt van water", "plezier water")]
#[case("wandelen met muziek", "codes wandelen | plezier muziek")]
#[case("het liefst alleen", "plezier alleen")]
#[case("alleen vrouwen", "codes vrouwen")]
#[case("binnen 5 km", "km 5")]
#[case("graag binnen 5 km", "km 5")]
#[case("zonder muziek", "rest zonder muziek")]
#[case("buiten, niet buiten", "rest niet buiten")]
#[case("oefenen in het water", "plezier water | rest oefenen")]
#[case(
    "wandelen, het liefst buiten, graag buiten",
    "codes wandelen | plezier buiten"
)]
#[case("liever buiten dan binnen", "rest liever buiten dan binnen")]
// What somebody cannot do, and what they do not speak.
#[case("kan niet lang staan", "over kan niet lang staan")]
#[case("70, geen trap, yoga", "jaar 70 | codes yoga | over geen trap")]
#[case("61, mag niet te zwaar", "jaar 61 | rustig ja")]
#[case("rustige yoga", "rustig ja | codes yoga")]
#[case("kan geen trap op", "over kan geen trap op")]
#[case(
    "kan niet lang staan wil yoga",
    "codes yoga | over kan niet lang staan"
)]
#[case(
    "spreekt geen Nederlands, alleen Turks",
    "taal tr | over spreekt geen nederlands"
)]
#[case(
    "45, spreekt geen Nederlands",
    "jaar 45 | over spreekt geen nederlands"
)]
// How far.
#[case("yoga dichtbij", "hoe-ver dichtbij | codes yoga")]
#[case("op loopafstand", "hoe-ver om-de-hoek")]
#[case("zo dichtbij mogelijk", "hoe-ver dichtbij")]
#[case("niet te ver weg, yoga", "hoe-ver dichtbij | codes yoga")]
#[case("kan niet ver lopen", "over kan niet ver lopen")]
#[case(
    "wandelen, niet te ver lopen",
    "codes wandelen | rest niet te ver lopen"
)]
#[case("tot 20 minuten lopen", "m 1500")]
#[case("yoga, niet verder dan 400 meter lopen", "m 400 | codes yoga")]
#[case("10 minuten loopafstand", "m 750")]
#[case("max. 20 minuten lopen", "m 1500")]
#[case("tot 500 minuten lopen", "rest tot 500 minuten lopen")]
#[case("loopt niet ver", "rest loopt niet ver")]
#[case("zwemmen niet meer dan vroeger", "rest zwemmen niet meer dan vroeger")]
#[case("1,5 km", "rest 1,5 km")]
// Languages, and what it must be fit for.
#[case("spreekt Turks, wandelen", "codes wandelen | taal tr")]
#[case("spreekt alleen Arabisch", "taal ar")]
#[case("spreekt Nederlands en Oekraïens", "taal uk")]
#[case(
    "spreekt geen Nederlands alleen Turks",
    "taal tr | over spreekt geen nederlands"
)]
#[case("spreekt een beetje Nederlands", "rest spreekt beetje nederlands")]
#[case("spreekt geen Nederlands", "over spreekt geen nederlands")]
#[case("Turks", "rest turks")]
#[case("doof, gym", "codes fitness slechthorend")]
#[case("slechthorende man van 70", "jaar 70 | codes slechthorend")]
#[case("is blind", "codes slechtziend")]
#[case("slechtziend en zit in een rolstoel", "codes slechtziend rolstoel")]
#[case("loopt slecht, 80 jaar", "jaar 80 | over loopt slecht")]
#[case("loopt met een rollator", "codes rollator")]
#[case(
    "met begeleiding, fitness",
    "codes fitness trainer speciaal-opgeleid een-op-een"
)]
#[case("jeu de boule", "codes jeu-de-boules")]
#[case(
    "jeu de boules op vrijdagmiddag",
    "wanneer vr-middag | codes jeu-de-boules"
)]
// Days, and days that are not wished.
#[case(
    "in de middag",
    "wanneer ma-middag di-middag wo-middag do-middag vr-middag za-middag zo-middag"
)]
#[case("dinsdagochtend of middag", "wanneer di-ochtend di-middag")]
#[case("alleen op dinsdagavond", "wanneer di-avond")]
#[case("op di", "wanneer di-ochtend di-middag di-avond")]
#[case("dinsdag in de ochtend", "wanneer di-ochtend")]
#[case("in de weekenden 's ochtends", "wanneer za-ochtend zo-ochtend")]
#[case("zo wandelen", "codes wandelen | rest zo")]
#[case("op zo een manier", "rest zo manier")]
#[case(
    "'s avonds op zo een manier",
    "wanneer ma-avond di-avond wo-avond do-avond vr-avond za-avond zo-avond | rest zo manier"
)]
#[case("ochtend of middag of avond", "")]
#[case("niet in de avond op maandag", "wanneer niet ma-avond")]
#[case("ma t/m wo 's avonds", "wanneer ma-avond di-avond wo-avond")]
#[case("morgen", "rest morgen")]
#[case("elke dag", "")]
#[case(
    "zwemmen, niet op maandag",
    "wanneer niet ma-ochtend ma-middag ma-avond | codes zwemmen"
)]
#[case(
    "yoga niet op maandag",
    "wanneer niet ma-ochtend ma-middag ma-avond | codes yoga"
)]
#[case(
    "yoga, elke dag behalve maandag",
    "wanneer niet ma-ochtend ma-middag ma-avond | codes yoga"
)]
#[case("kan maandag niet", "wanneer niet ma-ochtend ma-middag ma-avond")]
#[case("liever niet op maandagochtend", "wanneer niet ma-ochtend")]
#[case(
    "niet op maandag en niet op dinsdagavond",
    "wanneer niet ma-ochtend ma-middag ma-avond di-avond"
)]
#[case("dinsdag, niet 's avonds", "wanneer di-ochtend di-middag")]
#[case("niet op maandag wel op dinsdagmiddag", "wanneer di-middag")]
#[case("niet alleen op maandag", "rest niet alleen op maandag")]
#[case("maandagavond, niet op maandag", "rest niet op maandag")]
// What is denied stays words, and does not come back as a wish.
#[case("alles behalve zwemmen", "rest alles behalve zwemmen")]
#[case("wandelen behalve zwemmen", "codes wandelen | rest behalve zwemmen")]
#[case(
    "72, wandelt en absoluut geen voetbal",
    "jaar 72 | codes wandelen | rest en absoluut geen voetbal"
)]
#[case(
    "wandelen liever niet in het water",
    "codes wandelen | rest liever niet in het water"
)]
#[case(
    "liever niet in het water, zwemmen",
    "rest liever niet in het water, zwemmen"
)]
#[case("zwemt, bang voor water", "rest bang voor water, zwemt")]
#[case("zwemmen? Nee", "rest zwemmen nee")]
#[case("zwemmen niet", "rest zwemmen niet")]
#[case("yoga niet, yoga of wandelen", "codes wandelen | rest yoga niet, yoga")]
#[case("zwemmen niet meer", "rest zwemmen niet meer")]
#[case("zonder begeleiding", "rest zonder begeleiding")]
#[case("bang om te vallen", "over bang | rest vallen")]
// What is not certain stays words.
#[case("20 minuten lopen", "rest 20 minuten lopen")]
#[case("huisnummer 72", "rest huisnummer 72")]
#[case("liever niet in het water", "rest liever niet in het water")]
#[case("€ 5 per les", "cent 2167 | per les (€ 5 per les)")]
#[case("3 keer per week", "rest 3 keer week")]
#[case("om 8 uur", "rest 8 uur")]
#[case("", "")]
#[case(
    "€€€ 99999999999 km -- 20 20 20 20",
    "rest € € € 99999999999 km 20 20 20 20"
)]
fn a_sentence_is_read_where_it_is_certain(#[case] text: &str, #[case] read: &str) {
    assert_eq!(told(text), read);
}

/// Every morning, afternoon or evening.
fn every(parts: &[&str]) -> String {
    let days = ["ma", "di", "wo", "do", "vr", "za", "zo"];
    let all = days.iter().flat_map(|day| {
        let part = move |part: &&str| format!("{day}-{part}");
        parts.iter().map(part)
    });
    let all: Dayparts = all.map(|code| code.parse().unwrap()).collect();
    when(all)
}

#[rstest]
#[case("overdag", &["ochtend", "middag"], "")]
#[case("na het werk", &["avond"], "")]
#[case("voor 12 uur", &["ochtend"], "")]
#[case("na 18.00 uur", &["avond"], "")]
#[case("vanaf 12 uur", &["middag", "avond"], "")]
#[case("tot 12 uur", &["ochtend"], "")]
#[case("niet later dan 12 uur", &["ochtend"], "")]
#[case("in de morgen", &["ochtend"], "")]
#[case("rond 10 uur", &["ochtend"], "rond 10 uur")]
#[case("om 3 uur 's middags", &["middag"], "om 3 uur ’s middags")]
#[case("van 10 tot 18 uur", &["ochtend", "middag"], "van 10 tot 18 uur")]
#[case("tussen 13 en 16 uur", &["middag"], "tussen 13 en 16 uur")]
#[case("tussen 13:30 en 16:00", &["middag"], "tussen 13.30 en 16.00")]
#[case("van 10 tot 14 uur", &["ochtend", "middag"], "van 10 tot 14 uur")]
#[case("16-18 uur", &["middag"], "16 tot 18 uur")]
#[case("tussen 7 en 9 uur 's avonds", &["avond"], "tussen 7 en 9 uur ’s avonds")]
#[case("om 10 uur", &["ochtend"], "om 10 uur")]
#[case("niet na 12 uur", &["ochtend"], "")]
fn hours_are_the_dayparts_that_they_touch_and_what_more_those_hold_is_told(
    #[case] text: &str,
    #[case] parts: &[&str],
    #[case] hours: &str,
) {
    let told_hours = match hours {
        "" => String::new(),
        said => format!(" | uren {said}"),
    };
    assert_eq!(told(text), format!("wanneer {}{told_hours}", every(parts)));
}

#[rstest]
// Nothing that a search would hold, but told.
#[case("vanaf 10 uur", "uren vanaf 10 uur")]
#[case("niet voor 10 uur", "uren vanaf 10 uur")]
#[case(
    "dinsdag vanaf 10 uur",
    "wanneer di-ochtend di-middag di-avond | uren dinsdag vanaf 10 uur"
)]
#[case(
    "tussen 13 en 16 uur op dinsdag",
    "wanneer di-middag | uren tussen 13 en 16 uur op dinsdag"
)]
#[case("dinsdag overdag", "wanneer di-ochtend di-middag")]
#[case(
    "overdag op ma en do",
    "wanneer ma-ochtend ma-middag do-ochtend do-middag"
)]
#[case("'s ochtends in het weekend", "wanneer za-ochtend zo-ochtend")]
#[case(
    "na school",
    "wanneer ma-middag di-middag wo-middag do-middag vr-middag"
)]
#[case("woensdag na schooltijd, judo", "wanneer wo-middag | codes judo")]
#[case(
    "doordeweeks 's avonds",
    "wanneer ma-avond di-avond wo-avond do-avond vr-avond"
)]
#[case(
    "door de week overdag, niet op maandag",
    "wanneer di-ochtend di-middag wo-ochtend wo-middag do-ochtend do-middag vr-ochtend vr-middag"
)]
#[case(
    "overdag op ma t/m wo",
    "wanneer ma-ochtend ma-middag di-ochtend di-middag wo-ochtend wo-middag"
)]
#[case("'s middags elke dinsdag", "wanneer di-middag")]
#[case(
    "'s avonds op werkdagen",
    "wanneer ma-avond di-avond wo-avond do-avond vr-avond"
)]
// What is not certain.
#[case("tussen 1 en 4 uur", "rest tussen 1 4 uur")]
#[case("tussen 16 en 13 uur", "rest tussen 16 13 uur")]
#[case("om 10.75 uur", "rest 10.75 uur")]
#[case("niet tussen 13 en 16 uur", "rest niet tussen 13 en 16 uur")]
#[case("na 2 uur", "rest na 2 uur")]
#[case("voor 10 euro", "cent 1000")]
#[case("tussen 12.50 en 15.00 euro", "cent 1500 | rest tussen 12.50")]
fn everyday_words_say_when(#[case] text: &str, #[case] read: &str) {
    assert_eq!(told(text), read);
}

#[rstest]
#[case(
    "begin zeventig, wandelt",
    "ongeveer 70-73 (begin zeventig) | codes wandelen"
)]
#[case("mevrouw is in de 60", "ongeveer 60-69 (in de 60)")]
#[case("een tachtiger", "ongeveer 80-89 (tachtiger)")]
#[case("eind 50, yoga", "ongeveer 57-59 (eind 50) | codes yoga")]
#[case("midden zestig", "ongeveer 64-66 (midden zestig)")]
#[case("tachtiger, puber", "ongeveer 80-89 (tachtiger) | rest puber")]
#[case("puber, voetbalt", "ongeveer 12-17 (puber) | codes voetbal")]
#[case("kleuter", "ongeveer 4-6 (kleuter)")]
#[case("tachtiger, 84 jaar", "jaar 84")]
#[case("in de 60 minuten", "rest 60 minuten")]
fn an_age_in_words_is_told_and_not_guessed(#[case] text: &str, #[case] read: &str) {
    assert_eq!(told(text), read);
}

#[rstest]
#[case("heeft het niet breed, yoga", "geld heeft het niet breed | codes yoga")]
#[case("weinig geld", "geld weinig geld")]
#[case("zit in de bijstand", "geld in de bijstand")]
#[case("mag niet te duur zijn", "geld mag niet te duur zijn")]
#[case("wandelen, geen geld", "geld geen geld | codes wandelen")]
#[case(
    "yoga en heeft het niet breed",
    "geld heeft het niet breed | codes yoga"
)]
#[case("5 euro per les", "cent 2167 | per les (5 euro per les)")]
#[case("hooguit 5 euro per keer", "cent 2167 | per les (5 euro per keer)")]
#[case("€ 6 per week", "cent 2600 | per week (€ 6 per week)")]
#[case("60 euro per jaar", "rest 60 euro jaar")]
#[case("met meedoenpas", "regeling Meedoenpas Brugdam")]
#[case("heeft een fonds op maat", "regeling Fonds op maat")]
#[case("via jeugdfonds, jeugdfonds", "onbekend jeugdfonds")]
#[case("jeugdfonds sport en cultuur", "onbekend jeugdfonds sport en cultuur")]
#[case("Stadspas", "onbekend stadspas")]
#[case("stadspas extra", "regeling Stadspas Extra")]
#[case("stadspas extra jeugd", "regeling Stadspas Extra Jeugd")]
#[case(
    "volwassenenfonds sport en cultuur",
    "regeling Volwassenenfonds Sport & Cultuur"
)]
#[case("heeft een U-pas", "onbekend u pas")]
fn what_tells_of_money_is_told_without_an_amount(#[case] text: &str, #[case] read: &str) {
    // "Stadspas" alone may be either.
    let schemes = [
        "Meedoenpas Brugdam",
        "Fonds op maat",
        "Stadspas Basis",
        "Stadspas Extra",
        "Stadspas Extra Jeugd",
        "Volwassenenfonds Sport & Cultuur",
    ]
    .map(str::to_owned);
    let known = Known {
        schemes: &schemes,
        ..Known::default()
    };
    assert_eq!(told_knowing(text, known), read);
}

fn in_brugdam(words: &str) -> Option<KnownPlace> {
    let place = |name: &str, kind| {
        let name = name.to_owned();
        Some(KnownPlace { name, kind })
    };
    match words {
        "brugdam" => place("Brugdam", PlaceKind::Town),
        "de groep" => place("De Groep", PlaceKind::Town),
        "best" => place("Best", PlaceKind::Town),
        "een" => place("Een", PlaceKind::Town),
        "molenwijk" => place("Molenwijk", PlaceKind::Neighbourhood),
        "molenwijk noord" => place("Molenwijk-Noord", PlaceKind::Neighbourhood),
        "park" => place("Park", PlaceKind::Neighbourhood),
        _ => None,
    }
}

#[rstest]
#[case("woont in Brugdam, 72", "plek Brugdam | jaar 72")]
#[case("72, Brugdam, wandelt", "plek Brugdam | jaar 72 | codes wandelen")]
#[case(
    "wandelen in de buurt van de Molenwijk",
    "plek Molenwijk | hoe-ver dichtbij | codes wandelen"
)]
#[case("woont in de Molenwijk in Brugdam", "plek Molenwijk")]
#[case("in de Molenwijk", "plek Molenwijk")]
#[case("woont in Brugdam, in de Molenwijk", "plek Molenwijk")]
#[case("woont in Molenwijk-Noord", "plek Molenwijk-Noord")]
#[case("woont in Brugdam, komt uit Best", "plek Brugdam | rest uit best")]
#[case("woont in 5213", "pc 5213")]
#[case("woont in 2011", "pc 2011")]
#[case("woont in Best", "plek Best")]
#[case("in de buurt", "hoe-ver dichtbij")]
// What may be something else stays words.
#[case("het liefst in de groep", "plezier samen")]
#[case("wandelen in het park", "codes wandelen | rest park")]
#[case("wandelen in de groep", "codes wandelen | rest groep")]
#[case("woont in Brugdam, sport in Brugdam", "plek Brugdam | rest sport")]
#[case("best", "rest best")]
#[case("wandelen Brugdam", "codes wandelen | rest brugdam")]
#[case("woont in Elders", "rest elders")]
#[case("woont in een flat", "rest flat")]
#[case("sinds 2019 gevallen", "rest sinds 2019 gevallen")]
fn a_place_is_where_the_search_starts(#[case] text: &str, #[case] read: &str) {
    let known = Known {
        place: &in_brugdam,
        ..Known::default()
    };
    assert_eq!(told_knowing(text, known), read);
}

#[rstest]
#[case("woont in Brugdma, wandelt", "plek brugdma | codes wandelen")]
#[case("woont in de Molnwijk", "plek molnwijk")]
#[case("woont in Brugdma in de Molenwijk", "plek Molenwijk")]
// Only after words that a place follows, and for what may be a name.
#[case("brugdma", "rest brugdma")]
#[case("komt uit brugdma", "rest uit brugdma")]
#[case("woont in een huis", "rest huis")]
fn a_place_with_a_slip_is_taken_where_somebody_lives(#[case] text: &str, #[case] read: &str) {
    let meant = |words: &str| {
        let is_near = matches!(
            words,
            "brugdma" | "molnwijk" | "huis" | "een" | "brugdma wandelt"
        );
        let name = words.to_owned();
        let kind = PlaceKind::Unsure;
        is_near.then_some(KnownPlace { name, kind })
    };
    let known = Known {
        place: &in_brugdam,
        meant: &meant,
        ..Known::default()
    };
    assert_eq!(told_knowing(text, known), read);
}

#[rstest]
#[case("wandlen", "rest wandlen | bedoeld wandlen>wandelen")]
#[case(
    "dinsdagochtent",
    "rest dinsdagochtent | bedoeld dinsdagochtent>dinsdagochtend"
)]
#[case(
    "rolator, yogaa",
    "rest rolator, yogaa | bedoeld rolator>rollator yogaa>yoga"
)]
#[case("gezellig", "rest gezellig")]
#[case("zwem", "rest zwem")]
fn a_slip_of_the_pen_is_asked_and_not_taken(#[case] text: &str, #[case] read: &str) {
    assert_eq!(told(text), read);
}

#[test]
fn how_near_is_told_from_the_edge_of_what_is_known() {
    let both = |near: Nearness| [Home::Street, Home::Area].map(|home| near.kilometres(home));
    assert_eq!(both(Nearness::AroundTheCorner), [1, 3]);
    assert_eq!(both(Nearness::Near), [3, 5]);
}

#[test]
fn a_long_sentence_is_cut_off_and_nothing_makes_it_fall() {
    let long = "di ".repeat(10_000);
    assert_eq!(
        Sentence::read(&long, Known::default())
            .dayparts
            .iter()
            .count(),
        3
    );
    for odd in [
        "\u{0}",
        "€",
        "'s",
        "(((",
        "½ jaar",
        "İ",
        "٧٢ jaar",
        "-",
        "72-",
        "niet",
        "behalve niet nee",
        "spreekt",
        "bang voor",
        "+",
        "1,",
        ",5",
    ] {
        let _ = Sentence::read(odd, Known::default());
    }
}
