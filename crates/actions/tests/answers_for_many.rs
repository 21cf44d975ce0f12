//! One answer of the service point for every row of a list that asks the same, on both engines: what it
//! writes, what it leaves, that it is taken back with the import, and that nobody is asked twice.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod support;

use actions::answer_alike::{
    self, A_PAGE, AT_ONCE, Doubtful, Said, TakenBack, questions, take_back,
};
use actions::import_offers::import_sheet;
use actions::undo_import::undo_import;
use actions::{ActionError, Bridge, Caller};
use domain::price::{Per, Price};
use support::{World, as_caller, on_both_engines};

const HEAD: &str = "naam;aanbieder;dag;van;prijs;bron_id\n";
const LIST: &str = "Yoga;Club A;ma;10.00;5,50;1\nJudo;Club A;di;10.00;€ 7;2\n\
    Dans;Club A;wo;10.00;duur;3\nZumba;Club A;do;10.00;€ 5 per week;4\nFit;Club A;vr;10.00;€ 4 per les;5\n";

async fn take(world: &World, source: &str, rows: &str) {
    world.later(1);
    let sheet = format!("{HEAD}{rows}");
    import_sheet(&world.bridge, world.home, source, sheet.as_bytes(), false)
        .await
        .unwrap();
}

/// The answer to this question, and to every one that is the same.
async fn answer(
    bridge: &Bridge,
    caller: &Caller,
    id: &str,
    said: Said,
) -> Result<usize, ActionError> {
    let rows = answer_alike::rows(bridge, caller, id).await?.rows;
    let all: Vec<String> = rows.into_iter().map(|row| row.id).collect();
    answer_alike::answer(bridge, caller, id, &all, said).await
}

async fn asked(world: &World) -> Vec<Doubtful> {
    let desk = as_caller(&world.desk);
    questions(&world.bridge, &desk, 0).await.unwrap().0
}

/// What is asked, as the list wrote it, in its order.
async fn texts(world: &World) -> Vec<String> {
    asked(world)
        .await
        .into_iter()
        .map(|one| one.original)
        .collect()
}

fn price(world: &World, title: &str) -> Option<Price> {
    let page = actions::catalogue::catalogue(&world.bridge, &Default::default()).unwrap();
    let found = page.offers.iter().find(|one| one.offer.title == title);
    found.unwrap().offer.price
}

const fn per(cents: u32, per: Per) -> Option<Price> {
    Some(Price { cents, per })
}

#[test]
fn one_answer_prices_every_row_with_the_same_question_and_no_other() {
    on_both_engines(async |world| {
        take(&world, "lijst", LIST).await;
        take(&world, "andere", "Golf;Club B;ma;11.00;9;1\n").await;
        let desk = as_caller(&world.desk);
        let open = asked(&world).await;
        let golf = open.iter().find(|one| one.original == "9").unwrap();
        assert_eq!(golf.alike, 1);
        let yoga = open.iter().find(|one| one.original == "5,50").unwrap();
        assert_eq!(yoga.alike, 3);

        world.later(1);
        let said = Said::Per(Per::Lesson);
        assert_eq!(
            answer(&world.bridge, &desk, &yoga.id, said).await.unwrap(),
            2
        );
        assert_eq!(price(&world, "Yoga"), per(550, Per::Lesson));
        assert_eq!(price(&world, "Judo"), per(700, Per::Lesson));
        assert_eq!(price(&world, "Fit"), per(400, Per::Lesson));
        // A week is another word, "duur" another question, and Golf stands in another list.
        assert_eq!(
            [
                price(&world, "Zumba"),
                price(&world, "Dans"),
                price(&world, "Golf")
            ],
            [None; 3]
        );
        assert_eq!(texts(&world).await, ["9", "duur", "€ 5 per week"]);
        // Twice is once.
        assert_eq!(
            answer(&world.bridge, &desk, &yoga.id, said).await.unwrap(),
            0
        );
        world.all_invariants_hold().await;
    });
}

