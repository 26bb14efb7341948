//! The look of the window, kept between starts; messages that come while something is done or typed.

use std::fs;

use egui::accesskit::Role;

use crate::desk::{Desk, STORY};

/// A desk with one mark, saved.
fn marked() -> Desk {
    let mut desk = Desk::story();
    desk.select("the trout are gone");
    desk.press("1 Escape Ctrl+S");
    desk
}

#[test]
fn what_is_shown_and_its_orders_are_there_again_at_the_next_start() {
    let mut desk = marked();
    desk.click("Sort and group");
    desk.click_on(Role::MenuItemRadio, "Kind");
    desk.click("Sort and group");
    desk.click_on(Role::MenuItemRadio, "By speaker");
    desk.press("Ctrl+2");
    let mut desk = desk.reopen("story.txt");
    assert!(desk.is_ticked(Role::Tab, "Ledger"));
    desk.press("Ctrl+1");
    desk.click("Sort and group");
    assert!(desk.is_ticked(Role::MenuItemRadio, "Kind") && desk.is_ticked(Role::MenuItemRadio, "By speaker"));
    desk.press("Escape Ctrl+B");
    desk.lacks("Sort and group");
    let mut desk = desk.reopen("story.txt");
    desk.lacks("Sort and group");
    desk.press("Ctrl+B F9");
    desk.lacks("Sort and group");
    let mut desk = desk.reopen("story.txt");
    desk.lacks("Sort and group");
    desk.press("F9");
    desk.shows("Sort and group");
}

#[test]
fn a_message_moves_no_line_of_the_article() {
    let mut desk = marked();
    let line = |desk: &Desk| desk.start_of("Nobody at the ministry");
    let before = line(&desk);
    fs::remove_file(desk.path("story.txt")).unwrap();
    desk.wait(1100);
    desk.shows("Its text is kept with the annotations");
    assert_eq!(line(&desk), before);
    desk.click("Dismiss");
    assert_eq!(line(&desk), before);
}

#[test]
fn saving_by_key_is_answered_in_the_status_bar() {
    let mut desk = Desk::story();
    desk.select("the trout are gone");
    desk.press("1 Ctrl+S");
    assert_eq!(desk.said_last(), "Saved");
    desk.press("Ctrl+S");
    assert_eq!(desk.said_last(), "All changes are saved");
}

#[test]
fn no_question_opens_over_what_is_being_typed() {
    let mut desk = marked();
    desk.press("N");
    desk.type_words("Two ");
    desk.wait(1100);
    desk.type_words("wit");
    let path = desk.path("story.txt.ron");
    let source = fs::read_to_string(&path).unwrap();
    fs::write(&path, source.replace("kind: \"claim\"", "kind: \"denial\"")).unwrap();
    // The file is looked at while letters follow each other.
    for letter in ["n", "e", "s", "s"] {
        desk.wait(300);
        desk.lacks("Another program changed the annotation file");
        desk.type_words(letter);
    }
    assert_eq!(desk.value("Note"), "Two witness");
    desk.wait(1500);
    desk.shows("Another program changed the annotation file");
    assert_eq!(fs::read_to_string(desk.path("story.txt")).unwrap(), STORY);
}
