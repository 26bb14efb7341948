//! Links between marks of different articles of a project, in the window.

use egui::accesskit::Role;
use egui::{Event, Modifiers, PointerButton, Pos2};
use gainsay::app::project::OpenProject;
use gainsay::model::project::items::End;
use gainsay::model::project::spot::Spot;
use gainsay::model::query::quote_line;

use crate::desk::Desk;
use crate::sample_project::ARTICLES;

const COURIER: &str = "marrow-courier.html";
const FOURTEEN: &str = "Fourteen of the 56 trams that run in Marrow Bay have cracks in an axle";
const FORTY: &str = "Forty of the 56 trams in Marrow Bay have cracked axles";

/// A project of four articles, one of which is open with its first claim selected.
fn project() -> Desk {
    let mut desk = Desk::with(&ARTICLES, COURIER);
    desk.answer(desk.path(""));
    desk.press("Ctrl+Shift+O");
    desk.press("Escape J");
    while desk.chosen() != FOURTEEN {
        desk.press("K");
    }
    desk
}

fn opened(desk: &Desk) -> &OpenProject {
    desk.harness.state().state().project.as_ref().expect("no project is open")
}

/// The links between articles: from, role, to, by the first words of the marks, and notes.
fn links(desk: &Desk) -> Vec<String> {
    let project = opened(desk);
    let end = |end: &End| {
        let spot = Spot { path: end.path.clone(), mark: end.mark.clone() };
        let (mark, document) = project.corpus.mark_at(&spot).expect("the end is gone");
        let words = quote_line(mark, &document.article().text);
        words.split(' ').next().unwrap_or_default().to_owned()
    };
    let line = |link: &gainsay::model::project::items::LinkItem| {
        let note = if link.note.is_empty() { String::new() } else { format!(" ({})", link.note) };
        format!("{} {} {}{note}", end(&link.from), link.role.id(), end(&link.to))
    };
    project.content.links().map(|link| line(link)).collect()
}

#[test]
fn the_picker_offers_this_article_and_then_the_others() {
    let mut desk = project();
    desk.press("L");
    let rows = desk.labels(Role::ListBoxOption);
    let at = |words: &str| rows.iter().position(|row| row.contains(words)).expect(words);
    let (own, other) =
        (at("evidence: It lists the trams by number"), at(&format!("claim: {FORTY}, in Lakeside Radio")));
    assert!(own < other, "{rows:#?}");
    desk.press("Ctrl+Down Enter");
    assert_eq!(links(&desk), ["Fourteen restates Forty"]);
    assert_eq!(desk.said_last(), "Link between articles");
    desk.press("Ctrl+Z");
    assert_eq!(links(&desk), [""; 0]);
    assert_eq!(opened(&desk).content.articles().count(), 0, "nothing is left of it");
    desk.press("Ctrl+Shift+Z");
    assert_eq!(links(&desk), ["Fourteen restates Forty"]);
}

#[test]
fn linked_marks_are_offered_last_and_counted_in_the_status_bar() {
    let mut desk = project();
    let has_counted = |desk: &Desk| desk.has("1 link to another article");
    assert!(!has_counted(&desk));
    desk.press("L Ctrl+Down Enter");
    assert!(has_counted(&desk));
    desk.press("L");
    let rows = desk.rows("Link to: type to search");
    let own: Vec<&String> = rows.iter().filter(|row| !row.contains(", in ")).collect();
    desk.press("Enter");
    desk.press("L");
    let again = desk.rows("Link to: type to search");
    let again: Vec<&String> = again.iter().filter(|row| !row.contains(", in ")).collect();
    assert_eq!((again.len(), again[0]), (own.len(), own[1]));
    let at = again.iter().position(|row| *row == own[0]);
    assert!(at > Some(1), "the linked one is not behind the others: {again:#?}");
    desk.press("Escape Ctrl+Z Ctrl+Z");
    assert!(!has_counted(&desk));
}

#[test]
fn typing_finds_marks_of_other_articles_and_tab_the_role() {
    let mut desk = project();
    desk.press("L");
    desk.type_words("scratches paint");
    desk.press("Enter");
    assert_eq!(links(&desk), ["The rebuts Fourteen"]);
    desk.press("L");
    desk.type_words("forty lakeside");
    desk.press("2 Escape");
    assert_eq!(links(&desk).len(), 1, "once something is typed, a digit is text");
    desk.press("L");
    desk.type_words("forty lakeside");
    desk.press("Tab Tab Enter");
    assert_eq!(links(&desk), ["The rebuts Fourteen", "Forty supports Fourteen"]);
}

