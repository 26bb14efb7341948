//! Giving an article its title, author, site, date and address.

use std::fs;

use egui::accesskit::Role;
use gainsay::storage::reader::read;

use crate::desk::Desk;

/// Empties the focused field and types into it.
fn fill(desk: &mut Desk, field: &str, words: &str) {
    desk.click_on(Role::TextInput, field);
    desk.press("Ctrl+A Delete");
    desk.type_words(words);
}

#[test]
fn details_are_given_by_key_saved_and_undone() {
    let mut desk = Desk::reading("Ferry stays\n\n12 May 2026\n\nThe council keeps the ferry.\n");
    desk.press("Ctrl+I");
    assert_eq!(desk.value("Title"), "Ferry stays");
    assert_eq!(desk.value("Date"), "2026-05-12");
    desk.shows("12 May 2026");
    fill(&mut desk, "Site", "Holsund Daily");
    fill(&mut desk, "Date", "11 May 2026");
    desk.press("Enter");
    assert_eq!(desk.said_last(), "Change article details");
    assert_eq!(desk.undoable(), Some("Change article details"));
    desk.wait(5000);
    let file = desk.file();
    let article = file.document.article();
    assert_eq!((article.given.site.as_str(), article.given.published.as_str()), ("Holsund Daily", "2026-05-11"));
    assert_eq!((article.given.title.as_str(), article.stated.published.as_str()), ("", "2026-05-12"));
    desk.press("Ctrl+Z");
    desk.press("Ctrl+I");
    assert_eq!((desk.value("Site"), desk.value("Date")), (String::new(), "2026-05-12".to_owned()));
    desk.press("Escape Ctrl+Y Ctrl+I");
    assert_eq!((desk.value("Site"), desk.value("Date")), ("Holsund Daily".to_owned(), "2026-05-11".to_owned()));
    // An emptied field takes what the article states.
    fill(&mut desk, "Date", "");
    desk.press("Enter Ctrl+I");
    assert_eq!(desk.value("Date"), "2026-05-12");
}

#[test]
fn a_date_is_checked_as_it_is_typed() {
    let mut desk = Desk::reading("Ferry stays\n\nThe council keeps the ferry.\n");
    desk.press("Ctrl+I");
    for (typed, shown) in [
        ("2026", "2026"),
        ("2026-05", "May 2026"),
        ("May 2026", "May 2026"),
        ("12 May 2026", "12 May 2026"),
        ("12. Mai 2026", "12 May 2026"),
        ("12.05.2026", "12 May 2026"),
        ("May 12, 2026", "12 May 2026"),
        ("2026-05-12", "12 May 2026"),
    ] {
        fill(&mut desk, "Date", typed);
        assert!(desk.labels(Role::Label).contains(&shown.to_owned()), "{typed}: {:?}", desk.labels(Role::Label));
    }
    for typed in ["tomorrow", "31 February 2026", "2026-13", "12", "12 May 2026 or so"] {
        fill(&mut desk, "Date", typed);
        desk.shows("Not a date");
        desk.press("Enter");
        desk.shows("Article details");
    }
    fill(&mut desk, "Date", "03/04/2026");
    desk.shows("Day and month could be the other way round");
}

#[test]
fn given_details_survive_a_changed_article() {
    let mut desk = Desk::reading("Ferry stays\n\n12 May 2026\n\nThe council keeps the ferry.\n");
    desk.press("Ctrl+I");
    fill(&mut desk, "Title", "Holsund keeps its ferry");
    desk.press("Enter");
    desk.wait(5000);
    let path = desk.path("story.txt");
    fs::write(&path, "Ferry stays\n\n13 May 2026\n\nThe council keeps the ferry for now.\n").unwrap();
    desk.wait(5000);
    desk.press("Ctrl+I");
    assert_eq!(desk.value("Title"), "Holsund keeps its ferry");
    assert_eq!(desk.value("Date"), "2026-05-13");
    desk.press("Escape");
    let mut again = desk.restart("story.txt");
    again.press("Ctrl+I");
    assert_eq!(again.value("Title"), "Holsund keeps its ferry");
}

#[test]
fn details_of_a_closed_article_of_a_project_are_given_from_the_list() {
    let mut desk = Desk::story();
    let folder = desk.path("ferry");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("a.txt"), "Ferry stays\n\nThe council keeps the ferry.\n").unwrap();
    fs::write(folder.join("b.txt"), "Ferry goes\n\n12 May 2026\n\nThe council sells the ferry.\n").unwrap();
    desk.drop_file(folder.clone());
    desk.shows("2 articles");
    let row = |desk: &Desk, title: &str| {
        let rows = desk.labels(Role::ListBoxOption);
        rows.iter().find(|row| row.starts_with(title)).cloned().unwrap_or_else(|| panic!("{rows:?}"))
    };
    assert!(row(&desk, "Ferry goes").contains("12 May 2026"), "a date in the text is read");
    let stays = row(&desk, "Ferry stays");
    let at = desk.rect(Some(Role::ListBoxOption), &stays).center();
    desk.click_right(at);
    desk.click_on(Role::MenuItem, "Article details…");
    assert_eq!(desk.value("Title"), "Ferry stays");
    fill(&mut desk, "Site", "Marrow Courier");
    fill(&mut desk, "Date", "11 May 2026");
    desk.click("Save");
    desk.settle();
    let stays = row(&desk, "Ferry stays");
    assert!(stays.contains("Marrow Courier") && stays.contains("11 May 2026"), "the list follows at once: {stays}");
    desk.wait(5000);
    let path = folder.join("a.txt.ron");
    let saved = read(&path, fs::read(&path).unwrap()).unwrap();
    assert_eq!(saved.document.article().given.site, "Marrow Courier");
}

#[test]
fn a_field_that_is_reached_by_key_is_typed_over() {
    let mut desk = Desk::reading("Ferry stays\n\n12 May 2026\n\nThe council keeps the ferry.\n");
    desk.press("Ctrl+I");
    desk.type_words("The ferry");
    assert_eq!(desk.value("Title"), "The ferry");
    while desk.focused() != "Date" {
        desk.press("Tab");
    }
    desk.type_words("2025");
    assert_eq!(desk.value("Date"), "2025");
}
