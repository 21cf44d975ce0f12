//! What is asked of an imported row beside what its reader asks: where it is when nobody can find it,
//! hours that end before they begin, and whether a row of which next to nothing is told is an offer at
//! all. Asked before the row is compared with what was told of it last time.

use domain::geo::Point;
use domain::offer::Venue;
use exchange::draft::{Doubt, OfferDraft, SessionDraft};
use jiff::civil::{Time, time};

use crate::Bridge;

/// What is asked of a row that is shown to nobody before a person has looked at it.
const INCOMPLETE: &str = "row-complete";
/// The columns in which a doubt is about the place.
const PLACE: [&str; 5] = ["adres", "postcode", "plaats", "lat", "lon"];

/// Why no row of a list is asked where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPlaces {
    /// The list itself tells of no place.
    InTheList,
    /// No postcodes were imported, so that no place can be found.
    WithoutPostcodes,
}

/// Where it is: its own point, that of its postcode, or about, when only its town is told, the
/// middle of that.
pub(super) fn located(bridge: &Bridge, venue: &Venue) -> Option<Point> {
    if venue.point.is_some() {
        return venue.point;
    }
    if let Some(postcode) = venue.postcode {
        return bridge.locate(postcode).ok();
    }
    let town = match (&venue.address, &venue.town) {
        (None, Some(town)) => town,
        (Some(only), None) => only,
        (Some(address), Some(town)) if address == town => town,
        _ => return None,
    };
    bridge.town_called(town)
}

/// Why no row of this list is to be asked where it is; none when each is.
pub(super) fn no_places<'a>(
    bridge: &Bridge,
    mut drafts: impl Iterator<Item = &'a OfferDraft> + Clone,
) -> Option<NoPlaces> {
    let mut all = drafts.clone();
    if drafts.next().is_some() && all.clone().all(|draft| !tells_place(&draft.venue)) {
        return Some(NoPlaces::InTheList);
    }
    let hangs_on_them = all.any(|draft| draft.venue.point.is_none());
    (hangs_on_them && !bridge.knows_postcodes()).then_some(NoPlaces::WithoutPostcodes)
}

/// Asks about the place, unless the whole list is not asked.
pub(super) fn ask_place(bridge: &Bridge, draft: &mut OfferDraft) {
    let venue = &draft.venue;
    let is_asked = draft
        .doubts
        .iter()
        .any(|doubt| PLACE.contains(&&*doubt.column));
    if is_asked || located(bridge, venue).is_some() {
        return;
    }
    let postcode = venue.postcode.map(|postcode| postcode.to_string());
    let column = match &postcode {
        Some(_) => "postcode",
        None => "adres",
    };
    let told = [venue.address.clone(), postcode, venue.town.clone()];
    let text = told.into_iter().flatten().collect::<Vec<_>>().join(", ");
    ask(draft, column, text, "which-address");
}

/// Asks about hours that cannot be, and about a row of which next to nothing is told.
pub(super) fn ask_unlikely(draft: &mut OfferDraft, is_cut_short: bool) {
    let mut impossible = Vec::new();
    for session in &mut draft.sessions {
        let (Some(from), Some(to)) = (session.from, session.to) else {
            continue;
        };
        if to <= from && !goes_on_after_midnight(from, to) {
            impossible.push(format!(
                "{}–{}",
                from.strftime("%H.%M"),
                to.strftime("%H.%M")
            ));
            let places_left = session.places_left;
            *session = SessionDraft::weekly(session.day, None, None);
            session.places_left = places_left;
        }
    }
    for hours in impossible {
        ask(draft, "tot", hours, "which-time");
    }
    let contact = &draft.contact;
    let can_be_reached =
        contact.phone.is_some() || contact.email.is_some() || contact.website.is_some();
    let is_some_time = |session: &SessionDraft| session.day.is_some() || session.from.is_some();
    let is_bare =
        !can_be_reached && !tells_place(&draft.venue) && !draft.sessions.iter().any(is_some_time);
    if is_bare || is_cut_short {
        let title = draft.title.clone();
        ask(draft, "naam", title, INCOMPLETE);
    }
}

/// Whether a person has to look at it before anybody sees it.
pub(super) fn is_incomplete(draft: &OfferDraft) -> bool {
    draft
        .doubts
        .iter()
        .any(|doubt| doubt.question == INCOMPLETE)
}

fn tells_place(venue: &Venue) -> bool {
    *venue != Venue::default()
}

/// A dance that begins in the evening may end in the night.
fn goes_on_after_midnight(from: Time, to: Time) -> bool {
    from >= time(18, 0, 0, 0) && to <= time(3, 0, 0, 0)
}

fn ask(draft: &mut OfferDraft, column: &'static str, text: String, question: &'static str) {
    let doubt = Doubt {
        column: column.into(),
        text,
        question,
    };
    if !draft.doubts.contains(&doubt) {
        draft.doubts.push(doubt);
    }
}

#[cfg(test)]
mod tests {
    use domain::week::day_code;
    use jiff::civil::Weekday;

    use super::*;

    fn a_lesson(from: Time, to: Time) -> OfferDraft {
        let mut draft = OfferDraft::new("1".into(), "Club".into(), "Dansen".into());
        let monday = Some(Weekday::Monday);
        draft.sessions = vec![SessionDraft::weekly(monday, Some(from), Some(to))];
        draft
    }

    fn asked(draft: &OfferDraft) -> Vec<(&str, &str)> {
        let doubts = draft.doubts.iter();
        doubts
            .map(|doubt| (&*doubt.column, doubt.text.as_str()))
            .collect()
    }

    #[test]
    fn hours_that_end_before_they_begin_are_asked_and_the_day_stays() {
        let mut draft = a_lesson(time(10, 0, 0, 0), time(9, 0, 0, 0));
        draft.sessions[0].places_left = Some(4);
        ask_unlikely(&mut draft, false);
        assert_eq!(asked(&draft), [("tot", "10.00–09.00")]);
        let session = &draft.sessions[0];
        assert_eq!((session.from, session.to), (None, None));
        assert_eq!(session.places_left, Some(4));
        assert_eq!(session.day.map(day_code), Some("ma"));
        let mut night = a_lesson(time(21, 0, 0, 0), time(1, 0, 0, 0));
        ask_unlikely(&mut night, false);
        assert_eq!(asked(&night), []);
    }

    #[test]
    fn a_row_without_day_place_and_contact_is_incomplete_and_one_of_them_is_enough() {
        let mut bare = OfferDraft::new("1".into(), "Club".into(), "te".into());
        bare.contact.name = Some("Jan".into());
        ask_unlikely(&mut bare, false);
        assert!(is_incomplete(&bare));
        let mut reached = OfferDraft::new("1".into(), "Club".into(), "te".into());
        reached.contact.phone = Some("06 55500001".into());
        ask_unlikely(&mut reached, false);
        assert!(!is_incomplete(&reached));
        ask_unlikely(&mut reached, true);
        assert!(is_incomplete(&reached));
    }
}
