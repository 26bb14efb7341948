//! Proposals for the selected mark: cutting out its attribution, linking it with the claim it likely answers.

use crate::app::context::Context;
use crate::app::edits::change;
use crate::app::links::link;
use crate::app::pick::pick;
use crate::app::reveal::withdraw;
use crate::app::session::Session;
use crate::app::shell::picker::Purpose;
use crate::app::shell::proposal::{Offer, Proposal};
use crate::model::annotation::{Fragment, Id, Speaker, Target};
use crate::model::attribution::{self, Cut};
use crate::model::step::StepKind;
use crate::model::suggest::{likely_role, likely_targets};

/// Milliseconds from accepting a proposal to the next one.
const NEXT_OFFER: u64 = 1000;

/// Makes the proposal that fits the selected mark: to cut its attribution out if `cutting`, to link it with the claim that
/// it likely answers, or to take the speaker found beside it.
pub fn propose(session: &Session, cx: &mut Context<'_>, cutting: bool) {
    let (text, Some(mark)) = (session.text(), session.mark()) else { return };
    let range = mark.target.bounds().filter(|_| cutting && mark.target.fragments().len() == 1);
    let cut = range.and_then(|range| attribution::cut(text, range));
    // Where nothing is cut out of the passage, the claim that it answers comes first, and then its speaker.
    let (outside, within) = if cut.as_ref().is_some_and(|cut| range.is_some_and(|range| cut.fragments == [range])) {
        (cut, None)
    } else {
        (None, cut)
    };
    let outside = outside.filter(|_| mark.speaker.is_none());
    let link = || {
        if mark.kind.id() == "claim" {
            return None;
        }
        let target = likely_targets(session.set(), text, &mark.id).into_iter().next()?;
        Some(match likely_role(text, mark, session.set().get(&target)?) {
            Some(role) => Proposal::Link(target, role),
            None => Proposal::Choose(target),
        })
    };
    let proposal = within.map(Proposal::Cut).or_else(link).or_else(|| outside.map(Proposal::Cut));
    cx.shell.offer = proposal.map(|proposal| Offer { mark: mark.id.clone(), proposal });
}

/// Proposes the speaker of the selected mark, if one was found and nothing is to be cut out of the mark.
fn propose_speaker(session: &Session, cx: &mut Context<'_>) {
    let Some(mark) = session.mark() else { return };
    let range = mark.target.bounds().filter(|_| mark.speaker.is_none() && mark.target.fragments().len() == 1);
    let cut = range.and_then(|range| attribution::cut(session.text(), range).filter(|cut| cut.fragments == [range]));
    cx.shell.offer = cut.map(|cut| Offer { mark: mark.id.clone(), proposal: Proposal::Cut(cut) });
}

/// Drops the proposal.
pub fn decline(cx: &mut Context<'_>) {
    cx.shell.drop_offers();
    cx.say("Suggestion dismissed");
}

/// Holds the next proposal back for a while: the pointer and the finger are still where the last one was accepted.
fn hold(cx: &mut Context<'_>) {
    let due = cx.shell.millis + NEXT_OFFER;
    cx.shell.next_offer = cx.shell.offer.take().map(|offer| (offer, due));
}

/// Shows the proposal that was held back, once its time has come.
pub fn show_next(session: &Session, cx: &mut Context<'_>) {
    // A speaker that was given meanwhile, with the picker or in the field, need not be proposed.
    let is_settled = |offer: &Offer| match (&offer.proposal, session.mark()) {
        (Proposal::Cut(cut), Some(mark)) => {
            mark.id == offer.mark && mark.speaker.is_some() && mark.target.found().eq(cut.fragments.iter().copied())
        }
        _ => false,
    };
    if cx.shell.offer.as_ref().is_some_and(is_settled) {
        cx.shell.offer = None;
    }
    let millis = cx.shell.millis;
    if let Some((offer, _)) = cx.shell.next_offer.take_if(|(_, due)| *due <= millis)
        && cx.shell.offer.is_none()
    {
        cx.shell.offer = Some(offer);
    }
}

/// Carries out the proposal.
pub fn accept(session: &mut Session, cx: &mut Context<'_>) {
    let Some(offer) = cx.shell.offer.take() else { return };
    if session.mark().is_none_or(|mark| mark.id != offer.mark) {
        return;
    }
    match offer.proposal {
        Proposal::Link(to, role) => {
            link(session, cx, offer.mark, to, role);
            propose_speaker(session, cx);
            hold(cx);
        }
        Proposal::Choose(to) => begin_link(session, cx, offer.mark, &to),
        Proposal::Cut(cut) => {
            cut_out(session, cx, cut);
            propose(session, cx, false);
            hold(cx);
        }
    }
}

/// Cuts the cue and the speaker out of the selected mark.
fn cut_out(session: &mut Session, cx: &mut Context<'_>, cut: Cut) {
    let speaker = cut.speaker.map(|at| Speaker { at: Target::of(at), ..Speaker::new(cut.voice, &session.name_at(at)) });
    change(session, cx, StepKind::ExcludeAttribution, false, |mark| {
        // The extra fields of the one fragment go on with its first piece.
        let extras = std::iter::once(mark.target.extra(0)).chain(std::iter::repeat_with(Default::default));
        let pieces = cut.fragments.into_iter().map(Fragment::Found).zip(extras);
        mark.target = Target::with_extras(pieces.collect());
        mark.cue = Target::of(cut.cue);
        if mark.speaker.is_none() {
            mark.speaker = speaker;
        }
    });
}

/// Selects a mark and opens the picker for a link from it, with the other mark highlighted.
pub fn begin_link(session: &mut Session, cx: &mut Context<'_>, from: Id, to: &Id) {
    if !session.is_editable() {
        return;
    }
    if session.focus.mark.as_ref() != Some(&from) {
        session.history.seal();
        session.focus.mark = Some(from);
        withdraw(session, cx);
    }
    pick(Some(session), cx, Purpose::Link);
    if !cx.shell.picker.as_mut().is_some_and(|picker| picker.light_mark(to)) {
        cx.shell.picker = None;
        cx.say("These two marks cannot be linked");
    }
}
