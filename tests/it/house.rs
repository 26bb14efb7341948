//! Rules of the source tree: imports go one way and in no circle, methods are near their type, files are short.
//!
//! The list of exceptions may only shrink: a test fails if an exception is no longer needed.

use std::collections::BTreeSet;
use std::path::PathBuf;

use regex::Regex;

use crate::imports::{Modules, root, sources};

/// Layers from the lowest, each with the layers that it may import.
const LAYERS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("encoding", &["model"]),
    ("articles", &["model", "encoding"]),
    ("interchange", &["model", "encoding"]),
    ("storage", &["model"]),
    ("jobs", &["model", "encoding", "articles", "interchange", "storage"]),
    ("app", &["model", "encoding", "articles", "interchange", "storage", "jobs"]),
    ("ui", &["model", "encoding", "articles", "interchange", "storage", "jobs", "app"]),
    ("cli", &["model", "encoding", "articles", "interchange", "storage", "jobs"]),
];

/// Remaining imports against the layers: importer, imported layer, reason.
const AGAINST_LAYERS: &[(&str, &str, &str)] = &[(
    "interchange",
    "articles",
    "annotations may be of an article in a file beside them, which is read as any article is",
)];

/// Crates that only one layer may name.
const CRATES: &[(&str, &str)] = &[
    ("egui", "ui"),
    ("eframe", "ui"),
    ("winit", "ui"),
    ("notify", "storage"),
    ("rfd", "ui"),
    ("accesskit", "ui"),
    ("clap", "cli"),
];

/// Layers without file access.
const WITHOUT_FILES: &[&str] = &["model", "encoding", "articles", "interchange", "app"];

/// Most lines of a file, in the program and in tests. Tables of data are no source files: they are in `assets`.
const MOST_LINES: usize = 500;

/// Rust files of the repository, by name from its root, with their text.
fn own_sources() -> Vec<(String, String)> {
    let folders = ["src", "tests", "benches", "fuzz/properties"].map(|folder| sources(&root().join(folder)));
    let read = |path: PathBuf| {
        let name = path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
        (name, std::fs::read_to_string(path).unwrap())
    };
    folders.into_iter().flatten().map(read).collect()
}

fn layer(module: &str) -> &str {
    module.split("::").next().unwrap_or_default()
}

#[test]
fn layers_import_only_those_below() {
    let mut needed = BTreeSet::new();
    for (name, module) in Modules::of_the_program().0 {
        let layer = layer(&name);
        let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == layer) else {
            assert!(["lib", "main"].contains(&layer), "{name} is in no layer");
            continue;
        };
        for path in &module.paths {
            let target = path.split("::").next().unwrap_or_default();
            if let Some((from, to, _)) = AGAINST_LAYERS.iter().find(|(from, to, _)| (*from, *to) == (layer, target)) {
                needed.insert((*from, *to));
                continue;
            }
            assert!(target == layer || allowed.contains(&target), "{name}: {layer} may not import {path}");
        }
        for (only, crate_name) in CRATES.iter().map(|(name, only)| (*only, *name)) {
            let names_it = Regex::new(&format!(r"\b{crate_name}::")).unwrap().is_match(&module.code);
            assert!(!names_it || layer == only, "{name}: only {only} may use {crate_name}");
        }
        if WITHOUT_FILES.contains(&layer) {
            assert!(!module.code.contains("std::fs"), "{name}: no file system in {layer}");
        }
    }
    for (from, to, _) in AGAINST_LAYERS {
        assert!(needed.contains(&(*from, *to)), "{from} imports {to} no longer: take that out of AGAINST_LAYERS");
    }
}

#[test]
fn imports_make_no_circle() {
    let modules = Modules::of_the_program();
    let circles: Vec<_> = LAYERS.iter().flat_map(|(folder, _)| modules.circles(folder)).collect();
    assert!(circles.is_empty(), "these import each other in circles, take an arrow out of each: {circles:#?}");
}

#[test]
fn methods_are_in_the_folder_of_their_type() {
    let modules = Modules::of_the_program();
    let own = Regex::new(r"(?m)^impl(?:<.*>)? (?:\w+::)*([A-Z]\w*)(.*)").unwrap();
    for (name, module) in &modules.0 {
        let of_no_trait = own.captures_iter(&module.code).filter(|found| !found[2].contains(" for "));
        for found in of_no_trait {
            let imported = module.paths.iter().find(|path| path.rsplit("::").next() == Some(&found[1]));
            // What is not imported is defined in the file.
            let home = imported.and_then(|path| modules.of_path(path)).unwrap_or(name);
            let is_near = modules.0[home].path.parent() == module.path.parent();
            assert!(is_near, "{name} has methods of {}, whose folder is that of {home}", &found[1]);
        }
    }
}

#[test]
fn files_are_short() {
    for (name, source) in own_sources() {
        let lines = source.lines().count();
        assert!(lines <= MOST_LINES, "{name} has {lines} lines, {MOST_LINES} are the most");
    }
}

#[test]
fn source_files_begin_with_a_doc_comment() {
    for (name, source) in own_sources() {
        assert!(source.starts_with("//!"), "{name} begins with no doc comment");
    }
}