#[test]
fn seen_is_said_of_the_same_question_about_the_same_column_of_the_same_list_only() {
    on_both_engines(async |world| {
        // Of the first two nobody knows per what; of the third what it costs, and who may come.
        let head = "naam;aanbieder;dag;van;prijs;niveau;bron_id\n";
        let rows = "Yoga;Club A;ma;10.00;5,50;;1\nJudo;Club A;di;10.00;7;;2\n\
            Dans;Club A;wo;10.00;duur;pittig of niet;3\n";
        for source in ["lijst", "andere"] {
            world.later(1);
            let sheet = format!("{head}{rows}");
            import_sheet(&world.bridge, world.home, source, sheet.as_bytes(), false)
                .await
                .unwrap();
        }
        let desk = as_caller(&world.desk);
        let open = asked(&world).await;
        assert_eq!(open.len(), 8, "{open:?}");
        let one = |text: &str| {
            let mut of_list = open.iter().filter(|one| one.source == "lijst");
            of_list.find(|one| one.original == text).unwrap()
        };
        let (yoga, dear, level) = (one("5,50"), one("duur"), one("pittig of niet"));
        assert_eq!((yoga.alike, dear.alike, level.alike), (2, 1, 1));
        let left = async || {
            let mut left: Vec<(String, String)> = asked(&world)
                .await
                .into_iter()
                .map(|one| (one.source, one.original))
                .collect();
            left.sort();
            left
        };
        let pair = |source: &str, text: &str| (source.to_owned(), text.to_owned());
        let seen = async |id: &str| answer(&world.bridge, &desk, id, Said::Seen).await.unwrap();
        assert_eq!(seen(&yoga.id).await, 2);
        let others = ["5,50", "7", "duur", "pittig of niet"].map(|text| pair("andere", text));
        let mut expected = others.to_vec();
        expected.extend([pair("lijst", "duur"), pair("lijst", "pittig of niet")]);
        assert_eq!(left().await, expected);
        assert_eq!(seen(&level.id).await, 1);
        assert_eq!(seen(&dear.id).await, 1);
        assert_eq!(left().await, others);
        // Seen is no price, and what was seen is not answered again.
        assert_eq!(price(&world, "Yoga"), None);
        assert_eq!(seen(&yoga.id).await, 0);
    });
}

#[test]
fn what_another_municipality_was_asked_is_not_ours_to_answer() {
    on_both_engines(async |world| {
        take(&world, "lijst", LIST).await;
        let mut next_door = world.desk.clone();
        next_door.municipality = "GM9002".parse().unwrap();
        let next_door = as_caller(&next_door);
        let open = asked(&world).await;
        for said in [Said::Seen, Said::Per(Per::Lesson)] {
            let refused = answer(&world.bridge, &next_door, &open[0].id, said).await;
            assert!(matches!(refused, Err(ActionError::NotFound)));
        }
        let (none, total) = questions(&world.bridge, &next_door, 0).await.unwrap();
        assert_eq!((none.len(), total), (0, 0));
        assert_eq!(asked(&world).await.len(), open.len());
    });
}

#[test]
fn an_answer_is_taken_back_with_its_import() {
    on_both_engines(async |world| {
        take(&world, "lijst", "Yoga;Club A;ma;10.00;€ 5 per les;1\n").await;
        take(
            &world,
            "lijst",
            "Yoga;Club A;ma;10.00;6,50;1\nJudo;Club A;di;10.00;7;2\n",
        )
        .await;
        let desk = as_caller(&world.desk);
        let open = asked(&world).await;
        world.later(1);
        answer(&world.bridge, &desk, &open[0].id, Said::Per(Per::Month))
            .await
            .unwrap();
        assert_eq!(price(&world, "Yoga"), per(650, Per::Month));
        assert_eq!(price(&world, "Judo"), per(700, Per::Month));
        world.later(1);
        undo_import(&world.bridge, world.home, "lijst", "Anouk")
            .await
            .unwrap();
        assert_eq!(price(&world, "Yoga"), per(500, Per::Lesson));
        assert_eq!(texts(&world).await, Vec::<String>::new());
    });
}

