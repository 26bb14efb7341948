//! The parts of the window: menus, tabs and the inspector at every size; dates; keys on other layouts.

use egui::accesskit::Role;
use egui::{Key, Modifiers, Rect};
use egui_kittest::kittest::Queryable;

use crate::desk::{Desk, STORY};

/// Sizes of windows in points, from a small one at double zoom to a large one.
const SIZES: [(f32, f32); 5] = [(640.0, 480.0), (700.0, 380.0), (900.0, 650.0), (1400.0, 900.0), (2560.0, 1440.0)];

/// Gives the window another size, in points.
fn resize(desk: &mut Desk, width: f32, height: f32) {
    desk.harness.set_size(egui::vec2(width, height));
    desk.settle();
}

/// A desk with one denial by a speaker.
fn denial() -> Desk {
    let mut desk = Desk::story();
    desk.select("We have not put a drop into that river since 2009");
    desk.press("2 S");
    desk.type_words("Ola Berg");
    desk.press("Enter");
    desk
}

#[test]
fn a_menu_taller_than_the_window_scrolls_to_its_last_entry() {
    let mut desk = denial();
    resize(&mut desk, 700.0, 380.0);
    desk.click("Mark");
    let entry = |desk: &Desk, name: &str| desk.rect(Some(Role::MenuItem), name);
    let menu = entry(&desk, "Mark as claim");
    let last = |desk: &Desk| entry(desk, "Delete mark");
    assert!(last(&desk).bottom() > 380.0, "the menu is not taller than the window: {:?}", last(&desk));
    desk.wheel(Modifiers::NONE, menu.center(), egui::vec2(0.0, -2000.0));
    assert!(last(&desk).bottom() < 380.0, "{:?}", last(&desk));
    desk.click_on(Role::MenuItem, "Delete mark");
    assert_eq!(desk.marks(), [""; 0]);
}

#[test]
fn the_editor_has_its_natural_height_where_there_is_room() {
    let mut desk = denial();
    for (width, height) in SIZES {
        resize(&mut desk, width, height);
        let parts: Vec<Rect> = ["Note", "Tags"].map(|label| desk.rect(None, label)).into();
        let made = made(&desk);
        let cut = made.bottom() > height;
        assert_eq!(cut, height < 700.0, "at {width}×{height} the last line ends at {}", made.bottom());
        assert!(parts[0].bottom() < parts[1].top() && parts[1].bottom() < made.top(), "{parts:?} {made:?}");
        if !cut {
            // The inspector is at the bottom, with only its margin below.
            let status = desk.rect(Some(Role::Label), "story.txt.ron");
            assert!(status.top() - made.bottom() < 24.0, "at {width}×{height} {made:?} {status:?}");
        }
    }
}

/// The line with the selected mark's creator and dates.
fn made(desk: &Desk) -> Rect {
    let (_, _, line) = find_made(desk);
    desk.rect(Some(Role::Label), &line)
}

fn find_made(desk: &Desk) -> (Role, String, String) {
    let line = desk.screen().into_iter().map(|(role, label, _)| (role, label.clone(), label));
    line.into_iter().find(|(role, label, _)| *role == Role::Label && label.starts_with("Marked ")).unwrap()
}

#[test]
fn the_divider_above_the_editor_is_moved_by_mouse_and_keyboard_and_stays() {
    let mut desk = denial();
    let divider = |desk: &Desk| desk.rect(Some(Role::Splitter), "Height of the editor");
    let natural = divider(&desk).center();
    desk.drag(natural, natural + egui::vec2(0.0, 120.0));
    let moved = divider(&desk).center();
    assert!((moved.y - natural.y - 120.0).abs() < 2.0, "{natural:?} {moved:?}");
    assert!(desk.settings().contains("editor_height: "), "{}", desk.settings());
    let mut desk = desk.reopen("story.txt");
    desk.press("J");
    assert!((divider(&desk).center().y - moved.y).abs() < 2.0);
    // A double click restores the default height.
    let at = divider(&desk).center();
    desk.click_at(at);
    desk.click_at(at);
    assert!((divider(&desk).center().y - natural.y).abs() < 2.0, "{natural:?} {:?}", divider(&desk));
    assert!(!desk.settings().contains("editor_height: "), "{}", desk.settings());
    desk.harness.get_by_role_and_label(Role::Splitter, "Height of the editor").focus();
    desk.settle();
    desk.press("ArrowDown ArrowDown");
    assert!((divider(&desk).center().y - natural.y - 48.0).abs() < 2.0, "{natural:?} {:?}", divider(&desk));
}

