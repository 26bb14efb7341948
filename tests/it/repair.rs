//! Repairs: offered for every problem that has one, described before they are made, made as described, undone as one
//! step.

use std::fs;
use std::path::{Path, PathBuf};

use gainsay::model::check::{CHECKS, problems};
use gainsay::model::edit::Edit;
use gainsay::model::problem::{Problem, Repair};
use gainsay::model::repair::{Remedy, remedy, repair};
use gainsay::storage::reader::{AnnotationFile, read};
use gainsay::storage::writer::write;

use crate::properties::repairs::change_only_what_they_name;

const TEXT: &str = "The mayor denied it. The report says that she knew.";

fn file(fields: &str) -> String {
    format!("(format: \"gainsay\", version: 1, {fields}, text: \"{TEXT}\")")
}

fn open(source: &str) -> AnnotationFile {
    read(Path::new("/a/story.txt.ron"), source.as_bytes().to_vec()).unwrap_or_else(|error| panic!("{error}"))
}

fn all(file: &AnnotationFile) -> Vec<Problem> {
    problems(&file.document, &file.problems)
}

/// The repairs of a file: the description of each, and the checks that still find a problem after saving.
fn repaired(source: &str) -> (Vec<String>, Vec<&'static str>) {
    let mut file = open(source);
    change_only_what_they_name(&file.document, &file.problems);
    let found = all(&file);
    let done = repair(&mut file.document, &found).done.into_iter().map(|(_, what)| what).collect();
    let saved = open(&write(&file.document));
    assert_eq!(saved.document.set(), file.document.set(), "what was repaired is what is saved");
    let mut once_more = saved.document.clone();
    assert_eq!(repair(&mut once_more, &all(&saved)).done, [], "a second repair did something");
    (done, all(&saved).iter().map(|problem| problem.check).collect())
}

/// A mark of the whole first sentence, with other fields.
fn mark(id: &str, fields: &str) -> String {
    format!("(id: {id:?}, kind: \"claim\", target: [(start: 0, end: 20)], {fields})")
}

#[test]
fn every_check_has_a_repair_or_advice() {
    for row in CHECKS {
        let (Repair::Saving(words) | Repair::Edit(_, words) | Repair::None(words)) = row.repair;
        assert!(!words.is_empty() && !words.ends_with('.'), "{}: {words:?}", row.id);
        assert!(words.starts_with(|first: char| first.is_lowercase() || words.starts_with("Gainsay")), "{words:?}");
    }
}

#[test]
fn one_id_for_two_marks_becomes_two_ids() {
    let source = file(&format!("annotations: [{}, {}]", mark("a", "note: \"first\""), mark("a", "note: \"second\"")));
    let (done, left) = repaired(&source);
    assert_eq!(done, ["keep both, the later one under its new id"]);
    assert_eq!(left, [""; 0]);
    let notes: Vec<String> = open(&source).document.set().annotations().iter().map(|mark| mark.note.clone()).collect();
    assert_eq!(notes, ["first", "second"]);
}

#[test]
fn offsets_come_from_the_text_and_lost_passages_stay_lost() {
    let target = |fragment: &str| file(&format!("annotations: [(id: \"a\", kind: \"claim\", target: [{fragment}])]"));
    for moved in [
        "(start: 1, end: 10, exact: \"mayor denied it\")",
        "(start: 90, end: 105, exact: \"mayor denied it\")",
        "(start: -3, end: 2.5, exact: \"mayor denied it\")",
        "(start: 9, end: 4, exact: \"mayor denied it\")",
    ] {
        let (done, left) = repaired(&target(moved));
        assert!(done.contains(&"save the offsets at which it was found".to_owned()), "{moved}: {done:?}");
        assert_eq!(left, [""; 0], "{moved}");
    }
    for lost in ["(start: 9, end: 4, exact: \"never there\")", "(start: 70, end: 81, exact: \"never there\")"] {
        let (_, left) = repaired(&target(lost));
        assert_eq!(left, ["lost"], "{lost}");
    }
}

#[test]
fn changed_text_is_accepted_as_it_is() {
    let source = file(
        "annotations: [(id: \"a\", kind: \"claim\", target: [(start: 21, end: 50, exact: \"The report said that she knows\")])]",
    );
    let found = all(&open(&source)).iter().map(|problem| problem.check).collect::<Vec<_>>();
    assert_eq!(found, ["changed"], "the case is what it should be");
    let (done, left) = repaired(&source);
    assert_eq!(done, ["take \"The report says that she knew\" for \"The report said that she knows\""]);
    assert_eq!(left, [""; 0]);
}

