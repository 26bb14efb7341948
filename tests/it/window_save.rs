//! Saving: when, its messages, and its failures.

use std::fs;
use std::io::ErrorKind;

use gainsay::app::action::FileDialog;
use gainsay::storage::files::annotation_path;

use crate::desk::{Desk, STORY};

/// Another article.
const OTHER: &[u8] = b"The ferry keeps its winter timetable.\n";

/// The annotation file of another program.
const THEIRS: &str = "(format: \"gainsay\", version: 1, article: (file: \"story.txt\"), annotations: [(id: \"t\", kind: \
    \"claim\", target: [(start: 5, end: 10, exact: \"owner\")])], text: \"Mill owner rejects\")";

/// A desk with one claim on disk.
fn saved() -> Desk {
    let mut desk = Desk::story();
    desk.press("E 1 Ctrl+S");
    assert_eq!(desk.on_disk(), ["claim: Mill"]);
    desk
}

/// Replaces the annotations with another program's file.
fn others_write(desk: &Desk) {
    fs::write(annotation_path(&desk.path("story.txt")), THEIRS).unwrap();
}

fn source(desk: &Desk) -> String {
    fs::read_to_string(annotation_path(&desk.path("story.txt"))).unwrap()
}

#[test]
fn a_change_is_saved_by_itself_shortly_after_it() {
    let mut desk = Desk::story();
    desk.shows("No changes yet");
    desk.press("E 1");
    assert_eq!(desk.names(), ["story.txt"]);
    desk.shows("Unsaved changes");
    desk.wait(100);
    assert_eq!(desk.names(), ["story.txt"]);
    desk.wait(900);
    assert_eq!(desk.on_disk(), ["claim: Mill"]);
    desk.shows("Saved ");
    desk.lacks("Unsaved changes");
    assert_eq!(desk.names(), ["story.txt", "story.txt.ron"]);
}

#[test]
fn while_changes_keep_coming_it_is_saved_a_second_after_the_first() {
    let mut desk = saved();
    desk.press("N");
    for _ in 0..9 {
        desk.type_words("x");
        desk.wait(100);
    }
    let note = desk.file().document.set().annotations()[0].note.clone();
    assert!(!note.is_empty(), "nothing was saved");
}

#[test]
fn ctrl_s_saves_at_once_and_says_when_there_is_nothing() {
    let mut desk = Desk::story();
    desk.press("E 2 Ctrl+S");
    assert_eq!(desk.on_disk(), ["denial: Mill"]);
    desk.press("Ctrl+S");
    desk.shows("All changes are saved");
}

#[test]
fn reopened_without_a_change_it_says_so_and_writes_nothing() {
    let mut desk = saved().reopen("story.txt");
    let before = fs::metadata(annotation_path(&desk.path("story.txt"))).unwrap().modified().unwrap();
    desk.shows("No changes");
    desk.press("J K Ctrl+S");
    desk.wait(5000);
    desk.close();
    assert!(desk.is_closed());
    assert_eq!(fs::metadata(annotation_path(&desk.path("story.txt"))).unwrap().modified().unwrap(), before);
}

#[test]
fn a_slow_save_is_said_and_changes_meanwhile_are_saved_after_it() {
    let mut desk = Desk::story();
    desk.hold_work();
    desk.press("E 1 Ctrl+S");
    desk.shows("Saving…");
    desk.press("2");
    desk.release_work();
    desk.shows("Unsaved changes");
    desk.wait(1000);
    assert_eq!(desk.on_disk(), ["denial: Mill"]);
    desk.shows("Saved ");
}

#[test]
fn closing_saves_first() {
    let mut desk = saved();
    desk.press("2");
    desk.close();
    assert!(desk.is_closed());
    assert_eq!(desk.on_disk(), ["denial: Mill"]);
}

