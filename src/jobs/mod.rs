//! Jobs: work on files, and work that takes long. The window runs them on other threads; the command line calls them.
//!
//! A job is a value of [`job::Job`], its result a value of [`job::Answer`]. Jobs know nothing of the window: what they need
//! is in the job, and messages are data. A new job is a file here and its rows in [`job`].

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
