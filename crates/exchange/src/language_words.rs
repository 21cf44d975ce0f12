//! How people write the languages that are spoken, in a list's cell and in a sentence; folded.

use domain::codes::Language;

/// The words, each with its language.
pub(crate) const LANGUAGES: &[(&str, Language)] = &[
    ("nederlands", Language::Dutch),
    ("engels", Language::English),
    ("turks", Language::Turkish),
    ("arabisch", Language::Arabic),
    ("pools", Language::Polish),
    ("oekraiens", Language::Ukrainian),
    ("papiaments", Language::Papiamento),
    ("papiamento", Language::Papiamento),
    ("papiamentu", Language::Papiamento),
    ("duits", Language::German),
    ("frans", Language::French),
    ("spaans", Language::Spanish),
    ("berbers", Language::Berber),
    ("tamazight", Language::Berber),
    ("tigrinya", Language::Tigrinya),
    ("farsi", Language::Farsi),
    ("perzisch", Language::Farsi),
    ("somalisch", Language::Somali),
    ("bulgaars", Language::Bulgarian),
    ("roemeens", Language::Romanian),
    ("gebarentaal", Language::SignLanguage),
    ("gebaren", Language::SignLanguage),
    ("nederlandse gebarentaal", Language::SignLanguage),
    ("english", Language::English),
    ("dutch", Language::Dutch),
];
