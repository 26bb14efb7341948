//! The list of marks: cards, sorting and grouping, and several marks selected together.

use egui::Modifiers;
use egui::accesskit::Role;

use crate::desk::Desk;

const TEXT: &str = "The mill leaks. It does not. Nine trout were counted. Nobody knows.\n";

const CTRL: Modifiers = Modifiers { ctrl: true, ..Modifiers::COMMAND };

/// A desk with a claim, a denial and evidence, in this order, and the denial linked to the claim.
fn three() -> Desk {
    let mut desk = Desk::reading(TEXT);
    for (words, keys) in [("The mill leaks", "1"), ("It does not", "2"), ("Nine trout", "3")] {
        desk.select(words);
        desk.press(keys);
        desk.press("Escape Escape");
    }
    desk.click_on(Role::ListBoxOption, &card("Denial", "It does not"));
    desk.press("L");
    desk.type_words("mill");
    desk.press("Enter Escape Escape");
    desk.press("Ctrl+S");
    assert_eq!(desk.file().document.set().relations().len(), 1);
    desk
}

fn card(kind: &str, words: &str) -> String {
    format!("{kind} with no speaker: {words}")
}

fn click(desk: &mut Desk, modifiers: Modifiers, kind: &str, words: &str) {
    let at = desk.rect(Some(Role::ListBoxOption), &card(kind, words)).center_top() + egui::vec2(0.0, 14.0);
    desk.click_with(modifiers, at);
}

/// The selected cards, from top to bottom.
fn chosen(desk: &Desk) -> Vec<String> {
    let cards = desk.labels(Role::ListBoxOption).into_iter().filter(|label| label.contains(" with no speaker: "));
    let lit = cards.filter(|label| desk.is_ticked(Role::ListBoxOption, label));
    lit.map(|label| label.split(": ").nth(1).unwrap().to_owned()).collect()
}

#[test]
fn shift_selects_up_to_a_card_and_control_one_more_or_one_less() {
    let mut desk = three();
    click(&mut desk, Modifiers::NONE, "Claim", "The mill leaks");
    click(&mut desk, Modifiers::SHIFT, "Evidence", "Nine trout");
    assert_eq!(chosen(&desk), ["The mill leaks", "It does not", "Nine trout"]);
    desk.shows("3 marks selected");
    click(&mut desk, CTRL, "Denial", "It does not");
    assert_eq!(chosen(&desk), ["The mill leaks", "Nine trout"]);
    // The selection grows from the card clicked last without Shift.
    click(&mut desk, Modifiers::SHIFT, "Evidence", "Nine trout");
    assert_eq!(chosen(&desk), ["It does not", "Nine trout"]);
    click(&mut desk, Modifiers::NONE, "Evidence", "Nine trout");
    assert_eq!(chosen(&desk), ["Nine trout"]);
    desk.lacks("marks selected");
    click(&mut desk, CTRL, "Evidence", "Nine trout");
    assert_eq!(chosen(&desk), [""; 0]);
}

#[test]
fn marks_are_selected_in_the_list_by_keyboard() {
    let mut desk = three();
    desk.press("Ctrl+1 Home");
    assert_eq!(chosen(&desk), ["The mill leaks"]);
    desk.press("Shift+Down");
    assert_eq!(chosen(&desk), ["The mill leaks", "It does not"]);
    desk.press("Shift+Down Shift+Up");
    assert_eq!(chosen(&desk), ["The mill leaks", "It does not"]);
    desk.press("Down");
    assert_eq!(chosen(&desk), ["Nine trout"]);
    desk.press("Shift+Home");
    assert_eq!(chosen(&desk).len(), 3);
    desk.press("Up");
    desk.press("Ctrl+A");
    assert_eq!(chosen(&desk).len(), 3);
    desk.press("Escape");
    assert_eq!(chosen(&desk), [""; 0]);
}

#[test]
fn several_marks_change_together_as_one_step() {
    let mut desk = three();
    desk.press("Ctrl+1 Ctrl+A");
    assert_eq!(chosen(&desk).len(), 3);
    let before = desk.marks();
    let of = |desk: &mut Desk, what: fn(&gainsay::model::annotation::Annotation) -> String| {
        desk.press("Ctrl+S");
        desk.file().document.set().annotations().iter().map(|mark| what(mark)).collect::<Vec<_>>()
    };
    desk.press("3");
    assert_eq!(desk.said_last(), "Change kind: 2 marks");
    assert_eq!(of(&mut desk, |mark| mark.kind.id().to_owned()), ["evidence"; 3]);
    desk.press("Ctrl+Z");
    assert_eq!(desk.marks(), before);
    desk.press("S");
    desk.type_words("Ola Berg");
    desk.press("Enter");
    let speaker = |mark: &gainsay::model::annotation::Annotation| mark.speaker.as_ref().unwrap().name.clone();
    assert_eq!(of(&mut desk, speaker), ["Ola Berg"; 3]);
    desk.press("Ctrl+Z");
    desk.shows("3 marks selected");
    desk.press("D");
    assert_eq!(of(&mut desk, |mark| mark.discuss.to_string()), ["true"; 3]);
    desk.press("T");
    desk.type_words("river, to check");
    desk.press("Enter");
    assert_eq!(of(&mut desk, |mark| mark.tags.join("/")), ["river/to check"; 3]);
    desk.press("Ctrl+Z");
    assert_eq!(of(&mut desk, |mark| mark.tags.join("/")), [""; 3]);
    desk.press("Ctrl+Z");
    assert_eq!(of(&mut desk, |mark| mark.discuss.to_string()), ["false"; 3]);
    desk.press("Ctrl+1 Delete");
    assert_eq!((desk.undoable(), desk.said_last().as_str()), (Some("Delete marks"), "3 marks deleted"));
    assert_eq!(desk.marks(), [""; 0]);
    desk.press("Ctrl+Z");
    assert_eq!(desk.marks(), before);
    assert_eq!(desk.file().document.set().relations().len(), 1);
    // The list has kept the keyboard.
    desk.press("End");
    assert_eq!(chosen(&desk).len(), 1);
}

