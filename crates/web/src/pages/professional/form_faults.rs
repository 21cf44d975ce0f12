//! The faults of a form, as its page shows them: a summary with links, and a line at each field.
//! A field's `id` and `name` are the last word of the fault's place, so that both find each other.

use documents::texts::Texts;
use domain::fault::Fault;

/// The faults of one form; empty when it is shown for the first time.
#[derive(Clone, Debug, Default)]
pub struct FormFaults {
    faults: Vec<Fault>,
    prefix: String,
}

impl FormFaults {
    /// Those of a request that was refused.
    #[must_use]
    pub fn of(faults: Vec<Fault>) -> Self {
        Self {
            faults,
            prefix: String::new(),
        }
    }

    /// The same, for one of several forms on a page: its fields' ids begin with `prefix`.
    #[must_use]
    pub fn in_form(mut self, prefix: &str) -> Self {
        prefix.clone_into(&mut self.prefix);
        self
    }

    /// The same, told in the order in which the form asks for its fields.
    #[must_use]
    pub fn in_order(mut self, fields: &[&str]) -> Self {
        let place = |fault: &Fault| {
            let id = field_of(&fault.location);
            fields.iter().position(|field| *field == id)
        };
        self.faults
            .sort_by_key(|fault| place(fault).unwrap_or(fields.len()));
        self
    }

    /// Whether there are any.
    #[must_use]
    pub fn any(&self) -> bool {
        !self.faults.is_empty()
    }

    /// What stands above the summary.
    #[must_use]
    pub fn title(&self) -> String {
        let count = i64::try_from(self.faults.len()).unwrap_or(i64::MAX);
        Texts::dutch().n("fouten-titel", "aantal", count)
    }

    /// The id of the field and what to do there, for each fault.
    #[must_use]
    pub fn summary(&self) -> Vec<(String, String)> {
        let t = Texts::dutch();
        self.faults
            .iter()
            .map(|fault| (self.id(fault), line(t, fault)))
            .collect()
    }

    /// What to do at the field with this id.
    #[must_use]
    pub fn at(&self, id: &str) -> Option<String> {
        self.faults
            .iter()
            .find(|fault| self.id(fault) == id)
            .map(|fault| Texts::dutch().fault_short(fault))
    }

    /// Whether there is a fault at the field with this id.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.faults.iter().any(|fault| self.id(fault) == id)
    }

    fn id(&self, fault: &Fault) -> String {
        let plain = field_of(&fault.location);
        if self.prefix.is_empty() {
            plain
        } else {
            format!("{}-{plain}", self.prefix)
        }
    }
}

/// What to do, for the summary. A number may be wrong in many fields: the line names which.
fn line(t: &Texts, fault: &Fault) -> String {
    let field = field_of(&fault.location);
    let mut labels = ["instel", "aanbodform"]
        .map(|form| format!("{form}-{field}"))
        .into_iter();
    match (fault.code, labels.find(|label| t.has(label))) {
        ("getal", Some(label)) => format!("{}: {}", t.s(&label), t.fault(fault)),
        ("getal", None) if t.has(&format!("fout-getal-{field}")) => t.fault_short(fault),
        _ => t.fault(fault),
    }
}

/// The form's field of a place in a request: `client.contactpersoon.naam` is `contactpersoonNaam`,
/// `aanleiding[0]` is `aanleiding`.
fn field_of(location: &str) -> String {
    let location = location.split('[').next().unwrap_or_default();
    match location {
        // The form asks euros where the wire has cents.
        "maxPrijsInCenten" => return "maxPrijs".to_owned(),
        // Not the text it is about: that has this name.
        "toestemming.medischeAchtergrond" => return "toestemmingMedisch".to_owned(),
        _ => {}
    }
    match location.strip_prefix("client.contactpersoon.") {
        Some("telefoon") => "contactpersoonTelefoon".to_owned(),
        Some("relatie") => "contactpersoonRelatie".to_owned(),
        Some("grondslag") => "contactpersoonGrondslag".to_owned(),
        Some(_) => "contactpersoonNaam".to_owned(),
        None => location.rsplit('.').next().unwrap_or_default().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_stands_at_its_field_and_in_the_summary() {
        let faults = FormFaults::of(vec![
            Fault::body("client.telefoon", "telefoon"),
            Fault::body("toestemming.delenMetAanbieder", "toestemming-delen"),
            Fault::body("client.contactpersoon.naam", "ontbreekt"),
        ]);
        let ids: Vec<String> = faults.summary().into_iter().map(|(id, _)| id).collect();
        assert_eq!(ids, ["telefoon", "delenMetAanbieder", "contactpersoonNaam"]);
        let short = faults.at("telefoon").unwrap();
        assert_eq!(short, "Schrijf 10 cijfers, zoals 06 12 34 56 78");
        assert!(!faults.has("naam"));
    }

    #[test]
    fn a_number_that_does_not_fit_is_told_with_the_name_of_its_field() {
        let faults = ["aantal", "eersteAntwoord"]
            .map(|at| Fault::body(at, "getal").with("1-260"))
            .to_vec();
        let told = FormFaults::of(faults).summary();
        let lines: Vec<&str> = told.iter().map(|(_, line)| line.as_str()).collect();
        assert_eq!(
            lines,
            [
                "Aantal keer of weken: Dit getal past niet. Kies een getal: 1-260.",
                "Tot het eerste antwoord: Dit getal past niet. Kies een getal: 1-260.",
            ]
        );
    }

    #[test]
    fn faults_are_told_as_the_form_asks_and_others_come_last() {
        let faults = ["mag", "elders", "eind", "email"];
        let faults = FormFaults::of(faults.map(|at| Fault::body(at, "ontbreekt")).to_vec());
        let told = faults.in_order(&["email", "eind", "mag"]).summary();
        let ids: Vec<String> = told.into_iter().map(|(id, _)| id).collect();
        assert_eq!(ids, ["email", "eind", "mag", "elders"]);
    }

    #[test]
    fn two_forms_on_a_page_keep_their_faults_apart() {
        let faults = FormFaults::of(vec![Fault::body("reden", "ontbreekt")]).in_form("gestopt");
        assert!(faults.has("gestopt-reden"));
        assert!(!faults.has("reden"));
    }
}
