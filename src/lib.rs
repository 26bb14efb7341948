//! Gainsay: a desktop reader for people who take articles apart.
//!
//! Modules are in layers, and import only from the layers below: `model ← encoding ← articles ← interchange` and
//! `model ← storage`; all of these `← jobs ← app ← ui ← main`, and `jobs ← cli ← main`. A test compares the imports with that.

pub mod app;
pub mod articles;
pub mod cli;
pub mod encoding;
pub mod interchange;
pub mod jobs;
pub mod model;
pub mod storage;
pub mod ui;