#[test]
fn a_later_import_of_the_same_cell_asks_nothing_again_and_keeps_the_answer() {
    on_both_engines(async |world| {
        take(&world, "lijst", LIST).await;
        let desk = as_caller(&world.desk);
        let yoga = asked(&world).await;
        let yoga = yoga.iter().find(|one| one.original == "5,50").unwrap();
        world.later(1);
        answer(&world.bridge, &desk, &yoga.id, Said::Per(Per::Lesson))
            .await
            .unwrap();
        take(&world, "lijst", LIST).await;
        assert_eq!(texts(&world).await, ["duur", "€ 5 per week"]);
        // Another hour in the row, the same cell: the answer stands. Another amount is asked anew.
        let changed = LIST
            .replace("ma;10.00", "ma;11.00")
            .replace("€ 7;2", "€ 8;2");
        take(&world, "lijst", &changed).await;
        assert_eq!(price(&world, "Yoga"), per(550, Per::Lesson));
        assert_eq!(price(&world, "Judo"), None);
        assert_eq!(texts(&world).await, ["€ 8", "duur", "€ 5 per week"]);
        // And once more after that, with the row changed again.
        take(&world, "lijst", &changed.replace("ma;11.00", "ma;12.00")).await;
        assert_eq!(price(&world, "Yoga"), per(550, Per::Lesson));
    });
}

#[test]
fn what_was_only_looked_at_is_not_asked_again_and_stays_empty() {
    on_both_engines(async |world| {
        let rows = "Yoga;Club A;ma;10.00;duur;1\nJudo;Club A;di;10.00;te veel;2\n";
        take(&world, "lijst", rows).await;
        let desk = as_caller(&world.desk);
        let open = asked(&world).await;
        assert_eq!(open[0].alike, 2);
        // One word is no answer to "duur".
        let said = Said::Per(Per::Lesson);
        assert_eq!(
            answer(&world.bridge, &desk, &open[0].id, said)
                .await
                .unwrap(),
            0
        );
        assert_eq!(
            answer(&world.bridge, &desk, &open[0].id, Said::Seen)
                .await
                .unwrap(),
            2
        );
        assert_eq!(texts(&world).await, Vec::<String>::new());
        take(&world, "lijst", &rows.replace("10.00", "11.00")).await;
        assert_eq!(texts(&world).await, Vec::<String>::new());
        assert_eq!(price(&world, "Yoga"), None);
    });
}

#[test]
fn only_the_service_point_of_the_municipality_answers_and_a_person_s_price_stays() {
    on_both_engines(async |world| {
        take(
            &world,
            "lijst",
            "Yoga;Club A;ma;10.00;5;1\nJudo;Club A;di;10.00;6;2\n",
        )
        .await;
        let open = asked(&world).await;
        let said = Said::Per(Per::Lesson);
        let club = as_caller(&world.club);
        let refused = answer(&world.bridge, &club, &open[0].id, said).await;
        assert!(matches!(refused, Err(ActionError::Forbidden)));
        assert!(matches!(
            questions(&world.bridge, &club, 0).await,
            Err(ActionError::Forbidden)
        ));
        let desk = as_caller(&world.desk);
        let made_up = answer(&world.bridge, &desk, "zomaar", said).await;
        assert!(matches!(made_up, Err(ActionError::NotFound)));
        // Somebody typed Yoga's price before.
        let page = actions::catalogue::catalogue(&world.bridge, &Default::default()).unwrap();
        let yoga = page
            .offers
            .iter()
            .find(|one| one.offer.title == "Yoga")
            .unwrap();
        let mut typed = (*yoga.offer).clone();
        typed.price = per(999, Per::Year);
        let now = world.bridge.now();
        let store = store::Store::open(&world.place, &world.key).await.unwrap();
        let mut tx = store.begin().await.unwrap();
        store::offers::rewrite(&mut tx, &typed, now).await.unwrap();
        store::feed::add(&mut tx, store::feed::OFFERS, &typed.id.to_string(), now)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        world.bridge.refresh().await.unwrap();
        answer(&world.bridge, &desk, &open[0].id, said)
            .await
            .unwrap();
        assert_eq!(price(&world, "Yoga"), per(999, Per::Year));
        assert_eq!(price(&world, "Judo"), per(600, Per::Lesson));
    });
}

