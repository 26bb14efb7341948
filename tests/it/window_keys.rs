//! Keys are changed by pressing others, and the settings file keeps them.

use egui::accesskit::Role;

use crate::desk::Desk;

/// A desk with the page of keys open, listing the commands with this text.
fn listing(words: &str) -> Desk {
    listing_in(Desk::story(), words)
}

fn listing_in(mut desk: Desk, words: &str) -> Desk {
    desk.press("Shift+F1");
    desk.click_on(Role::TextInput, "Find a command or a key");
    desk.type_words(words);
    desk
}

#[test]
fn a_key_is_recorded_and_works_and_is_written() {
    let mut desk = listing("next mark");
    desk.click_on(Role::Button, "Add a key to Next mark");
    desk.shows("Press the new key, or Esc to cancel");
    desk.press("Ctrl+Shift+U");
    desk.shows("Ctrl+Shift+U, remove from Next mark");
    desk.lacks("Press the new key");
    assert!(desk.settings().contains("\"go.next_mark\": [\"J\", \"Ctrl+Shift+U\"]"), "{}", desk.settings());
    desk.press("Escape");
    desk.select("nine");
    desk.press("1 Escape Escape Ctrl+Home Ctrl+Shift+U");
    assert_eq!(desk.chosen(), "nine");
    let mut desk = desk.reopen("story.txt");
    desk.press("Ctrl+Shift+U");
    assert_eq!(desk.chosen(), "nine");
}

#[test]
fn a_key_of_another_command_is_taken_over_or_left() {
    let mut desk = listing("flag for discussion");
    desk.click_on(Role::Button, "Add a key to Flag for discussion");
    desk.press("N");
    desk.shows("N runs “Note”");
    desk.press("Escape");
    desk.lacks("N runs “Note”");
    desk.shows("Keyboard shortcuts");
    assert!(!desk.settings().contains("mark.discuss"), "{}", desk.settings());
    desk.click_on(Role::Button, "Add a key to Flag for discussion");
    desk.press("N Enter");
    desk.shows("N, remove from Flag for discussion");
    desk.click_on(Role::TextInput, "Find a command or a key");
    desk.press("Ctrl+A");
    desk.type_words("edit the note on the mark");
    desk.lacks("N, remove from Note");
    // Its key comes back when the other one is reset.
    desk.press("Ctrl+A");
    desk.type_words("flag for");
    desk.click_on(Role::Button, "Reset the keys of Flag for discussion");
    desk.click_on(Role::TextInput, "Find a command or a key");
    desk.press("Ctrl+A");
    desk.type_words("edit the note on the mark");
    desk.shows("N, remove from Note");
    assert!(!desk.settings().contains("mark.discuss"), "{}", desk.settings());
}

#[test]
fn an_own_key_is_taken_from_a_command_of_the_settings() {
    let settings = "(creator: \"kd\", keys: {\"mark.note\": [\"Q\", \"Shift+Q\"]})";
    let desk = Desk::set(settings, &[("story.txt", crate::desk::STORY.as_bytes())], Some("story.txt"));
    let mut desk = listing_in(desk, "flag for");
    desk.click_on(Role::Button, "Add a key to Flag for discussion");
    desk.press("Q");
    desk.click_on(Role::Button, "Take it over");
    let written = desk.settings();
    assert!(written.contains("\"mark.note\": [\"Shift+Q\"]"), "{written}");
    assert!(written.contains("\"mark.discuss\": [\"D\", \"Q\"]"), "{written}");
    desk.lacks("The settings assign");
}

#[test]
fn a_key_is_removed_and_the_defaults_need_no_place_in_the_file() {
    let mut desk = listing("redo the last");
    desk.click_on(Role::Button, "Ctrl+Y, remove from Redo");
    assert!(desk.settings().contains("\"edit.redo\": [\"Ctrl+Shift+Z\"]"), "{}", desk.settings());
    desk.click_on(Role::Button, "Add a key to Redo");
    desk.press("Ctrl+Y");
    desk.shows("Ctrl+Y, remove from Redo");
    assert!(!desk.settings().contains("edit.redo"), "{}", desk.settings());
}

#[test]
fn all_keys_are_reset_after_a_question() {
    let mut desk = listing("redo the last");
    desk.click_on(Role::Button, "Ctrl+Y, remove from Redo");
    desk.click_on(Role::Button, "Reset all…");
    desk.click_on(Role::Button, "Cancel");
    desk.lacks("Ctrl+Y, remove from Redo");
    desk.click_on(Role::Button, "Reset all…");
    desk.click_on(Role::Button, "Reset all");
    desk.shows("Ctrl+Y, remove from Redo");
    assert!(desk.settings().contains("keys: {}"), "{}", desk.settings());
}

#[test]
fn keys_that_no_command_can_have_are_refused_with_the_reason() {
    let mut desk = listing("next mark");
    desk.click_on(Role::Button, "Add a key to Next mark");
    for (keys, why) in [("Down", "moves the caret"), ("Tab", "moves between fields"), ("Ctrl+C", "is for text fields")]
    {
        desk.press(keys);
        desk.shows(why);
    }
    desk.press("F2");
    assert!(desk.settings().contains("\"go.next_mark\": [\"J\", \"F2\"]"), "{}", desk.settings());
}

#[test]
fn a_key_that_types_runs_no_command_in_a_field() {
    let settings = "(creator: \"kd\", keys: {\"file.save\": [\"Q\"]})";
    let mut desk = Desk::set(settings, &[("story.txt", crate::desk::STORY.as_bytes())], Some("story.txt"));
    desk.select("nine");
    desk.press("1 N");
    desk.type_words("quite");
    assert_eq!(desk.value("Note"), "quite");
}

#[test]
fn commands_are_found_by_their_keys() {
    let mut desk = listing("ctrl+f");
    desk.shows("Ctrl+F, remove from Find");
    desk.lacks("Add a key to Next mark");
    desk.press("Ctrl+A");
    desk.type_words("zzz");
    desk.shows("No command or key has this text");
}
