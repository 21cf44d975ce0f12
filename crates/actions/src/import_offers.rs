//! import_offers
