//! Merged speakers everywhere in the window: their contradictions, and the one name that the project shows for them.

use std::fmt::Write as _;

use egui::accesskit::Role;

use crate::desk::Desk;

/// The articles: file, text, and the speaker of the claim, which is the whole first sentence.
const ARTICLES: [(&str, &str, &str); 3] = [
    ("alpenbote.txt", "Der Damm verliert seit März 30 Liter Wasser pro Sekunde, sagte Vik", "Tore Vik"),
    ("council.txt", "The dam has lost 25 litres of water a second since March, said councillor T. Vik", "T. Vik"),
    ("daily.txt", "The dam has lost 35 litres of water a second since March, Tore Vik said", "Tore Vik"),
];

/// A project of three articles that tell one claim with other numbers; the last one is open.
fn project() -> Desk {
    let mut files: Vec<(String, String)> = Vec::new();
    let mut links = String::new();
    for (at, (name, text, speaker)) in ARTICLES.iter().enumerate() {
        let end = text.chars().count();
        let mark = format!(
            "(id: \"m{at}\", kind: \"claim\", target: [(start: 0, end: {end}, exact: \"{text}\")], \
             speaker: (voice: \"named\", name: \"{speaker}\"))"
        );
        let article = format!("(title: \"Dam {at}\", file: \"{name}\", media_type: \"text/plain\")");
        let whole = format!("{text}.\n\nNothing more is known.\n");
        let file = format!(
            "(format: \"gainsay\", version: 1, article: {article}, annotations: [{mark}], text: \"{}\")",
            whole.replace("\n", "\\n")
        );
        files.extend([(format!("{name}.ron"), file), ((*name).to_owned(), whole)]);
        if at > 0 {
            let end = |at: usize| format!("(article: \"a{at}\", path: \"{}\", mark: \"m{at}\")", ARTICLES[at].0);
            write!(links, "(id: \"l{at}\", from: {}, to: {}, role: \"restates\"),", end(at), end(0)).unwrap();
        }
    }
    let items: Vec<String> =
        ARTICLES.iter().enumerate().map(|(at, (name, ..))| format!("(id: \"a{at}\", path: \"{name}\")")).collect();
    let project =
        format!("(format: \"gainsay-project\", version: 1, articles: [{}], links: [{links}])", items.join(", "));
    files.push(("project.gainsay.ron".to_owned(), project));
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let mut desk = Desk::with(&files, "council.txt");
    desk.answer(desk.path(""));
    desk.press("Ctrl+Shift+O");
    desk
}

/// The row of a list that begins with these words.
fn row(desk: &Desk, begin: &str) -> String {
    let rows = desk.labels(Role::ListBoxOption);
    rows.iter().find(|row| row.starts_with(begin)).unwrap_or_else(|| panic!("{begin} is not in {rows:#?}")).clone()
}

/// The same project with the two names of one speaker merged.
fn merged() -> Desk {
    let mut desk = project();
    desk.press("Ctrl+Shift+K");
    desk.click("Merge T. Vik and Tore Vik");
    desk
}

/// The numbers of the contradictions on the page of a speaker.
fn contradictions(desk: &Desk) -> usize {
    let project = desk.harness.state().state().project.as_ref().unwrap();
    project.people.list.iter().map(|person| person.contradictions.len()).sum()
}

#[test]
fn a_merged_speaker_contradicts_themselves_under_any_name_and_in_any_language() {
    let mut desk = project();
    assert_eq!(contradictions(&desk), 1, "30 and 35 by one name");
    desk.press("Ctrl+Shift+K");
    desk.click("Merge T. Vik and Tore Vik");
    assert_eq!(contradictions(&desk), 2);
    desk.click(&row(&desk, "Tore Vik"));
    desk.shows("2 contradictions");
    desk.press("Ctrl+Z");
    assert_eq!(contradictions(&desk), 1);
}

#[test]
fn the_project_shows_one_name_and_the_article_both() {
    let mut desk = merged();
    desk.press("Ctrl+Shift+E");
    assert!(!desk.has("T. Vik, "), "no row of the articles has the old name");
    desk.click_on(Role::TextInput, "Filter articles");
    desk.type_words("tore");
    assert_eq!(desk.rows("Articles").len(), 3, "an article is found by the name that is shown for its speaker");
    desk.press("Ctrl+Shift+L");
    desk.click_on(Role::TextInput, "Filter project ledger");
    desk.type_words("tore vik");
    let thread = row(&desk, "Der Damm");
    assert!(thread.contains("Tore Vik") && !thread.contains("T. Vik"), "{thread}");
    desk.click(&thread);
    desk.shows("Tore Vik, Dam 1");
    desk.press("Escape Ctrl+1");
    row(&desk, "Claim by T. Vik (Tore Vik)");
    desk.press("Escape J");
    desk.shows("Tore Vik in this project");
    desk.press("Shift+T");
    assert!(!desk.labels(Role::ListBoxOption).iter().any(|row| row.starts_with("Claim by T. Vik,")));
    desk.press("Shift+M");
    assert_eq!(desk.labels(Role::TreeItem).iter().filter(|name| name.starts_with("Claim by Tore Vik")).count(), 3);
}

