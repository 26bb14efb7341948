//! Annotation formats: one module each, and the tables [`EXPORTS`] and [`IMPORTS`].
//!
//! Dialogs, the command line and the documentation derive from the tables.

mod aif;
mod argdown;
mod bare;
mod brat;
mod cas;
mod claimreview;
mod csv;
mod document;
mod exporters;
mod guid;
mod html;
mod hypothesis;
mod jsonl;
mod ledger;
mod lines;
mod loss;
mod map;
mod markdown;
mod pieces;
mod place;
mod qdpx;
mod readers;
mod same_page;
mod texts;
mod units;
mod vocabulary;
mod w3c;

pub use document::Document;
pub use exporters::{EXPORTS, ExportFormat, Folder, Gather, Output, Stream, export_format};
pub use guid::guid;
pub use lines::{is_break, settled};
pub use loss::{LOSSES, Loss, Lost, listed, losses};
pub use qdpx::is_xml;
pub use readers::{IMPORTS, ImportError, ImportFormat, Notes, Reading, Source, UNCLASSIFIED, import_format};
