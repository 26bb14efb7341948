//! Suggestions, links, speakers and the ledger in the window.

use std::sync::Arc;

use egui::accesskit::Role;
use gainsay::model::annotation::{Id, Relation, Target};

use crate::desk::{Desk, words};

const STORY: &str = "Mill owner rejects claims about lead in the river

\"We have put nothing in that river\", Ola Berg said, \"and nobody has shown us any lead.\"

The anglers' club says that the mill poured lead into the river.
";

/// The words of each fragment of the selected mark, on disk.
fn fragments(desk: &mut Desk) -> Vec<String> {
    let (mark, file) = (desk.mark(), desk.file());
    let one = |fragment: &_| words(&file, &Target::new(vec![Clone::clone(fragment)]));
    mark.target.fragments().iter().map(one).collect()
}

/// The links on disk: from, role, to, by the words of the marks.
fn links(desk: &mut Desk) -> Vec<String> {
    desk.press("Ctrl+S");
    desk.settle();
    let file = desk.file();
    let end = |id: &Id| words(&file, &file.document.set().get(id).unwrap().target);
    let line =
        |relation: &Arc<Relation>| format!("{} {} {}", end(&relation.from), relation.role.id(), end(&relation.to));
    file.document.set().relations().iter().map(line).collect()
}

/// A claim, then a denial, which is selected.
fn claim_and_denial() -> Desk {
    let mut desk = Desk::reading(STORY);
    desk.select("the mill poured lead into the river");
    desk.press("1");
    desk.select("nobody has shown us any lead");
    desk.press("2");
    desk
}

#[test]
fn the_cue_and_the_speaker_are_cut_out_with_one_key() {
    let mut desk = Desk::reading(STORY);
    desk.select("\"We have put nothing in that river\", Ola Berg said, \"and nobody has shown us any lead.\"");
    desk.press("2");
    desk.shows("Speaker: Ola Berg");
    desk.shows("Only the quotation");
    desk.press("Enter");
    assert_eq!(fragments(&mut desk), ["We have put nothing in that river", "and nobody has shown us any lead."]);
    let mark = desk.mark();
    assert_eq!(mark.speaker.as_ref().map(|speaker| speaker.name.as_str()), Some("Ola Berg"));
    assert_eq!(words(&desk.file(), &mark.cue), "said");
    desk.press("Ctrl+Z");
    assert_eq!(fragments(&mut desk).len(), 1);
    assert!(desk.mark().speaker.is_none());
}

#[test]
fn the_speaker_of_an_exact_quotation_and_of_a_sentence_is_proposed() {
    let mut desk = Desk::reading(STORY);
    desk.select("We have put nothing in that river");
    desk.press("1");
    desk.shows("Speaker: Ola Berg");
    desk.press("Enter");
    let mark = desk.mark();
    assert_eq!(mark.speaker.as_ref().map(|speaker| speaker.name.as_str()), Some("Ola Berg"));
    assert_eq!(fragments(&mut desk), ["We have put nothing in that river"], "nothing is cut out");
    desk.press("Delete");
    desk.select("The anglers' club says that the mill poured lead into the river.");
    desk.press("1");
    desk.shows("Speaker: anglers' club");
    desk.shows("Only the statement");
    desk.press("Enter");
    assert_eq!(fragments(&mut desk), ["the mill poured lead into the river"]);
    let mark = desk.mark();
    assert_eq!(mark.speaker.map(|speaker| speaker.voice.id().to_owned()).as_deref(), Some("unnamed"));
}

#[test]
fn evidence_that_may_rebut_is_linked_only_on_purpose() {
    let mut desk = Desk::reading("The mill poured lead into the river.\n\nNo lead was found in the river.");
    desk.select("The mill poured lead into the river");
    desk.press("1");
    desk.select("No lead was found in the river");
    desk.press("3");
    desk.shows("Link: rebuts");
    desk.press("Enter");
    assert_eq!(links(&mut desk), [""; 0]);
    desk.press("Ctrl+Z");
    desk.select("No lead was found in the river");
    desk.press("3 6 Enter");
    assert_eq!(links(&mut desk), ["No lead was found in the river rebuts The mill poured lead into the river"]);
}

#[test]
fn what_is_proposed_can_be_declined() {
    let mut desk = claim_and_denial();
    desk.shows("Link: rebuts");
    desk.press("Escape");
    desk.lacks("Link: rebuts");
    desk.press("Enter");
    assert_eq!(links(&mut desk), [""; 0]);
}

#[test]
fn a_denial_is_linked_with_one_key() {
    let mut desk = claim_and_denial();
    desk.press("Enter");
    assert_eq!(links(&mut desk), ["nobody has shown us any lead rebuts the mill poured lead into the river"]);
    desk.press("Ctrl+Z");
    assert_eq!(links(&mut desk), [""; 0]);
}

#[test]
fn a_link_is_made_from_either_end_by_typing() {
    let mut desk = claim_and_denial();
    desk.press("Escape K");
    desk.press("J");
    assert_eq!(desk.chosen(), "the mill poured lead into the river");
    desk.press("L");
    desk.type_words("Shown");
    desk.press("Enter");
    assert_eq!(links(&mut desk), ["nobody has shown us any lead rebuts the mill poured lead into the river"]);
}