#[test]
fn more_questions_than_a_page_are_all_seen_page_by_page() {
    on_both_engines(async |world| {
        let rows: String = (0..A_PAGE + 3)
            .map(|n| format!("Les {n};Club A;ma;10.00;{n},50;{n}\n"))
            .collect();
        take(&world, "lijst", &rows).await;
        let desk = as_caller(&world.desk);
        let (first, total) = questions(&world.bridge, &desk, 0).await.unwrap();
        let (second, _) = questions(&world.bridge, &desk, 1).await.unwrap();
        assert_eq!((first.len(), second.len(), total), (25, 3, 28));
        assert!(first.iter().chain(&second).all(|one| one.alike == 28));
        world.later(1);
        let said = Said::Per(Per::Month);
        let page = answer_alike::rows(&world.bridge, &desk, &first[0].id)
            .await
            .unwrap();
        assert_eq!((page.rows.len(), page.more), (AT_ONCE, 8));
        let done = answer(&world.bridge, &desk, &first[0].id, said).await;
        assert_eq!(done.unwrap(), AT_ONCE);
        let rest = asked(&world).await;
        let done = answer(&world.bridge, &desk, &rest[0].id, said).await;
        assert_eq!(done.unwrap(), 8);
        let page = actions::catalogue::catalogue(&world.bridge, &Default::default()).unwrap();
        let lessons = page
            .offers
            .iter()
            .filter(|one| one.offer.title.starts_with("Les "));
        let prices: Vec<Option<Price>> = lessons.map(|one| one.offer.price).collect();
        assert!(!prices.is_empty() && prices.iter().all(|price| price.unwrap().per == Per::Month));
    });
}

#[test]
fn only_the_rows_that_were_ticked_are_answered_and_the_same_text_stands_first() {
    on_both_engines(async |world| {
        let rows = "Yoga;Club A;ma;10.00;15;1\nDans;Club A;wo;10.00;180;2\n\
            Gym;Club A;do;10.00;€ 65 per kwartaal excl. bondscontributie;3\nJudo;Club A;di;10.00;15;4\n";
        take(&world, "lijst", rows).await;
        let desk = as_caller(&world.desk);
        let open = asked(&world).await;
        let yoga = open
            .iter()
            .find(|one| one.title.as_deref() == Some("Yoga"))
            .unwrap();
        let page = answer_alike::rows(&world.bridge, &desk, &yoga.id)
            .await
            .unwrap();
        let told: Vec<_> = page
            .rows
            .iter()
            .map(|row| (row.title.clone().unwrap(), row.is_same, row.is_bare))
            .collect();
        let expected = [
            ("Yoga", true, true),
            ("Judo", true, true),
            ("Dans", false, true),
        ];
        assert_eq!(
            told[..3],
            expected.map(|(title, same, bare)| (title.to_owned(), same, bare))
        );
        // What says "per kwartaal" itself is not answered by a word.
        assert!(told[3..].iter().all(|(_, same, bare)| !same && !bare));

        world.later(1);
        let ticked: Vec<String> = page
            .rows
            .iter()
            .filter(|row| row.is_same)
            .map(|row| row.id.clone())
            .collect();
        let said = Said::Per(Per::Lesson);
        let done = answer_alike::answer(&world.bridge, &desk, &yoga.id, &ticked, said).await;
        assert_eq!(done.unwrap(), 2);
        assert_eq!(price(&world, "Yoga"), per(1500, Per::Lesson));
        assert_eq!(price(&world, "Judo"), per(1500, Per::Lesson));
        assert_eq!([price(&world, "Dans"), price(&world, "Gym")], [None; 2]);
        // Of nothing nothing is answered, nor of what was made up.
        let dans = asked(&world).await[0].id.clone();
        for ticked in [vec![], vec!["zomaar".to_owned()]] {
            let done = answer_alike::answer(&world.bridge, &desk, &dans, &ticked, said).await;
            assert_eq!(done.unwrap(), 0);
        }
        assert_eq!(price(&world, "Dans"), None);
    });
}

