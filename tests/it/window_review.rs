//! An article changed since it was annotated: versions side by side, and the passages to review.

use std::fs;

use egui::accesskit::Role;

use crate::desk::Desk;

const STORY: &str = "\
Mill owner rejects claims about the river

\"We have not put a drop into that river since 2009\", Ola Berg told reporters on Friday.

The anglers' club says the trout are gone. It counted nine in June, and none of them was older than two years.

Nobody at the ministry would comment on the figures of the club before the summer is over.
";

/// Four marks on the story, then an edited version of it.
fn edited() -> Desk {
    let mut desk = Desk::reading(STORY);
    for (words, kind) in [
        ("We have not put a drop into that river since 2009", "2"),
        ("the trout are gone", "1"),
        ("It counted nine in June, and none of them was older than two years.", "3"),
        ("Nobody at the ministry would comment on the figures of the club before the summer is over.", "1"),
    ] {
        desk.select(words);
        desk.press(kind);
    }
    desk.press("Ctrl+S");
    let new = STORY
        .replace("Mill owner", "Update: mill owner")
        .replace("nine in June, and none of them was older", "nine trout in June, and not one was older")
        .replace(
            "Nobody at the ministry would comment on the figures of the club before the summer is over.\n",
            "More soon.\n",
        );
    fs::write(desk.path("story.txt"), new).unwrap();
    desk.reopen("story.txt")
}

#[test]
fn an_editors_changes_are_shown_side_by_side() {
    let mut desk = edited();
    desk.shows("The article changed since it was annotated");
    desk.lacks("Annotated version");
    desk.press("F8");
    desk.shows("Annotated version");
    desk.shows("Current version");
    desk.shows("Change 1 of");
    assert!(desk.after_caret().starts_with("Update: mill owner"), "{}", desk.after_caret());
    desk.press("F7");
    assert!(desk.after_caret().starts_with("trout in June"), "{}", desk.after_caret());
    desk.press("Shift+F7");
    desk.shows("Change 1 of");
    desk.press("Shift+F7");
    desk.shows("No more changes above");
    desk.press("F8");
    desk.lacks("Annotated version");
}

#[test]
fn each_passage_is_decided_with_a_key_and_can_be_undone() {
    let mut desk = edited();
    desk.press("Ctrl+7");
    desk.shows("2 passages to review");
    assert_eq!(desk.focused(), "Changes");
    desk.press("Down");
    desk.shows("It counted nine in June, and none of them was older than two years.");
    desk.press("Enter");
    desk.shows("1 passage to review");
    assert!(
        desk.marks()
            .contains(&"evidence: It counted nine trout in June, and not one was older than two years.".to_owned())
    );
    desk.press("Ctrl+Z");
    desk.shows("2 passages to review");
    desk.press("Ctrl+Shift+Z");
    desk.shows("1 passage to review");
    // A lost passage has no match; the person moves it or marks it as lost.
    desk.press("Enter");
    desk.shows("1 passage to review");
    desk.select("More soon.");
    desk.press("P");
    desk.shows("Nothing to review");
    assert!(desk.marks().contains(&"claim: More soon.".to_owned()), "{:?}", desk.marks());
}

#[test]
fn what_was_not_decided_still_waits_when_the_file_is_opened_again() {
    let mut desk = edited();
    desk.press("J D");
    let desk = &mut desk.reopen("story.txt");
    desk.lacks("The article changed since it was annotated");
    desk.press("Ctrl+7");
    desk.shows("2 passages to review");
    desk.press("Down Shift+P");
    assert!(
        desk.marks()
            .iter()
            .any(|mark| mark == "evidence: LOST It counted nine in June, and none of them was older than two years."),
        "{:?}",
        desk.marks()
    );
}

#[test]
fn what_has_the_same_words_is_accepted_at_once() {
    let mut desk = edited();
    desk.press("Ctrl+7");
    let rows =
        |desk: &Desk| desk.labels(Role::ListBoxOption).into_iter().filter(|label| label.contains("Same text")).count();
    assert_eq!(rows(&desk), 2);
    desk.click("Accept all unchanged");
    assert_eq!(rows(&desk), 0);
    desk.shows("2 passages to review");
    desk.press("Ctrl+Z");
    desk.shows("Undone: Accept all unchanged");
    assert_eq!(rows(&desk), 2);
    desk.press("Ctrl+Y");
    assert_eq!(rows(&desk), 0);
    // The decision is saved and not asked for again.
    desk.press("Ctrl+S");
    assert!(desk.file().document.article().text.as_str().starts_with("Update: mill owner"));
    let desk = &mut desk.reopen("story.txt");
    desk.lacks("The article changed since it was annotated");
    desk.press("Ctrl+7");
    desk.shows("2 passages to review");
    assert_eq!(rows(desk), 0);
}

