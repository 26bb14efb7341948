//! Three-way merge of project files, by id and field.
//!
//! A change on one side is taken. Where both sides changed one field differently, both versions are kept as far as possible:
//! two roles as two links, two titles as two titles, notes one after the other. Merging the other way round gives the same.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use crate::model::annotation::{Id, Time};
use crate::model::extra::Extra;
use crate::model::fields::{joined, merged_extra};
use crate::model::message::counted;
use crate::model::project::Project;
use crate::model::project::items::{ArticleItem, End, Item, LinkItem, SpeakerItem, SpeakerName, ThreadItem};
use crate::model::project::unify::unify;
use crate::model::tag_colours::merged_colours;

/// Two versions of a project, merged.
#[derive(Clone, Debug, Default)]
pub struct ProjectMerge {
    /// The merged project.
    pub project: Project,
    /// Conflicts between the two sides and their outcomes, each a line without a full stop.
    pub conflicts: Vec<String>,
}

/// The number of items that one side added, changed and deleted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Brought([usize; 3]);

/// "2 entries added, 1 entry deleted", or "nothing changed".
impl fmt::Display for Brought {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said = self.0.iter().zip(["added", "changed", "deleted"]).filter(|(count, _)| **count > 0);
        let said: Vec<String> =
            said.map(|(count, done)| format!("{} {done}", counted(*count, "entry", "entries"))).collect();
        f.write_str(&if said.is_empty() { "nothing changed".to_owned() } else { said.join(", ") })
    }
}

/// The changes of one side since the base.
pub fn brought(base: &Project, side: &Project) -> Brought {
    fn add<T: PartialEq>(counts: &mut [usize; 3], base: &BTreeMap<Id, Arc<T>>, side: &BTreeMap<Id, Arc<T>>) {
        for (id, item) in side {
            match base.get(id) {
                None => counts[0] += 1,
                Some(before) => counts[1] += usize::from(before != item),
            }
        }
        counts[2] += base.keys().filter(|id| !side.contains_key(*id)).count();
    }
    let mut counts = [0; 3];
    add(&mut counts, &base.articles, &side.articles);
    add(&mut counts, &base.links, &side.links);
    add(&mut counts, &base.threads, &side.threads);
    add(&mut counts, &base.speakers, &side.speakers);
    Brought(counts)
}

/// Merges two versions that both descend from `base`; an empty base if that is unknown.
pub fn merge(base: &Project, mine: &Project, theirs: &Project) -> ProjectMerge {
    let mut out = Merged::default();
    out.all([&base.articles, &mine.articles, &theirs.articles]);
    out.all([&base.links, &mine.links, &theirs.links]);
    out.all([&base.threads, &mine.threads, &theirs.threads]);
    out.all([&base.speakers, &mine.speakers, &theirs.speakers]);
    let [first, second] =
        if mine.tag_colours.iter().le(theirs.tag_colours.iter()) { [mine, theirs] } else { [theirs, mine] };
    let (tag_colours, whole) = merged_colours(Some(&base.tag_colours), &first.tag_colours, &second.tag_colours);
    if !whole {
        out.conflicts.push("one tag has two colours; one of them is kept".to_owned());
    }
    let extra = out.extra(Some(&base.extra), &mine.extra, &theirs.extra);
    let mut project = Project::new(out.items, tag_colours, extra);
    out.conflicts.extend(unify(&mut project, |kind, id| base.has(kind, id)));
    ProjectMerge { project, conflicts: out.conflicts }
}

/// An item that is merged field by field.
trait Merges: Clone + PartialEq {
    /// The same with another time of change, to compare contents.
    fn at(&self, modified: &Time) -> Self;
    /// Its time of change.
    fn modified(&self) -> &Time;
    /// Its description in messages: "the link …".
    fn said(&self) -> String;
    /// Adds the merged item, and another one if two versions cannot be one.
    fn merge(base: Option<&Self>, mine: &Self, theirs: &Self, out: &mut Merged);
    /// The item for a project.
    fn item(self: &Arc<Self>) -> Item;
}

#[derive(Default)]
struct Merged {
    items: Vec<Item>,
    conflicts: Vec<String>,
    used: BTreeSet<Id>,
}

impl Merged {
    fn all<T: Merges>(&mut self, [base, mine, theirs]: [&BTreeMap<Id, Arc<T>>; 3]) {
        self.used = mine.keys().chain(theirs.keys()).cloned().collect();
        for (id, item) in mine {
            match theirs.get(id) {
                Some(other) if other == item => self.items.push(item.item()),
                Some(other) => T::merge(base.get(id).map(Arc::as_ref), item, other, self),
                None => self.alone(base.get(id), item),
            }
        }
        for (id, item) in theirs.iter().filter(|(id, _)| !mine.contains_key(*id)) {
            self.alone(base.get(id), item);
        }
    }

