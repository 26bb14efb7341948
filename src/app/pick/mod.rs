//! Picking: opening a picker, typing into it, and doing what is picked.

use crate::app::action::{Effect, Field};
use crate::app::commands::command::Command;
use crate::app::context::Context;
use crate::app::edits::set_field;
use crate::app::links::{change_link, link};
use crate::app::open::open;
use crate::app::pick::elsewhere::with_found;
use crate::app::pick::items::items;
use crate::app::project::OpenProject;
use crate::app::project::links::{change_link_across, link_across};
use crate::app::project::people::take_people_intent;
use crate::app::project::people_panel::PeopleIntent;
use crate::app::session::{Session, SessionId};
use crate::app::shell::Shell;
use crate::app::shell::picker::{Choice, Ends, Item, NAMED, Picker, Purpose, TagUse, Way, name_voices};
use crate::app::speakers::{rename_speaker, set_speaker};
use crate::app::tabs::request::TabRequest;
use crate::app::tags::{colour_tag, rename_tag, show_tag};
use crate::model::annotation::{Annotation, Id, Voice};
use crate::model::fields;
use crate::model::project::spot::Spot;

pub mod elsewhere;
mod fitting;
pub mod items;
mod people;
mod tags;

/// Opens a picker.
pub fn pick(session: Option<&Session>, cx: &mut Context<'_>, purpose: Purpose) {
    let picker = new(purpose, session, (cx.shell, cx.project.as_ref()));
    cx.shell.picker = Some(with_found(picker, Vec::new(), cx.project.as_ref()));
}

/// A picker with nothing typed and the present value highlighted.
fn new(purpose: Purpose, session: Option<&Session>, around: (&Shell, Option<&OpenProject>)) -> Picker {
    let about_mark =
        matches!(purpose, Purpose::Speaker | Purpose::Certainty | Purpose::Link | Purpose::Role(_) | Purpose::Links);
    let mark = session.and_then(Session::mark).filter(|_| about_mark);
    // A voice that waits for its name was chosen just now; one that has a name may be about to be replaced.
    let waiting = mark.and_then(|mark| mark.speaker.as_ref()).filter(|speaker| speaker.is_nameless());
    let voice = waiting.map_or_else(|| Voice::new(NAMED), |speaker| speaker.voice.clone());
    let items = items(&purpose, "", &voice, session, around);
    let holds = |item: &Item| match (&item.choice, mark) {
        (Choice::Certainty(certainty), Some(mark)) => *certainty == mark.certainty,
        _ => false,
    };
    let lit = items.iter().position(holds).or_else(|| first(&purpose, ""));
    let (origin, here) = (session.map(|session| session.id), items.len());
    let from = mark.zip(session).zip(around.1).and_then(|((mark, session), project)| project.spot(session, &mark.id));
    let (mark, words) = (mark.map(|mark| mark.id.clone()), String::new());
    Picker { origin, mark, from, pointed: None, purpose, words, lit, way: None, voice, items, here, seeks: false }
}

/// The index of the item that is highlighted before the person moves: the first one, but none while any would merge two
/// speakers or tags of which the person named only one.
fn first(purpose: &Purpose, words: &str) -> Option<usize> {
    let merges = matches!(purpose, Purpose::Person(_) | Purpose::Rename(..) | Purpose::TagName(_));
    (!merges || !words.trim().is_empty()).then_some(0)
}

/// The same picker with other text typed: the [first](first) item is highlighted, and the options stay.
fn typed(picker: &Picker, words: String, session: Option<&Session>, cx: &Context<'_>) -> Picker {
    let project = cx.project.as_ref();
    let items = items(&picker.purpose, &words, &picker.voice, session, (cx.shell, project));
    let last = picker.items[picker.here..].to_vec();
    let lit = first(&picker.purpose, &words);
    with_found(Picker { words, lit, here: items.len(), items, pointed: None, ..picker.clone() }, last, project)
}

/// The same picker with one of its [options](Picker::options) chosen.
fn with_option(picker: &Picker, index: usize, session: Option<&Session>, cx: &Context<'_>) -> Picker {
    match picker.purpose {
        // A single role leaves nothing to choose: the one chosen before stays.
        Purpose::Link => match picker.ways() {
            Some((ways, _)) if ways.len() > 1 => {
                Picker { way: ways.get(index).copied().or(picker.way), ..picker.clone() }
            }
            _ => picker.clone(),
        },
        Purpose::Speaker => match name_voices().nth(index) {
            Some(row) => {
                let voice = Voice::new(row.id);
                let items = items(&picker.purpose, &picker.words, &voice, session, (cx.shell, cx.project.as_ref()));
                let lit = picker.lit.map(|lit| lit.min(items.len().saturating_sub(1)));
                Picker { voice, items, lit, ..picker.clone() }
            }
            None => picker.clone(),
        },
        _ => picker.clone(),
    }
}

