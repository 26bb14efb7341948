//! Damaged files, changed articles, encodings, and exports.

use std::fs;

use egui::accesskit::Role;
use gainsay::app::action::FileDialog;
use gainsay::interchange::{EXPORTS, Located, Output};
use gainsay::storage::files::annotation_path;

use crate::desk::{Desk, STORY};
use crate::sample;

/// A desk with these annotations.
fn over(annotations: &str) -> Desk {
    Desk::with(&[("story.txt", STORY.as_bytes()), ("story.txt.ron", annotations.as_bytes())], "story.txt")
}

fn source(desk: &Desk) -> String {
    fs::read_to_string(annotation_path(&desk.path("story.txt"))).unwrap()
}

/// An annotation file with these fields and the story as its text.
fn file(version: u32, annotations: &str) -> String {
    let text = STORY.replace('"', "\\\"");
    format!("(format: \"gainsay\", version: {version}, annotations: [{annotations}], text: \"{text}\")")
}

#[test]
fn a_newer_version_is_opened_for_reading_only_and_never_written() {
    let newer = file(99, r#"(id: "a", kind: "claim", target: [(start: 0, end: 4, exact: "Mill")])"#);
    let mut desk = over(&newer);
    desk.shows("Read-only");
    desk.shows("newer version of Gainsay");
    desk.press("J");
    assert_eq!(desk.chosen(), "Mill");
    desk.press("2 S D Delete N");
    desk.type_words("x");
    desk.press("Escape Ctrl+S");
    desk.wait(5000);
    desk.close();
    assert!(desk.is_closed());
    assert_eq!(source(&desk), newer);
}

#[test]
fn over_a_broken_file_nothing_is_opened() {
    let broken = "(\n    format: \"gainsay\",\n    version: 1,\n    annotations: [oops],\n    text: \"x\",\n)\n";
    let mut desk = over(broken);
    desk.shows("Open an article to take apart");
    desk.shows("line 4, column");
    desk.shows("story.txt.ron cannot be read");
    desk.press("Ctrl+A 1 Ctrl+S");
    desk.wait(5000);
    assert_eq!(source(&desk), broken);
}

#[test]
fn a_broken_file_leaves_open_what_was() {
    let mut desk = Desk::story();
    fs::write(desk.path("broken.ron"), "(format: \"gainsay\", version: 1, oops").unwrap();
    desk.press("E 1");
    desk.drop_file(desk.path("broken.ron"));
    desk.shows("broken.ron cannot be read: line 1");
    assert_eq!(desk.marks(), ["claim: Mill"]);
}

#[test]
fn what_is_wrong_with_a_file_is_listed_and_kept() {
    let mut desk = over(&file(
        1,
        r#"(id: "a", kind: "rumour", target: [(start: 0, end: 4, exact: "Mill")]),
           (id: "b", kind: "claim", target: [(start: 5, end: 10, exact: "zebra")])"#,
    ));
    desk.shows("problems in the annotation file; nothing was dropped");
    desk.press("Ctrl+5");
    desk.shows("rumour");
    desk.shows("zebra");
    // A click on a problem goes to its mark.
    let problem =
        desk.labels(Role::ListBoxOption).into_iter().find(|label| label.contains("rumour")).expect("the problem");
    desk.click(&problem);
    assert_eq!(desk.chosen(), "Mill");
    desk.press("Ctrl+1 D");
    assert_eq!(desk.marks().len(), 2);
    assert!(source(&desk).contains("zebra") && source(&desk).contains("rumour"));
}

#[test]
fn the_notice_leads_to_the_problems() {
    let mut desk = over(&file(1, r#"(id: "a", kind: "claim", target: [(start: 0, end: 4, exact: "zebra")])"#));
    let listed = |desk: &Desk| desk.labels(Role::ListBoxOption).iter().any(|label| label.contains("zebra"));
    desk.press("Ctrl+5");
    assert!(listed(&desk));
    desk.press("Ctrl+1");
    desk.click("Problems");
    desk.lacks("Claim 1");
    assert!(listed(&desk));
}

#[test]
fn without_problems_the_panel_says_so() {
    let mut desk = Desk::story();
    desk.press("Ctrl+5");
    desk.shows("No problems in the file");
}

#[test]
fn marks_follow_their_words_when_the_article_changes_and_the_lost_are_kept() {
    let mut desk = Desk::story();
    for words in ["Mill owner rejects claims", "the trout are gone", "Nobody at the ministry would comment."] {
        desk.select(words);
        desk.press("1");
    }
    desk.press("Ctrl+S");
    let changed =
        STORY.replace("says the trout", "now says the trout").replace("Nobody at the ministry would", "No one will");
    fs::write(desk.path("story.txt"), format!("A new first line\n\n{changed}")).unwrap();
    let mut desk = desk.reopen("story.txt");
    desk.shows("The article changed since it was annotated");
    desk.shows("lost");
    desk.press("J");
    assert_eq!(desk.chosen(), "Mill owner rejects claims");
    desk.press("J");
    assert_eq!(desk.chosen(), "the trout are gone");
    desk.shows("Claim with no speaker: Nobody at the ministry would comment.");
    desk.click("Claim with no speaker: Nobody at the ministry would comment.");
    desk.shows("No longer in the text: “Nobody at the ministry would comment.”");
    desk.press("Ctrl+5");
    desk.shows("Nobody at the ministry");
    // Nothing is written until a change, and then the lost text is still there.
    desk.press("Ctrl+1 D");
    let marks = desk.marks();
    assert_eq!(marks.len(), 3);
    assert!(marks.contains(&"claim: LOST Nobody at the ministry would comment.".to_owned()), "{marks:?}");
    assert!(marks.contains(&"claim: the trout are gone".to_owned()), "{marks:?}");
}

#[test]
fn lost_words_are_found_again_when_they_come_back() {
    let mut desk = Desk::story();
    desk.select("nine");
    desk.press("3 Ctrl+S");
    fs::write(desk.path("story.txt"), STORY.replace("nine", "some")).unwrap();
    let mut desk = desk.reopen("story.txt");
    desk.click("Evidence with no speaker: nine");
    desk.press("D");
    assert_eq!(desk.marks(), ["evidence: LOST nine"]);
    fs::write(desk.path("story.txt"), STORY).unwrap();
    let mut desk = desk.reopen("story.txt");
    desk.press("J");
    assert_eq!(desk.chosen(), "nine");
}

#[test]
fn another_encoding_is_chosen_and_the_marks_stay_on_their_words() {
    let (bytes, ..) = encoding_rs::WINDOWS_1251.encode("Мельник отрицает всё. Report 2009 stands.\n");
    let mut desk = Desk::with(&[("story.txt", &bytes)], "story.txt");
    desk.press("Ctrl+P");
    desk.type_words("reopen with");
    desk.press("Enter");
    desk.click_on(Role::Button, "KOI8-R");
    desk.shows("KOI8-R");
    assert!(!desk.after_caret().starts_with("Мельник"));
    desk.select("2009");
    desk.press("3 Ctrl+P");
    desk.type_words("reopen with");
    desk.press("Enter");
    desk.click_on(Role::Button, "windows-1251");
    desk.press("Ctrl+Home");
    assert!(desk.after_caret().starts_with("Мельник отрицает"));
    desk.press("J");
    assert_eq!(desk.chosen(), "2009");
    assert_eq!(desk.marks(), ["evidence: 2009"]);
}

#[test]
fn another_encoding_keeps_to_annotations_of_another_name() {
    let annotations = file(1, r#"(id: "a", kind: "claim", target: [(start: 0, end: 4, exact: "Mill")])"#)
        .replace("annotations:", "article: (file: \"story.txt\"), annotations:");
    let files = [("story.txt", STORY.as_bytes()), ("second.ron", annotations.as_bytes())];
    let mut desk = Desk::with(&files, "second.ron");
    desk.press("J 2 Ctrl+P");
    desk.type_words("reopen with");
    desk.press("Enter");
    desk.click_on(Role::Button, "windows-1252");
    desk.shows("second.ron");
    desk.press("J");
    assert_eq!(desk.chosen(), "Mill");
    desk.press("3 Ctrl+S");
    assert_eq!(desk.names(), ["second.ron", "story.txt"]);
    assert!(fs::read_to_string(desk.path("second.ron")).unwrap().contains("kind: \"evidence\""));
}

#[test]
fn what_could_not_be_decoded_is_counted_with_a_way_out() {
    let mut desk = Desk::with(&[("story.txt", b"\xEF\xBB\xBFGood and \xFF bad.\n")], "story.txt");
    desk.shows("1 character could not be decoded");
    desk.click("Reopen with encoding…");
    desk.click("Cancel");
    desk.lacks("Cancel");
    assert_eq!(desk.focused(), "Article");
}

#[test]
fn every_format_is_exported_beside_the_article() {
    let mut desk = Desk::story();
    desk.select("nine");
    desk.press("1 Ctrl+S");
    let file = desk.file();
    let document = Located::new(file.document);
    for row in EXPORTS {
        desk.press("Ctrl+E");
        for _ in 0..EXPORTS.len() {
            if desk.is_ticked(Role::ListBoxOption, row.name) {
                break;
            }
            desk.press("Down");
        }
        desk.click_on(Role::Button, "Export");
        desk.shows("Exported to");
        assert_eq!(desk.focused(), "Article");
        let path = desk.path("story.txt").with_extension(row.extension);
        let output = (row.write)(&document);
        match &output {
            Output::Folder(folder) => folder.files.iter().chain(&folder.shared).for_each(|(name, bytes)| {
                assert_eq!(fs::read(path.join(name)).unwrap(), *bytes, "{}: {name}", row.id);
            }),
            file => assert_eq!(fs::read(&path).unwrap(), file.file().unwrap(), "{}", row.id),
        }
        let words = sample::text(output);
        assert!(words.contains("nine"), "{}: {words}", row.id);
    }
    // The last format is the next default.
    desk.press("Ctrl+E");
    let last = EXPORTS.last().unwrap();
    assert!(desk.is_ticked(Role::ListBoxOption, last.name));
}

#[test]
fn an_export_by_keys_alone() {
    let mut desk = Desk::story();
    desk.press("E 1 Ctrl+E");
    assert_eq!(desk.focused(), "Export to");
    desk.press("Enter");
    assert!(fs::read_to_string(desk.path("story.csv")).unwrap().contains("Mill"));
}

#[test]
fn an_export_replaces_a_file_only_when_told() {
    let mut desk = Desk::story();
    fs::write(desk.path("story.csv"), "precious").unwrap();
    desk.press("E 1 Ctrl+E");
    desk.click_on(Role::Button, "Export");
    desk.shows("already exists. Replace it?");
    assert_eq!(fs::read_to_string(desk.path("story.csv")).unwrap(), "precious");
    desk.click_on(Role::Button, "Replace");
    assert!(fs::read_to_string(desk.path("story.csv")).unwrap().contains("Mill"));
}

#[test]
fn a_question_about_one_file_is_no_answer_for_another() {
    let mut desk = Desk::story();
    fs::write(desk.path("story.csv"), "precious").unwrap();
    fs::write(desk.path("story.csvx"), "precious").unwrap();
    desk.press("E 1 Ctrl+E Enter");
    desk.shows("Replace it?");
    desk.click("Export to");
    desk.press("End");
    desk.type_words("x");
    desk.lacks("Replace");
    desk.press("Enter");
    desk.shows("story.csvx already exists");
    desk.press("Escape");
    for name in ["story.csv", "story.csvx"] {
        assert_eq!(fs::read_to_string(desk.path(name)).unwrap(), "precious");
    }
}

#[test]
fn the_place_of_an_export_is_browsed() {
    let mut desk = Desk::story();
    let place = desk.home().join("picked.csv");
    desk.press("E 1 Ctrl+E");
    desk.answer(place.clone());
    desk.click("Browse…");
    assert_eq!(desk.asked(), [FileDialog::ExportTo(desk.path("story.csv"))]);
    assert_eq!(desk.value("Export to"), place.display().to_string());
    desk.click_on(Role::Button, "Export");
    assert!(fs::read_to_string(place).unwrap().contains("Mill"));
}

#[test]
fn an_export_that_fails_says_why_and_can_be_cancelled() {
    let mut desk = Desk::story();
    desk.press("E 1 Ctrl+E Ctrl+A");
    let nowhere = desk.path("missing").join("out.csv");
    desk.paste(&nowhere.display().to_string());
    desk.click_on(Role::Button, "Export");
    desk.shows("does not exist");
    desk.click("Cancel");
    desk.lacks("Cancel");
    assert!(!nowhere.exists());
}

#[test]
fn a_slow_file_is_told_of_and_can_be_given_up() {
    let mut desk = Desk::with(&[("story.txt", b"One"), ("slow.txt", b"Two")], "story.txt");
    desk.hold_work();
    desk.drop_file(desk.path("slow.txt"));
    // A file that opens at once causes no flicker.
    desk.lacks("Opening slow.txt…");
    desk.wait(3_200);
    desk.shows("Opening slow.txt… 3 s");
    assert_eq!(desk.reads(), "One");
    desk.click("Cancel");
    desk.lacks("Opening slow.txt… 3 s");
    desk.shows("Opening slow.txt was cancelled");
    desk.release_work();
    assert_eq!(desk.reads(), "One");
    // The next time it opens.
    desk.drop_file(desk.path("slow.txt"));
    assert_eq!(desk.reads(), "Two");
}

#[test]
fn another_file_can_be_opened_while_a_slow_one_is_read() {
    let files: [(&str, &[u8]); 3] = [("story.txt", b"One"), ("slow.txt", b"Two"), ("fast.txt", b"Three")];
    let mut desk = Desk::with(&files, "story.txt");
    desk.hold_work();
    desk.drop_file(desk.path("slow.txt"));
    desk.drop_file(desk.path("fast.txt"));
    let (newest, reply) = desk.world.borrow_mut().held.as_mut().unwrap().pop().unwrap();
    reply.answer(desk.world.borrow().carry_out(newest));
    desk.settle();
    assert_eq!(desk.reads(), "Three");
    // The slow one is too late to be shown; it has a tab.
    desk.release_work();
    assert_eq!(desk.reads(), "Three");
    desk.click_on(Role::Tab, "Two");
    assert_eq!(desk.reads(), "Two");
}