#[test]
fn what_was_carried_over_is_gone_through_too_and_can_be_put_elsewhere() {
    let mut desk = edited();
    desk.press("Ctrl+7 Down Down Down");
    desk.shows("Old and new text");
    assert_eq!(desk.chosen(), "We have not put a drop into that river since 2009");
    // Accepting it changes nothing, and the next one follows.
    desk.press("Enter");
    assert_eq!(desk.chosen(), "the trout are gone");
    // Text that is in the article cannot be marked as lost.
    desk.press("Shift+P");
    desk.shows("The text is still in the article");
    desk.select("the trout");
    desk.press("P");
    assert!(desk.marks().contains(&"claim: the trout".to_owned()), "{:?}", desk.on_disk());
    desk.press("Ctrl+Z");
    assert!(desk.marks().contains(&"claim: the trout are gone".to_owned()));
}

#[test]
fn opening_a_changed_article_is_taken_back_by_one_key() {
    let mut desk = edited();
    desk.press("Ctrl+Z");
    assert_eq!(desk.reads(), STORY.trim_end());
    desk.shows("This is not the text of story.txt as it is now");
    desk.lacks("The article changed since it was annotated");
    desk.select("told reporters");
    desk.press("1");
    assert!(desk.marks().contains(&"claim: told reporters".to_owned()));
    assert_eq!(desk.file().document.article().text.as_str(), STORY);
    // Opening it again asks again.
    let desk = &mut desk.reopen("story.txt");
    desk.shows("The article changed since it was annotated");
    assert!(desk.reads().starts_with("Update:"));
    assert_eq!(desk.marks().len(), 5);
}

#[test]
fn decisions_and_carrying_over_are_undone_one_after_the_other() {
    let mut desk = edited();
    desk.press("Ctrl+7 Down Enter");
    desk.shows("1 passage to review");
    desk.press("Ctrl+Z Ctrl+Z");
    assert_eq!(desk.reads(), STORY.trim_end());
    assert_eq!(desk.marks().len(), 4);
    desk.press("Ctrl+Y Ctrl+Y");
    desk.shows("1 passage to review");
    assert_eq!(desk.marks().len(), 4);
    assert!(desk.file().document.article().text.as_str().starts_with("Update:"));
}

/// A desk whose article changed, with re-anchoring undone and running again.
fn carrying() -> Desk {
    let mut desk = edited();
    desk.press("Ctrl+Z");
    desk.hold_work();
    desk.click("Move marks to new version");
    desk
}

#[test]
fn carrying_over_that_takes_long_says_how_far_it_is() {
    let mut desk = carrying();
    desk.carries(1);
    desk.lacks("Carrying marks over…");
    desk.wait(400);
    desk.carries(42);
    desk.wait(100);
    desk.shows("Moving marks… 42 %");
    // The window stays usable meanwhile.
    desk.press("Escape Escape Ctrl+Home E 1");
    assert_eq!(desk.reads(), STORY.trim_end());
    desk.release_work();
    desk.lacks("Carrying marks over…");
    assert!(desk.reads().starts_with("Update: mill owner"));
    assert_eq!(desk.marks().len(), 5);
}

#[test]
fn carrying_over_can_be_stopped_and_leaves_everything_as_it_was() {
    for by_key in [true, false] {
        let mut desk = carrying();
        desk.wait(400);
        desk.carries(42);
        desk.wait(100);
        if by_key {
            desk.press("Ctrl+.");
        } else {
            desk.click("Cancel");
        }
        desk.release_work();
        desk.shows("Moving the marks was cancelled");
        desk.shows("This is not the text of story.txt as it is now");
        assert_eq!(desk.reads(), STORY.trim_end());
        assert_eq!(desk.marks().len(), 4);
        assert_eq!(desk.file().document.article().text.as_str(), STORY);
        desk.wait(1100);
        assert_eq!(desk.reads(), STORY.trim_end());
        desk.click("Move marks to new version");
        assert!(desk.reads().starts_with("Update: mill owner"));
    }
}

#[test]
fn opening_a_changed_article_can_leave_it_as_it_was_annotated() {
    let mut desk = edited();
    desk.press("Ctrl+W");
    desk.hold_work();
    let path = desk.path("story.txt");
    desk.drop_file(path);
    desk.wait(400);
    desk.carries(42);
    desk.wait(100);
    desk.shows("Moving marks… 42 %");
    desk.press("Ctrl+.");
    desk.release_work();
    assert_eq!(desk.reads(), STORY.trim_end());
    desk.shows("This is not the text of story.txt as it is now");
    assert_eq!(desk.marks().len(), 4);
}

#[test]
fn what_is_wrong_goes_with_the_article_that_it_is_wrong_of() {
    let mut desk = edited();
    desk.shows("3 problems in the annotation file");
    desk.press("Ctrl+Z");
    desk.lacks("3 problems");
    desk.lacks("Problems 3");
    desk.press("Ctrl+Y");
    desk.shows("Problems 3");
    desk.press("Ctrl+Z Ctrl+7");
    desk.shows("The article's file has changed since the marks were made");
    desk.click("Move marks now");
    desk.shows("2 passages to review");
}
