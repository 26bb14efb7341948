//! Export and import of annotations: one module for each format, and the tables [`EXPORTS`] and [`IMPORTS`].
//!
//! Dialogs, command line and documentation derive from the tables.

mod aif;
mod archive;
mod argdown;
mod bare;
mod brat;
mod cas;
pub mod citation;
mod claimreview;
mod collect;
mod csv;
mod export_format;
mod exports;
mod facts;
mod guid;
mod html;
mod hypothesis;
mod import_format;
mod imports;
mod iri;
mod jsonl;
mod layers;
mod ledger;
mod lines;
mod links;
mod located;
mod loss;
mod losses;
mod map;
mod markdown;
mod notes;
mod passages;
mod pdf;
mod place;
mod plain;
mod printing;
pub mod project;
mod qdpx;
mod same_page;
mod texts;
mod vocabulary;
mod w3c;

pub use export_format::{Carried, ExportFormat, Folder, Gather, Output, Print, Stream};
pub use exports::{EXPORTS, export_format, export_path};
pub use guid::guid;
pub use import_format::{ImportError, ImportFormat, ParsedAnnotations, Source};
pub use imports::{IMPORTS, import_format};
pub use lines::{is_break, settled};
pub use located::Located;
pub use loss::{Loss, LossRow};
pub use losses::{Lost, listed, loss_rows, losses};
pub use notes::Notes;
pub use printing::{Cancelled, Printing};
pub use qdpx::is_xml;
pub use vocabulary::UNCLASSIFIED;
