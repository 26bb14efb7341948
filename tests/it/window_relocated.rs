//! An article of the project that is renamed or moved while it is open: its tab goes on under the new name.

use std::fs;
use std::path::{Path, PathBuf};

use gainsay::storage::files::annotation_path;
use gainsay::storage::reader;

use crate::desk::{Desk, STORY, words};

/// Milliseconds until changes on disk are seen.
const SEEN: u64 = 1100;

/// A desk with a folder of articles as the project and the story open, which has a mark that is saved.
fn marked() -> (Desk, PathBuf) {
    let mut desk = Desk::story();
    let folder = desk.path("more");
    fs::create_dir_all(folder.join("old")).unwrap();
    fs::write(folder.join("story.txt"), STORY).unwrap();
    fs::write(folder.join("other.txt"), "Other\n\nNothing happened.\n").unwrap();
    desk.press("Ctrl+W");
    desk.drop_file(folder.clone());
    desk.drop_file(folder.join("story.txt"));
    desk.select("Nobody at the ministry");
    desk.press("1 Ctrl+S");
    (desk, folder)
}

/// The marks in the annotation file of an article.
#[track_caller]
fn on_disk(article: &Path) -> Vec<String> {
    let file = reader::open(&annotation_path(article)).unwrap().0;
    let marks = file.document.set().annotations().iter();
    marks.map(|mark| format!("{}: {}", mark.kind.id(), words(&file, &mark.target))).collect()
}

fn is_open(desk: &Desk, path: &Path) -> bool {
    desk.harness.state().state().sessions.of_file(path).is_some()
}

#[test]
fn its_annotations_follow_at_once_and_its_steps_can_be_undone() {
    let (mut desk, folder) = marked();
    let (old, new) = (folder.join("story.txt"), folder.join("old").join("mill.txt"));
    fs::rename(&old, &new).unwrap();
    desk.wait(SEEN);
    desk.shows("story.txt is now old/mill.txt, and its annotations with it");
    desk.lacks("has been moved, renamed or deleted");
    assert!(!annotation_path(&old).exists());
    assert_eq!(on_disk(&new), ["claim: Nobody at the ministry"]);
    assert!(is_open(&desk, &new) && !is_open(&desk, &old));
    desk.select("It counted nine in June");
    desk.press("3 Ctrl+S");
    assert_eq!(on_disk(&new).len(), 2);
    desk.press("Ctrl+Z Ctrl+Z Ctrl+S");
    assert_eq!(on_disk(&new), [""; 0], "the step before the move is undone too");
    assert!(!annotation_path(&old).exists(), "nothing is written under the old name");
    let source = fs::read_to_string(annotation_path(&new)).unwrap();
    assert!(source.contains("file: \"mill.txt\""), "{source}");
}

#[test]
fn work_that_is_not_saved_yet_is_saved_under_the_new_name() {
    let (mut desk, folder) = marked();
    desk.select("It counted nine in June");
    desk.press("3");
    let (old, new) = (folder.join("story.txt"), folder.join("mill.txt"));
    // Marked, renamed together with its annotations, and not saved: all between two frames.
    fs::rename(&old, &new).unwrap();
    fs::rename(annotation_path(&old), annotation_path(&new)).unwrap();
    desk.wait(SEEN);
    desk.wait(SEEN);
    assert_eq!(on_disk(&new), ["evidence: It counted nine in June", "claim: Nobody at the ministry"]);
    assert!(!annotation_path(&old).exists());
    desk.lacks("has been moved, renamed or deleted");
    desk.lacks("Merge");
}

#[test]
fn a_renamed_folder_takes_its_open_articles_along() {
    let (mut desk, folder) = marked();
    fs::rename(folder.join("story.txt"), folder.join("old").join("story.txt")).unwrap();
    desk.wait(SEEN);
    fs::rename(folder.join("old"), folder.join("new")).unwrap();
    desk.wait(SEEN);
    let new = folder.join("new").join("story.txt");
    assert!(is_open(&desk, &new));
    desk.press("Ctrl+Z");
    desk.wait(SEEN);
    assert_eq!(on_disk(&new), [""; 0]);
    assert!(!folder.join("old").exists());
}

#[test]
fn what_the_project_knows_of_it_goes_along() {
    let (mut desk, folder) = marked();
    desk.press("Ctrl+D");
    desk.wait(SEEN);
    let file = folder.join("project.gainsay.ron");
    assert!(fs::read_to_string(&file).unwrap().contains("\"story.txt\""));
    fs::rename(folder.join("story.txt"), folder.join("mill.txt")).unwrap();
    desk.wait(SEEN);
    desk.wait(SEEN);
    let content = fs::read_to_string(&file).unwrap();
    assert!(content.contains("\"mill.txt\"") && !content.contains("\"story.txt\""), "{content}");
    let paths: Vec<String> = {
        let project = desk.harness.state().state().project.as_ref().unwrap();
        project.corpus.entries().iter().map(|entry| entry.path.clone()).collect()
    };
    assert_eq!(paths, ["mill.txt", "other.txt"]);
}

#[test]
fn an_article_without_marks_is_followed_too() {
    let (mut desk, folder) = marked();
    desk.drop_file(folder.join("other.txt"));
    let new = folder.join("another.txt");
    fs::rename(folder.join("other.txt"), &new).unwrap();
    desk.wait(SEEN);
    desk.select("Nothing happened");
    desk.press("2 Ctrl+S");
    assert_eq!(on_disk(&new), ["denial: Nothing happened"]);
}