#[test]
fn closing_waits_for_a_slow_save_and_for_what_came_after_it() {
    let mut desk = Desk::story();
    desk.hold_work();
    desk.press("E 1 Ctrl+S 2");
    desk.close();
    assert!(!desk.is_closed());
    desk.release_work();
    assert!(desk.is_closed());
    assert_eq!(desk.on_disk(), ["denial: Mill"]);
}

#[test]
fn a_letter_typed_right_after_saving_is_kept() {
    let mut desk = saved();
    desk.press("N");
    desk.press_at_once("A Ctrl+S B");
    assert_eq!(desk.mark().note, "ab");
}

#[test]
fn a_hidden_window_saves() {
    let mut desk = saved();
    desk.press("2");
    assert_eq!(desk.on_disk(), ["claim: Mill"]);
    desk.wait_hidden(1000, false);
    assert_eq!(desk.on_disk(), ["denial: Mill"]);
    desk.wait(100);
    desk.shows("Saved ");
}

#[test]
fn a_hidden_window_that_is_to_close_saves_first() {
    let mut desk = saved();
    desk.press("2");
    desk.wait_hidden(0, true);
    assert_eq!(desk.on_disk(), ["denial: Mill"]);
    desk.wait_hidden(100, false);
    assert!(desk.is_closed());
}

#[test]
fn quitting_by_key_saves_too() {
    let mut desk = Desk::story();
    desk.press("E 1 Ctrl+Q");
    assert!(desk.is_closed());
    assert_eq!(desk.on_disk(), ["claim: Mill"]);
}

#[test]
fn the_first_article_is_saved_while_another_is_shown() {
    let mut desk = Desk::with(&[("story.txt", STORY.as_bytes()), ("other.txt", OTHER)], "story.txt");
    desk.press("E 1");
    desk.drop_file(desk.path("other.txt"));
    desk.wait(1000);
    assert_eq!(desk.on_disk(), ["claim: Mill"]);
    assert_eq!(desk.after_caret(), "The ferry keeps its winter timetable.");
    assert_eq!(desk.names(), ["other.txt", "story.txt", "story.txt.ron"]);
}

#[test]
fn the_work_goes_into_its_own_file_when_another_is_opened_during_a_slow_save() {
    let mut desk = Desk::with(&[("story.txt", STORY.as_bytes()), ("other.txt", OTHER)], "story.txt");
    desk.hold_work();
    desk.press("E 1 Ctrl+S");
    desk.press("2");
    desk.drop_file(desk.path("other.txt"));
    desk.release_work();
    desk.wait(1000);
    assert_eq!(desk.on_disk(), ["denial: Mill"]);
    assert_eq!(desk.after_caret(), "The ferry keeps its winter timetable.");
}

#[test]
fn a_full_disk_is_said_and_the_old_file_stays() {
    let mut desk = saved();
    let before = source(&desk);
    desk.disk_fails(Some(ErrorKind::StorageFull));
    desk.press("2 Ctrl+S");
    desk.shows("is full");
    desk.shows("Not saved");
    desk.shows("Save it in another place");
    assert_eq!(source(&desk), before);
    // With room again, autosave succeeds.
    desk.disk_fails(None);
    desk.wait(15_000);
    assert_eq!(desk.on_disk(), ["denial: Mill"]);
    desk.lacks("is full");
    desk.lacks("Not saved");
}

#[test]
fn after_a_failed_save_ctrl_s_tries_at_once() {
    let mut desk = saved();
    desk.disk_fails(Some(ErrorKind::PermissionDenied));
    desk.press("2 Ctrl+S");
    desk.shows("not have permission to write");
    desk.disk_fails(None);
    desk.press("Ctrl+S");
    assert_eq!(desk.on_disk(), ["denial: Mill"]);
    desk.lacks("not have permission to write");
}

