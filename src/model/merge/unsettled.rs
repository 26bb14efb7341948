//! Passages that a merge carried over to another text and whose text differs there.
//!
//! Nobody decided about them: they are reported, and their marks are flagged for discussion.

use std::fmt;

use crate::model::anchor::{Fate, Outcome, ReanchoredSet};
use crate::model::annotation::{Annotation, Fragment, Id, Part};
use crate::model::differences::{KeyChange, differences};
use crate::model::document::Document;
use crate::model::field_text;
use crate::model::message::shortened;

/// A passage whose text changed, or that was lost, when its version was rebased.
#[derive(Clone, Debug, PartialEq)]
pub struct Unsettled {
    /// The mark.
    pub mark: Id,
    /// The mark's kind and first words: "denial “We have not…”".
    pub thing: String,
    /// The part.
    pub part: Part,
    /// Its fate.
    pub outcome: Outcome,
    /// Its text before.
    pub was: String,
    /// Its text now; `None` if it is lost.
    pub is: Option<String>,
    /// The passage now.
    now: Fragment,
    /// The numbers, names and negations that changed.
    key_changes: Vec<KeyChange>,
}

impl Unsettled {
    fn new(version: &Document, mark: &Annotation, fate: &Fate, was: &str) -> Self {
        let is = fate.now.range().map(|range| version.article.text.slice(range).to_owned());
        Self {
            mark: mark.id.clone(),
            thing: field_text::mark(version, mark),
            part: fate.part,
            outcome: fate.outcome.clone(),
            was: was.to_owned(),
            key_changes: is.as_deref().map(|is| differences(was, is).key_changes).unwrap_or_default(),
            is,
            now: fate.now.clone(),
        }
    }

    /// True if a mark still has this passage.
    pub(super) fn is_of(&self, mark: &Annotation) -> bool {
        has(mark, self.part, &self.now)
    }
}

/// "the passage “We sent nine samples” is now “We sent ninety samples” (number changed: nine → ninety)".
impl fmt::Display for Unsettled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let was = shortened(&self.was);
        write!(f, "{} “{was}” ", self.part.name())?;
        match (&self.outcome, &self.is) {
            (_, Some(is)) => {
                write!(f, "is now “{}”", shortened(is))?;
                let key_changes: Vec<String> = self.key_changes.iter().map(ToString::to_string).collect();
                if key_changes.is_empty() { Ok(()) } else { write!(f, " ({})", key_changes.join(", ")) }
            }
            (Outcome::Ambiguous(_), None) => f.write_str("may be in several places of the changed text"),
            _ => f.write_str("is not in the changed text"),
        }
    }
}

fn has(mark: &Annotation, part: Part, fragment: &Fragment) -> bool {
    mark.part(part).is_some_and(|target| target.fragments().contains(fragment))
}

/// The passages of merged marks that were found in a version before it was rebased, and whose text differs now; except
/// those that the other version has in the same form.
pub(super) fn unsettled(
    merged: &[std::sync::Arc<Annotation>],
    renamed: &[(Id, Id)],
    sides: [(&Document, Option<&ReanchoredSet>, &Document); 2],
) -> Vec<Unsettled> {
    let marks: std::collections::HashMap<&Id, &Annotation> =
        merged.iter().map(|mark| (&mark.id, mark.as_ref())).collect();
    let mut found: Vec<Unsettled> = Vec::new();
    let mut known = std::collections::HashSet::new();
    for (version, reanchored, other) in sides {
        let other_was_reanchored =
            sides.iter().any(|(side, reanchored, _)| std::ptr::eq(*side, other) && reanchored.is_some());
        for fate in reanchored.iter().flat_map(|reanchored| &reanchored.fates) {
            let Some(was) = fate.was.range().filter(|_| matches!(fate.was, Fragment::Found(_))) else { continue };
            if matches!(fate.outcome, Outcome::Exact(_) | Outcome::Moved(_)) {
                continue;
            }
            let new = renamed.iter().filter(|(old, _)| *old == fate.annotation).map(|(_, new)| new);
            let mark = new
                .chain([&fate.annotation])
                .filter_map(|id| marks.get(id))
                .find(|mark| has(mark, fate.part, &fate.now));
            let Some(mark) = mark else { continue };
            let settled_there = !other_was_reanchored
                && other.set.get(&fate.annotation).is_some_and(|there| has(there, fate.part, &fate.now));
            if settled_there || !known.insert((mark.id.clone(), fate.part, was.start())) {
                continue;
            }
            let words = fate.now.quote().map_or("", |quote| quote.exact.as_str());
            found.push(Unsettled::new(version, mark, fate, words));
        }
    }
    found
}
