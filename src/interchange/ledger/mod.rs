//! The ledger as a separate file: a table or Markdown.

pub mod csv;
pub mod markdown;