#[test]
fn what_cannot_be_saved_in_its_place_is_saved_in_another() {
    let mut desk = saved();
    desk.disk_fails(Some(ErrorKind::ReadOnlyFilesystem));
    desk.press("2 Ctrl+S");
    let elsewhere = desk.home().join("kept.ron");
    desk.answer(elsewhere.clone());
    desk.click("Save as…");
    assert_eq!(desk.asked(), [FileDialog::SaveTo(annotation_path(&desk.path("story.txt")))]);
    desk.shows("kept.ron");
    desk.shows("Saved ");
    assert!(fs::read_to_string(&elsewhere).unwrap().contains("kind: \"denial\""));
    assert_eq!(desk.on_disk(), ["claim: Mill"]);
    // Saving continues there.
    desk.press("3");
    desk.wait(1000);
    assert!(fs::read_to_string(&elsewhere).unwrap().contains("kind: \"evidence\""));
}

#[test]
fn a_cancelled_dialog_saves_nowhere_else() {
    let mut desk = saved();
    desk.press("Ctrl+Shift+S");
    assert_eq!(desk.asked().len(), 1);
    desk.press("2");
    assert_eq!(desk.marks(), ["denial: Mill"]);
}

#[test]
fn a_folder_that_is_gone_is_said() {
    let mut desk = saved();
    let (folder, away) = (desk.path(""), desk.home().join("away"));
    fs::rename(&folder, &away).unwrap();
    fs::write(&folder, "a file in its place").unwrap();
    desk.press("2 Ctrl+S");
    desk.shows("Not saved");
    desk.shows("was not saved");
    fs::remove_file(&folder).unwrap();
    fs::rename(&away, &folder).unwrap();
    desk.press("Ctrl+S");
    assert_eq!(desk.on_disk(), ["denial: Mill"]);
}

#[test]
fn closing_with_what_cannot_be_saved_asks() {
    let mut desk = saved();
    desk.disk_fails(Some(ErrorKind::StorageFull));
    desk.press("2");
    desk.close();
    assert!(!desk.is_closed());
    desk.shows("Your changes are not saved");
    // Cancel returns to the window.
    desk.click("Cancel");
    desk.lacks("Your changes are not saved");
    desk.press("3");
    assert!(!desk.is_closed());
    // Again, with room now.
    desk.close();
    desk.shows("Your changes are not saved");
    desk.disk_fails(None);
    desk.click("Try again");
    assert!(desk.is_closed());
    assert_eq!(desk.on_disk(), ["evidence: Mill"]);
}

#[test]
fn closing_can_give_up_what_cannot_be_saved() {
    let mut desk = saved();
    desk.disk_fails(Some(ErrorKind::StorageFull));
    desk.press("2");
    desk.close();
    desk.click("Discard changes");
    assert!(desk.is_closed());
    assert_eq!(desk.on_disk(), ["claim: Mill"]);
}

#[test]
fn closing_can_save_elsewhere() {
    let mut desk = saved();
    desk.disk_fails(Some(ErrorKind::StorageFull));
    desk.press("2");
    desk.close();
    let elsewhere = desk.home().join("kept.ron");
    desk.answer(elsewhere.clone());
    // It has the focus: nothing is lost by Enter.
    assert_eq!(desk.focused(), "Save as…");
    desk.press("Enter");
    assert!(desk.is_closed());
    assert!(fs::read_to_string(elsewhere).unwrap().contains("kind: \"denial\""));
}

#[test]
fn another_article_is_opened_also_while_the_first_cannot_be_saved() {
    let mut desk = Desk::with(&[("story.txt", STORY.as_bytes()), ("other.txt", OTHER)], "story.txt");
    desk.disk_fails(Some(ErrorKind::StorageFull));
    desk.press("E 1");
    desk.drop_file(desk.path("other.txt"));
    assert_eq!(desk.after_caret(), "The ferry keeps its winter timetable.");
    desk.wait(1000);
    desk.lacks("Your changes are not saved");
    desk.disk_fails(None);
    desk.wait(11_000);
    assert_eq!(desk.on_disk(), ["claim: Mill"]);
}

