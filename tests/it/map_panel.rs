//! The map in the window: moving, selecting, linking and editing links, in the panel and the full window.

use egui::accesskit::Role;
use egui::{Modifiers, Pos2, Rect, vec2};
use gainsay::model::annotation::Id;
use gainsay::model::query::quote_line;
use gainsay::storage::reader::{self, AnnotationFile};

use crate::desk::{Desk, words};

const LEAD: &str =
    "Claim by Marta Lindqvist: dust from the terminal carries lead into the playground behind the customs house";
const LIMIT: &str =
    "Denial by Harbour authority: has not exceeded a single limit, nor will it, in any year of its licence";
const NOTES: &str = "Evidence by Varnholm Courier: it had seen delivery notes between the terminal and a smelter upriver, \
    listing loads marked \"sweepings, mixed, not tested\"";
const SMELTER: &str = "Denial by A spokesman for the smelter: no load from Varnholm had ever been untested";
const NONE: &str = "Claim by Harald Brandt: close to none";
const UNLINKED: &str =
    "Claim by Harbour authority: it is troubling that a company can be shut first and heard afterwards";
const REBUTS: &str = "Evidence by The article itself rebuts claim by Harald Brandt";

/// The sample with its full-window map.
fn full() -> Desk {
    let mut desk = Desk::set("", &[], None);
    desk.press("Ctrl+Shift+3");
    desk
}

fn place(desk: &Desk, label: &str) -> Rect {
    desk.rect(Some(Role::TreeItem), label)
}

/// A point without box or arrow: the top left corner of the map.
fn nowhere(desk: &Desk) -> Pos2 {
    desk.rect(Some(Role::Tree), "Map").left_top() + vec2(8.0, 8.0)
}

/// The annotation file of the sample, saved.
fn file(desk: &mut Desk) -> AnnotationFile {
    desk.press("Ctrl+S");
    reader::open(&desk.home().join("sample").join("sample.txt.ron")).unwrap().0
}

fn links(desk: &mut Desk) -> Vec<String> {
    let file = file(desk);
    let of = |id: &Id| file.document.set().get(id).unwrap().kind.id().to_owned();
    file.document
        .set()
        .relations()
        .iter()
        .map(|link| format!("{} {} {}", of(&link.from), link.role.id(), of(&link.to)))
        .collect()
}

#[test]
fn the_panel_shows_boxes_and_has_the_keyboard() {
    let mut desk = Desk::set("", &[], None);
    desk.press("Ctrl+3");
    assert_eq!(desk.focused(), "Map");
    let map = desk.rect(Some(Role::Tree), "Map");
    let (claim, denial) = (place(&desk, LEAD), place(&desk, LIMIT));
    for rect in [claim, denial] {
        assert!(map.x_range().contains(rect.left()) && map.x_range().contains(rect.right()), "{rect:?} of {map:?}");
        assert!(rect.width() > map.width() * 0.6, "boxes take the width");
    }
    assert!(denial.top() > claim.bottom() && denial.left() > claim.left(), "what answers is below, and indented");
    desk.press("Down Right");
    assert_ne!(desk.chosen(), "");
}

#[test]
fn the_map_takes_the_place_of_the_article_and_gives_it_back() {
    let mut desk = full();
    assert_eq!(desk.focused(), "Map");
    assert!(desk.paragraphs().is_empty());
    desk.shows("Filter");
    desk.press("Escape");
    assert_eq!(desk.focused(), "Article");
    assert!(!desk.paragraphs().is_empty());
    assert!(desk.labels(Role::TreeItem).is_empty());
    desk.press("Ctrl+Shift+3");
    assert!(desk.paragraphs().is_empty());
    desk.press("Ctrl+Shift+3");
    assert_eq!(desk.focused(), "Article");
    // There is one map only: the panel shows it again.
    desk.press("Ctrl+Shift+3 Ctrl+3");
    assert!(!desk.paragraphs().is_empty());
    assert!(!desk.labels(Role::TreeItem).is_empty());
}

#[test]
fn searching_shows_the_article_for_as_long() {
    let mut desk = full();
    desk.press("Ctrl+F");
    desk.paste("nine samples");
    assert!(!desk.paragraphs().is_empty());
    desk.press("Escape");
    assert!(desk.paragraphs().is_empty());
    assert_eq!(desk.focused(), "Map");
}

#[test]
fn arrows_follow_the_links_and_enter_goes_to_the_passage() {
    let mut desk = full();
    desk.click_at(place(&desk, LEAD).center());
    assert!(desk.chosen().starts_with("dust from the terminal"));
    desk.press("Right");
    assert!(desk.chosen().starts_with("rejects any connection"), "the nearest of what answers: {}", desk.chosen());
    desk.press("Down Right");
    assert!(!desk.is_ticked(Role::TreeItem, LEAD));
    let deepest = desk.chosen();
    assert!(deepest.starts_with("no load") || deepest.starts_with("There is nothing"), "{deepest}");
    desk.press("Left Left");
    assert!(desk.is_ticked(Role::TreeItem, LEAD));
    assert_eq!(desk.focused(), "Map");
    desk.press("Enter");
    assert_eq!(desk.focused(), "Article");
    assert!(desk.after_caret().starts_with("dust from the terminal carries lead"));
    assert!(desk.paragraphs().iter().any(|(words, _)| words.contains("dust from the terminal")));
}

