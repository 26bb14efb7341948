//! Moving between marks, searching, filtering, and commands by name and key.

use egui::accesskit::Role;
use gainsay::app::commands;

use crate::desk::{Desk, STORY};

/// A desk with three marks, the last one selected.
fn three() -> Desk {
    let mut desk = Desk::story();
    for (words, key) in [("Mill owner", "1"), ("the trout are gone", "2"), ("nine", "3")] {
        desk.select(words);
        desk.press(key);
    }
    desk
}

#[test]
fn j_and_k_step_through_the_marks() {
    let mut desk = three();
    assert_eq!(desk.chosen(), "nine");
    desk.press("K");
    assert_eq!(desk.chosen(), "the trout are gone");
    desk.press("K");
    assert_eq!(desk.chosen(), "Mill owner");
    desk.press("K");
    assert_eq!(desk.chosen(), "Mill owner");
    desk.shows("No more marks above");
    desk.press("J J J");
    assert_eq!(desk.chosen(), "nine");
    desk.shows("No more marks below");
    assert_eq!(desk.after_caret(), "nine in June.");
}

#[test]
fn without_a_mark_j_takes_the_first_after_the_caret() {
    let mut desk = three();
    // The first Escape dismisses the suggestion for the new mark.
    desk.press("Escape Escape Ctrl+Home Ctrl+Down J");
    assert_eq!(desk.chosen(), "the trout are gone");
}

#[test]
fn a_click_on_a_card_goes_to_the_mark() {
    let mut desk = three();
    desk.click("Claim with no speaker: Mill owner");
    assert_eq!(desk.chosen(), "Mill owner");
    assert!(desk.is_ticked(Role::ListBoxOption, "Claim with no speaker: Mill owner"));
    assert!(!desk.is_ticked(Role::ListBoxOption, "Evidence with no speaker: nine"));
}

#[test]
fn the_list_has_the_arrow_keys() {
    let mut desk = three();
    desk.press("Ctrl+1 Up");
    assert_eq!(desk.chosen(), "the trout are gone");
    desk.press("Down 1");
    assert_eq!(desk.marks()[2], "claim: nine");
}

#[test]
fn a_click_takes_the_smallest_mark_and_clicking_again_the_others() {
    let mut desk = Desk::story();
    for (words, key) in [("The anglers' club says the trout are gone.", "1"), ("the trout are gone", "2")] {
        desk.select(words);
        desk.press(key);
    }
    desk.press("Escape Escape");
    assert_eq!(desk.chosen(), "");
    let inside = desk.rect(Some(Role::Mark), "Denial: the trout are gone").center();
    desk.wait(600);
    desk.click_at(inside);
    assert_eq!(desk.chosen(), "the trout are gone");
    desk.wait(600);
    desk.click_at(inside);
    assert_eq!(desk.chosen(), "The anglers' club says the trout are gone.");
    desk.wait(600);
    desk.click_at(inside);
    assert_eq!(desk.chosen(), "the trout are gone");
    desk.wait(600);
    desk.click_at(desk.start_of("Nobody"));
    assert_eq!(desk.chosen(), "");
}

#[test]
fn escape_leaves_the_field_then_the_selection_then_the_mark() {
    let mut desk = three();
    desk.press("N");
    assert_eq!(desk.focused(), "Note");
    desk.press("Escape");
    assert_eq!(desk.focused(), "Article");
    assert_eq!(desk.chosen(), "nine");
    desk.press("E");
    assert_eq!(desk.selected(), "nine");
    // The suggestion for the new mark is dismissed first.
    desk.press("Escape");
    assert_eq!(desk.selected(), "nine");
    desk.press("Escape");
    assert_eq!((desk.selected().as_str(), desk.chosen().as_str()), ("", "nine"));
    desk.press("Escape");
    assert_eq!(desk.chosen(), "");
    assert_eq!(desk.marks().len(), 3);
}

#[test]
fn marks_are_filtered_by_kind_and_j_keeps_to_those_listed() {
    let mut desk = three();
    desk.click("Denial 1");
    desk.lacks("Denial with no speaker");
    desk.shows("Claim with no speaker: Mill owner");
    desk.press("K");
    assert_eq!(desk.chosen(), "Mill owner");
    desk.click("Claim 1");
    desk.click("Evidence 1");
    desk.shows("No marks match the filter");
    desk.click("Denial 1");
    desk.shows("Denial with no speaker: the trout are gone");
    // Every mark stays in the text.
    assert_eq!(desk.labels(Role::Mark).len(), 3);
}

