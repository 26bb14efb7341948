//! Announcements: labels that assistive technologies read out when they change, each the same node all the time.

use std::collections::BTreeMap;

use egui::accesskit::{Live, NodeId, Role};
use egui_kittest::kittest::NodeT;

use crate::desk::Desk;

/// The live regions in the tree, with their words.
fn regions(desk: &Desk) -> BTreeMap<NodeId, (Live, String)> {
    let nodes = desk.harness.root().children_recursive();
    let live = nodes.filter_map(|node| {
        let node = node.accesskit_node();
        let words = if node.role() == Role::Label { node.value() } else { node.label() };
        Some((node.locate().0, (node.data().live()?, words?)))
    });
    live.collect()
}

/// Announcements while something is done, as the platforms do it: regions that are new or changed. `!` marks what
/// interrupts.
fn told(desk: &mut Desk, act: impl FnOnce(&mut Desk)) -> Vec<String> {
    let before = regions(desk);
    act(desk);
    let changed = regions(desk)
        .into_iter()
        .filter(|(id, (live, words))| *live != Live::Off && before.get(id).is_none_or(|(_, before)| before != words));
    let mark = |live| if live == Live::Assertive { "!" } else { "" };
    changed.map(|(_, (live, words))| format!("{}{words}", mark(live))).collect()
}

/// Asserts that something starting with these words was announced.
#[track_caller]
fn has(told: &[String], words: &str) {
    assert!(told.iter().any(|said| said.starts_with(words)), "{words:?} was not announced: {told:#?}");
}

fn marked() -> Desk {
    let mut desk = Desk::story();
    desk.select("We have not put a drop into that river since 2009");
    desk.press("2 Esc");
    desk.select("the trout are gone");
    desk.press("1 Esc Esc Esc");
    desk
}

#[test]
fn what_is_done_and_counted_is_announced() {
    let mut desk = Desk::story();
    desk.select("the trout are gone");
    let said = told(&mut desk, |desk| desk.press("1"));
    has(&said, "1 mark");
    has(&said, "Mark");
    has(&said, "Suggested: Speaker: anglers' club");
    has(&said, "Claim: the trout are gone. 1 of 1");
    // A save that nobody asked for is not announced.
    let said = told(&mut desk, |desk| desk.wait(3000));
    desk.shows("Saved ");
    assert!(!said.iter().any(|words| words.contains("Saved")), "{said:?}");
    desk.press("2");
    let said = told(&mut desk, |desk| desk.press("Ctrl+S"));
    has(&said, "Saved");
    // Nothing changed, so nothing is announced.
    assert_eq!(told(&mut desk, |desk| desk.press("Left")), [""; 0]);
}

#[test]
fn hits_are_counted_and_errors_interrupt() {
    let mut desk = Desk::story();
    let said = told(&mut desk, |desk| {
        desk.press("Ctrl+F");
        desk.type_words("the");
    });
    has(&said, "1 of ");
    let said = told(&mut desk, |desk| desk.press("Enter"));
    assert_eq!(said, ["2 of 5"]);
    desk.click_on(Role::CheckBox, "Match regular expression");
    desk.press("Ctrl+F");
    let said = told(&mut desk, |desk| desk.type_words("("));
    assert!(said.iter().any(|said| said.starts_with('!')), "{said:?}");
}

#[test]
fn steps_through_marks_are_announced_with_kind_speaker_and_place() {
    let mut desk = marked();
    desk.press("Ctrl+Home");
    let next = |desk: &mut Desk| told(desk, |desk| desk.press("J"));
    has(&next(&mut desk), "Denial: We have not put a drop into that river since 2009. 1 of 2. ");
    has(&next(&mut desk), "Claim: the trout are gone. 2 of 2. ");
    // The caret moves into a mark that is not selected.
    desk.press("Escape Ctrl+Home");
    let said = told(&mut desk, |desk| desk.press("Ctrl+Down Right Right"));
    has(&said, "Denial ");
    let said = told(&mut desk, |desk| desk.press("Ctrl+Home"));
    assert_eq!(said, [""; 0], "leaving a mark is silent");
}

#[test]
fn the_losses_of_an_export_and_why_it_failed_are_announced() {
    let mut desk = marked();
    let said = told(&mut desk, |desk| desk.press("Ctrl+E"));
    assert!(said.iter().any(|said| said.contains("in this format")), "{said:?}");
    let said: Vec<String> = (0..4).flat_map(|_| told(&mut desk, |desk| desk.press("Down"))).collect();
    assert!(said.iter().filter(|said| said.contains("in this format")).count() > 1, "{said:?}");
    desk.press("Ctrl+A");
    desk.type_words("/nowhere/at/all.csv");
    let said = told(&mut desk, |desk| desk.press("Enter"));
    assert!(said.iter().any(|said| said.starts_with('!')), "{said:?}");
}

#[test]
fn a_notice_is_announced_once_and_nothing_else_with_it() {
    let mut desk = marked();
    let path = desk.path("gone.txt");
    let said = told(&mut desk, |desk| desk.drop_file(path));
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].starts_with('!') && said[0].contains("gone.txt could not be read"), "{said:?}");
    assert_eq!(told(&mut desk, |desk| desk.click_on(Role::Button, "Dismiss")), [""; 0]);
}

#[test]
fn a_filter_tells_how_many_marks_it_leaves() {
    let mut desk = marked();
    let said = told(&mut desk, |desk| {
        desk.click_on(Role::TextInput, "Filter");
        desk.type_words("trout");
    });
    has(&said, "1 of 2 marks");
}

#[test]
fn failing_to_save_interrupts() {
    let mut desk = Desk::story();
    desk.disk_fails(Some(std::io::ErrorKind::StorageFull));
    desk.select("the trout are gone");
    let said = told(&mut desk, |desk| desk.press("1 Ctrl+S"));
    has(&said, "!Not saved");
    assert!(said.iter().filter(|said| said.starts_with('!')).count() > 1, "the reason is missing: {said:?}");
}
