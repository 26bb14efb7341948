//! Gainsay: a desktop reader for people who take articles apart.
//!
//! The modules in reading order. Imports go one way: `model ← encoding ← articles ← interchange`, `model ← storage`, those
//! `← app ← ui`, with `cli` (which does not see `ui`) and `main` on top; a test reads `src/` and fails on any other `use crate::…`.

pub mod app;
pub mod articles;
pub mod cli;
pub mod encoding;
pub mod interchange;
pub mod jobs;
pub mod model;
pub mod storage;
pub mod ui;
