//! The start of a window without a file, and the sample article, which gives way to what is opened.

use std::fs;

use egui::accesskit::Role;
use gainsay::app::action::FileDialog;

use crate::desk::{Desk, STORY};

const FILES: &[(&str, &[u8])] =
    &[("story.txt", STORY.as_bytes()), ("other.txt", b"Ferry delayed\n\nIt waits for the tide.\n")];

/// A desk at its first start, with articles that were never opened.
fn first() -> Desk {
    Desk::set(r#"(creator: "kd", hints: ["welcome"])"#, FILES, None)
}

/// The names of the open articles, in the order of their tabs.
fn open(desk: &Desk) -> Vec<String> {
    desk.harness.state().state().sessions.iter().map(|session| session.article().name()).collect()
}

#[track_caller]
fn run(desk: &mut Desk, command: &str) {
    desk.press("Ctrl+P");
    desk.paste(command);
    desk.press("Enter");
}

/// Makes a folder of one article beside the others.
fn folder(desk: &Desk) -> std::path::PathBuf {
    let folder = desk.path("trams");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("tram.txt"), "Trams run again\n\nAll of them.\n").unwrap();
    folder
}

#[test]
fn the_sample_gives_way_to_an_article() {
    let mut desk = first();
    desk.shows("Welcome: the sample article");
    desk.drop_file(desk.path("story.txt"));
    assert_eq!(open(&desk), ["Mill owner rejects claims about the river"]);
    assert_eq!(desk.focused(), "Article");
    desk.shows("Welcome to Gainsay");
}

#[test]
fn the_sample_gives_way_to_a_project_with_its_welcome() {
    let mut desk = first();
    run(&mut desk, "Open sample project");
    assert_eq!(open(&desk), [""; 0]);
    desk.lacks("Welcome");
    desk.shows("Choose an article of Sample project");
    assert_eq!(desk.focused(), "Articles", "the list has the keyboard");
    desk.press("Home Enter");
    assert_eq!(open(&desk).len(), 1);
    desk.lacks("Welcome");
}

#[test]
fn the_sample_stays_once_it_was_worked_on_or_asked_for() {
    let mut desk = first();
    desk.press("Shift+End 1");
    desk.drop_file(desk.path("story.txt"));
    assert_eq!(open(&desk).len(), 2, "{:?}", open(&desk));
    let mut desk = first();
    run(&mut desk, "Open sample article");
    desk.drop_file(desk.path("story.txt"));
    assert_eq!(open(&desk).len(), 2, "{:?}", open(&desk));
}

#[test]
fn what_was_open_is_open_again() {
    let mut desk = first();
    desk.drop_file(desk.path("story.txt"));
    desk.drop_file(desk.path("other.txt"));
    desk.press("Ctrl+Shift+Tab");
    let tabs = open(&desk);
    assert!(desk.title().starts_with("Mill owner"));
    let desk = desk.reopen_last(|| {});
    assert_eq!(open(&desk), tabs);
    assert!(desk.title().starts_with("Mill owner"), "{}", desk.title());
    assert_eq!(desk.focused(), "Article");
    // One of them is gone: nothing is said, since nobody asked for it.
    let path = desk.path("story.txt");
    let mut desk = desk.reopen_last(|| fs::remove_file(path).unwrap());
    assert_eq!(open(&desk), ["Ferry delayed"]);
    desk.lacks("could not");
    desk.press("Ctrl+W");
    let mut desk = desk.reopen_last(|| {});
    assert_eq!(open(&desk), [""; 0], "all was closed");
    desk.shows("Open an article to take apart");
    // The recent article that is gone is not offered here, and marked in the list.
    desk.shows("other.txt");
    desk.lacks("story.txt");
    run(&mut desk, "Open recent");
    let rows = desk.labels(Role::ListBoxOption);
    assert_eq!(rows, ["other.txt", "story.txt"]);
    desk.shows("not found · ");
}

#[test]
fn the_project_that_was_open_is_open_again_with_its_tabs() {
    let mut desk = first();
    let folder = folder(&desk);
    desk.drop_file(folder.clone());
    desk.press("Home Enter");
    desk.drop_file(desk.path("story.txt"));
    let tabs = open(&desk);
    let desk = desk.reopen_last(|| {});
    assert_eq!(desk.harness.state().state().project.as_ref().map(|project| project.root.clone()), Some(folder.clone()));
    assert_eq!(open(&desk), tabs);
    assert!(desk.title().starts_with("Mill owner"), "{}", desk.title());
    let desk = desk.reopen_last(|| fs::remove_dir_all(folder).unwrap());
    assert_eq!(open(&desk), ["Mill owner rejects claims about the river"]);
    desk.shows("trams could not be read");
}

#[test]
fn a_second_window_does_not_open_what_the_first_works_on() {
    let mut desk = first();
    desk.drop_file(desk.path("story.txt"));
    desk.wait(1000);
    let second = desk.beside_without_a_file();
    assert_eq!(open(&second), [""; 0]);
    second.shows("Open an article to take apart");
    second.lacks("open in another window");
}

#[test]
fn a_start_that_was_killed_opens_what_was_open() {
    let mut desk = first();
    desk.drop_file(desk.path("story.txt"));
    desk.wait(1000);
    let desk = desk.restart_last();
    assert_eq!(open(&desk), ["Mill owner rejects claims about the river"]);
}

#[test]
fn without_file_dialogs_the_path_is_typed() {
    let mut desk = first();
    desk.world.borrow_mut().dialogless = true;
    desk.press("Ctrl+O");
    desk.shows("Path of the article");
    let story = desk.path("story.txt").display().to_string();
    desk.press("Ctrl+A");
    desk.paste(&format!("{story}.md"));
    desk.press("Enter");
    desk.shows(&format!("There is no file or folder {story}.md"));
    desk.press("Ctrl+A");
    desk.paste(&format!(" {story} "));
    desk.lacks("There is no file");
    desk.press("Enter");
    desk.lacks("Path of the article");
    assert_eq!(open(&desk), ["Mill owner rejects claims about the river"]);
    // The folder begins with that of the open article.
    let folder = folder(&desk);
    desk.press("Ctrl+Shift+O");
    assert!(desk.value("Path of the folder").starts_with(&*desk.path("").display().to_string()));
    desk.press("End");
    desk.type_words("trams");
    desk.press("Enter");
    assert_eq!(desk.harness.state().state().project.as_ref().map(|project| project.root.clone()), Some(folder));
    // The annotations are saved to a file in a folder that exists.
    desk.press("Ctrl+Shift+S");
    assert!(desk.value("Path of the file").ends_with("story.txt.ron"));
    desk.press("Ctrl+A");
    desk.paste(&desk.path("nowhere/new.ron").display().to_string());
    desk.press("Enter");
    desk.shows("There is no folder");
    desk.press("Ctrl+A");
    fs::write(desk.path("new.ron"), "of another program").unwrap();
    desk.paste(&desk.path("new.ron").display().to_string());
    desk.press("Enter");
    desk.shows("already exists");
    assert_eq!(fs::read_to_string(desk.path("new.ron")).unwrap(), "of another program");
    desk.click("Replace");
    desk.lacks("Path of the file");
    assert!(fs::read_to_string(desk.path("new.ron")).unwrap().contains("gainsay"));
    desk.press("Ctrl+E");
    desk.click("Browse…");
    desk.shows("Type the path");
    desk.press("Escape");
    desk.lacks("Type the path");
    assert_eq!(desk.asked(), [] as [FileDialog; 0]);
}
