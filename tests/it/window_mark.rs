//! Making and editing marks, and undoing all of it.

use egui::accesskit::Role;
use gainsay::model::annotation::Annotation;

use crate::desk::{Desk, words};

/// The place of a mark's speaker, on disk.
fn spoken_at(desk: &Desk, mark: &Annotation) -> String {
    words(&desk.file(), &mark.speaker.as_ref().unwrap().at)
}

/// Voice and name of a mark's speaker.
fn speaker(mark: &Annotation) -> Option<(&str, &str)> {
    mark.speaker.as_ref().map(|speaker| (speaker.voice.id(), speaker.name.as_str()))
}

/// A desk with one selected mark: a denial on the quotation.
fn denial() -> Desk {
    let mut desk = Desk::story();
    desk.select("We have not put a drop into that river since 2009");
    desk.press("2");
    desk
}

#[test]
fn each_kind_has_its_key() {
    let mut desk = Desk::story();
    for (words, key) in [("Mill owner", "1"), ("We have not put a drop", "2"), ("nine", "3")] {
        desk.select(words);
        desk.press(key);
        assert_eq!(desk.chosen(), words);
        assert_eq!(desk.selected(), "");
    }
    assert_eq!(desk.marks(), ["claim: Mill owner", "denial: We have not put a drop", "evidence: nine"]);
    desk.shows("Claim 1");
    desk.shows("Denial 1");
    desk.shows("Evidence 1");
    desk.shows("3 marks");
}

#[test]
fn a_mark_is_made_by_keys_alone_and_says_who_made_it_when() {
    let mut desk = Desk::story();
    desk.press("Word+Right Shift+Word+Right 1");
    let mark = desk.mark();
    assert_eq!(desk.on_disk(), ["claim: owner"]);
    assert_eq!(mark.creator.as_ref(), "kd");
    assert_eq!(mark.created.as_str(), "2026-11-23T10:12:00Z");
    assert_eq!(mark.id.as_str(), "id-1");
}

#[test]
fn white_space_and_a_stray_quotation_mark_at_the_ends_are_left_out() {
    let mut desk = Desk::story();
    desk.press("End Shift+Ctrl+Down Shift+Right Shift+Right Shift+Right Shift+Right 1");
    assert_eq!(desk.marks(), ["claim: We"]);
}

#[test]
fn white_space_alone_makes_no_mark() {
    let mut desk = Desk::story();
    desk.press("End Shift+Ctrl+Down");
    assert_eq!(desk.selected(), "\n\n");
    desk.press("1");
    desk.shows("only white space is selected");
    assert_eq!(desk.marks(), [""; 0]);
    assert_eq!(desk.names(), ["story.txt"]);
}

#[test]
fn nothing_selected_makes_no_mark() {
    let mut desk = Desk::story();
    desk.press("Down 1");
    desk.shows("Select text to mark");
    assert_eq!(desk.marks(), [""; 0]);
}

#[test]
fn the_bar_at_the_selection_and_the_menu_mark_too() {
    let mut desk = Desk::story();
    assert!(!desk.labels(Role::Button).contains(&"Mark as claim".to_owned()));
    desk.select("Mill owner");
    desk.click("Mark as claim");
    assert_eq!(desk.marks(), ["claim: Mill owner"]);
    desk.select("nine");
    desk.click_on(Role::MenuItem, "Mark");
    desk.click_on(Role::MenuItem, "Mark as evidence");
    assert_eq!(desk.marks(), ["claim: Mill owner", "evidence: nine"]);
}

#[test]
fn with_nothing_selected_the_keys_change_the_kind_and_keep_the_rest() {
    let mut desk = denial();
    desk.press("S");
    desk.type_words("Ola Berg");
    desk.press("Enter N");
    desk.type_words("on record");
    desk.press("Ctrl+Enter D");
    let before = desk.mark();
    desk.press("1");
    let after = desk.mark();
    assert_eq!(after.kind.id(), "claim");
    assert_eq!(after, Annotation { kind: after.kind.clone(), modified: after.modified.clone(), ..before });
    // Also with the button of the inspector.
    desk.click("Kind: Evidence");
    assert_eq!(desk.mark().kind.id(), "evidence");
}

#[test]
fn a_speaker_is_named_by_typing() {
    let mut desk = denial();
    desk.press("S");
    desk.type_words("Ola Berg");
    desk.press("Enter");
    assert_eq!(desk.focused(), "Article");
    assert_eq!(speaker(&desk.mark()), Some(("named", "Ola Berg")));
    desk.shows("Denial by Ola Berg: We have not put a drop");
}

