//! The wishes of a search as words, each with what takes it away: what was understood is seen above
//! the results, and one click is enough to let it go. Called by the search page.

use documents::texts::Texts;
use domain::class_words::ClassWords;
use domain::codes::{Recognition, SelfReliance, Wait};
use domain::daypart::{Daypart, Dayparts};

use super::search_form::{SearchForm, typed};
use super::voice::Voice;
use crate::pages::wish_words::place_written;

/// More dayparts than this are one wish.
const FEW_DAYPARTS: usize = 6;

/// A wish in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WishWord {
    /// "dinsdagochtend"
    pub words: String,
    /// What the button sends that takes it away, `dagdelen=di-ochtend`; `None` for where the search
    /// starts, without which there is none.
    pub away: Option<String>,
}

impl WishWord {
    fn of(field: &str, code: &str, words: String) -> Self {
        Self {
            words,
            away: Some(format!("{field}={code}")),
        }
    }
}

impl SearchForm {
    /// The wishes in words.
    pub(super) fn wish_words(&self, say: &Voice, called: &ClassWords) -> Vec<WishWord> {
        let t = Texts::dutch();
        let mut all = vec![self.start_word(say)];
        let mut one = |field: &str, value: &str, words: &dyn Fn(&str) -> String| {
            all.extend(typed(value).map(|value| WishWord::of(field, "", words(value))));
        };
        one("leeftijd", &self.age, &|age| {
            say.w("zoek-jaar", "leeftijd", age)
        });
        one("maxMeters", &self.max_way_m, &|metres| {
            say.w("zoek-tot-meter", "meter", metres)
        });
        one("maxAfstandKm", &self.max_distance_km, &|km| {
            say.w("zoek-tot-km", "km", km)
        });
        one("maxNiveau", &self.max_level, &|level| {
            t.code("niveau", level).to_lowercase()
        });
        all.extend(self.daypart_words());
        let lists = [
            ("activiteiten", "activiteit", &self.activities),
            ("begeleiding", "begeleiding", &self.guidance),
            ("groep", "groep", &self.groups),
            ("toegankelijkheid", "toegankelijkheid", &self.accessibility),
            ("plezier", "plezier", &self.likes),
        ];
        for (field, list, codes) in lists {
            let word = |code: &String| {
                let words = t.code(list, code).to_lowercase();
                WishWord::of(field, code, words)
            };
            all.extend(codes.iter().filter(|code| !code.is_empty()).map(word));
        }
        let mut one = |field: &str, value: &str, words: &dyn Fn(&str) -> String| {
            all.extend(typed(value).map(|value| WishWord::of(field, "", words(value))));
        };
        if let Ok(class) = self.self_reliance.trim().parse::<SelfReliance>() {
            one("zelfstandigheid", &self.self_reliance, &|_| {
                t.self_reliance(called, class).to_lowercase()
            });
        }
        one("maxWachttijd", &self.max_wait, &|code| {
            t.code(Wait::LIST, code).to_lowercase()
        });
        one("erkendeInterventie", &self.recognised, &|code| {
            t.code(Recognition::LIST, code).to_lowercase()
        });
        one("alleenVrijePlekken", &self.free_places, &|_| {
            t.s("wens-vrije-plek")
        });
        one("altijdInstromen", &self.any_time, &|_| {
            t.s("wens-altijd-instromen")
        });
        one("maxPrijs", &self.max_price, &|price| match price {
            "0" => say.s("zoek-gratis"),
            price => format!("€ {price}"),
        });
        one("taal", &self.language, &|code| t.code("taal", code));
        for name in self.schemes.iter().filter_map(|name| typed(name)) {
            all.push(WishWord::of("regelingen", name, name.to_owned()));
        }
        for code in &self.rather_not {
            let what = t.code("plezier", code).to_lowercase();
            let words = say.w("zoek-liever-niet-dit", "wat", &what);
            all.push(WishWord::of("lieverNiet", code, words));
        }
        if let Some(text) = typed(&self.text) {
            all.push(WishWord::of("tekst", "", format!("“{text}”")));
        }
        all.retain(|wish| !wish.words.is_empty());
        all
    }

    /// From where is searched; a place on the map may go when a postcode stays.
    fn start_word(&self, say: &Voice) -> WishWord {
        match self.place_on_map() {
            Some((_, name)) => WishWord {
                words: say.w("zoek-vanuit", "plek", name),
                away: typed(&self.postcode).map(|_| "punt=".to_owned()),
            },
            None => WishWord {
                words: place_written(&self.postcode),
                away: None,
            },
        }
    }