#[test]
fn what_several_marks_share_is_shown() {
    let mut desk = three();
    click(&mut desk, Modifiers::NONE, "Denial", "It does not");
    desk.press("D T");
    desk.type_words("river");
    desk.press("Enter");
    click(&mut desk, CTRL, "Evidence", "Nine trout");
    desk.shows("2 marks selected");
    desk.shows("Tag river");
    assert!(!desk.is_ticked(Role::RadioButton, "Kind: Denial"));
    desk.click_on(Role::RadioButton, "Kind: Denial");
    assert!(desk.is_ticked(Role::RadioButton, "Kind: Denial"));
    // A flag that only some have is set on all first.
    desk.click_on(Role::CheckBox, "Discuss");
    assert!(desk.is_ticked(Role::CheckBox, "Discuss"));
    desk.press("Ctrl+S");
    let flags: Vec<bool> = desk.file().document.set().annotations().iter().map(|mark| mark.discuss).collect();
    assert_eq!(flags, [false, true, true]);
    desk.click_on(Role::Button, "Delete 2 marks");
    assert_eq!(desk.marks(), ["claim: The mill leaks"]);
}

#[test]
fn cards_are_sorted_and_grouped_and_a_heading_selects_its_group() {
    let mut desk = three();
    let order = |desk: &Desk| {
        let mut cards: Vec<(i32, String)> = Vec::new();
        for label in desk.labels(Role::ListBoxOption).into_iter().filter(|label| label.contains(" with no speaker: ")) {
            cards.push((desk.rect(Some(Role::ListBoxOption), &label).top() as i32, label));
        }
        cards.sort();
        cards.into_iter().map(|(_, label)| label.split(' ').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(order(&desk), ["Claim", "Denial", "Evidence"]);
    desk.click("Sort and group");
    desk.click_on(Role::MenuItemRadio, "Newest first");
    assert_eq!(order(&desk).len(), 3);
    desk.click("Sort and group");
    desk.click_on(Role::MenuItemRadio, "Most linked");
    assert_eq!(order(&desk), ["Claim", "Denial", "Evidence"]);
    click(&mut desk, Modifiers::NONE, "Evidence", "Nine trout");
    desk.press("T");
    desk.type_words("river");
    desk.press("Enter Ctrl+P");
    desk.type_words("group marks");
    desk.press("Enter");
    desk.type_words("group by tag");
    desk.press("Enter");
    assert_eq!(order(&desk), ["Evidence", "Claim", "Denial"]);
    desk.click("Select No tags, 2 marks");
    assert_eq!(chosen(&desk), ["The mill leaks", "It does not"]);
    // Arrows follow the list.
    desk.press("Home");
    assert_eq!(chosen(&desk), ["Nine trout"]);
    desk.press("Down");
    assert_eq!(chosen(&desk), ["The mill leaks"]);
}

#[test]
fn a_card_shows_note_tags_and_links_and_a_click_follows() {
    let mut desk = three();
    click(&mut desk, Modifiers::NONE, "Denial", "It does not");
    desk.press("N");
    desk.type_words("Says so twice");
    desk.press("Ctrl+Enter T");
    desk.type_words("river");
    desk.press("Enter Escape");
    assert!(desk.painted().iter().any(|words| words.contains("Says so twice")));
    desk.click_on(Role::Link, "Follow: rebuts claim: The mill leaks");
    assert_eq!(desk.chosen(), "The mill leaks");
    desk.shows("Follow: is rebutted by denial: It does not");
    desk.click("Show marks tagged river");
    assert_eq!(desk.labels(Role::ListBoxOption).iter().filter(|label| label.contains(" with no speaker: ")).count(), 1);
    desk.click("Clear tag filter");
    assert_eq!(desk.labels(Role::ListBoxOption).iter().filter(|label| label.contains(" with no speaker: ")).count(), 3);
}

#[test]
fn the_whole_quotation_is_on_the_selected_card() {
    let text = format!("It said {} the end.\n", "very long words that go on ".repeat(20));
    let mut desk = Desk::reading(&text);
    desk.press("Ctrl+Home Ctrl+Shift+End 1");
    let whole = |desk: &Desk| desk.painted().iter().any(|words| words.contains("the end.") && !words.contains('\n'));
    assert!(whole(&desk), "{:?}", desk.painted());
}
