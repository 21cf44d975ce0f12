//! What the sentence of a search tells, put into the fields of its form, and what is said about it:
//! where a field says something else, what is held less exactly than it was said, and what is asked
//! instead of guessed. Called by the search page alone; nothing of it is kept.

use actions::Municipality;
use actions::named_place::{NamedKind, NamedPlace, meant_place, named_place};
use actions::places::is_one_place;
use actions::search::SearchAnswer;
use documents::dutch;
use domain::daypart::Daypart;
use domain::fault::Fault;
use exchange::sentence::{Known, KnownPlace, Nearness, PlaceKind, Sentence, Slip, ToldAge};

use super::search_form::{SearchForm, cents, euros, typed};
use super::voice::Voice;
use crate::Web;
use crate::pages::wish_words::place_written;

/// The most words that were read as nothing, in signs: a search takes no more.
const MOST_WORDS: usize = 200;

/// Something that is said about the sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Remark {
    /// In words.
    pub words: String,
    /// What may be chosen: what the button sends, and its words.
    pub buttons: Vec<(String, String)>,
}

/// The form after the sentence was read.
pub(super) struct Told {
    /// The form; its sentence is used up.
    pub form: SearchForm,
    /// What is said about it.
    pub remarks: Vec<Remark>,
    /// Words that may be others; asked where no lesson holds them.
    slips: Vec<Slip>,
}

/// Reads the sentence with the names that are known to who asks.
pub(super) fn told(web: &Web, say: &Voice, home: &Municipality, form: SearchForm) -> Told {
    let schemes: Vec<String> = home
        .settings
        .schemes
        .iter()
        .map(|scheme| scheme.name.clone())
        .collect();
    let place = |words: &str| named_place(&web.bridge, home.settings.id, words).map(known);
    let meant = |words: &str| meant_place(&web.bridge, words).map(known);
    let known = Known {
        schemes: &schemes,
        place: &place,
        meant: &meant,
    };
    let told = Sentence::read(&form.sentence, known);
    let mut taking = Taking {
        web,
        say,
        home,
        form,
        remarks: Vec::new(),
    };
    taking.form.sentence.clear();
    taking.start(&told);
    taking.fields(&told);
    taking.about_money(&told);
    taking.about_time(&told);
    Told {
        form: taking.form.with_codes_of(&told),
        remarks: taking.remarks,
        slips: told.slips,
    }
}

fn known(place: NamedPlace) -> KnownPlace {
    KnownPlace {
        kind: match place.kind {
            NamedKind::Town => PlaceKind::Town,
            NamedKind::Area => PlaceKind::Neighbourhood,
            NamedKind::Unsure => PlaceKind::Unsure,
        },
        name: place.name,
    }
}

/// A sentence that is longer than what is read.
pub(super) fn too_long(form: &SearchForm) -> Option<Fault> {
    let is_long = form.sentence.chars().count() > Sentence::LONGEST;
    is_long.then(|| Fault::body("zin", "te-lang").with(Sentence::LONGEST.to_string()))
}

/// Where the words of a sentence are at fault, the sentence is what must be changed.
pub(super) fn at_the_sentence(faults: &mut [Fault], typed: &SearchForm) {
    let is_typed = typed.text.chars().count() > MOST_WORDS;
    if typed.sentence.trim().is_empty() || is_typed {
        return;
    }
    for fault in faults.iter_mut().filter(|one| one.location == "tekst") {
        "zin".clone_into(&mut fault.location);
        if fault.code == "te-lang" {
            fault.code = "te-veel-onbekend";
            fault.detail = None;
        }
    }
}

impl Told {
    /// A form without a sentence.
    pub(super) fn nothing(form: SearchForm) -> Self {
        Self {
            form,
            remarks: Vec::new(),
            slips: Vec::new(),
        }
    }

