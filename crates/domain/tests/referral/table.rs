//! Surface.md sections 4 and 10 as data: which steps are legal where, and where they lead.

/// A place in a referral's life. A pause counts twice: what may follow depends on whether the
/// resident had started.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The status word.
    pub status: &'static str,
    /// For a pause, the status it returns to.
    pub returns_to: Option<&'static str>,
}

impl Place {
    /// A place that is no pause.
    pub const fn at(status: &'static str) -> Self {
        Self {
            status,
            returns_to: None,
        }
    }

    /// The row of [`STEPS`] that holds here.
    pub fn row(self) -> &'static str {
        match self.returns_to {
            Some("gestart") => "gepauzeerd na de start",
            Some(_) => "gepauzeerd voor de start",
            None => self.status,
        }
    }

    /// Whether somebody still has to do something.
    pub fn is_open(self) -> bool {
        !CLOSED.contains(&self.status)
    }

    /// Whether the start is still to come and a receiver is known.
    pub fn is_on_the_way(self) -> bool {
        ON_THE_WAY.contains(&self.status)
    }
}

/// The closed statuses.
pub const CLOSED: [&str; 4] = ["afgerond", "gestopt", "niet-gestart", "ingetrokken"];

/// The statuses before the start in which a receiver is known, in their order.
pub const ON_THE_WAY: [&str; 5] = [
    "verstuurd",
    "aanvaard",
    "contact-gelegd",
    "proefles-gepland",
    "proefles-gevolgd",
];

/// The legal steps at each place, apart from `herstel`, which depends on who took the last step.
/// `niet-gekomen` is ours: surface.md names it nowhere, and it only makes sense once a trial
/// lesson is planned.
pub const STEPS: [(&str, &[&str]); 13] = [
    (
        "verstuurd",
        &[
            "aanvaard",
            "contact-gelegd",
            "proefles-gepland",
            "proefles-gevolgd",
            "gestart",
            "past-nu-niet",
            "niet-gestart",
            "ingetrokken",
            "niet-bereikt",
        ],
    ),
    (
        "aanvaard",
        &[
            "contact-gelegd",
            "proefles-gepland",
            "proefles-gevolgd",
            "gestart",
            "gepauzeerd",
            "past-nu-niet",
            "niet-gestart",
            "ingetrokken",
            "niet-bereikt",
        ],
    ),
    (
        "contact-gelegd",
        &[
            "proefles-gepland",
            "proefles-gevolgd",
            "gestart",
            "gepauzeerd",
            "past-nu-niet",
            "niet-gestart",
            "ingetrokken",
            "niet-bereikt",
        ],
    ),
    (
        "proefles-gepland",
        &[
            "proefles-gevolgd",
            "gestart",
            "gepauzeerd",
            "past-nu-niet",
            "niet-gestart",
            "ingetrokken",
            "niet-bereikt",
            "niet-gekomen",
        ],
    ),
    (
        "proefles-gevolgd",
        &[
            "gestart",
            "gepauzeerd",
            "past-nu-niet",
            "niet-gestart",
            "ingetrokken",
            "niet-bereikt",
        ],
    ),
    (
        "gestart",
        &["gepauzeerd", "afgerond", "gestopt", "niet-bereikt"],
    ),
    (
        "gepauzeerd voor de start",
        &[
            "hervat",
            "afgerond",
            "gestopt",
            "past-nu-niet",
            "niet-gestart",
            "ingetrokken",
            "niet-bereikt",
        ],
    ),
    (
        "gepauzeerd na de start",
        &["hervat", "afgerond", "gestopt", "niet-bereikt"],
    ),
    (
        "zoekt-ander-aanbod",
        &["opnieuw-gekozen", "niet-gestart", "ingetrokken"],
    ),
    ("afgerond", &[]),
    ("gestopt", &[]),
    ("niet-gestart", &[]),
    ("ingetrokken", &[]),
];

/// The legal steps at `place`, without `herstel`.
pub fn steps_at(place: Place) -> &'static [&'static str] {
    STEPS
        .iter()
        .find(|(row, _)| *row == place.row())
        .map(|(_, steps)| *steps)
        .expect("every place has a row")
}

/// Whether `deed`, which is no step, makes sense at `place`. `held` tells whether the receiver is
/// suspended.
pub fn is_noted_at(deed: &str, place: Place, held: bool) -> bool {
    match deed {
        "herinnerd" | "overgenomen" | "bel-mij" => place.is_open(),
        "geen-antwoord" => place.status == "verstuurd",
        "ik-kom" | "ik-kan-niet" => place.is_on_the_way(),
        "toestemming-gewijzigd" => true,
        "aanbieder-geschorst" => place.is_open() && place.status != "zoekt-ander-aanbod" && !held,
        "schorsing-opgeheven" => place.is_open() && place.status != "zoekt-ander-aanbod" && held,
        _ => false,
    }
}

/// Where a legal step or deed leads. `herstel` is not asked here.
pub fn leads_to(deed: &str, place: Place) -> Place {
    match deed {
        "gepauzeerd" => Place {
            status: "gepauzeerd",
            returns_to: Some(place.status),
        },
        "hervat" => Place::at(place.returns_to.expect("only a pause is resumed")),
        "past-nu-niet" | "geen-antwoord" => Place::at("zoekt-ander-aanbod"),
        // Whoever has started stays; all others are helped to something else.
        "aanbieder-geschorst" if matches!(place.row(), "gestart" | "gepauzeerd na de start") => {
            place
        }
        "aanbieder-geschorst" => Place::at("zoekt-ander-aanbod"),
        "opnieuw-gekozen" => Place::at("verstuurd"),
        // The appointment is off, the acquaintance is not.
        "niet-gekomen" => Place::at("contact-gelegd"),
        "aanvaard" => Place::at("aanvaard"),
        "contact-gelegd" => Place::at("contact-gelegd"),
        "proefles-gepland" => Place::at("proefles-gepland"),
        "proefles-gevolgd" => Place::at("proefles-gevolgd"),
        "gestart" => Place::at("gestart"),
        "afgerond" => Place::at("afgerond"),
        "gestopt" => Place::at("gestopt"),
        "niet-gestart" => Place::at("niet-gestart"),
        "ingetrokken" => Place::at("ingetrokken"),
        _ => place,
    }
}
