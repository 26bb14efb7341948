//! The sidebar of a project: its articles by origin and marks, by mouse and by key.

use std::fs;
use std::path::Path;

use egui::accesskit::Role;

use crate::desk::Desk;

/// A desk with the sample project open, and an article without marks in a folder within.
fn project() -> Desk {
    let mut desk = Desk::story();
    let folder = desk.path("trams");
    fs::create_dir_all(folder.join("later")).unwrap();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/project");
    for file in fs::read_dir(sample).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), folder.join(file.file_name())).unwrap();
    }
    fs::write(
        folder.join("later").join("empty.md"),
        "---\ntitle: Trams run again\ndate: 2026-05-01\n---\n\nAll of them.\n",
    )
    .unwrap();
    fs::write(folder.join("photo.png"), b"no article").unwrap();
    desk.drop_file(folder);
    desk
}

/// The titles of the listed articles, in order.
fn titles(desk: &Desk) -> Vec<String> {
    let rows = desk.labels(Role::ListBoxOption).into_iter().filter(|label| label.contains("2026"));
    rows.map(|label| label.split(", ").next().unwrap_or_default().to_owned()).collect()
}

/// The spoken row of the article with this title.
#[track_caller]
fn row(desk: &Desk, title: &str) -> String {
    let found = desk.labels(Role::ListBoxOption).into_iter().find(|label| label.starts_with(title));
    found.unwrap_or_else(|| panic!("{title} is not listed: {:?}", desk.labels(Role::ListBoxOption)))
}

#[test]
fn articles_are_listed_with_their_origin_and_their_marks() {
    let desk = project();
    assert_eq!(titles(&desk)[0], "Trams run again", "the newest is first: {:?}", titles(&desk));
    assert_eq!(titles(&desk).len(), 5);
    let post = row(&desk, "Inspectorate confirms cracks");
    for part in ["Evening Post", "2 April 2026", "claim", "evidence"] {
        assert!(post.contains(part), "{part} is not in {post}");
    }
    desk.shows("5 articles · 1 other file");
}

#[test]
fn the_list_is_walked_and_opened_by_key() {
    let mut desk = project();
    desk.press("Ctrl+Shift+E Home Down Enter");
    assert!(desk.reads().contains("The rail inspectorate has found cracked axles"), "{}", desk.reads());
    let second = titles(&desk)[1].clone();
    assert!(desk.is_ticked(Role::ListBoxOption, &row(&desk, &second)), "the open article is lit");
    desk.press("F4");
    assert!(!desk.is_ticked(Role::ListBoxOption, &row(&desk, &second)), "another one is open");
    desk.press("Shift+F4");
    assert!(desk.is_ticked(Role::ListBoxOption, &row(&desk, &second)));
}

#[test]
fn one_key_goes_to_the_next_article_without_marks() {
    let mut desk = project();
    desk.press("Ctrl+J");
    assert!(desk.reads().contains("All of them."), "{}", desk.reads());
    desk.press("Ctrl+J");
    assert_eq!(desk.said_last(), "Every listed article has marks");
}

#[test]
fn an_article_is_done_by_one_key_which_is_undone() {
    let mut desk = project();
    desk.press("Ctrl+J Ctrl+D");
    assert!(row(&desk, "Trams run again").ends_with("done"));
    desk.press("Ctrl+Z");
    assert!(!row(&desk, "Trams run again").ends_with("done"));
    desk.press("Ctrl+Shift+E Home Space");
    assert!(row(&desk, "Trams run again").ends_with("done"), "by the keys of the list");
    desk.click_on(Role::RadioButton, "Done 2");
    assert_eq!((titles(&desk).len(), titles(&desk)[0].as_str()), (2, "Trams run again"));
}

#[test]
fn the_list_is_filtered_by_words_and_subsets() {
    let mut desk = project();
    desk.click_on(Role::TextInput, "Filter articles");
    desk.type_words("evening post");
    assert_eq!(titles(&desk).len(), 1);
    desk.shows("1 of 5 articles");
    desk.press("Escape");
    assert_eq!(titles(&desk).len(), 5, "Escape takes the words back");
    desk.click_on(Role::RadioButton, "No marks 1");
    assert_eq!(titles(&desk), ["Trams run again"]);
    desk.click_on(Role::RadioButton, "No marks 1");
    assert_eq!(titles(&desk).len(), 5);
}

