//! Events of one frame, as a busy computer delivers them: each acts on what those before it did.

use egui::accesskit::Role;
use egui::{Event, Modifiers, PointerButton};

use crate::desk::Desk;

#[test]
fn a_key_right_after_a_click_acts_on_what_was_clicked() {
    let mut desk = Desk::story();
    let mill = desk.start_of("Mill");
    desk.click_and_press_at_once(mill, 2, "1");
    assert_eq!(desk.marks(), ["claim: Mill"]);
    desk.wait(1000);
    desk.click_and_press_at_once(desk.start_of("Nobody"), 2, "2");
    assert_eq!(desk.marks(), ["claim: Mill", "denial: Nobody"]);
    // A click on a mark chooses it.
    desk.wait(1000);
    desk.click_and_press_at_once(mill, 1, "3");
    assert_eq!(desk.marks(), ["evidence: Mill", "denial: Nobody"]);
}

#[test]
fn a_key_right_after_a_click_beside_a_field_is_no_text_of_it() {
    let mut desk = Desk::story();
    desk.select("trout");
    desk.press("1 N");
    desk.type_words("note");
    desk.click_and_press_at_once(desk.start_of("Nobody"), 2, "2");
    assert_eq!(desk.marks(), ["claim: trout", "denial: Nobody"]);
    assert_eq!(desk.file().document.set().annotations()[0].note, "note");
}

#[test]
fn a_command_right_after_keys_of_the_caret_acts_on_their_selection() {
    let mut desk = Desk::story();
    desk.press_at_once("Word+Right Shift+Word+Right 1");
    assert_eq!(desk.marks(), ["claim: owner"]);
    desk.press("Escape Escape");
    desk.press_at_once("Word+Right Shift+Word+Right Ctrl+C");
    assert_eq!(desk.clipboard(), Some(" claims"));
}

#[test]
fn what_is_typed_right_after_a_command_is_for_the_field_that_it_shows() {
    let mut desk = Desk::story();
    desk.press_at_once("Ctrl+F T R O U T");
    assert_eq!(desk.value("Find"), "trout");
    assert_eq!(desk.labels(Role::Dialog), Vec::<String>::new());
    desk.press_at_once("Escape E 1");
    assert_eq!(desk.marks().len(), 1);
}

#[test]
fn the_time_that_a_click_takes_does_not_part_a_double_click() {
    let mut desk = Desk::story();
    let mill = desk.start_of("Mill");
    let button = |pressed| Event::PointerButton {
        pos: mill,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    desk.draw([Event::PointerMoved(mill), button(true)]);
    // That frame takes a second, and what was clicked meanwhile comes in the next one.
    desk.world.borrow_mut().millis += 1000;
    desk.draw([button(false), button(true), button(false)]);
    desk.settle();
    assert_eq!(desk.selected(), "Mill");
    // Two clicks with a second between them are no double click.
    desk.wait(1000);
    desk.click_at(mill);
    desk.wait(1000);
    desk.click_at(mill);
    assert_eq!(desk.selected(), "");
}
