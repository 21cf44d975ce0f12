//! The engine room: columns, grid and filters that both the product's search and the bench
//! beside the peers go through. Only this crate comes here.
//!
//! Promise: [`scan::scan`] visits exactly the rows that pass a [`scan::Filter`], once each.

pub(crate) mod best;
pub(crate) mod columns;
pub(crate) mod grid;
pub(crate) mod scan;
pub(crate) mod space;
