//! Unsaved work and another program's changes in one file, merged by keyboard.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use egui::accesskit::Role;
use gainsay::model::annotation::{Annotation, Id, Target};
use gainsay::model::article::Article;
use gainsay::model::document::Document;
use gainsay::model::edit::Edit;
use gainsay::model::kind::Kind;
use gainsay::model::offset::ByteRange;
use gainsay::model::set::AnnotationSet;
use gainsay::model::text::ArticleText;
use gainsay::storage::files::annotation_path;
use gainsay::storage::{reader, writer};

use crate::desk::{Desk, STORY};

const CLASH: &str = "Another program changed the annotation file";

fn file(desk: &Desk) -> PathBuf {
    annotation_path(&desk.path("story.txt"))
}

/// Waits for the dialog to accept keys.
#[track_caller]
fn asks(desk: &mut Desk) {
    desk.shows(CLASH);
    desk.wait(500);
}

/// A desk with two claims on disk: "Mill" and "trout".
fn saved() -> Desk {
    let mut desk = Desk::story();
    desk.press("E 1");
    desk.select("trout");
    desk.press("1 Ctrl+S");
    assert_eq!(desk.on_disk(), ["claim: Mill", "claim: trout"]);
    desk
}

/// Another program changes the file.
fn others(desk: &Desk, change: impl FnOnce(&mut Document)) {
    let (read, _) = reader::open(&file(desk)).unwrap();
    let mut version = read.document;
    change(&mut version);
    fs::write(file(desk), writer::write(&version)).unwrap();
}

fn target(version: &Document, words: &str) -> Target {
    let start = version.article().text.as_str().find(words).expect("words of the story");
    Target::of(ByteRange::of(start, start + words.len()))
}

/// Another program marks words as evidence.
fn others_mark(desk: &Desk, words: &str) {
    others(desk, |version| {
        let mark = Annotation::new(Id::new("theirs"), Kind::new("evidence"), target(version, words));
        version.apply(Edit::Add(Arc::new(mark))).unwrap();
    });
}

/// Another program changes the mark on these words.
fn others_change(desk: &Desk, words: &str, change: impl FnOnce(&mut Annotation)) {
    others(desk, |version| {
        let target = target(version, words);
        let mut mark = version.set().annotations().iter().find(|mark| mark.target == target).unwrap().as_ref().clone();
        change(&mut mark);
        version.apply(Edit::Replace(Arc::new(mark))).unwrap();
    });
}

/// A mark that is a denial here and evidence in the file.
fn contradicted() -> Desk {
    let mut desk = saved();
    others_change(&desk, "trout", |mark| mark.kind = Kind::new("evidence"));
    desk.press("2 Ctrl+S");
    asks(&mut desk);
    desk
}

#[test]
fn what_both_did_apart_is_put_together_by_one_key_and_undone_by_one() {
    let mut desk = saved();
    others_mark(&desk, "nine in June");
    desk.press("2 Ctrl+S");
    asks(&mut desk);
    desk.shows("No conflicts");
    desk.shows("1 mark changed");
    desk.shows("1 mark added");
    desk.press("Enter");
    desk.lacks(CLASH);
    let both = ["claim: Mill", "denial: trout", "evidence: nine in June"];
    assert_eq!(desk.on_disk(), both);
    desk.shows("Saved ");
    desk.press("Ctrl+Z");
    assert_eq!(desk.marks(), ["claim: Mill", "denial: trout"]);
    // Steps before the merge are undone as usual.
    desk.press("Ctrl+Z");
    assert_eq!(desk.marks(), ["claim: Mill", "claim: trout"]);
    desk.press("Ctrl+Shift+Z Ctrl+Shift+Z");
    assert_eq!(desk.marks(), both);
    // Saving continues in the same file.
    desk.press("3");
    assert_eq!(desk.marks()[1], "evidence: trout");
}

#[test]
fn a_change_that_nobody_else_touched_is_not_asked_about() {
    let mut desk = saved();
    desk.press("2 Ctrl+S 3");
    desk.wait(1000);
    desk.lacks(CLASH);
    assert_eq!(desk.on_disk(), ["claim: Mill", "evidence: trout"]);
}