#[test]
fn a_click_chooses_and_two_go_to_the_passage() {
    let mut desk = full();
    let at = place(&desk, SMELTER).center();
    desk.click_at(at);
    assert_eq!(desk.chosen(), "no load from Varnholm had ever been untested");
    assert_eq!(desk.focused(), "Map");
    desk.wait(2000);
    desk.click_at(at);
    desk.click_at(at);
    assert_eq!(desk.focused(), "Article");
    assert!(desk.after_caret().starts_with("no load from Varnholm"));
}

#[test]
fn it_is_moved_by_dragging_and_by_the_wheel() {
    let mut desk = full();
    let (before, start) = (place(&desk, LEAD), nowhere(&desk));
    desk.drag(start, start + vec2(30.0, 20.0));
    assert!((place(&desk, LEAD).min - before.min - vec2(30.0, 20.0)).length() < 1.0);
    desk.wheel(Modifiers::NONE, start, vec2(0.0, -20.0));
    assert!((place(&desk, LEAD).min - before.min - vec2(30.0, 0.0)).length() < 1.0);
    desk.press("0");
    assert!((place(&desk, LEAD).min - before.min).length() < 1.0, "fitted again");
}

#[test]
fn it_is_zoomed_by_keys_by_buttons_and_by_the_wheel() {
    let mut desk = full();
    let before = place(&desk, LEAD);
    desk.press("-");
    let smaller = place(&desk, LEAD);
    assert!((smaller.width() / before.width() - 1.0 / 1.2).abs() < 0.01);
    desk.press("+");
    assert!((place(&desk, LEAD).width() - before.width()).abs() < 0.5);
    desk.click("Zoom map out");
    assert!((place(&desk, LEAD).width() - smaller.width()).abs() < 0.5);
    desk.click("Fit the map");
    assert!((place(&desk, LEAD).min - before.min).length() < 1.0);
    let held = before.center();
    desk.wheel(Modifiers { ctrl: true, command: true, ..Modifiers::NONE }, held, vec2(0.0, -60.0));
    let after = place(&desk, LEAD);
    assert!(after.width() < 0.95 * before.width(), "{before:?} {after:?}");
    assert!(after.center().distance(held) < 1.0, "what is under the pointer stays");
}

#[test]
fn what_answers_a_box_can_be_hidden() {
    let mut desk = full();
    desk.click_at(place(&desk, NOTES).center());
    desk.press("Space");
    assert_eq!(desk.labels(Role::TreeItem).len(), 8);
    desk.lacks("A spokesman for the smelter rebuts");
    desk.press("Space");
    assert_eq!(desk.labels(Role::TreeItem).len(), 11);
    // Also with the switch in its corner.
    let corner = place(&desk, LEAD).right_top() + vec2(-13.0, 14.0);
    desk.click_at(corner);
    assert_eq!(desk.labels(Role::TreeItem).len(), 3);
    assert!(!desk.chosen().starts_with("dust"), "the switch chooses nothing");
}

#[test]
fn marks_without_links_are_shown_on_demand() {
    let mut desk = full();
    assert!(!desk.labels(Role::TreeItem).contains(&UNLINKED.to_owned()));
    desk.click("Unlinked marks");
    assert_eq!(desk.labels(Role::TreeItem).len(), 15);
    place(&desk, UNLINKED);
}

#[test]
fn a_link_is_edited_in_place() {
    let mut desk = full();
    let before = links(&mut desk);
    let label = desk.rect(Some(Role::Link), "Evidence by Varnholm Courier supports claim by Marta Lindqvist").center();
    desk.click_at(label);
    desk.click_on(Role::MenuItemRadio, "Rebuts");
    let count = |links: &[String], what: &str| links.iter().filter(|link| *link == what).count();
    assert_eq!(count(&links(&mut desk), "evidence rebuts claim"), count(&before, "evidence rebuts claim") + 1);
    desk.shows("Evidence by Varnholm Courier rebuts claim by Marta Lindqvist");
    desk.press("Ctrl+Z");
    assert_eq!(links(&mut desk), before);
    // So does the arrow away from its label.
    let tip = place(&desk, NONE).right_center();
    desk.click_at(tip + vec2(16.0, 0.0));
    desk.click("Delete link");
    assert_eq!(links(&mut desk).len(), before.len() - 1);
    assert_eq!(desk.labels(Role::TreeItem).len(), 9, "its two ends have no other link");
}

