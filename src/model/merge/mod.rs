//! Two versions of an annotated article made one, by what each changed since a third that both come from.
//!
//! Marks and links are matched by id and compared field by field. What only one side changed is taken; what both changed
//! differently is a [`Conflict`], and nothing of either side is lost until somebody decides ([`Merge::resolve`]).

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

use crate::model::anchor::Carried;
use crate::model::annotation::{Annotation, Id, Relation};
use crate::model::document::Document;
use crate::model::message::counted;

/// One of the two versions that are merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The version here.
    Mine,
    /// The other.
    Theirs,
}

/// What a conflict is about. Fields are named by the id of their row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Matter {
    /// The article's text, with all that was read together with it.
    Text,
    /// Something else that is said of the article.
    File(&'static str),
    /// Something that is said of a mark.
    Mark(Id, &'static str),
    /// That a mark is there at all: one side deleted it, the other changed or linked it.
    NoMark(Id),
    /// Something that is said of a link.
    Link(Id, &'static str),
    /// That a link is there at all.
    NoLink(Id),
}

/// Something that both sides changed differently, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// What it is about.
    pub matter: Matter,
    /// The mark whose conflict it is, if it is one's: of a link, the mark it leads from.
    pub mark: Option<Id>,
    /// What to call the thing: "denial “We have not…”".
    pub thing: String,
    /// What to call what differs: "the kind".
    pub what: String,
    /// What was said before; nothing where nobody said anything.
    pub base: Option<String>,
    /// What is said here.
    pub mine: String,
    /// What the other says.
    pub theirs: String,
    /// How both can be kept, if they can: "as two marks".
    pub both: Option<&'static str>,
}

/// What is done about a conflict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// What is said here stands.
    Mine,
    /// What the other says stands.
    Theirs,
    /// Both stand: notes one after the other, else as two marks.
    Both,
    /// Both are kept, in words where words can say it, and the mark is to be discussed.
    #[default]
    Later,
}

/// What a side brings that the version before did not have.
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

/// Two versions put together, as far as they agree.
#[derive(Clone, Debug)]
pub struct Merge {
    /// The three as they were given, and whose text is taken if both changed it.
    given: [Arc<Document>; 3],
    preferred: Side,
    /// What became of the marks of mine on the text that is taken, if that is another.
    carried: Option<Arc<Carried>>,
    /// The three on one text.
    base: Arc<Document>,
    mine: Arc<Document>,
    theirs: Arc<Document>,
    /// What is said of the article, with what is said here where they conflict; its set is empty.
    frame: Document,
    /// The marks, with what is said here where they conflict; what one side deleted and the other changed is among them.
    marks: Vec<Arc<Annotation>>,
    /// The links, likewise.
    links: Vec<Arc<Relation>>,
    conflicts: Vec<Conflict>,
    renamed: Vec<(Id, Id)>,
    unsettled: Vec<Unsettled>,
}

impl Merge {
    /// Merges `mine` and `theirs`, which both come from `base`; an empty one where nothing is known of that.
    pub fn new(base: Arc<Document>, mine: Arc<Document>, theirs: Arc<Document>) -> Self {
        Self::preferring(Side::Mine, [base, mine, theirs])
    }

    fn preferring(preferred: Side, given: [Arc<Document>; 3]) -> Self {
        let [base, mine, theirs] = given.clone();
        let rebase::OneText { versions: [base, mine, theirs], read, carried, conflict } =
            rebase::on_one_text([base, mine, theirs], preferred);
        let ids::Parted { mine, theirs, renamed } = ids::parted(&base, mine, theirs);
        let mut conflicts = Vec::new();
        if conflict {
            conflicts.push(wording::text());
        }
        let mut frame = items::frame(&base, &mine, &theirs, &mut conflicts);
        rebase::read_as(&mut frame.article, &read);
        let (marks, links) = items::items(&base, &mine, &theirs, &mut conflicts);
        let [mine_carried, theirs_carried] = &carried;
        let sides = [(&*mine, mine_carried.as_ref(), &*theirs), (&*theirs, theirs_carried.as_ref(), &*mine)];
        let unsettled = unsettled::unsettled(&marks, &renamed, sides);
        let [carried, _] = carried.map(|carried| carried.map(Arc::new));
        Self { given, preferred, carried, base, mine, theirs, frame, marks, links, conflicts, renamed, unsettled }
    }

    /// What both sides changed differently: of the article, then of its marks in the order of the text, then of links.
    pub fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
    }

    /// Passages that came to stand on other words, or on none, on the text that is taken. Their marks are flagged for
    /// discussion.
    pub fn unsettled(&self) -> &[Unsettled] {
        &self.unsettled
    }

    /// Ids that both sides gave to different things, and what one of the two is called now.
    pub fn renamed(&self) -> &[(Id, Id)] {
        &self.renamed
    }

    /// What a side brings.
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