#[test]
fn mine_stands() {
    let mut desk = contradicted();
    desk.shows("1 conflict");
    desk.press("M Enter");
    assert_eq!(desk.on_disk(), ["claim: Mill", "denial: trout"]);
}

#[test]
fn theirs_stands() {
    let mut desk = contradicted();
    desk.press("T");
    assert!(desk.is_ticked(Role::RadioButton, "Theirs"));
    desk.press("Enter");
    assert_eq!(desk.on_disk(), ["claim: Mill", "evidence: trout"]);
    desk.press("Ctrl+Z");
    assert_eq!(desk.marks(), ["claim: Mill", "denial: trout"]);
}

#[test]
fn both_stay_as_two_marks() {
    let mut desk = contradicted();
    desk.press("B Enter");
    assert_eq!(desk.on_disk(), ["claim: Mill", "denial: trout", "evidence: trout"]);
}

#[test]
fn what_nobody_decides_stays_in_words_for_discussion() {
    let mut desk = contradicted();
    assert!(desk.is_ticked(Role::RadioButton, "Later"));
    desk.press("Enter");
    let file = desk.file();
    let mark = &file.document.set().annotations()[1];
    assert!(mark.discuss);
    assert_eq!(mark.note, "Merge: the kind is denial on one side, evidence on the other");
}

#[test]
fn the_letters_of_whoever_was_typing_decide_nothing() {
    let mut desk = saved();
    desk.press("2 N");
    others_change(&desk, "trout", |mark| mark.kind = Kind::new("evidence"));
    // The dialog opens by itself in the middle of a word.
    desk.type_words("wan");
    desk.wait(1000);
    desk.shows(CLASH);
    desk.type_words("t mt");
    desk.press("Enter Shift+T");
    desk.shows(CLASH);
    assert!(desk.is_ticked(Role::RadioButton, "Later"));
    desk.wait(500);
    desk.press("T");
    assert!(desk.is_ticked(Role::RadioButton, "Theirs"));
}

#[test]
fn what_cannot_be_both_has_no_such_choice() {
    let mut desk = saved();
    others(&desk, |version| {
        let target = target(version, "trout");
        let id = version.set().annotations().iter().find(|mark| mark.target == target).unwrap().id.clone();
        let edit = version.set().removal(&[id]);
        version.apply(edit).unwrap();
    });
    desk.press("2 Ctrl+S");
    desk.shows("deleted it");
    desk.shows("changed the kind");
    assert!(!desk.labels(Role::RadioButton).contains(&"Both".to_owned()));
    desk.press("B");
    assert!(desk.is_ticked(Role::RadioButton, "Later"));
    desk.press("T Enter");
    assert_eq!(desk.on_disk(), ["claim: Mill"]);
}

#[test]
fn conflicts_are_gone_through_one_by_one_or_decided_all_at_once() {
    let two = || {
        let mut desk = saved();
        others_change(&desk, "trout", |mark| {
            mark.kind = Kind::new("evidence");
            mark.note = "theirs".to_owned();
        });
        desk.press("2 N");
        desk.type_words("mine");
        desk.press("Ctrl+Enter Ctrl+S");
        asks(&mut desk);
        desk.shows("2 conflicts");
        desk
    };
    let told = |desk: &Desk| {
        let file = desk.file();
        let mark = &file.document.set().annotations()[1];
        (mark.kind.id().to_owned(), mark.note.clone())
    };
    let mut desk = two();
    desk.press("T Down B Enter");
    assert_eq!(told(&desk), ("evidence".to_owned(), "mine\n\ntheirs".to_owned()));
    let mut desk = two();
    desk.press("Shift+T Enter");
    assert_eq!(told(&desk), ("evidence".to_owned(), "theirs".to_owned()));
    let mut desk = two();
    desk.click("All mine");
    desk.press("Down Down Up Up T Enter");
    assert_eq!(told(&desk), ("evidence".to_owned(), "mine".to_owned()));
}

/// The story with a claim on "owner", by somebody else.
fn begun() -> String {
    let mark = "(id: \"t\", kind: \"claim\", target: [(start: 5, end: 10, exact: \"owner\")])";
    format!("(format: \"gainsay\", version: 1, article: (file: \"story.txt\"), annotations: [{mark}], text: {STORY:?})")
}

