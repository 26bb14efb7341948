//! A renamed article finds its annotations, and uses them only on request.

use std::fs;
use std::time::Instant;

use gainsay::storage::files::sha256;
use gainsay::storage::renamed;

use crate::cli::Shell;
use crate::desk::{Desk, STORY};

/// Annotations of an article of this name, with these bytes.
fn annotations(name: &str, text: &str) -> String {
    format!(
        "(format: \"gainsay\", version: 1, article: (file: {name:?}, sha256: \"{}\"), annotations: [(id: \"a\", kind: \
         \"claim\", target: [(start: 0, end: 4, exact: \"{}\")])], text: {text:?})",
        sha256(text.as_bytes()),
        &text[..4]
    )
}

/// A desk with the story renamed, its annotations not.
fn renamed_story() -> Desk {
    let kept = annotations("story.txt", STORY);
    Desk::with(&[("story-new.txt", STORY.as_bytes()), ("story.txt.ron", kept.as_bytes())], "story-new.txt")
}

#[test]
fn what_lies_under_the_old_name_is_offered_and_taken_with_one_key() {
    let mut desk = renamed_story();
    desk.shows("story.txt.ron has annotations for this file under its old name, story.txt");
    desk.wait(5000);
    assert_eq!(desk.seen(), [""; 0]);
    assert_eq!(desk.names(), ["story-new.txt", "story.txt.ron"]);
    desk.press("Ctrl+Shift+T");
    assert_eq!(desk.names(), ["story-new.txt", "story-new.txt.ron"]);
    assert_eq!(desk.seen().len(), 1);
    desk.shows("story.txt.ron was renamed to story-new.txt.ron");
    desk.lacks("has annotations for this file");
    desk.press("J D Ctrl+S");
    let source = fs::read_to_string(desk.path("story-new.txt.ron")).unwrap();
    assert!(source.contains("file: \"story-new.txt\"") && source.contains("discuss: true"), "{source}");
}

#[test]
fn the_button_takes_it_too_and_nothing_else_does() {
    let mut desk = renamed_story();
    desk.click("Use existing annotations");
    assert_eq!(desk.seen().len(), 1);

    // Starting anew creates another file; the old one stays.
    let mut desk = renamed_story();
    desk.press("E 2 Ctrl+S");
    desk.lacks("Use existing annotations");
    desk.press("Ctrl+Shift+T");
    assert_eq!(desk.names(), ["story-new.txt", "story-new.txt.ron", "story.txt.ron"]);
}

#[test]
fn another_article_one_that_is_there_and_what_says_nothing_are_not_offered() {
    let kept = annotations("story.txt", STORY);
    let other = annotations("story.txt", "Another text altogether.\n");
    let by_name = annotations("elsewhere.txt", STORY);
    let outside = annotations("../story-new.txt", STORY);
    let cases: [(&[(&str, &str)], bool); 6] = [
        (&[("story.txt", STORY), ("story.txt.ron", &kept)], false),
        (&[("story.txt.ron", &other)], false),
        // Under a name of its own; the article it names exists or not.
        (&[("notes.ron", &by_name), ("elsewhere.txt", STORY)], false),
        (&[("notes.ron", &by_name)], true),
        (&[("notes.ron", &outside)], false),
        (&[("story.txt.ron", &sha256(STORY.as_bytes()))], false),
    ];
    for (files, offered) in cases {
        let mut all = vec![("story-new.txt", STORY.as_bytes())];
        all.extend(files.iter().map(|(name, text)| (*name, text.as_bytes())));
        let desk = Desk::with(&all, "story-new.txt");
        if offered {
            desk.shows("has annotations for this file");
        } else {
            desk.lacks("has annotations for this file");
        }
    }
}

#[test]
fn a_file_that_came_meanwhile_is_not_replaced() {
    let mut desk = renamed_story();
    fs::write(desk.path("story-new.txt.ron"), "theirs").unwrap();
    desk.press("Ctrl+Shift+T");
    assert_eq!(fs::read_to_string(desk.path("story-new.txt.ron")).unwrap(), "theirs");
    assert_eq!(fs::read_to_string(desk.path("story.txt.ron")).unwrap(), annotations("story.txt", STORY));
}

#[test]
fn what_another_window_works_on_is_not_taken_away() {
    let mut desk = renamed_story();
    let other = desk.beside("story.txt.ron");
    desk.press("Ctrl+Shift+T");
    desk.shows("is open in another window");
    assert_eq!(desk.names(), ["story-new.txt", "story.txt.ron"]);
    drop(other);
}

#[test]
fn a_folder_of_ten_thousand_annotation_files_is_looked_through_in_time() {
    let folder = tempfile::tempdir().unwrap();
    let padding = "x".repeat(4000);
    for number in 0..10_000 {
        let text = format!("Text {number} {padding}");
        fs::write(
            folder.path().join(format!("old-{number}.txt.ron")),
            annotations(&format!("old-{number}.txt"), &text),
        )
        .unwrap();
    }
    let text = format!("Text 7777 {padding}");
    let article = folder.path().join("new.txt");
    fs::write(&article, &text).unwrap();
    let begun = Instant::now();
    let found = renamed::annotations_of(&article, &sha256(text.as_bytes())).expect("it is there");
    println!("10,000 files looked through in {:?}", begun.elapsed());
    assert_eq!(found.article, "old-7777.txt");
    assert!(begun.elapsed().as_secs() < 10, "{:?}", begun.elapsed());
    assert!(renamed::annotations_of(&article, &sha256(b"nothing of the kind")).is_none());
}

#[test]
fn the_command_line_says_where_they_are_and_changes_nothing() {
    let shell = Shell::new();
    let story = fs::read_to_string(shell.path("story.txt")).unwrap();
    fs::write(shell.path("story.txt.ron"), annotations("story.txt", &story)).unwrap();
    fs::rename(shell.path("story.txt"), shell.path("story-new.txt")).unwrap();
    for arguments in [&["export", "story-new.txt", "--to", "csv"][..], &["check", "story-new.txt"]] {
        let (code, data, message) = shell.run(arguments);
        assert_eq!((code, data.as_str()), (2, ""));
        assert!(message.contains("story.txt.ron has annotations for this file"), "{message}");
        assert!(message.contains("Rename it to story-new.txt.ron"), "{message}");
    }
    assert!(!shell.path("story-new.txt.ron").exists());
}
