//! Several open articles: their tabs, each with its own work, place, search and messages.

use std::fs;
use std::io::ErrorKind;

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;
use gainsay::storage::files::annotation_path;
use gainsay::storage::reader;

use crate::desk::{Desk, STORY, words};

const STORY_TITLE: &str = "Mill owner rejects claims about the river";

const OTHER_TITLE: &str = "The ministry on the mill";

const OTHER: &str = "\
The ministry on the mill

\"The river is clean\", a spokeswoman said on Monday. Nobody had asked.
";

/// A desk with two articles, the other one shown.
fn two() -> Desk {
    let mut desk = Desk::with(&[("story.txt", STORY.as_bytes()), ("other.txt", OTHER.as_bytes())], "story.txt");
    let other = desk.path("other.txt");
    desk.drop_file(other);
    desk
}

/// The tabs of the open articles, the active one in brackets.
fn tabs(desk: &Desk) -> Vec<String> {
    let names = [("story.txt", STORY_TITLE), ("other.txt", OTHER_TITLE), ("third.txt", "Third")];
    let labels = desk.labels(Role::Tab);
    let named = labels.iter().filter_map(|label| names.iter().find(|(_, title)| title == label));
    let shown = |(name, title): &(&str, &str)| match desk.is_ticked(Role::Tab, title) {
        true => format!("[{name}]"),
        false => (*name).to_owned(),
    };
    named.map(shown).collect()
}

/// The paragraphs of all articles on the screen.
fn paragraphs(desk: &Desk) -> String {
    desk.paragraphs().into_iter().map(|(words, _)| words).collect()
}

/// The marks in the annotation file of an article.
#[track_caller]
fn on_disk(desk: &Desk, name: &str) -> Vec<String> {
    let file = reader::open(&annotation_path(&desk.path(name))).unwrap().0;
    let marks = file.document.set().annotations().iter();
    marks.map(|mark| format!("{}: {}", mark.kind.id(), words(&file, &mark.target))).collect()
}

#[test]
fn a_single_article_has_no_tabs() {
    let desk = Desk::story();
    assert_eq!(tabs(&desk), Vec::<String>::new());
}

#[test]
fn a_second_article_opens_in_a_tab_of_its_own() {
    let mut desk = two();
    assert_eq!(tabs(&desk), ["story.txt", "[other.txt]"]);
    assert!(desk.reads().starts_with("The ministry"));
    desk.press("Ctrl+Tab");
    assert_eq!(tabs(&desk), ["[story.txt]", "other.txt"]);
    assert!(desk.reads().starts_with("Mill owner"));
    assert!(desk.title().starts_with(STORY_TITLE));
    desk.press("Ctrl+Shift+Tab");
    assert_eq!(tabs(&desk), ["story.txt", "[other.txt]"]);
    desk.click_on(Role::Tab, STORY_TITLE);
    assert_eq!(tabs(&desk), ["[story.txt]", "other.txt"]);
    // The article has the keyboard again.
    desk.press("E 1");
    assert_eq!(desk.chosen(), "Mill");
}

#[test]
fn an_article_that_is_open_is_shown_and_not_opened_twice() {
    let mut desk = two();
    let story = desk.path("story.txt");
    desk.drop_file(story);
    assert_eq!(tabs(&desk), ["[story.txt]", "other.txt"]);
    // By its annotation file, it is the same article.
    desk.press("E 1");
    desk.wait(1000);
    desk.press("Ctrl+Tab");
    let annotations = desk.path("story.txt.ron");
    desk.drop_file(annotations);
    assert_eq!(tabs(&desk), ["[story.txt]", "other.txt"]);
}

#[test]
fn each_article_has_its_own_selection_undo_and_search() {
    let mut desk = two();
    desk.select("The river is clean");
    desk.press("1");
    desk.press("Ctrl+F");
    desk.type_words("asked");
    desk.press("Enter");
    assert_eq!(desk.selected(), "asked");
    desk.press("Ctrl+Tab");
    assert_eq!(desk.selected(), "");
    desk.lacks("1 of 1");
    desk.select("the trout are gone");
    desk.press("2");
    assert_eq!(desk.undoable(), Some("Mark"));
    desk.press("Ctrl+Z");
    assert_eq!(desk.undoable(), None);
    desk.press("Ctrl+Tab");
    desk.shows("1 of 1");
    assert_eq!(desk.selected(), "asked");
    assert_eq!(desk.undoable(), Some("Mark"));
    desk.wait(1000);
    assert_eq!(on_disk(&desk, "other.txt"), ["claim: The river is clean"]);
}

