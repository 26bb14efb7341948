//! Several files at once: the list of articles to choose from, and the target for what is dragged.

use std::fs;

use egui::accesskit::Role;

use crate::desk::Desk;

const PAGE: &[u8] =
    b"<!DOCTYPE html><title>Trout are back</title><h1>Trout are back</h1><p>The club counted nine trout in June, \
    and says that the river is clean again, for the first time since the mill was built.";

/// A desk with the story open, and a folder of articles beside it.
fn beside_a_folder() -> Desk {
    let desk = Desk::story();
    let folder = desk.path("more");
    fs::create_dir_all(folder.join("old")).unwrap();
    fs::write(folder.join("b.html"), PAGE).unwrap();
    fs::write(folder.join("a.md"), "# Ministry is silent\n\nNobody would comment.\n").unwrap();
    fs::write(folder.join("old").join("c.txt"), "Old news\n\nNothing happened.\n").unwrap();
    fs::write(folder.join("broken.pdf"), b"%PDF-1.7 and no more").unwrap();
    fs::write(folder.join("picture.png"), b"no article").unwrap();
    fs::write(folder.join(".hidden.txt"), b"hidden").unwrap();
    desk
}

/// The rows of the picker.
fn rows(desk: &Desk) -> Vec<String> {
    desk.labels(Role::Button)
        .into_iter()
        .filter(|label| {
            ["Ministry", "Trout", "Old", "broken", "picture", "hidden"].iter().any(|one| label.starts_with(one))
        })
        .collect()
}

#[test]
fn of_several_dropped_files_the_first_is_opened_and_the_others_are_listed() {
    let mut desk = beside_a_folder();
    fs::write(desk.path("second.txt"), "Second\n\nA dam broke.\n").unwrap();
    desk.drop_files(vec![desk.path("second.txt"), desk.path("more"), desk.path("story.txt")]);
    assert!(desk.reads().contains("A dam broke."), "{}", desk.reads());
    assert_eq!(rows(&desk), ["Ministry is silent", "Trout are back", "Old news"]);
    desk.shows("4 articles; 1 file could not be read");
    desk.type_words("mill owner");
    desk.press("Enter");
    assert!(desk.reads().contains("Ola Berg"), "{}", desk.reads());
}

#[test]
fn the_others_are_listed_also_if_the_first_cannot_be_opened() {
    let mut desk = beside_a_folder();
    desk.drop_files(vec![desk.path("more").join("broken.pdf"), desk.path("more").join("b.html")]);
    desk.shows("1 article");
    assert_eq!(rows(&desk), ["Trout are back"]);
}

#[test]
fn a_target_is_shown_while_files_hover() {
    let mut desk = Desk::story();
    desk.lacks("Drop to open");
    desk.hover_files(&["a/river.txt"]);
    desk.shows("Drop to open river.txt");
    desk.hover_files(&["a/river.txt", "b.md"]);
    desk.shows("Drop to open the first of 2; the others are listed");
    desk.hover_files(&[]);
    desk.lacks("Drop to open");
}

#[test]
fn a_list_takes_the_keyboard_once_the_window_has_it() {
    let mut desk = beside_a_folder();
    desk.harness.input_mut().focused = false;
    desk.drop_files(vec![desk.path("story.txt"), desk.path("more")]);
    assert_ne!(desk.focused(), "Open an article: choose, or type to search");
    desk.harness.input_mut().focused = true;
    desk.settle();
    assert_eq!(desk.focused(), "Open an article: choose, or type to search");
}
