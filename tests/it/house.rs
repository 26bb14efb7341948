//! Rules of the source tree: imports go one way and in no circle, methods are near their type, files are short.
//!
//! Every list of exceptions may only shrink: a test fails if an exception is needed no longer.

use std::collections::{BTreeMap, BTreeSet};
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

/// Folders of `src` in which modules import each other in no circle.
const WITHOUT_CIRCLES: &[&str] = &["encoding", "articles", "interchange", "storage", "jobs", "app", "cli"];

/// Remaining circles: modules, reason.
const CIRCLES: &[(&[&str], &str)] = &[];

/// Remaining methods outside the folder of their type: module, type, reason.
const FAR_METHODS: &[(&str, &str, &str)] = &[];

/// Most lines of a file, in the program and in tests.
const MOST_LINES: usize = 500;

/// Remaining longer files: file, reason.
const LONG_FILES: &[(&str, &str)] = &[];

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
    let mut complaints = Vec::new();
    for folder in WITHOUT_CIRCLES {
        let found: BTreeSet<_> = modules.circles(folder).into_iter().collect();
        let listed = CIRCLES.iter().filter(|(circle, _)| circle.iter().all(|name| layer(name) == *folder));
        let listed: BTreeSet<BTreeSet<&str>> = listed.map(|(circle, _)| circle.iter().copied().collect()).collect();
        complaints.extend(found.difference(&listed).map(|circle| format!("a circle, take an arrow out: {circle:?}")));
        complaints.extend(listed.difference(&found).map(|circle| format!("gone, take it out of CIRCLES: {circle:?}")));
    }
    assert!(complaints.is_empty(), "{complaints:#?}");
}

#[test]
fn methods_are_in_the_folder_of_their_type() {
    let modules = Modules::of_the_program();
    let own = Regex::new(r"(?m)^impl(?:<.*>)? (?:\w+::)*([A-Z]\w*)(?:<.*>)? (?:where .*)?\{$").unwrap();
    let mut far = BTreeSet::new();
    for (name, module) in &modules.0 {
        for found in own.captures_iter(&module.code).filter(|found| !found[0].contains(" for ")) {
            let imported = module.paths.iter().find(|path| path.rsplit("::").next() == Some(&found[1]));
            // What is not imported is defined in the file.
            let home = imported.and_then(|path| modules.of_path(path)).unwrap_or(name);
            if modules.0[home].path.parent() != module.path.parent() {
                far.insert((name.clone(), found[1].to_owned()));
            }
        }
    }
    let listed: BTreeSet<_> = FAR_METHODS.iter().map(|(name, of, _)| ((*name).to_owned(), (*of).to_owned())).collect();
    let (new, gone): (Vec<_>, Vec<_>) = (far.difference(&listed).collect(), listed.difference(&far).collect());
    assert!(new.is_empty(), "methods outside the folder of their type: {new:?}");
    assert!(gone.is_empty(), "near their type now, take them out of FAR_METHODS: {gone:?}");
}

#[test]
fn files_are_short() {
    let lengths: BTreeMap<String, usize> =
        own_sources().into_iter().map(|(name, source)| (name, source.lines().count())).collect();
    let long: BTreeMap<_, _> = lengths.iter().filter(|(_, lines)| **lines > MOST_LINES).collect();
    let is_listed = |name: &str| LONG_FILES.iter().any(|(listed, _)| *listed == name);
    let unlisted: Vec<_> = long.iter().filter(|(name, _)| !is_listed(name)).collect();
    assert!(unlisted.is_empty(), "more than {MOST_LINES} lines: {unlisted:?}");
    let short: Vec<_> = LONG_FILES.iter().filter(|(name, _)| !long.contains_key(&(*name).to_owned())).collect();
    assert!(short.is_empty(), "short now, take them out of LONG_FILES: {short:?}");
}

#[test]
fn source_files_begin_with_a_doc_comment() {
    for (name, source) in own_sources() {
        assert!(source.starts_with("//!"), "{name} begins with no doc comment");
    }
}
