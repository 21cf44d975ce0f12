//! The words for the nouns of `domain`: codes, statuses, steps, deeds, roles, faults. Called by
//! every page, mail and API answer that shows one.
//!
//! Each noun of the domain has a Dutch text; the tests here walk all lists and fail on a gap.

use domain::class_words::ClassWords;
use domain::codes::SelfReliance;
use domain::consent::ConsentManner;
use domain::daypart::{Daypart, Dayparts};
use domain::fault::Fault;
use domain::organisation::{OrganisationKind, Role};
use domain::referral::{Deed, OnBehalf, Status, Step};
use domain::week::DAYS;

use crate::moments;
use crate::texts::{Arg, Texts};

/// Of a week that lacks no more dayparts than these, people say what it lacks.
const FEW_DAYPARTS: usize = 9;

impl Texts {
    /// The text of a code in a list (`reden.gestopt`, `te-duur`). A code that a municipality
    /// added and named elsewhere comes as its own words: `eigen-code` as "eigen code".
    #[must_use]
    pub fn code(&self, list: &str, code: &str) -> String {
        let key = format!("code-{}-{code}", list.replace('.', "-"));
        self.of_key(&key, &[])
            .unwrap_or_else(|| code.replace('-', " "))
    }

    /// A daypart: "dinsdagochtend".
    #[must_use]
    pub fn daypart(&self, daypart: Daypart) -> String {
        self.s(&format!("code-dagdeel-{daypart}"))
    }

    /// Dayparts as people say them: "dinsdagochtend", "woensdag", "elke avond"; of nearly a whole
    /// week what is not in it: "niet: maandag".
    #[must_use]
    pub fn dayparts(&self, set: Dayparts) -> Vec<String> {
        let rest = Dayparts::ALL.without(set);
        if set == Dayparts::ALL || rest.iter().count() > FEW_DAYPARTS {
            return self.said_dayparts(set, "elke");
        }
        let left_out = self.said_dayparts(rest, "op").join(", ");
        vec![self.w("dagdelen-niet", &[("wanneer", &left_out)])]
    }

    /// Whole days by their name, a part of every day by its own, others one by one.
    fn said_dayparts(&self, set: Dayparts, part_form: &str) -> Vec<String> {
        let mut said = Vec::new();
        let mut left = set;
        for part in 0..3 {
            let all: Dayparts = Daypart::all()
                .filter(|one| one.part_index() == part)
                .collect();
            // Of a whole week the days are named.
            if set != Dayparts::ALL && all.without(set).is_empty() {
                said.push(self.s(&format!("dagdelen-{part_form}-{part}")));
                left = left.without(all);
            }
        }
        for (_, day) in DAYS {
            let whole = Dayparts::of_day(day, None);
            if !left.is_empty() && whole.without(left).is_empty() {
                said.push(moments::weekday(self, day));
                left = left.without(whole);
            }
            let parts = left.iter().filter(|one| whole.contains(*one));
            said.extend(parts.map(|one| self.daypart(one)));
        }
        said
    }

    /// A status as people say it: "Verstuurd, wacht op antwoord".
    #[must_use]
    pub fn status(&self, status: Status) -> String {
        self.s(&format!("status-{}", status.code()))
    }

    /// A status in two or three words, for lists and the referrer's view: "Wacht op antwoord".
    #[must_use]
    pub fn status_short(&self, status: Status) -> String {
        self.s(&format!("status-{}-kort", status.code()))
    }

    /// A step as the words on its button: "Ja, welkom".
    #[must_use]
    pub fn step(&self, step: Step) -> String {
        self.s(&format!("stap-{}", step.code()))
    }

    /// What happened, as a line in the timeline: "De aanbieder zegt ja".
    #[must_use]
    pub fn deed(&self, deed: Deed) -> String {
        self.s(&format!("verloop-{}", deed.code()))
    }

    /// For whom somebody else took a step: "namens de aanbieder".
    #[must_use]
    pub fn on_behalf(&self, who: OnBehalf) -> String {
        self.s(&format!("namens-{}", who.code()))
    }

    /// A role's name.
    #[must_use]
    pub fn role(&self, role: Role) -> String {
        self.s(&format!("rol-{role}"))
    }

