//! What others do meanwhile: files that change on disk under an open window, and two windows on one file.

use std::fs;

use crate::desk::{Desk, STORY};

/// A desk with one mark, saved.
fn marked() -> Desk {
    let mut desk = Desk::story();
    desk.select("the trout are gone");
    desk.press("1 Ctrl+S");
    desk.settle();
    assert_eq!(desk.on_disk(), ["claim: the trout are gone"]);
    desk
}

/// Changes the annotation file as another program would.
fn change(desk: &Desk, from: &str, to: &str) {
    let path = desk.path("story.txt.ron");
    let source = fs::read_to_string(&path).unwrap();
    assert!(source.contains(from));
    fs::write(&path, source.replace(from, to)).unwrap();
}

#[test]
fn what_another_program_writes_is_shown_within_a_second() {
    let mut desk = marked();
    desk.press("Ctrl+2");
    change(&desk, "kind: \"claim\"", "kind: \"denial\"");
    desk.wait(1100);
    desk.shows("Another program changed story.txt; this is how it is now");
    assert_eq!(desk.open().set.annotations()[0].kind.id(), "denial");
    assert_eq!(desk.chosen(), "the trout are gone");
    assert_eq!(desk.focused(), "Ledger");
    // It goes on from there.
    desk.press("D");
    assert_eq!(desk.marks(), ["denial: the trout are gone"]);
    assert!(desk.file().set.annotations()[0].discuss);
}

#[test]
fn nothing_is_said_while_nothing_changes() {
    let mut desk = marked();
    for _ in 0..5 {
        desk.wait(1100);
    }
    desk.lacks("Another program");
    desk.press("Ctrl+Z");
    assert!(desk.open().set.annotations().is_empty());
}

#[test]
fn with_work_that_is_not_saved_the_person_decides() {
    let mut desk = marked();
    desk.press("D");
    change(&desk, "kind: \"claim\"", "kind: \"denial\"");
    desk.wait(1100);
    assert_eq!(desk.on_disk(), ["denial: the trout are gone"]);
    assert_eq!(desk.open().set.annotations()[0].kind.id(), "claim");
    assert!(desk.open().set.annotations()[0].discuss);
}

#[test]
fn an_article_that_changes_is_read_again_with_its_marks() {
    let mut desk = marked();
    fs::write(desk.path("story.txt"), format!("An update.\n\n{STORY}")).unwrap();
    desk.wait(1100);
    desk.shows("The article changed since it was annotated");
    assert_eq!(desk.chosen(), "the trout are gone");
    assert!(desk.open().article.text.as_str().starts_with("An update."));
}

#[test]
fn half_a_file_is_waited_for_and_said_at_last() {
    let mut desk = marked();
    let whole = fs::read_to_string(desk.path("story.txt.ron")).unwrap();
    fs::write(desk.path("story.txt.ron"), &whole[..whole.len() / 2]).unwrap();
    for _ in 0..3 {
        desk.wait(1100);
    }
    desk.lacks("was not");
    desk.lacks("damaged");
    fs::write(desk.path("story.txt.ron"), whole.replace("kind: \"claim\"", "kind: \"evidence\"")).unwrap();
    desk.wait(1100);
    assert_eq!(desk.open().set.annotations()[0].kind.id(), "evidence");

    fs::write(desk.path("story.txt.ron"), "nothing of the kind").unwrap();
    for _ in 0..6 {
        desk.wait(1100);
    }
    desk.shows("What was open is kept here as it was");
    assert_eq!(desk.open().set.annotations().len(), 1);
    assert_eq!(fs::read_to_string(desk.path("story.txt.ron")).unwrap(), "nothing of the kind");
}

#[test]
fn a_file_that_is_gone_is_said_once_and_the_work_kept() {
    let mut desk = marked();
    fs::remove_file(desk.path("story.txt.ron")).unwrap();
    desk.wait(1100);
    desk.wait(1100);
    desk.shows("has been moved, renamed or deleted meanwhile");
    assert_eq!(desk.open().set.annotations().len(), 1);
    assert_eq!(desk.names(), ["story.txt"]);
}

#[test]
fn a_second_window_can_only_read() {
    let mut first = marked();
    let mut second = first.beside("story.txt");
    second.shows("works on story.txt.ron");
    second.select("It counted nine in June");
    second.press("3");
    assert_eq!(second.open().set.annotations().len(), 1);
    first.lacks("works on story.txt.ron");
    first.press("D Ctrl+S");
    second.wait(1100);
    assert!(second.open().set.annotations()[0].discuss, "what the first saves, the second shows");
    second.select("It counted nine in June");
    second.press("3");
    assert_eq!(second.open().set.annotations().len(), 1);
}

#[test]
fn a_second_window_takes_over_and_the_first_saves_before() {
    let mut first = marked();
    let mut second = first.beside("story.txt");
    first.press("D");
    second.click("Take over");
    first.wait(1100);
    first.wait(1100);
    first.shows("Another window took over story.txt.ron");
    second.wait(1100);
    second.wait(1100);
    second.lacks("works on story.txt.ron");
    assert!(second.open().set.annotations()[0].discuss);
    second.select("It counted nine in June");
    second.press("3");
    assert_eq!(second.marks(), ["claim: the trout are gone", "evidence: It counted nine in June"]);
    first.select("Nobody at the ministry");
    first.press("1");
    assert_eq!(first.open().set.annotations().len(), 1);
    first.wait(1100);
    assert_eq!(first.open().set.annotations().len(), 2);
}

#[test]
fn a_window_that_does_not_answer_keeps_the_file() {
    let first = marked();
    let mut second = first.beside("story.txt");
    second.click("Take over");
    for _ in 0..20 {
        second.wait(1100);
    }
    second.shows("does not answer");
    drop(first);
    second.click("Take over");
    second.wait(1100);
    second.wait(1100);
    second.select("It counted nine in June");
    second.press("3");
    assert_eq!(second.open().set.annotations().len(), 2);
}

#[test]
fn the_same_window_opens_its_file_again() {
    let mut desk = marked();
    let path = desk.path("story.txt");
    desk.drop_file(path);
    desk.settle();
    desk.lacks("works on story.txt.ron");
    desk.press("J D");
    assert!(desk.open().set.annotations()[0].discuss);
    assert!(fs::read_dir(desk.home().join("open")).unwrap().count() <= 1);
}