#[test]
fn an_answer_is_taken_back_until_somebody_changes_the_offer() {
    on_both_engines(async |world| {
        let rows =
            "Yoga;Club A;ma;10.00;15;1\nJudo;Club A;di;10.00;15;2\nDans;Club A;wo;10.00;15;3\n";
        take(&world, "lijst", rows).await;
        let desk = as_caller(&world.desk);
        let yoga = asked(&world).await[0].id.clone();
        world.later(1);
        answer(&world.bridge, &desk, &yoga, Said::Per(Per::Lesson))
            .await
            .unwrap();
        assert_eq!(
            answer_alike::seen(&world.bridge, &desk)
                .await
                .unwrap()
                .len(),
            3
        );
        world.later(1);
        // Somebody confirms Judo with its new price.
        let page = actions::catalogue::catalogue(&world.bridge, &Default::default()).unwrap();
        let judo = page
            .offers
            .iter()
            .find(|one| one.offer.title == "Judo")
            .unwrap();
        actions::curate::confirm_offer(&world.bridge, &desk, judo.offer.id)
            .await
            .unwrap();
        world.later(1);
        let back = take_back(&world.bridge, &desk, &yoga, true).await.unwrap();
        assert_eq!(back, TakenBack { open: 2, left: 1 });
        assert_eq!([price(&world, "Yoga"), price(&world, "Dans")], [None; 2]);
        assert_eq!(price(&world, "Judo"), per(1500, Per::Lesson));
        assert_eq!(texts(&world).await, ["15", "15"]);
        // Twice is once, and a stranger takes nothing back.
        let again = take_back(&world.bridge, &desk, &yoga, true).await.unwrap();
        assert_eq!(again, TakenBack { open: 0, left: 0 });
        let made_up = take_back(&world.bridge, &desk, "zomaar", true).await;
        assert!(matches!(made_up, Err(ActionError::NotFound)));
        let club = take_back(&world.bridge, &as_caller(&world.club), &yoga, true).await;
        assert!(matches!(club, Err(ActionError::Forbidden)));
        // The import can be taken back still.
        undo_import(&world.bridge, world.home, "lijst", "Anouk")
            .await
            .unwrap();
        world.all_invariants_hold().await;
    });
}

#[test]
fn what_was_looked_at_keeps_its_text_for_a_month_and_can_be_asked_again() {
    on_both_engines(async |world| {
        take(
            &world,
            "lijst",
            "Yoga;Club A;ma;10.00;duur;1\nJudo;Club A;di;10.00;te veel;2\n",
        )
        .await;
        let desk = as_caller(&world.desk);
        let open = asked(&world).await;
        actions::curate::mark_seen(&world.bridge, &desk, &open[0].id)
            .await
            .unwrap();
        let seen = answer_alike::seen(&world.bridge, &desk).await.unwrap();
        assert_eq!(seen.len(), 1);
        assert_eq!(
            (seen[0].original.as_str(), seen[0].word.clone()),
            ("duur", None)
        );
        let back = take_back(&world.bridge, &desk, &open[0].id, false)
            .await
            .unwrap();
        assert_eq!(back, TakenBack { open: 1, left: 0 });
        assert_eq!(texts(&world).await, ["duur", "te veel"]);
        actions::curate::mark_seen(&world.bridge, &desk, &open[0].id)
            .await
            .unwrap();
        world.later(24 * 31);
        assert!(
            answer_alike::seen(&world.bridge, &desk)
                .await
                .unwrap()
                .is_empty()
        );
    });
}

