//! The ledger of a project and the view of a thread, in the window.

use egui::accesskit::Role;
use gainsay::app::project::view::ProjectView;

use crate::desk::Desk;
use crate::sample_project::ARTICLES;

const COURIER: &str = "marrow-courier.html";
const PROJECT: (&str, &[u8]) = ("project.gainsay.ron", include_bytes!("../fixtures/project/project.gainsay.ron"));
const TITLE: &str = "Title of the thread";
const FORTY: &str = "Passengers’ union · certain, 4 Mar 2026 · Lakeside Radio: Forty of the 56 trams in Marrow Bay have \
     cracked axles";

/// A project of four articles, one of which is open, with its ledger shown.
fn ledger() -> Desk {
    let mut desk = Desk::with(&[&ARTICLES[..], &[PROJECT]].concat(), COURIER);
    desk.answer(desk.path(""));
    desk.press("Ctrl+Shift+O");
    desk.press("Ctrl+P");
    desk.type_words("Project ledger");
    desk.press("Enter");
    desk
}

/// The threads of the ledger, from the top.
fn threads(desk: &Desk) -> Vec<String> {
    let is_thread = |row: &String| row.contains(" articles since ") || row.contains(" 1 article,");
    desk.labels(Role::ListBoxOption).into_iter().filter(is_thread).collect()
}

/// The row of the thread with these words.
fn thread(desk: &Desk, words: &str) -> String {
    threads(desk).into_iter().find(|row| row.contains(words)).expect(words)
}

fn view(desk: &Desk) -> Option<ProjectView> {
    desk.harness.state().state().project.as_ref().expect("no project is open").view.clone()
}

#[test]
fn a_row_of_the_ledger_says_who_claims_it_where_and_what_answers_it() {
    let desk = ledger();
    let row = thread(&desk, "Fourteen of the 56");
    assert!(row.contains("4 articles since 3 Mar 2026"), "{row}");
    assert!(row.contains("4 denials"), "{row}");
    assert!(row.contains("Passengers’ union"), "{row}");
    assert_eq!(threads(&desk).first(), Some(&row), "what most articles claim is first");
    desk.shows("Told differently 1");
}

#[test]
fn a_row_of_the_ledger_counts_what_is_for_and_against_in_words() {
    let desk = ledger();
    let rows = threads(&desk).join("\n");
    assert!(rows.contains("evidence: 1 for") || rows.contains("evidence: 1 against"), "{rows}");
    assert!(!rows.contains(" evidence for") && !rows.contains(" evidence against"), "{rows}");
}

#[test]
fn the_ledger_is_filtered_and_sorted() {
    let mut desk = ledger();
    let all = threads(&desk).len();
    desk.click("In several articles 2");
    assert_eq!(threads(&desk).len(), 2);
    desk.click("In several articles 2");
    assert_eq!(threads(&desk).len(), all);
    desk.click_on(Role::TextInput, "Filter project ledger");
    desk.type_words("scratches");
    assert_eq!(threads(&desk).len(), 1);
    desk.press("Escape");
    assert_eq!(threads(&desk).len(), all, "Escape takes back what was typed");
    desk.click("In several articles 2");
    desk.click("Told differently 1");
    let mut desk = desk.reopen("");
    desk.press("Ctrl+Shift+L");
    assert_eq!(threads(&desk).len(), 1, "the filters are kept");
    desk.click("Told differently 1");
    assert_eq!(threads(&desk).len(), 2);
}

#[test]
fn a_thread_opens_with_its_passages_side_by_side() {
    let mut desk = ledger();
    desk.click(&thread(&desk, "Fourteen of the 56"));
    assert!(matches!(view(&desk), Some(ProjectView::Thread(_))));
    for words in [FORTY, "Numbers: Fourteen in Marrow Courier"] {
        desk.shows(words);
    }
    let rect = |words: &str| {
        let (role, label, _) = desk.screen().into_iter().find(|(_, label, _)| label.contains(words)).unwrap();
        desk.rect(Some(role), &label)
    };
    let (first, second) = (rect("Marrow Courier: Fourteen"), rect("Lakeside Radio: Forty"));
    assert!(first.right() <= second.left() && first.top() == second.top(), "{first:?} {second:?}");
    desk.press("Ctrl+Shift+L Enter End");
    desk.shows("Rebutted by the denial by Lene Voss");
    desk.press("Escape");
    assert_eq!(view(&desk), None);
}