    /// Few dayparts one by one; many as people say them together.
    fn daypart_words(&self) -> Vec<WishWord> {
        let t = Texts::dutch();
        let wished: Dayparts = self
            .dayparts
            .iter()
            .filter_map(|code| code.parse().ok())
            .collect();
        let together = t.dayparts(wished);
        let codes: Vec<String> = wished.iter().map(Daypart::code).collect();
        if together.len() == codes.len() {
            let each = codes.iter().zip(together);
            return each
                .map(|(code, words)| WishWord::of("dagdelen", code, words))
                .collect();
        }
        if together.len() > 1 && codes.len() <= FEW_DAYPARTS {
            let each = wished.iter();
            return each
                .map(|part| WishWord::of("dagdelen", &part.code(), t.daypart(part)))
                .collect();
        }
        match together.is_empty() {
            true => Vec::new(),
            false => vec![WishWord::of(
                "dagdelen",
                &codes.join(" "),
                together.join(", "),
            )],
        }
    }

    /// The same without the wish whose button was pressed.
    pub(super) fn without_wish(mut self) -> Self {
        let away = std::mem::take(&mut self.away);
        let Some((field, code)) = away.split_once('=') else {
            return self;
        };
        let without = |list: &mut Vec<String>| {
            list.retain(|one| code.split(' ').all(|away| away != one));
        };
        match field {
            "leeftijd" => self.age.clear(),
            "maxMeters" => self.max_way_m.clear(),
            "maxAfstandKm" => self.max_distance_km.clear(),
            "maxNiveau" => self.max_level.clear(),
            "dagdelen" => without(&mut self.dayparts),
            "activiteiten" => without(&mut self.activities),
            "begeleiding" => without(&mut self.guidance),
            "groep" => without(&mut self.groups),
            "toegankelijkheid" => without(&mut self.accessibility),
            "plezier" => without(&mut self.likes),
            "lieverNiet" => without(&mut self.rather_not),
            "zelfstandigheid" => self.self_reliance.clear(),
            "maxWachttijd" => self.max_wait.clear(),
            "erkendeInterventie" => self.recognised.clear(),
            "alleenVrijePlekken" => self.free_places.clear(),
            "altijdInstromen" => self.any_time.clear(),
            "maxPrijs" => self.max_price.clear(),
            "taal" => self.language.clear(),
            // A name may hold spaces.
            "regelingen" => self.schemes.retain(|name| name.trim() != code),
            "tekst" => self.text.clear(),
            "punt" => self.points.clear(),
            _ => {}
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn a_form() -> SearchForm {
        SearchForm {
            postcode: "5299".into(),
            age: "72".into(),
            dayparts: vec!["di-ochtend".into(), "do-middag".into()],
            activities: vec!["wandelen".into(), "yoga".into()],
            schemes: vec!["Fonds op maat".into()],
            text: "met koffie".into(),
            ..SearchForm::default()
        }
    }

    #[test]
    fn each_wish_is_a_word_that_takes_only_itself_away() {
        let say = Voice::to(None);
        let words = |form: &SearchForm| -> Vec<String> {
            let all = form.wish_words(&say, &ClassWords::default());
            all.into_iter().map(|wish| wish.words).collect()
        };
        let all = a_form().wish_words(&say, &ClassWords::default());
        assert_eq!(
            words(&a_form()),
            [
                "5299",
                "72 jaar",
                "dinsdagochtend",
                "donderdagmiddag",
                "wandelen",
                "yoga",
                "Fonds op maat",
                "“met koffie”"
            ]
        );
        assert_eq!(all[0].away, None, "without a start there is no search");
        for wish in &all[1..] {
            let form = SearchForm {
                away: wish.away.clone().unwrap(),
                ..a_form()
            };
            let left = words(&form.without_wish());
            let others: Vec<String> = words(&a_form())
                .into_iter()
                .filter(|other| *other != wish.words)
                .collect();
            assert_eq!(left, others, "{}", wish.words);
        }
        let odd = SearchForm {
            away: "naam=Fatma".into(),
            ..a_form()
        };
        assert_eq!(words(&odd.without_wish()).len(), 8);
    }

    #[test]
    fn many_dayparts_are_one_wish() {
        let form = SearchForm {
            dayparts: Daypart::all().skip(3).map(Daypart::code).collect(),
            ..SearchForm::default()
        };
        let all = form.wish_words(&Voice::to(None), &ClassWords::default());
        assert_eq!(all.len(), 1, "{all:?}");
        assert_eq!(all[0].words, "niet: maandag");
    }
}