#[test]
fn a_tab_is_closed_once_its_work_is_saved() {
    let mut desk = two();
    desk.press("E 1 Ctrl+W");
    assert_eq!(on_disk(&desk, "other.txt"), ["claim: The"]);
    assert!(desk.reads().starts_with("Mill owner"));
    assert_eq!(tabs(&desk), Vec::<String>::new());
    // The last one leaves the window open.
    desk.press("Ctrl+W");
    assert!(!desk.is_closed());
    desk.shows("Open an article to take apart");
}

#[test]
fn the_button_and_the_wheel_of_a_tab_close_it() {
    let mut desk = two();
    desk.click(&format!("Close {STORY_TITLE}"));
    assert!(desk.reads().starts_with("The ministry"));
    assert_eq!(tabs(&desk), Vec::<String>::new());
}

#[test]
fn after_a_tab_is_closed_the_one_used_last_is_shown() {
    let mut desk = two();
    fs::write(desk.path("third.txt"), "Third").unwrap();
    desk.press("Ctrl+Tab");
    let third = desk.path("third.txt");
    desk.drop_file(third);
    assert_eq!(tabs(&desk), ["story.txt", "[third.txt]", "other.txt"]);
    desk.press("Ctrl+W");
    assert_eq!(tabs(&desk), ["[story.txt]", "other.txt"]);
}

#[test]
fn work_that_cannot_be_saved_keeps_its_tab_until_it_is_discarded() {
    let mut desk = two();
    desk.disk_fails(Some(ErrorKind::StorageFull));
    desk.press("E 1 Ctrl+W");
    desk.shows("Discard");
    desk.press("Escape");
    assert_eq!(tabs(&desk), ["story.txt", "[other.txt]"]);
    desk.press("Ctrl+W");
    desk.click("Discard changes");
    assert!(desk.reads().starts_with("Mill owner"));
    desk.disk_fails(None);
    desk.wait(11_000);
    assert!(!desk.path("other.txt.ron").exists());
}

#[test]
fn all_articles_are_saved_soon_and_before_the_window_closes() {
    let mut desk = two();
    desk.press("E 1 Ctrl+Tab");
    desk.wait(1000);
    assert_eq!(on_disk(&desk, "other.txt"), ["claim: The"]);
    desk.press("E 2 Ctrl+Tab");
    desk.press("3");
    desk.close();
    assert!(desk.is_closed());
    assert_eq!(on_disk(&desk, "other.txt"), ["evidence: The"]);
    assert_eq!(on_disk(&desk, "story.txt"), ["denial: Mill"]);
}

#[test]
fn closing_the_window_asks_about_each_article_that_cannot_be_saved() {
    let mut desk = two();
    desk.disk_fails(Some(ErrorKind::StorageFull));
    desk.press("E 1 Ctrl+Tab");
    desk.press("E 2");
    desk.close();
    assert!(!desk.is_closed());
    desk.click("Discard changes");
    assert!(!desk.is_closed());
    desk.shows("Discard");
    desk.click("Discard changes");
    assert!(desk.is_closed());
    assert!(!desk.path("other.txt.ron").exists());
    assert!(!desk.path("story.txt.ron").exists());
}

#[test]
fn a_window_that_was_not_closed_goes_on() {
    let mut desk = two();
    desk.disk_fails(Some(ErrorKind::StorageFull));
    desk.press("E 1 Ctrl+Tab");
    desk.press("E 2");
    desk.close();
    desk.press("Escape");
    desk.disk_fails(None);
    desk.wait(11_000);
    assert!(!desk.is_closed());
    assert_eq!(tabs(&desk).len(), 2);
    assert_eq!(on_disk(&desk, "other.txt"), ["claim: The"]);
    assert_eq!(on_disk(&desk, "story.txt"), ["denial: Mill"]);
}