    /// What may be meant by words that no lesson holds: who is corrected reads it.
    pub(super) fn meant(&self, say: &Voice, answer: &SearchAnswer) -> Vec<Remark> {
        let slip_of = |word: &str| {
            let slip = self.slips.iter().find(|slip| slip.typed == word);
            slip.map(|slip| slip.meant.clone())
        };
        let mended = answer.mended.iter().filter_map(|one| {
            let meant = slip_of(&one.typed).or_else(|| one.meant.clone())?;
            Some(("zoek-zin-verbeterd", one.typed.clone(), meant))
        });
        let is_mended = |word: &&String| answer.mended.iter().any(|one| one.typed == **word);
        let unread = answer.unread.iter().filter(|word| !is_mended(word));
        let asked =
            unread.filter_map(|word| Some(("zoek-zin-bedoelde", word.clone(), slip_of(word)?)));
        mended
            .chain(asked)
            .map(|(key, typed, meant)| Remark {
                words: say.w2(key, ("woord", &typed), ("bedoeld", &meant)),
                buttons: vec![(
                    format!("woord={typed} {meant}"),
                    say.w("zoek-zin-bedoelde-ja", "bedoeld", &meant),
                )],
            })
            .collect()
    }
}

/// The form as it takes over what the sentence tells.
struct Taking<'a> {
    web: &'a Web,
    say: &'a Voice,
    home: &'a Municipality,
    form: SearchForm,
    remarks: Vec<Remark>,
}