#[test]
fn nothing_lies_over_the_kinds_in_the_editor() {
    let mut desk = denial();
    for (width, height) in SIZES {
        resize(&mut desk, width, height);
        let kinds = ["Claim", "Denial", "Evidence"].map(|kind| desk.rect(None, &format!("Kind: {kind}")));
        let delete = desk.rect(Some(Role::Button), "Delete mark");
        for rect in kinds {
            assert!(!rect.intersects(delete), "at {width}×{height} {rect:?} and {delete:?}");
        }
        assert!(delete.right() <= width, "at {width}×{height} {delete:?}");
    }
}

#[test]
fn the_tabs_stand_in_one_row_in_their_order_at_every_size() {
    let tabs = ["Marks", "Ledger", "Map", "Speakers", "Problems", "Outline"];
    let mut desk = Desk::story();
    for (width, height) in SIZES {
        resize(&mut desk, width, height);
        let shown = tabs.map(|tab| desk.rect(Some(Role::Tab), tab));
        let in_order = shown.windows(2).all(|pair| pair[0].right() <= pair[1].left() + 1.0);
        let in_row = shown.windows(2).all(|pair| (pair[0].center().y - pair[1].center().y).abs() < 1.0);
        assert!(in_order && in_row && shown[5].right() <= width, "at {width}×{height} {shown:?}");
    }
    resize(&mut desk, 640.0, 480.0);
    desk.click_on(Role::Tab, "Outline");
    desk.shows("Plain text has no headings");
}

#[test]
fn times_are_shown_in_the_persons_zone_and_kept_in_utc() {
    let mut desk = denial();
    desk.shows("Marked 23 November 2026, 11:57 by kd");
    let mark = desk.mark();
    assert!(mark.created.as_str().starts_with("2026-11-23T10:12:"), "{}", mark.created.as_str());
    desk.shows("Saved 11:57");
}

#[test]
fn digits_are_keys_also_where_the_layout_types_them_with_shift() {
    // AZERTY: the key that types "&" alone, and "1" with Shift.
    let quote = STORY.find("We have").unwrap();
    for (modifiers, key) in [(Modifiers::SHIFT, Key::Num2), (Modifiers::NONE, Key::Num2)] {
        let mut desk = Desk::story();
        desk.select(&STORY[quote..quote + 40]);
        desk.press_at(Key::Num2, modifiers, key);
        assert_eq!(desk.marks(), [format!("denial: {}", &STORY[quote..quote + 40])]);
    }
    let mut desk = Desk::story();
    desk.press_at(Key::Num2, Modifiers { shift: true, ..Modifiers::COMMAND }, Key::Num2);
    desk.shows("No claims yet");
}

#[test]
fn a_letter_is_the_key_that_types_it_wherever_it_lies() {
    let mut desk = denial();
    // AZERTY has Q where the US layout has A, which adds a fragment.
    desk.select("It counted nine in June");
    desk.press_at(Key::A, Modifiers::NONE, Key::Q);
    assert_eq!(desk.marks().len(), 1);
    assert!(!desk.marks()[0].contains("nine"), "{:?}", desk.marks());
    desk.press_at(Key::Q, Modifiers::NONE, Key::A);
    assert!(desk.marks()[0].contains("nine"), "{:?}", desk.marks());
}

#[test]
fn dialogs_fit_windows_of_every_size() {
    for (keys, last) in [("Ctrl+Comma", "Close"), ("Shift+F1", "Close"), ("Ctrl+E", "Cancel")] {
        for (width, height) in [(640.0, 300.0), (700.0, 380.0), (1400.0, 900.0)] {
            let mut desk = denial();
            resize(&mut desk, width, height);
            desk.press(keys);
            if keys == "Shift+F1" {
                let first = desk.rect(None, "Left Right Up Down");
                assert!(first.left() > 0.0, "the keys are cut off at {width}×{height}: {first:?}");
            }
            let middle = egui::pos2(width / 2.0, height / 2.0);
            desk.wheel(Modifiers::NONE, middle, egui::vec2(0.0, -4000.0));
            desk.wheel(Modifiers::NONE, middle, egui::vec2(0.0, -4000.0));
            let button = desk.rect(Some(Role::Button), last);
            assert!(button.bottom() <= height, "{keys} at {width}×{height}: {button:?}");
            desk.click_on(Role::Button, last);
            assert_eq!(desk.focused(), "Article", "{keys} at {width}×{height}");
        }
    }
}

