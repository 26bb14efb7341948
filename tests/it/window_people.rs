//! The speakers of a project in the window: the list, suggested merges, the page of a speaker, the timeline.

use egui::accesskit::Role;
use gainsay::app::project::OpenProject;
use gainsay::app::project::view::{ProjectView, Subject};
use gainsay::model::project::timeline::Lanes;

use crate::desk::Desk;
use crate::sample_project::ARTICLES;

const POST: &str = "evening-post.html";

/// A project of four articles, one of which is open, with its speakers shown.
fn speakers() -> Desk {
    let mut desk = Desk::with(&ARTICLES, POST);
    desk.answer(desk.path(""));
    desk.press("Ctrl+Shift+O");
    desk.press("Ctrl+Shift+K");
    desk
}

fn opened(desk: &Desk) -> &OpenProject {
    desk.harness.state().state().project.as_ref().expect("no project is open")
}

/// The names in the list, from the top.
fn names(desk: &Desk) -> Vec<String> {
    let rows = desk.rows("Project speakers").into_iter();
    rows.filter_map(|row| row.split(", ").next().map(str::to_owned)).collect()
}

/// The row of a speaker.
fn row(desk: &Desk, name: &str) -> String {
    let rows = desk.labels(Role::ListBoxOption);
    let begin = format!("{name}, ");
    rows.iter().find(|row| row.starts_with(&begin)).unwrap_or_else(|| panic!("{name} is not in {rows:#?}")).clone()
}

/// The merged speakers of the project file: the name that is shown, and all names.
fn merged(desk: &Desk) -> Vec<(String, Vec<String>)> {
    let names =
        |item: &gainsay::model::project::items::SpeakerItem| item.names.iter().map(|name| name.name.clone()).collect();
    opened(desk).content.speakers().map(|item| (item.name.clone(), names(item))).collect()
}

#[test]
fn everybody_who_speaks_is_listed_with_marks_articles_and_dates() {
    let desk = speakers();
    assert_eq!(row(&desk, "Pieter Hallam"), "Pieter Hallam, 4 marks in 2 articles, 2 claims, 2 denials");
    assert_eq!(row(&desk, "Dana Reyes"), "Dana Reyes, 3 marks in 2 articles, 1 claim, 1 denial, 1 evidence");
    assert!(row(&desk, "Marrow Courier").contains("the article itself"), "a paper speaks for itself");
    assert!(
        names(&desk).iter().position(|name| name == "Pieter Hallam")
            < names(&desk).iter().position(|name| name == "Lene Voss")
    );
}

#[test]
fn a_suggested_merge_is_one_step_that_is_undone_and_redone() {
    let mut desk = speakers();
    desk.shows("The same name without a title");
    desk.click("Merge Mayor Ilse Okafor and Ilse Okafor");
    let both = ("Ilse Okafor".to_owned(), vec!["Ilse Okafor".to_owned(), "Mayor Ilse Okafor".to_owned()]);
    assert_eq!(merged(&desk), std::slice::from_ref(&both));
    assert_eq!(row(&desk, "Ilse Okafor"), "Ilse Okafor, 2 marks in 2 articles, 2 claims");
    desk.lacks("The same name without a title");
    desk.press("Ctrl+Z");
    assert_eq!(merged(&desk), []);
    desk.shows("The same name without a title");
    desk.press("Ctrl+Shift+Z");
    assert_eq!(merged(&desk), std::slice::from_ref(&both));
}

#[test]
fn a_suggestion_is_dismissed() {
    let mut desk = speakers();
    desk.click("Mayor Ilse Okafor and Ilse Okafor are different");
    desk.lacks("The same name without a title");
    assert_eq!(merged(&desk), []);
}

#[test]
fn the_page_of_a_speaker_says_what_they_said_when() {
    let mut desk = speakers();
    desk.click(&row(&desk, "Pieter Hallam"));
    desk.shows("Statements by date");
    let said: Vec<String> =
        desk.labels(Role::ListBoxOption).into_iter().filter(|row| row.contains("Courier")).collect();
    assert_eq!(said.len(), 2);
    assert!(said[0].starts_with("Denial: There are no cracks"), "{said:#?}");
    desk.click(&said[0]);
    assert!(desk.chosen().starts_with("There are no cracks in our axles"), "{}", desk.chosen());
    desk.click("All speakers");
    row(&desk, "Pieter Hallam");
}

#[test]
fn the_list_is_walked_by_keys() {
    let mut desk = speakers();
    desk.click_on(Role::TextInput, "Filter project speakers");
    desk.type_words("hallam");
    assert_eq!(names(&desk).len(), 2, "{:#?}", names(&desk));
    desk.click(&row(&desk, "Pieter Hallam"));
    desk.shows("Statements by date");
    desk.press("Down Down Enter");
    assert!(!desk.chosen().is_empty());
}