impl Taking<'_> {
    fn remark(&mut self, key: &str, said: &str, buttons: Vec<(String, String)>) {
        let words = self.say.w(key, "zin", said);
        self.remarks.push(Remark { words, buttons });
    }

    /// A field that was filled in stays as it is; that the sentence says something else is told.
    fn differs(&mut self, said: &str, there: &str, send: String) {
        let words = self
            .say
            .w2("zoek-zin-anders", ("zin", said), ("veld", there));
        let button = self.say.w("zoek-zin-anders-knop", "zin", said);
        self.remarks.push(Remark {
            words,
            buttons: vec![(send, button)],
        });
    }

    /// From where: a postcode rather than a name.
    fn start(&mut self, told: &Sentence) {
        let there = match self.form.place_on_map() {
            Some((_, name)) => Some(name.to_owned()),
            None => typed(&self.form.postcode).map(str::to_owned),
        };
        if let Some(postcode) = &told.postcode {
            match there {
                None => postcode.clone_into(&mut self.form.postcode),
                Some(there) if is_same_start(postcode, &there) => {}
                Some(there) => self.differs(
                    &place_written(postcode),
                    &place_written(&there),
                    format!("postcode={postcode}"),
                ),
            }
            return;
        }
        let Some(place) = &told.place else {
            return;
        };
        // A neighbourhood is a place on the map; a town, and a name that several have, is asked for
        // in the field.
        let is_area = place.kind == PlaceKind::Neighbourhood;
        let middle = self.web.bridge.place_called(&place.name);
        let middle = middle.ok().filter(|_| is_area);
        let point = middle.map(|middle| SearchForm::value_of(middle, &place.name));
        match (there, point) {
            (Some(there), _) if is_same_start(&place.name, &there) => {}
            (Some(there), _) if is_one_place(&self.web.bridge, &place.name, &there) => {}
            (Some(there), point) => {
                let send = match point {
                    Some(point) => format!("punt={point}"),
                    None => format!("postcode={}", place.name),
                };
                self.differs(&place.name, &place_written(&there), send);
            }
            (None, Some(point)) => self.form.points.push(point),
            (None, None) => place.name.clone_into(&mut self.form.postcode),
        }
    }

    /// The fields that hold one thing.
    fn fields(&mut self, told: &Sentence) {
        let say = self.say;
        let number = |told: Option<u32>| told.map(|number| number.to_string());
        let years = |age: &str| say.w("zoek-jaar", "leeftijd", age);
        let level = |level: &str| say.texts().code("niveau", level).to_lowercase();
        let language = |code: &str| say.texts().code("taal", code);
        let price = |told: &str| match cents(told) {
            0 => say.s("zoek-gratis"),
            _ => format!("€ {told}"),
        };
        let as_price = |told: u32| euros(&told.to_string());
        self.take("leeftijd", number(told.age), |form| &mut form.age, years);
        let near = told
            .near
            .map(|near| near.kilometres(self.form.known_home()));
        let exact = told.max_distance_km.or(near);
        let near_said = told.near.filter(|_| told.max_distance_km.is_none());
        let distance = |km: &str| match near_said {
            Some(Nearness::AroundTheCorner) if number(near).as_deref() == Some(km) => {
                say.s("zoek-zin-om-de-hoek")
            }
            Some(Nearness::Near) if number(near).as_deref() == Some(km) => {
                say.s("zoek-zin-in-de-buurt")
            }
            _ => say.w("zoek-tot-km", "km", km),
        };
        self.take(
            "maxAfstandKm",
            number(exact),
            |form| &mut form.max_distance_km,
            distance,
        );
        self.take(
            "maxMeters",
            number(told.max_way_m),
            |form| &mut form.max_way_m,
            |metres| say.w("zoek-tot-meter", "meter", metres),
        );
        self.take(
            "maxPrijs",
            told.max_price_cents.map(as_price),
            |form| &mut form.max_price,
            price,
        );
        self.take(
            "taal",
            told.language.map(str::to_owned),
            |form| &mut form.language,
            language,
        );
        self.take(
            "maxNiveau",
            told.quiet.then(|| "1".to_owned()),
            |form| &mut form.max_level,
            level,
        );
        if let Some(age) = &told.told_age {
            self.told_age(age);
        }
    }

    fn take(
        &mut self,
        field: &str,
        told: Option<String>,
        of: impl Fn(&mut SearchForm) -> &mut String,
        words: impl Fn(&str) -> String,
    ) {
        let Some(told) = told else {
            return;
        };
        let there = typed(of(&mut self.form)).map(str::to_owned);
        match there {
            None => *of(&mut self.form) = told,
            Some(there) if there == told => {}
            Some(there) => {
                self.differs(&words(&told), &words(&there), format!("{field}={told}"));
            }
        }
    }

    /// "Begin zeventig": which year it is, is asked.
    fn told_age(&mut self, age: &ToldAge) {
        let years = |age: &str| self.say.w("zoek-jaar", "leeftijd", age);
        match typed(&self.form.age) {
            None => {
                let button = |year: u32| {
                    let year = year.to_string();
                    (format!("leeftijd={year}"), years(&year))
                };
                let buttons = (age.from..=age.to).map(button).collect();
                self.remark("zoek-zin-hoe-oud", &age.said, buttons);
            }
            Some(there) => {
                let fits = there
                    .parse::<u32>()
                    .is_ok_and(|there| (age.from..=age.to).contains(&there));
                if !fits {
                    let there = years(there);
                    let said = ("zin", age.said.as_str());
                    let words = self.say.w2("zoek-zin-anders", said, ("veld", &there));
                    self.remarks.push(Remark {
                        words,
                        buttons: Vec::new(),
                    });
                }
            }
        }
    }

    fn about_money(&mut self, told: &Sentence) {
        for name in &told.schemes {
            if !self.form.schemes.contains(name) {
                self.form.schemes.push(name.clone());
            }
        }
        let monthly = told.max_price_cents.filter(|cents| {
            let taken = euros(&cents.to_string());
            self.form.max_price == taken
        });
        if let (Some(price), Some(cents)) = (&told.told_price, monthly) {
            let key = match price.is_lesson {
                true => "zoek-zin-per-les",
                false => "zoek-zin-per-week",
            };
            let words = self.say.w2(
                key,
                ("zin", &price.said),
                ("bedrag", &dutch::per_month(cents)),
            );
            self.remarks.push(Remark {
                words,
                buttons: Vec::new(),
            });
        }
        if !told.unknown_schemes.is_empty() {
            let said = told.unknown_schemes.join(", ");
            let buttons = self.scheme_buttons();
            let key = match buttons.is_empty() {
                true => "zoek-zin-geen-regeling",
                false => "zoek-zin-andere-regeling",
            };
            self.remark(key, &said, buttons);
        }
        let is_settled = typed(&self.form.max_price).is_some() || !self.form.schemes.is_empty();
        if !told.little_money.is_empty() && !is_settled {
            let said = told.little_money.join(", ");
            let free = (
                "maxPrijsInCenten=0".to_owned(),
                self.say.s("zoek-zin-alleen-gratis"),
            );
            let mut buttons = vec![free];
            if told.unknown_schemes.is_empty() {
                buttons.extend(self.scheme_buttons());
            }
            self.remark("zoek-zin-weinig-geld", &said, buttons);
        }
    }

    /// The municipality's schemes that are not ticked yet.
    fn scheme_buttons(&self) -> Vec<(String, String)> {
        let all = self.home.settings.schemes.iter();
        let others = all.filter(|scheme| !self.form.schemes.contains(&scheme.name));
        others
            .map(|scheme| {
                let monthly = dutch::per_month(scheme.monthly);
                let words = [("naam", scheme.name.as_str()), ("bedrag", &monthly)];
                (
                    format!("regelingen={}", scheme.name),
                    self.say.texts().w("zoek-regeling", &words),
                )
            })
            .collect()
    }

    fn about_time(&mut self, told: &Sentence) {
        if !told.hours.is_empty() {
            self.remark("zoek-zin-uren", &told.hours.join(", "), Vec::new());
        }
    }
}

