//! Proposals for a new mark: its passage without the attribution, its speaker, its cue, and its links, accepted together.

use std::sync::Arc;

use crate::app::context::Context;
use crate::app::edits::commit;
use crate::app::links::relation;
use crate::app::pick::pick;
use crate::app::project::edits::{self, commit_along};
use crate::app::project::links::linking;
use crate::app::reveal::withdraw;
use crate::app::session::Session;
use crate::app::shell::picker::{Purpose, ways};
use crate::app::shell::proposal::{Checked, LinkOffer, Offer, OfferPart, Said};
use crate::model::annotation::{Annotation, Fragment, Id, Speaker, Target};
use crate::model::attribution::{self, Cut, Hint};
use crate::model::edit::Edit;
use crate::model::fold;
use crate::model::offset::ByteRange;
use crate::model::project::likely::Found;
use crate::model::project::spot::Spot;
use crate::model::project::step::ProjectStep;
use crate::model::step::StepKind;
use crate::model::suggest::{Likely, likely_answers, likely_claim, likely_role, likely_speakers};

/// Maximum marks of other articles that are proposed.
const ELSEWHERE: usize = 2;

/// Proposes what fits the selected mark.
pub fn propose(session: &mut Session) {
    session.offer = session.mark().map(|mark| offer(session, mark)).filter(|offer| !offer.is_empty());
    session.fresh.clone_from(&session.focus.mark);
}

/// Adds marks of other articles to the proposal for the mark made last, once they are found: those that probably say the
/// same or are answered by it.
pub fn propose_elsewhere(session: &mut Session, cx: &Context<'_>) {
    let (Some(project), Some(mark)) = (&*cx.project, session.mark()) else { return };
    if session.fresh.as_ref() != Some(&mark.id) {
        return;
    }
    let Some(spot) = project.spot(session, &mark.id).filter(|_| project.is_editable()) else { return };
    let Some(found) = project.sought.found(&spot, "") else { return };
    let found = found.iter().filter(|found| found.sure);
    let link = |found: &Found| {
        let (other, _) = project.corpus.mark_at(&found.spot)?;
        let ways = ways(&mark.kind, &other.kind);
        let way = ways.iter().position(|way| found.role == Some((way.role, way.reversed)))?;
        let (other, article) = (found.spot.mark.clone(), Some(found.spot.path.clone()));
        Some(Checked { part: LinkOffer { other, article, ways, way }, checked: false })
    };
    let links: Vec<Checked<LinkOffer>> = found.filter_map(link).take(ELSEWHERE).collect();
    let nothing = Offer::nothing(mark);
    session.fresh = None;
    if !links.is_empty() {
        session.offer.get_or_insert(nothing).links.extend(links);
    }
}

/// The proposal for a mark.
fn offer(session: &Session, mark: &Annotation) -> Offer {
    let text = session.text();
    let range = mark.target.bounds().filter(|_| mark.target.fragments().len() == 1);
    let cut = range.and_then(|range| attribution::cut(text, range));
    let named = cut.as_ref().and_then(|cut| said_by(session, cut));
    let hint = || range.filter(|_| named.is_none()).and_then(|range| attribution::hint(text, range));
    let hint = mark.speaker.is_none().then(hint).flatten();
    let guessed = named.is_none();
    let speakers = match (&mark.speaker, named, hint) {
        (Some(_), ..) => Vec::new(),
        (None, Some(named), _) => vec![named],
        (None, None, Some(Hint { who, .. })) => likely_speakers(session.set(), text, mark, who),
        (None, None, None) => Vec::new(),
    };
    let cue = cut.as_ref().map(|cut| cut.cue).or_else(|| hint?.cue).filter(|_| mark.cue.is_empty());
    let said = || Some(vec![hint?.content?]);
    let trim = cut
        .map(|cut| cut.fragments)
        .or_else(said)
        .filter(|fragments| !mark.target.found().eq(fragments.iter().copied()));
    // The words that count for a link are those of the mark as it would be.
    let mut would_be = mark.clone();
    if let Some(fragments) = &trim {
        would_be.target = trimmed(&mark.target, fragments);
    }
    if let Some(cue) = cue {
        would_be.cue = Target::of(cue);
    }
    if !guessed {
        would_be.speaker = would_be.speaker.or_else(|| speakers.first().cloned());
    }
    Offer {
        mark: mark.id.clone(),
        target: mark.target.clone(),
        trim: trim.map(|part| Checked { part, checked: true }),
        speaker: (!guessed && !speakers.is_empty()).then_some(0),
        speakers,
        guessed,
        cue: cue.map(|part| Checked { part, checked: true }),
        links: links(session, &would_be),
    }
}