#[test]
fn marks_are_filtered_by_words_and_for_discussion() {
    let mut desk = three();
    desk.press("Ctrl+Shift+M");
    assert_eq!(desk.focused(), "Filter");
    desk.type_words("trout");
    desk.lacks("Claim with no speaker: Mill owner");
    desk.shows("Denial with no speaker: the trout are gone");
    desk.press("Ctrl+A Backspace");
    desk.shows("Claim with no speaker: Mill owner");
    desk.press("Escape D");
    desk.click_on(Role::CheckBox, "Only flagged for discussion");
    desk.shows("Evidence with no speaker: nine");
    desk.lacks("Claim with no speaker: Mill owner");
}

#[test]
fn counts_follow_the_marks() {
    let mut desk = three();
    desk.shows("3 marks");
    desk.press("1");
    desk.shows("Claim 2");
    desk.shows("Evidence 0");
    desk.press("Delete");
    desk.shows("2 marks");
    desk.shows("Claim 1");
}

#[test]
fn words_are_found_one_after_the_other_round_the_end() {
    let mut desk = Desk::story();
    desk.press("Ctrl+F");
    assert_eq!(desk.focused(), "Find");
    desk.type_words("mill");
    desk.shows("1 of 2");
    assert_eq!(desk.selected(), "Mill");
    desk.press("F3");
    desk.shows("2 of 2");
    assert_eq!(desk.selected(), "mill");
    desk.press("F3");
    desk.shows("1 of 2");
    desk.press("Shift+F3");
    desk.shows("2 of 2");
    desk.press("Enter");
    desk.shows("1 of 2");
    desk.press("Shift+Enter");
    desk.shows("2 of 2");
    assert_eq!(desk.focused(), "Find");
    desk.click("Find next");
    assert_eq!(desk.selected(), "Mill");
    desk.press("Escape");
    assert_eq!(desk.focused(), "Article");
    desk.lacks("1 of 2");
    // A hit can be marked.
    desk.press("1");
    assert_eq!(desk.marks(), ["claim: Mill"]);
}

#[test]
fn f3_searches_again_after_the_bar_was_closed() {
    let mut desk = Desk::story();
    desk.press("Ctrl+F");
    desk.type_words("mill");
    desk.press("Escape");
    desk.lacks("1 of 2");
    desk.press("F3");
    desk.shows("2 of 2");
    assert_eq!((desk.selected().as_str(), desk.focused().as_str()), ("mill", "Article"));
    desk.press("Escape Shift+F3");
    desk.shows("1 of 2");
    assert_eq!(desk.selected(), "Mill");
    desk.press("Escape Escape F3");
    desk.shows("2 of 2");
    desk.press("1");
    assert_eq!(desk.marks(), ["claim: mill"], "the keyboard is with the article");
}

#[test]
fn what_is_not_there_is_said() {
    let mut desk = Desk::story();
    desk.press("Ctrl+F");
    desk.type_words("zebra");
    desk.shows("No matches");
    desk.press("F3 F3");
    desk.click("Close search");
    desk.lacks("No matches");
    assert_eq!(desk.focused(), "Article");
}

#[test]
fn notes_are_found_too_and_select_their_mark() {
    let mut desk = three();
    desk.press("N");
    desk.type_words("compare the zebra");
    desk.press("Ctrl+Enter Escape Ctrl+Home Ctrl+F");
    desk.type_words("zebra");
    desk.shows("1 of 1");
    desk.press("Escape");
    assert_eq!(desk.chosen(), "nine");
}

#[test]
fn a_slow_search_for_other_words_changes_nothing() {
    let mut desk = Desk::story();
    desk.press("Ctrl+F");
    desk.hold_work();
    desk.type_words("mi");
    desk.press("Ctrl+A Backspace");
    desk.type_words("nine");
    desk.release_work();
    desk.shows("1 of 1");
    assert_eq!(desk.selected(), "nine");
}

#[test]
fn the_palette_runs_a_command() {
    let mut desk = Desk::story();
    desk.select("nine");
    desk.press("Ctrl+P");
    desk.type_words("mark evid");
    desk.press("Enter");
    assert_eq!(desk.marks(), ["evidence: nine"]);
    assert_eq!(desk.focused(), "Article");
    desk.press("Ctrl+P");
    desk.click_on(Role::ListBoxOption, "Open…");
    assert_eq!(desk.asked().len(), 1);
}

