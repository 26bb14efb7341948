//! Reading: positions are restored, suggestions and notices do not interfere, filters and comparison show the
//! selection.

use std::fs;

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;

use crate::desk::Desk;

/// An article of many numbered paragraphs.
fn long() -> String {
    (1..=300).map(|at| format!("Paragraph {at} is about the ferry and its timetable in winter.\n\n")).collect()
}

/// The first visible paragraph.
fn first(desk: &Desk) -> String {
    let paragraphs = desk.paragraphs();
    paragraphs.into_iter().map(|(words, _)| words.trim().to_owned()).find(|words| !words.is_empty()).unwrap()
}

#[test]
fn the_place_is_found_again_for_each_article() {
    let (one, other) = (long(), long().replace("ferry", "bus"));
    let files = [("story.txt", one.as_bytes()), ("other.txt", other.as_bytes())];
    let mut desk = Desk::with(&files, "story.txt");
    desk.press("PageDown PageDown PageDown");
    let place = first(&desk);
    assert!(place.starts_with("Paragraph") && place != "Paragraph 1 is about the ferry and its timetable in winter.");
    desk.press("Ctrl+W");
    desk.drop_file(desk.path("other.txt"));
    assert!(first(&desk).starts_with("Paragraph 1 "));
    desk.press("Ctrl+End Ctrl+W");
    desk.drop_file(desk.path("story.txt"));
    assert_eq!(first(&desk), place);
    // Continues from there, and in another session.
    assert_eq!(desk.after_caret(), place);
    let mut desk = desk.reopen("other.txt");
    assert!(desk.paragraphs().iter().any(|(words, _)| words.starts_with("Paragraph 300 ")));
    // Nothing is stored beside the article.
    assert_eq!(desk.names(), ["other.txt", "story.txt"]);
    desk.press("Ctrl+Home");
    let desk = desk.reopen("other.txt");
    assert!(first(&desk).starts_with("Paragraph 1 "));
}

#[test]
fn the_place_is_kept_while_the_window_is_open() {
    let article = long();
    let mut desk = Desk::with(&[("story.txt", article.as_bytes())], "story.txt");
    desk.press("PageDown PageDown");
    desk.wait(5000);
    assert!(fs::read_to_string(desk.home().join("places.ron")).unwrap().contains("story.txt"));
}

#[test]
fn the_place_is_found_in_a_text_that_has_grown_above_it() {
    let article = long();
    let mut desk = Desk::with(&[("story.txt", article.as_bytes())], "story.txt");
    desk.press("PageDown PageDown PageDown");
    let place = first(&desk);
    desk.close();
    fs::write(desk.path("story.txt"), format!("{}{article}", "Something new above it all.\n\n".repeat(80))).unwrap();
    let desk = desk.reopen("story.txt");
    assert_eq!(first(&desk), place);
}

#[test]
fn a_file_of_places_that_is_damaged_is_begun_anew() {
    let article = long();
    let mut desk = Desk::with(&[("story.txt", article.as_bytes())], "story.txt");
    fs::write(desk.home().join("places.ron"), "(places: [(article: 3").unwrap();
    desk.press("PageDown PageDown");
    let place = first(&desk);
    let desk = desk.reopen("story.txt");
    assert_eq!(first(&desk), place);
}

#[test]
fn two_notices_are_in_sight_and_the_others_wait() {
    let mut desk = Desk::story();
    for name in ["a.txt", "b.txt", "c.txt", "d.txt"] {
        desk.drop_file(desk.path(name));
    }
    let dismiss = |desk: &Desk| desk.labels(Role::Button).iter().filter(|label| *label == "Dismiss").count();
    assert_eq!(dismiss(&desk), 2);
    desk.shows("a.txt could not be read");
    desk.lacks("c.txt could not be read");
    desk.shows("2 more notices");
    let first = desk.harness.get_all_by_role_and_label(Role::Button, "Dismiss").next().unwrap().rect();
    desk.click_at(first.center());
    assert_eq!(dismiss(&desk), 2);
    desk.lacks("a.txt could not be read");
    desk.shows("c.txt could not be read");
    desk.shows("1 more notice");
}

const QUOTED: &str = "\
Mill poured lead into the river, club says

\"We have put no lead in that river\", Ola Berg said, \"and nobody has shown us any lead.\"
";

/// A claim, then a denial with its attribution: its speaker, its cue and its link are suggested.
fn proposed() -> Desk {
    let mut desk = Desk::reading(QUOTED);
    desk.select("Mill poured lead into the river");
    desk.press("1");
    desk.select("\"We have put no lead in that river\", Ola Berg said, \"and nobody has shown us any lead.\"");
    desk.press("2");
    desk
}

fn links(desk: &mut Desk) -> usize {
    desk.press("Ctrl+S");
    desk.file().document.set().relations().len()
}

#[test]
fn the_parts_of_a_proposal_are_accepted_together_and_nothing_follows() {
    let mut desk = proposed();
    desk.shows("Speaker: Ola Berg");
    desk.press("Enter Enter Enter");
    assert_eq!(links(&mut desk), 1);
    assert_eq!(desk.undoable(), Some("Accept suggestions"));
    desk.press("Ctrl+Z");
    assert_eq!(links(&mut desk), 0);
    // By mouse.
    let mut desk = proposed();
    let at = desk.rect(Some(Role::Button), "Accept  Enter").center();
    desk.click_at(at);
    desk.click_at(at);
    assert_eq!(links(&mut desk), 1);
}

