//! Changes by others: files that change under an open window, and two windows with one file.

use std::fs;

use egui::accesskit::Role;

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

/// Changes the annotation file like another program.
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
    desk.shows("Another program changed story.txt.ron; the new version is shown");
    assert!(desk.seen()[0].starts_with("Denial: "));
    assert_eq!(desk.chosen(), "the trout are gone");
    assert_eq!(desk.focused(), "Ledger");
    // Editing continues from there.
    desk.press("D");
    assert_eq!(desk.marks(), ["denial: the trout are gone"]);
    assert!(desk.file().document.set().annotations()[0].discuss);
}

#[test]
fn nothing_is_said_while_nothing_changes() {
    let mut desk = marked();
    for _ in 0..5 {
        desk.wait(1100);
    }
    desk.lacks("Another program");
    desk.press("Ctrl+Z");
    assert_eq!(desk.seen(), [""; 0]);
}

#[test]
fn a_file_that_is_written_again_with_the_same_words_changes_nothing() {
    let mut desk = marked();
    for name in ["story.txt.ron", "story.txt"] {
        let source = fs::read(desk.path(name)).unwrap();
        fs::remove_file(desk.path(name)).unwrap();
        fs::write(desk.path(name), source).unwrap();
        desk.wait(1100);
    }
    desk.lacks("Another program");
    desk.press("Ctrl+Z Ctrl+S");
    assert!(desk.on_disk().is_empty());
}

#[test]
fn with_work_that_is_not_saved_the_person_decides() {
    let mut desk = marked();
    desk.press("D");
    change(&desk, "kind: \"claim\"", "kind: \"denial\"");
    desk.wait(1100);
    assert_eq!(desk.on_disk(), ["denial: the trout are gone"]);
    assert!(desk.seen()[0].starts_with("Claim: "));
    assert!(desk.is_ticked(Role::CheckBox, "Discuss"));
}

#[test]
fn an_article_that_changes_is_read_again_with_its_marks() {
    let mut desk = marked();
    desk.select("nine in June");
    fs::write(desk.path("story.txt"), format!("An update.\n\n{STORY}")).unwrap();
    desk.wait(1100);
    desk.shows("The article changed since it was annotated");
    desk.shows("Another program changed story.txt; the new version is shown");
    assert_eq!(desk.chosen(), "the trout are gone");
    assert_eq!(desk.selected(), "nine in June");
    assert!(desk.reads().starts_with("An update."));
}

#[test]
fn words_that_are_gone_are_not_selected_any_more() {
    let mut desk = marked();
    desk.select("nine in June");
    fs::write(desk.path("story.txt"), STORY.replace("nine in June", "ten in July")).unwrap();
    desk.wait(1100);
    assert_eq!(desk.selected(), "");
    assert_eq!(desk.chosen(), "the trout are gone");
}

#[test]
fn the_view_stays_on_its_words_when_the_article_changes() {
    let line = |number: usize| format!("Paragraph {number} of a long article.\n\n");
    let body: String = (0..200).map(line).collect();
    let mut desk = Desk::reading(&body);
    desk.wheel(egui::Modifiers::NONE, egui::pos2(400.0, 400.0), egui::vec2(0.0, -2500.0));
    let before: Vec<_> = desk.paragraphs().into_iter().filter(|(text, _)| !text.is_empty()).collect();
    assert!(!before[1].0.starts_with("Paragraph 0 "));
    let changed = body.replace(&line(3), "Three words more.\n\nAnd a paragraph.\n\n").replace(&line(190), "");
    fs::write(desk.path("story.txt"), format!("News.\n\n{changed}")).unwrap();
    desk.wait(1100);
    // The notice is below the article.
    desk.shows("Another program changed story.txt");
    let shown: Vec<_> = desk.paragraphs().into_iter().filter(|(text, _)| !text.is_empty()).collect();
    assert!(before.starts_with(&shown), "{before:?} {shown:?}");
    desk.click("Dismiss");
    let after: Vec<_> = desk.paragraphs().into_iter().filter(|(text, _)| !text.is_empty()).collect();
    assert_eq!(before, after);
}

#[test]
fn a_search_does_not_outlive_the_text_it_searched() {
    let mut desk = marked();
    desk.press("Ctrl+F");
    desk.paste("ministry");
    fs::write(desk.path("story.txt"), "Hardly anything.\n").unwrap();
    desk.wait(1100);
    assert_eq!(desk.reads(), "Hardly anything.");
    desk.press("F3");
    desk.settle();
}

#[test]
fn annotations_that_vanish_while_the_article_changes_are_kept() {
    let mut desk = marked();
    fs::remove_file(desk.path("story.txt.ron")).unwrap();
    fs::write(desk.path("story.txt"), format!("An update.\n\n{STORY}")).unwrap();
    desk.wait(1100);
    desk.wait(1100);
    assert_eq!(desk.seen().len(), 1);
    assert_eq!(desk.chosen(), "the trout are gone");
}

