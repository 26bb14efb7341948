//! The annotation file: an opened file is valid, and saving and opening it again changes nothing.

use std::path::Path;

use gainsay::model::annotation::Target;
use gainsay::model::check::{CHECKS, problems};
use gainsay::model::problem::Noticed;
use gainsay::storage::reader::{AnnotationFile, read};
use gainsay::storage::writer::write;

use super::repairs::change_only_what_they_name;

pub fn opens_and_saves(bytes: &[u8]) {
    let path = Path::new("story.txt.ron");
    let file = match read(path, bytes.to_vec()) {
        Ok(file) => file,
        Err(error) => {
            let message = error.to_string();
            assert!(message.contains("story.txt.ron") && message.contains("line "), "{message}");
            return;
        }
    };
    is_sound(&file);
    change_only_what_they_name(&file.document, &file.problems);
    let source = write(&file.document);
    let again = read(path, source.clone().into_bytes()).unwrap_or_else(|error| panic!("{error}\n{source}"));
    assert_eq!(again.document.article(), file.document.article());
    assert_eq!(again.document.set(), file.document.set(), "{source}");
    assert_eq!(again.document.extra(), file.document.extra());
    assert_eq!(write(&again.document), source);
    // Problems repaired by reading are gone in the saved file; unknown fields are still reported.
    let settled = ["duplicate-id", "moved", "offsets"];
    let left: Vec<_> = again.problems.iter().filter(|problem| settled.contains(&problem.check)).collect();
    assert!(left.is_empty(), "{left:?} in {source}");
}

/// Checks that every passage is in the text, and every problem in the table.
pub fn is_sound(file: &AnnotationFile) {
    let text = &file.document.article().text;
    let lies_within = |target: &Target| target.found().all(|range| text.admits(range));
    for mark in file.document.set().annotations() {
        assert!(!mark.target.is_empty() && lies_within(&mark.target) && lies_within(&mark.cue), "{mark:?}");
        assert!(mark.speaker.iter().all(|speaker| lies_within(&speaker.at)), "{mark:?}");
    }
    let by_reading = |id: &str| CHECKS.iter().any(|row| row.id == id && matches!(row.noticed, Noticed::Reading));
    assert!(file.problems.iter().all(|problem| by_reading(problem.check)), "{:?}", file.problems);
    let all = problems(&file.document, &file.problems);
    assert!(all.iter().all(|problem| !problem.what.is_empty() && !problem.what.ends_with('.')), "{all:?}");
}