/// The speaker and the cue that the article gives for a passage.
pub fn said(session: &Session, range: ByteRange) -> Option<Said> {
    /// Bytes of a paragraph in which a speaker is looked for at every selection.
    const LONG: usize = 20_000;
    if session.text().full_paragraph(range.start()).len() > LONG {
        return None;
    }
    let cut = attribution::cut(session.text(), range)?;
    Some(Said { speaker: said_by(session, &cut)?, cue: cut.cue })
}

/// The speaker that the text names, as the name is spelled in the other marks.
fn said_by(session: &Session, cut: &Cut) -> Option<Speaker> {
    let found = cut.named(session.text())?;
    let mut used = session.set().annotations().iter().filter_map(|mark| mark.speaker.as_ref());
    let same = used.find(|used| used.voice == found.voice && fold::is_same_name(&used.name, &found.name));
    let name = same.map_or(found.name, |used| used.name.clone());
    Some(Speaker { name, ..found })
}

/// The links that a mark probably needs: of a denial or evidence with the claim that it answers, of a claim with its
/// answers.
fn links(session: &Session, mark: &Annotation) -> Vec<Checked<LinkOffer>> {
    let (set, text) = (session.set(), session.text());
    let likely = if mark.kind.id() == "claim" {
        likely_answers(set, text, mark)
    } else {
        let answers = set.relations_of(&mark.id).iter().any(|link| link.from == mark.id);
        likely_claim(set, text, mark).filter(|_| !answers).into_iter().collect()
    };
    let link = |Likely { id, sure, .. }: Likely| {
        let other = set.get(&id)?;
        let ways = ways(&mark.kind, &other.kind);
        let is_claim = mark.kind.id() == "claim";
        let (from, to) = if is_claim { (other.as_ref(), mark) } else { (mark, other.as_ref()) };
        let (role, known) = likely_role(text, from, to)?;
        let way = ways.iter().position(|way| way.role == role && way.reversed == is_claim)?;
        Some(Checked { part: LinkOffer { other: id, article: None, ways, way }, checked: sure && known })
    };
    likely.into_iter().filter_map(link).collect()
}

/// Changes a part of the proposal.
pub fn turn(session: &mut Session, change: impl FnOnce(&mut Offer)) {
    if let Some(offer) = &mut session.offer {
        change(offer);
    }
}

/// Changes the part of the proposal that was clicked.
pub fn turn_part(session: &mut Session, part: OfferPart) {
    turn(session, |offer| offer.turn(part));
}

/// Drops the proposal.
pub fn decline(session: &mut Session, cx: &mut Context<'_>) {
    session.offer = None;
    session.fresh = None;
    cx.say("Suggestions dismissed");
}

/// Drops the parts of the proposal that were settled meanwhile, with a picker or in the editor.
pub fn settle(session: &mut Session, cx: &Context<'_>) {
    let project = cx.project.as_ref();
    let spot = session.offer.as_ref().and_then(|offer| project?.spot(session, &offer.mark));
    let (set, Some(offer)) = (session.document.set(), &mut session.offer) else { return };
    let Some(mark) = set.get(&offer.mark) else { return session.offer = None };
    if mark.target != offer.target {
        offer.trim = None;
    }
    if mark.speaker.is_some() {
        offer.speakers.clear();
        offer.speaker = None;
    }
    if !mark.cue.is_empty() {
        offer.cue = None;
    }
    let related = set.relations_of(&offer.mark);
    offer.links.retain(|link| {
        if let Some(other) = link.part.elsewhere() {
            let Some((project, spot)) = project.zip(spot.as_ref()) else { return false };
            return project.corpus.mark_at(&other).is_some() && !project.links_between(spot, &other);
        }
        let other = &link.part.other;
        set.get(other).is_some() && !related.iter().any(|link| link.from == *other || link.to == *other)
    });
    if offer.is_empty() {
        session.offer = None;
    }
}