#[test]
fn no_other_speaker_is_chosen_before_the_person_does() {
    let mut desk = project();
    desk.press("Ctrl+Shift+K");
    desk.click(&row(&desk, "T. Vik"));
    desk.click("Rename or merge…");
    desk.press("Enter");
    let speakers = |desk: &Desk| {
        let project = desk.harness.state().state().project.as_ref().unwrap();
        project.content.speakers().map(|item| item.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(speakers(&desk), [""; 0], "nothing was chosen");
    desk.type_words("Torben Vik");
    desk.press("Enter");
    assert_eq!(speakers(&desk), ["Torben Vik"]);
    desk.press("Ctrl+Z");
    desk.click("Rename or merge…");
    desk.press("Down Enter");
    assert_eq!(speakers(&desk), ["Tore Vik"]);
}

#[test]
fn a_timeline_is_not_that_of_a_speaker_who_is_no_longer_on_the_screen() {
    let mut desk = project();
    desk.press("Ctrl+Shift+K");
    desk.click(&row(&desk, "T. Vik"));
    desk.press("Ctrl+Shift+E Shift+T");
    assert_eq!(desk.said_last(), "Select a claim, what answers one, or a speaker first");
    desk.press("Ctrl+Shift+K Shift+T");
    desk.shows("Timeline of T. Vik");
}

#[test]
fn a_match_selects_the_mark_that_it_is_in_and_no_other() {
    let mut desk = project();
    desk.press("J");
    assert!(desk.chosen().contains("25 litres"));
    desk.press("Ctrl+Shift+F");
    desk.type_words("nothing more");
    desk.press("Enter F4");
    assert!(desk.selected().eq_ignore_ascii_case("nothing more"));
    assert_eq!(desk.chosen(), "", "the match is in no mark");
    desk.press("Ctrl+Shift+F Ctrl+A");
    desk.type_words("councillor");
    desk.press("Enter");
    assert_eq!(desk.selected(), "councillor");
    assert!(desk.chosen().contains("25 litres"), "{}", desk.chosen());
}

#[test]
fn two_articles_side_by_side_have_two_names() {
    let mut desk = project();
    assert_eq!(desk.labels(Role::Document), ["Article"]);
    desk.press("Ctrl+Shift+E End Enter");
    desk.press("Ctrl+P");
    desk.type_words("side by side");
    desk.press("Enter");
    let mut names = desk.labels(Role::Document);
    names.sort();
    assert_eq!(names, ["Article: Dam 1", "Article: Dam 2"]);
}

#[test]
fn the_bars_of_the_views_have_room_in_a_small_window() {
    let mut desk = project();
    desk.harness.set_size(egui::vec2(640.0, 480.0));
    desk.settle();
    desk.press("Shift+M");
    for button in ["Zoom map in", "Zoom map out", "Fit the map", "Back to article"] {
        let rect = desk.rect(Some(Role::Button), button);
        assert!(rect.left() >= 0.0 && rect.right() <= 640.0 && rect.width() > 20.0, "{button} {rect:?}");
    }
    desk.click("Show");
    desk.click("Within articles");
    desk.press("Escape J Shift+T");
    desk.shows("Zoom timeline in");
    desk.press("Escape Ctrl+T");
    assert!(desk.rect(Some(Role::TextInput), "Title of the thread").width() > 180.0);
}

#[test]
fn an_article_that_is_done_is_marked_as_not_done() {
    let mut desk = project();
    desk.press("Ctrl+Shift+E Home Shift+F10");
    desk.click_on(Role::MenuItem, "Mark as done");
    desk.press("Shift+F10");
    desk.click_on(Role::MenuItem, "Mark as not done");
    desk.press("Shift+F10");
    desk.shows("Mark as done");
}

#[test]
fn a_timeline_without_dates_has_no_axis() {
    let mut desk = project();
    desk.press("J Shift+T");
    desk.shows("Zoom timeline in");
    assert!(desk.painted().iter().any(|words| words == "No date"));
    assert!(!desk.painted().iter().any(|words| words.contains("1970")), "{:?}", desk.painted());
}
