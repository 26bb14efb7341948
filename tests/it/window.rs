//! Opening articles in all ways, and moving in the article.

use std::fs;

use egui::accesskit::Role;
use gainsay::app::action::FileDialog;
use gainsay::storage::files::annotation_path;

use crate::desk::{Desk, STORY};

/// Another article.
const OTHER: &[u8] = b"The ferry keeps its winter timetable.\n";

#[test]
fn an_article_named_on_the_command_line_is_open_with_the_keyboard_in_it() {
    let mut desk = Desk::story();
    assert_eq!(desk.focused(), "Article");
    assert_eq!(desk.after_caret(), "Mill owner rejects claims about the river");
    desk.press("Word+Right");
    assert_eq!(desk.after_caret(), " owner rejects claims about the river");
    desk.shows("0 marks");
    desk.shows("story.txt.ron");
}

#[test]
fn opening_writes_nothing_beside_the_article() {
    let mut desk = Desk::story();
    desk.press("Ctrl+S");
    desk.shows("No changes yet");
    desk.wait(60_000);
    desk.close();
    assert!(desk.is_closed());
    assert_eq!(desk.names(), ["story.txt"]);
    assert_eq!(fs::read_to_string(desk.path("story.txt")).unwrap(), STORY);
}

#[test]
fn without_a_file_the_persons_copy_of_the_sample_is_open() {
    let mut desk = Desk::set("", &[], None);
    desk.shows("Denial");
    let copy = desk.home().join("sample").join("sample.txt");
    assert!(desk.title().starts_with("Harbour authority"));
    let before = fs::read(annotation_path(&copy)).unwrap();
    desk.close();
    assert!(desk.is_closed());
    assert_eq!(fs::read(annotation_path(&copy)).unwrap(), before);
}

#[test]
fn a_dialog_opens_an_article() {
    let mut desk = Desk::with(&[("story.txt", STORY.as_bytes()), ("other.txt", OTHER)], "story.txt");
    desk.answer(desk.path("other.txt"));
    desk.press("Ctrl+O");
    assert_eq!(desk.asked(), [FileDialog::Open]);
    assert_eq!(desk.after_caret(), "The ferry keeps its winter timetable.");
    assert_eq!(desk.focused(), "Article");
}

#[test]
fn a_cancelled_dialog_changes_nothing() {
    let mut desk = Desk::story();
    desk.press("Ctrl+O");
    assert_eq!(desk.asked(), [FileDialog::Open]);
    assert_eq!(desk.after_caret(), "Mill owner rejects claims about the river");
}

#[test]
fn the_menu_opens_an_article() {
    let mut desk = Desk::with(&[("story.txt", STORY.as_bytes()), ("other.txt", OTHER)], "story.txt");
    desk.answer(desk.path("other.txt"));
    desk.click("File");
    desk.click_on(Role::MenuItem, "Open…");
    assert_eq!(desk.after_caret(), "The ferry keeps its winter timetable.");
}

#[test]
fn a_dropped_file_is_opened() {
    let mut desk = Desk::with(&[("story.txt", STORY.as_bytes()), ("other.txt", OTHER)], "story.txt");
    desk.drop_file(desk.path("other.txt"));
    assert_eq!(desk.after_caret(), "The ferry keeps its winter timetable.");
    desk.shows("other.txt.ron");
}

#[test]
fn an_annotation_file_opens_with_its_article() {
    let mut desk = Desk::story();
    desk.press("Ctrl+Down E 1");
    let desk = desk.reopen("story.txt.ron");
    assert!(desk.title().starts_with("Mill owner rejects claims"));
    desk.shows("1 mark");
    assert_eq!(desk.after_caret(), "Mill owner rejects claims about the river");
}

#[test]
fn an_annotation_file_opens_without_its_article() {
    let mut desk = Desk::story();
    desk.press("E 1 Ctrl+S");
    fs::remove_file(desk.path("story.txt")).unwrap();
    let mut desk = desk.reopen("story.txt.ron");
    desk.shows("The article's file was not found next to");
    assert_eq!(desk.after_caret(), "Mill owner rejects claims about the river");
    desk.press("J 2");
    assert_eq!(desk.marks(), ["denial: Mill"]);
    assert_eq!(desk.names(), ["story.txt.ron"]);
}

#[test]
fn recent_files_are_picked_by_typing() {
    let mut desk = Desk::with(&[("story.txt", STORY.as_bytes()), ("other.txt", OTHER)], "story.txt");
    desk.drop_file(desk.path("other.txt"));
    desk.press("Ctrl+R");
    desk.type_words("stor");
    desk.press("Enter");
    assert_eq!(desk.after_caret(), "Mill owner rejects claims about the river");
    assert_eq!(desk.focused(), "Article");
    // The newest is the first.
    desk.press("Ctrl+R Down Enter");
    assert_eq!(desk.after_caret(), "The ferry keeps its winter timetable.");
    let settings = desk.settings();
    assert!(settings.contains("other.txt") && settings.contains("story.txt"), "{settings}");
}