#[test]
fn of_two_with_the_same_words_it_is_the_very_file() {
    let (mut desk, folder) = marked();
    fs::copy(folder.join("story.txt"), folder.join("copy.txt")).unwrap();
    fs::rename(folder.join("story.txt"), folder.join("mill.txt")).unwrap();
    desk.wait(SEEN);
    assert!(is_open(&desk, &folder.join("mill.txt")));
    assert!(!annotation_path(&folder.join("copy.txt")).exists());
}

#[test]
fn of_two_copies_of_one_that_is_deleted_it_is_neither() {
    let (mut desk, folder) = marked();
    let old = folder.join("story.txt");
    for copy in ["one.txt", "two.txt"] {
        fs::copy(&old, folder.join(copy)).unwrap();
    }
    desk.wait(SEEN);
    fs::remove_file(&old).unwrap();
    desk.wait(SEEN);
    desk.wait(SEEN);
    desk.shows("has been moved, renamed or deleted");
    assert!(is_open(&desk, &old), "its tab goes on under no other name");
    assert_eq!(on_disk(&old), ["claim: Nobody at the ministry"]);
    for copy in ["one.txt", "two.txt"] {
        assert!(!annotation_path(&folder.join(copy)).exists(), "{copy}");
    }
}

#[test]
fn an_open_copy_of_one_that_is_deleted_stays_an_article_of_its_own() {
    let (mut desk, folder) = marked();
    let (old, copy) = (folder.join("story.txt"), folder.join("copy.txt"));
    fs::copy(&old, &copy).unwrap();
    desk.drop_file(copy.clone());
    fs::remove_file(&old).unwrap();
    desk.wait(SEEN);
    desk.wait(SEEN);
    assert!(is_open(&desk, &copy) && is_open(&desk, &old));
    assert!(!annotation_path(&copy).exists());
    assert_eq!(on_disk(&old), ["claim: Nobody at the ministry"]);
}

#[test]
fn annotations_that_are_there_already_are_not_replaced() {
    let (mut desk, folder) = marked();
    let (old, new) = (folder.join("story.txt"), folder.join("mill.txt"));
    fs::copy(annotation_path(&old), annotation_path(&new)).unwrap();
    let theirs = fs::read_to_string(annotation_path(&new)).unwrap().replace("claim", "denial");
    fs::write(annotation_path(&new), &theirs).unwrap();
    fs::rename(&old, &new).unwrap();
    desk.wait(SEEN);
    assert_eq!(fs::read_to_string(annotation_path(&new)).unwrap(), theirs);
    assert!(is_open(&desk, &old), "its tab keeps its own annotations");
    assert_eq!(on_disk(&old), ["claim: Nobody at the ministry"]);
    desk.shows("has been moved, renamed or deleted");
}

#[test]
fn a_window_that_shows_it_read_only_follows_the_other_one() {
    let (mut desk, folder) = marked();
    let mut other = desk.beside("more");
    other.drop_file(folder.join("story.txt"));
    other.shows("is open in another window");
    let new = folder.join("mill.txt");
    fs::rename(folder.join("story.txt"), &new).unwrap();
    desk.wait(SEEN);
    assert!(is_open(&desk, &new));
    desk.select("It counted nine in June");
    desk.press("3 Ctrl+S");
    other.wait(SEEN);
    other.wait(SEEN);
    assert!(is_open(&other, &new));
    assert_eq!(other.seen().len(), 2, "it shows what the other window saved: {:?}", other.seen());
    assert_eq!(on_disk(&new).len(), 2);
}

/// The paths of the articles in the project file, those that are done first.
fn recorded(folder: &Path) -> Vec<(String, bool)> {
    let file = gainsay::storage::project::reader::open(&folder.join("project.gainsay.ron")).unwrap();
    let mut items: Vec<_> = file.0.project.articles().map(|item| (item.path.clone(), item.done)).collect();
    items.sort();
    items
}

#[test]
fn an_article_that_was_changed_and_then_renamed_is_the_same_article() {
    let (mut desk, folder) = marked();
    desk.press("Ctrl+D");
    desk.wait(SEEN);
    let (old, new) = (folder.join("story.txt"), folder.join("mill.txt"));
    // Changed while it is open, and a copy of the first version beside it.
    fs::copy(&old, folder.join("old").join("story.txt")).unwrap();
    fs::write(&old, format!("{STORY}\nIt was changed.\n")).unwrap();
    desk.wait(SEEN);
    desk.press("Ctrl+W");
    desk.wait(SEEN);
    // Changed while it is not open.
    fs::write(&old, format!("{STORY}\nIt was changed twice.\n")).unwrap();
    desk.wait(SEEN);
    fs::rename(&old, &new).unwrap();
    for _ in 0..3 {
        desk.wait(SEEN);
    }
    assert_eq!(recorded(&folder), [("mill.txt".to_owned(), true)]);
    assert_eq!(on_disk(&new), ["claim: Nobody at the ministry"]);
    assert!(!annotation_path(&old).exists());
}

#[test]
fn the_message_that_an_article_is_gone_goes_when_it_is_back() {
    let (mut desk, folder) = marked();
    let (old, away) = (folder.join("story.txt"), desk.path("away.txt"));
    fs::rename(&old, &away).unwrap();
    desk.wait(SEEN);
    desk.shows("has been moved, renamed or deleted");
    fs::rename(&away, &old).unwrap();
    desk.wait(SEEN);
    desk.wait(SEEN);
    desk.lacks("has been moved, renamed or deleted");
}
