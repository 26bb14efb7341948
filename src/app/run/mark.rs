//! Running the commands of the Mark menu, but those of the kinds.

use crate::app::action::Field;
use crate::app::changes::{accept_all, accept_match, has_question, has_unaccepted, mark_lost, move_to_selection};
use crate::app::commands::mark;
use crate::app::edges::{Edge, move_edge};
use crate::app::marks::{
    add_fragment, ask_speaker, delete, go_to_field, remove_fragment, take_cue, take_speaker, toggle_discuss,
};
use crate::app::pick::{pick, show_lit};
use crate::app::project::OpenProject;
use crate::app::proposals::{accept, turn};
use crate::app::run::row::{Row, either, session};
use crate::app::session::Session;
use crate::app::shell::Shell;
use crate::app::shell::picker::{Purpose, TagUse};
use crate::app::shell::proposal::{Offer, OfferPart};
use crate::app::speakers::set_speaker;
use crate::app::split::{join_next, split_mark};
use crate::model::annotation::Speaker;
use crate::model::segment;

/// A row for each command.
pub(super) const ROWS: &[Row] = &[
    session(&mark::SPEAKER, has_mark, ask_speaker),
    session(&mark::UNNAMED, has_mark, |session, cx| take_speaker(session, cx, "unnamed")),
    session(&mark::ARTICLE_VOICE, has_mark, |session, cx| {
        set_speaker(session, cx, Some(Speaker::new("article", "")));
    }),
    session(
        &mark::RENAME_SPEAKER,
        |session, _| session.is_editable() && named_speaker(session).is_some(),
        |session, cx| {
            if let Some(speaker) = named_speaker(session).cloned() {
                pick(Some(session), cx, Purpose::Rename(speaker.voice, speaker.name));
            }
        },
    ),
    session(&mark::CUE, has_mark_and_selection, take_cue),
    session(&mark::CERTAINTY, has_mark, |session, cx| pick(Some(session), cx, Purpose::Certainty)),
    session(&mark::NOTE, has_mark, |session, cx| go_to_field(session, cx, Field::Note)),
    session(&mark::TAGS, has_mark, |session, cx| go_to_field(session, cx, Field::Tags)),
    session(&mark::RENAME_TAG, has_tags, |session, cx| pick(Some(session), cx, Purpose::Tag(TagUse::Rename))),
    session(&mark::TAG_COLOUR, has_tags, |session, cx| pick(Some(session), cx, Purpose::Tag(TagUse::Colour))),
    session(&mark::DISCUSS, has_mark, toggle_discuss),
    session(&mark::LINK, has_mark, |session, cx| {
        pick(Some(session), cx, Purpose::Link);
        show_lit(Some(session), cx);
    }),
    either(&mark::LINKS, has_links, |session, cx| pick(session.as_deref(), cx, Purpose::Links)),
    session(&mark::ACCEPT, |session, _| session.is_editable() && session.offer.is_some(), accept),
    session(
        &mark::SUGGESTED_PASSAGE,
        |session, _| suggests(session, |offer| offer.trim.is_some()),
        |session, _| turn(session, |offer| offer.turn(OfferPart::Trim)),
    ),
    session(
        &mark::SUGGESTED_SPEAKER,
        |session, _| suggests(session, |offer| !offer.speakers.is_empty()),
        |session, _| turn(session, Offer::turn_speaker),
    ),
    session(
        &mark::SUGGESTED_LINKS,
        |session, _| suggests(session, |offer| !offer.links.is_empty()),
        |session, _| turn(session, Offer::turn_links),
    ),
    session(
        &mark::SUGGESTED_ROLE,
        |session, _| suggests(session, |offer| offer.links.iter().any(|link| link.part.ways.len() > 1)),
        |session, _| turn(session, Offer::turn_way),
    ),
    session(&mark::ADD_FRAGMENT, has_mark_and_selection, add_fragment),
    session(&mark::REMOVE_FRAGMENT, has_fragments, remove_fragment),
    session(&mark::SPLIT, has_mark, split_mark),
    session(&mark::JOIN, has_mark, join_next),
    session(&mark::END_RIGHT, has_mark, |session, cx| move_edge(session, cx, Edge::End, segment::next_word_end)),
    session(&mark::END_LEFT, has_mark, |session, cx| move_edge(session, cx, Edge::End, segment::previous_word_end)),
    session(&mark::START_RIGHT, has_mark, |session, cx| {
        move_edge(session, cx, Edge::Start, segment::next_word_start);
    }),
    session(&mark::START_LEFT, has_mark, |session, cx| {
        move_edge(session, cx, Edge::Start, segment::previous_word_start);
    }),
    session(&mark::ACCEPT_MATCH, |session, _| has_question(session), accept_match),
    session(
        &mark::MOVE_TO_SELECTION,
        |session, _| has_question(session) && session.selected().is_some(),
        move_to_selection,
    ),
    session(&mark::MARK_LOST, |session, _| has_question(session), mark_lost),
    session(&mark::ACCEPT_ALL, |session, _| has_unaccepted(session), accept_all),
    session(&mark::DELETE, has_mark, delete),
];

fn suggests(session: &Session, has: fn(&Offer) -> bool) -> bool {
    session.offer.as_ref().is_some_and(has)
}

fn named_speaker(session: &Session) -> Option<&Speaker> {
    session.mark()?.speaker.as_ref().filter(|speaker| !speaker.name.is_empty())
}

fn has_fragments(session: &Session, _: &Shell) -> bool {
    session.is_editable() && session.mark().is_some_and(|mark| mark.target.fragments().len() > 1)
}

fn has_links(session: Option<&Session>, project: Option<&OpenProject>) -> bool {
    let Some((session, mark)) = session.and_then(|session| Some((session, session.mark()?))) else { return false };
    let here = || session.is_editable() && !session.set().relations_of(&mark.id).is_empty();
    let spot = || project.and_then(|project| Some((project, project.spot(session, &mark.id)?)));
    here() || spot().is_some_and(|(project, spot)| project.is_editable() && project.links_of(&spot).next().is_some())
}

fn has_tags(session: &Session, _: &Shell) -> bool {
    session.is_editable() && session.set().annotations().iter().any(|mark| !mark.tags.is_empty())
}

fn has_mark_and_selection(session: &Session, shell: &Shell) -> bool {
    has_mark(session, shell) && session.selected().is_some()
}

/// A command that changes the selected mark.
fn has_mark(session: &Session, _: &Shell) -> bool {
    session.is_editable() && session.mark().is_some()
}
