//! All annotations of an article carried over to another version of its text.

use std::borrow::Cow;

use crate::model::anchor::outcome::Outcome;
use crate::model::anchor::revision::{Change, Revision};
use crate::model::anchor::search::{Effort, Grounds, by_words};
use crate::model::anchor::wanted::{Candidate, Choice, Wanted, lost};
use crate::model::anchor::window::Window;
use crate::model::annotation::{Annotation, Changed, Fragment, Id, PARTS, Part};
use crate::model::offset::ByteRange;
use crate::model::selector::{CONTEXT, Quote, describe};
use crate::model::set::AnnotationSet;
use crate::model::text::ArticleText;

/// How much work looking for the passages of one article may be: some seconds. What is not found by then is lost,
/// with its words; without a bound, a hostile file could keep a thread busy for days.
const EFFORT: usize = 1 << 30;

/// Annotations carried over to another text.
#[derive(Clone, Debug)]
pub struct Carried {
    /// The annotations as they are in the new text; what is ambiguous is lost there until the person chooses.
    pub set: AnnotationSet,
    /// What became of each fragment of each part, in the order of the old set.
    pub fates: Vec<Fate>,
    /// What differs between the texts, in order.
    pub changes: Vec<Change>,
    /// How many passages were not looked for everywhere, since that would have taken too long; they are lost.
    pub given_up: usize,
}

/// What became of one fragment.
#[derive(Clone, Debug, PartialEq)]
pub struct Fate {
    /// Whose fragment it is.
    pub annotation: Id,
    /// Of which part.
    pub part: Part,
    /// Its place among the fragments of that part in the old text, from 0.
    pub index: usize,
    /// The fragment in the old text.
    pub was: Fragment,
    /// The fragment in the new text: [`Target::with`](crate::model::annotation::Target::with) puts what the person decides
    /// in its place.
    pub now: Fragment,
    /// What became of it.
    pub outcome: Outcome,
}

/// Carries annotations over from one version of a text to another.
///
/// `goes_on` is told how much is done, in per cent, and answers whether to go on; `None` if not.
pub fn carry(
    set: &AnnotationSet,
    old: &ArticleText,
    new: &ArticleText,
    goes_on: &dyn Fn(u32) -> bool,
) -> Option<Carried> {
    let revision = Revision::new(old, new, &|done| goes_on(done / 2))?;
    let changes = revision.changes();
    let mut carrier = Carrier { grounds: Grounds::new(new, fresh(&changes)), revision, effort: Effort::new(EFFORT) };
    let mut fates = Vec::new();
    let count = set.annotations().len().max(1);
    let mut annotations: Vec<Annotation> = Vec::with_capacity(set.annotations().len());
    for (done, annotation) in set.annotations().iter().enumerate() {
        if !goes_on((50 + 50 * done / count) as u32) {
            return None;
        }
        let mut carried = annotation.as_ref().clone();
        for part in PARTS {
            let Some(target) = carried.part_mut(part) else { continue };
            let mut index = 0;
            *target = target.map(|was| {
                let (outcome, now) = carrier.carry(was);
                let (annotation, was, now_too) = (annotation.id.clone(), was.clone(), now.clone());
                fates.push(Fate { annotation, part, index, was, now: now_too, outcome });
                index += 1;
                Some(now)
            });
        }
        annotations.push(carried);
    }
    let relations = set.relations().iter().map(|relation| relation.as_ref().clone());
    let (set, ..) = AnnotationSet::new(annotations, relations);
    Some(Carried { set, fates, changes, given_up: carrier.effort.given_up })
}

/// The stretches of the new text that no words of the old one are the same as: where a passage may be that is not where it
/// was. All else is other words of the article, however like them it is.
fn fresh(changes: &[Change]) -> Vec<ByteRange> {
    let mut stretches: Vec<ByteRange> = Vec::new();
    for change in changes.iter().filter(|change| !change.new.is_empty()) {
        match stretches.last_mut() {
            // What lies between is too little to be told from what agrees by chance.
            Some(last) if change.new.start().get() - last.end().get() <= CONTEXT => {
                *last = ByteRange::new(last.start(), change.new.end());
            }
            _ => stretches.push(change.new),
        }
    }
    stretches
}

struct Carrier<'a> {
    revision: Revision<'a>,
    grounds: Grounds<'a>,
    effort: Effort,
}

