//! Speakers and tags that look alike are one: in counts, in lists, in suggestions; `check` lists their spellings.

use std::fs;
use std::path::{Path, PathBuf};

use egui::accesskit::Role;
use gainsay::model::check::problems;
use gainsay::model::ledger::Ledger;
use gainsay::model::query::speaker_names;
use gainsay::model::repair::repair;
use gainsay::storage::reader::{AnnotationFile, read};

use crate::desk::Desk;

const TEXT: &str = "Rene says it is safe. He says it again. He wrote so. Ake denied it all.";

/// A file whose marks have these speakers, and all these tags, one each.
fn file(speakers: &[&str], tags: &[&str]) -> AnnotationFile {
    let mark = |at: usize, speaker: &str| {
        let tag = tags.get(at).map_or(String::new(), |tag| format!(", tags: [{tag:?}]"));
        format!(
            "(id: \"m{at}\", kind: \"claim\", target: [(start: {at}, end: {})], \
             speaker: (voice: \"named\", name: \"{speaker}\"){tag})",
            at + 3
        )
    };
    let marks: Vec<String> = speakers.iter().enumerate().map(|(at, speaker)| mark(at, speaker)).collect();
    let source = format!("(format: \"gainsay\", version: 1, annotations: [{}], text: {TEXT:?})", marks.join(", "));
    read(Path::new("/a/story.txt.ron"), source.into_bytes()).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn names_that_look_alike_are_one_speaker() {
    let file = file(&["René", "Rene\u{301}", "René ", "RENÉ", "Rene", "O’Neil", "O'Neil"], &[]);
    let names: Vec<(String, usize)> = speaker_names(file.document.set());
    assert_eq!(
        names.iter().map(|(name, count)| (name.as_str(), *count)).collect::<Vec<_>>(),
        [("René", 4), ("O'Neil", 2), ("Rene", 1),]
    );
    let counts: Vec<(String, usize)> =
        Ledger::new(file.document.set()).speakers.iter().map(|count| (count.name.clone(), count.total())).collect();
    assert_eq!(counts, names);
}

#[test]
fn check_lists_spellings_and_repairs_them() {
    let mut file = file(&["René", "René", "Rene\u{301}", "René ", "RENÉ", "Åke"], &["Sources", "Sources", "sources "]);
    let found = problems(&file.document, &file.problems);
    let of = |check: &str| found.iter().filter(|problem| problem.check == check).count();
    assert_eq!((of("speaker-spelling"), of("tag-spelling")), (3, 1), "{found:#?}");
    assert!(found.iter().any(|problem| problem.what.contains("white space")), "{found:#?}");
    let repaired = repair(&mut file.document, &found);
    assert_eq!(repaired.done.len(), 4, "{:#?}", repaired.done);
    assert_eq!(speaker_names(file.document.set()), [("René".to_owned(), 5), ("Åke".to_owned(), 1)]);
    let spelled: Vec<&str> = file
        .document
        .set()
        .annotations()
        .iter()
        .filter_map(|mark| mark.speaker.as_ref())
        .map(|speaker| &*speaker.name)
        .collect();
    assert_eq!(spelled, ["René", "René", "René", "René", "René", "Åke"]);
    assert_eq!(file.document.set().annotations()[2].tags, ["Sources"]);
    assert_eq!(problems(&file.document, &[]), []);
}

#[test]
fn another_spelling_is_not_a_new_speaker() {
    let mut desk = Desk::reading("ÅSA BERG denies it. Zoe says so. Åsa Berg wrote it again.");
    desk.select("wrote it again");
    desk.press("1 S");
    desk.type_words("Åsa Berg");
    desk.press("Enter");
    desk.select("denies it");
    desk.press("2 S");
    assert!(desk.labels(Role::ListBoxOption).iter().all(|option| !option.starts_with("ÅSA BERG")));
    desk.type_words("A\u{30A}sa  berg");
    desk.press("Enter");
    desk.press("Ctrl+S");
    let file = desk.file();
    let mut names = file.document.set().annotations().iter().filter_map(|mark| mark.speaker.as_ref());
    assert!(names.all(|speaker| speaker.name == "Åsa Berg"));
}

/// The picker must list these in this order.
#[track_caller]
fn lists(desk: &Desk, names: &[&str]) {
    let options = desk.labels(Role::ListBoxOption);
    let is_it = |(option, name): (&String, &&str)| option.as_str() == *name || option.starts_with(&format!("{name}, "));
    let listed = options.windows(names.len()).any(|listed| listed.iter().zip(names).all(is_it));
    assert!(listed, "{names:?} are not in {options:?}");
}

#[test]
fn names_are_offered_from_near_to_far() {
    let mut desk = Desk::reading(
        "Vera Holm was there.\n\nThen Ines Dahl came. The port denies it, Per Lund said of Ulf Falk, and left. So did Kim Ek. Derek Ahl stayed.",
    );
    desk.select("was there");
    desk.press("1 S");
    desk.type_words("Vera Holm");
    desk.press("Enter");
    desk.select("said of Ulf Falk");
    desk.press("1 S");
    // In the passage, in its sentence, in its paragraph, used before.
    lists(&desk, &["Ulf Falk", "Per Lund", "Ines Dahl", "Kim Ek", "Derek Ahl", "Vera Holm"]);
    desk.type_words("ah");
    // At the start of a word before one within.
    lists(&desk, &["ah", "Derek Ahl", "Ines Dahl"]);
}

#[test]
fn the_three_spellings_of_the_fault_are_one() {
    let Some(folder) = std::env::var_os("GAINSAY_DATA").map(|data| PathBuf::from(data).join("faults")) else {
        println!("skipped: GAINSAY_DATA does not name the folder with faults");
        return;
    };
    let path = folder.join("09-speakers.txt.ron");
    let file = read(&path, fs::read(&path).unwrap()).unwrap_or_else(|error| panic!("{error}"));
    let names: Vec<String> =
        speaker_names(file.document.set()).into_iter().map(|(name, count)| format!("{name} {count}")).collect();
    assert_eq!(names, ["José 3", "Åsa 1", "Emil 1", "Émile 1", "Zoe 1"]);
    let found = problems(&file.document, &file.problems);
    assert_eq!(found.iter().filter(|problem| problem.check == "speaker-spelling").count(), 2, "{found:#?}");
}