#[test]
fn what_cannot_be_opened_leaves_open_what_was() {
    let mut desk = Desk::story();
    desk.drop_file(desk.path("missing.txt"));
    desk.shows("missing.txt could not be read");
    assert_eq!(desk.after_caret(), "Mill owner rejects claims about the river");
    desk.click("Dismiss");
    desk.lacks("missing.txt");
    desk.drop_file(desk.path(""));
    desk.shows("Opened articles");
    desk.press("Escape");
    assert!(desk.title().starts_with("Mill owner rejects claims"));
    desk.press("E 1");
    assert_eq!(desk.marks(), ["claim: Mill"]);
}

#[test]
fn a_missing_file_from_the_command_line_is_said() {
    let desk = Desk::with(&[], "missing.txt");
    desk.shows("missing.txt could not be read");
    desk.shows("Open an article to take apart");
}

#[test]
fn an_empty_article_says_so() {
    let mut desk = Desk::reading("");
    desk.shows("This article is empty");
    desk.press("E 1 J S Ctrl+A 2");
    assert_eq!(desk.marks(), [""; 0]);
    assert_eq!(desk.names(), ["story.txt"]);
}

#[test]
fn the_article_is_read_by_keyboard() {
    let mut desk = Desk::story();
    desk.press("Ctrl+Down");
    assert_eq!(desk.after_caret().chars().take(8).collect::<String>(), "\"We have");
    desk.press("Ctrl+Down");
    assert_eq!(desk.after_caret().chars().take(11).collect::<String>(), "The anglers");
    desk.press("Ctrl+Up Ctrl+Up");
    assert_eq!(desk.after_caret(), "Mill owner rejects claims about the river");
    desk.press("End");
    assert_eq!(desk.after_caret(), "");
    desk.press("Home Shift+Word+Right Shift+Word+Right");
    assert_eq!(desk.selected(), "Mill owner");
    desk.shows("2 words selected");
    desk.press("Ctrl+C");
    assert_eq!(desk.clipboard(), Some("Mill owner"));
    desk.press("Escape");
    assert_eq!(desk.selected(), "");
    assert_eq!(desk.after_caret(), " rejects claims about the river");
}

#[test]
fn everything_can_be_selected() {
    let mut desk = Desk::story();
    desk.press("Ctrl+A Ctrl+C");
    assert_eq!(desk.clipboard(), Some(STORY));
}

#[test]
fn growing_takes_word_quotation_sentence_paragraph_and_shrinking_goes_back() {
    let mut desk = Desk::story();
    desk.press("Ctrl+Down Right Right");
    let mut grown = Vec::new();
    for _ in 0..3 {
        desk.press("E");
        grown.push(desk.selected());
    }
    assert_eq!(grown[0], "We");
    assert_eq!(grown[1], "We have not put a drop into that river since 2009");
    assert!(grown[2].starts_with("\"We have") && grown[2].ends_with("on Friday."), "{grown:?}");
    for smaller in grown.iter().rev().skip(1) {
        desk.press("Shift+E");
        assert_eq!(desk.selected(), *smaller);
    }
}

#[test]
fn the_mouse_selects_by_dragging_and_by_repeated_clicks() {
    let mut desk = Desk::story();
    let (title, quotation, trout) = (desk.start_of("Mill"), desk.start_of("\"We"), desk.start_of("The anglers"));
    desk.drag(title, trout);
    assert!(desk.selected().starts_with("Mill owner") && desk.selected().contains("on Friday."));
    desk.wait(600);
    desk.click_at(quotation);
    assert_eq!(desk.selected(), "");
    assert!(desk.after_caret().starts_with("\"We have"));
    desk.wait(600);
    let word = trout + egui::vec2(8.0, 0.0);
    desk.click_at(word);
    desk.click_at(word);
    assert_eq!(desk.selected(), "The");
    desk.click_at(word);
    assert_eq!(desk.selected(), "The anglers' club says the trout are gone.");
    desk.click_at(word);
    assert_eq!(desk.selected(), "The anglers' club says the trout are gone. It counted nine in June.");
    desk.wait(600);
    desk.click_at(title);
    desk.click_with(egui::Modifiers::SHIFT, quotation);
    assert_eq!(desk.selected().trim_end(), "Mill owner rejects claims about the river");
}

#[test]
fn the_text_and_every_mark_are_there_for_assistive_technology() {
    let mut desk = Desk::story();
    let words: Vec<String> = desk.paragraphs().into_iter().map(|(words, _)| words.trim().to_owned()).collect();
    for paragraph in STORY.lines().filter(|line| !line.is_empty()) {
        assert!(words.iter().any(|words| words == paragraph), "{paragraph:?} is not in {words:?}");
    }
    desk.select("the trout are gone");
    desk.press("1");
    desk.select("nine");
    desk.press("3");
    assert_eq!(desk.labels(Role::Mark), ["Claim: the trout are gone", "Evidence: nine"]);
    assert_eq!(desk.labels(Role::Document), ["Article"]);
}
