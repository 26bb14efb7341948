//! Tags in the window: completion, chips, colours, renaming and merging.

use egui::accesskit::Role;

use crate::desk::Desk;

const TEXT: &str = "The mill leaks. It does not. Nine trout were counted.\n";

/// A desk with three marks, the first of which has these tags; the second one is selected.
fn tagged(tags: &str) -> Desk {
    let mut desk = Desk::reading(TEXT);
    for words in ["The mill leaks", "It does not", "Nine trout"] {
        desk.select(words);
        desk.press("1");
        if words == "The mill leaks" {
            desk.press("T");
            desk.type_words(tags);
            desk.press("Enter");
        }
        desk.press("Escape Escape");
    }
    desk.press("Ctrl+1 Home Down");
    assert_eq!(desk.chosen(), "It does not");
    desk
}

/// The tags of each mark on disk.
fn tags(desk: &mut Desk) -> Vec<String> {
    desk.press("Ctrl+S");
    desk.file().document.set().annotations().iter().map(|mark| mark.tags.join("/")).collect()
}

#[test]
fn a_tag_in_use_is_completed_while_typing() {
    let mut desk = tagged("numbers, Not checked");
    desk.press("T");
    // Before anything is typed, the tags in use are offered.
    desk.shows("Add tag numbers");
    desk.type_words("che");
    desk.lacks("Add tag numbers");
    desk.press("Tab");
    assert_eq!(desk.value("Tags"), "");
    assert_eq!(desk.focused(), "Tags");
    desk.press("Down Enter");
    assert_eq!(desk.focused(), "Article");
    assert_eq!(tags(&mut desk), ["numbers/Not checked", "Not checked/numbers", ""]);
    // All of it is one step.
    desk.press("Ctrl+Z");
    assert_eq!(tags(&mut desk), ["numbers/Not checked", "", ""]);
    // A tag that looks like one in use is spelled like it; a click on an offered one takes it.
    desk.press("T");
    desk.type_words("NUMBERS,");
    desk.click("Add tag Not checked");
    desk.press("Enter");
    assert_eq!(tags(&mut desk)[1], "numbers/Not checked");
}

#[test]
fn backspace_and_crosses_remove_tags() {
    let mut desk = tagged("");
    desk.press("T");
    desk.type_words("one, two, three,");
    desk.press("Backspace");
    desk.type_words("fo");
    desk.press("Backspace");
    assert_eq!(desk.value("Tags"), "f");
    desk.press("Escape");
    desk.lacks("Tag three");
    desk.click("Remove tag one");
    assert_eq!(tags(&mut desk)[1], "two");
}

#[test]
fn what_is_typed_is_kept_when_the_field_is_left() {
    let mut desk = tagged("");
    desk.press("T");
    desk.type_words("left behind");
    desk.press("F6");
    assert_eq!(tags(&mut desk)[1], "left behind");
    desk.press("T");
    desk.paste("pasted, with commas");
    desk.click_on(Role::ListBoxOption, "Claim with no speaker: Nine trout");
    assert_eq!(desk.chosen(), "Nine trout");
    assert_eq!(tags(&mut desk), ["", "left behind/pasted/with commas", ""]);
    desk.press("T");
    desk.type_words("dropped");
    desk.press("Escape");
    assert_eq!(tags(&mut desk)[2], "");
}

#[test]
fn a_tag_is_renamed_everywhere_merged_and_coloured() {
    let mut desk = tagged("water, fish");
    desk.press("T");
    desk.type_words("river, water");
    desk.press("Enter");
    let before = tags(&mut desk);
    desk.click("Tag river");
    desk.click_on(Role::MenuItemRadio, "Colour: Blue");
    desk.press("Ctrl+S");
    let colours = |desk: &Desk| -> Vec<String> {
        let file = desk.file();
        file.document.tag_colours().iter().map(|(tag, colour)| format!("{tag} {colour}")).collect()
    };
    assert_eq!(colours(&desk), ["river #0072b2"]);
    // Renaming takes the colour along.
    desk.click("Tag river");
    desk.click("Rename or merge everywhere…");
    desk.type_words("stream");
    desk.press("Enter");
    assert_eq!(tags(&mut desk), ["water/fish", "stream/water", ""]);
    assert_eq!(colours(&desk), ["stream #0072b2"]);
    // The name of another tag merges the two, and a mark that has both keeps one.
    desk.press("Ctrl+P");
    desk.type_words("merge tag");
    desk.press("Enter");
    desk.type_words("stream");
    desk.press("Enter");
    desk.type_words("wat");
    assert!(desk.painted().contains(&"Merge “stream” into this tag".to_owned()));
    desk.press("Enter");
    assert_eq!(tags(&mut desk), ["water/fish", "water", ""]);
    assert_eq!(colours(&desk), ["water #0072b2"]);
    assert_eq!(desk.undoable(), Some("Merge tags"));
    desk.press("Ctrl+Z Ctrl+Z Ctrl+Z");
    assert_eq!(tags(&mut desk), before);
    assert_eq!(colours(&desk), [""; 0]);
    // A colour that is typed.
    desk.press("Ctrl+P");
    desk.type_words("tag colour");
    desk.press("Enter");
    desk.type_words("fish");
    desk.press("Enter");
    desk.paste("#12AB34");
    desk.press("Enter");
    desk.press("Ctrl+S");
    assert_eq!(colours(&desk), ["fish #12ab34"]);
}

#[test]
fn marks_are_listed_by_a_tag_by_keyboard() {
    let mut desk = tagged("water");
    desk.press("Ctrl+P");
    desk.type_words("marks by tag");
    desk.press("Enter");
    desk.type_words("water");
    desk.press("Enter");
    desk.shows("Clear tag filter");
    desk.lacks("Claim with no speaker: Nine trout");
    desk.shows("Claim with no speaker: The mill leaks");
}

#[test]
fn the_field_scrolls_into_sight_when_it_gets_the_keyboard() {
    let mut desk = tagged("water");
    desk.harness.set_size(egui::vec2(700.0, 380.0));
    desk.settle();
    assert!(desk.rect(Some(Role::TextInput), "Tags").bottom() > 380.0);
    desk.press("T");
    assert!(desk.rect(Some(Role::TextInput), "Tags").bottom() < 380.0);
}