#[test]
fn speakers_used_before_are_suggested() {
    let mut desk = denial();
    desk.press("S");
    desk.type_words("Ola Berg");
    desk.press("Enter");
    desk.select("the trout are gone");
    desk.press("1 S");
    assert_eq!(desk.rect(Some(Role::ListBoxOption), "Ola Berg").height(), 30.0);
    desk.type_words("berg");
    desk.press("Enter");
    assert_eq!(desk.marks().len(), 2);
    let file = desk.file();
    assert!(file.document.set().annotations().iter().all(|mark| speaker(mark) == Some(("named", "Ola Berg"))));
    desk.select("nine");
    desk.press("3 S");
    desk.click_on(Role::ListBoxOption, "Ola Berg");
    desk.press("Ctrl+S");
    assert_eq!(speaker(&desk.file().document.set().annotations()[2]), Some(("named", "Ola Berg")));
}

#[test]
fn a_speaker_may_have_no_name_or_be_the_article_itself_or_nobody_yet() {
    let mut desk = denial();
    desk.press("S");
    desk.type_words("officials");
    desk.press("Down Enter");
    assert_eq!(speaker(&desk.mark()), Some(("unnamed", "officials")));
    desk.press("S");
    desk.click_on(Role::ListBoxOption, "The article itself");
    assert_eq!(speaker(&desk.mark()), Some(("article", "")));
    desk.press("S");
    desk.click_on(Role::ListBoxOption, "Not set");
    assert_eq!(speaker(&desk.mark()), None);
}

#[test]
fn escape_leaves_the_picker_and_changes_nothing() {
    let mut desk = denial();
    desk.press("S");
    desk.type_words("Ola");
    desk.press("Escape");
    desk.lacks("The article itself");
    assert_eq!(desk.focused(), "Article");
    assert_eq!(speaker(&desk.mark()), None);
}

#[test]
fn selected_words_become_the_speaker_with_their_place() {
    let mut desk = denial();
    desk.select("Ola Berg");
    desk.press("S");
    let mark = desk.mark();
    assert_eq!(speaker(&mark), Some(("named", "Ola Berg")));
    assert_eq!(spoken_at(&desk, &mark), "Ola Berg");
    assert_eq!(desk.selected(), "");
    desk.shows("from “Ola Berg”");
}

#[test]
fn a_typed_name_gives_up_the_place_of_another() {
    let mut desk = denial();
    desk.select("Ola Berg");
    desk.press("S S");
    desk.type_words("Somebody else");
    desk.press("Enter");
    let mark = desk.mark();
    assert_eq!(speaker(&mark), Some(("named", "Somebody else")));
    assert_eq!(spoken_at(&desk, &mark), "");
}

#[test]
fn selected_words_become_the_cue() {
    let mut desk = denial();
    desk.select("told reporters");
    desk.press("U");
    let mark = desk.mark();
    assert_eq!(words(&desk.file(), &mark.cue), "told reporters");
    assert_eq!(desk.on_disk(), ["denial: We have not put a drop into that river since 2009"]);
    desk.shows("“told reporters”");
}

#[test]
fn a_note_is_typed_in_one_step() {
    let mut desk = denial();
    desk.press("N");
    assert_eq!(desk.focused(), "Note");
    desk.type_words("1 see 2009, ask J");
    desk.press("Ctrl+Enter");
    assert_eq!(desk.focused(), "Article");
    assert_eq!(desk.mark().note, "1 see 2009, ask J");
    desk.press("Ctrl+Z");
    assert_eq!(desk.mark().note, "");
    assert_eq!(desk.mark().kind.id(), "denial");
    desk.press("Ctrl+Shift+Z");
    assert_eq!(desk.mark().note, "1 see 2009, ask J");
}

#[test]
fn two_visits_to_the_note_are_two_steps() {
    let mut desk = denial();
    desk.press("N");
    desk.type_words("one");
    desk.press("Ctrl+Enter");
    assert_eq!(desk.focused(), "Article");
    desk.press("N End");
    desk.type_words(" two");
    desk.press("Ctrl+Enter");
    assert_eq!(desk.mark().note, "one two");
    desk.press("Ctrl+Z");
    assert_eq!(desk.mark().note, "one");
}

#[test]
fn tags_are_typed_with_commas() {
    let mut desk = denial();
    desk.press("T");
    assert_eq!(desk.focused(), "Tags");
    desk.type_words("quotation, to check, quotation, ");
    desk.press("Enter");
    assert_eq!(desk.focused(), "Article");
    assert_eq!(desk.mark().tags, ["quotation", "to check"]);
    desk.press("Ctrl+Z");
    assert!(desk.mark().tags.is_empty());
}

#[test]
fn discuss_is_switched_by_key_and_by_its_box() {
    let mut desk = denial();
    desk.press("D");
    assert!(desk.mark().discuss);
    desk.press("D");
    assert!(!desk.mark().discuss);
    desk.click_on(Role::CheckBox, "Discuss");
    assert!(desk.mark().discuss);
}