#[test]
fn with_single_letters_off_arrows_choose() {
    let annotations = begun();
    let files = [("story.txt", STORY.as_bytes()), ("story.txt.ron", annotations.as_bytes())];
    let mut desk = Desk::set("(creator: \"kd\", single_keys: false)", &files, Some("story.txt"));
    let caret = desk.start_of("Mill owner") + egui::vec2(50.0, 0.0);
    desk.click_at(caret);
    assert_eq!(desk.chosen(), "owner");
    others_change(&desk, "owner", |mark| mark.kind = Kind::new("evidence"));
    desk.press("Delete Ctrl+S");
    asks(&mut desk);
    desk.press("M");
    assert!(desk.is_ticked(Role::RadioButton, "Later"));
    // Wraps around, skipping unavailable choices.
    desk.press("Left");
    assert!(desk.is_ticked(Role::RadioButton, "Theirs"));
    desk.press("Right Right");
    assert!(desk.is_ticked(Role::RadioButton, "Mine"));
    desk.press("Enter");
    assert_eq!(desk.on_disk(), [""; 0]);
}

#[test]
fn an_article_that_the_other_read_again_comes_with_its_marks_and_goes_with_them() {
    let mut desk = saved();
    let longer = format!("Updated on Friday.\n\n{STORY}");
    others(&desk, |version| {
        let article = Article { text: ArticleText::new(&*longer), ..version.article().clone() };
        let moved = |mark: &Arc<Annotation>| {
            let bounds = mark.target.bounds().unwrap();
            let shift = longer.len() - STORY.len();
            let target = Target::of(ByteRange::of(bounds.start().get() + shift, bounds.end().get() + shift));
            Annotation { target, ..mark.as_ref().clone() }
        };
        let marks: Vec<Annotation> = version.set().annotations().iter().map(moved).collect();
        *version = Document::new(article, AnnotationSet::new(marks, []).0, version.extra().clone());
    });
    others_mark(&desk, "Updated on Friday");
    desk.press("2 Ctrl+S");
    asks(&mut desk);
    desk.press("Enter");
    let merged = ["evidence: Updated on Friday", "claim: Mill", "denial: trout"];
    assert_eq!(desk.on_disk(), merged);
    assert_eq!(desk.file().document.article().text.as_str(), longer);
    assert_eq!(desk.chosen(), "trout");
    // The outcome for the marks can be compared.
    desk.shows("The article changed since it was annotated");
    // The screen shows the article of the marks.
    assert_eq!(desk.paragraphs()[0].0, "Updated on Friday.");
    desk.press("Ctrl+Z");
    assert_eq!(desk.paragraphs()[0].0, "Mill owner rejects claims about the river");
    desk.lacks("The article changed since it was annotated");
    assert_eq!(desk.marks(), ["claim: Mill", "denial: trout"]);
    assert_eq!(desk.chosen(), "trout");
    desk.press("Ctrl+Z Ctrl+Z Ctrl+Z");
    assert_eq!(desk.marks(), [""; 0]);
    desk.press("Ctrl+Y Ctrl+Y Ctrl+Y Ctrl+Y");
    assert_eq!(desk.marks(), merged);
    assert_eq!(desk.chosen(), "trout");
    // A search ends with its article.
    desk.press("Ctrl+F");
    desk.type_words("friday");
    desk.press("Escape");
    assert_eq!(desk.selected(), "Friday");
}

#[test]
fn a_file_that_is_broken_or_newer_cannot_be_merged_until_it_is_sound() {
    let mut desk = saved();
    let sound = fs::read_to_string(file(&desk)).unwrap();
    for (key, written, why) in [
        ("2", "(format: \"gainsay\", vers".to_owned(), "cannot be merged"),
        ("3", sound.replace("version: 1,", "version: 99,"), "newer version of Gainsay"),
    ] {
        fs::write(file(&desk), &written).unwrap();
        desk.press(key);
        desk.press("Ctrl+S");
        asks(&mut desk);
        desk.shows(why);
        assert!(!desk.labels(Role::Button).contains(&"Merge".to_owned()));
        assert_eq!(fs::read_to_string(file(&desk)).unwrap(), written);
        desk.press("Enter");
        assert_eq!(fs::read_to_string(file(&desk)).unwrap(), written);
        desk.press("Escape");
    }
    fs::write(file(&desk), &sound).unwrap();
    desk.press("Ctrl+S");
    asks(&mut desk);
    desk.press("Enter");
    assert!(
        desk.on_disk().contains(&"evidence: Mill".to_owned()) || desk.on_disk().contains(&"evidence: trout".to_owned())
    );
}