#[test]
fn the_palette_lists_what_can_be_run_and_grows_again() {
    let mut desk = Desk::story();
    desk.press("Ctrl+P");
    desk.lacks("Delete mark");
    desk.type_words("zoom in");
    assert!(!desk.labels(Role::ListBoxOption).contains(&"Actual size".to_owned()));
    desk.press("Ctrl+A Backspace");
    assert!(desk.labels(Role::ListBoxOption).iter().filter(|label| label.ends_with('…')).count() > 3);
    desk.press("Up Down Down Up Escape");
    assert_eq!(desk.focused(), "Article");
}

#[test]
fn the_palette_finds_by_the_words_of_the_help() {
    let mut desk = Desk::story();
    desk.press("Ctrl+P");
    desk.type_words("dark");
    assert!(desk.labels(Role::ListBoxOption).contains(&"Switch theme".to_owned()), "its help has the word");
    desk.press("Ctrl+A Backspace");
    desk.type_words("larger");
    let rows = desk.labels(Role::ListBoxOption);
    let place = |title: &str| rows.iter().position(|row| row == title).unwrap_or_else(|| panic!("no {title}"));
    assert!(place("Larger text") < place("Zoom in"), "a title comes before a help");
    desk.press("Enter");
    assert!(desk.settings().contains("text_size: 19.0"), "{}", desk.settings());
}

#[test]
fn a_click_beside_the_palette_closes_it() {
    let mut desk = Desk::story();
    desk.press("Ctrl+P");
    let beside = egui::pos2(60.0, desk.start_of("Mill").y);
    desk.click_at(beside);
    desk.lacks("Command palette");
    desk.press("E 1");
    assert_eq!(desk.marks().len(), 1);
}

#[test]
fn the_list_of_keys_has_every_key_of_the_table() {
    let mut desk = Desk::story();
    desk.press("Shift+F1");
    desk.shows("Keyboard shortcuts");
    let (labels, buttons) = (desk.labels(Role::Label), desk.labels(Role::Button));
    let arrows = [("←", "Left"), ("→", "Right"), ("↑", "Up"), ("↓", "Down")];
    let spoken = |keys: String| arrows.iter().fold(keys, |keys, (arrow, name)| keys.replace(arrow, name));
    let keymap = gainsay::app::shell::keymap::Keymap::new(&gainsay::storage::settings::Settings::default());
    for command in commands::all() {
        let title = command.title.trim_end_matches('…');
        assert!(labels.iter().any(|label| label == title), "{title}");
        for chord in keymap.chords(command) {
            let name = format!("{}, remove from {title}", spoken(chord.to_string()));
            assert!(buttons.contains(&name), "{chord} of {}", command.id);
        }
    }
    desk.press("Escape");
    desk.lacks("Keyboard shortcuts");
    assert_eq!(desk.focused(), "Article");
}

#[test]
fn zoom_changes_and_is_remembered() {
    let mut desk = Desk::story();
    desk.press("Ctrl++ Ctrl++");
    assert!((desk.harness.ctx.zoom_factor() - 1.2).abs() < 0.01);
    let mut desk = desk.reopen("story.txt");
    assert!((desk.harness.ctx.zoom_factor() - 1.2).abs() < 0.01);
    desk.press("Ctrl+-");
    assert!((desk.harness.ctx.zoom_factor() - 1.1).abs() < 0.01);
    desk.press("Ctrl+0");
    assert!((desk.harness.ctx.zoom_factor() - 1.0).abs() < 0.01);
    for _ in 0..40 {
        desk.press("Ctrl++");
    }
    assert!((desk.harness.ctx.zoom_factor() - 3.0).abs() < 0.01);
}

#[test]
fn the_settings_dialog_changes_and_writes_the_settings() {
    let mut desk = Desk::story();
    desk.press("Ctrl+,");
    desk.click_on(Role::TextInput, "Your name");
    desk.press("Ctrl+A");
    desk.type_words("Ada 1");
    desk.click_on(Role::Tab, "Reading");
    desk.click("Theme: Dark");
    desk.click("Typeface: Noto Sans");
    desk.press("Escape");
    desk.lacks("Your name");
    let settings = desk.settings();
    for words in ["creator: \"Ada 1\"", "theme: \"dark\"", "serif: false"] {
        assert!(settings.contains(words), "{words} is not in {settings}");
    }
    desk.press("E 1");
    assert_eq!(desk.mark().creator.as_ref() as &str, "Ada 1");
}