#[test]
fn another_programs_file_is_never_written_over_unasked() {
    let mut desk = saved();
    others_write(&desk);
    desk.press("2");
    desk.wait(1000);
    desk.shows("Another program changed the annotation file");
    assert_eq!(source(&desk), THEIRS);
    desk.press("Escape");
    desk.wait(60_000);
    desk.press("3");
    desk.wait(60_000);
    assert_eq!(source(&desk), THEIRS);
    desk.shows("Not saved");
    // On request, it asks again.
    desk.press("Ctrl+S");
    desk.shows("Another program changed the annotation file");
    assert_eq!(source(&desk), THEIRS);
    desk.click("Overwrite with mine");
    assert_eq!(desk.on_disk(), ["evidence: Mill"]);
    desk.press("1");
    assert_eq!(desk.marks(), ["claim: Mill"]);
}

#[test]
fn another_programs_file_can_be_opened_instead() {
    let mut desk = saved();
    others_write(&desk);
    desk.press("2 Ctrl+S");
    desk.click("Open theirs, discard mine");
    assert_eq!(source(&desk), THEIRS);
    desk.press("J");
    assert_eq!(desk.chosen(), "owner");
    desk.press("3");
    assert_eq!(desk.marks(), ["evidence: owner"]);
}

#[test]
fn what_is_opened_instead_is_the_file_of_the_same_name() {
    let mut desk = Desk::with(&[("story.txt", STORY.as_bytes()), ("second.ron", THEIRS.as_bytes())], "second.ron");
    desk.press("J 2 Ctrl+S");
    let changed = THEIRS.replace("start: 5, end: 10, exact: \"owner\"", "start: 0, end: 4, exact: \"Mill\"");
    fs::write(desk.path("second.ron"), &changed).unwrap();
    desk.press("3 Ctrl+S");
    desk.click("Open theirs, discard mine");
    desk.press("J");
    assert_eq!(desk.chosen(), "Mill");
    assert_eq!(fs::read_to_string(desk.path("second.ron")).unwrap(), changed);
}

#[test]
fn both_can_be_kept() {
    let mut desk = saved();
    others_write(&desk);
    desk.press("2 Ctrl+S");
    let mine = desk.path("mine.ron");
    desk.answer(mine.clone());
    desk.click("Save mine as…");
    assert_eq!(source(&desk), THEIRS);
    assert!(fs::read_to_string(mine).unwrap().contains("kind: \"denial\""));
    desk.shows("mine.ron");
}

#[test]
fn closing_over_another_programs_file_asks_first() {
    let mut desk = saved();
    others_write(&desk);
    desk.press("2");
    desk.close();
    assert!(!desk.is_closed());
    desk.shows("Another program changed the annotation file");
    assert_eq!(source(&desk), THEIRS);
    desk.click("Open theirs, discard mine");
    assert!(desk.is_closed());
    assert_eq!(source(&desk), THEIRS);
}

#[test]
fn a_file_that_appears_where_none_was_is_not_written_over() {
    let mut desk = Desk::story();
    others_write(&desk);
    desk.press("E 1");
    desk.wait(1000);
    desk.shows("Another program changed the annotation file");
    assert_eq!(source(&desk), THEIRS);
}

#[test]
fn undoing_back_to_what_is_on_disk_is_saved_too() {
    let mut desk = saved();
    desk.press("2 Ctrl+S Ctrl+Z");
    desk.wait(1000);
    assert_eq!(desk.on_disk(), ["claim: Mill"]);
}

#[test]
fn work_that_is_given_up_for_a_file_that_cannot_be_opened_is_not_gone() {
    let mut desk = Desk::story();
    desk.press("E 1 Ctrl+S 2");
    fs::write(desk.path("story.txt.ron"), "nothing of the kind").unwrap();
    desk.wait(1100);
    desk.shows("cannot be merged");
    desk.click("Open theirs, discard mine");
    desk.shows("not a Gainsay annotation file");
    assert!(desk.seen()[0].starts_with("Denial: "));
    desk.shows("Not saved");
    desk.close();
    assert!(!desk.is_closed());
    desk.click("Overwrite with mine");
    assert_eq!(desk.on_disk(), ["denial: Mill"]);
}