#[test]
fn an_article_that_vanishes_is_said_once_and_work_goes_on() {
    let mut desk = marked();
    fs::remove_file(desk.path("story.txt")).unwrap();
    desk.wait(1100);
    desk.shows("Its text is kept with the annotations");
    desk.click("Dismiss");
    desk.wait(1100);
    desk.lacks("Its text is kept with the annotations");
    desk.press("2");
    assert_eq!(desk.marks(), ["denial: the trout are gone"]);
}

#[test]
fn a_file_that_a_newer_version_wrote_meanwhile_can_only_be_read() {
    let mut desk = marked();
    change(&desk, "version: 1,", "version: 2,");
    let theirs = fs::read(desk.path("story.txt.ron")).unwrap();
    desk.wait(1100);
    desk.shows("was written by a newer version");
    desk.press("2 Ctrl+S");
    desk.wait(1100);
    assert_eq!(fs::read(desk.path("story.txt.ron")).unwrap(), theirs);
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
    assert!(desk.seen()[0].starts_with("Evidence: "));

    fs::write(desk.path("story.txt.ron"), "nothing of the kind").unwrap();
    for _ in 0..6 {
        desk.wait(1100);
    }
    desk.shows("What was open is kept here as it was");
    assert_eq!(desk.seen().len(), 1);
    assert_eq!(fs::read_to_string(desk.path("story.txt.ron")).unwrap(), "nothing of the kind");
}

#[test]
fn a_file_that_is_gone_is_said_once_and_the_work_kept() {
    let mut desk = marked();
    fs::remove_file(desk.path("story.txt.ron")).unwrap();
    desk.wait(1100);
    desk.wait(1100);
    desk.shows("has been moved, renamed or deleted meanwhile");
    assert_eq!(desk.seen().len(), 1);
    assert_eq!(desk.names(), ["story.txt"]);
}

#[test]
fn a_second_window_can_only_read() {
    let mut first = marked();
    let mut second = first.beside("story.txt");
    second.shows("story.txt.ron is open in another window");
    second.select("It counted nine in June");
    second.press("3");
    assert_eq!(second.seen().len(), 1);
    first.lacks("story.txt.ron is open in another window");
    first.press("D Ctrl+S");
    second.wait(1100);
    second.press("K");
    assert!(second.is_ticked(Role::CheckBox, "Discuss"), "what the first saves, the second shows");
    second.select("It counted nine in June");
    second.press("3");
    assert_eq!(second.seen().len(), 1);
}

#[test]
fn a_second_window_takes_over_and_the_first_saves_before() {
    let mut first = marked();
    let mut second = first.beside("story.txt");
    first.press("D");
    second.click("Edit here");
    first.wait(1100);
    first.wait(1100);
    first.shows("story.txt.ron is now edited in another window");
    second.wait(1100);
    second.wait(1100);
    second.lacks("story.txt.ron is open in another window");
    second.press("J");
    assert!(second.is_ticked(Role::CheckBox, "Discuss"));
    second.select("It counted nine in June");
    second.press("3");
    assert_eq!(second.marks(), ["claim: the trout are gone", "evidence: It counted nine in June"]);
    first.select("Nobody at the ministry");
    first.press("1");
    assert_eq!(first.seen().len(), 1);
    first.wait(1100);
    assert_eq!(first.seen().len(), 2);
}

#[test]
fn a_window_that_does_not_answer_keeps_the_file() {
    let first = marked();
    let mut second = first.beside("story.txt");
    second.click("Edit here");
    for _ in 0..20 {
        second.wait(1100);
    }
    second.shows("does not respond");
    drop(first);
    second.click("Edit here");
    second.wait(1100);
    second.wait(1100);
    second.select("It counted nine in June");
    second.press("3");
    assert_eq!(second.seen().len(), 2);
}

#[test]
fn a_window_that_waits_for_another_goes_on_when_that_ends() {
    let first = marked();
    let mut second = first.beside("story.txt");
    second.shows("story.txt.ron is open in another window");
    drop(first);
    second.wait(1100);
    second.wait(1100);
    second.lacks("open in another window");
    second.shows("You can edit here now");
    second.select("It counted nine in June");
    second.press("3");
    assert_eq!(second.marks(), ["claim: the trout are gone", "evidence: It counted nine in June"]);
}

#[test]
fn the_same_window_opens_its_file_again() {
    let mut desk = marked();
    let path = desk.path("story.txt");
    desk.drop_file(path);
    desk.settle();
    desk.lacks("story.txt.ron is open in another window");
    desk.press("J D");
    assert!(desk.is_ticked(Role::CheckBox, "Discuss"));
    let entries = fs::read_dir(desk.home().join("open")).unwrap();
    // One lock, with the number of its process beside it.
    assert!(entries.filter(|entry| entry.as_ref().unwrap().path().extension().is_none()).count() <= 1);
}

