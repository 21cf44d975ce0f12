use rstest::rstest;

use super::*;

fn told(text: &str) -> Told {
    Told::by(text)
}

#[rstest]
#[case("Ook op zaterdagochtend", &[Weekday::Saturday])]
#[case("ma en wo 19.00 uur", &[Weekday::Monday, Weekday::Wednesday])]
#[case("do. 13.30", &[Weekday::Thursday])]
#[case("zo vaak u wilt, do it yourself", &[])]
#[case("ma mère, Zondagsweg", &[])]
fn a_day_is_seen_where_it_is_one(#[case] text: &str, #[case] days: &[Weekday]) {
    assert_eq!(told(text).days, days);
}

#[rstest]
#[case("de koffie staat klaar om 9.45 uur", Some(&["09:45"][..]))]
#[case("vanaf 10 uur", Some(&["10:00"][..]))]
#[case("inloop 19u30", Some(&["19:30"][..]))]
#[case("om half acht", Some(&[][..]))]
#[case("om 7 uur", Some(&[][..]))]
#[case("de les duurt 1 uur, € 5.50", None)]
#[case("op 12.10.2026", None)]
fn an_hour_is_seen_where_it_is_one(#[case] text: &str, #[case] hours: Option<&[&str]>) {
    let found = told(text).hours.map(|hours| -> Vec<String> {
        hours
            .iter()
            .map(|hour| hour.strftime("%H:%M").to_string())
            .collect()
    });
    let hours = hours.map(|hours| hours.iter().map(|hour| (*hour).to_owned()).collect());
    assert_eq!(found, hours);
}

#[rstest]
#[case("leden € 3, anderen 4,50 euro", Money::Amounts(vec![300, 450]))]
#[case("eerste les gratis", Money::Amounts(vec![0]))]
#[case("kosten 5,-", Money::Amounts(vec![500]))]
#[case("een paar euro", Money::Unclear)]
#[case("vrijwillige bijdrage", Money::Unclear)]
#[case("excl. verplichte startvergunning", Money::Unclear)]
#[case("plus inschrijfgeld", Money::Unclear)]
#[case("plus € 10 inschrijfgeld", Money::Amounts(vec![1_000]))]
#[case("geen inschrijfgeld", Money::Silent)]
#[case("neem 2 handdoeken mee", Money::Silent)]
#[case("wordt 27,50 na de zomer", Money::Amounts(vec![2_750]))]
#[case("rondje van 7,25 km", Money::Silent)]
fn money_is_seen_where_it_is_spoken_of(#[case] text: &str, #[case] money: Money) {
    assert_eq!(told(text).money, money);
}

#[rstest]
#[case("voor 55-plussers", &[55])]
#[case("4-12 jaar", &[12, 4])]
#[case("van 6 t/m 11 jaar", &[11, 6])]
#[case("vanaf 16 jaar", &[16])]
#[case("65+", &[65])]
#[case("al 25 jaar ervaring, 10+ km", &[])]
fn an_age_is_seen_where_it_says_so(#[case] text: &str, #[case] ages: &[u8]) {
    assert_eq!(told(text).ages, ages);
}

#[rstest]
#[case("april t/m oktober", true)]
#[case("apr.-sept. op het veld", true)]
#[case("mei tot september", true)]
#[case("start in april, kosten in mei", false)]
#[case("seizoen 2026/2027", false)]
fn a_part_of_the_year_is_seen_where_two_months_bound_it(#[case] text: &str, #[case] is_part: bool) {
    assert_eq!(told(text).part_of_year, is_part);
}

#[rstest]
#[case("gaat door bij genoeg aanmeldingen", true, false)]
#[case("start bij voldoende deelnemers", true, false)]
#[case("wachtlijst", true, true)]
#[case("vervalt, wachtlijst", true, false)]
#[case("genoeg te beleven", false, true)]
fn what_may_not_run_is_told_from_what_is_full(
    #[case] text: &str,
    #[case] may_have_ended: bool,
    #[case] only_waits: bool,
) {
    let told = told(text);
    assert_eq!(
        (told.may_have_ended, told.only_waits),
        (may_have_ended, only_waits)
    );
}

#[rstest]
#[case("Mut.datum", "12-03-2026", true)]
#[case("Laatst gewijzigd", "2026-02-01", true)]
#[case("GMCODE", "GM9001", true)]
#[case("bron", "www.club.example", true)]
#[case("Gewijzigd", "nu op dinsdag", false)]
#[case("Bron van vermaak", "€5", false)]
#[case("Einddatum", "30-06-2025", false)]
fn what_keeps_the_books_is_told_from_a_remark(
    #[case] name: &str,
    #[case] cell: &str,
    #[case] keeps: bool,
) {
    assert_eq!(keeps_the_books(name, cell), keeps);
}
