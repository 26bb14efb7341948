//! The table of import formats.

use crate::interchange::import_format::ImportFormat;
use crate::interchange::{brat, hypothesis, qdpx, w3c};

/// Every import format, in the order of menus.
pub const IMPORTS: &[ImportFormat] = &[
    ImportFormat {
        id: "w3c",
        name: "W3C Web Annotation",
        extensions: &["jsonld", "json"],
        help: "JSON-LD by the W3C Recommendation: one annotation, a page or a collection",
        read: w3c::read,
    },
    ImportFormat {
        id: "brat",
        name: "brat standoff",
        extensions: &["ann"],
        help: "each .ann with the .txt beside it: spans, events, relations, attributes, notes",
        read: brat::read,
    },
    ImportFormat {
        id: "hypothesis",
        name: "Hypothesis",
        extensions: &["json"],
        help: "the JSON that Hypothesis exports",
        read: hypothesis::read,
    },
    ImportFormat {
        id: "qdpx",
        name: "REFI-QDA project",
        extensions: &["qdpx"],
        help: "the coded texts of a project of ATLAS.ti, MAXQDA, NVivo or QualCoder (REFI-QDA 1.5)",
        read: qdpx::read,
    },
];

/// The import format with this id.
pub fn import_format(id: &str) -> Option<&'static ImportFormat> {
    IMPORTS.iter().find(|row| row.id == id)
}
