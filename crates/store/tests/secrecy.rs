//! What is secret or personal cannot be printed or written out by accident. That a type lacks
//! something is asked of the compiler: this file does not build when one of them gains it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

use domain::client::{CaseNotes, Client, ClientDraft, ContactPerson, ContactPersonDraft};
use domain::contact::{Email, Phone};
use store::key_ring::KeyRing;
use store::key_service::KeyVariable;
use store::secrets::{MasterKey, RootSecret, Secrets};
use store::vault::ResidentKey;

/// Does not compile when one of the types has the trait: then two of these ways to `ask` fit, and
/// the compiler cannot tell which is meant.
macro_rules! none_has {
    ($trait:path: $($type:ty),+ $(,)?) => {
        $(const _: fn() = || {
            trait Asked<Way> {
                fn ask() {}
            }
            struct ByTrait;
            impl<T: ?Sized> Asked<()> for T {}
            impl<T: ?Sized + $trait> Asked<ByTrait> for T {}
            let _ = <$type as Asked<_>>::ask;
        };)+
    };
}

none_has!(std::fmt::Display: ResidentKey, MasterKey, RootSecret, KeyRing, KeyVariable, Secrets,
    Client, ContactPerson, CaseNotes, ClientDraft, ContactPersonDraft, Phone, Email);
none_has!(serde::Serialize: ResidentKey, MasterKey, RootSecret, KeyRing, KeyVariable, Secrets,
    Client, ContactPerson, CaseNotes, ClientDraft, ContactPersonDraft, Phone, Email);
none_has!(std::fmt::Debug: ClientDraft, ContactPersonDraft);
none_has!(AsRef<[u8]>: ResidentKey, MasterKey, RootSecret, Secrets);

#[test]
fn what_is_printed_for_finding_faults_tells_nothing() {
    let client = Client {
        name: "Zwaantje Quispelbeek".to_owned(),
        phone: "06 98713524".parse().ok(),
        email: "zwaantje@wolkenpost.example".parse().ok(),
        address: Some("Knikkerbaanpad 417".to_owned()),
        postcode: None,
        birth_year: Some(1951),
        language: None,
        preference: None,
        contact_person: None,
    };
    let notes = CaseNotes {
        attention: Some("drempeltjes".to_owned()),
        ..CaseNotes::default()
    };
    let key = MasterKey::from_bytes([7; 32]);
    let printed = [
        format!("{client:?} {client:#?} {notes:?}"),
        format!("{:?} {:?}", client.phone, client.email),
        format!(
            "{:?}",
            KeyVariable::holding("BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=")
        ),
        format!("{key:?} {:?}", KeyRing::from(key.clone())),
    ];
    for text in printed {
        for secret in [
            "Zwaantje",
            "Quispel",
            "9871",
            "3524",
            "wolkenpost",
            "Knikker",
            "1951",
            "drempel",
            "BwcH",
            "7, 7",
            "0707",
        ] {
            assert!(!text.contains(secret), "{text}");
        }
    }
}