#[test]
fn at_the_end_from_outside_all_work_is_saved() {
    let mut desk = two();
    desk.press("E 1 Ctrl+Tab");
    desk.press("E 2");
    assert!(desk.end());
    assert_eq!(on_disk(&desk, "other.txt"), ["claim: The"]);
    assert_eq!(on_disk(&desk, "story.txt"), ["denial: Mill"]);
}

#[test]
fn messages_are_those_of_the_article_shown() {
    let mut desk = two();
    desk.press("E 1 Ctrl+Tab");
    desk.wait(1000);
    // Another program changes an article that is not shown.
    fs::write(desk.path("other.txt"), format!("New. {OTHER}")).unwrap();
    desk.wait(1100);
    desk.lacks("Another program changed other.txt");
    desk.press("Ctrl+Tab");
    desk.shows("Another program changed other.txt");
    assert!(desk.reads().starts_with("New."));
    desk.press("Ctrl+Tab");
    desk.lacks("Another program changed other.txt");
}

#[test]
fn a_conflict_in_an_article_that_is_not_shown_is_asked_about_when_it_is() {
    let mut desk = two();
    desk.press("E 1");
    desk.wait(1000);
    let saved = fs::read_to_string(desk.path("other.txt.ron")).unwrap();
    desk.press("2");
    fs::write(desk.path("other.txt.ron"), saved.replace("kind: \"claim\"", "kind: \"evidence\"")).unwrap();
    desk.press("Ctrl+Tab");
    desk.wait(2000);
    desk.lacks("Merge");
    desk.press("Ctrl+Tab");
    desk.shows("Merge");
}

#[test]
fn open_articles_are_listed_to_choose_from() {
    let mut desk = two();
    desk.press("Ctrl+Shift+A");
    desk.shows("Show an open article");
    // The one that was left is highlighted: the key and Enter go back to it.
    desk.press("Enter");
    assert_eq!(tabs(&desk), ["[story.txt]", "other.txt"]);
    desk.press("Ctrl+Shift+A");
    desk.type_words("minis");
    desk.press("Enter");
    assert_eq!(tabs(&desk), ["story.txt", "[other.txt]"]);
}

#[test]
fn each_article_keeps_its_place() {
    let long: String = (0..400).map(|line| format!("Line {line} of the long one.\n\n")).collect();
    let mut desk = Desk::with(&[("story.txt", STORY.as_bytes()), ("other.txt", long.as_bytes())], "story.txt");
    let other = desk.path("other.txt");
    desk.drop_file(other);
    desk.press("PageDown PageDown PageDown");
    let (first, _) = desk.paragraphs().swap_remove(0);
    desk.press("Ctrl+Tab Ctrl+Tab");
    assert_eq!(desk.paragraphs()[0].0, first);
    desk.press("Ctrl+End");
    assert!(desk.reads().contains("Line 399"));
    desk.press("Ctrl+Tab");
    assert!(desk.reads().starts_with("Mill owner"));
    desk.press("Ctrl+Tab");
    assert!(desk.reads().contains("Line 399"), "{}", desk.reads());
}

#[test]
fn two_articles_are_shown_side_by_side() {
    let mut desk = two();
    desk.press("Ctrl+\\");
    let both = paragraphs(&desk);
    assert!(both.contains("The anglers") && both.contains("The river"));
    // The one that was left is on the left, and this one is still the active one.
    assert!(desk.start_of("The anglers").x < desk.start_of("\"The river").x);
    assert_eq!(tabs(&desk), ["story.txt", "[other.txt]"]);
    // F6 goes to the other one, and so does a click.
    desk.press("F6 E 1");
    assert_eq!(tabs(&desk), ["[story.txt]", "other.txt"]);
    assert_eq!(desk.chosen(), "Mill");
    assert!(desk.start_of("The anglers").x < desk.start_of("\"The river").x);
    let place = desk.start_of("\"The river") + egui::vec2(20.0, 0.0);
    desk.click_at(place);
    assert_eq!(tabs(&desk), ["story.txt", "[other.txt]"]);
    desk.press("E 2");
    assert_eq!(desk.chosen(), "The");
    desk.press("Ctrl+\\");
    assert!(!paragraphs(&desk).contains("The anglers"));
    desk.wait(1000);
    assert_eq!(on_disk(&desk, "story.txt"), ["claim: Mill"]);
    assert_eq!(on_disk(&desk, "other.txt"), ["denial: The"]);
}

