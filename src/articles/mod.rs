//! Article formats: files in, articles out.
//!
//! `format` has the types, and [`ARTICLE_FORMATS`] is the table: one row for each format, which names the function of
//! its module. File filters, the command line and the documentation derive from the table.
//!
//! DOCX, ODT and EPUB are ZIP archives of XML. Their elements are read by our own code, since the crates for DOCX are
//! made for writing it or keep plain text only (`docx-rs` 0.4, `docx-rust` 0.1, `rdocx` 0.16), there is none for ODT,
//! and of those for EPUB `epub` 2.1 is under the GPL and `rbook` 0.7 unpacks without limits. Content that the text does
//! not show (comments, tracked changes, hidden text, charts) is counted and reported in a notice.
//!
//! Losses: pictures but for their descriptions; headers and footers; the position of text boxes; heading numbers of DOCX in
//! scripts other than Latin.

mod builder;
mod commonmark;
mod epub;
mod error;
mod format;
mod formats;
mod json;
mod lists;
mod mime;
mod office;
mod opening;
mod page;
mod pdf;
mod sniff;
mod styled;
mod symbols;
mod text;

pub use error::ArticleError;
pub use format::{ArticleFormat, Input, Notice, ParsedArticle, ReadOptions, is_whole};
pub use formats::{ARTICLE_FORMATS, article_format, article_format_for, article_format_of, complete, is_current};
pub use json::{Json, to_json};
