//! `Escape` closes the topmost item only; menus work by keys.

use egui::accesskit::Role;

use crate::desk::Desk;

/// An article without quotations, so that there is no suggestion, which `Escape` would dismiss first.
const STORY: &str = "\
Ferry will sail all winter

For now the ferry sails every day. From March on it sails on Mondays.
";

/// A selected claim, with text selected too.
fn claim() -> Desk {
    let mut desk = Desk::reading(STORY);
    desk.select("the ferry sails every day");
    desk.press("1");
    desk.select("on Mondays");
    desk
}

#[track_caller]
fn still(desk: &Desk) {
    assert_eq!((desk.chosen().as_str(), desk.selected().as_str()), ("the ferry sails every day", "on Mondays"));
}

fn entry(desk: &Desk, title: &str) -> Option<String> {
    desk.labels(Role::MenuItem).into_iter().find(|label| label.starts_with(title))
}

#[test]
fn a_menu_is_closed_and_nothing_else() {
    let mut desk = claim();
    desk.click_on(Role::MenuItem, "Mark");
    assert!(entry(&desk, "Certainty…").is_some());
    desk.press("Escape");
    assert!(entry(&desk, "Certainty…").is_none());
    still(&desk);
    assert_eq!(desk.focused(), "Article");
    desk.press("Escape");
    assert_eq!((desk.chosen().as_str(), desk.selected().as_str()), ("the ferry sails every day", ""));
    desk.press("Escape");
    assert_eq!(desk.chosen(), "");
}

#[test]
fn a_list_of_choices_is_closed_and_nothing_else() {
    let mut desk = claim();
    desk.click("Voice");
    desk.shows("The article itself");
    desk.press("Escape");
    desk.lacks("The article itself");
    still(&desk);
}

#[test]
fn the_search_goes_before_the_selection_wherever_the_keyboard_is() {
    let mut desk = claim();
    desk.press("Ctrl+F");
    desk.type_words("ferry");
    desk.press("F6");
    assert_eq!(desk.focused(), "Article");
    desk.press("Escape");
    desk.lacks("Close search");
    assert_ne!(desk.selected(), "");
}

#[test]
fn a_field_is_left_before_the_search() {
    let mut desk = claim();
    desk.press("Ctrl+F");
    desk.type_words("ferry");
    desk.press("F6 T");
    desk.type_words("x");
    desk.press("Escape");
    assert_eq!(desk.value("Tags"), "");
    desk.shows("Close search");
}

#[test]
fn what_was_typed_in_a_field_of_a_mark_is_dropped_and_can_be_brought_back() {
    let mut desk = claim();
    desk.press("N");
    desk.type_words("first");
    desk.press("F6 N End");
    desk.type_words(" second");
    assert_eq!(desk.value("Note"), "first second");
    desk.press("Escape");
    assert_eq!(desk.focused(), "Article");
    assert_eq!(desk.value("Note"), "first");
    desk.shows("Text discarded");
    still(&desk);
    desk.press("Ctrl+Shift+Z");
    assert_eq!(desk.value("Note"), "first second");
    desk.press("Ctrl+Z Ctrl+Z");
    assert_eq!(desk.value("Note"), "");
}

#[test]
fn a_speakers_name_is_as_it_was() {
    let mut desk = claim();
    desk.press("Escape S");
    desk.type_words("Harbour");
    desk.press("Enter");
    desk.click("Speaker's name");
    desk.press("End");
    desk.type_words(" Board");
    assert_eq!(desk.value("Speaker's name"), "Harbour Board");
    desk.press("Escape");
    assert_eq!(desk.value("Speaker's name"), "Harbour");
    // Nothing was typed, so nothing is undone.
    desk.click("Speaker's name");
    desk.press("Escape");
    assert_eq!(desk.value("Speaker's name"), "Harbour");
}

#[test]
fn a_filter_is_as_it_was() {
    let mut desk = claim();
    desk.press("Ctrl+Shift+M");
    desk.type_words("ferry");
    desk.press("F6 Ctrl+Shift+M End");
    desk.type_words(" boat");
    desk.shows("No marks match the filter");
    desk.press("Escape");
    assert_eq!(desk.value("Filter"), "ferry");
    assert_eq!(desk.focused(), "Article");
    still(&desk);
}

