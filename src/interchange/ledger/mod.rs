//! The ledger as a file of its own, as a table and to read.

pub mod csv;
pub mod markdown;
