//! The edits that repair the problems of [`CHECKS`](crate::model::check::CHECKS).

use std::sync::Arc;

use crate::model::annotation::{
    Annotation, CERTAINTIES, Certainty, Changed, Fragment, Id, PARTS, Target, VOICES, Voice,
};
use crate::model::article::Article;
use crate::model::edit::Edit;
use crate::model::fold;
use crate::model::kind::{KINDS, Kind};
use crate::model::message::shortened;
use crate::model::offset::ByteRange;
use crate::model::problem::{Fix, Place, Problem};
use crate::model::role::{ROLES, Role};
use crate::model::set::AnnotationSet;

/// Removes an annotation that has no passage and only default fields.
pub(in crate::model) fn remove_empty(_: &Article, set: &AnnotationSet, problem: &Problem) -> Option<Fix> {
    let annotation = annotation(set, &problem.place)?;
    let says_nothing = Annotation {
        created: annotation.created.clone(),
        modified: annotation.modified.clone(),
        creator: annotation.creator.clone(),
        ..Annotation::new(annotation.id.clone(), annotation.kind.clone(), annotation.target.clone())
    };
    let is_empty = annotation.target.lost().all(|quote| quote.exact.is_empty()) && annotation.target.bounds().is_none();
    let removable = is_empty && *annotation == says_nothing && set.relations_of(&annotation.id).is_empty();
    removable.then(|| Fix {
        what: format!("remove this empty {}", annotation.kind.id()),
        edit: Edit::Remove(annotation.id.clone()),
    })
}

/// Takes the present text of changed passages as their quotes.
pub(in crate::model) fn take_words(article: &Article, set: &AnnotationSet, problem: &Problem) -> Option<Fix> {
    let mut annotation = annotation(set, &problem.place)?.clone();
    let mut taken = Vec::new();
    for part in PARTS {
        let Some(target) = annotation.part_mut(part) else { continue };
        let changed: Vec<Changed> = target.changed().cloned().collect();
        for changed in changed {
            taken.push(format!("{:?} for {:?}", article.text.slice(changed.range), changed.quote.exact));
            let found = Fragment::Found(changed.range);
            *target = target.with(&Fragment::Changed(Box::new(changed)), found);
        }
    }
    let what = format!("take {}", taken.join(" and "));
    (!taken.is_empty()).then(|| Fix { what, edit: Edit::Replace(Arc::new(annotation)) })
}

/// Joins fragments that overlap. The mark covers the same text as before.
pub(in crate::model) fn join_fragments(article: &Article, set: &AnnotationSet, problem: &Problem) -> Option<Fix> {
    let mut annotation = annotation(set, &problem.place)?.clone();
    let mut joined: Vec<Fragment> = Vec::new();
    for (at, fragment) in annotation.target.fragments().iter().enumerate() {
        // Unknown fields belong to one of the fragments, and could not be assigned any more.
        if !annotation.target.extra(at).is_empty() {
            return None;
        }
        match (joined.last_mut(), fragment) {
            (Some(Fragment::Found(last)), Fragment::Found(next)) if last.overlaps(*next) => {
                *last = ByteRange::new(last.start(), last.end().max(next.end()));
            }
            _ => joined.push(fragment.clone()),
        }
    }
    if joined.len() == annotation.target.fragments().len() {
        return None;
    }
    annotation.target = Target::new(joined);
    let words: Vec<String> =
        annotation.target.found().map(|range| format!("{:?}", shortened(article.text.slice(range)))).collect();
    Some(Fix {
        what: format!("join the fragments that overlap, which gives {}", words.join(" and ")),
        edit: Edit::Replace(Arc::new(annotation)),
    })
}

/// The known id that `id` spells with other capitals or with white space around it.
fn meant<'a>(id: &str, mut known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    known.find(|known| known.eq_ignore_ascii_case(id.trim()) && *known != id)
}

fn spelled(what: &str, old: &str, new: &str) -> String {
    format!("spell the {what} {new:?} and not {old:?}")
}

/// Corrects the spelling of a kind.
pub(in crate::model) fn known_kind(_: &Article, set: &AnnotationSet, problem: &Problem) -> Option<Fix> {
    let mut annotation = annotation(set, &problem.place)?.clone();
    let kind = meant(annotation.kind.id(), KINDS.iter().map(|row| row.id))?;
    let what = spelled("kind", annotation.kind.id(), kind);
    annotation.kind = Kind::new(kind);
    Some(Fix { what, edit: Edit::Replace(Arc::new(annotation)) })
}

