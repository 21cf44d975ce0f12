//! The columns of an offer sheet. Their names stand in [`super::column_names`].

/// A column of the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Column {
    Title,
    Provider,
    Activity,
    Description,
    Day,
    From,
    To,
    Season,
    Address,
    HouseNumber,
    Postcode,
    Town,
    Lat,
    Lon,
    Ages,
    AgeFrom,
    AgeTo,
    Level,
    Guidance,
    SelfReliance,
    Groups,
    Accessibility,
    Languages,
    Price,
    Trial,
    Places,
    Contact,
    Phone,
    Email,
    Website,
    Recognition,
    ConfirmedOn,
    SourceId,
    Bring,
    MeetingPoint,
    Wait,
    /// Per what the amount in the price column is paid.
    PriceUnit,
    /// Place and time in one cell.
    WhereWhen,
    /// Whether it still runs.
    Status,
}

/// How many of the names of [`super::column_names`] belong to the template of surface.md, section 9.
pub(super) const IN_TEMPLATE: usize = 30;

/// Names that fit a column only when nothing better does: a "type" may be the sport, or whether it
/// is a club.
pub(super) const WEAK: &[&str] = &[
    "categorie",
    "afdeling",
    "soort",
    "soortbewegen",
    "type",
    "zaal",
    "bad",
    "baan",
    "veld",
    "ruimte",
    "room",
    "place",
    "facility",
    "voor",
    "unit",
    "start",
    "end",
    "title",
    "info",
    "groep",
    "les",
    "onderdeel",
    "plek",
    "team",
    "bedrijf",
];