    /// An item that one side has and the other does not: it stays if it is new, or was changed since.
    fn alone<T: Merges>(&mut self, base: Option<&Arc<T>>, item: &Arc<T>) {
        match base {
            Some(before) if before.at(item.modified()) == **item => return,
            Some(_) => {
                self.conflicts
                    .push(format!("{} was deleted on one side and changed on the other; it is kept", item.said()));
            }
            None => {}
        }
        self.items.push(item.item());
    }

    fn extra(&mut self, base: Option<&Extra>, mine: &Extra, theirs: &Extra) -> Extra {
        let [first, second] = if mine.iter().le(theirs.iter()) { [mine, theirs] } else { [theirs, mine] };
        let (extra, whole) = merged_extra(base, first, second);
        if !whole {
            self.conflicts.push("an unknown field has two values; one of them is kept".to_owned());
        }
        extra
    }

    /// An id for the second version of an item: `x-2`, `x-3`, …
    fn second(&mut self, id: &Id) -> Id {
        let new = (2..).map(|number| Id::new(&format!("{id}-{number}"))).find(|new| !self.used.contains(new));
        let new = new.unwrap_or_else(|| id.clone());
        self.used.insert(new.clone());
        new
    }
}

/// The value of a field that at most one side changed; both values, the lesser first, if both did.
fn three<T: Clone + Ord>(base: Option<&T>, mine: &T, theirs: &T) -> Result<T, [T; 2]> {
    if mine == theirs || base == Some(theirs) {
        Ok(mine.clone())
    } else if base == Some(mine) {
        Ok(theirs.clone())
    } else {
        Err([mine.min(theirs).clone(), mine.max(theirs).clone()])
    }
}

/// The value of a field of which one version is enough.
fn either<T: Clone + Ord>(base: Option<&T>, mine: &T, theirs: &T) -> T {
    three(base, mine, theirs).unwrap_or_else(|[first, _]| first)
}

fn later(mine: &Time, theirs: &Time) -> Time {
    if mine.as_str() < theirs.as_str() { theirs.clone() } else { mine.clone() }
}

fn ends(end: &End) -> (Id, String, Id) {
    (end.article.clone(), end.path.clone(), end.mark.clone())
}

fn end((article, path, mark): (Id, String, Id), extra: Extra) -> End {
    End { article, path, mark, extra }
}

impl Merges for ArticleItem {
    fn at(&self, modified: &Time) -> Self {
        Self { modified: modified.clone(), ..self.clone() }
    }

    fn modified(&self) -> &Time {
        &self.modified
    }

    fn said(&self) -> String {
        format!("the entry of {}", self.path)
    }

    fn merge(base: Option<&Self>, mine: &Self, theirs: &Self, out: &mut Merged) {
        let place = |item: &Self| (item.path.clone(), item.sha256.clone());
        let moved = three(base.map(place).as_ref(), &place(mine), &place(theirs));
        let (path, sha256) = moved.unwrap_or_else(|[first, second]| {
            if first.0 != second.0 {
                out.conflicts.push(format!("one article was moved to {} and to {}", first.0, second.0));
            }
            first
        });
        let item = Self {
            id: mine.id.clone(),
            path,
            sha256,
            done: three(base.map(|base| &base.done), &mine.done, &theirs.done).unwrap_or(true),
            modified: later(&mine.modified, &theirs.modified),
            extra: out.extra(base.map(|base| &base.extra), &mine.extra, &theirs.extra),
        };
        out.items.push(Item::Article(Arc::new(item)));
    }

    fn item(self: &Arc<Self>) -> Item {
        Item::Article(self.clone())
    }
}

impl Merges for LinkItem {
    fn at(&self, modified: &Time) -> Self {
        Self { modified: modified.clone(), ..self.clone() }
    }

    fn modified(&self) -> &Time {
        &self.modified
    }

    fn said(&self) -> String {
        format!("the link from {} to {}", self.from.path, self.to.path)
    }