#[test]
fn the_field_in_the_menu_of_a_link_is_left_before_the_menu() {
    let mut desk = Desk::reading(STORY);
    desk.select("the ferry sails every day");
    desk.press("1");
    desk.select("it sails on Mondays");
    desk.press("2 Enter");
    desk.click("Edit link: claim: the ferry sails every day");
    desk.click("Link's note");
    desk.type_words("why");
    desk.press("Escape");
    assert_eq!(desk.value("Link's note"), "");
    desk.press("Escape");
    desk.lacks("Delete link");
    assert_eq!(desk.chosen(), "it sails on Mondays");
}

#[test]
fn a_dialog_is_closed_once_what_was_typed_in_it_is_dropped() {
    let mut desk = claim();
    desk.press("Ctrl+E");
    let path = desk.value("Export to");
    desk.press("End");
    desk.type_words("x");
    assert_eq!(desk.value("Export to"), format!("{path}x"));
    desk.press("Escape");
    assert_eq!(desk.value("Export to"), path);
    desk.press("Escape");
    desk.lacks("Export to");
    still(&desk);
    // Without typing it closes at once, also after another format has changed the field.
    desk.press("Ctrl+E Down Escape");
    desk.lacks("Export to");
}

#[test]
fn f10_and_letters_open_menus_and_arrows_walk_them() {
    let mut desk = claim();
    desk.press("F10");
    assert!(desk.focused().starts_with("Open…"), "{}", desk.focused());
    desk.press("Down");
    assert!(desk.focused().starts_with("Open folder…"), "{}", desk.focused());
    desk.press("Up Right");
    assert!(desk.focused().starts_with("Undo"), "{}", desk.focused());
    desk.press("Right Down");
    assert!(desk.focused().starts_with("Mark as denial"), "{}", desk.focused());
    desk.press("Left Left Left");
    assert!(desk.focused().starts_with("Manual"), "{}", desk.focused());
    desk.press("Escape");
    assert_eq!(desk.focused(), "Article");
    still(&desk);
    if cfg!(target_os = "macos") {
        return;
    }
    for (letter, first) in [("F", "Open…"), ("E", "Undo"), ("M", "Mark as claim"), ("V", "Marks"), ("G", "Next mark")]
    {
        desk.press(&format!("Alt+{letter}"));
        assert!(desk.focused().starts_with(first), "{letter}: {}", desk.focused());
    }
    desk.press("Escape");
    still(&desk);
}

#[test]
fn an_entry_is_run_by_enter_and_the_article_has_the_keyboard_again() {
    let mut desk = claim();
    desk.press("F10 Right Right Enter");
    assert_eq!(desk.marks(), ["claim: the ferry sails every day", "claim: on Mondays"]);
    assert_eq!(desk.focused(), "Article");
    let caret = desk.after_caret();
    desk.press("Left");
    assert_ne!(desk.after_caret(), caret);
}

#[test]
fn letters_run_no_commands_while_a_menu_is_open() {
    let mut desk = claim();
    desk.press("F10 1 2 3 D E Delete");
    desk.press("Escape");
    still(&desk);
    assert_eq!(desk.marks(), ["claim: the ferry sails every day"]);
    // Nor in a menu opened with the mouse, where arrows work too.
    desk.click_on(Role::MenuItem, "Edit");
    desk.press("Down Down");
    desk.press("Escape");
    still(&desk);
}

#[test]
fn a_field_has_the_keyboard_again_after_a_menu() {
    let mut desk = claim();
    desk.press("N");
    desk.type_words("ask");
    desk.press("F10");
    assert_ne!(desk.focused(), "Note");
    desk.press("Escape");
    assert_eq!(desk.focused(), "Note");
    assert_eq!(desk.value("Note"), "ask");
}

#[test]
fn each_menu_has_a_letter_of_its_own() {
    use gainsay::app::commands::command::{MENUS, menu_of_letter};
    for (menu, title) in MENUS {
        assert_eq!(menu_of_letter(&title[..1]), Some(*menu));
        assert_eq!(menu_of_letter(&title[..1].to_lowercase()), Some(*menu));
    }
}
