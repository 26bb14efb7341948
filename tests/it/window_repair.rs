//! The problems panel: repairs are listed, applied or ignored one by one or all at once, and undone.

use std::fs;

use egui::accesskit::Role;
use gainsay::storage::files::annotation_path;

use crate::desk::{Desk, STORY};

/// A desk with a misspelled kind, an unknown kind, and two links with a missing end.
fn damaged(version: u32) -> Desk {
    let text = STORY.replace('"', "\\\"");
    let source = format!(
        "(format: \"gainsay\", version: {version}, annotations: [
           (id: \"a\", kind: \"Claim\", target: [(start: 0, end: 4, exact: \"Mill\")]),
           (id: \"b\", kind: \"rumour\", target: [(start: 5, end: 10, exact: \"owner\")])],
         relations: [(id: \"r\", from: \"a\", to: \"gone\", role: \"rebuts\", note: \"page three\"),
           (id: \"s\", from: \"a\", to: \"lost\", role: \"supports\")], text: \"{text}\")"
    );
    Desk::with(&[("story.txt", STORY.as_bytes()), ("story.txt.ron", source.as_bytes())], "story.txt")
}

fn source(desk: &Desk) -> String {
    fs::read_to_string(annotation_path(&desk.path("story.txt"))).unwrap()
}

#[test]
fn what_can_be_repaired_is_offered_on_opening_and_listed() {
    let mut desk = damaged(1);
    let before = source(&desk);
    desk.shows("4 problems in the annotation file; nothing was dropped; 3 can be repaired");
    desk.click("Problems");
    desk.shows("3 of 4 can be repaired");
    desk.shows("delete the link \"rebuts\" from \"a\" to \"gone\", with its note \"page three\"");
    desk.shows("spell the kind \"claim\" and not \"Claim\"");
    desk.shows("No automatic repair: choose another kind");
    desk.wait(5000);
    assert_eq!(source(&desk), before, "looking changes nothing");
}

#[test]
fn each_repair_is_accepted_or_left_by_itself() {
    let mut desk = damaged(1);
    desk.press("Ctrl+5");
    desk.click("Ignore: delete the link \"supports\" from \"a\" to \"lost\"");
    desk.click("Repair: spell the kind \"claim\" and not \"Claim\"");
    desk.lacks("spell the kind");
    desk.shows("2 of 3 can be repaired");
    desk.wait(2000);
    assert!(source(&desk).contains("kind: \"claim\"") && source(&desk).contains("\"gone\""));
    desk.click("Repair all problems");
    desk.wait(2000);
    assert!(!source(&desk).contains("\"gone\"") && source(&desk).contains("\"lost\""), "{}", source(&desk));
    desk.click("Stop ignoring: delete the link \"supports\" from \"a\" to \"lost\"");
    desk.click("Repair: delete the link \"supports\" from \"a\" to \"lost\"");
    desk.wait(2000);
    assert!(!source(&desk).contains("\"lost\""));
    desk.lacks("can be repaired");
}

#[test]
fn all_repairs_are_one_step_that_can_be_undone() {
    let mut desk = damaged(1);
    desk.press("Ctrl+5");
    desk.click("Repair all problems");
    desk.shows("3 problems repaired");
    desk.wait(2000);
    assert!(!source(&desk).contains("relations:"));
    assert!(source(&desk).contains("\"rumour\""), "what nobody knows is kept");
    desk.press("Ctrl+Z");
    desk.shows("3 of 4 can be repaired");
    desk.wait(2000);
    for kept in ["\"gone\"", "\"lost\"", "\"Claim\"", "page three"] {
        assert!(source(&desk).contains(kept), "{kept}");
    }
    desk.press("Ctrl+Shift+Z");
    desk.wait(2000);
    assert!(!source(&desk).contains("relations:"));
}

#[test]
fn repairs_are_made_by_keyboard_alone() {
    let mut desk = damaged(1);
    desk.press("Ctrl+5");
    // The buttons of the row on which keys act are the next stops.
    let is_there = |desk: &Desk| desk.focused().starts_with("Repair: delete the link \"rebuts\"");
    for _ in 0..8 {
        desk.press("Tab");
        if is_there(&desk) {
            break;
        }
        desk.press("Ctrl+5 Down");
    }
    assert!(is_there(&desk));
    desk.press("Enter");
    desk.shows("1 problem repaired");
    desk.lacks("page three");
    // The rest from the palette.
    desk.press("Ctrl+P");
    desk.type_words("repair all");
    desk.press("Enter");
    desk.shows("2 problems repaired");
}

#[test]
fn what_reading_put_right_is_written_when_it_is_accepted_or_anything_is_saved() {
    let text = STORY.replace('"', "\\\"");
    let moved = format!(
        "(format: \"gainsay\", version: 1, annotations: [(id: \"a\", kind: \"claim\", target: [(start: 1, end: 20, \
         exact: \"Mill owner rejects\")])], text: \"{text}\")"
    );
    let open = || Desk::with(&[("story.txt", STORY.as_bytes()), ("story.txt.ron", moved.as_bytes())], "story.txt");
    let mut desk = open();
    desk.press("Ctrl+5");
    desk.wait(3000);
    assert_eq!(source(&desk), moved);
    desk.click("Repair: save the offsets at which it was found");
    desk.shows("No problems in the file");
    desk.wait(3000);
    assert!(source(&desk).contains("start: 0, end: 18"), "{}", source(&desk));

    let mut desk = open();
    desk.press("J D Ctrl+5");
    desk.wait(3000);
    desk.shows("No problems in the file");
}

#[test]
fn a_newer_file_is_not_repaired() {
    let mut desk = damaged(2);
    let before = source(&desk);
    desk.press("Ctrl+5");
    desk.shows("delete the link");
    assert!(desk.labels(Role::Button).iter().all(|label| !label.starts_with("Repair")));
    desk.press("Ctrl+P");
    desk.type_words("repair all");
    desk.press("Enter");
    desk.wait(3000);
    assert_eq!(source(&desk), before);
}
