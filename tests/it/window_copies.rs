//! Unsaved work is copied to the data folder, saved on exit, and offered at the next start.

use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;

use crate::desk::{Desk, STORY};

/// A desk with one claim on disk.
fn saved() -> Desk {
    let mut desk = Desk::story();
    desk.press("E 1 Ctrl+S");
    assert_eq!(desk.on_disk(), ["claim: Mill"]);
    desk
}

/// The copies in the data folder.
fn copies(desk: &Desk) -> Vec<PathBuf> {
    let entries = fs::read_dir(desk.home().join("unsaved")).into_iter().flatten();
    entries.map(|entry| entry.unwrap().path()).collect()
}

/// A desk that ended with unsaved work.
fn cut_off() -> Desk {
    let mut desk = saved();
    desk.disk_fails(Some(ErrorKind::StorageFull));
    desk.press("2 Ctrl+S");
    desk.wait(1000);
    assert_eq!(copies(&desk).len(), 1);
    desk
}

#[test]
fn while_saving_fails_a_copy_of_the_latest_work_lies_in_the_data_folder() {
    let mut desk = cut_off();
    let [copy] = &copies(&desk)[..] else { panic!("one copy") };
    assert!(fs::read_to_string(copy).unwrap().contains("kind: \"denial\""));
    desk.press("3");
    desk.wait(1000);
    assert!(fs::read_to_string(copy).unwrap().contains("kind: \"evidence\""));
    assert_eq!(copies(&desk).len(), 1);
    // After a successful save no copy is left.
    desk.disk_fails(None);
    desk.press("Ctrl+S");
    assert_eq!(desk.on_disk(), ["evidence: Mill"]);
    assert!(copies(&desk).is_empty());
    desk.close();
    assert!(desk.is_closed());
}

#[test]
fn what_waits_for_a_decision_or_was_deleted_is_copied_too() {
    let mut desk = saved();
    fs::remove_file(desk.path("story.txt.ron")).unwrap();
    desk.wait(1100);
    assert_eq!(copies(&desk).len(), 1);
    desk.press("Ctrl+S");
    assert!(copies(&desk).is_empty());
    let theirs = fs::read_to_string(desk.path("story.txt.ron")).unwrap().replace("\"claim\"", "\"evidence\"");
    fs::write(desk.path("story.txt.ron"), theirs).unwrap();
    desk.press("D Ctrl+S");
    desk.shows("Another program changed the annotation file");
    desk.wait(1000);
    assert_eq!(copies(&desk).len(), 1);
}

#[test]
fn a_copy_is_offered_and_opened_as_unsaved_work() {
    let mut desk = cut_off().restart("story.txt");
    desk.shows("Unsaved work");
    assert!(desk.seen()[0].starts_with("Claim: "));
    desk.click("Open story.txt.ron");
    assert!(desk.seen()[0].starts_with("Denial: "));
    desk.wait(1000);
    assert_eq!(desk.on_disk(), ["denial: Mill"]);
    assert!(copies(&desk).is_empty());
    let desk = desk.reopen("story.txt");
    desk.lacks("Unsaved work");
}

#[test]
fn a_copy_that_is_refused_stays_until_it_is_deleted_on_purpose() {
    let mut desk = cut_off().restart("story.txt");
    desk.press("Escape");
    desk.lacks("Unsaved work");
    desk.press("J D Ctrl+S");
    assert_eq!(desk.on_disk(), ["claim: Mill"]);
    assert_eq!(copies(&desk).len(), 1);
    let mut desk = desk.reopen("story.txt");
    desk.click("Later");
    desk.press("Ctrl+P");
    desk.type_words("unsaved work");
    desk.press("Enter");
    desk.click("Delete the copy of story.txt.ron…");
    assert_eq!(copies(&desk).len(), 1, "it asks first");
    desk.click("Delete the copy of story.txt.ron permanently");
    assert!(copies(&desk).is_empty());
    desk.lacks("Unsaved work");
    assert_eq!(desk.on_disk(), ["claim: Mill"]);
}

