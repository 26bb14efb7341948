//! Context menus: what can be done with the thing under the pointer or with the focus, by mouse and keyboard.

use egui::accesskit::Role;

use crate::desk::Desk;

/// A desk with a claim and a denial, which is selected.
fn two() -> Desk {
    let mut desk = Desk::story();
    for (words, key) in [("Mill owner", "1"), ("the trout are gone", "2")] {
        desk.select(words);
        desk.press(key);
        desk.press("Escape");
    }
    desk
}

/// The rows of the open menu.
fn rows(desk: &Desk) -> Vec<String> {
    desk.menu()
}

#[test]
fn a_right_click_in_the_selection_offers_what_words_can_become() {
    let mut desk = Desk::story();
    desk.select("Mill owner");
    desk.click_right(desk.start_of("Mill owner"));
    assert_eq!(desk.selected(), "Mill owner");
    assert_eq!(rows(&desk)[..3], ["Mark as claim", "Mark as denial", "Mark as evidence"]);
    desk.shows("Menu of the words");
    assert!(!rows(&desk).contains(&"Note…".to_owned()), "nothing that needs a mark: {:?}", rows(&desk));
    desk.click_on(Role::MenuItem, "Mark as evidence");
    assert_eq!(desk.marks(), ["evidence: Mill owner"]);
    assert_eq!(rows(&desk), [""; 0]);
}

#[test]
fn a_right_click_on_a_mark_selects_it_and_beside_it_none() {
    let mut desk = two();
    desk.click_right(desk.rect(Some(Role::Mark), "Claim: Mill owner").center());
    assert_eq!(desk.chosen(), "Mill owner");
    assert_eq!(rows(&desk)[..2], ["Mark as denial", "Mark as evidence"], "not the kind that it has");
    desk.click_on(Role::MenuItem, "Delete mark");
    assert_eq!(desk.marks(), ["denial: the trout are gone"]);
    desk.click_right(desk.start_of("Nobody"));
    assert_eq!(desk.chosen(), "");
    desk.shows("Menu of the words");
    desk.press("Escape");
    desk.lacks("Menu of the words");
    assert_eq!(desk.focused(), "Article");
    assert!(desk.after_caret().starts_with("Nobody"), "{}", desk.after_caret());
}

#[test]
fn the_key_opens_the_menu_and_arrows_move_in_it() {
    let mut desk = two();
    desk.press("Shift+F10");
    desk.shows("Menu of the mark");
    assert_eq!(desk.focused(), "Mark as claim");
    desk.press("Down");
    assert_eq!(desk.focused(), "Mark as evidence");
    desk.press("Up Up");
    assert_eq!(desk.focused(), "Delete mark");
    desk.press("Escape");
    assert_eq!(desk.focused(), "Article");
    assert_eq!(desk.chosen(), "the trout are gone");
    desk.press("Shift+F10 Down Enter");
    assert_eq!(desk.marks()[1], "evidence: the trout are gone");
    assert_eq!(desk.focused(), "Article");
}

#[test]
fn arrows_enter_a_menu_opened_by_mouse() {
    let mut desk = two();
    desk.click_right(desk.rect(Some(Role::Mark), "Claim: Mill owner").center());
    desk.press("Down Down");
    assert_eq!(desk.focused(), "Mark as evidence");
    desk.press("Enter");
    assert_eq!(desk.marks()[0], "evidence: Mill owner");
}

#[test]
fn the_keys_beside_the_rows_run_them() {
    let mut desk = two();
    desk.press("Shift+F10 3");
    assert_eq!(desk.marks()[1], "evidence: the trout are gone");
    assert_eq!(rows(&desk), [""; 0]);
    desk.press("Shift+F10 N");
    assert_eq!(desk.focused(), "Note");
}

#[test]
fn a_card_has_the_menu_of_its_mark() {
    let mut desk = two();
    let card = desk.rect(Some(Role::ListBoxOption), "Claim with no speaker: Mill owner");
    desk.click_right(card.center());
    assert_eq!(desk.chosen(), "Mill owner");
    desk.click_on(Role::MenuItem, "Tags…");
    assert_eq!(desk.focused(), "Tags");
    desk.press("Escape Ctrl+1 Shift+F10");
    desk.shows("Menu of the mark");
    desk.press("Escape");
    assert_eq!(desk.focused(), "Marks");
}

