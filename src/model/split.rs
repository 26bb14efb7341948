//! Splitting a mark in two, and joining two marks of a kind.

use std::sync::Arc;

use crate::model::annotation::{Annotation, Fragment, Id, Relation, Target};
use crate::model::edit::Edit;
use crate::model::extra::Extra;
use crate::model::fold;
use crate::model::offset::{ByteOffset, ByteRange};
use crate::model::segment;
use crate::model::set::AnnotationSet;
use crate::model::text::ArticleText;

/// The parts of a passage before and after an offset; `None` if one of them would be empty, or a changed fragment would
/// be split. What is lost stays with the first.
pub fn split(text: &ArticleText, target: &Target, at: ByteOffset) -> Option<(Target, Target)> {
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for (index, fragment) in target.fragments().iter().enumerate() {
        let extra = target.extra(index);
        match fragment {
            Fragment::Found(range) if range.start() < at && at < range.end() => {
                let part = |from, to| segment::tidied(text, ByteRange::new(from, to)).map(Fragment::Found);
                before.extend(part(range.start(), at).map(|part| (part, extra)));
                after.extend(part(at, range.end()).map(|part| (part, Extra::default())));
            }
            other => match other.range() {
                Some(range) if at <= range.start() => after.push((fragment.clone(), extra)),
                Some(range) if at < range.end() => return None,
                _ => before.push((fragment.clone(), extra)),
            },
        }
    }
    let is_placed = |parts: &[(Fragment, Extra)]| parts.iter().any(|(part, _)| part.range().is_some());
    (is_placed(&before) && is_placed(&after)).then(|| (Target::with_extras(before), Target::with_extras(after)))
}

/// The passages of two marks as one: fragments that overlap, or have only white space between them in a paragraph,
/// become one fragment.
fn joined(text: &ArticleText, one: &Target, other: &Target) -> Target {
    let parts = |target: &Target| -> Vec<(Fragment, Extra)> {
        target.fragments().iter().enumerate().map(|(at, fragment)| (fragment.clone(), target.extra(at))).collect()
    };
    let mut all = parts(one);
    all.extend(parts(other));
    let sorted = Target::with_extras(all);
    let mut merged: Vec<(Fragment, Extra)> = Vec::new();
    for (fragment, extra) in parts(&sorted) {
        if let (Some((Fragment::Found(last), kept)), Fragment::Found(next)) = (merged.last_mut(), &fragment)
            && is_adjacent(text, *last, *next)
        {
            *last = ByteRange::new(last.start(), last.end().max(next.end()));
            if kept.is_empty() {
                *kept = extra;
            }
        } else {
            merged.push((fragment, extra));
        }
    }
    Target::with_extras(merged)
}

/// True if a passage overlaps the next one, or nothing but white space of their paragraph is between them.
fn is_adjacent(text: &ArticleText, one: ByteRange, next: ByteRange) -> bool {
    if next.start() <= one.end() {
        return true;
    }
    let gap = ByteRange::new(one.end(), next.start());
    text.full_paragraph(one.start()).encloses(gap) && text.trimmed(gap).is_none()
}

/// True if two marks have different speakers, and so cannot be one.
pub fn has_other_speaker(one: &Annotation, other: &Annotation) -> bool {
    match (&one.speaker, &other.speaker) {
        (Some(one), Some(other)) => one.voice != other.voice || !fold::is_same_name(&one.name, &other.name),
        _ => false,
    }
}

/// One mark in place of two: the first one with the passage, cue, tags and note of both, and what only the other says.
pub fn join(text: &ArticleText, one: &Annotation, other: &Annotation) -> Annotation {
    let mut mark = one.clone();
    mark.target = joined(text, &one.target, &other.target);
    mark.cue = joined(text, &one.cue, &other.cue);
    mark.speaker = one.speaker.clone().or_else(|| other.speaker.clone());
    if one.certainty == Default::default() {
        mark.certainty = other.certainty.clone();
    }
    mark.discuss |= other.discuss;
    mark.tags.extend(other.tags.iter().filter(|tag| !one.tags.contains(tag)).cloned());
    if mark.note.is_empty() {
        mark.note.clone_from(&other.note);
    } else if !other.note.is_empty() && one.note != other.note {
        mark.note = format!("{}\n\n{}", one.note, other.note);
    }
    for (name, source) in other.extra.iter() {
        if one.extra.iter().all(|(known, _)| known != name) {
            mark.extra.push(name, source);
        }
    }
    mark
}

impl AnnotationSet {
    /// The edit that puts `joined`, which has the id of one mark, in the place of that one and of `other`. Links of the
    /// other one become its own, except those that it has already, or that would link it to itself.
    pub fn joining(&self, joined: Annotation, other: &Id) -> Edit {
        let mut links: Vec<Arc<Relation>> = self.relations_of(&joined.id).to_vec();
        let mut edits = Vec::new();
        for relation in self.relations_of(other) {
            let end = |id: &Id| if id == other { joined.id.clone() } else { id.clone() };
            let (from, to) = (end(&relation.from), end(&relation.to));
            let is_known = links.iter().any(|link| link.from == from && link.to == to && link.role == relation.role);
            if from == to || is_known {
                edits.push(Edit::Unlink(relation.id.clone()));
                continue;
            }
            let moved = Arc::new(Relation { from, to, ..relation.as_ref().clone() });
            links.push(moved.clone());
            edits.push(Edit::Relink(moved));
        }
        edits.push(Edit::Remove(other.clone()));
        edits.push(Edit::Replace(Arc::new(joined)));
        Edit::Batch(edits)
    }
}
