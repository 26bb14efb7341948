//! Reanchors all annotations of an article in another version of its text.

use std::borrow::Cow;

use crate::model::align::similarity::Similarity;
use crate::model::anchor::conflicts;
use crate::model::anchor::effort::Effort;
use crate::model::anchor::outcome::Outcome;
use crate::model::anchor::revision::{Change, Revision};
use crate::model::anchor::search::{Grounds, by_words};
use crate::model::anchor::wanted::{Candidate, Choice, Wanted, lost};
use crate::model::anchor::window::Window;
use crate::model::annotation::{Annotation, Changed, Fragment, Id, PARTS, Part, Target};
use crate::model::offset::ByteRange;
use crate::model::selector::{Quote, describe};
use crate::model::set::AnnotationSet;
use crate::model::text::ArticleText;

/// Maximum work for the passages of one article: some seconds. Passages not found by then are lost, with their quotes;
/// without a bound, a hostile file could keep a thread busy for days.
const EFFORT: usize = 1 << 30;

/// Annotations reanchored in another text.
#[derive(Clone, Debug)]
pub struct ReanchoredSet {
    /// The annotations in the new text; ambiguous passages are lost there until the person chooses.
    pub set: AnnotationSet,
    /// The fate of each fragment of each part, in the order of the old set.
    pub fates: Vec<Fate>,
    /// The differences between the texts, in order.
    pub changes: Vec<Change>,
    /// Number of passages that were not looked for everywhere, since that would have taken too long; they are lost.
    pub given_up: usize,
}

/// The fate of one fragment.
#[derive(Clone, Debug, PartialEq)]
pub struct Fate {
    /// The annotation it belongs to.
    pub annotation: Id,
    /// The part it belongs to.
    pub part: Part,
    /// Its index among the fragments of that part in the old text.
    pub index: usize,
    /// The fragment in the old text.
    pub was: Fragment,
    /// The fragment in the new text; [`Target::with`](crate::model::annotation::Target::with) replaces it when the
    /// person decides.
    pub now: Fragment,
    /// The outcome.
    pub outcome: Outcome,
}

/// Reanchors annotations of one version of a text in another.
///
/// `keep_going` is given the progress in per cent and returns false to stop; the result is then `None`.
pub fn reanchor(
    set: &AnnotationSet,
    old: &ArticleText,
    new: &ArticleText,
    keep_going: &dyn Fn(u32) -> bool,
) -> Option<ReanchoredSet> {
    let revision = Revision::new(old, new, &|done| keep_going(done / 2))?;
    let changes = revision.changes();
    let mut reanchorer =
        Reanchorer { grounds: Grounds::new(new, revision.fresh()), revision, effort: Effort::new(EFFORT) };
    let mut outcomes: Vec<Outcome> = Vec::new();
    let count = set.annotations().len().max(1);
    for (done, annotation) in set.annotations().iter().enumerate() {
        if !keep_going((50 + 50 * done / count) as u32) {
            return None;
        }
        outcomes.extend(fragments(annotation).map(|was| reanchorer.outcome(was)));
    }
    let all = set.annotations().iter().flat_map(|annotation| fragments(annotation));
    conflicts::resolve(all.zip(&mut outcomes));
    let mut outcomes = outcomes.into_iter();
    let mut fates = Vec::new();
    let mut annotations: Vec<Annotation> = Vec::with_capacity(set.annotations().len());
    for annotation in set.annotations() {
        let mut reanchored = annotation.as_ref().clone();
        for part in PARTS {
            let Some(target) = reanchored.part_mut(part) else { continue };
            let mut index = 0;
            *target = target.map(|was| {
                let outcome = outcomes.next().unwrap_or(Outcome::Lost { candidate: None });
                let now = reanchorer.now(was, &outcome);
                let (annotation, was, now_too) = (annotation.id.clone(), was.clone(), now.clone());
                fates.push(Fate { annotation, part, index, was, now: now_too, outcome });
                index += 1;
                Some(now)
            });
        }
        annotations.push(reanchored);
    }
    let relations = set.relations().iter().map(|relation| relation.as_ref().clone());
    let (set, ..) = AnnotationSet::new(annotations, relations);
    Some(ReanchoredSet { set, fates, changes, given_up: reanchorer.effort.given_up })
}