/// Takes the text typed into the picker, and highlights the first item.
pub fn type_into_picker(session: Option<&Session>, cx: &mut Context<'_>, words: String) {
    if let Some(picker) = &cx.shell.picker {
        cx.shell.picker = Some(typed(picker, words, session, cx));
    }
    show_lit(session, cx);
}

/// Chooses the next of the picker's options, or the previous one.
pub fn turn_option(session: Option<&Session>, cx: &mut Context<'_>, forward: bool) {
    if let Some(picker) = &cx.shell.picker {
        let options = picker.options();
        let chosen = options.iter().position(|option| option.chosen).unwrap_or_default();
        let step = if forward { 1 } else { options.len().saturating_sub(1) };
        choose_option(session, cx, (chosen + step) % options.len().max(1));
    }
}

/// Chooses one of the picker's options.
pub fn choose_option(session: Option<&Session>, cx: &mut Context<'_>, index: usize) {
    if let Some(picker) = &cx.shell.picker {
        cx.shell.picker = Some(with_option(picker, index, session, cx));
    }
}

/// Highlights an item of the picker.
pub fn light(session: Option<&Session>, cx: &mut Context<'_>, index: usize) {
    if let Some(picker) = &mut cx.shell.picker {
        picker.light(index);
    }
    show_lit(session, cx);
}

/// The session that the picker is about, while a link is made from one of its marks.
pub fn linking_from(shell: &Shell) -> Option<SessionId> {
    shell.picker.as_ref().filter(|picker| picker.purpose == Purpose::Link)?.origin
}

/// True if the other end of a link is being chosen.
pub fn is_linking(shell: &Shell) -> bool {
    shell.picker.as_ref().is_some_and(|picker| picker.purpose == Purpose::Link)
}

/// Highlights a mark as the other end of a link, even if the text typed does not fit it.
pub fn light_mark(session: &Session, cx: &mut Context<'_>, id: &Id) {
    let Some(mut picker) = cx.shell.picker.clone() else { return };
    if !picker.light_mark(id) {
        picker = typed(&picker, String::new(), Some(session), cx);
        if !picker.light_mark(id) {
            return cx.say("These two marks cannot be linked");
        }
    }
    cx.shell.picker = Some(picker);
    show_lit(Some(session), cx);
}

/// Highlights a mark of another article than the link's, as its other end.
pub fn light_elsewhere(session: &mut Session, cx: &mut Context<'_>, id: Id) {
    let Some(spot) = cx.project.as_ref().and_then(|project| project.spot(session, &id)) else { return };
    let Some(mut picker) = cx.shell.picker.clone() else { return };
    if !picker.light_spot(&spot) {
        picker.pointed = Some(spot.clone());
        let last = picker.items.split_off(picker.here);
        picker = with_found(picker, last, cx.project.as_ref());
        if !picker.light_spot(&spot) {
            return cx.say("These two marks cannot be linked");
        }
    }
    session.history.seal();
    session.several.clear();
    session.focus.mark = Some(id);
    cx.shell.picker = Some(picker);
}

/// The mark of the open article highlighted as the other end of a link, and the way in which it would be linked.
pub fn lit_way<'a>(session: &'a Session, shell: &Shell) -> Option<(&'a Annotation, Way)> {
    let is_its = |picker: &&Picker| picker.purpose == Purpose::Link && picker.origin == Some(session.id);
    let picker = shell.picker.as_ref().filter(is_its)?;
    let (ways, chosen) = picker.ways()?;
    match &picker.lit_item()?.choice {
        Choice::Link(ends) if ends.article.is_none() => Some((session.set().get(&ends.other)?, ways[chosen])),
        _ => None,
    }
}

/// Scrolls to the mark highlighted as the other end of a link.
pub fn show_lit(session: Option<&Session>, cx: &mut Context<'_>) {
    let lit = session.and_then(|session| Some((session.id, lit_way(session, cx.shell)?.0.target.bounds()?)));
    if let Some((session, range)) = lit {
        cx.effects.push(Effect::Reveal(session, range));
    }
}

/// Links the selected mark with another one.
fn join(session: &mut Session, cx: &mut Context<'_>, other: Id, way: Way) {
    let Some(mark) = session.mark().map(|mark| mark.id.clone()) else { return };
    let (from, to) = if way.reversed { (other, mark) } else { (mark, other) };
    link(session, cx, from, to, way.role);
}

/// Links two marks of different articles.
fn join_across(cx: &mut Context<'_>, mark: &Spot, other: &Spot, way: Way) {
    let (from, to) = if way.reversed { (other, mark) } else { (mark, other) };
    link_across(cx, from, to, way.role);
}

