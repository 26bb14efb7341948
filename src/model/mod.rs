//! Pure values: the article, the annotations, and every rule about them.
//!
//! No I/O, no clock, no randomness, no serde and no egui in here: ids and times are arguments. The model cannot fail on
//! valid input, and its types are not serialisable: `storage` keeps frozen twins of them, one module a file version.

pub mod align;
pub mod anchor;
pub mod annotation;
pub mod article;
pub mod attribution;
pub mod boilerplate;
pub mod check;
pub mod cover;
pub mod differences;
pub mod direction;
pub mod document;
pub mod edit;
pub mod extra;
pub mod field;
mod field_text;
pub mod fields;
mod fixes;
pub mod fold;
pub mod history;
mod index;
pub mod kind;
pub mod ledger;
pub mod line;
pub mod map;
pub mod merge;
pub mod message;
pub mod moment;
pub mod offset;
pub mod outline;
pub mod pattern;
pub mod phrases;
pub mod problem;
pub mod query;
pub mod repair;
pub mod role;
mod saying;
mod script;
pub mod search;
pub mod segment;
pub mod selection;
pub mod selector;
pub mod set;
pub mod spelling;
pub mod split;
pub mod statistics;
pub mod step;
pub mod structure;
pub mod suggest;
mod target;
pub mod term;
pub mod text;
pub mod visible;
mod wrap;