    /// A kind of organisation.
    #[must_use]
    pub fn organisation_kind(&self, kind: OrganisationKind) -> String {
        self.s(&format!("organisatie-{}", kind.code()))
    }

    /// A purpose of consent by its wire name (`delenMetAanbieder`), said about somebody else.
    #[must_use]
    pub fn purpose(&self, name: &str) -> String {
        self.s(&format!("toestemming-{name}"))
    }

    /// How consent was given: "mondeling gegeven".
    #[must_use]
    pub fn consent_manner(&self, manner: ConsentManner) -> String {
        self.s(&format!("toestemming-wijze-{}", manner.code()))
    }

    /// How well somebody must manage alone, as a municipality calls it.
    #[must_use]
    pub fn self_reliance(&self, words: &ClassWords, class: SelfReliance) -> String {
        let own = words.of(class).map(str::to_owned);
        own.unwrap_or_else(|| self.code(SelfReliance::LIST, class.code()))
    }

    /// What is wrong and what to do, whole: for the API and for the list above a form. Names the
    /// limit or the words allowed when the fault does.
    #[must_use]
    pub fn fault(&self, fault: &Fault) -> String {
        let plain = format!("fout-{}", fault.code);
        let with_detail = format!("{plain}-detail");
        if let Some(detail) = &fault.detail
            && Self::dutch().has(&with_detail)
        {
            return self.with(&with_detail, &[("detail", Arg::Text(detail))]);
        }
        self.fault_at_field(fault).unwrap_or_else(|| self.s(&plain))
    }

    /// What to do, in a few words: beside a form field.
    #[must_use]
    pub fn fault_short(&self, fault: &Fault) -> String {
        self.fault_at_field(fault)
            .unwrap_or_else(|| self.s(&format!("fout-{}-kort", fault.code)))
    }

    /// The text for this fault at this very field, when there is one: a missing `client.naam` asks
    /// for a name.
    fn fault_at_field(&self, fault: &Fault) -> Option<String> {
        let field = fault.location.rsplit('.').next()?;
        let key = format!("fout-{}-{field}", fault.code);
        Self::dutch().has(&key).then(|| self.s(&key))
    }
}

#[cfg(test)]
mod tests {
    use domain::codes::{
        Accessibility, Activity, ContactPreference, ERASED, Group, Guidance, Language, Listed,
        OPEN_LISTS, Recognition, Representation, SelfReliance, Wait,
    };
    use domain::consent::Consent;
    use domain::offer::OfferStatus;

    use super::*;
    use crate::texts::RESIDENT_LANGUAGES;

    #[test]
    fn dayparts_are_said_shortly() {
        let t = Texts::dutch();
        let said = |codes: &str| {
            let set = codes
                .split(' ')
                .filter_map(|code| code.parse().ok())
                .collect();
            t.dayparts(set).join(", ")
        };
        assert_eq!(said(""), "");
        assert_eq!(
            said("di-ochtend do-middag"),
            "dinsdagochtend, donderdagmiddag"
        );
        assert_eq!(
            said("di-ochtend di-middag di-avond wo-avond"),
            "dinsdag, woensdagavond"
        );
        let week = Dayparts::ALL;
        let all = "maandag, dinsdag, woensdag, donderdag, vrijdag, zaterdag, zondag";
        assert_eq!(t.dayparts(week).join(", "), all);
        let monday = Dayparts::of_day(jiff::civil::Weekday::Monday, None);
        assert_eq!(t.dayparts(week.without(monday)), ["niet: maandag"]);
        let part = |part| -> Dayparts {
            Daypart::all()
                .filter(|one| one.part_index() == part)
                .collect()
        };
        assert_eq!(t.dayparts(part(1)), ["elke middag"]);
        assert_eq!(
            t.dayparts(part(1).or(monday)),
            ["elke middag", "maandagochtend", "maandagavond"]
        );
        assert_eq!(t.dayparts(week.without(part(2))), ["niet: ’s avonds"]);
    }

    /// The key has a Dutch text that is not empty.
    fn written(key: &str) {
        let text = Texts::dutch().s(key);
        assert!(
            !text.trim().is_empty() && !text.contains('⟦'),
            "no text for {key}"
        );
    }