#[test]
fn no_menu_opens_over_a_picker_or_a_dialog() {
    let mut desk = two();
    desk.press("L Shift+F10");
    assert_eq!(rows(&desk), [""; 0]);
    desk.click_right(desk.rect(Some(Role::Mark), "Claim: Mill owner").center());
    assert_eq!(rows(&desk), [""; 0]);
}

#[test]
fn a_field_keeps_the_focus_that_an_entry_of_the_menu_bar_gave_it() {
    let mut desk = two();
    desk.click_on(Role::MenuItem, "Mark");
    desk.click_on(Role::MenuItem, "Note…");
    assert_eq!(desk.focused(), "Note");
    desk.click_on(Role::MenuItem, "View");
    desk.click_on(Role::MenuItem, "Filter marks…");
    assert_eq!(desk.focused(), "Filter");
}

/// A desk with two marks and a link from the second, which is selected, to the first.
fn linked() -> Desk {
    let mut desk = two();
    desk.press("L");
    desk.click_on(Role::Button, "Link");
    desk.shows("Follow: rebuts claim: Mill owner");
    desk
}

#[test]
fn the_map_has_the_menus_of_marks_and_links() {
    let mut desk = linked();
    desk.press("Ctrl+3 Shift+F10");
    desk.shows("Menu of the mark");
    desk.press("Escape");
    assert_eq!(desk.focused(), "Map");
    desk.click_right(desk.rect(Some(Role::TreeItem), "Claim with no speaker: Mill owner").center());
    assert_eq!(desk.chosen(), "Mill owner");
    desk.press("Escape");
    let arrow = "Denial with no speaker rebuts claim with no speaker";
    desk.click_right(desk.rect(Some(Role::Link), arrow).center());
    desk.shows("Menu of the link");
    desk.click_on(Role::MenuItem, "Go to denial with no speaker");
    assert_eq!(desk.chosen(), "the trout are gone");
    desk.click_right(desk.rect(Some(Role::Link), arrow).center());
    desk.click_on(Role::MenuItem, "Delete link");
    desk.lacks(arrow);
}

#[test]
fn rows_of_the_ledger_speakers_and_links_have_menus() {
    let mut desk = linked();
    desk.press("Ctrl+2");
    desk.click_right(
        desk.rect(Some(Role::ListBoxOption), "Against: Denial with no speaker: the trout are gone").center(),
    );
    desk.shows("Menu of the mark");
    desk.press("Escape Ctrl+2 Up Shift+F10");
    desk.shows("Menu of the mark");
    assert_eq!(desk.chosen(), "Mill owner");
    desk.press("Escape");
    assert_eq!(desk.focused(), "Ledger");
    // A link in its card.
    desk.press("Ctrl+1");
    desk.click_right(desk.rect(Some(Role::Link), "Follow: is rebutted by denial: the trout are gone").center());
    desk.click_on(Role::MenuItem, "Delete link");
    desk.lacks("is rebutted by");
    // A speaker.
    desk.press("F6 Shift+A S");
    desk.type_words("Ola Berg");
    desk.press("Enter Ctrl+4");
    let speaker = desk.rows("Speakers").into_iter().find(|row| row.starts_with("Ola Berg: ")).unwrap();
    desk.click_right(desk.rect(Some(Role::ListBoxOption), &speaker).center());
    desk.shows("Menu of the speaker");
    desk.click_on(Role::MenuItem, "List marks");
    assert_eq!(desk.value("Filter"), "Ola Berg");
}

#[test]
fn the_menu_of_several_marks_is_for_all_of_them() {
    let mut desk = two();
    let first = desk.rect(Some(Role::ListBoxOption), "Claim with no speaker: Mill owner").center();
    desk.click_with(egui::Modifiers { ctrl: true, command: true, ..egui::Modifiers::NONE }, first);
    desk.click_right(first);
    desk.shows("Menu of the marks");
    desk.click_on(Role::MenuItem, "Mark as evidence");
    assert_eq!(desk.marks(), ["evidence: Mill owner", "evidence: the trout are gone"]);
}
