//! Reading and writing: the annotation file, articles as bytes, settings.
//!
//! Files are written whole, in one step. Every error names the file, the consequence for the person's work, and a remedy.

pub mod announcements;
pub mod files;
mod held;
mod identity;
mod intake;
pub mod journal;
pub mod last;
pub mod lock;
pub mod long;
mod output;
mod passage;
pub mod places;
pub mod project;
pub mod reader;
mod record;
pub mod renamed;
pub mod replace;
pub mod rescue;
pub mod same;
pub mod settings;
pub mod tabs;
pub mod tree;
pub mod tree_watch;
mod v1;
pub mod writer;
pub mod writing;
