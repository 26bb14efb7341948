//! One crate for all tests that go through the outside: one binary to link, one module a subject.

// A test fails by panicking, so `unwrap` and `expect` are how it says what it needs.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod boilerplate;
mod cli;
mod cli_merge;
mod desk;
mod doors;
mod formats;
mod formats_commonmark;
mod formats_csv;
mod formats_docx;
mod formats_html;
mod formats_import;
mod formats_markdown;
mod formats_w3c;
mod fuzz;
mod house;
mod kill;
mod ledger;
mod limits;
mod losses;
mod map;
mod map_panel;
mod merge;
mod merge_git;
mod model;
mod outline;
mod packed;
#[path = "../../fuzz/properties/mod.rs"]
mod properties;
mod proposals;
mod readme;
mod repair;
mod sample;
mod storage;
mod storage_compat;
mod storage_faults;
mod storage_files;
mod storage_hostile;
mod storage_lock;
mod storage_settings;
mod text_view;
mod text_view_links;
mod text_view_structure;
mod window;
mod window_disk;
mod window_file;
mod window_go;
mod window_link;
mod window_mark;
mod window_repair;
mod window_save;
