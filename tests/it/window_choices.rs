//! Pickers with options: the chosen option applies to any row, by mouse and keyboard.

use std::sync::Arc;

use egui::Event;
use egui::accesskit::Role;
use gainsay::model::annotation::{Id, Relation};

use crate::desk::{Desk, words};

const STORY: &str = "\
Ferry will sail all winter, council says

The council said the ferry sails every day. The harbour said it sails on Mondays. The boats carry 40 people.

Officials doubted that, and Ida Moe told reporters that nobody asked her.
";

/// The links on disk: from, role, to, by the words of the marks.
fn links(desk: &mut Desk) -> Vec<String> {
    desk.press("Ctrl+S");
    if !desk.path("story.txt.ron").exists() {
        return Vec::new();
    }
    let file = desk.file();
    let end = |id: &Id| words(&file, &file.document.set().get(id).unwrap().target);
    let line =
        |relation: &Arc<Relation>| format!("{} {} {}", end(&relation.from), relation.role.id(), end(&relation.to));
    file.document.set().relations().iter().map(line).collect()
}

/// Two claims, a denial and evidence, which is selected.
fn evidence() -> Desk {
    let mut desk = Desk::reading(STORY);
    for (passage, key) in [
        ("the ferry sails every day", "1"),
        ("it sails on Mondays", "1"),
        ("Officials doubted that", "2"),
        ("The boats carry 40 people", "3"),
    ] {
        desk.select(passage);
        desk.press(key);
        desk.press("Escape");
    }
    assert_eq!(desk.chosen(), "The boats carry 40 people");
    desk
}

#[test]
fn a_role_chosen_by_mouse_is_written_whichever_row_is_clicked() {
    for row in ["claim: the ferry sails every day", "claim: it sails on Mondays", "denial: Officials doubted that"] {
        let mut desk = evidence();
        desk.press("L");
        desk.click("supports");
        desk.click_on(Role::ListBoxOption, row);
        assert_eq!(
            links(&mut desk),
            [format!("The boats carry 40 people supports {}", row.split_once(": ").unwrap().1)]
        );
    }
}

#[test]
fn the_link_button_makes_what_is_lit_in_the_role_chosen() {
    let mut desk = evidence();
    desk.press("L Down");
    desk.click("supports");
    desk.press("Down Up");
    desk.click_on(Role::Button, "Link");
    assert_eq!(links(&mut desk).len(), 1);
    assert!(links(&mut desk)[0].contains(" supports "), "{:?}", links(&mut desk));
    let mut desk = evidence();
    desk.press("L");
    desk.click_on(Role::Button, "Cancel");
    desk.lacks("This mark");
    assert_eq!(links(&mut desk), [""; 0]);
}

#[test]
fn typing_keeps_the_role_and_every_row_says_it() {
    let mut desk = evidence();
    desk.press("L");
    desk.type_words("Mondays");
    let rows = |desk: &Desk| desk.painted().into_iter().filter(|words| words == "supports").count();
    // The option, the role of the row, and the link in the article.
    assert_eq!(rows(&desk), 3);
    desk.press("Enter");
    assert_eq!(links(&mut desk), ["The boats carry 40 people supports it sails on Mondays"]);
}

#[test]
fn a_row_under_the_pointer_says_in_which_role_it_links() {
    let mut desk = evidence();
    desk.press("L");
    desk.draw([Event::PointerMoved(desk.rect(Some(Role::ListBoxOption), "denial: Officials doubted that").center())]);
    desk.settle();
    desk.wait(2000);
    desk.shows("This mark rebuts ▲ Officials doubted that");
}

#[test]
fn a_role_that_a_row_does_not_allow_is_said_and_holds_for_the_others() {
    let mut desk = Desk::reading(STORY);
    for (passage, key) in
        [("the ferry sails every day", "1"), ("Officials doubted that", "2"), ("nobody asked her", "2")]
    {
        desk.select(passage);
        desk.press(key);
        desk.press("Escape");
    }
    desk.press("L");
    desk.type_words("Officials");
    desk.click("restates");
    desk.press("Ctrl+A Backspace");
    desk.type_words("ferry");
    desk.shows("“restates” is not allowed with this mark");
    desk.press("Ctrl+A Backspace");
    desk.type_words("Officials");
    desk.press("Enter");
    assert_eq!(links(&mut desk), ["nobody asked her restates Officials doubted that"]);
}

#[test]
fn a_mark_chosen_in_list_or_article_while_linking_is_the_other_end() {
    for by_card in [true, false] {
        let mut desk = evidence();
        desk.press("L");
        let at = match by_card {
            true => desk.rect(Some(Role::ListBoxOption), "Claim with no speaker: it sails on Mondays").left_center(),
            false => desk.rect(Some(Role::Mark), "Claim: it sails on Mondays").center(),
        };
        if by_card {
            // The list is under the picker, so it is clicked by name.
            desk.ask_for(Role::ListBoxOption, "Claim with no speaker: it sails on Mondays");
        } else {
            desk.click_at(at);
        }
        assert_eq!(desk.chosen(), "The boats carry 40 people");
        desk.click_on(Role::Button, "Link");
        assert_eq!(links(&mut desk), ["The boats carry 40 people supports it sails on Mondays"]);
    }
}

/// The voice and the name of the only speaker on disk.
fn speaker(desk: &mut Desk) -> Option<(String, String)> {
    desk.press("Ctrl+S");
    let file = desk.file();
    let mut speakers = file.document.set().annotations().iter().filter_map(|mark| mark.speaker.as_ref());
    speakers.next().map(|speaker| (speaker.voice.id().to_owned(), speaker.name.clone()))
}