#[test]
fn keys_walk_the_ledger_and_the_thread_and_enter_goes_to_the_passage() {
    let mut desk = ledger();
    desk.click_on(Role::ListBoxOption, &thread(&desk, "Fourteen of the 56"));
    assert_eq!(desk.focused(), "Project ledger");
    desk.press("Down");
    let Some(ProjectView::Thread(second)) = view(&desk) else { panic!("no thread is shown") };
    desk.press("Up");
    assert_ne!(view(&desk), Some(ProjectView::Thread(second)));
    desk.press("Enter Right Enter");
    assert_eq!(view(&desk), None);
    assert_eq!(desk.chosen(), "Forty of the 56 trams in Marrow Bay have cracked axles");
}

#[test]
fn a_click_on_an_answer_goes_to_it_in_its_article() {
    let mut desk = ledger();
    desk.click(&thread(&desk, "Fourteen of the 56"));
    let answers = desk.labels(Role::ListBoxOption);
    let scratches = answers.into_iter().find(|row| row.starts_with("Denial") && row.contains("scratches")).unwrap();
    desk.click(&scratches);
    assert!(desk.chosen().starts_with("The lines on the axles"), "{}", desk.chosen());
}

#[test]
fn a_title_is_typed_as_one_step_and_undone() {
    let mut desk = ledger();
    desk.click(&thread(&desk, "Fourteen of the 56"));
    desk.click_on(Role::TextInput, TITLE);
    desk.type_words("Cracked axles");
    desk.press("Enter");
    assert_eq!(desk.value(TITLE), "Cracked axles");
    thread(&desk, "Cracked axles");
    desk.press("Ctrl+Z");
    assert_eq!(desk.value(TITLE), "");
    desk.press("Ctrl+Shift+Z");
    thread(&desk, "Cracked axles");
}

#[test]
fn no_key_changes_the_article_behind_a_thread() {
    let mut desk = ledger();
    let marks =
        |desk: &Desk| desk.harness.state().state().session().expect("no article is open").set().annotations().len();
    let before = marks(&desk);
    desk.press("Ctrl+A");
    desk.click(&thread(&desk, "Fourteen of the 56"));
    desk.press("Enter 1 2 3 Delete");
    assert_eq!(marks(&desk), before);
}

#[test]
fn the_thread_of_the_selected_mark_is_one_key_away_and_back() {
    let mut desk = ledger();
    desk.press("Ctrl+T");
    assert_eq!((view(&desk), desk.said_last().as_str()), (None, "Select a claim or an answer to one first"));
    desk.press("Escape J");
    for _ in 0..20 {
        if !desk.chosen().starts_with("There are no cracks") {
            desk.press("J");
        }
    }
    desk.press("Ctrl+T");
    assert!(matches!(view(&desk), Some(ProjectView::Thread(_))), "a denial is in the thread of what it denies");
    assert_eq!(desk.focused(), "Thread");
    desk.press("Ctrl+T");
    assert_eq!(view(&desk), None);
    assert!(desk.chosen().starts_with("There are no cracks"));
}

#[test]
fn threads_and_their_passages_have_a_menu() {
    let mut desk = ledger();
    assert_eq!(desk.focused(), "Project ledger");
    desk.press("Home Shift+F10");
    desk.shows("Menu of the thread");
    let rows = desk.menu();
    assert_eq!(rows[0], "Open thread");
    assert!(rows[1].starts_with("Show in "), "{rows:?}");
    assert_eq!(rows[2..], ["Timeline", "Map of the articles", "Copy"]);
    desk.press("Enter");
    assert!(matches!(view(&desk), Some(ProjectView::Thread(_))));
    desk.press("Ctrl+Shift+L Down Up Enter Right Shift+F10");
    desk.shows("Menu of the passage");
    desk.click_on(Role::MenuItem, "Timeline");
    assert!(matches!(view(&desk), Some(ProjectView::Timeline(..))));
}

#[test]
fn a_key_for_an_article_says_that_a_thread_covers_it() {
    let mut desk = ledger();
    desk.click(&thread(&desk, "Fourteen of the 56"));
    desk.press("Ctrl+I");
    assert_eq!(desk.said_last(), "“Article details…” is for an article: Esc goes back to it");
    desk.press("1");
    assert_eq!(desk.said_last(), "“Mark as claim” is for an article: Esc goes back to it");
    desk.press("Escape Ctrl+I");
    desk.shows("Article details");
}