#[test]
fn enter_does_not_take_what_is_not_found_yet() {
    let mut desk = project();
    desk.hold_work();
    desk.press("J L");
    desk.type_words("scratches in the paint");
    desk.press("Enter");
    desk.shows("Searching the other articles…");
    desk.release_work();
    desk.settle();
    desk.press("Enter");
    assert_eq!(links(&desk), ["It rebuts The"]);
}

/// The first claim restated by the one of the radio, as the second link of the list of links.
fn linked() -> Desk {
    let mut desk = project();
    desk.press("L");
    desk.type_words("forty");
    desk.press("Enter");
    assert_eq!(links(&desk), ["Fourteen restates Forty"]);
    desk
}

#[test]
fn a_link_with_another_article_is_shown_wherever_the_mark_is() {
    let mut desk = linked();
    let (inspector, card, stub) = (
        format!("restates claim: {FORTY}, in Lakeside Radio · 4 Mar 2026"),
        format!("Follow: restates claim: Lakeside Radio: {FORTY}"),
        format!("restates: Lakeside Radio: {FORTY}"),
    );
    let rows = desk.labels(Role::Link);
    for words in [&inspector, &card, &stub] {
        assert!(rows.iter().any(|row| row.starts_with(words)), "{words}: {rows:#?}");
    }
    desk.press("Ctrl+2");
    desk.shows(&format!("restates claim in Lakeside Radio: {FORTY}"));
}

#[test]
fn its_other_end_is_opened_and_selected() {
    let mut desk = linked();
    let row = desk.labels(Role::Link).into_iter().find(|row| row.starts_with("restates claim: ")).unwrap();
    desk.ask_for(Role::Link, &row);
    desk.settle();
    assert_eq!(desk.chosen(), FORTY);
    assert!(desk.labels(Role::Link).iter().any(|row| row.starts_with(&format!("is restated by claim: {FOURTEEN}"))));
    desk.press("Shift+L");
    desk.type_words("follow fourteen");
    desk.press("Enter");
    desk.settle();
    assert_eq!(desk.chosen(), FOURTEEN, "and back by keyboard");
}

#[test]
fn it_is_changed_reversed_noted_and_deleted_and_each_is_undone() {
    let mut desk = linked();
    let steps = [
        ("change to rebuts", "Fourteen rebuts Forty"),
        ("reverse", "Forty rebuts Fourteen"),
        ("change to supports", "Forty supports Fourteen"),
    ];
    for (words, after) in steps {
        desk.press("Shift+L");
        desk.type_words(&format!("{words} lakeside"));
        desk.press("Enter");
        assert_eq!(links(&desk), [after]);
    }
    desk.press("Shift+L");
    desk.type_words("delete lakeside");
    desk.press("Enter");
    assert_eq!(links(&desk), [""; 0]);
    for before in
        ["Forty supports Fourteen", "Forty rebuts Fourteen", "Fourteen rebuts Forty", "Fourteen restates Forty"]
    {
        desk.press("Ctrl+Z");
        assert_eq!(links(&desk), [before]);
    }
    let edit = format!("Edit link: claim: {FORTY}");
    desk.ask_for(Role::Button, &edit);
    desk.click_on(Role::TextInput, "Link's note");
    desk.type_words("another number");
    desk.press("Escape Escape");
    assert_eq!(links(&desk), ["Fourteen restates Forty"], "Escape discards what was typed");
}

#[test]
fn the_others_are_suggested_for_the_selected_mark() {
    let mut desk = project();
    let buttons = desk.labels(Role::Button);
    let suggested: Vec<&String> = buttons.iter().filter(|label| label.starts_with("Link: ")).collect();
    assert_eq!(suggested.len(), 3, "{buttons:#?}");
    assert_eq!(*suggested[0], format!("Link: restates claim: {FORTY}"));
    desk.ask_for(Role::Button, &format!("Link: restates claim: {FORTY}"));
    assert_eq!(links(&desk), ["Fourteen restates Forty"]);
    desk.lacks(&format!("Link: restates claim: {FORTY}"));
}

#[test]
fn a_new_mark_gets_suggestions_and_all_accepted_is_one_step() {
    let mut desk = project();
    desk.select("Fourteen trams have cracked axles");
    desk.press("1");
    let radio = "Link: restates claim: “Forty of the 56 trams in Marrow Bay have cracked axles” · Lakeside Radio";
    assert!(desk.screen().iter().any(|(_, label, _)| label.starts_with(radio)), "{:#?}", desk.labels(Role::CheckBox));
    let before = desk.harness.state().state().session().unwrap().set().relations().len();
    desk.press("6 Enter");
    assert!(links(&desk).contains(&"Fourteen restates Forty".to_owned()), "{:?}", links(&desk));
    desk.press("Ctrl+Z");
    assert_eq!(links(&desk), [""; 0]);
    let session = desk.harness.state().state().session().unwrap();
    assert_eq!(session.set().relations().len(), before);
    assert_eq!(session.mark().map(|mark| mark.kind.id()), Some("claim"), "the mark itself was another step");
}

