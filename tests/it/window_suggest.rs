//! Marking an article sentence by sentence: the suggestions for a new mark, and the keys and clicks that they leave.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use gainsay::model::annotation::Annotation;

use crate::desk::{Desk, words};

const STORY: &str = "\
Harbour town argues about its ferry

The coast guard says the ferry company hid cracks in the hull for two years.

\"There were never any cracks in the hull\", director Hanna Lund said on Friday, \"and nobody hid a thing.\"

Divers who went down in June had found three cracks in the hull, the newspaper Kurant reported.

Nordvik Lines stated that they were sorry for the delay of the ferry and deny any link whatsoever to the accident.

It also says that the summer was good.
";

/// The marks on disk, one line each: kind, speaker, cue, words, links.
fn known(desk: &mut Desk) -> Vec<String> {
    desk.press("Ctrl+S");
    desk.settle();
    let file = desk.file();
    let set = file.document.set();
    let line = |mark: &Annotation| {
        let speaker = mark.speaker.as_ref().map_or("nobody", |speaker| speaker.name.as_str());
        let links = set.relations_of(&mark.id).iter().filter(|link| link.from == mark.id);
        let links: Vec<String> = links
            .map(|link| format!(" {} {}", link.role.id(), words(&file, &set.get(&link.to).unwrap().target)))
            .collect();
        let cue = words(&file, &mark.cue);
        format!("{} by {speaker} ({cue}): {}{}", mark.kind.id(), words(&file, &mark.target), links.concat())
    };
    set.annotations().iter().map(|mark| line(mark)).collect()
}

const CLAIM: &str = "claim by coast guard (says): the ferry company hid cracks in the hull for two years";
const DENIAL: &str = "denial by Hanna Lund (said): There were never any cracks in the hull / and nobody hid a thing. rebuts \
                      the ferry company hid cracks in the hull for two years";
const EVIDENCE: &str = "evidence by Kurant (reported): Divers who went down in June had found three cracks in the hull \
                        supports the ferry company hid cracks in the hull for two years";

#[test]
fn a_denial_and_evidence_with_speaker_and_link_take_three_keys_each() {
    let mut desk = Desk::reading(STORY);
    desk.press(". . 1 Enter");
    assert_eq!(known(&mut desk), [CLAIM]);
    desk.press(". 2 Enter");
    desk.press(". 3 Enter");
    assert_eq!(known(&mut desk), [CLAIM, DENIAL, EVIDENCE]);
    // Each was one step after the mark.
    desk.press("Ctrl+Z");
    assert_eq!(known(&mut desk)[2], format!("evidence by nobody (): {}", STORY.lines().nth(6).unwrap()));
    desk.press("Ctrl+Z");
    assert_eq!(known(&mut desk), [CLAIM, DENIAL]);
}

#[test]
fn a_claim_that_comes_later_is_linked_with_its_answers() {
    let mut desk = Desk::reading(STORY);
    for _ in 0..2 {
        desk.press(". . . 2 Enter . 3 Enter Ctrl+Home . . 1");
        desk.shows("is rebutted by");
        desk.shows("is supported by");
        desk.press("Enter");
        assert_eq!(known(&mut desk), [CLAIM, DENIAL, EVIDENCE]);
        // Also if the marks were undone and made again.
        desk.press("Ctrl+Z Ctrl+Z Ctrl+Z Ctrl+Z Ctrl+Z Ctrl+Z Escape Ctrl+Home");
        assert!(known(&mut desk).is_empty());
    }
}

#[test]
fn a_part_is_left_out_by_its_check_box_or_key() {
    let mut desk = Desk::reading(STORY);
    desk.press(". . 1 Enter . 2 4 5 6 Enter");
    let whole = STORY.lines().nth(4).unwrap();
    assert_eq!(known(&mut desk), [CLAIM, &format!("denial by nobody (said): {whole}")]);
    desk.press("Ctrl+Z Ctrl+Z 2");
    desk.click_on(Role::CheckBox, "Cue: “said”");
    desk.click_on(Role::CheckBox, "Speaker: Hanna Lund");
    desk.press("Enter");
    assert_eq!(known(&mut desk)[1], DENIAL.replace("by Hanna Lund (said)", "by nobody ()"));
}

#[test]
fn the_role_is_turned_by_one_key_or_click() {
    let mut desk = Desk::reading(STORY);
    desk.press(". . 1 Enter . . 3 7 Enter");
    assert_eq!(known(&mut desk)[1], EVIDENCE.replace("supports", "rebuts"));
    desk.press("Ctrl+Z Ctrl+Z 3");
    desk.click_on(Role::Button, "rebuts");
    desk.click_on(Role::Button, "Accept  Enter");
    assert_eq!(known(&mut desk)[1], EVIDENCE.replace("supports", "rebuts"));
}

