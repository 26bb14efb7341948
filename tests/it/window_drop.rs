//! Files that are dropped on the window, and the target for what is dragged.

use std::fs;

use crate::desk::Desk;

#[test]
fn files_that_are_dropped_together_are_opened_in_tabs_and_a_folder_as_the_project() {
    let mut desk = Desk::story();
    fs::create_dir(desk.path("more")).unwrap();
    fs::write(desk.path("more").join("old.txt"), "Old news\n\nNothing happened.\n").unwrap();
    fs::write(desk.path("second.txt"), "Second\n\nA dam broke.\n").unwrap();
    desk.drop_files(vec![desk.path("story.txt"), desk.path("more"), desk.path("second.txt")]);
    assert!(desk.reads().contains("A dam broke."), "{}", desk.reads());
    let state = desk.harness.state().state();
    assert_eq!(state.sessions.iter().count(), 2, "the story was open already");
    assert_eq!(state.project.as_ref().unwrap().corpus.entries().len(), 1);
}

#[test]
fn very_many_files_are_not_opened_at_once() {
    let mut desk = Desk::story();
    let paths: Vec<_> = (0..25).map(|number| desk.path(&format!("{number}.txt"))).collect();
    paths.iter().for_each(|path| fs::write(path, format!("{}", path.display())).unwrap());
    desk.drop_files(paths);
    desk.shows("25 files were dropped, and 20 are the most that open at once. Open their folder");
    assert_eq!(desk.harness.state().state().sessions.iter().count(), 1);
}

#[test]
fn a_target_is_shown_while_files_hover() {
    let mut desk = Desk::story();
    desk.lacks("Drop to open");
    desk.hover_files(&["a/river.txt"]);
    desk.shows("Drop to open river.txt");
    desk.hover_files(&["a/river.txt", "b.md"]);
    desk.shows("Drop to open 2 files");
    desk.hover_files(&[]);
    desk.lacks("Drop to open");
}