/// The place of the card of the radio's claim.
fn card(desk: &Desk) -> Pos2 {
    let label =
        desk.labels(Role::ListBoxOption).into_iter().find(|label| label.starts_with("Claim") && label.ends_with(FORTY));
    desk.rect(Some(Role::ListBoxOption), &label.expect("there is no card")).center()
}

/// The place of the first claim in the article.
fn passage(desk: &Desk) -> Pos2 {
    let label = desk.labels(Role::Mark).into_iter().find(|label| label.starts_with("Claim: Fourteen of the 56"));
    desk.rect(Some(Role::Mark), &label.expect("the claim is not in sight")).left_top() + egui::vec2(30.0, 8.0)
}

/// The radio's claim selected in its article, which was opened after the one of the newspaper.
fn both() -> Desk {
    let mut desk = project();
    let suggested = desk.labels(Role::Link).into_iter().find(|label| label.starts_with(&format!("claim: {FORTY}, in")));
    desk.ask_for(Role::Link, &suggested.expect("nothing is suggested"));
    desk.settle();
    assert_eq!(desk.chosen(), FORTY);
    desk
}

#[test]
fn a_mark_is_dragged_to_one_of_the_article_beside_it() {
    let mut desk = both();
    desk.press("Ctrl+\\");
    let (from, to) = (card(&desk), passage(&desk));
    desk.drag(from, to);
    desk.shows("Role of the link");
    desk.press("Enter");
    assert_eq!(links(&desk), ["Forty restates Fourteen"]);
}

#[test]
fn a_mark_is_dragged_to_a_tab_and_on_to_a_mark_of_its_article() {
    let mut desk = both();
    let button = |pos: Pos2, pressed: bool| Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    let from = card(&desk);
    let tab = desk.rect(Some(Role::Tab), "Fourteen trams have cracked axles, leaked report says").center();
    desk.draw([Event::PointerMoved(from)]);
    desk.draw([button(from, true)]);
    for part in 1..=4 {
        desk.draw([Event::PointerMoved(from.lerp(tab, part as f32 / 4.0))]);
    }
    desk.settle();
    assert_eq!(desk.chosen(), FOURTEEN, "the article of the tab is shown");
    let to = passage(&desk);
    desk.draw([Event::PointerMoved(to)]);
    desk.draw([button(to, false)]);
    desk.settle();
    desk.shows("Role of the link");
    desk.press("Enter");
    assert_eq!(links(&desk), ["Forty restates Fourteen"]);
}

/// The highlighted row of the link picker.
fn lit(desk: &Desk) -> Option<String> {
    let state = desk.harness.state().state();
    state.shell.picker.as_ref()?.lit_item().map(|item| item.title.clone())
}

#[test]
fn a_click_in_the_article_beside_it_chooses_the_other_end_of_a_link() {
    let mut desk = both();
    desk.press("Ctrl+\\ L");
    let to = passage(&desk);
    desk.click_at(to);
    desk.shows("Link to: type to search");
    assert_eq!(lit(&desk), Some(format!("● {FOURTEEN}")));
    desk.shows(FORTY);
    desk.press("Enter");
    assert_eq!(links(&desk), ["Forty restates Fourteen"]);
    assert_eq!(desk.chosen(), FORTY, "the article of the link is the active one again");
    desk.press("Ctrl+Z");
    assert_eq!(links(&desk), [""; 0]);
}

#[test]
fn a_mark_that_was_not_found_is_chosen_by_a_click_too() {
    let mut desk = both();
    desk.press("Ctrl+\\ L");
    desk.type_words("nothing has these words");
    assert_eq!(lit(&desk), None);
    let to = passage(&desk);
    desk.click_at(to);
    desk.settle();
    assert_eq!(lit(&desk), Some(format!("● {FOURTEEN}")));
    desk.press("Shift+Enter");
    assert_eq!(links(&desk), ["Forty restates Fourteen"]);
    desk.shows("Link to: type to search");
}

#[test]
fn the_picker_stays_when_another_tab_is_shown() {
    let mut desk = both();
    desk.press("L Ctrl+Tab");
    assert_eq!(desk.chosen(), FOURTEEN, "the other article is shown");
    desk.shows("Link to: type to search");
    let to = passage(&desk);
    desk.click_at(to);
    assert_eq!(lit(&desk), Some(format!("● {FOURTEEN}")));
    desk.press("Enter");
    assert_eq!(links(&desk), ["Forty restates Fourteen"]);
    assert_eq!(desk.chosen(), FORTY);
    // Cancelled, it leaves the article that is shown.
    desk.press("L Ctrl+Tab Escape");
    desk.lacks("Link to: type to search");
    assert_eq!(desk.chosen(), FOURTEEN);
    // It goes with the article of its mark.
    desk.press("Ctrl+Tab L Ctrl+Tab");
    desk.click("Close Forty trams unsafe, passengers' union demands a stop");
    desk.lacks("Link to: type to search");
}