#[test]
fn a_dangling_link_is_removed_and_its_note_described() {
    let source = file(&format!(
        "annotations: [{}], relations: [(id: \"r\", from: \"a\", to: \"b\", role: \"supports\", note: \"see p. 3\", page: 3),
         (id: \"s\", from: \"a\", to: \"a\", role: \"restates\")]",
        mark("a", "")
    ));
    let (done, left) = repaired(&source);
    let told = [
        "delete the link \"supports\" from \"a\" to \"b\", with its note \"see p. 3\", with its field \"page\" \"3\"",
        "delete the link \"restates\" from \"a\" to \"a\"",
    ];
    assert_eq!(done, told);
    assert_eq!(left, [""; 0]);
}

#[test]
fn misspelled_terms_are_corrected_and_unknown_ones_kept() {
    let source = file(
        "annotations: [
          (id: \"a\", kind: \"Denial \", target: [(start: 0, end: 20)], certainty: \"CERTAIN\", speaker: (voice: \"Named\", name: \"she\")),
          (id: \"b\", kind: \"rumour\", target: [(start: 21, end: 50)], certainty: \"sure\", speaker: (voice: \"chorus\"))],
         relations: [(id: \"r\", from: \"a\", to: \"a2\", role: \"Rebuts\"), (id: \"s\", from: \"b\", to: \"a\", role: \"mocks\")]",
    );
    let (done, left) = repaired(&source);
    assert_eq!(
        done,
        [
            "spell the kind \"denial\" and not \"Denial \"",
            "spell the voice \"named\" and not \"Named\"",
            "spell the certainty \"certain\" and not \"CERTAIN\"",
            "delete the link \"Rebuts\" from \"a\" to \"a2\"",
        ]
    );
    assert_eq!(left, ["unknown-kind", "unknown-voice", "unknown-certainty", "unknown-role"]);
}

#[test]
fn overlapping_fragments_are_joined() {
    let source = file(
        "annotations: [(id: \"a\", kind: \"claim\", target: [(start: 0, end: 9), (start: 4, end: 16), (start: 21, end: 31)])]",
    );
    let (done, left) = repaired(&source);
    assert_eq!(done, ["join the fragments that overlap, which gives \"The mayor denied\" and \"The report\""]);
    assert_eq!(left, [""; 0]);
}

#[test]
fn a_mark_without_a_passage_is_removed_only_if_it_has_no_content() {
    let empty =
        |more: &str| format!("(id: \"x\", kind: \"denial\", target: [], created: \"2026-11-23T10:12:00Z\"{more})");
    let (done, left) = repaired(&file(&format!("annotations: [{}]", empty(""))));
    assert_eq!(done, ["remove this empty denial"]);
    assert_eq!(left, [""; 0]);
    for more in [", note: \"why\"", ", tags: [\"a\"]", ", discuss: true", ", speaker: (name: \"she\")", ", later: 3"] {
        let (done, left) = repaired(&file(&format!("annotations: [{}]", empty(more))));
        assert_eq!(done, [""; 0], "{more}");
        assert!(left.contains(&"no-target"), "{more}");
    }
    let linked = format!(
        "annotations: [{}, {}], relations: [(id: \"r\", from: \"x\", to: \"a\", role: \"rebuts\")]",
        empty(""),
        mark("a", "")
    );
    assert_eq!(repaired(&file(&linked)).0, [""; 0], "a link says something of both its ends");
    // Unless the link is repaired too, even if it is found only after the mark.
    let (done, left) = repaired(&file(&format!(
        "annotations: [{}], relations: [(id: \"r\", from: \"x\", to: \"gone\", role: \"rebuts\")]",
        empty("")
    )));
    assert_eq!((done.len(), left), (2, vec![]), "{done:?}");
}

#[test]
fn a_repair_that_is_no_longer_needed_is_not_offered() {
    let source = file(&format!(
        "annotations: [{}], relations: [(id: \"r\", from: \"a\", to: \"b\", role: \"restates\")]",
        mark("a", "")
    ));
    let mut file = open(&source);
    let dangling = all(&file).pop().unwrap();
    let mut end = file.document.set().annotations()[0].as_ref().clone();
    end.id = gainsay::model::annotation::Id::new("b");
    file.document.apply(Edit::Add(end.into())).unwrap();
    assert!(matches!(remedy(&file.document, &dangling), Remedy::Advice(_)));
}

/// Every file of the folder of nasty RON that opens is clean after a repair, or reports the rest.
///
/// The folder is not part of this repository: `GAINSAY_DATA` names the one that contains `nasty-ron`.
#[test]
fn nasty_files_are_repaired() {
    let Some(folder) = std::env::var_os("GAINSAY_DATA").map(|folder| PathBuf::from(folder).join("nasty-ron")) else {
        eprintln!("skipped: GAINSAY_DATA names no folder with nasty-ron in it");
        return;
    };
    let (mut opened, mut count) = (0, 0);
    for entry in fs::read_dir(folder).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        let Ok(words) = String::from_utf8(bytes) else { continue };
        // As it is, and as an unknown field.
        for source in [words.clone(), file(&format!("later: {words}"))] {
            count += 1;
            if read(Path::new("x.ron"), source.clone().into_bytes()).is_ok() {
                repaired(&source);
                opened += 1;
            }
        }
    }
    eprintln!("{opened} of {count} opened and were repaired");
    assert!(opened > 50, "only {opened} of {count} opened");
}