#[test]
fn what_somebody_fills_in_is_asked_no_more_and_other_questions_stay() {
    use actions::submit_offer::{self, Keeper};

    on_both_engines(async |world| {
        let rows = "Yoga;Club A;ma;10.00;15;1\nJudo;Club A;di;10.00;15;2\n";
        take(&world, "lijst", rows).await;
        let bridge = &world.bridge;
        let desk = as_caller(&world.desk);
        let yoga = asked(&world).await[0].offer.unwrap();
        let keeper = Keeper::at_desk(bridge, &desk, yoga).await.unwrap();
        let mut draft = submit_offer::open(bridge, &keeper, yoga)
            .await
            .unwrap()
            .draft;
        draft.postcode = "5299 AC".to_owned();
        draft.contact_phone = "073 123 45 67".to_owned();
        world.later(1);
        submit_offer::change(bridge, &keeper, yoga, &draft)
            .await
            .unwrap();
        assert_eq!(texts(&world).await, ["15", "15"], "the price was not told");
        draft.price = "€ 1.250,00".to_owned();
        draft.per = "jaar".to_owned();
        submit_offer::change(bridge, &keeper, yoga, &draft)
            .await
            .unwrap();
        assert_eq!(price(&world, "Yoga"), per(125_000, Per::Year));
        let left = asked(&world).await;
        assert_eq!(left.len(), 1);
        assert_eq!(left[0].title.as_deref(), Some("Judo"));
    });
}

#[test]
fn one_word_answers_no_other_question_than_per_what() {
    on_both_engines(async |world| {
        // Nothing to pay, or nothing filled in?
        take(&world, "lijst", "Yoga;Club A;ma;10.00;0,00;1\n").await;
        let open = asked(&world).await;
        assert_eq!(open[0].question, "which-price");
        let desk = as_caller(&world.desk);
        let said = Said::Per(Per::Month);
        let done = answer(&world.bridge, &desk, &open[0].id, said).await;
        assert_eq!(done.unwrap(), 0);
        assert_eq!(texts(&world).await, ["0,00"]);
        assert_eq!(price(&world, "Yoga"), None);
    });
}

#[test]
fn one_of_two_answers_is_taken_back_alone_and_what_was_seen_even_when_its_offer_changed() {
    on_both_engines(async |world| {
        let rows =
            "Yoga;Club A;ma;10.00;15;1\nJudo;Club A;di;10.00;15;2\nDans;Club A;wo;10.00;duur;3\n";
        take(&world, "lijst", rows).await;
        let desk = as_caller(&world.desk);
        let all = asked(&world).await;
        let id = |text: &str| {
            let found = all.iter().find(|one| one.original == text);
            found.unwrap().id.clone()
        };
        let (amount, dear) = (id("15"), id("duur"));
        let done = answer(&world.bridge, &desk, &amount, Said::Per(Per::Lesson)).await;
        assert_eq!(done.unwrap(), 2);
        world.later(1);
        let back = take_back(&world.bridge, &desk, &amount, false).await;
        assert_eq!(back.unwrap(), TakenBack { open: 1, left: 0 });
        assert_eq!(texts(&world).await.len(), 2);
        // Nothing was written because of what was only looked at.
        let done = answer(&world.bridge, &desk, &dear, Said::Seen).await;
        assert_eq!(done.unwrap(), 1);
        world.later(1);
        let page = actions::catalogue::catalogue(&world.bridge, &Default::default()).unwrap();
        let dance = page.offers.iter().find(|one| one.offer.title == "Dans");
        let hide = domain::freshness::Decision::Hide;
        actions::decide_on_offers::decide(&world.bridge, &desk, dance.unwrap().offer.id, hide)
            .await
            .unwrap();
        let back = take_back(&world.bridge, &desk, &dear, false).await;
        assert_eq!(back.unwrap(), TakenBack { open: 1, left: 0 });
    });
}
