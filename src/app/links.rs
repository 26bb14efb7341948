//! Links between marks, and what is proposed for a mark just made.

use std::sync::Arc;

use crate::app::action::Effect;
use crate::app::picker::{Change, Purpose};
use crate::app::proposal::{Offer, Proposal};
use crate::app::update::Work;
use crate::model::annotation::{Fragment, Id, Relation, Speaker, Target};
use crate::model::attribution;
use crate::model::edit::Edit;
use crate::model::history::Thread;
use crate::model::role::{self, Role};
use crate::model::step::StepKind;
use crate::model::suggest::{likely_role, likely_targets};

/// Milliseconds from accepting a proposal to the next one.
const NEXT_OFFER: u64 = 1000;

impl Work<'_> {
    /// Links two marks, if the table of roles allows it and they are not linked so already.
    pub fn link(&mut self, from: Id, to: Id, role: &'static str) {
        let Some(open) = &self.state.open else { return };
        let (Some(one), Some(other)) = (open.document.set().get(&from), open.document.set().get(&to)) else { return };
        if !role::allowed(&one.kind, &other.kind).any(|row| row.id == role) {
            self.state.said = format!("{} cannot be linked to {} as “{role}”", one.kind.name(), other.kind.name());
            return;
        }
        let same = |relation: &Arc<Relation>| relation.from == from && relation.to == to && relation.role.id() == role;
        if open.document.set().relations_of(&from).iter().any(same) {
            self.state.said = "This link already exists".to_owned();
            return;
        }
        let focus = open.focus.clone();
        let now = self.outside.now();
        let relation = Relation {
            created: now.clone(),
            modified: now,
            creator: self.state.settings.creator.as_str().into(),
            ..Relation::new(self.outside.fresh_id(), from, to, Role::new(role))
        };
        self.commit(StepKind::Link, Edit::Link(Arc::new(relation)), focus, None);
    }

    /// Changes a link, deletes it, or goes to its other end.
    pub fn change_link(&mut self, id: &Id, change: Change) {
        let Some(open) = &self.state.open else { return };
        let Some(relation) = open.document.set().relation(id) else { return };
        match change {
            Change::Go => {
                let other =
                    if open.focus.mark.as_ref() == Some(&relation.from) { &relation.to } else { &relation.from };
                let other = other.clone();
                self.choose(Some(other));
            }
            Change::Delete => {
                let focus = open.focus.clone();
                self.commit(StepKind::DeleteLink, Edit::Unlink(id.clone()), focus, None);
            }
            Change::Role(role) => {
                self.relink(id, StepKind::ChangeRole, false, |relation| relation.role = Role::new(role));
            }
            Change::Reverse => {
                self.relink(id, StepKind::ReverseLink, false, |relation| {
                    std::mem::swap(&mut relation.from, &mut relation.to)
                });
            }
        }
    }

    /// Writes a note on a link.
    pub fn note_link(&mut self, id: &Id, note: String) {
        self.relink(id, StepKind::ChangeLinkNote, true, |relation| relation.note = note);
    }

    fn relink(&mut self, id: &Id, kind: StepKind, is_typed: bool, change: impl FnOnce(&mut Relation)) {
        let Some(open) = &self.state.open else { return };
        let Some(old) = open.document.set().relation(id) else { return };
        let mut new = old.as_ref().clone();
        change(&mut new);
        if new == **old {
            return;
        }
        new.modified = self.outside.now();
        let focus = open.focus.clone();
        let thread = is_typed.then(|| Thread::Typing(id.clone()));
        self.commit(kind, Edit::Relink(Arc::new(new)), focus, thread);
    }

    /// Proposes what fits the selected mark: to cut its attribution out, the claim it likely answers, who says it.
    pub(in crate::app) fn propose(&mut self, cutting: bool) {
        let (Some(open), Some(mark)) = (&self.state.open, self.state.mark()) else { return };
        let text = &open.document.article().text;
        let range = mark.target.bounds().filter(|_| cutting && mark.target.fragments().len() == 1);
        let cut = range.and_then(|range| attribution::cut(text, range));
        // Where nothing is cut out of the passage, the claim that it answers comes first, and then who says it.
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
            let target = likely_targets(open.document.set(), text, &mark.id).into_iter().next()?;
            Some(match likely_role(text, mark, open.document.set().get(&target)?) {
                Some(role) => Proposal::Link(target, role),
                None => Proposal::Choose(target),
            })
        };
        let proposal = within.map(Proposal::Cut).or_else(link).or_else(|| outside.map(Proposal::Cut));
        self.state.offer = proposal.map(|proposal| Offer { mark: mark.id.clone(), proposal });
    }

    /// Proposes who says the selected mark, if that was found and nothing is to be cut out of it.
    fn propose_speaker(&mut self) {
        let (Some(open), Some(mark)) = (&self.state.open, self.state.mark()) else { return };
        let range = mark.target.bounds().filter(|_| mark.speaker.is_none() && mark.target.fragments().len() == 1);
        let cut = range.and_then(|range| {
            attribution::cut(&open.document.article().text, range).filter(|cut| cut.fragments == [range])
        });
        self.state.offer = cut.map(|cut| Offer { mark: mark.id.clone(), proposal: Proposal::Cut(cut) });
    }

    /// Drops what is proposed.
    pub(in crate::app) fn decline(&mut self) {
        (self.state.offer, self.state.next_offer) = (None, None);
        self.state.said = "Suggestion dismissed".to_owned();
    }

    /// Keeps what is proposed next from the screen for a while: the pointer and the finger are still where the last
    /// proposal was accepted.
    fn hold_offer(&mut self) {
        let due = self.state.millis + NEXT_OFFER;
        self.state.next_offer = self.state.offer.take().map(|offer| (offer, due));
    }

    /// Proposes what was held back, once its time has come.
    pub(in crate::app) fn offer_next(&mut self) {
        // A speaker that was given meanwhile, with the picker or in the field, need not be proposed.
        let is_settled = |offer: &Offer| match (&offer.proposal, self.state.mark()) {
            (Proposal::Cut(cut), Some(mark)) => {
                mark.id == offer.mark && mark.speaker.is_some() && mark.target.found().eq(cut.fragments.iter().copied())
            }
            _ => false,
        };
        let settled = self.state.offer.as_ref().is_some_and(is_settled);
        if settled {
            self.state.offer = None;
        }
        let millis = self.state.millis;
        if let Some((offer, _)) = self.state.next_offer.take_if(|(_, due)| *due <= millis)
            && self.state.offer.is_none()
        {
            self.state.offer = Some(offer);
        }
    }

    /// Does what is proposed.
    pub fn accept(&mut self) {
        let Some(offer) = self.state.offer.take() else { return };
        if self.state.mark().is_none_or(|mark| mark.id != offer.mark) {
            return;
        }
        match offer.proposal {
            Proposal::Link(to, role) => {
                self.link(offer.mark, to, role);
                self.propose_speaker();
                self.hold_offer();
            }
            Proposal::Choose(to) => self.begin_link(offer.mark, &to),
            Proposal::Cut(cut) => {
                let speaker = self.state.open.as_ref().and_then(|open| {
                    let at = cut.speaker?;
                    let name = open.document.article().text.slice(at).split_whitespace().collect::<Vec<_>>().join(" ");
                    Some(Speaker { at: Target::of(at), ..Speaker::new(cut.voice, &name) })
                });
                self.change(StepKind::ExcludeAttribution, false, |mark| {
                    // What else the file says of the one fragment goes on with its first piece.
                    let extras = std::iter::once(mark.target.extra(0)).chain(std::iter::repeat_with(Default::default));
                    let pieces = cut.fragments.into_iter().map(Fragment::Found).zip(extras);
                    mark.target = Target::with_extras(pieces.collect());
                    mark.cue = Target::of(cut.cue);
                    if mark.speaker.is_none() {
                        mark.speaker = speaker;
                    }
                });
                self.propose(false);
                self.hold_offer();
            }
        }
    }

    /// Selects a mark and opens the picker for a link from it, with the other mark lit.
    pub(in crate::app) fn begin_link(&mut self, from: Id, to: &Id) {
        if !self.state.editable() {
            return;
        }
        let Some(open) = &mut self.state.open else { return };
        if open.focus.mark.as_ref() != Some(&from) {
            open.history.seal();
            open.focus.mark = Some(from);
            self.withdraw();
        }
        self.pick(Purpose::Link);
        let linkable = self.state.picker.as_mut().is_some_and(|picker| picker.light_mark(to));
        if !linkable {
            self.state.picker = None;
            self.state.said = "These two marks cannot be linked".to_owned();
        }
    }

    /// Brings the lit end of a link that is being made into sight.
    pub(in crate::app) fn show_lit(&mut self) {
        if let Some(range) = self.state.lit_target().and_then(|mark| mark.target.bounds()) {
            self.effects.push(Effect::Reveal(range));
        }
    }
}
