//! Files of version 1, written by hand, which must always open as they do here, and files of a later version.
//!
//! `tests/fixtures/compat` has each file with its contents as JSON, which does not depend on the types of the model. Do not
//! change them; add others. A failing test here is somebody's file that no longer opens as it did.

use std::path::{Path, PathBuf};

use gainsay::model::annotation::{Annotation, Fragment, Relation, Target};
use gainsay::model::check::problems;
use gainsay::model::edit::Edit;
use gainsay::model::extra::Extra;
use gainsay::model::problem::Problem;
use gainsay::model::repair::repair;
use gainsay::storage::reader::{AnnotationFile, ReadError, read};
use gainsay::storage::writer::write;
use serde_json::{Map, Value, json};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/compat")
}

/// Names of the fixtures that can be opened, without extension.
fn names() -> Vec<String> {
    let files = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = files.filter_map(|file| Some(file.strip_suffix(".ron")?.to_owned())).collect();
    names.retain(|name| name != "v2-other-shape");
    names.sort();
    names
}

fn fixture(name: &str) -> AnnotationFile {
    let path = folder().join(name).with_extension("ron");
    read(&path, std::fs::read(&path).unwrap()).unwrap_or_else(|error| panic!("{error}"))
}

/// A file after it was saved and opened again.
fn again(file: &AnnotationFile) -> AnnotationFile {
    let source = write(&file.document);
    read(Path::new("again.ron"), source.into_bytes()).unwrap_or_else(|error| panic!("{error}"))
}

/// An object of the values that are not empty.
fn object<const N: usize>(fields: [(&str, Value); N]) -> Map<String, Value> {
    let said = fields.into_iter().filter(|(_, value)| !matches!(value, Value::String(words) if words.is_empty()));
    said.filter(|(_, value)| !value.is_null()).map(|(name, value)| (name.to_owned(), value)).collect()
}

fn with_extra(mut object: Map<String, Value>, extra: &Extra) -> Value {
    object.extend(extra.iter().map(|(name, source)| (format!("extra {name}"), json!(source))));
    Value::Object(object)
}

fn target(file: &AnnotationFile, target: &Target) -> Value {
    let text = &file.document.article().text;
    let fragments = target.fragments().iter().enumerate().map(|(at, fragment)| {
        let words = |range| (text.slice(range), text.scalar_of(range.start()).get(), text.scalar_of(range.end()).get());
        let said = match fragment {
            Fragment::Found(range) => {
                let (words, start, end) = words(*range);
                object([("found", json!(words)), ("start", json!(start)), ("end", json!(end))])
            }
            Fragment::Changed(changed) => {
                let ((words, start, end), was) = (words(changed.range), &changed.quote.exact);
                object([("changed", json!(words)), ("was", json!(was)), ("start", json!(start)), ("end", json!(end))])
            }
            Fragment::Lost(quote) => {
                let mut said = object([("prefix", json!(quote.prefix)), ("suffix", json!(quote.suffix))]);
                said.extend([("lost".to_owned(), json!(quote.exact))]);
                said.extend(object([("start", json!(quote.start.get())), ("end", json!(quote.end.get()))]));
                said
            }
        };
        with_extra(said, &target.extra(at))
    });
    Value::Array(fragments.collect())
}

fn annotation(file: &AnnotationFile, mark: &Annotation) -> Value {
    let part = |part: &Target| if part.is_empty() { Value::Null } else { target(file, part) };
    let speaker = mark.speaker.as_ref().map(|speaker| {
        let said = object([
            ("voice", json!(speaker.voice.id())),
            ("name", json!(speaker.name)),
            ("written", json!(speaker.written)),
            ("at", part(&speaker.at)),
        ]);
        with_extra(said, &speaker.extra)
    });
    let said = object([
        ("id", json!(mark.id.as_str())),
        ("kind", json!(mark.kind.id())),
        ("target", target(file, &mark.target)),
        ("speaker", speaker.unwrap_or_default()),
        ("cue", part(&mark.cue)),
        ("certainty", json!(mark.certainty.id())),
        ("note", json!(mark.note)),
        ("tags", if mark.tags.is_empty() { Value::Null } else { json!(mark.tags) }),
        ("discuss", json!(mark.discuss)),
        ("created", json!(mark.created.as_str())),
        ("modified", json!(mark.modified.as_str())),
        ("creator", json!(&*mark.creator)),
    ]);
    with_extra(said, &mark.extra)
}

