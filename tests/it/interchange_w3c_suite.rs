//! The test suite of the Recommendation: its samples and schemas. Runs only if GAINSAY_DATA names its folder.

use std::fs;
use std::path::{Path, PathBuf};

use gainsay::interchange::{ImportError, ParsedAnnotations, Source, import_format};
use serde_json::Value;

use crate::sample;
use crate::schema::Schemas;

/// A folder of the suite, if it exists.
fn suite(folder: &str) -> Option<PathBuf> {
    std::env::var_os("GAINSAY_DATA").map(|data| Path::new(&data).join("web-annotation").join(folder))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.sort();
    found
}

fn read(bytes: &[u8]) -> Result<ParsedAnnotations, ImportError> {
    (import_format("w3c").unwrap().read)(&Source {
        name: "a.json",
        bytes,
        article: None,
        beside: &|_| None,
        cancellation: Default::default(),
    })
}

#[test]
fn correct_samples_are_read_or_reported_as_unsupported() {
    for folder in ["model-correct", "tests-correct"].iter().filter_map(|folder| suite(folder)) {
        for path in files(&folder) {
            let reading = read(&fs::read(&path).unwrap());
            let reading = reading.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let marks: usize =
                reading.documents.iter().map(|document| document.document.set().annotations().len()).sum();
            assert!(marks > 0 || !reading.notes.is_empty(), "{}: nothing was read and nothing said", path.display());
        }
    }
}

#[test]
fn incorrect_samples_are_refused_or_reported() {
    for folder in ["model-incorrect", "tests-incorrect"].iter().filter_map(|folder| suite(folder)) {
        for path in files(&folder) {
            let said = |read: Result<ParsedAnnotations, ImportError>| {
                read.is_err() || !read.is_ok_and(|read| read.notes.is_empty())
            };
            assert!(said(read(&fs::read(&path).unwrap())), "{}", path.display());
            // For the error they are meant to show, and not only for a trailing comma or two ids.
            let mended = fs::read_to_string(&path)
                .unwrap()
                .replace("[\"http://example.org/1\", \"http://example.org/2\"]", "\"http://example.org/1\"");
            let mended = comma_before(&mended);
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if name != "anno7.json" {
                assert!(said(read(mended.as_bytes())), "{} with one id", path.display());
            }
        }
    }
}

/// The text without commas before a closing brace.
fn comma_before(json: &str) -> String {
    let mut out = String::new();
    for c in json.chars() {
        if c == '}' {
            let kept = out.trim_end().trim_end_matches(',').len();
            if out.trim_end().ends_with(',') {
                out.truncate(kept);
            }
        }
        out.push(c);
    }
    out
}

/// The schemas of the suite, and the names of the required ones in some folders.
fn schemas(folders: &[&str]) -> Option<(Schemas, Vec<String>)> {
    let root = suite("schemas")?;
    let (mut schemas, mut musts) = (Schemas::default(), Vec::new());
    let mut load = |folder: &str| -> Vec<String> {
        let paths = files(&root.join(folder)).into_iter().filter(|path| path.is_file());
        let names = paths.map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            schemas.0.insert(name.clone(), serde_json::from_slice(&fs::read(&path).unwrap()).unwrap());
            name
        });
        names.collect()
    };
    load("definitions");
    for folder in folders {
        musts.extend(load(folder));
    }
    musts.retain(|name| schemas.0[name]["assertionType"] == "must");
    assert!(musts.len() > 3, "the schemas of {folders:?} are not there");
    Some((schemas, musts))
}

/// Checks a value against all schemas of some folders.
fn check(folders: &[&str], value: &Value) {
    let Some((schemas, musts)) = schemas(folders) else { return };
    for name in &musts {
        schemas.check(name, value).unwrap_or_else(|why| panic!("{name}: {why} in {value:#}"));
    }
}

const ANNOTATIONS: &[&str] = &["annotations", "annotations/bodiesTargets", "annotations/specificResource"];

#[test]
fn the_schemas_accept_correct_samples_only() {
    let Some((schemas, musts)) = schemas(ANNOTATIONS) else { return };
    let refused = |path: &Path| {
        let value: Value = serde_json::from_slice(&fs::read(path).unwrap()).ok()?;
        musts.iter().find_map(|name| schemas.check(name, &value).err())
    };
    // A page of annotations, and two with lists of targets, which the final model no longer has.
    let others = ["example43.json", "anno12.json", "anno13.json"];
    let correct = files(&suite("tests-correct").unwrap());
    for path in correct.iter().filter(|path| !others.iter().any(|other| path.ends_with(other))) {
        assert_eq!(refused(path), None, "{}", path.display());
    }
    let incorrect = files(&suite("tests-incorrect").unwrap());
    assert!(incorrect.iter().filter(|path| refused(path).is_some()).count() > 5);
}

#[test]
fn exports_are_valid_by_the_schemas() {
    let full = sample::full();
    let row = gainsay::interchange::export_format("w3c").unwrap();
    let written: Value = serde_json::from_str(&sample::text((row.write)(&full))).unwrap();
    let with_context = |value: &Value| {
        let mut value = value.clone();
        value["@context"] = written["@context"].clone();
        value
    };
    let items = written["first"]["items"].as_array().unwrap();
    assert_eq!(items.len(), full.document.set().annotations().len() + full.document.set().relations().len());
    items.iter().for_each(|item| check(ANNOTATIONS, &with_context(item)));
    check(&["collections"], &written);
    check(&["collections/pages"], &with_context(&written["first"]));
}