#[test]
fn closing_one_of_two_leaves_the_other_alone() {
    let mut desk = two();
    desk.press("Ctrl+\\ Ctrl+W");
    assert!(desk.reads().starts_with("Mill owner"));
    assert!(!paragraphs(&desk).contains("The river"));
}

/// The tabs of a desk with a folder of articles open as the project.
fn in_folder(desk: &Desk) -> Vec<String> {
    let names = ["One", "Two", "Three"];
    let tabs = desk.labels(Role::Tab).into_iter().filter(|label| names.contains(&label.as_str()));
    tabs.map(|label| if desk.is_ticked(Role::Tab, &label) { format!("[{label}]") } else { label }).collect()
}

#[test]
fn opening_the_project_again_opens_its_articles_again() {
    let mut desk = Desk::story();
    let folder = desk.path("folder");
    fs::create_dir(&folder).unwrap();
    for name in ["one", "two", "three"] {
        let title = format!("{}{}", name[..1].to_uppercase(), &name[1..]);
        fs::write(folder.join(format!("{name}.txt")), format!("{title}\n\nNothing more.\n")).unwrap();
    }
    desk.press("Ctrl+W");
    desk.drop_file(folder.clone());
    assert_eq!(in_folder(&desk), Vec::<String>::new());
    for name in ["three", "one", "two"] {
        desk.drop_file(folder.join(format!("{name}.txt")));
    }
    desk.press("Ctrl+Shift+Tab");
    assert_eq!(in_folder(&desk), ["Three", "[One]", "Two"]);
    desk.press("Ctrl+\\ Ctrl+Shift+PageUp Ctrl+Shift+PageDown");
    let desk = desk.reopen("folder");
    assert_eq!(in_folder(&desk), ["Three", "[One]", "Two"]);
    assert!(paragraphs(&desk).contains("Two"), "the one beside it is there again");
    // An article that is gone is not missed.
    fs::remove_file(folder.join("one.txt")).unwrap();
    let mut desk = desk.reopen("folder");
    assert_eq!(in_folder(&desk).len(), 2);
    desk.lacks("could not be read");
    // A closed project leaves nothing open that was closed.
    desk.press("Ctrl+W Ctrl+W");
    desk.wait(1000);
    let desk = desk.reopen("folder");
    assert_eq!(in_folder(&desk), Vec::<String>::new());
}

#[test]
fn with_a_project_a_single_article_has_a_tab() {
    let mut desk = Desk::story();
    let folder = desk.path("");
    desk.drop_file(folder);
    assert_eq!(tabs(&desk), ["[story.txt]"]);
}

/// A desk with three articles, the last one shown.
fn three() -> Desk {
    let mut desk = two();
    let third = desk.path("third.txt");
    fs::write(&third, "Third\n\nNothing more.\n").unwrap();
    desk.drop_file(third);
    assert_eq!(tabs(&desk), ["story.txt", "other.txt", "[third.txt]"]);
    desk
}

#[test]
fn tabs_are_moved_by_key_and_by_dragging() {
    let mut desk = three();
    desk.press("Ctrl+Shift+PageUp");
    assert_eq!(tabs(&desk), ["story.txt", "[third.txt]", "other.txt"]);
    desk.press("Ctrl+Shift+PageUp Ctrl+Shift+PageUp");
    assert_eq!(tabs(&desk), ["[third.txt]", "story.txt", "other.txt"]);
    desk.shows("This is the first tab");
    desk.press("Ctrl+Shift+PageDown");
    assert_eq!(tabs(&desk), ["story.txt", "[third.txt]", "other.txt"]);
    let tab = |desk: &Desk, title: &str| desk.rect(Some(Role::Tab), title);
    let (from, to) = (tab(&desk, STORY_TITLE).center(), tab(&desk, OTHER_TITLE).right_center());
    desk.drag(from, to - egui::vec2(8.0, 0.0));
    assert_eq!(tabs(&desk), ["[third.txt]", "other.txt", "story.txt"], "a tab that is dragged is not shown");
    let (from, to) = (tab(&desk, STORY_TITLE).center(), tab(&desk, OTHER_TITLE).left_center());
    desk.drag(from, to + egui::vec2(8.0, 0.0));
    assert_eq!(tabs(&desk), ["[third.txt]", "story.txt", "other.txt"]);
}