#[test]
fn a_remark_on_a_link_is_typed_in_its_menu() {
    let mut desk = full();
    desk.click_at(desk.rect(Some(Role::Link), REBUTS).center());
    desk.click("Link's note");
    desk.type_words("by its own count");
    assert!(file(&mut desk).document.set().relations().iter().any(|link| link.note == "by its own count"));
    desk.click_at(nowhere(&desk));
    desk.lacks("Delete link");
}

#[test]
fn dragging_from_box_to_box_begins_a_link() {
    let mut desk = full();
    let before = links(&mut desk).len();
    desk.drag(place(&desk, SMELTER).center(), place(&desk, NONE).center());
    desk.shows("Role of the link");
    desk.press("Enter");
    let file = file(&mut desk);
    assert_eq!(file.document.set().relations().len(), before + 1);
    let words = |id| quote_line(file.document.set().get(id).unwrap(), &file.document.article().text);
    let made = file.document.set().relations().iter().any(|link| {
        words(&link.from).starts_with("no load") && words(&link.to) == "close to none" && link.role.id() == "rebuts"
    });
    assert!(made);
    assert_eq!(desk.focused(), "Map");
}

#[test]
fn a_drag_to_what_cannot_be_linked_makes_nothing() {
    let mut desk = full();
    let before = links(&mut desk);
    let (from, nowhere) = (place(&desk, SMELTER).center(), nowhere(&desk));
    desk.drag(from, nowhere);
    desk.lacks("Role of the link");
    assert_eq!(links(&mut desk), before);
}

#[test]
fn a_click_lights_the_other_end_while_a_link_is_made() {
    let mut desk = full();
    desk.click_at(place(&desk, SMELTER).center());
    desk.press("L");
    desk.click_at(place(&desk, LIMIT).center());
    assert_eq!(desk.chosen(), "no load from Varnholm had ever been untested", "the mark stays selected");
    desk.press("Enter");
    assert!(links(&mut desk).contains(&"denial restates denial".to_owned()), "{:?}", links(&mut desk));
}

#[test]
fn editing_elsewhere_moves_nothing_that_is_looked_at() {
    let mut desk = full();
    desk.click_at(place(&desk, LIMIT).center());
    let (before, label, start) = (place(&desk, LIMIT), LIMIT, nowhere(&desk));
    desk.drag(start, start + vec2(12.0, 7.0));
    let moved = place(&desk, label);
    assert!((moved.min - before.min - vec2(12.0, 7.0)).length() < 1.0);
    // A box above is removed: this one stays in place.
    desk.press("2 D");
    assert!((place(&desk, label).min - moved.min).length() < 1.0);
    desk.drag(place(&desk, SMELTER).center(), place(&desk, NONE).center());
    desk.press("Enter");
    let smelter = place(&desk, SMELTER);
    desk.press("Ctrl+Z");
    assert!((place(&desk, SMELTER).min - smelter.min).length() < 1.0, "the selected mark stays where it is");
}

#[test]
fn a_mark_selected_elsewhere_is_brought_into_sight() {
    let mut desk = full();
    desk.press("+ + + + + + + +");
    desk.click_at(nowhere(&desk));
    let map = desk.rect(Some(Role::Tree), "Map");
    assert!(desk.labels(Role::TreeItem).len() < 6, "not all are in sight");
    let file = file(&mut desk);
    let ends = file.document.set().relations().iter().flat_map(|link| [&link.from, &link.to]);
    let linked: Vec<String> = ends.map(|id| words(&file, &file.document.set().get(id).unwrap().target)).collect();
    for _ in 0..15 {
        desk.press("J");
        let chosen = desk.chosen();
        let boxes = desk.labels(Role::TreeItem);
        let shown = boxes.iter().find(|label| desk.is_ticked(Role::TreeItem, label));
        assert_eq!(shown.is_some(), linked.contains(&chosen), "{chosen}");
        if let Some(label) = shown {
            assert!(map.contains_rect(place(&desk, label)), "{chosen}");
        }
    }
}

#[test]
fn a_map_without_links_says_how_to_make_one() {
    let mut desk = Desk::story();
    desk.press("Ctrl+3");
    desk.shows("No marks yet");
    desk.press("F6 E 1 Ctrl+3");
    desk.shows("No links yet");
    assert!(desk.labels(Role::TreeItem).is_empty());
}

#[test]
fn the_pointer_over_a_box_shows_the_card_of_the_mark_and_over_an_arrow_both_ends() {
    let mut desk = full();
    desk.lacks("is rebutted by");
    desk.draw([egui::Event::PointerMoved(place(&desk, LEAD).center())]);
    desk.settle();
    desk.wait(2000);
    desk.shows("is rebutted by");
    let arrow = desk.rect(Some(Role::Link), REBUTS).center();
    desk.draw([egui::Event::PointerMoved(arrow)]);
    desk.settle();
    desk.wait(2000);
    desk.shows("Click to change or delete the link");
    desk.shows("“close to none”");
}
