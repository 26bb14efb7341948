//! Conflicts in words: for the person who decides, and for the note that keeps them.

use std::sync::Arc;

use crate::model::annotation::{Annotation, Id, Relation};
use crate::model::document::Document;
use crate::model::field::Field;
use crate::model::field_text::{ends, mark};
use crate::model::merge::three::Three;
use crate::model::merge::{Conflict, Matter, Side};

/// A conflict of the text.
pub fn text() -> Conflict {
    Conflict {
        matter: Matter::Text,
        mark: None,
        thing: "the article".to_owned(),
        what: "the text".to_owned(),
        base: None,
        mine: "the text as it was changed here".to_owned(),
        theirs: "the text as the others changed it".to_owned(),
        both: None,
    }
}

/// An item with the document it belongs to.
type In<'a, T> = (&'a Document, &'a T);

/// A conflict of a field of the article.
pub fn of_file(row: &'static Field<Document>, of: Three<'_, Document>) -> Conflict {
    let versions = [of.base.unwrap_or(of.mine), of.mine, of.theirs].map(Arc::as_ref);
    Conflict { thing: "the article".to_owned(), ..said(row, Matter::File(row.id), versions, of) }
}

/// A conflict of a field of a mark, in these versions: base, mine, theirs.
pub fn of_mark(row: &'static Field<Annotation>, versions: [&Document; 3], of: Three<'_, Annotation>) -> Conflict {
    let id = of.mine.id.clone();
    Conflict {
        mark: Some(id.clone()),
        thing: mark(versions[1], of.mine),
        ..said(row, Matter::Mark(id, row.id), versions, of)
    }
}

/// A conflict of a field of a link, in these versions: base, mine, theirs.
pub fn of_link(row: &'static Field<Relation>, versions: [&Document; 3], of: Three<'_, Relation>) -> Conflict {
    Conflict {
        mark: Some(of.mine.from.clone()),
        thing: format!("link {}", ends(versions[1], of.mine)),
        ..said(row, Matter::Link(of.mine.id.clone(), row.id), versions, of)
    }
}

fn said<T>(row: &Field<T>, matter: Matter, versions: [&Document; 3], of: Three<'_, T>) -> Conflict {
    let [base, mine, theirs] = versions;
    Conflict {
        matter,
        mark: None,
        thing: String::new(),
        what: row.name.to_owned(),
        base: of.base.map(|before| row.in_sentence(base, before)),
        mine: row.in_sentence(mine, of.mine),
        theirs: row.in_sentence(theirs, of.theirs),
        both: row.both.text(),
    }
}

/// A mark that one side deleted and `side` changed or linked.
pub fn no_mark(
    side: Side,
    before: In<'_, Annotation>,
    after: In<'_, Annotation>,
    changes: &[&str],
    linked: bool,
) -> Conflict {
    let mut said: Vec<String> = Vec::new();
    if !changes.is_empty() {
        said.push(format!("changed {}", changes.join(", ")));
    }
    if linked {
        said.push("linked it".to_owned());
    }
    let thing = mark(after.0, after.1);
    let matter = Matter::NoMark(after.1.id.clone());
    deleted(side, matter, after.1.id.clone(), thing, mark(before.0, before.1), said.join(" and "))
}

/// A link that one side deleted and `side` changed.
pub fn no_link(side: Side, before: In<'_, Relation>, after: In<'_, Relation>, changes: &[&str]) -> Conflict {
    let thing = format!("link {}", ends(after.0, after.1));
    let was = format!("{} {}", before.1.role.id(), ends(before.0, before.1));
    let matter = Matter::NoLink(after.1.id.clone());
    deleted(side, matter, after.1.from.clone(), thing, was, format!("changed {}", changes.join(", ")))
}

fn deleted(side: Side, matter: Matter, mark: Id, thing: String, base: String, kept: String) -> Conflict {
    let gone = "deleted it".to_owned();
    let (mine, theirs) = match side {
        Side::Mine => (kept, gone),
        Side::Theirs => (gone, kept),
    };
    let (mark, what) = (Some(mark), "whether it stays".to_owned());
    Conflict { matter, mark, thing, what, base: Some(base), mine, theirs, both: None }
}

/// A conflict in one sentence that is the same from either side, so that merging the other way round, or once more,
/// adds nothing.
pub fn sentence(conflict: &Conflict) -> String {
    let Conflict { matter, thing, what, mine, theirs, .. } = conflict;
    let (one, other) = if mine <= theirs { (mine, theirs) } else { (theirs, mine) };
    let of = match matter {
        Matter::Link(..) | Matter::NoLink(_) => format!("of the {thing}, "),
        _ => String::new(),
    };
    let said = match matter {
        Matter::Text => "the text was changed on both sides; this is one of the two".to_owned(),
        Matter::NoMark(_) | Matter::NoLink(_) => format!("{of}one side {one}, the other {other}"),
        Matter::Mark(_, "target") => "the passage differs on the two sides; both are kept as marks".to_owned(),
        Matter::Link(_, "ends") => format!("{of}{what} differs on the two sides; both are kept as links"),
        Matter::Mark(_, "note") | Matter::Link(_, "note") => format!("{of}both sides wrote a note; both are kept"),
        _ => format!("{of}{what} is {one} on one side, {other} on the other"),
    };
    format!("Merge: {said}")
}
