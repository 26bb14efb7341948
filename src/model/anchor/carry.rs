//! All annotations of an article carried over to another version of its text.

use crate::model::anchor::outcome::Outcome;
use crate::model::anchor::revision::Revision;
use crate::model::anchor::search::resolve;
use crate::model::annotation::{Annotation, Changed, Fragment, Id, PARTS, Part};
use crate::model::selector::describe;
use crate::model::set::AnnotationSet;
use crate::model::text::ArticleText;

/// Annotations carried over to another text.
#[derive(Clone, Debug)]
pub struct Carried {
    /// The annotations as they are in the new text; what is ambiguous is lost there until the person chooses.
    pub set: AnnotationSet,
    /// What became of each fragment of each part, in the order of the old set.
    pub fates: Vec<Fate>,
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
    /// The fragment in the new text: [`Target::with`](crate::model::target::Target::with) puts what the person decides in its place.
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
    let revision = Revision::new(old, new);
    let mut fates = Vec::new();
    let count = set.annotations().len().max(1);
    let mut annotations: Vec<Annotation> = Vec::with_capacity(set.annotations().len());
    for (done, annotation) in set.annotations().iter().enumerate() {
        if !goes_on((100 * done / count) as u32) {
            return None;
        }
        let mut carried = annotation.as_ref().clone();
        for part in PARTS {
            let Some(target) = carried.part_mut(part) else { continue };
            let mut index = 0;
            *target = target.map(|was| {
                let (outcome, now) = carry_fragment(was, &revision, old, new);
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
    Some(Carried { set, fates })
}

fn carry_fragment(
    was: &Fragment,
    revision: &Revision<'_>,
    old: &ArticleText,
    new: &ArticleText,
) -> (Outcome, Fragment) {
    let (outcome, quote) = match was {
        Fragment::Found(range) => (revision.outcome(*range, || describe(old, *range)), describe(old, *range)),
        Fragment::Changed(changed) => {
            let quote = changed.quote.clone();
            match revision.outcome(changed.range, || describe(old, changed.range)) {
                Outcome::Exact(range) | Outcome::Moved(range) => {
                    (Outcome::Changed { range, similarity: changed.similarity }, quote)
                }
                outcome => (outcome, quote),
            }
        }
        Fragment::Lost(quote) => (resolve(new, quote), quote.as_ref().clone()),
    };
    let now = match &outcome {
        Outcome::Exact(range) | Outcome::Moved(range) => Fragment::Found(*range),
        Outcome::Changed { range, .. } => match Changed::at(new, *range, &quote) {
            Some(changed) => Fragment::Changed(Box::new(changed)),
            None => Fragment::lost(new, quote),
        },
        Outcome::Ambiguous(_) | Outcome::Lost { .. } => Fragment::lost(new, quote),
    };
    (outcome, now)
}
