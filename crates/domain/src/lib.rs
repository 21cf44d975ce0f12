//! The nouns and rules of Beweegbrug: referrals and their states, offers, consent, deadlines,
//! and who may do what. Every other room speaks in these words.
//!
//! Nothing here reads a clock, draws a random number, or touches a disk or a network: time, ids
//! and chance are arguments. The Dutch term for each name stands in GLOSSARY.md.

pub mod activity_family;
pub mod actor;
pub mod age_band;
pub mod alarm;
pub mod answering;
pub mod calendar;
pub mod character;
pub mod class_words;
pub mod client;
pub mod codes;
pub mod consent;
pub mod contact;
pub mod daypart;
pub mod deadlines;
pub mod denial;
pub mod fault;
pub mod feature;
pub mod federation;
pub mod freshness;
pub mod geo;
pub mod ids;
pub mod municipality_codes;
pub mod notice;
pub mod offer;
pub mod offer_draft;
pub mod organisation;
pub mod picture;
pub mod policy;
pub mod price;
pub mod referral;
pub mod retention;
pub mod saved_wish;
pub mod scheme;
pub mod season;
pub mod sign_in;
pub mod small_numbers;
pub mod travel;
pub mod visibility;
pub mod website;
pub mod week;
pub mod wishes;