#[test]
fn a_claim_that_only_another_article_answers_is_answered_elsewhere() {
    let mut desk = project();
    while !desk.chosen().starts_with("nobody in the town hall") {
        desk.press("J");
    }
    desk.press("Ctrl+2");
    let standing = |desk: &Desk| {
        let rows = desk.labels(Role::ListBoxOption);
        rows.into_iter().find(|row| row.contains("nobody in the town hall")).expect("the claim is not listed")
    };
    assert!(standing(&desk).ends_with("Unanswered"));
    desk.press("L");
    desk.type_words("letter in the files");
    desk.press("Enter");
    assert_eq!(links(&desk), ["A rebuts nobody"]);
    desk.settle();
    assert!(standing(&desk).ends_with("Answered elsewhere"), "{}", standing(&desk));
}

#[test]
fn a_step_in_an_article_and_the_project_is_undone_whole_from_another_tab() {
    let mut desk = both();
    desk.press("L");
    desk.type_words("Fourteen of the 56");
    desk.press("Enter");
    assert_eq!(links(&desk), ["Forty restates Fourteen"]);
    let marks = desk.seen().len();
    // The mark goes with its link.
    desk.press("Delete");
    assert_eq!((links(&desk).len(), desk.seen().len()), (0, marks - 1));
    desk.press("Ctrl+Tab Ctrl+Z");
    assert_eq!(links(&desk), ["Forty restates Fourteen"]);
    assert_eq!(desk.seen().len(), marks, "the article of the mark is shown, with the mark: {:?}", desk.seen());
    desk.press("Ctrl+Tab Ctrl+Shift+Z");
    assert_eq!((links(&desk).len(), desk.seen().len()), (0, marks - 1));
    // It is not undone in half while the article is closed.
    desk.press("Ctrl+W Ctrl+Z");
    assert_eq!(links(&desk).len(), 0);
    desk.shows("That step also changed an article that is closed now");
}

#[test]
fn a_step_in_an_article_that_was_changed_since_is_not_undone_from_another_tab() {
    let mut desk = both();
    desk.press("L");
    desk.type_words("Fourteen of the 56");
    desk.press("Enter");
    let marks = desk.seen().len();
    desk.press("Delete");
    // A later step in the article, then the other article is shown.
    desk.press("E 3");
    assert_eq!(desk.seen().len(), marks);
    desk.press("Ctrl+Tab Ctrl+Z");
    assert_eq!(links(&desk).len(), 0, "half of the step is not undone");
    desk.shows("which was changed since: it is undone there");
    desk.press("Ctrl+Tab Ctrl+Z Ctrl+Z");
    assert_eq!((links(&desk).len(), desk.seen().len()), (1, marks));
}

#[test]
fn the_other_end_in_the_ledger_of_an_article_is_reached_by_key() {
    let mut desk = linked();
    let mark = desk.chosen();
    desk.press("Ctrl+2 Home");
    for _ in 0..12 {
        desk.press("Down Enter");
        if desk.chosen() != mark && desk.chosen().starts_with("Forty") {
            return;
        }
    }
    panic!("no row leads to the other article: {}", desk.chosen());
}

#[test]
fn repairing_all_problems_repairs_those_of_the_project() {
    let mut desk = linked();
    let gone = desk.path("lakeside-radio.html");
    let there = desk.path("radio.html");
    let words = std::fs::read_to_string(&gone).unwrap();
    // Changed and renamed while nobody looks: not known again by itself.
    desk.press("Ctrl+S");
    desk.wait(2000);
    let folder = desk.path("");
    let mut desk = desk.reopen_after("", || {
        std::fs::write(&there, words.replace("Forty of the 56", "Some forty of the 56")).unwrap();
        std::fs::remove_file(&gone).unwrap();
        std::fs::rename(folder.join("lakeside-radio.html.ron"), folder.join("radio.html.ron")).unwrap();
    });
    desk.press("Ctrl+P");
    desk.type_words("Repair all problems");
    desk.press("Enter");
    desk.settle();
    assert!(opened(&desk).problems.is_empty(), "{:#?}", opened(&desk).problems);
    assert!(opened(&desk).content.articles().any(|item| item.path == "radio.html" && !item.sha256.is_empty()));
}