#[test]
fn certainty_is_picked() {
    let mut desk = denial();
    assert_eq!(desk.mark().certainty.id(), "unstated");
    desk.press("C");
    desk.type_words("prob");
    desk.press("Enter");
    assert_eq!(desk.mark().certainty.id(), "probable");
    desk.click("Certainty: Certain");
    assert_eq!(desk.mark().certainty.id(), "certain");
}

#[test]
fn a_fragment_is_added() {
    let mut desk = denial();
    desk.select("told reporters");
    desk.press("A");
    assert_eq!(desk.marks(), ["denial: We have not put a drop into that river since 2009 / told reporters"]);
    desk.select("river since");
    desk.press("A");
    desk.shows("The selection is already part of the mark");
    desk.press("Escape Ctrl+Z");
    assert_eq!(desk.marks(), ["denial: We have not put a drop into that river since 2009"]);
}

#[test]
fn the_edges_move_by_words() {
    let mut desk = Desk::story();
    desk.select("the trout are");
    desk.press("1 Alt+Right");
    assert_eq!(desk.marks(), ["claim: the trout are gone"]);
    desk.press("Alt+Left Alt+Left");
    assert_eq!(desk.marks(), ["claim: the trout"]);
    desk.press("Alt+Shift+Left");
    assert_eq!(desk.marks(), ["claim: says the trout"]);
    desk.press("Alt+Shift+Right Alt+Shift+Right");
    assert_eq!(desk.marks(), ["claim: trout"]);
    desk.press("Alt+Left");
    desk.shows("A mark needs at least one word");
    desk.press("Alt+Shift+Right");
    assert_eq!(desk.marks(), ["claim: trout"]);
    desk.press("Ctrl+Z Ctrl+Z Ctrl+Z Ctrl+Z Ctrl+Z Ctrl+Z");
    assert_eq!(desk.marks(), ["claim: the trout are"]);
}

#[test]
fn deleting_selects_the_next_and_comes_back() {
    let mut desk = Desk::story();
    for words in ["Mill owner", "nine", "Nobody"] {
        desk.select(words);
        desk.press("1");
    }
    desk.press("K Delete");
    assert_eq!(desk.chosen(), "Nobody");
    assert_eq!(desk.marks(), ["claim: Mill owner", "claim: Nobody"]);
    desk.press("Ctrl+Z");
    assert_eq!(desk.chosen(), "nine");
    assert_eq!(desk.marks(), ["claim: Mill owner", "claim: nine", "claim: Nobody"]);
    desk.click_on(Role::Button, "Delete mark");
    desk.click_on(Role::Button, "Delete mark");
    assert_eq!(desk.marks(), ["claim: Mill owner"]);
    assert_eq!(desk.chosen(), "Mill owner");
}

#[test]
fn undo_restores_the_selection_and_redo_the_mark() {
    let mut desk = Desk::story();
    desk.select("the trout are gone");
    desk.press("1 Ctrl+Z");
    assert_eq!(desk.selected(), "the trout are gone");
    assert_eq!(desk.chosen(), "");
    assert_eq!(desk.marks(), [""; 0]);
    desk.press("Ctrl+Shift+Z");
    assert_eq!(desk.chosen(), "the trout are gone");
    assert_eq!(desk.marks(), ["claim: the trout are gone"]);
    desk.press("Ctrl+Z Ctrl+Y");
    assert_eq!(desk.marks(), ["claim: the trout are gone"]);
}

#[test]
fn everything_is_undone_to_the_beginning_and_redone_to_the_end() {
    let mut desk = denial();
    desk.press("S");
    desk.type_words("Ola");
    desk.press("Enter C Down Enter D 1");
    desk.press("Alt+Left");
    desk.select("told reporters");
    desk.press("U");
    desk.select("on Friday");
    desk.press("A");
    let made = desk.mark();
    let steps = 8;
    for _ in 0..steps {
        assert_eq!(desk.marks().len(), 1);
        desk.press("Ctrl+Z");
    }
    assert_eq!(desk.marks(), [""; 0]);
    for _ in 0..steps {
        desk.press("Ctrl+Shift+Z");
    }
    assert_eq!(desk.mark(), made);
}

#[test]
fn everything_is_there_again_after_reopening() {
    let mut desk = denial();
    desk.press("S");
    desk.type_words("Ola Berg");
    desk.press("Enter N");
    desk.type_words("a note");
    desk.press("Ctrl+Enter T");
    desk.type_words("a tag");
    desk.press("Enter D");
    let before = desk.mark();
    let mut desk = desk.reopen("story.txt");
    desk.press("J");
    desk.shows("Ola Berg");
    assert_eq!(desk.value("Note"), "a note");
    desk.shows("Tag a tag");
    assert_eq!(desk.value("Speaker's name"), "Ola Berg");
    assert!(desk.is_ticked(Role::CheckBox, "Discuss"));
    assert_eq!(desk.mark(), before);
}