impl Carrier<'_> {
    /// What becomes of a fragment, and the fragment in the new text.
    fn carry(&mut self, was: &Fragment) -> (Outcome, Fragment) {
        let (old, new) = (self.revision.old, self.revision.new);
        let same = was.range().and_then(|range| Some((range, self.revision.unchanged(range)?)));
        if let (Fragment::Found(_), Some((was, same))) = (was, same)
            && self.revision.keeps_context(was, same)
        {
            return (Outcome::Exact(same), Fragment::Found(same));
        }
        let quote = match was {
            Fragment::Found(range) => Cow::Owned(describe(old, *range)),
            Fragment::Changed(changed) => Cow::Borrowed(&changed.quote),
            Fragment::Lost(quote) => Cow::Borrowed(quote.as_ref()),
        };
        let changed = same.filter(|_| was.quote().is_some());
        let outcome = match changed.and_then(|(_, same)| Changed::at(new, same, &quote)) {
            Some(Changed { range, similarity, .. }) => Outcome::Changed { range, similarity },
            None => self.look(was.range(), &quote),
        };
        // Where its very words begin they are meant, as they are when a file is opened.
        let outcome = match outcome {
            Outcome::Changed { range, .. } if new.as_str()[range.start().get()..].starts_with(&quote.exact) => {
                let start = range.start().get();
                Outcome::Moved(ByteRange::of(start, start + quote.exact.len()))
            }
            outcome => outcome,
        };
        let now = match &outcome {
            Outcome::Exact(range) | Outcome::Moved(range) => Fragment::Found(*range),
            Outcome::Changed { range, .. } => match Changed::at(new, *range, &quote) {
                Some(changed) => Fragment::Changed(Box::new(changed)),
                None => Fragment::lost(new, quote.into_owned()),
            },
            Outcome::Ambiguous(_) | Outcome::Lost { .. } => Fragment::lost(new, quote.into_owned()),
        };
        (outcome, now)
    }

    /// Looks for a passage that was at `place` in the old text, if it was in it.
    fn look(&mut self, place: Option<ByteRange>, quote: &Quote) -> Outcome {
        let wanted = Wanted::new(quote);
        let window = place.map(|place| Window::new(&self.revision, place));
        let here = match &window {
            Some(window) => window.candidates(&self.revision, &wanted, &mut self.effort),
            None => Some(Vec::new()),
        };
        let found = here.and_then(|here| self.choose(window.as_ref(), here, &wanted));
        found.unwrap_or_else(|| {
            self.effort.given_up += 1;
            Outcome::Lost { candidate: None }
        })
    }

    /// Chooses between the places `here`, where the passage was, and those elsewhere; `None` if the effort is used up.
    fn choose(&mut self, window: Option<&Window>, here: Vec<Candidate>, wanted: &Wanted<'_>) -> Option<Outcome> {
        let Self { revision, grounds, effort } = self;
        let new = revision.new;
        let with_its_words = |one: Candidate| match window {
            Some(window) if window.holds(one.range) => Outcome::Exact(one.range),
            _ => Outcome::Moved(one.range),
        };
        let changed = |one: Candidate| Outcome::Changed { range: one.range, similarity: one.similarity };
        let (same, like): (Vec<_>, Vec<_>) = here.into_iter().partition(|here| wanted.is_same(new, here));
        let mut best = like.first().copied();
        if !same.is_empty() {
            // Of words repeated in a row, a comparison takes any; what stands around must tell which is meant.
            let twins =
                if same.iter().any(Candidate::in_context) { Vec::new() } else { grounds.same(wanted, effort)? };
            return Choice::of(same.into_iter().chain(twins).collect(), None).outcome(with_its_words);
        }
        let like = Choice::of(like.into_iter().filter(|like| wanted.admits(like)).collect(), None);
        if let Choice::One(one) = &like
            && one.in_context()
        {
            return Some(changed(*one));
        }
        let mut moved = grounds.same(wanted, effort)?;
        if !moved.is_empty() && (window.is_none() || !wanted.is_once(revision.old, effort)?) {
            moved.retain(|moved| wanted.is_at(moved));
        }
        if let Some(outcome) = Choice::of(moved, None).outcome(with_its_words).or(like.outcome(changed)) {
            return Some(outcome);
        }
        let elsewhere = grounds.like(wanted, effort)?;
        best = best.into_iter().chain(elsewhere.first().copied()).max_by_key(|candidate| candidate.similarity);
        let elsewhere = Choice::of(elsewhere.into_iter().filter(|like| wanted.may_be_at(like)).collect(), None);
        if let Some(outcome) = elsewhere.outcome(changed) {
            return Some(outcome);
        }
        let shared = by_words(new, wanted, effort)?;
        best = shared.first().copied().or(best);
        let shared = Choice::of(shared.into_iter().filter(|shared| wanted.may_share(shared)).collect(), None);
        if let Some(outcome) = shared.outcome(with_its_words) {
            return Some(outcome);
        }
        Some(lost(best))
    }
}
