//! Import of other tools' annotations in the window.

use std::fs;

use egui::accesskit::Role;
use gainsay::app::action::FileDialog;
use gainsay::interchange::IMPORTS;

use crate::desk::{Desk, STORY};

const ANN: &str = "T1\tclaim 0 4\tMill\nA1\tCertainty T1 probable\n";
const ODD: &str = "T1\tclaim 0 4\tMill\nX9\n";

/// A desk with the story open, and two brat files in a folder beside it.
fn desk() -> Desk {
    let desk = Desk::story();
    fs::create_dir(desk.path("in")).unwrap();
    for (name, ann) in [("plain", ANN), ("odd", ODD)] {
        fs::write(desk.path(&format!("in/{name}.ann")), ann).unwrap();
        fs::write(desk.path(&format!("in/{name}.txt")), STORY).unwrap();
    }
    desk
}

fn open_dialog(desk: &mut Desk) {
    desk.press("Ctrl+P");
    desk.type_words("import annotations");
    desk.press("Enter");
    desk.shows("Import annotations");
}

#[test]
fn a_file_is_imported_by_keys_alone_and_opened() {
    let mut desk = desk();
    open_dialog(&mut desk);
    assert_eq!(desk.focused(), "Import");
    let file = desk.path("in/plain.ann");
    desk.paste(&file.display().to_string());
    // The format follows the file, and so does the folder.
    assert!(desk.is_ticked(Role::ListBoxOption, "brat standoff"));
    assert_eq!(desk.value("Import into folder"), desk.path("in").display().to_string());
    desk.press("Enter");
    assert!(desk.path("in/plain.txt.ron").exists());
    desk.shows("Opened");
    assert_eq!(desk.focused(), "Article");
    desk.press("J");
    assert_eq!(desk.chosen(), "Mill");
    assert!(desk.is_ticked(Role::RadioButton, "Certainty: Probable"));
}

#[test]
fn the_file_and_the_folder_are_browsed() {
    let mut desk = desk();
    open_dialog(&mut desk);
    desk.answer(desk.path("in/plain.ann"));
    desk.click("Browse…");
    desk.answer(desk.path("elsewhere"));
    desk.click("Choose folder…");
    assert_eq!(desk.asked(), [FileDialog::Import("".into()), FileDialog::ImportTo(desk.path("in"))]);
    assert_eq!(desk.value("Import into folder"), desk.path("elsewhere").display().to_string());
    // A chosen folder stays when the file changes.
    desk.answer(desk.path("in/odd.ann"));
    desk.click("Browse…");
    assert_eq!(desk.value("Import into folder"), desk.path("elsewhere").display().to_string());
    desk.click_on(Role::Button, "Import");
    assert!(desk.path("elsewhere/odd.txt.ron").exists() && desk.path("elsewhere/odd.txt").exists());
}

#[test]
fn what_is_not_taken_over_is_told_before_it_is_opened() {
    let mut desk = desk();
    open_dialog(&mut desk);
    desk.paste(&desk.path("in/odd.ann").display().to_string());
    desk.click_on(Role::Button, "Import");
    desk.shows("line 2 cannot be read and is skipped");
    desk.shows("Written: ");
    desk.click_on(Role::Button, "Open");
    desk.lacks("Import annotations");
    desk.press("J");
    assert_eq!(desk.chosen(), "Mill");
    desk.shows("odd.txt.ron");
}

#[test]
fn a_folder_is_imported_as_a_whole() {
    let mut desk = desk();
    open_dialog(&mut desk);
    desk.paste(&desk.path("in").display().to_string());
    assert_eq!(desk.value("Import into folder"), desk.path("in").display().to_string());
    let brat = IMPORTS.iter().position(|row| row.id == "brat").unwrap();
    (0..brat).for_each(|_| desk.press("Down"));
    desk.press("Enter");
    desk.shows("Written: 2 annotation files");
    desk.shows("odd.ann: line 2 cannot be read and is skipped");
    desk.click_on(Role::Button, "Close");
    desk.shows("story.txt.ron");
}

#[test]
fn an_import_that_fails_says_why() {
    let mut desk = desk();
    open_dialog(&mut desk);
    desk.paste(&desk.path("gone.qdpx").display().to_string());
    desk.press("Enter");
    desk.shows("gone.qdpx");
    desk.lacks("Written");
    // A change of the field clears the error.
    desk.press("Ctrl+A");
    desk.paste(&desk.path("in/plain.ann").display().to_string());
    desk.lacks("gone.qdpx");
    desk.click("Cancel");
    desk.lacks("Import annotations");
    assert!(!desk.path("in/plain.txt.ron").exists());
}