#[test]
fn who_asks_and_dies_gets_nothing() {
    let mut first = marked();
    let mut second = first.beside("story.txt");
    second.click("Edit here");
    drop(second);
    first.wait(1100);
    first.wait(1100);
    first.lacks("took over");
    first.press("2");
    assert_eq!(first.marks(), ["denial: the trout are gone"]);
}

#[test]
fn a_window_that_cannot_save_does_not_let_its_work_go() {
    let mut first = marked();
    let mut second = first.beside("story.txt");
    first.disk_fails(Some(std::io::ErrorKind::StorageFull));
    first.press("2 Ctrl+S");
    second.click("Edit here");
    for _ in 0..20 {
        first.wait(1100);
        second.wait(1100);
    }
    second.shows("does not respond");
    first.lacks("took over");
    first.disk_fails(None);
    assert_eq!(first.marks(), ["denial: the trout are gone"]);
}

#[cfg(unix)]
#[test]
fn a_file_by_another_name_is_the_same_file() {
    let first = marked();
    std::os::unix::fs::symlink("story.txt.ron", first.path("other.ron")).unwrap();
    let second = first.beside("other.ron");
    second.shows("open in another window");
}

#[test]
fn carrying_over_is_one_step_that_is_taken_back_and_done_again() {
    let mut desk = marked();
    desk.press("D Ctrl+S");
    let saved = fs::read_to_string(desk.path("story.txt.ron")).unwrap();
    let newer = format!("An update.\n\n{}", STORY.replace("the trout are gone", "the trout are all gone"));
    fs::write(desk.path("story.txt"), &newer).unwrap();
    desk.wait(1100);
    assert_eq!(desk.reads(), newer.trim_end());
    assert_eq!(desk.chosen(), "the trout are all gone");
    // There is nothing to save here.
    desk.wait(1100);
    assert_eq!(fs::read_to_string(desk.path("story.txt.ron")).unwrap(), saved);
    desk.press("Ctrl+Z");
    desk.shows("Undone: Move marks to new version");
    assert_eq!(desk.reads(), STORY.trim_end());
    assert_eq!(desk.paragraphs()[0].0, "Mill owner rejects claims about the river");
    assert_eq!(desk.chosen(), "the trout are gone");
    desk.shows("This is not the text of story.txt as it is now");
    // It stays so over time, and edits are saved with it.
    desk.wait(1100);
    desk.wait(1100);
    assert_eq!(desk.reads(), STORY.trim_end());
    assert_eq!(fs::read_to_string(desk.path("story.txt.ron")).unwrap(), saved);
    // Earlier steps are undone as usual.
    desk.press("Ctrl+Z");
    assert!(!desk.is_ticked(Role::CheckBox, "Discuss"));
    desk.press("Ctrl+Y Ctrl+Y");
    assert_eq!(desk.marks(), ["claim: CHANGED the trout are all gone WAS the trout are gone"]);
    assert_eq!(desk.file().document.article().text.as_str(), newer);
    assert!(desk.file().document.set().annotations()[0].discuss);
    desk.lacks("This is not the text of story.txt");
}

#[test]
fn what_was_taken_back_is_carried_over_when_asked_for() {
    let mut desk = marked();
    let newer = format!("An update.\n\n{STORY}");
    fs::write(desk.path("story.txt"), &newer).unwrap();
    desk.wait(1100);
    desk.press("Ctrl+Z 2");
    assert_eq!(desk.marks(), ["denial: the trout are gone"]);
    assert_eq!(desk.file().document.article().text.as_str(), STORY);
    // Further changes of the file do not matter.
    let newest = format!("Another update.\n\n{STORY}");
    fs::write(desk.path("story.txt"), &newest).unwrap();
    desk.wait(1100);
    desk.wait(1100);
    assert_eq!(desk.reads(), STORY.trim_end());
    desk.click("Move marks to new version");
    assert_eq!(desk.reads(), newest.trim_end());
    assert_eq!(desk.marks(), ["denial: the trout are gone"]);
    desk.lacks("This is not the text of story.txt");
    desk.press("Ctrl+Z Ctrl+Z");
    assert_eq!(desk.marks(), ["claim: the trout are gone"]);
    // When the file is as before, there is no notice.
    desk.shows("This is not the text of story.txt");
    fs::write(desk.path("story.txt"), STORY).unwrap();
    desk.wait(1100);
    desk.lacks("This is not the text of story.txt");
}

