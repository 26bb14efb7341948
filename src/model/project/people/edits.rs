//! Merging, renaming and splitting the speakers of a project: each as one edit of the project alone.

use std::sync::Arc;

use crate::model::annotation::{Id, Time};
use crate::model::extra::Extra;
use crate::model::project::Project;
use crate::model::project::edit::ProjectEdit;
use crate::model::project::items::{Item, ItemKind, SpeakerItem, SpeakerName};
use crate::model::project::people::{Person, item_of, key};

/// The author and time of an edit, and the id of an item that it makes.
#[derive(Clone, Debug)]
pub struct Stamp {
    /// A fresh id.
    pub id: Id,
    /// The time.
    pub now: Time,
    /// The annotator.
    pub creator: Arc<str>,
}

/// Merges speakers under a name; `None` if they are one already. The first of their items stays, with its id and unknown
/// fields, and takes the names of the others, which go.
pub fn merge(project: &Project, persons: &[&Person], name: &str, stamp: Stamp) -> Option<ProjectEdit> {
    let mut names: Vec<SpeakerName> = Vec::new();
    let mut items: Vec<&SpeakerItem> = Vec::new();
    let own = persons.iter().flat_map(|person| &person.names).filter(|(name, _)| !name.name.is_empty());
    for (own, _) in own {
        let item = item_of(project, own);
        if let Some(item) = item.filter(|item| !items.iter().any(|other| other.id == item.id)) {
            items.push(item);
        }
        for name in item.into_iter().flat_map(|item| &item.names).chain([own]) {
            if !names.iter().any(|other| key(other) == key(name)) {
                names.push(name.clone());
            }
        }
    }
    if names.len() < 2 || items.first().is_some_and(|item| items.len() == 1 && item.names.len() == names.len()) {
        return None;
    }
    let merged = stamped(items.first().copied(), name, names, stamp);
    let gone = items.iter().skip(1).map(|item| ProjectEdit::Remove(ItemKind::Speaker, item.id.clone()));
    let mut edits: Vec<ProjectEdit> = gone.collect();
    edits.push(ProjectEdit::Put(Item::Speaker(Arc::new(merged))));
    Some(ProjectEdit::Batch(edits))
}

/// Shows a speaker under another name, in every article; `None` if it is shown so already.
pub fn rename(project: &Project, person: &Person, name: &str, stamp: Stamp) -> Option<ProjectEdit> {
    let name = name.trim();
    if name.is_empty() || name == person.name || person.is_nobody() {
        return None;
    }
    let item = person.handle().and_then(|handle| item_of(project, handle));
    let names = person.names.iter().map(|(name, _)| name.clone()).collect();
    Some(ProjectEdit::Put(Item::Speaker(Arc::new(stamped(item, name, names, stamp)))))
}

/// Splits a merged speaker: each name is a speaker of its own again.
pub fn split(person: &Person) -> Option<ProjectEdit> {
    person.item.clone().map(|id| ProjectEdit::Remove(ItemKind::Speaker, id))
}

/// Takes one name out of a merged speaker, which becomes a speaker of its own again.
pub fn take_out(project: &Project, name: &SpeakerName, stamp: Stamp) -> Option<ProjectEdit> {
    let item = item_of(project, name)?;
    let rest: Vec<SpeakerName> = item.names.iter().filter(|other| key(other) != key(name)).cloned().collect();
    if rest.is_empty() {
        return Some(ProjectEdit::Remove(ItemKind::Speaker, item.id.clone()));
    }
    let shown = if key(name).name == key(&SpeakerName { name: item.name.clone(), ..name.clone() }).name {
        // The one whose name was shown for all.
        rest.first()?.name.clone()
    } else {
        item.name.clone()
    };
    match &rest[..] {
        [one] if one.name == shown => Some(ProjectEdit::Remove(ItemKind::Speaker, item.id.clone())),
        _ => Some(ProjectEdit::Put(Item::Speaker(Arc::new(stamped(Some(item), &shown, rest, stamp))))),
    }
}

/// An item with these names, in place of an older one.
fn stamped(old: Option<&SpeakerItem>, name: &str, names: Vec<SpeakerName>, stamp: Stamp) -> SpeakerItem {
    SpeakerItem {
        id: old.map_or(stamp.id, |old| old.id.clone()),
        name: name.to_owned(),
        names,
        modified: stamp.now,
        creator: stamp.creator,
        extra: old.map_or_else(Extra::default, |old| old.extra.clone()),
    }
}