/// Links the selected mark with a picked one, of its article or of another one.
fn join_picked(session: &mut Session, cx: &mut Context<'_>, ends: &Ends, way: Way) {
    match ends.elsewhere() {
        None => join(session, cx, ends.other.clone(), way),
        Some(other) => {
            let mark = session.mark().zip(cx.project.as_ref());
            if let Some(spot) = mark.and_then(|(mark, project)| project.spot(session, &mark.id)) {
                join_across(cx, &spot, &other, way);
            }
        }
    }
}

/// Makes the link with the highlighted mark, and goes on to the next one.
pub fn take_and_stay(session: &mut Session, cx: &mut Context<'_>) {
    let picker = cx.shell.picker.as_ref().filter(|picker| picker.purpose == Purpose::Link);
    let made = picker.and_then(|picker| match (&picker.lit_item()?.choice, picker.ways()?) {
        (Choice::Link(ends), (ways, chosen)) => Some((ends.clone(), ways[chosen])),
        _ => None,
    });
    let Some((ends, way)) = made else { return };
    join_picked(session, cx, &ends, way);
    if let Some(picker) = &cx.shell.picker {
        let lit = picker.lit.filter(|_| picker.words.is_empty()).unwrap_or_default();
        let mut next = typed(picker, String::new(), Some(session), cx);
        next.light(lit.min(next.items.len().saturating_sub(1)));
        cx.shell.picker = Some(next);
    }
    show_lit(Some(session), cx);
}

/// Closes the picker and takes its highlighted item. Returns the command to run, if it is one.
pub fn take(session: Option<&mut Session>, cx: &mut Context<'_>) -> Option<&'static Command> {
    // Nothing was found yet.
    let waits = |picker: &mut Picker| picker.seeks && picker.items.is_empty();
    let is_chosen = |picker: &Picker| picker.lit.is_some() || picker.items.is_empty();
    if !cx.shell.picker.as_ref().is_some_and(is_chosen) {
        cx.say("Type a name, or choose one with the arrow keys");
        return None;
    }
    let mut picker = cx.shell.picker.take_if(|picker| !waits(picker))?;
    cx.focus(Field::Article);
    let lit = picker.lit.filter(|lit| *lit < picker.items.len())?;
    let way = picker.ways().map(|(ways, chosen)| ways[chosen]);
    let item = picker.items.swap_remove(lit);
    match (item.choice, session) {
        (Choice::Run(command), _) => return Some(command),
        (Choice::Open(path), _) => open(cx, path),
        (Choice::Show(id), _) => cx.ask_tabs(TabRequest::Show(id)),
        (Choice::Speaker(speaker), Some(session)) => {
            set_speaker(session, cx, speaker);
        }
        (Choice::Certainty(certainty), Some(session)) => {
            set_field(session, cx, fields::CERTAINTY, certainty.id().to_owned().into(), false);
        }
        (Choice::Link(ends), Some(session)) => {
            if let Some(way) = way {
                join_picked(session, cx, &ends, way);
            }
            if cx.active != picker.origin {
                // Back from the article in which the other end was clicked.
                cx.ask_tabs(TabRequest::Show(session.id));
            }
        }
        (Choice::Join(other, way), Some(session)) => join(session, cx, other, way),
        (Choice::JoinAcross(from, to, way), _) => join_across(cx, &from, &to, way),
        (Choice::Rename(to), _) if matches!(picker.purpose, Purpose::Person(_)) => {
            if let Purpose::Person(name) = picker.purpose {
                take_people_intent(cx, PeopleIntent::Rename(name, to));
            }
        }
        (Choice::Merge(other), _) => {
            if let Purpose::Person(name) = picker.purpose {
                take_people_intent(cx, PeopleIntent::Merge(vec![other, name]));
            }
        }
        (Choice::Rename(to), Some(session)) => match picker.purpose {
            Purpose::Rename(voice, from) => rename_speaker(session, cx, &voice, &from, &to),
            Purpose::TagName(from) => rename_tag(session, cx, &from, &to),
            _ => {}
        },
        (Choice::Tag(tag), Some(session)) => {
            if let Purpose::Tag(purpose) = picker.purpose {
                match purpose {
                    TagUse::Show => show_tag(session, cx, Some(tag)),
                    TagUse::Rename => pick(Some(session), cx, Purpose::TagName(tag)),
                    TagUse::Colour => pick(Some(session), cx, Purpose::TagColour(tag)),
                }
            }
        }
        (Choice::Colour(colour), Some(session)) => {
            if let Purpose::TagColour(tag) = picker.purpose {
                colour_tag(session, cx, &tag, colour);
            }
        }
        (Choice::Order(order), _) => cx.shell.mark_order = order,
        (Choice::Grouping(grouping), _) => cx.shell.grouping = grouping,
        (Choice::Edit(id, change), Some(session)) => change_link(session, cx, &id, change),
        (Choice::EditAcross(id, change), session) => change_link_across(session, cx, &id, change),
        (_, None) => {}
    }
    None
}
