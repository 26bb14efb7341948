//! Messages about files that change again, or are back: they are there as long as they are true.

use std::fs;

use crate::desk::{Desk, STORY};

/// A desk with one mark, saved.
fn marked() -> Desk {
    let mut desk = Desk::story();
    desk.select("the trout are gone");
    desk.press("1 Escape Ctrl+S");
    desk
}

#[test]
fn a_warning_about_marks_outlives_the_next_change() {
    let mut desk = marked();
    let changed = STORY.replace("the trout are gone", "the trout are all gone");
    fs::write(desk.path("story.txt"), &changed).unwrap();
    desk.wait(1100);
    desk.shows("The article changed since it was annotated: 0 passages unchanged, 1 with other words");
    fs::write(desk.path("story.txt"), changed.replace("Nobody at", "No one at")).unwrap();
    desk.wait(1100);
    assert!(desk.reads().contains("No one at"));
    desk.shows("The article changed since it was annotated: 0 passages unchanged, 1 with other words");
    // Work in between makes the next change one of a newer document.
    desk.press("K D");
    fs::write(desk.path("story.txt"), changed.replace("Nobody at", "Nobody in")).unwrap();
    desk.wait(1100);
    assert!(desk.reads().contains("Nobody in"));
    desk.shows("The article changed since it was annotated: 0 passages unchanged, 1 with other words");
}

#[test]
fn what_was_said_about_missing_files_goes_when_they_are_back() {
    let mut desk = marked();
    let (article, annotations) = (desk.path("story.txt"), desk.path("story.txt.ron"));
    let kept = fs::read(&annotations).unwrap();
    fs::remove_file(&article).unwrap();
    desk.wait(1100);
    desk.shows("Its text is kept with the annotations");
    fs::write(&article, STORY).unwrap();
    desk.wait(1100);
    desk.lacks("Its text is kept with the annotations");
    fs::remove_file(&annotations).unwrap();
    desk.wait(1100);
    desk.shows("write the file again");
    fs::write(&annotations, kept).unwrap();
    desk.wait(1100);
    desk.lacks("write the file again");
    desk.press("D");
    assert_eq!(desk.marks(), ["claim: the trout are gone"]);
    assert!(desk.file().document.set().annotations()[0].discuss, "it is saved again");
}