#[test]
fn a_broken_file_is_tried_again() {
    let mut desk = saved();
    let sound = fs::read_to_string(file(&desk)).unwrap();
    fs::write(file(&desk), "(").unwrap();
    desk.press("2 Ctrl+S");
    desk.shows("cannot be merged");
    fs::write(file(&desk), &sound).unwrap();
    desk.click("Try again");
    asks(&mut desk);
    desk.shows("No conflicts");
    desk.press("Enter");
    assert_eq!(desk.on_disk(), ["claim: Mill", "denial: trout"]);
}

#[test]
fn closing_the_window_merges_first() {
    let mut desk = saved();
    others_mark(&desk, "nine in June");
    desk.press("2");
    desk.close();
    assert!(!desk.is_closed());
    asks(&mut desk);
    desk.press("Enter");
    assert!(desk.is_closed());
    assert_eq!(desk.on_disk(), ["claim: Mill", "denial: trout", "evidence: nine in June"]);
}

#[test]
fn what_was_merged_can_still_be_undone_once_the_article_is_found_to_be_the_new_one_too() {
    let mut desk = saved();
    let longer = format!("{STORY}\nUpdated on Friday.\n");
    others(&desk, |version| {
        let article = Article { text: ArticleText::new(&*longer), ..version.article().clone() };
        version.apply(Edit::Article(Box::new(article))).unwrap();
    });
    fs::write(desk.path("story.txt"), &longer).unwrap();
    desk.press("2 Ctrl+S");
    asks(&mut desk);
    desk.press("Enter");
    // The files are checked once a second, and the article is read again.
    desk.wait(1500);
    desk.wait(1500);
    assert_eq!(desk.file().document.article().text.as_str(), longer);
    assert_eq!(desk.on_disk(), ["claim: Mill", "denial: trout"]);
    desk.press("Ctrl+Z");
    assert_eq!(desk.marks(), ["claim: Mill", "denial: trout"]);
    assert_eq!(desk.file().document.article().text.as_str(), STORY);
    desk.press("Ctrl+Z");
    assert_eq!(desk.marks(), ["claim: Mill", "claim: trout"]);
}

#[test]
fn a_file_that_changes_once_more_is_merged_once_more() {
    let mut desk = saved();
    others_mark(&desk, "nine in June");
    desk.press("2 Ctrl+S");
    asks(&mut desk);
    others_change(&desk, "nine in June", |mark| mark.kind = Kind::new("claim"));
    // Saving again does not affect the decision.
    desk.press("Ctrl+S");
    asks(&mut desk);
    desk.press("Enter");
    asks(&mut desk);
    desk.press("Enter");
    assert_eq!(desk.on_disk(), ["claim: Mill", "denial: trout", "claim: nine in June"]);
}

#[test]
fn while_the_other_file_is_read_the_window_says_so_and_can_be_left() {
    let mut desk = saved();
    others_mark(&desk, "nine in June");
    let theirs = fs::read_to_string(file(&desk)).unwrap();
    desk.press("2");
    desk.hold_work();
    desk.press("Ctrl+S");
    desk.release_work();
    asks(&mut desk);
    desk.press("Escape");
    desk.lacks(CLASH);
    assert_eq!(fs::read_to_string(file(&desk)).unwrap(), theirs);
    desk.hold_work();
    desk.press("3");
    desk.lacks(CLASH);
    desk.release_work();
    desk.press("Ctrl+S");
    asks(&mut desk);
    desk.press("Enter");
    assert_eq!(desk.on_disk(), ["claim: Mill", "evidence: trout", "evidence: nine in June"]);
}

#[test]
fn a_file_that_appears_where_none_was_is_merged_too() {
    let mut desk = Desk::story();
    fs::write(file(&desk), begun()).unwrap();
    desk.press("E 2 Ctrl+S");
    asks(&mut desk);
    desk.press("Enter");
    assert_eq!(desk.on_disk(), ["denial: Mill", "claim: owner"]);
}
