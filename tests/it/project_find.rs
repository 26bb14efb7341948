//! Find in all: the panel, by key and by mouse.

use std::fs;

use egui::accesskit::Role;

use crate::desk::Desk;

/// A desk with the story open, and a project of three articles.
fn project() -> Desk {
    let mut desk = Desk::story();
    let folder = desk.path("river");
    fs::create_dir(&folder).unwrap();
    let articles = [
        (
            "a.md",
            "---\ntitle: Club counts trout\ndate: 2026-03-04\n---\n\nThe club counted nine trout. The mill is old.\n",
        ),
        (
            "b.md",
            "---\ntitle: Mill replies\ndate: 2026-04-05\n---\n\nThe mill denies it. No trout was hurt by the mill.\n",
        ),
        ("c.md", "---\ntitle: Weather\ndate: 2026-05-06\n---\n\nIt rains.\n"),
    ];
    for (name, text) in articles {
        fs::write(folder.join(name), text).unwrap();
    }
    desk.drop_file(folder);
    desk
}

#[test]
fn all_articles_are_searched_as_one_types() {
    let mut desk = project();
    desk.press("Ctrl+Shift+F");
    desk.type_words("trout");
    desk.shows("2 matches in 2 articles");
    desk.shows("The club counted nine trout.");
    desk.shows("Club counts trout, 1 match");
    desk.type_words("s");
    desk.shows("No matches");
}

#[test]
fn enter_and_f4_go_from_match_to_match() {
    let mut desk = project();
    desk.press("Ctrl+Shift+F");
    desk.type_words("mill");
    desk.shows("3 matches in 2 articles");
    desk.press("Enter");
    assert!(desk.reads().contains("The club counted nine trout"), "{}", desk.reads());
    assert_eq!(desk.selected(), "mill");
    desk.press("F4");
    assert!(desk.reads().contains("No trout was hurt"), "{}", desk.reads());
    assert_eq!(
        (desk.selected(), desk.after_caret()),
        ("mill".to_owned(), " denies it. No trout was hurt by the mill.".to_owned())
    );
    desk.press("F4");
    assert_eq!(desk.after_caret(), ".");
    desk.press("F4");
    assert!(desk.reads().contains("The club counted nine trout"), "it goes on at the first: {}", desk.reads());
    desk.press("Shift+F4");
    assert!(desk.reads().contains("No trout was hurt"));
}

#[test]
fn the_selected_text_is_searched_for() {
    let mut desk = project();
    desk.select("trout");
    desk.press("Ctrl+Shift+F");
    assert_eq!(desk.value("Find in all articles"), "trout");
    desk.shows("2 matches in 2 articles");
}

#[test]
fn the_list_of_matches_has_keys_of_its_own() {
    let mut desk = project();
    desk.press("Ctrl+Shift+F");
    desk.type_words("mill");
    desk.press("Down");
    assert_eq!(desk.focused(), "Matches");
    desk.press("Left");
    desk.lacks("The club counted nine trout.");
    desk.press("Down Down Enter");
    assert!(desk.reads().contains("The mill denies it"), "{}", desk.reads());
    desk.press("Ctrl+Shift+F Down Home Up");
    assert_eq!(desk.focused(), "Find in all articles");
}

#[test]
fn a_filter_alone_lists_marks() {
    let mut desk = project();
    desk.press("Ctrl+Shift+E Home Enter");
    desk.select("It rains");
    desk.press("1 Ctrl+Shift+F");
    desk.press("Ctrl+A Delete");
    desk.click_on(Role::CheckBox, "Only claims");
    desk.shows("1 match in 1 article");
    desk.shows("Claim: It rains.");
    desk.click("Clear the filter");
    desk.shows("Search all articles");
}

#[test]
fn dates_limit_the_search() {
    let mut desk = project();
    desk.press("Ctrl+Shift+F");
    desk.type_words("mill");
    desk.click("Filter by date");
    desk.click_on(Role::TextInput, "From date");
    desk.type_words("april 2026");
    desk.shows("2 matches in 1 article");
}
