//! Jobs: work that reads and writes files or takes long, for the window on other threads and for the command line.
//!
//! A job is a value of [`job::Job`], its result one of [`job::Answer`]. Jobs know nothing of the window: what it shows and
//! what a person selected comes in with the job, and messages go out as data.

pub mod analysis;
pub mod convert;
pub mod edition;
pub mod export;
pub mod find;
pub mod import;
pub mod job;
pub mod map;
pub mod merge;
pub mod notice;
pub mod open;
pub mod parallel;
pub mod paste;
pub mod problems;
pub mod progress;
pub mod read;
pub mod reanchor;
pub mod renamed;
pub mod repair;
pub mod rescue;
pub mod sample;
pub mod save;
pub mod settings;
pub mod watch;
pub mod write;