/// Carries out what is checked of the proposal, as one step.
pub fn accept(session: &mut Session, cx: &mut Context<'_>) {
    let Some(offer) = session.offer.take() else { return };
    let Some(mark) = session.mark().filter(|mark| mark.id == offer.mark) else { return };
    let mut new = mark.clone();
    if let Some(trim) = offer.trim.as_ref().filter(|trim| trim.checked) {
        new.target = trimmed(&mark.target, &trim.part);
    }
    if let Some(speaker) = offer.chosen_speaker() {
        new.speaker = Some(speaker.clone());
    }
    if let Some(cue) = offer.cue.as_ref().filter(|cue| cue.checked) {
        new.cue = Target::of(cue.part);
    }
    let mut edits = Vec::new();
    if new != *mark {
        new.modified = cx.outside.now();
        edits.push(Edit::Replace(Arc::new(new)));
    }
    let spot = cx.project.as_ref().and_then(|project| project.spot(session, &offer.mark));
    let mut across = Vec::new();
    for link in offer.links.iter().filter(|link| link.checked) {
        let Some(way) = link.part.chosen() else { continue };
        if let Some((other, spot)) = link.part.elsewhere().zip(spot.clone()) {
            let (from, to) = if way.reversed { (other, spot) } else { (spot, other) };
            across.push((from, to, way.role));
        } else {
            let (mark, other) = (offer.mark.clone(), link.part.other.clone());
            let (from, to) = if way.reversed { (other, mark) } else { (mark, other) };
            edits.push(Edit::Link(Arc::new(relation(cx, from, to, way.role))));
        }
    }
    if edits.is_empty() && across.is_empty() {
        return cx.say("No suggestion was checked");
    }
    let linking = (!across.is_empty()).then(|| linking(cx, &across)).flatten();
    let focus = session.focus.clone();
    let kind = StepKind::AcceptSuggestions;
    let changed = !edits.is_empty() && commit(session, cx, kind, Edit::Batch(edits), focus, None);
    match linking {
        // One gesture, one undo.
        Some(edit) if changed => drop(commit_along(session, cx, ProjectStep::Link, edit)),
        Some(edit) => drop(edits::commit(cx, ProjectStep::Link, edit)),
        None => {}
    }
}

/// A passage of one fragment, reduced to parts of it. The extra fields of the fragment go on with its first part.
fn trimmed(target: &Target, fragments: &[ByteRange]) -> Target {
    let extras = std::iter::once(target.extra(0)).chain(std::iter::repeat_with(Default::default));
    Target::with_extras(fragments.iter().copied().map(Fragment::Found).zip(extras).collect())
}

/// Selects a mark that was dragged to another one, and asks for the role of a link between them.
pub fn begin_link(session: &mut Session, cx: &mut Context<'_>, from: Id, to: Id) {
    let ends = session.set().get(&from).zip(session.set().get(&to)).filter(|_| session.is_editable());
    let Some((one, other)) = ends else { return };
    if ways(&one.kind, &other.kind).is_empty() {
        return cx.say("These two marks cannot be linked");
    }
    if session.focus.mark.as_ref() != Some(&from) {
        session.history.seal();
        session.focus.mark = Some(from);
        withdraw(session, cx);
    }
    pick(Some(session), cx, Purpose::Role(to));
}

/// Asks for the role of a link between two marks of different articles, one of which was dragged to the other.
pub fn begin_link_across(session: Option<&Session>, cx: &mut Context<'_>, from: Spot, to: Spot) {
    let Some(project) = &*cx.project else { return };
    let Some(((one, _), (other, _))) = project.corpus.mark_at(&from).zip(project.corpus.mark_at(&to)) else { return };
    if ways(&one.kind, &other.kind).is_empty() {
        return cx.say("These two marks cannot be linked");
    }
    pick(session, cx, Purpose::RoleAcross(from, to));
}