#[test]
fn several_changes_in_a_row_are_one_step_back_to_the_last_work() {
    let mut desk = marked();
    for day in ["Monday", "Tuesday", "Wednesday"] {
        fs::write(desk.path("story.txt"), format!("An update on {day}.\n\n{STORY}")).unwrap();
        desk.wait(1100);
        assert!(desk.reads().contains(day));
    }
    desk.press("Ctrl+Z");
    assert_eq!(desk.reads(), STORY.trim_end());
    desk.press("Ctrl+Y");
    assert!(desk.reads().contains("Wednesday"));
    desk.lacks("This is not the text of story.txt");
}

#[test]
fn an_article_that_is_as_it_was_again_has_its_marks_as_they_were() {
    let mut desk = marked();
    fs::write(desk.path("story.txt"), STORY.replace("the trout are gone", "nothing is known")).unwrap();
    desk.wait(1100);
    assert_eq!(desk.chosen(), "");
    fs::write(desk.path("story.txt"), STORY).unwrap();
    desk.wait(1100);
    assert_eq!(desk.chosen(), "the trout are gone");
    desk.lacks("This is not the text of story.txt");
    desk.lacks("The article changed since it was annotated");
}

#[test]
fn an_article_that_changes_under_unsaved_work_is_carried_over_with_it() {
    let mut desk = marked();
    desk.disk_fails(Some(std::io::ErrorKind::StorageFull));
    desk.press("2 Ctrl+S");
    desk.disk_fails(None);
    fs::write(desk.path("story.txt"), format!("An update.\n\n{STORY}")).unwrap();
    desk.wait(1100);
    desk.shows("Another program changed story.txt; the new version is shown");
    assert!(desk.seen()[0].starts_with("Denial: "));
    assert_eq!(desk.marks(), ["denial: the trout are gone"]);
    desk.press("Ctrl+Z Ctrl+Z");
    assert_eq!(desk.marks(), ["claim: the trout are gone"]);
    assert_eq!(desk.file().document.article().text.as_str(), STORY);
}

#[test]
fn what_another_program_wrote_is_taken_back_like_any_step() {
    let mut desk = marked();
    desk.press("D Ctrl+S");
    change(&desk, "kind: \"claim\"", "kind: \"denial\"");
    desk.wait(1100);
    assert!(desk.seen()[0].starts_with("Denial: "));
    desk.press("Ctrl+Z");
    assert_eq!(desk.marks(), ["claim: the trout are gone"]);
    desk.press("Ctrl+Z");
    assert!(!desk.is_ticked(Role::CheckBox, "Discuss"));
    desk.press("Ctrl+Y Ctrl+Y");
    assert_eq!(desk.marks(), ["denial: the trout are gone"]);
}

#[test]
fn an_article_without_marks_is_just_read_again() {
    let mut desk = Desk::story();
    fs::write(desk.path("story.txt"), format!("An update.\n\n{STORY}")).unwrap();
    desk.wait(1100);
    desk.shows("Another program changed story.txt; the new version is shown");
    desk.press("Ctrl+Z");
    assert!(desk.reads().starts_with("An update."));
    desk.wait(1100);
    assert_eq!(desk.names(), ["story.txt"]);
}

#[test]
fn an_encoding_that_was_chosen_is_chosen_still_when_the_file_is_opened_again() {
    // Read as KOI8-R, the letters are others of the same alphabet.
    let (bytes, ..) = encoding_rs::WINDOWS_1251.encode("Владелец мельницы отвергает обвинения. Рыба ушла из реки.\n");
    let mut desk = Desk::with(&[("story.txt", &bytes)], "story.txt");
    assert!(desk.reads().starts_with("Владелец"));
    desk.press("Ctrl+P");
    desk.type_words("reopen with");
    desk.press("Enter");
    desk.click("KOI8-R");
    let chosen = desk.reads();
    assert!(!chosen.starts_with("Владелец"));
    desk.press("E 1 Ctrl+S");
    let desk = desk.reopen("story.txt");
    assert_eq!(desk.reads(), chosen);
    desk.lacks("The article changed since it was annotated");
}

#[test]
fn reading_again_that_another_file_cuts_short_is_no_damage() {
    let mut desk = marked();
    desk.hold_work();
    change(&desk, "kind: \"claim\"", "kind: \"denial\"");
    fs::write(desk.path("story.txt"), format!("{STORY}\nThe mill was open on Monday.\n")).unwrap();
    desk.wait(1100);
    let missing = desk.path("missing.txt");
    desk.drop_file(missing);
    desk.release_work();
    desk.shows("missing.txt");
    desk.lacks("Not saved");
    // Both are read at the next check.
    desk.wait(1100);
    desk.wait(1100);
    assert_eq!(desk.marks(), ["denial: the trout are gone"]);
    assert!(desk.reads().contains("on Monday"));
}