/// Corrects the spelling of a speaker's voice.
pub(in crate::model) fn known_voice(_: &Article, set: &AnnotationSet, problem: &Problem) -> Option<Fix> {
    let mut annotation = annotation(set, &problem.place)?.clone();
    let speaker = annotation.speaker.as_mut()?;
    let voice = meant(speaker.voice.id(), VOICES.iter().map(|row| row.id))?;
    let what = spelled("voice", speaker.voice.id(), voice);
    speaker.voice = Voice::new(voice);
    Some(Fix { what, edit: Edit::Replace(Arc::new(annotation)) })
}

/// Corrects the spelling of a certainty.
pub(in crate::model) fn known_certainty(_: &Article, set: &AnnotationSet, problem: &Problem) -> Option<Fix> {
    let mut annotation = annotation(set, &problem.place)?.clone();
    let certainty = meant(annotation.certainty.id(), CERTAINTIES.iter().map(|row| row.id))?;
    let what = spelled("certainty", annotation.certainty.id(), certainty);
    annotation.certainty = Certainty::new(certainty);
    Some(Fix { what, edit: Edit::Replace(Arc::new(annotation)) })
}

/// Corrects the spelling of a role.
pub(in crate::model) fn known_role(_: &Article, set: &AnnotationSet, problem: &Problem) -> Option<Fix> {
    let mut relation = set.relation(relation_id(&problem.place)?)?.as_ref().clone();
    let role = meant(relation.role.id(), ROLES.iter().map(|row| row.id))?;
    let what = spelled("role", relation.role.id(), role);
    relation.role = Role::new(role);
    Some(Fix { what, edit: Edit::Relink(Arc::new(relation)) })
}

/// Spells a speaker's name as most marks do.
pub(in crate::model) fn spell_speaker(_: &Article, set: &AnnotationSet, problem: &Problem) -> Option<Fix> {
    let mut annotation = annotation(set, &problem.place)?.clone();
    let speaker = annotation.speaker.as_mut()?;
    let better = problem.better.as_ref().filter(|better| is_spelling_of(better, &speaker.name))?;
    let what = spelled("speaker", &speaker.name, better);
    speaker.name.clone_from(better);
    Some(Fix { what, edit: Edit::Replace(Arc::new(annotation)) })
}

/// Spells a tag as most marks do, and removes duplicates of it.
pub(in crate::model) fn spell_tag(_: &Article, set: &AnnotationSet, problem: &Problem) -> Option<Fix> {
    let mut annotation = annotation(set, &problem.place)?.clone();
    let better = problem.better.as_ref()?;
    let at = annotation.tags.iter().position(|tag| is_spelling_of(better, tag))?;
    let what = spelled("tag", &annotation.tags[at], better);
    annotation.tags[at].clone_from(better);
    let mut tags: Vec<String> = Vec::new();
    for tag in annotation.tags {
        if tag != *better || !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    annotation.tags = tags;
    Some(Fix { what, edit: Edit::Replace(Arc::new(annotation)) })
}

fn is_spelling_of(better: &str, name: &str) -> bool {
    better != name && fold::is_same_name(better, name)
}

/// Removes a relation with a missing end, or to itself; the description lists everything that is deleted with it.
pub(in crate::model) fn unlink(_: &Article, set: &AnnotationSet, problem: &Problem) -> Option<Fix> {
    let relation = set.relation(relation_id(&problem.place)?)?;
    let (from, to) = (&relation.from, &relation.to);
    if from != to && set.get(from).is_some() && set.get(to).is_some() {
        return None;
    }
    let mut what = format!("delete the link {:?} from {:?} to {:?}", relation.role.id(), from.as_str(), to.as_str());
    if !relation.note.is_empty() {
        what.push_str(&format!(", with its note {:?}", relation.note));
    }
    for (name, source) in relation.extra.iter() {
        what.push_str(&format!(", with its field {name:?} {source:?}"));
    }
    Some(Fix { what, edit: Edit::Unlink(relation.id.clone()) })
}

fn annotation<'a>(set: &'a AnnotationSet, place: &Place) -> Option<&'a Annotation> {
    match place {
        Place::Annotation(id) => set.get(id).map(AsRef::as_ref),
        Place::File | Place::Relation(_) => None,
    }
}

fn relation_id(place: &Place) -> Option<&Id> {
    match place {
        Place::Relation(id) => Some(id),
        Place::File | Place::Annotation(_) => None,
    }
}