#[test]
fn letters_typed_into_a_field_run_no_commands() {
    let mut desk = three();
    let before = desk.marks();
    for field in ["N", "T", "Ctrl+F", "Ctrl+Shift+M", "Ctrl+P", "S"] {
        desk.press(field);
        desk.type_words("1 2 3 jkde");
        desk.press("Shift+E Ctrl+A Delete Escape");
    }
    assert_eq!(desk.marks(), before);
    let file = desk.file();
    assert!(
        file.document
            .set()
            .annotations()
            .iter()
            .all(|mark| !mark.discuss && mark.tags.is_empty() && mark.note.is_empty())
    );
}

#[test]
fn keys_with_ctrl_work_from_a_field() {
    let mut desk = three();
    desk.press("N");
    desk.type_words("a note");
    desk.press("Ctrl+S");
    assert_eq!(desk.file().document.set().annotations()[2].note, "a note");
    assert_eq!(desk.focused(), "Note");
    desk.press("Ctrl+F");
    assert_eq!(desk.focused(), "Find");
    desk.press("Escape N Ctrl+E");
    desk.shows("Export to");
}

#[test]
fn undo_in_a_field_is_the_fields_own() {
    let mut desk = three();
    desk.press("N");
    desk.type_words("a note");
    desk.press("Ctrl+Z");
    assert_eq!(desk.value("Note"), "");
    assert_eq!(desk.marks().len(), 3);
    desk.press("Ctrl+Shift+Z");
    assert_eq!(desk.value("Note"), "a note");
    desk.press("Ctrl+Enter Ctrl+S");
    assert_eq!(desk.file().document.set().annotations()[2].note, "a note");
}

#[test]
fn single_letters_can_be_switched_off() {
    let mut desk =
        Desk::set("(creator: \"kd\", single_keys: false)", &[("story.txt", STORY.as_bytes())], Some("story.txt"));
    desk.press("Ctrl+A 1 E S J D");
    assert_eq!(desk.marks(), [""; 0]);
    desk.press("Ctrl+P");
    desk.type_words("claim");
    desk.press("Enter");
    assert_eq!(desk.marks().len(), 1);
    desk.press("Ctrl+,");
    desk.click_on(Role::Tab, "Keys");
    desk.click("Single-letter shortcuts");
    desk.press("Escape 2");
    assert_eq!(desk.mark().kind.id(), "denial");
}

#[test]
fn the_persons_own_keys_hold_and_clashes_are_said() {
    let settings = "(keys: {\"mark.claim\": [\"Ctrl+M\"], \"mark.cue\": [\"Ctrl+M\"], \"nonsense\": [\"X\"]})";
    let mut desk = Desk::set(settings, &[("story.txt", STORY.as_bytes())], Some("story.txt"));
    desk.shows("“nonsense”, which is not a command");
    desk.shows("and “mark.cue”");
    desk.press("E Ctrl+M");
    assert_eq!(desk.marks(), ["claim: Mill"]);
    desk.press("Escape E 1");
    assert_eq!(desk.marks().len(), 1);
}

#[test]
fn broken_settings_are_said_and_left_alone() {
    let broken = "(creator: \"kd\", theme: \"pink\")";
    let mut desk = Desk::set(broken, &[("story.txt", STORY.as_bytes())], Some("story.txt"));
    desk.press("Ctrl++");
    assert_eq!(desk.settings(), broken);
    desk.shows("settings.ron");
}

#[test]
fn copy_takes_the_selection_or_else_the_mark() {
    let mut desk = three();
    desk.press("Ctrl+C");
    assert_eq!(desk.clipboard(), Some("nine"));
    desk.select("Ola Berg");
    desk.press("Ctrl+C");
    assert_eq!(desk.clipboard(), Some("Ola Berg"));
    // In a field it copies the field's selection.
    desk.press("Escape N");
    desk.type_words("field");
    desk.press("Ctrl+A Ctrl+C");
    assert_eq!(desk.clipboard(), Some("field"));
}

#[test]
fn an_assistive_technology_chooses_a_mark_in_the_text() {
    let mut desk = three();
    desk.ask_for(Role::Mark, "Claim: Mill owner");
    assert_eq!(desk.chosen(), "Mill owner");
}