#[test]
fn a_copy_of_a_file_that_was_changed_since_is_merged_with_it() {
    let mut desk = cut_off();
    desk.disk_fails(None);
    let path = desk.path("story.txt.ron");
    let theirs = fs::read_to_string(&path)
        .unwrap()
        .replace("tags: []", "")
        .replace("kind: \"claim\"", "kind: \"claim\", note: \"theirs\"");
    fs::write(&path, &theirs).unwrap();
    let mut desk = desk.restart("story.txt");
    desk.click("Open story.txt.ron");
    desk.wait(1000);
    desk.shows("Another program changed the annotation file");
    assert_eq!(fs::read_to_string(&path).unwrap(), theirs);
    assert_eq!(copies(&desk).len(), 1);
    desk.press("Escape");
    assert_eq!(fs::read_to_string(&path).unwrap(), theirs);
}

#[test]
fn a_copy_whose_folder_is_gone_opens_with_the_text_in_it() {
    let mut desk = cut_off();
    desk.disk_fails(None);
    fs::create_dir(desk.home().join("elsewhere")).unwrap();
    let other = desk.home().join("elsewhere").join("other.txt");
    fs::write(&other, "The ferry keeps its winter timetable.\n").unwrap();
    fs::remove_dir_all(desk.path("")).unwrap();
    let mut desk = desk.restart("../home/elsewhere/other.txt");
    desk.click("Open story.txt.ron");
    assert_eq!(desk.reads(), STORY.trim_end());
    desk.wait(1000);
    desk.shows("does not exist");
    assert_eq!(copies(&desk).len(), 1);
    desk.close();
    assert!(!desk.is_closed());
}

#[test]
fn work_given_up_on_purpose_leaves_no_copy() {
    let mut desk = cut_off();
    desk.close();
    desk.click("Discard changes");
    assert!(desk.is_closed());
    assert!(copies(&desk).is_empty());
}

#[test]
fn two_sessions_copies_of_one_file_are_both_kept() {
    let mut desk = cut_off().restart("story.txt");
    desk.click("Later");
    desk.disk_fails(Some(ErrorKind::StorageFull));
    desk.press("J 3 Ctrl+S");
    desk.wait(1000);
    assert_eq!(copies(&desk).len(), 2);
}

#[test]
fn at_the_end_what_is_not_saved_is_saved() {
    let mut desk = saved();
    desk.press("2");
    assert_eq!(desk.on_disk(), ["claim: Mill"]);
    assert!(desk.end());
    assert_eq!(desk.on_disk(), ["denial: Mill"]);
    assert!(copies(&desk).is_empty());
    // The window closes without a question.
    desk.close();
    assert!(desk.is_closed());
}

#[test]
fn at_the_end_what_cannot_be_saved_is_copied() {
    // A change by another program, a deleted file, a missing folder.
    for harm in 0..3 {
        let mut desk = saved();
        let path = desk.path("story.txt.ron");
        desk.press("2");
        match harm {
            0 => fs::write(&path, "theirs").unwrap(),
            1 => fs::remove_file(&path).unwrap(),
            _ => fs::remove_dir_all(desk.path("")).unwrap(),
        }
        assert!(desk.end());
        let [copy] = &copies(&desk)[..] else { panic!("no copy: {harm}") };
        assert!(fs::read_to_string(copy).unwrap().contains("kind: \"denial\""));
        assert_eq!(fs::read_to_string(&path).ok().as_deref(), (harm == 0).then_some("theirs"));
    }
}

#[test]
fn at_the_end_nothing_is_written_where_nothing_was_done() {
    let mut desk = saved();
    let before = fs::metadata(desk.path("story.txt.ron")).unwrap().modified().unwrap();
    desk.wait(5000);
    assert!(desk.end());
    assert_eq!(fs::metadata(desk.path("story.txt.ron")).unwrap().modified().unwrap(), before);
    assert!(copies(&desk).is_empty());
}

#[test]
fn a_clock_before_1970_makes_ids_that_differ() {
    let before = std::time::SystemTime::UNIX_EPOCH - std::time::Duration::from_secs(86_400);
    let ids: std::collections::HashSet<_> =
        (0..1000).map(|_| gainsay::ui::platform::fresh_id(before).as_str().to_owned()).collect();
    assert_eq!(ids.len(), 1000);
}