#[test]
fn a_card_is_dragged_to_a_card_or_to_the_passage() {
    let linked = ["nobody has shown us any lead rebuts the mill poured lead into the river"];
    let mut desk = claim_and_denial();
    desk.press("Escape");
    let card = |desk: &Desk, label: &str| desk.rect(Some(Role::ListBoxOption), label).center();
    let denial = "Denial with no speaker: nobody has shown us any lead";
    let (from, to) = (card(&desk, denial), card(&desk, "Claim with no speaker: the mill poured lead into the river"));
    desk.drag(from, to);
    desk.shows("Role of the link");
    desk.lacks("restates");
    desk.press("Enter");
    assert_eq!(links(&mut desk), linked);
    desk.press("Ctrl+Z");
    let passage = desk.rect(Some(Role::Mark), "Claim: the mill poured lead into the river").center();
    desk.drag(card(&desk, denial), passage);
    desk.press("Enter");
    assert_eq!(links(&mut desk), linked);
}

#[test]
fn names_from_anywhere_in_the_article_complete() {
    let mut desk = Desk::reading(STORY);
    desk.select("the mill poured lead into the river");
    desk.press("1 S");
    desk.type_words("ola");
    desk.press("Enter");
    assert_eq!(desk.mark().speaker.map(|speaker| speaker.name), Some("Ola Berg".to_owned()));
}

#[test]
fn tab_turns_the_role_and_escape_ends_it() {
    let mut desk = Desk::reading(STORY);
    desk.select("the mill poured lead into the river");
    desk.press("1");
    desk.select("the anglers' club".replace("the", "The").as_str());
    desk.press("3 Escape L");
    desk.shows("This mark");
    desk.press("Escape");
    desk.lacks("This mark");
    desk.press("L Tab Tab Enter");
    assert_eq!(links(&mut desk), ["The anglers' club supports the mill poured lead into the river"]);
    desk.press("Shift+L");
    desk.type_words("change to rebuts");
    desk.press("Enter");
    assert_eq!(links(&mut desk), ["The anglers' club rebuts the mill poured lead into the river"]);
    desk.press("Shift+L");
    desk.type_words("delete");
    desk.press("Enter");
    assert_eq!(links(&mut desk), [""; 0]);
}

#[test]
fn speakers_are_merged_and_split_again() {
    let mut desk = claim_and_denial();
    desk.press("S");
    desk.type_words("Berg of the mill");
    desk.press("Enter");
    desk.select("The anglers' club");
    desk.press("3 S");
    desk.type_words("Ola Berg");
    desk.press("Enter");
    let names = |desk: &mut Desk| {
        desk.press("Ctrl+S");
        desk.settle();
        let speakers = desk.file();
        let named = speakers.document.set().annotations().iter().filter_map(|mark| mark.speaker.clone());
        named.map(|speaker| (speaker.name, speaker.written)).collect::<Vec<_>>()
    };
    desk.press("R");
    desk.type_words("Berg of");
    desk.press("Enter");
    let merged = ("Berg of the mill".to_owned(), "Ola Berg".to_owned());
    assert!(names(&mut desk).contains(&merged), "{:?}", names(&mut desk));
    desk.press("Ctrl+4");
    desk.click("Split Berg of the mill");
    assert!(names(&mut desk).contains(&("Ola Berg".to_owned(), String::new())), "{:?}", names(&mut desk));
    desk.press("Ctrl+Z");
    assert!(names(&mut desk).contains(&merged));
}

#[test]
fn the_ledger_says_where_a_claim_stands() {
    let mut desk = claim_and_denial();
    desk.press("Ctrl+2");
    desk.shows("Unanswered 1");
    desk.shows("Denials that answer nothing 1");
    desk.press("F6 Enter");
    desk.shows("Contradicted without evidence 1");
    desk.lacks("Denials that answer nothing");
    desk.press("Ctrl+2");
    assert_eq!(desk.chosen(), "nobody has shown us any lead");
    desk.press("Home");
    assert_eq!(desk.chosen(), "the mill poured lead into the river");
    desk.press("Down");
    assert_eq!(desk.chosen(), "nobody has shown us any lead");
}

#[test]
fn a_fragment_is_removed_at_the_caret() {
    let mut desk = Desk::reading(STORY);
    desk.select("We have put nothing in that river");
    desk.press("2");
    desk.select("nobody has shown us any lead");
    desk.press("A");
    assert_eq!(fragments(&mut desk), ["We have put nothing in that river", "nobody has shown us any lead"]);
    desk.press("Ctrl+Home Shift+Delete");
    desk.shows("Place the caret in the fragment to remove");
    desk.press("Ctrl+Down Right Right Shift+Delete");
    assert_eq!(fragments(&mut desk), ["nobody has shown us any lead"]);
}

#[test]
fn links_are_reversed_and_only_where_the_rules_allow_it() {
    let mut desk = Desk::reading(STORY);
    desk.select("Mill owner rejects claims");
    desk.press("1");
    desk.select("the mill poured lead into the river");
    desk.press("1 L Enter");
    assert_eq!(links(&mut desk), ["the mill poured lead into the river rebuts Mill owner rejects claims"]);
    desk.press("Shift+L");
    desk.type_words("reverse");
    desk.press("Enter");
    assert_eq!(links(&mut desk), ["Mill owner rejects claims rebuts the mill poured lead into the river"]);
    let mut desk = claim_and_denial();
    desk.press("Enter Shift+L");
    desk.lacks("Reverse");
    desk.shows("Delete: rebuts");
}