#[test]
fn a_guessed_speaker_is_taken_only_on_purpose() {
    let mut desk = Desk::reading(STORY);
    desk.press(". . 1 Enter . . . . . 1");
    desk.shows("A guess");
    desk.press("Enter");
    assert_eq!(known(&mut desk)[1], "claim by nobody (says): the summer was good");
    desk.press("Ctrl+Z Ctrl+Z 1 5");
    let guess = desk.labels(Role::CheckBox).into_iter().find(|label| label.starts_with("Speaker: ")).unwrap();
    assert_eq!(guess, "Speaker: coast guard (guess)");
    desk.press("5");
    desk.shows("Speaker: Nordvik Lines (guess)");
    desk.press("Enter");
    assert_eq!(known(&mut desk)[1], "claim by Nordvik Lines (says): the summer was good");
}

#[test]
fn the_parts_of_a_sentence_are_marked_one_by_one() {
    let mut desk = Desk::reading(STORY);
    desk.press(". . . .");
    desk.press("Shift+. 1 Enter Shift+. 2 Enter");
    assert_eq!(
        known(&mut desk),
        [
            "claim by Nordvik Lines (stated): they were sorry for the delay of the ferry",
            "denial by Nordvik Lines (stated): deny any link whatsoever to the accident",
        ]
    );
    desk.press(".");
    assert_eq!(desk.selected(), "It also says that the summer was good.");
    desk.press(". ,");
    assert!(desk.selected().starts_with("Nordvik Lines stated"));
    desk.press("Shift+.");
    assert_eq!(desk.selected(), "Nordvik Lines stated that they were sorry for the delay of the ferry");
}

#[test]
fn without_a_selection_the_sentence_at_the_caret_is_marked() {
    let mut desk = Desk::reading(STORY);
    desk.click_at(desk.start_of("\"There were"));
    desk.press("2 Enter");
    assert_eq!(known(&mut desk).len(), 1);
    assert!(known(&mut desk)[0].starts_with("denial by Hanna Lund (said): There were never"));
    // With the mark selected its kind is changed; without, it is selected again and no second one is made.
    desk.press("Escape 1");
    desk.shows("There is a mark here");
    assert!(known(&mut desk)[0].starts_with("denial"));
    desk.press("1");
    assert!(known(&mut desk)[0].starts_with("claim"));
    assert_eq!(known(&mut desk).len(), 1);
}

#[test]
fn a_speaker_given_meanwhile_is_suggested_no_longer() {
    let mut desk = Desk::reading(STORY);
    desk.press(". . . 2 S");
    desk.type_words("Kurant");
    desk.press("Enter");
    desk.lacks("Speaker: Hanna Lund");
    desk.shows("Cue: “said”");
    desk.press("Enter");
    assert!(known(&mut desk)[0].starts_with("denial by Kurant (said): There were never"));
}

#[test]
fn the_bar_at_the_selection_marks_with_the_speaker_that_it_shows() {
    let mut desk = Desk::reading(STORY);
    desk.select("the ferry company hid cracks in the hull for two years");
    desk.shows("Speaker: coast guard");
    desk.click_on(Role::Button, "Mark as claim");
    assert_eq!(known(&mut desk), [CLAIM]);
    assert_eq!(desk.undoable(), Some("Mark"), "one step");
    // Not if it is unchecked.
    desk.press("Ctrl+Z");
    desk.click_on(Role::CheckBox, "Speaker: coast guard");
    desk.click_on(Role::Button, "Mark as claim");
    assert_eq!(known(&mut desk), [CLAIM.replace("by coast guard (says)", "by nobody ()")]);
    // The link is left to accept.
    let mut desk = Desk::reading(STORY);
    desk.press(". . 1 Enter");
    desk.select("There were never any cracks in the hull");
    desk.click_on(Role::Button, "Mark as denial");
    desk.click_on(Role::Button, "Accept  Enter");
    let denial = DENIAL.replace(" / and nobody hid a thing.", "");
    assert_eq!(known(&mut desk)[1], denial);
}

#[test]
fn the_full_stop_steps_by_sentence_on_every_layout() {
    // AZERTY types it with Shift where the US layout has the semicolon; the German layout types a colon with Shift.
    let mut desk = Desk::reading(STORY);
    desk.press_at(Key::Semicolon, Modifiers::SHIFT, Key::Period);
    desk.press_at(Key::Semicolon, Modifiers::SHIFT, Key::Period);
    assert_eq!(desk.selected(), "The coast guard says the ferry company hid cracks in the hull for two years.");
    desk.press(". . .");
    assert!(desk.selected().starts_with("Nordvik Lines stated"));
    desk.press_at(Key::Period, Modifiers::SHIFT, Key::Colon);
    assert_eq!(desk.selected(), "Nordvik Lines stated that they were sorry for the delay of the ferry");
}
