//! Three-way merge of annotated articles.
//!
//! Marks and links are matched by id and compared field by field. A change on one side is taken; different changes on
//! both sides are a [`Conflict`], and nothing is lost until somebody decides ([`Merge::resolve`]).

mod ids;
mod items;
mod rebase;
mod resolve;
mod three;
mod unsettled;
mod wording;

pub use unsettled::Unsettled;

use std::fmt;
use std::sync::Arc;

use crate::model::anchor::ReanchoredSet;
use crate::model::annotation::{Annotation, Id, Relation};
use crate::model::document::Document;
use crate::model::message::counted;

/// One of the two versions that are merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// My version.
    Mine,
    /// The other version.
    Theirs,
}

/// The subject of a conflict. Fields are named by the id of their row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Matter {
    /// The article's text, with everything that was read together with it.
    Text,
    /// Another field of the article.
    File(&'static str),
    /// A field of a mark.
    Mark(Id, &'static str),
    /// The existence of a mark: one side deleted it, the other changed or linked it.
    NoMark(Id),
    /// A field of a link.
    Link(Id, &'static str),
    /// The existence of a link.
    NoLink(Id),
}

/// Different changes on both sides, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Its subject.
    pub matter: Matter,
    /// The mark it is shown at, if any: for a link, the mark it leads from.
    pub mark: Option<Id>,
    /// The name of the item: "denial “We have not…”".
    pub thing: String,
    /// The name of the field: "the kind".
    pub what: String,
    /// The value before; `None` if there was none.
    pub base: Option<String>,
    /// My value.
    pub mine: String,
    /// The other value.
    pub theirs: String,
    /// The way to keep both, if there is one: "as two marks".
    pub both: Option<&'static str>,
}

/// The resolution of a conflict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// My value.
    Mine,
    /// The other value.
    Theirs,
    /// Both values: notes one after the other, otherwise as two marks.
    Both,
    /// Both values, in a note if text can express them, and the mark is flagged for discussion.
    #[default]
    Later,
}

/// The changes of one side since the base.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Brought {
    /// Marks added, changed and deleted.
    pub marks: [usize; 3],
    /// Links added, changed and deleted.
    pub links: [usize; 3],
}

/// "2 marks added, 1 link deleted", or "no marks changed".
impl fmt::Display for Brought {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut said = Vec::new();
        for (counts, one, more) in [(self.marks, "mark", "marks"), (self.links, "link", "links")] {
            for (count, done) in counts.into_iter().zip(["added", "changed", "deleted"]) {
                if count > 0 {
                    said.push(format!("{} {done}", counted(count, one, more)));
                }
            }
        }
        f.write_str(&if said.is_empty() { "no marks changed".to_owned() } else { said.join(", ") })
    }
}

/// Two merged versions, with their conflicts.
#[derive(Clone, Debug)]
pub struct Merge {
    /// The three versions as given, and the side whose text is taken if both changed it.
    given: [Arc<Document>; 3],
    preferred: Side,
    /// The result of carrying my marks over to the text that is taken, if that is another.
    reanchored: Option<Arc<ReanchoredSet>>,
    /// The three versions on one text.
    base: Arc<Document>,
    mine: Arc<Document>,
    theirs: Arc<Document>,
    /// The merged article fields, mine where they conflict; the set is empty.
    frame: Document,
    /// The marks, mine where they conflict; including those that one side deleted and the other changed.
    marks: Vec<Arc<Annotation>>,
    /// The links, likewise.
    links: Vec<Arc<Relation>>,
    conflicts: Vec<Conflict>,
    renamed: Vec<(Id, Id)>,
    unsettled: Vec<Unsettled>,
}

impl Merge {
    /// Merges `mine` and `theirs`, which both descend from `base`; an empty base if that is unknown.
    pub fn new(base: Arc<Document>, mine: Arc<Document>, theirs: Arc<Document>) -> Self {
        Self::preferring(Side::Mine, [base, mine, theirs])
    }

    fn preferring(preferred: Side, given: [Arc<Document>; 3]) -> Self {
        let [base, mine, theirs] = given.clone();
        let rebase::OneText { versions: [base, mine, theirs], read, reanchored, conflict } =
            rebase::on_one_text([base, mine, theirs], preferred);
        let ids::Parted { mine, theirs, renamed } = ids::parted(&base, mine, theirs);
        let mut conflicts = Vec::new();
        if conflict {
            conflicts.push(wording::text());
        }
        let mut frame = items::frame(&base, &mine, &theirs, &mut conflicts);
        rebase::read_as(&mut frame.article, &read);
        let (marks, links) = items::items(&base, &mine, &theirs, &mut conflicts);
        let [mine_reanchored, theirs_reanchored] = &reanchored;
        let sides = [(&*mine, mine_reanchored.as_ref(), &*theirs), (&*theirs, theirs_reanchored.as_ref(), &*mine)];
        let unsettled = unsettled::unsettled(&marks, &renamed, sides);
        let [reanchored, _] = reanchored.map(|reanchored| reanchored.map(Arc::new));
        Self { given, preferred, reanchored, base, mine, theirs, frame, marks, links, conflicts, renamed, unsettled }
    }

    /// The conflicts: of the article, then of marks in the order of the text, then of links.
    pub fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
    }

    /// Passages that have other text, or none, in the text that is taken. Their marks are flagged for discussion.
    pub fn unsettled(&self) -> &[Unsettled] {
        &self.unsettled
    }

    /// Ids that both sides gave to different items, and the new id of one of the two.
    pub fn renamed(&self) -> &[(Id, Id)] {
        &self.renamed
    }

    /// The changes of one side.
    pub fn brought(&self, side: Side) -> Brought {
        items::brought(&self.base.set, &self.side(side).set)
    }

    fn side(&self, side: Side) -> &Document {
        match side {
            Side::Mine => &self.mine,
            Side::Theirs => &self.theirs,
        }
    }
}