fn relation(link: &Relation) -> Value {
    let said = object([
        ("id", json!(link.id.as_str())),
        ("from", json!(link.from.as_str())),
        ("to", json!(link.to.as_str())),
        ("role", json!(link.role.id())),
        ("note", json!(link.note)),
        ("created", json!(link.created.as_str())),
        ("modified", json!(link.modified.as_str())),
        ("creator", json!(&*link.creator)),
    ]);
    with_extra(said, &link.extra)
}

/// Contents of a file, without its problems.
fn value(file: &AnnotationFile) -> Value {
    let article = file.document.article();
    let said = object([
        ("title", json!(article.stated.title)),
        ("file", json!(article.file)),
        ("media_type", json!(article.media_type)),
        ("sha256", json!(article.sha256)),
        ("encoding", json!(article.encoding)),
        ("text", json!(article.text.as_str())),
    ]);
    let annotations: Vec<Value> = file.document.set().annotations().iter().map(|mark| annotation(file, mark)).collect();
    let relations: Vec<Value> = file.document.set().relations().iter().map(|link| relation(link)).collect();
    let said = object([
        ("version", json!(file.version)),
        ("article", with_extra(said, &article.extra)),
        ("annotations", json!(annotations)),
        ("relations", json!(relations)),
    ]);
    let colours: Map<String, Value> =
        file.document.tag_colours().iter().map(|(tag, colour)| (tag.to_owned(), json!(colour))).collect();
    let mut said = said;
    // Earlier files have none, and their recorded contents stay as they are.
    if !colours.is_empty() {
        said.insert("tag_colours".to_owned(), Value::Object(colours));
    }
    with_extra(said, file.document.extra())
}

fn all(file: &AnnotationFile) -> Vec<Problem> {
    problems(&file.document, &file.problems)
}

#[test]
fn each_file_has_its_recorded_contents() {
    for name in names() {
        let file = fixture(&name);
        let checks: Vec<&str> = all(&file).iter().map(|problem| problem.check).collect();
        let held = json!({"holds": value(&file), "problems": checks});
        let golden = folder().join(&name).with_extension("json");
        if std::env::var_os("GAINSAY_BLESS").is_some() && !golden.exists() {
            // Only for a new fixture: existing ones are never written again.
            std::fs::write(&golden, serde_json::to_string_pretty(&held).unwrap() + "\n").unwrap();
        }
        let expected: Value = serde_json::from_str(&std::fs::read_to_string(&golden).expect(&name)).unwrap();
        assert_eq!(held, expected, "{name}");
        assert_eq!(file.newer, name.starts_with("v2"), "{name}");
    }
}

#[test]
fn each_file_is_the_same_after_saving() {
    for name in names() {
        let file = fixture(&name);
        let again = again(&file);
        assert_eq!(again.document, file.document, "{name}");
    }
}

/// Unknown fields are kept when something else is edited, when that is undone, and when the rest is repaired.
#[test]
fn unknown_fields_survive_edits_undo_and_repair() {
    for name in names() {
        let mut file = fixture(&name);
        let before = value(&file);
        let Some(mark) = file.document.set().annotations().first() else { continue };
        let mut changed = mark.as_ref().clone();
        changed.note = "another note".to_owned();
        let inverse = file.document.apply(Edit::Replace(changed.into())).unwrap();
        let mut edited = value(&again(&file));
        edited["version"] = before["version"].clone();
        let note = edited["annotations"][0].as_object_mut().unwrap().remove("note");
        assert_eq!(note, Some(json!("another note")), "{name}");
        let mut expected = before.clone();
        expected["annotations"][0].as_object_mut().unwrap().remove("note");
        assert_eq!(edited, expected, "{name}");
        file.document.apply(inverse).unwrap();
        assert_eq!(value(&file), before, "{name}");

        let found = all(&file);
        repair(&mut file.document, &found);
        let extras = |mut value: Value| {
            // The broken link is deleted with its fields, as the repair's title says.
            value["relations"] = Value::Null;
            value.to_string().matches("\"extra ").count()
        };
        assert_eq!(extras(value(&again(&file))), extras(before), "{name}");
    }
}

#[test]
fn a_later_file_of_another_structure_is_refused_with_the_reason() {
    let path = folder().join("v2-other-shape.ron");
    let error = read(&path, std::fs::read(&path).unwrap()).unwrap_err();
    assert!(matches!(error, ReadError::Newer { version: 2, .. }), "{error}");
    assert!(error.to_string().contains("newer version of Gainsay") && error.to_string().contains("not touched"));
}