#[test]
fn a_key_that_is_held_down_accepts_nothing_more() {
    let mut desk = proposed();
    desk.hold("Enter", 8);
    assert_eq!(desk.marks()[1].matches(" / ").count(), 1);
    assert_eq!(links(&mut desk), 1);
    assert_eq!(desk.undoable(), Some("Accept suggestions"));
}

#[test]
fn enter_presses_the_button_that_has_the_keyboard_and_accepts_nothing() {
    let mut desk = proposed();
    let button = "Dismiss  Esc";
    for _ in 0..60 {
        if desk.focused() == button {
            break;
        }
        desk.press("Tab");
    }
    assert_eq!(desk.focused(), button);
    desk.press("Enter");
    desk.lacks("Speaker: Ola Berg");
    assert_eq!(desk.marks()[1].matches(" / ").count(), 0);
}

#[test]
fn a_proposal_shows_all_its_words() {
    let long =
        "the mill has poured lead into the river in every single week of every year since it was built ".repeat(8);
    let mut desk =
        Desk::reading(&format!("{}\n\nNobody has seen any lead in the river, said the mill.\n", long.trim()));
    desk.select(long.trim());
    desk.press("1");
    desk.select("Nobody has seen any lead in the river");
    desk.press("2");
    desk.shows("Link: rebuts");
    let whole = format!("rebuts ● “{}”", long.trim());
    assert!(desk.painted().contains(&whole));
}

#[test]
fn enter_in_the_filter_takes_the_first_and_j_and_k_go_among_them() {
    let mut desk = Desk::reading("A red boat. A blue boat. A red car. A blue car. A red bus.\n");
    for words in ["red boat", "blue boat", "red car", "blue car", "red bus"] {
        desk.select(words);
        desk.press("1 Escape");
    }
    desk.press("Ctrl+Shift+M");
    desk.type_words("red");
    desk.press("Enter");
    assert_eq!(desk.chosen(), "red boat");
    desk.press("J");
    assert_eq!(desk.chosen(), "red car");
    desk.press("J J");
    assert_eq!(desk.chosen(), "red bus");
    desk.shows("No more marks below that match the filter");
    desk.press("K");
    assert_eq!(desk.chosen(), "red car");
    desk.press("Ctrl+Shift+M Ctrl+A");
    desk.type_words("zebra");
    desk.press("Enter");
    desk.shows("No marks match the filter");
    assert_eq!(desk.focused(), "Filter");
}

#[test]
fn the_editor_shows_no_mark_that_is_not_listed() {
    let mut desk = Desk::reading("A red boat. A blue boat.\n");
    for words in ["red boat", "blue boat"] {
        desk.select(words);
        desk.press("1");
    }
    let edited = |desk: &Desk| desk.labels(Role::RadioButton).iter().any(|label| label == "Kind: Claim");
    assert!(edited(&desk));
    desk.press("Ctrl+Shift+M");
    desk.type_words("red");
    assert!(!edited(&desk));
    desk.shows("The filter hides the selected claim");
    // A field that is gone to must be there.
    desk.press("F6 N");
    assert_eq!(desk.focused(), "Note");
    assert_eq!(desk.value("Filter"), "");
    // A mark being edited stays although it no longer matches.
    desk.press("F6 T");
    desk.type_words("sea");
    desk.press("Enter Ctrl+Shift+M");
    desk.type_words("sea");
    desk.press("Enter T Backspace");
    desk.type_words("lake");
    assert_eq!(desk.value("Tags"), "lake");
    assert!(edited(&desk));
    desk.press("Enter");
    assert!(!edited(&desk));
    desk.click_on(Role::Button, "Clear filter");
    assert!(edited(&desk));
}

/// The index of the selected change, of three.
#[test]
fn comparing_shows_the_change_that_is_selected() {
    let story = "The first ferry sails at six in the morning.\n\nBuses wait at the quay for half an hour.\n\nThe last ferry sails \
                 back at nine in the evening.\n";
    let mut desk = Desk::reading(story);
    for words in
        ["sails at six in the morning", "wait at the quay for half an hour", "sails back at nine in the evening"]
    {
        desk.select(words);
        desk.press("1 Escape");
    }
    desk.press("Ctrl+S");
    let new = story.replace("six", "seven").replace("half an hour", "an hour").replace("nine", "ten");
    fs::write(desk.path("story.txt"), new).unwrap();
    // A row of the list.
    let mut desk = desk.reopen("story.txt");
    desk.press("Ctrl+7 Down Down Down");
    assert!(desk.chosen().contains("evening"), "{}", desk.chosen());
    desk.press("F8");
    desk.shows("Change 3 of 3");
    assert!(desk.chosen().contains("evening"), "{}", desk.chosen());
    // A mark of the article.
    let mut desk = desk.reopen("story.txt");
    desk.press("J J F8");
    assert!(desk.chosen().contains("quay"), "{}", desk.chosen());
    desk.shows("Change 2 of 3");
    // Without a selection.
    let mut desk = desk.reopen("story.txt");
    desk.press("F8");
    desk.shows("Change 1 of 3");
}