    fn list_written<T: Listed>(list: &str) {
        for item in T::ALL {
            written(&format!("code-{list}-{}", item.code()));
        }
    }

    #[test]
    fn every_code_of_every_closed_list_has_a_dutch_text() {
        list_written::<Activity>(Activity::LIST);
        list_written::<Guidance>(Guidance::LIST);
        list_written::<SelfReliance>(SelfReliance::LIST);
        list_written::<Accessibility>(Accessibility::LIST);
        list_written::<Group>(Group::LIST);
        list_written::<Language>(Language::LIST);
        list_written::<ContactPreference>(ContactPreference::LIST);
        list_written::<Representation>(Representation::LIST);
        list_written::<Recognition>(Recognition::LIST);
        list_written::<Wait>(Wait::LIST);
        for daypart in Daypart::all() {
            written(&format!("code-dagdeel-{daypart}"));
        }
        for level in 1..=3 {
            written(&format!("code-niveau-{level}"));
        }
    }

    /// Names that a sport has in every language written in our letters.
    const SAME_EVERYWHERE: [Activity; 13] = [
        Activity::Yoga,
        Activity::Pilates,
        Activity::TaiChi,
        Activity::Badminton,
        Activity::Tennis,
        Activity::Padel,
        Activity::Squash,
        Activity::Golf,
        Activity::Darts,
        Activity::Bowling,
        Activity::Judo,
        Activity::Cricket,
        Activity::Rugby,
    ];

    #[test]
    fn every_activity_is_named_in_every_language_of_residents_and_not_in_dutch_by_accident() {
        for language in RESIDENT_LANGUAGES.into_iter().skip(1) {
            let t = Texts::of(language);
            let mut names = Vec::new();
            for activity in Activity::ALL {
                let key = format!("code-activiteit-{}", activity.code());
                assert!(t.has(&key), "{language}: {activity}");
                let name = t.s(&key);
                let own_letters = match language {
                    Language::Arabic => name
                        .chars()
                        .any(|sign| ('\u{620}'..='\u{64a}').contains(&sign)),
                    Language::Ukrainian => name.chars().any(|sign| ('а'..='я').contains(&sign)),
                    _ => SAME_EVERYWHERE.contains(activity) || name != Texts::dutch().s(&key),
                };
                assert!(own_letters, "{language}: {name}");
                // They stand in a text message and in large letters on paper.
                assert!(name.chars().count() <= 48, "{language}: {name}");
                assert!(!names.contains(&name), "{language}: {name} twice");
                names.push(name);
            }
        }
    }

    #[test]
    fn every_code_of_every_open_list_has_a_dutch_text() {
        for list in OPEN_LISTS {
            for code in list.codes {
                written(&format!("code-{}-{code}", list.key.replace('.', "-")));
            }
        }
        for step in [Step::Stop, Step::GiveUp, Step::Withdraw] {
            let list = step.reasons().unwrap().key.replace('.', "-");
            written(&format!("code-{list}-{ERASED}"));
        }
    }

    #[test]
    fn every_status_step_and_deed_has_words() {
        for status in Status::ALL {
            written(&format!("status-{}", status.code()));
            written(&format!("status-{}-kort", status.code()));
        }
        for step in Step::ALL {
            written(&format!("stap-{}", step.code()));
            written(&format!("verloop-{}", step.code()));
        }
        let notes = [
            Deed::Sent,
            Deed::Reminded,
            Deed::TakenOver,
            Deed::Unanswered,
            Deed::Coming,
            Deed::CannotCome,
            Deed::CallMe,
            Deed::ConsentChanged,
            Deed::Suspended,
            Deed::Reinstated,
        ];
        for deed in notes {
            written(&format!("verloop-{}", deed.code()));
        }
    }

    #[test]
    fn every_role_purpose_and_offer_status_has_words() {
        for role in Role::OF_ACCOUNTS
            .into_iter()
            .chain([Role::Resident, Role::System])
        {
            written(&format!("rol-{role}"));
        }
        for (purpose, _) in Consent::none(ConsentManner::Spoken).purposes() {
            written(&format!("toestemming-{purpose}"));
        }
        for manner in ["mondeling", "schriftelijk", "zelf"] {
            written(&format!("toestemming-wijze-{manner}"));
        }
        for status in OfferStatus::ALL {
            written(&format!("aanbod-status-{}", status.code()));
        }
        for who in [OnBehalf::Provider, OnBehalf::Resident] {
            written(&format!("namens-{}", who.code()));
        }
    }