#[test]
fn the_speakers_name_is_changed_in_its_field() {
    let mut desk = denial();
    desk.select("Ola Berg");
    desk.press("S");
    desk.click("Speaker's name");
    desk.press("End");
    desk.type_words(" Jr");
    desk.press("F6");
    let mark = desk.mark();
    assert_eq!(speaker(&mark), Some(("named", "Ola Berg Jr")));
    assert_eq!(spoken_at(&desk, &mark), "Ola Berg");
    desk.press("Ctrl+Z");
    assert_eq!(speaker(&desk.mark()), Some(("named", "Ola Berg")));
}

#[test]
fn the_bar_at_the_selection_gives_the_selected_mark_speaker_cue_and_fragments() {
    let mut desk = Desk::story();
    desk.select("told reporters");
    desk.lacks("Cue from selection");
    desk.press("Escape");
    desk.select("We have not put a drop into that river since 2009");
    desk.press("2 Escape");
    desk.select("told reporters");
    desk.click_on(Role::Button, "Cue from selection");
    let mark = desk.mark();
    assert_eq!(words(&desk.file(), &mark.cue), "told reporters");
    desk.select("Ola Berg");
    desk.click_on(Role::Button, "Speaker…");
    assert_eq!(speaker(&desk.mark()), Some(("named", "Ola Berg")));
    desk.select("on Friday");
    desk.click_on(Role::Button, "Add selection to mark");
    assert_eq!(desk.chosen(), "We have not put a drop into that river since 2009 / on Friday");
}

#[test]
fn the_bar_keeps_clear_of_the_selection_and_of_what_follows_and_a_drag_begins_under_it() {
    let mut desk = Desk::story();
    desk.select("the trout are gone");
    let bar = desk.rect(Some(Role::Button), "Mark as claim");
    let line = desk.start_of("The anglers' club");
    assert!(bar.bottom() < line.y - 6.0, "{bar:?} is not above {line:?}");
    // Under the bar is the end of the paragraph before.
    let from = bar.center();
    desk.drag(from, from + egui::vec2(300.0, 0.0));
    assert_eq!(desk.marks(), [""; 0], "no button was pressed");
    assert_ne!(desk.selected(), "the trout are gone");
}

#[test]
fn a_mark_is_split_at_the_caret_and_joined_again() {
    let mut desk = Desk::story();
    desk.select("The anglers' club says the trout are gone. It counted nine in June.");
    desk.press("1 N");
    desk.type_words("both");
    desk.press("Ctrl+Enter T");
    desk.type_words("fish");
    desk.press("Enter");
    desk.press("Escape Escape");
    desk.select("Nobody at the ministry would comment");
    desk.press("2");
    desk.press("Enter");
    desk.press("K");
    desk.select("It counted");
    desk.press("Left");
    assert!(desk.chosen().starts_with("The anglers'"), "{}", desk.chosen());
    desk.press("X");
    assert_eq!(desk.chosen(), "It counted nine in June.");
    assert_eq!(
        desk.marks(),
        [
            "claim: The anglers' club says the trout are gone.",
            "claim: It counted nine in June.",
            "denial: Nobody at the ministry would comment"
        ]
    );
    let second = desk.file().document.set().annotations()[1].clone();
    assert_eq!((second.note.as_str(), second.tags.as_slice()), ("", ["fish".to_owned()].as_slice()));
    desk.press("K Shift+X");
    assert_eq!(desk.chosen(), "The anglers' club says the trout are gone. It counted nine in June.");
    assert_eq!(desk.marks().len(), 2);
    let joined = desk.file().document.set().annotations()[0].clone();
    assert_eq!((joined.note.as_str(), joined.tags.as_slice()), ("both", ["fish".to_owned()].as_slice()));
    desk.press("Ctrl+Z");
    assert_eq!(desk.marks().len(), 3);
    desk.press("Ctrl+Z");
    assert_eq!(desk.marks().len(), 2);
    desk.press("Word+Home X");
    desk.shows("where it is to be split");
}

#[test]
fn marks_with_other_words_between_them_are_joined_as_fragments_unless_they_have_other_speakers() {
    let mut desk = Desk::story();
    for words in ["the trout are gone", "nine in June", "Nobody"] {
        desk.select(words);
        desk.press("1");
    }
    desk.press("K K Shift+X");
    assert_eq!(desk.chosen(), "the trout are gone / nine in June");
    desk.press("S");
    desk.type_words("club");
    desk.press("Enter J Shift+S K");
    desk.press("Shift+X");
    desk.shows("The next claim has another speaker");
    assert_eq!(desk.marks().len(), 2);
}