#[test]
fn the_menu_of_a_tab_is_for_that_tab() {
    let mut desk = three();
    let menu = |desk: &mut Desk, title: &str| desk.click_right(desk.rect(Some(Role::Tab), title).center());
    menu(&mut desk, STORY_TITLE);
    desk.shows("Menu of the tab");
    let rows =
        ["Close", "Close others", "Close all", "Side by side", "Move tab right", "Article details…", "Copy path"];
    assert_eq!(desk.menu(), rows);
    desk.click_on(Role::MenuItem, "Copy path");
    assert_eq!(desk.clipboard(), Some(desk.path("story.txt").display().to_string().as_str()));
    assert_eq!(tabs(&desk), ["story.txt", "other.txt", "[third.txt]"], "it is not shown");
    menu(&mut desk, STORY_TITLE);
    desk.click_on(Role::MenuItem, "Side by side");
    assert!(paragraphs(&desk).contains("Ola Berg") && paragraphs(&desk).contains("Third"));
    menu(&mut desk, STORY_TITLE);
    desk.click_on(Role::MenuItem, "Side by side");
    assert!(!paragraphs(&desk).contains("Ola Berg"), "it is shown alone again");
    menu(&mut desk, STORY_TITLE);
    desk.click_on(Role::MenuItem, "Move tab right");
    assert_eq!(tabs(&desk), ["other.txt", "story.txt", "[third.txt]"]);
    menu(&mut desk, STORY_TITLE);
    desk.click_on(Role::MenuItem, "Close");
    assert_eq!(tabs(&desk), ["other.txt", "[third.txt]"]);
    menu(&mut desk, OTHER_TITLE);
    desk.click_on(Role::MenuItem, "Close others");
    desk.lacks("Third");
}

#[test]
fn the_key_opens_the_menu_of_the_tab_with_the_focus() {
    let mut desk = three();
    // The active one is a stop of Tab; the arrow keys go to the others.
    desk.harness.get_by_role_and_label(Role::Tab, "Third").focus();
    desk.press("Left");
    assert_eq!(desk.focused(), OTHER_TITLE);
    desk.press("Shift+F10");
    desk.shows("Menu of the tab");
    desk.press("Down Down Enter");
    assert_eq!(tabs(&desk), [""; 0], "all are closed");
}

#[test]
fn text_typed_just_before_another_tab_is_shown_stays_in_its_article() {
    let mut desk = two();
    desk.select("Nobody had asked");
    desk.press("1 Ctrl+Tab");
    desk.select("Nobody at the ministry");
    desk.press("1 N");
    // All in one frame, as on a busy computer.
    desk.press_at_once("A Ctrl+Tab");
    desk.wait(1000);
    desk.wait(1000);
    let note = |name: &str| {
        let file = reader::open(&annotation_path(&desk.path(name))).unwrap().0;
        file.document.set().annotations()[0].note.clone()
    };
    assert_eq!((note("story.txt").as_str(), note("other.txt").as_str()), ("a", ""));
    assert_eq!(tabs(&desk), ["story.txt", "[other.txt]"]);
}

#[test]
fn tabs_with_the_same_title_name_their_files() {
    let mut desk = two();
    let twin = desk.path("twin.txt");
    fs::write(&twin, OTHER).unwrap();
    desk.drop_file(twin);
    let labels = desk.labels(Role::Tab);
    assert!(labels.contains(&format!("twin.txt · {OTHER_TITLE}")), "{labels:?}");
    assert!(labels.contains(&format!("other.txt · {OTHER_TITLE}")), "{labels:?}");
    assert!(labels.contains(&STORY_TITLE.to_owned()), "{labels:?}");
}
