//! Reading and writing: the annotation file, articles as bytes, settings.
//!
//! Nothing here knows the screen, and nothing is written but whole and in one step. Every error says which file it is
//! about, what it means for the work, and what to do.

pub mod announcements;
pub mod files;
mod identity;
mod intake;
pub mod journal;
pub mod lock;
mod passage;
pub mod places;
pub mod reader;
mod record;
pub mod renamed;
pub mod replace;
pub mod rescue;
pub mod same;
pub mod settings;
pub mod tree;
mod v1;
pub mod writer;
pub mod writing;