#[test]
fn speakers_are_chosen_and_merged_and_split_again() {
    let mut desk = speakers();
    for name in ["Dana Reyes", "Brandis Forge"] {
        let at = desk.rect(Some(Role::ListBoxOption), &row(&desk, name)).center();
        desk.click_with(egui::Modifiers::COMMAND, at);
    }
    desk.click("Merge as Dana Reyes");
    assert_eq!(merged(&desk).len(), 1);
    desk.click(&row(&desk, "Dana Reyes"));
    desk.shows("Names 2");
    desk.click("Split off Brandis Forge");
    assert_eq!(merged(&desk), []);
    desk.press("Ctrl+Z");
    assert_eq!(merged(&desk).len(), 1);
    desk.click("Split");
    assert_eq!(merged(&desk), []);
}

#[test]
fn a_speaker_is_renamed_or_merged_by_the_picker() {
    let mut desk = speakers();
    desk.click_on(Role::TextInput, "Filter project speakers");
    desk.type_words("okafor");
    desk.click(&row(&desk, "Mayor Ilse Okafor"));
    desk.click("Rename or merge…");
    desk.press("Down Enter");
    assert_eq!(merged(&desk).iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["Ilse Okafor"]);
    desk.click("Rename or merge…");
    desk.type_words("The mayor");
    desk.press("Enter");
    assert_eq!(merged(&desk).iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["The mayor"]);
    desk.shows("The mayor");
}

#[test]
fn a_timeline_shows_what_a_speaker_said_and_goes_there() {
    let mut desk = speakers();
    desk.click(&row(&desk, "Pieter Hallam"));
    desk.click("Timeline of the speaker");
    let Some(ProjectView::Timeline(Subject::Speaker(name), lanes)) = opened(&desk).view.clone() else {
        panic!("no timeline is shown")
    };
    assert_eq!((name.name.as_str(), lanes), ("Pieter Hallam", Lanes::Threads));
    let dated = |day: &str| desk.labels(Role::ListBoxOption).into_iter().filter(|row| row.contains(day)).count();
    assert_eq!((dated("· 3 March 2026: "), dated("· 9 March 2026: ")), (2, 2));
    desk.press("Right Right Right Enter");
    assert_eq!(opened(&desk).view, None);
    assert!(desk.chosen().starts_with("It was never more than fourteen trams"), "{}", desk.chosen());
}

#[test]
fn the_timeline_of_the_selected_claim_is_that_of_its_thread() {
    let mut desk = speakers();
    desk.press("Escape J Shift+T");
    assert!(matches!(opened(&desk).view, Some(ProjectView::Timeline(Subject::Thread(_), Lanes::Speakers))));
    desk.shows("Rail inspectorate, 2 statements");
    desk.press("Shift+M");
    assert!(matches!(opened(&desk).view, Some(ProjectView::Map(_))), "one view leads to the next");
    desk.press("Shift+T");
    assert!(matches!(opened(&desk).view, Some(ProjectView::Timeline(..))));
    desk.press("Escape");
    assert_eq!(opened(&desk).view, None);
}

#[test]
fn the_map_of_the_articles_says_why_it_is_empty() {
    let mut desk = speakers();
    desk.press("Escape Shift+M");
    desk.shows("No links between articles yet");
    desk.click("Within articles");
    let boxes = desk.labels(Role::TreeItem);
    assert!(
        boxes.iter().any(|name| name.starts_with("Claim by Rail inspectorate: The rail inspectorate")),
        "{boxes:#?}"
    );
    desk.press("Right Enter");
    assert_eq!(opened(&desk).view, None);
    assert!(!desk.chosen().is_empty());
}

#[test]
fn speakers_and_their_statements_have_a_menu() {
    let mut desk = speakers();
    let at = desk.rect(Some(Role::ListBoxOption), &row(&desk, "Dana Reyes")).center();
    desk.click_right(at);
    desk.shows("Menu of the speaker");
    let rows = ["Show statements", "Timeline", "Rename or merge speaker…", "Copy"];
    assert_eq!(desk.menu(), rows);
    desk.click_on(Role::MenuItem, "Copy");
    assert_eq!(desk.clipboard(), Some("Dana Reyes"));
    desk.click_right(at);
    desk.click_on(Role::MenuItem, "Show statements");
    desk.press("Ctrl+Shift+K Down Down Shift+F10");
    desk.shows("Menu of the passage");
}

#[test]
fn names_that_are_not_one_speaker_are_not_suggested_when_the_project_is_opened_again() {
    let mut desk = speakers();
    let suggested = |desk: &Desk| -> Vec<String> {
        desk.labels(Role::Button).into_iter().filter(|label| label.ends_with(" are different")).collect()
    };
    let before = suggested(&desk);
    desk.click(&before[0]);
    let after = suggested(&desk);
    assert!(!after.contains(&before[0]), "{after:?}");
    desk.wait(1000);
    let mut desk = desk.reopen("");
    desk.press("Ctrl+Shift+K");
    assert_eq!(suggested(&desk), after);
}
