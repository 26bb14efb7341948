//! The card of a mark on which the pointer rests, and the same for assistive technologies.

use egui::accesskit::Role;
use egui::{Event, Pos2, Rect};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::desk::Desk;

/// A desk with a denial by Ola Berg, with note and tag, that rebuts a claim.
fn linked() -> Desk {
    let mut desk = Desk::story();
    desk.select("the trout are gone");
    desk.press("1 Escape Escape");
    desk.select("We have not put a drop into that river since 2009");
    desk.press("2 Escape N");
    desk.type_words("on record");
    desk.press("Ctrl+Enter T");
    desk.type_words("river");
    desk.press("Enter Ctrl+Enter");
    desk.select("Ola Berg");
    desk.press("S L");
    desk.type_words("trout");
    desk.press("Enter Escape Escape Escape");
    desk
}

/// Moves the pointer there and leaves it for some time.
fn rest(desk: &mut Desk, at: Pos2, millis: u64) {
    desk.draw([Event::PointerMoved(at)]);
    desk.wait(millis);
    desk.settle();
}

fn passage(desk: &Desk, label: &str) -> Rect {
    desk.rect(Some(Role::Mark), label)
}

#[test]
fn resting_on_a_mark_shows_its_card_clear_of_its_words() {
    let mut desk = linked();
    let claim = passage(&desk, "Claim: the trout are gone");
    let denial = passage(&desk, "Denial: We have not put a drop into that river since 2009");
    let is_shown = |desk: &Desk| desk.painted().iter().any(|words| words.contains("Claim with no speaker"));
    rest(&mut desk, claim.center(), 100);
    assert!(!is_shown(&desk), "only after a moment");
    rest(&mut desk, claim.center(), 500);
    assert!(is_shown(&desk), "{:#?}", desk.painted());
    let title = desk.labels(Role::Label).into_iter().find(|label| label.contains("Claim with no speaker")).unwrap();
    let card = desk.rect(Some(Role::Label), &title);
    assert!(!card.expand(4.0).intersects(claim), "{card:?} covers {claim:?}");
    desk.shows("is rebutted by");
    desk.shows("Ola Berg: We have not put a drop");

    rest(&mut desk, denial.center(), 500);
    assert!(!is_shown(&desk), "one card at a time");
    desk.shows("Denial by Ola Berg");
    desk.shows("on record");
    desk.shows("river");

    // A click or a key sends it away.
    rest(&mut desk, claim.center(), 500);
    assert!(is_shown(&desk));
    desk.press("Right");
    desk.wait(1000);
    assert!(!is_shown(&desk));
    rest(&mut desk, claim.center() + egui::vec2(20.0, 0.0), 500);
    assert!(is_shown(&desk));
}

#[test]
fn a_mark_tells_assistive_technologies_the_same() {
    let desk = linked();
    let told = |label: &str| {
        let node = desk.harness.get_by_role_and_label(Role::Mark, label);
        node.accesskit_node().description().unwrap_or_default()
    };
    let denial = told("Denial: We have not put a drop into that river since 2009");
    assert_eq!(denial, "Ola Berg. note: on record. tags: river. rebuts claim with no speaker: the trout are gone");
    let claim = told("Claim: the trout are gone");
    let answer = "is rebutted by denial by Ola Berg: We have not put a drop into that river since 2009";
    assert_eq!(claim, format!("No speaker. {answer}"));
}

#[test]
fn a_link_shows_its_other_end() {
    let mut desk = linked();
    desk.click_at(passage(&desk, "Claim: the trout are gone").center());
    let link = desk.labels(Role::Link);
    let label = link.iter().find(|label| label.starts_with("is rebutted by:")).expect("a link in the article").clone();
    let rect = desk.harness.query_all_by_role_and_label(Role::Link, &label).map(|node| node.rect()).next().unwrap();
    rest(&mut desk, rect.center(), 500);
    desk.shows("“We have not put a drop into that river since 2009”");
    desk.shows("Click to go there");
}

#[test]
fn escape_closes_a_card_and_a_tooltip_and_nothing_else() {
    let mut desk = linked();
    let at = passage(&desk, "Claim: the trout are gone").center();
    let is_shown = |desk: &Desk, words: &str| desk.painted().iter().any(|painted| painted.contains(words));
    let (card, tooltip) = ("Claim with no speaker", "Show or hide the panel beside the article");
    desk.select("the trout");
    let escape = |desk: &mut Desk| {
        desk.draw_key("Escape");
        desk.settle();
    };
    rest(&mut desk, at, 1000);
    assert!(is_shown(&desk, card));
    escape(&mut desk);
    assert!(!is_shown(&desk, card));
    assert_eq!(desk.selected(), "the trout");
    // It stays closed until the pointer moves.
    desk.wait(2000);
    assert!(!is_shown(&desk, card));
    rest(&mut desk, at + egui::vec2(20.0, 0.0), 1000);
    assert!(is_shown(&desk, card));
    let button = desk.rect(Some(Role::CheckBox), "Show or hide side panel").center();
    rest(&mut desk, button, 1500);
    assert!(is_shown(&desk, tooltip));
    escape(&mut desk);
    assert!(!is_shown(&desk, tooltip));
    assert_eq!(desk.selected(), "the trout");
    // The next one is for the article.
    escape(&mut desk);
    assert_eq!(desk.selected(), "");
}

/// Moves the pointer there in steps, as a hand does.
fn glide(desk: &mut Desk, from: Pos2, to: Pos2) {
    for part in 1..=8 {
        desk.draw([Event::PointerMoved(from.lerp(to, part as f32 / 8.0))]);
        desk.wait(20);
    }
    desk.settle();
}

#[test]
fn the_pointer_can_enter_a_card_and_a_tooltip_and_a_click_closes_them() {
    let mut desk = linked();
    let is_shown = |desk: &Desk, words: &str| desk.painted().iter().any(|painted| painted.contains(words));
    let claim = passage(&desk, "Claim: the trout are gone").center();
    let (card, tooltip) = ("Claim with no speaker", "Show or hide the panel beside the article");
    let place = |desk: &Desk, words: &str| {
        let title = desk.labels(Role::Label).into_iter().find(|label| label.contains(words)).unwrap();
        desk.rect(Some(Role::Label), &title).center()
    };
    rest(&mut desk, claim, 1000);
    let on_card = place(&desk, card);
    glide(&mut desk, claim, on_card);
    desk.wait(3000);
    assert!(is_shown(&desk, card));
    // It goes when the pointer leaves it.
    glide(&mut desk, on_card, claim + egui::vec2(300.0, 200.0));
    desk.wait(3000);
    assert!(!is_shown(&desk, card), "{:#?}", desk.painted());
    rest(&mut desk, claim, 1000);
    glide(&mut desk, claim, on_card);
    desk.click_at(on_card);
    desk.wait(100);
    assert!(!is_shown(&desk, card), "{:#?}", desk.painted());
    assert_eq!(desk.selected(), "");

    let button = desk.rect(Some(Role::CheckBox), "Show or hide side panel").center();
    rest(&mut desk, button, 1500);
    let on_tooltip = place(&desk, tooltip);
    glide(&mut desk, button, on_tooltip);
    desk.wait(3000);
    assert!(is_shown(&desk, tooltip));
    glide(&mut desk, on_tooltip, claim + egui::vec2(300.0, 200.0));
    desk.wait(3000);
    assert!(!is_shown(&desk, tooltip));
}