/// Whether both are the same as far as they are known: "5299" and "5299 AB".
fn is_same_start(one: &str, other: &str) -> bool {
    let plain = |text: &str| text.replace(' ', "").to_lowercase();
    let (one, other) = (plain(one), plain(other));
    one.starts_with(&other) || other.starts_with(&one)
}

impl SearchForm {
    /// What the sentence tells in codes and words, beside what stood there.
    fn with_codes_of(mut self, told: &Sentence) -> Self {
        let add = |field: &mut Vec<String>, codes: &[&str]| {
            for code in codes {
                if !field.iter().any(|one| one == code) {
                    field.push((*code).to_owned());
                }
            }
        };
        let dayparts: Vec<String> = told.dayparts.iter().map(Daypart::code).collect();
        let dayparts: Vec<&str> = dayparts.iter().map(String::as_str).collect();
        add(&mut self.dayparts, &dayparts);
        add(&mut self.activities, &told.activities);
        add(&mut self.groups, &told.groups);
        add(&mut self.guidance, &told.guidance);
        add(&mut self.accessibility, &told.accessibility);
        add(&mut self.likes, &told.likes);
        let words = [self.text.trim(), told.rest.as_str()];
        let words: Vec<&str> = words.into_iter().filter(|text| !text.is_empty()).collect();
        self.text = words.join(", ");
        if !told.about.is_empty() {
            self.about = told.about.join(", ");
        }
        self
    }

    /// Another word in the place of one that was typed. Its whole clause is read again: what is
    /// denied there stays denied.
    pub(super) fn corrected(&mut self, typed: &str, meant: &str) {
        let holds = |clause: &&str| words_of(clause).any(|word| word.to_lowercase() == typed);
        let corrected = |clause: &str| {
            let words = words_of(clause).map(|word| match word.to_lowercase() == typed {
                true => meant,
                false => word,
            });
            words.collect::<Vec<_>>().join(" ")
        };
        let (with, without): (Vec<&str>, Vec<&str>) = self.text.split(',').partition(holds);
        let clauses = self.sentence.split(',').chain(with);
        let told: Vec<String> = clauses
            .map(corrected)
            .filter(|clause| !clause.is_empty())
            .collect();
        let left: Vec<&str> = without.iter().map(|clause| clause.trim()).collect();
        (self.sentence, self.text) = (told.join(", "), left.join(", "));
    }
}

fn words_of(clause: &str) -> std::str::SplitWhitespace<'_> {
    clause.split_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_corrected_word_is_read_with_its_clause() {
        let mut form = SearchForm {
            text: "geen wandlen, rustig aan".into(),
            ..SearchForm::default()
        };
        form.corrected("wandlen", "wandelen");
        assert_eq!(form.sentence, "geen wandelen");
        assert_eq!(form.text, "rustig aan");
    }

    #[test]
    fn a_postcode_and_its_four_digits_are_one_start() {
        assert!(is_same_start("5299", "5299 ab") && is_same_start("5299AB", "5299"));
        assert!(!is_same_start("5213", "5299") && !is_same_start("Brugdam", "5299"));
    }
}