#[test]
fn a_tight_window_shows_article_and_panel_in_turn() {
    let mut desk = denial();
    resize(&mut desk, 320.0, 256.0);
    let article = |desk: &Desk| desk.harness.query_by_role_and_label(Role::Document, "Article").map(|node| node.rect());
    let panel = |desk: &Desk| desk.harness.query_by_role_and_label(Role::TabList, "Panels").is_some();
    assert!(article(&desk).is_some_and(|rect| rect.width() > 200.0) && !panel(&desk));
    // By its key, and back by Escape; by its button in the bar, and back by the article's key.
    desk.press("Ctrl+1");
    assert!(panel(&desk) && article(&desk).is_none());
    desk.shows("Ola Berg");
    desk.press("Esc");
    assert!(article(&desk).is_some() && !panel(&desk));
    desk.click_on(Role::CheckBox, "Show or hide side panel");
    assert!(panel(&desk));
    desk.press("F6");
    assert!(article(&desk).is_some() && !panel(&desk));
    // With room, both are there again.
    resize(&mut desk, 900.0, 650.0);
    assert!(article(&desk).is_some() && panel(&desk));
}

#[test]
fn a_panel_that_covers_the_article_leaves_the_notices_in_sight() {
    let mut desk = denial();
    resize(&mut desk, 320.0, 256.0);
    desk.press("Ctrl+1");
    for name in ["a.txt", "b.txt", "c.txt"] {
        desk.drop_file(desk.path(name));
    }
    // Opening shows the article; the notices are below it, and below what covers it.
    for keys in ["F6", "Ctrl+1"] {
        desk.press(keys);
        let dismiss = || desk.harness.query_all_by_role_and_label(Role::Button, "Dismiss");
        assert_eq!(dismiss().count(), 1, "{keys}");
        desk.shows("a.txt could not be read");
        desk.shows("2 more notices");
    }
    for _ in 0..3 {
        let dismiss = desk.harness.query_by_role_and_label(Role::Button, "Dismiss").unwrap().rect();
        desk.click_at(dismiss.center());
    }
    desk.lacks("could not be read");
}

#[test]
fn the_ledger_gets_the_focus_on_the_row_of_the_selected_mark() {
    let mut desk = Desk::story();
    let words = ["It counted nine in June", "We have not put a drop into that river since 2009"];
    for words in words {
        desk.select(words);
        desk.press("1 Escape");
    }
    for words in [words[0], words[1], words[0]] {
        for key in ["J", "J", "K", "K"] {
            if desk.chosen() != words {
                desk.press(key);
            }
        }
        assert_eq!(desk.chosen(), words);
        desk.press("Ctrl+2");
        assert!(desk.lit().contains(words), "{words}: {}", desk.lit());
        desk.press("Ctrl+1");
    }
    // Keys go on from there.
    desk.press("Ctrl+2 Home");
    let first = desk.lit();
    assert!(first.contains(&desk.chosen()), "{first} {}", desk.chosen());
    desk.press("Down");
    assert_ne!(desk.lit(), first);
    assert!(desk.lit().contains(&desk.chosen()), "{} {}", desk.lit(), desk.chosen());
}

#[test]
fn the_words_of_a_notice_end_before_its_button() {
    let mut desk = denial();
    let newer = format!("An update.\n\n{}", std::fs::read_to_string(desk.path("story.txt")).unwrap());
    std::fs::write(desk.path("story.txt"), newer).unwrap();
    desk.wait(1100);
    desk.press("Ctrl+Z");
    desk.lacks("the new version is shown");
    let words = "This is not the text of story.txt as it is now, but the one your marks were made on. It stays, and what you do \
                 is saved with it, until you carry the marks over";
    for width in [1280.0, 900.0, 640.0] {
        resize(&mut desk, width, 700.0);
        let (words, button) = (desk.rect(None, words), desk.rect(None, "Move marks to new version"));
        assert!(words.right() <= button.left() || words.bottom() <= button.top(), "{width}: {words:?} {button:?}");
    }
}