#[test]
fn articles_are_grouped_and_groups_are_folded() {
    let mut desk = project();
    desk.click("Sort and group articles");
    desk.click_on(Role::MenuItemRadio, "By month");
    desk.shows("May 2026, 1 article");
    desk.press("Ctrl+Shift+E Home Left");
    assert_eq!(titles(&desk).iter().filter(|title| *title == "Trams run again").count(), 0);
    desk.press("Right");
    assert!(titles(&desk).iter().any(|title| title == "Trams run again"));
    desk.click("Sort and group articles");
    desk.click_on(Role::MenuItemRadio, "By folder");
    desk.shows("later, 1 article");
}

#[test]
fn the_sidebar_is_hidden_and_shown() {
    let mut desk = project();
    desk.press("Ctrl+Shift+B");
    desk.lacks("Filter articles");
    desk.press("Ctrl+Shift+E");
    desk.shows("Filter articles");
    desk.harness.set_size(egui::vec2(640.0, 480.0));
    desk.settle();
    desk.press("Ctrl+1");
    desk.lacks("Filter articles");
    assert_eq!(desk.labels(Role::TextInput).iter().filter(|label| *label == "Filter").count(), 1);
    desk.press("Ctrl+Shift+E");
    desk.shows("Filter articles");
    assert!(!desk.labels(Role::TextInput).iter().any(|label| label == "Filter"));
    desk.harness.set_size(egui::vec2(1280.0, 820.0));
    desk.settle();
    desk.shows("Filter articles");
    assert_eq!(desk.labels(Role::TextInput).iter().filter(|label| *label == "Filter").count(), 1);
}

#[test]
fn the_menu_of_an_article_is_opened_by_mouse_and_by_key_without_any_open_article() {
    let mut desk = project();
    desk.press("Ctrl+W");
    desk.press("Ctrl+Shift+E Home");
    let first = titles(&desk)[0].clone();
    desk.press("Shift+F10");
    desk.shows("Menu of the article");
    assert_eq!(desk.menu(), ["Open", "Article details…", "Mark as done", "Copy path"]);
    let done = |desk: &Desk| {
        let project = desk.harness.state().state().project.as_ref().unwrap();
        project.content.articles().filter(|article| article.done).count()
    };
    let before = done(&desk);
    desk.press("Down Down Enter");
    desk.lacks("Menu of the article");
    assert_eq!(done(&desk), before + 1);
    let row = row(&desk, &first);
    let at = desk.rect(Some(Role::ListBoxOption), &row).center();
    desk.click_right(at);
    desk.click_on(Role::MenuItem, "Open");
    assert!(desk.labels(Role::Tab).contains(&first));
}

#[test]
fn the_choices_of_the_views_are_there_again_when_the_project_is_opened_again() {
    let mut desk = project();
    desk.click("Sort and group articles");
    desk.click("Oldest first");
    desk.click("Sort and group articles");
    desk.click("By folder");
    desk.press("Ctrl+Shift+K");
    desk.click("Sort speakers");
    desk.click("Name");
    desk.press("Ctrl+Shift+L");
    desk.click("Sort the project ledger by");
    desk.click("Differences");
    desk.wait(1000);
    let desk = desk.reopen("trams");
    let kept = |desk: &Desk| {
        let project = desk.harness.state().state().project.as_ref().unwrap();
        let query = &project.listed.query;
        format!(
            "{:?} {:?} {:?} {:?} {}",
            query.order,
            query.grouping,
            project.threads.order,
            project.people_panel.order,
            project.people_panel.different.len()
        )
    };
    assert_eq!(kept(&desk), "Oldest Folder Differences Name 0");
    // An unreadable file is begun anew.
    let file = desk.home().join("tabs.ron");
    let source = fs::read_to_string(&file).unwrap().replace("\"oldest\"", "\"by colour\"");
    fs::write(&file, source).unwrap();
    let desk = desk.restart("trams");
    assert_eq!(kept(&desk), "Newest Folder Differences Name 0");
}