    /// Every fault code that the domain, the actions and the web name.
    const FAULTS: [&str; 49] = [
        "ouder-nodig",
        "ontbreekt",
        "telefoon",
        "email",
        "postcode",
        "geboortejaar",
        "onbekende-code",
        "bsn",
        "te-lang",
        "te-kort",
        "te-veel-onbekend",
        "bestaat-al",
        "gemeentecode",
        "bestand",
        "geen-coach",
        "tekens",
        "geen-contact",
        "datum",
        "datum-te-ver",
        "datum-voorbij",
        "woorden-nodig",
        "sleutel-ontbreekt",
        "sleutel-te-lang",
        "geen-json",
        "verkeerd-type",
        "onbekend-veld",
        "getal",
        "leeftijd",
        "uur",
        "prijs",
        "afstand",
        "onbekende-postcode",
        "postcodes-ontbreken",
        "onbekende-plaats",
        "welke-plaats",
        "punt",
        "twee-woorden",
        "doel-ontbreekt",
        "doel-dubbel",
        "onbekende-sessie",
        "onbekend-aanbod",
        "onbekende-zorgverlener",
        "toestemming-delen",
        "toestemming-begeleiding",
        "toestemming-medisch",
        "te-veel",
        "te-groot",
        "leeg",
        "medisch-niet-naar-aanbieder",
    ];

    #[test]
    fn every_fault_says_what_to_do_whole_and_in_short() {
        for code in FAULTS {
            for detail in [None, Some("17")] {
                let mut fault = Fault::body("veld", code);
                fault.detail = detail.map(str::to_owned);
                let t = Texts::dutch();
                for text in [t.fault(&fault), t.fault_short(&fault)] {
                    assert!(
                        !text.contains(['⟦', '{', '}']) && !text.is_empty(),
                        "{code}: {text}"
                    );
                }
                assert!(t.fault_short(&fault).chars().count() <= 60, "{code}");
            }
        }
    }

    #[test]
    fn a_fault_names_the_field_or_the_limit() {
        let t = Texts::dutch();
        let missing = Fault::body("client.telefoon", "ontbreekt");
        assert_eq!(t.fault(&missing), "Vul een telefoonnummer in");
        let reason = Fault::body("reden", "ontbreekt").with("vol, anders");
        assert_eq!(
            t.fault(&reason),
            "Dit is nog leeg. Kies een van deze: vol, anders."
        );
        assert_eq!(t.fault_short(&reason), "Kies een reden");
        let long = Fault::body("toelichting", "te-lang").with("2000");
        assert_eq!(
            t.fault(&long),
            "Deze tekst is te lang. Gebruik hoogstens 2000 tekens."
        );
    }

    #[test]
    fn a_hostile_location_or_detail_stays_what_it_is() {
        let t = Texts::dutch();
        let fault = Fault::body("client.{ $x }\n⟦", "telefoon");
        assert_eq!(
            t.fault_short(&fault),
            "Schrijf 10 cijfers, zoals 06 12 34 56 78"
        );
        let fault = Fault::body("reden", "onbekende-code").with("{ DATETIME($x) }");
        assert_eq!(
            t.fault(&fault),
            "Dit woord kennen wij niet. Kies een van deze: { DATETIME($x) }."
        );
    }

    #[test]
    fn words_are_what_people_say() {
        let t = Texts::dutch();
        assert_eq!(t.code("reden.gestopt", "te-duur"), "Te duur");
        assert_eq!(t.daypart("di-ochtend".parse().unwrap()), "dinsdagochtend");
        assert_eq!(t.status(Status::Sent), "Verstuurd, wacht op antwoord");
        assert_eq!(t.step(Step::Accept), "Ja, welkom");
        assert_eq!(t.deed(Deed::Step(Step::Accept)), "De aanbieder zegt ja");
    }

    #[test]
    fn a_code_that_a_municipality_added_shows_its_own_words() {
        let t = Texts::dutch();
        assert_eq!(t.code("reden.gestopt", "liever-thuis"), "liever thuis");
    }
}