#[test]
fn a_voice_that_was_chosen_goes_with_the_name_that_is_picked() {
    let unnamed = Some(("unnamed".to_owned(), "Officials".to_owned()));
    let one = || {
        let mut desk = Desk::reading(STORY);
        desk.select("doubted that");
        desk.press("2");
        desk
    };
    // Chosen in the combo box, then a name from the picker.
    let mut desk = one();
    desk.click("Voice");
    desk.click("Unnamed");
    desk.click("Choose speaker");
    desk.type_words("Officials");
    desk.press("Enter");
    assert_eq!(speaker(&mut desk), unnamed);
    // Chosen in the picker, then a clicked row.
    let mut desk = one();
    desk.press("S");
    desk.type_words("Officials");
    desk.click("Unnamed");
    desk.click_on(Role::ListBoxOption, "Officials");
    assert_eq!(speaker(&mut desk), unnamed);
    // Chosen by key, then text of the article.
    let mut desk = one();
    desk.press("Shift+S");
    desk.select("Officials");
    desk.press("S");
    assert_eq!(speaker(&mut desk), unnamed);
    // An existing unnamed speaker is replaced by a named one.
    desk.select("Ida Moe");
    desk.press("S");
    assert_eq!(speaker(&mut desk), Some(("named".to_owned(), "Ida Moe".to_owned())));
}

#[test]
fn speakers_are_only_merged_with_those_of_the_same_voice() {
    let mut desk = Desk::reading(STORY);
    desk.select("doubted that");
    desk.press("2");
    desk.select("Officials");
    desk.press("Shift+S");
    desk.select("nobody asked her");
    desk.press("1");
    desk.select("Ida Moe");
    desk.press("S K");
    assert_eq!(desk.chosen(), "doubted that");
    desk.press("R");
    desk.shows("New name, or a speaker to merge with");
    desk.lacks("Merge “Officials” into this speaker");
    assert!(!desk.labels(Role::ListBoxOption).contains(&"Ida Moe".to_owned()));
    desk.press("Escape");
}

#[test]
fn the_certainty_that_a_mark_has_is_lit() {
    let mut desk = evidence();
    desk.click("Certainty: Possible");
    desk.press("C Enter Ctrl+S");
    let file = desk.file();
    assert!(file.document.set().annotations().iter().any(|mark| mark.certainty.id() == "possible"));
}

#[test]
fn the_role_is_one_key_or_one_click_in_any_row() {
    let mut desk = evidence();
    desk.press("L 1 Enter");
    assert_eq!(links(&mut desk).len(), 1);
    assert!(links(&mut desk)[0].contains(" rebuts "), "{:?}", links(&mut desk));
    let mut desk = evidence();
    desk.press("L");
    desk.click_on(Role::Button, "rebuts claim: it sails on Mondays");
    assert_eq!(links(&mut desk), ["The boats carry 40 people rebuts it sails on Mondays"]);
}

#[test]
fn a_digit_is_searched_for_unless_it_chooses_among_roles() {
    let mut desk = evidence();
    desk.press("L");
    desk.shows("1");
    desk.type_words("it sails");
    // Now the digits are text, and the key beside the roles says so.
    desk.shows("Alt+1");
    desk.press("Alt+1 Enter");
    assert_eq!(links(&mut desk), ["The boats carry 40 people rebuts it sails on Mondays"]);
    // A denial can only rebut a claim: there is nothing to choose.
    desk.press("Ctrl+Z J");
    while desk.chosen() != "Officials doubted that" {
        desk.press("J");
    }
    desk.press("L 4");
    assert_eq!(desk.rows("Link to: type to search"), ["evidence: The boats carry 40 people"]);
}

#[test]
fn the_first_letter_filters_and_speakers_are_found_too() {
    let mut desk = evidence();
    desk.press("J S");
    desk.type_words("Kurt Juhl");
    desk.press("Enter K L");
    desk.type_words("kurt");
    assert!(desk.labels(Role::ListBoxOption).contains(&"denial: Officials doubted that".to_owned()));
    assert!(!desk.labels(Role::ListBoxOption).contains(&"claim: it sails on Mondays".to_owned()));
    desk.press("Escape L");
    desk.type_words("j");
    assert_eq!(desk.labels(Role::ListBoxOption).iter().filter(|label| label.starts_with("claim: ")).count(), 0);
}

#[test]
fn several_links_are_made_without_leaving_the_picker() {
    let mut desk = evidence();
    desk.press("L Shift+Enter Shift+Enter");
    desk.shows("Already linked: supports");
    desk.click_on(Role::Button, "Link and next");
    assert_eq!(links(&mut desk).len(), 3);
    desk.press("Escape");
    desk.lacks("This mark");
    // The other role with the same mark contradicts what is there.
    desk.press("L 1");
    desk.shows("Contradicts its link: supports");
}

#[test]
fn a_mark_dropped_on_another_asks_for_the_role_with_digits() {
    let mut desk = evidence();
    let to = desk.rect(Some(Role::Mark), "Claim: the ferry sails every day").center();
    let card = desk.rect(Some(Role::ListBoxOption), "Evidence with no speaker: The boats carry 40 people").center();
    desk.drag(card, to);
    desk.shows("Role of the link");
    desk.press("Escape");
    desk.lacks("Role of the link");
    desk.drag(card, to);
    desk.press("2");
    assert_eq!(links(&mut desk), ["The boats carry 40 people rebuts the ferry sails every day"]);
}
