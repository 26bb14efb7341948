//! Properties that hold for any bytes: one row for each fuzz target.
//!
//! `cargo test` tries each with seeds, damaged seeds and noise (tests/it/fuzz.rs); `cargo fuzz` searches for bytes that
//! violate one. A new article format is a row here and an entry in Cargo.toml.

mod annotations;
pub mod choices;
mod edits;
mod exports;
mod import;
pub mod losses;
mod packed;
mod project;
mod reading;
pub mod repairs;
mod round_trip;
mod settings;

/// A property: a row of [`PROPERTIES`].
pub struct Property {
    /// The name of the target and of the folder with its seeds.
    pub name: &'static str,
    /// Panics if it does not hold.
    pub holds: fn(&[u8]),
}

/// Every property.
pub const PROPERTIES: &[Property] = &[
    Property { name: "text", holds: |bytes| import::reads("text", bytes) },
    Property { name: "markdown", holds: |bytes| import::reads("markdown", bytes) },
    Property { name: "docx", holds: |bytes| packed::opens("docx", bytes) },
    Property { name: "odt", holds: |bytes| packed::opens("odt", bytes) },
    Property { name: "epub", holds: |bytes| packed::opens("epub", bytes) },
    Property { name: "html", holds: |bytes| import::reads("html", bytes) },
    Property { name: "mhtml", holds: |bytes| import::reads("mhtml", bytes) },
    Property { name: "pdf", holds: |bytes| import::opens("pdf", bytes) },
    Property { name: "decode", holds: import::decodes },
    Property { name: "annotations", holds: annotations::opens_and_saves },
    Property { name: "project", holds: project::opens_saves_and_merges },
    Property { name: "settings", holds: settings::opens_and_saves },
    Property { name: "edits", holds: edits::can_be_undone_and_saved },
    Property { name: "exports", holds: exports::show_what_cannot_be_seen },
    Property { name: "round-trip", holds: round_trip::comes_back },
    Property { name: "w3c", holds: |bytes| reading::reads("w3c", bytes) },
    Property { name: "brat", holds: |bytes| reading::reads("brat", bytes) },
    Property { name: "hypothesis", holds: |bytes| reading::reads("hypothesis", bytes) },
    Property { name: "qdpx", holds: reading::reads_project },
];