    fn merge(base: Option<&Self>, mine: &Self, theirs: &Self, out: &mut Merged) {
        let tie = |item: &Self| (ends(&item.from), ends(&item.to), item.role.id().to_owned());
        let note = three(base.map(|base| &base.note), &mine.note, &theirs.note).unwrap_or_else(|[first, second]| {
            out.conflicts.push(format!("{}: both sides wrote a note; both are kept", mine.said()));
            joined(&first, &second)
        });
        let extra = out.extra(base.map(|base| &base.extra), &mine.extra, &theirs.extra);
        let modified = later(&mine.modified, &theirs.modified);
        let made = |id: Id, side: &Self| Self {
            id,
            note: note.clone(),
            modified: modified.clone(),
            created: mine.created.clone(),
            creator: either(base.map(|base| &base.creator), &mine.creator, &theirs.creator),
            extra: extra.clone(),
            ..side.clone()
        };
        match three(base.map(tie).as_ref(), &tie(mine), &tie(theirs)) {
            Ok(kept) => {
                let side = if tie(mine) == kept { mine } else { theirs };
                let mut end = |of: fn(&Self) -> &End| {
                    let extra = out.extra(base.map(|base| &of(base).extra), &of(mine).extra, &of(theirs).extra);
                    End { extra, ..of(side).clone() }
                };
                let (from, to) = (end(|link| &link.from), end(|link| &link.to));
                out.items.push(Item::Link(Arc::new(Self { from, to, ..made(mine.id.clone(), side) })));
            }
            Err([first, _]) => {
                let (side, other) = if tie(mine) == first { (mine, theirs) } else { (theirs, mine) };
                out.conflicts.push(format!(
                    "{} is “{}” on one side and “{}” on the other; both are kept as links",
                    side.said(),
                    side.role.id(),
                    other.role.id()
                ));
                let second = out.second(&mine.id);
                out.items.push(Item::Link(Arc::new(made(mine.id.clone(), side))));
                out.items.push(Item::Link(Arc::new(made(second, other))));
            }
        }
    }

    fn item(self: &Arc<Self>) -> Item {
        Item::Link(self.clone())
    }
}

impl Merges for ThreadItem {
    fn at(&self, modified: &Time) -> Self {
        Self { modified: modified.clone(), ..self.clone() }
    }

    fn modified(&self) -> &Time {
        &self.modified
    }

    fn said(&self) -> String {
        format!("the title “{}”", self.title)
    }

    fn merge(base: Option<&Self>, mine: &Self, theirs: &Self, out: &mut Merged) {
        let claim = either(base.map(|base| ends(&base.claim)).as_ref(), &ends(&mine.claim), &ends(&theirs.claim));
        let extra = out.extra(base.map(|base| &base.extra), &mine.extra, &theirs.extra);
        let end_extra = out.extra(base.map(|base| &base.claim.extra), &mine.claim.extra, &theirs.claim.extra);
        let made = |id: Id, title: String| {
            Item::Thread(Arc::new(Self {
                id,
                title,
                claim: end(claim.clone(), end_extra.clone()),
                modified: later(&mine.modified, &theirs.modified),
                creator: either(base.map(|base| &base.creator), &mine.creator, &theirs.creator),
                extra: extra.clone(),
            }))
        };
        match three(base.map(|base| &base.title), &mine.title, &theirs.title) {
            Ok(title) => out.items.push(made(mine.id.clone(), title)),
            Err([first, second]) => {
                out.conflicts.push(format!("one thread is titled “{first}” and “{second}”; both titles are kept"));
                let id = out.second(&mine.id);
                out.items.push(made(mine.id.clone(), first));
                out.items.push(made(id, second));
            }
        }
    }

    fn item(self: &Arc<Self>) -> Item {
        Item::Thread(self.clone())
    }
}

impl Merges for SpeakerItem {
    fn at(&self, modified: &Time) -> Self {
        Self { modified: modified.clone(), ..self.clone() }
    }

    fn modified(&self) -> &Time {
        &self.modified
    }

    fn said(&self) -> String {
        format!("the speaker “{}”", self.name)
    }

    fn merge(base: Option<&Self>, mine: &Self, theirs: &Self, out: &mut Merged) {
        let names: BTreeSet<&SpeakerName> = mine.names.iter().chain(&theirs.names).collect();
        // A name stays unless one side took it out.
        let stays = |name: &&SpeakerName| {
            let was = base.is_some_and(|base| base.names.contains(name));
            !was || (mine.names.contains(name) && theirs.names.contains(name))
        };
        let extra = out.extra(base.map(|base| &base.extra), &mine.extra, &theirs.extra);
        let name = three(base.map(|base| &base.name), &mine.name, &theirs.name).unwrap_or_else(|[first, second]| {
            out.conflicts.push(format!("one speaker is named “{first}” and “{second}”; the first is shown"));
            first
        });
        let item = Self {
            id: mine.id.clone(),
            name,
            names: names.into_iter().filter(stays).cloned().collect(),
            modified: later(&mine.modified, &theirs.modified),
            creator: either(base.map(|base| &base.creator), &mine.creator, &theirs.creator),
            extra,
        };
        out.items.push(Item::Speaker(Arc::new(item)));
    }

    fn item(self: &Arc<Self>) -> Item {
        Item::Speaker(self.clone())
    }
}
