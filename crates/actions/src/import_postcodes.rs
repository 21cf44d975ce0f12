//! import_postcodes
