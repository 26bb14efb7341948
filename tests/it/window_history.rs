//! The history panel: steps by name, and going back and forth in them.

use egui::accesskit::Role;

use crate::desk::Desk;

/// A desk with three steps: a mark, another one, and a change of its kind; the history has the focus.
fn three() -> Desk {
    let mut desk = Desk::story();
    desk.select("Mill owner");
    desk.press("1 Escape");
    desk.select("the trout are gone");
    desk.press("2 Escape 3 Ctrl+8");
    assert_eq!(desk.marks(), ["claim: Mill owner", "evidence: the trout are gone"]);
    desk
}

/// The titles of the steps in the panel.
fn steps(desk: &Desk) -> Vec<String> {
    let titles = ["Opened", "Mark", "Change kind", "Delete mark", "Flag for discussion"];
    let buttons = desk.labels(Role::ListBoxOption).into_iter().skip_while(|label| label != "Opened");
    buttons.filter(|label| titles.contains(&label.as_str())).collect()
}

#[test]
fn every_step_is_listed_with_its_words_and_a_click_goes_there() {
    let mut desk = three();
    assert_eq!(steps(&desk), ["Opened", "Mark", "Mark", "Change kind"]);
    assert!(desk.painted().iter().any(|words| words == "the trout are gone"));
    assert!(desk.is_ticked(Role::ListBoxOption, "Change kind"));
    desk.click_on(Role::ListBoxOption, "Opened");
    assert!(desk.is_ticked(Role::ListBoxOption, "Opened"));
    desk.shows("3 steps undone");
    assert_eq!(desk.seen(), [""; 0]);
    assert_eq!(steps(&desk), ["Opened", "Mark", "Mark", "Change kind"], "what was undone is still there");
    desk.click_on(Role::ListBoxOption, "Change kind");
    desk.shows("3 steps redone");
    assert_eq!(desk.marks(), ["claim: Mill owner", "evidence: the trout are gone"]);
}

#[test]
fn arrows_go_back_and_forth_and_home_and_end_to_the_ends() {
    let mut desk = three();
    assert_eq!(desk.focused(), "History");
    desk.press("Up");
    assert_eq!(desk.marks()[1], "denial: the trout are gone");
    desk.press("Up Up Up");
    assert!(desk.is_ticked(Role::ListBoxOption, "Opened"));
    desk.press("Down");
    assert_eq!(desk.marks(), ["claim: Mill owner"]);
    desk.press("End");
    assert_eq!(desk.marks().len(), 2);
    desk.press("Home");
    assert_eq!(desk.seen(), [""; 0]);
    assert_eq!(desk.focused(), "History");
}

#[test]
fn a_new_step_replaces_those_that_were_undone() {
    let mut desk = three();
    desk.press("Up Up");
    desk.press("F6 K D");
    assert_eq!(steps(&desk), ["Opened", "Mark", "Flag for discussion"]);
}

#[test]
fn a_deleted_mark_is_named_by_its_words() {
    let mut desk = three();
    desk.press("F6 Delete");
    assert_eq!(steps(&desk).last().map(String::as_str), Some("Delete mark"));
    assert!(desk.painted().iter().any(|words| words == "the trout are gone"));
}