/// The fragments of all parts of an annotation, in the order of [`PARTS`].
fn fragments(annotation: &Annotation) -> impl Iterator<Item = &Fragment> {
    PARTS.into_iter().filter_map(|part| annotation.part(part)).flat_map(Target::fragments)
}

/// True if the exact text of a lost passage occurs at one place, where it belongs to another passage.
fn is_others(outcome: &Outcome) -> bool {
    let same = |place: &(ByteRange, Similarity)| place.1 == Similarity::SAME;
    match outcome {
        Outcome::Ambiguous(places) => places.len() == 1 && places.iter().all(same),
        Outcome::Lost { candidate } => candidate.iter().any(same),
        Outcome::Exact(_) | Outcome::Moved(_) | Outcome::Changed { .. } => false,
    }
}

struct Reanchorer<'a> {
    revision: Revision<'a>,
    grounds: Grounds<'a>,
    effort: Effort,
}

impl Reanchorer<'_> {
    /// Determines the outcome of a fragment.
    fn outcome(&mut self, was: &Fragment) -> Outcome {
        let new = self.revision.new;
        if let Fragment::Found(range) = was
            && let Some((same, moved)) = self.revision.in_its_line(*range)
        {
            return if moved { Outcome::Moved(same) } else { Outcome::Exact(same) };
        }
        let same = was.range().and_then(|range| Some((range, self.revision.unchanged(range)?)));
        if let (Fragment::Found(_), Some((was, same))) = (was, same)
            && self.revision.keeps_context(was, same)
        {
            return Outcome::Exact(same);
        }
        let quote = self.quote(was);
        let changed = same.filter(|_| was.quote().is_some());
        let outcome = match changed.and_then(|(_, same)| Changed::at(new, same, &quote)) {
            Some(Changed { range, similarity, .. }) => Outcome::Changed { range, similarity },
            None => self.look(was.range(), &quote),
        };
        // If its exact text begins there it is a match, as when a file is opened.
        match outcome {
            Outcome::Changed { range, .. } if new.as_str()[range.start().get()..].starts_with(&quote.exact) => {
                let start = range.start().get();
                Outcome::Moved(ByteRange::of(start, start + quote.exact.len()))
            }
            outcome => outcome,
        }
    }

    /// The quote of a fragment.
    fn quote<'f>(&self, was: &'f Fragment) -> Cow<'f, Quote> {
        match was {
            Fragment::Found(range) => Cow::Owned(describe(self.revision.old, *range)),
            Fragment::Changed(changed) => Cow::Borrowed(&changed.quote),
            Fragment::Lost(quote) => Cow::Borrowed(quote.as_ref()),
        }
    }

    /// A fragment in the new text, by its outcome.
    fn now(&self, was: &Fragment, outcome: &Outcome) -> Fragment {
        let new = self.revision.new;
        match outcome {
            Outcome::Exact(range) | Outcome::Moved(range) => Fragment::Found(*range),
            Outcome::Changed { range, .. } => {
                let quote = self.quote(was);
                match Changed::at(new, *range, &quote) {
                    Some(changed) => Fragment::Changed(Box::new(changed)),
                    None => Fragment::lost(new, quote.into_owned()),
                }
            }
            Outcome::Ambiguous(_) | Outcome::Lost { .. } => {
                let quote = self.quote(was).into_owned();
                if self.is_set_aside(was) || was.range().is_some() && is_others(outcome) {
                    Fragment::aside(new, quote)
                } else {
                    Fragment::lost(new, quote)
                }
            }
        }
    }

    fn is_set_aside(&self, was: &Fragment) -> bool {
        matches!(was, Fragment::Lost(quote) if Fragment::is_aside(self.revision.old, quote))
    }

    /// Looks for a passage that was at `place` in the old text, if it was in it.
    fn look(&mut self, place: Option<ByteRange>, quote: &Quote) -> Outcome {
        let wanted = Wanted::new(quote);
        let window = place.map(|place| Window::new(&self.revision, place));
        let here = match &window {
            Some(window) => window.candidates(&self.revision, &wanted, &mut self.effort),
            None => Some(Vec::new()),
        };
        let found = here.and_then(|here| self.choose(place, window.as_ref(), here, &wanted));
        found.unwrap_or_else(|| {
            self.effort.given_up += 1;
            Outcome::Lost { candidate: None }
        })
    }

    /// Chooses between the places `here`, at the old position, and those elsewhere; `None` if the effort is used up.
    fn choose(
        &mut self,
        was: Option<ByteRange>,
        window: Option<&Window>,
        here: Vec<Candidate>,
        wanted: &Wanted<'_>,
    ) -> Option<Outcome> {
        let Self { revision, grounds, effort } = self;
        let new = revision.new;
        let revision = &*revision;
        // Other text of the article is not the passage, however similar: the best of it is only proposed.
        let mut refused: Option<Candidate> = None;
        let mut own = |candidates: Vec<Candidate>| -> Vec<Candidate> {
            let Some(was) = was else { return candidates };
            let (own, others): (Vec<_>, Vec<_>) =
                candidates.into_iter().partition(|one| !revision.belongs_elsewhere(was, one.range));
            refused = refused.into_iter().chain(others).max_by_key(|one| (one.similarity, one.context));
            own
        };
        let with_its_words = |one: Candidate| match window {
            Some(window) if window.holds(one.range) => Outcome::Exact(one.range),
            _ => Outcome::Moved(one.range),
        };
        let changed = |one: Candidate| Outcome::Changed { range: one.range, similarity: one.similarity };
        let (same, like): (Vec<_>, Vec<_>) = own(here).into_iter().partition(|here| wanted.is_same(new, here));
        let mut best = like.first().copied();
        if !same.is_empty() {
            // A diff matches any of words repeated in a row; the context must distinguish them.
            let twins =
                if same.iter().any(Candidate::in_context) { Vec::new() } else { own(grounds.same(wanted, effort)?) };
            return Choice::of(same.into_iter().chain(twins).collect(), None).outcome(with_its_words);
        }
        let like = Choice::of(like.into_iter().filter(|like| wanted.admits(like)).collect(), None);
        let mut moved = own(grounds.same(wanted, effort)?);
        if let Choice::One(one) = &like
            && one.in_context()
        {
            // The exact text is elsewhere, unless that is a quotation of it, as in a correction.
            moved.retain(|moved| wanted.is_long() && !wanted.is_quoted(new, moved));
            if moved.is_empty() || !wanted.is_once(revision.old, effort)? {
                return Some(changed(*one));
            }
        }
        if !moved.is_empty() && (window.is_none() || !wanted.is_once(revision.old, effort)?) {
            moved.retain(|moved| wanted.is_at(moved));
        }
        if let Some(outcome) = Choice::of(moved, None).outcome(with_its_words).or(like.outcome(changed)) {
            return Some(outcome);
        }
        let elsewhere = own(grounds.like(wanted, effort)?);
        best = best.into_iter().chain(elsewhere.first().copied()).max_by_key(|candidate| candidate.similarity);
        let elsewhere = Choice::of(elsewhere.into_iter().filter(|like| wanted.may_be_at(like)).collect(), None);
        if let Some(outcome) = elsewhere.outcome(changed) {
            return Some(outcome);
        }
        // Of a sentence printed twice, either may be the one that is left. One printed once is itself, whatever a diff matches
        // its words with.
        let mut shared = by_words(new, wanted, effort)?;
        let is_once = wanted.is_once(revision.old, effort)?;
        shared.retain(|shared| match was {
            Some(was) => is_once || revision.may_share(was, shared.range),
            None => !Fragment::is_aside(revision.old, wanted.quote),
        });
        best = shared.first().copied().or(best);
        let shared = Choice::of(shared.into_iter().filter(|shared| wanted.may_share(shared)).collect(), None);
        if let Some(outcome) = shared.outcome(with_its_words) {
            return Some(outcome);
        }
        let rank = |candidate: &Candidate| candidate.similarity;
        Some(lost(best.into_iter().chain(refused).max_by_key(rank)))
    }
}
