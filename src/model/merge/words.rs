//! What two sides say, in words: for the person who decides, and for the note that keeps it.

use std::sync::Arc;

use crate::model::annotation::{Annotation, Fragment, Id, Relation, Speaker, Target};
use crate::model::check::shortened;
use crate::model::document::Document;
use crate::model::extra::Extra;
use crate::model::merge::fields::{Row, Three};
use crate::model::merge::{Conflict, Matter, Side};

/// Words in quotation marks, or that there are none.
pub fn quoted(words: &str) -> String {
    if words.is_empty() { "none".to_owned() } else { format!("“{words}”") }
}

/// A person's name, or that there is none.
pub fn name(name: &str) -> String {
    if name.is_empty() { "nobody".to_owned() } else { name.to_owned() }
}

/// The words of a target, and where they are: the same words may be anywhere.
pub fn passage(version: &Document, target: &Target) -> String {
    let text = &version.article.text;
    let said = |fragment: &Fragment| match fragment {
        Fragment::Found(range) => {
            let (start, end) = (text.scalar_of(range.start()), text.scalar_of(range.end()));
            format!("“{}” ({start} to {end})", text.slice(*range))
        }
        Fragment::Changed(changed) => {
            format!("“{}”, which was “{}”", text.slice(changed.range), changed.quote.exact)
        }
        Fragment::Lost(quote) => format!("“{}”, which is lost", quote.exact),
    };
    let fragments: Vec<String> = target.fragments().iter().map(said).collect();
    if fragments.is_empty() { "none".to_owned() } else { fragments.join(" and ") }
}

/// Who speaks, and where that stands.
pub fn speaker(version: &Document, speaker: Option<&Speaker>) -> String {
    let Some(speaker) = speaker else { return "nobody".to_owned() };
    let voice = if matches!(speaker.voice.id(), "named" | "article") {
        String::new()
    } else {
        format!(" ({})", speaker.voice.id())
    };
    let written = if speaker.written.is_empty() { String::new() } else { format!(", as {}", quoted(&speaker.written)) };
    let at = if speaker.at.is_empty() { String::new() } else { format!(", at {}", passage(version, &speaker.at)) };
    let extra =
        if speaker.extra.is_empty() { String::new() } else { format!(", with {}", self::extra(&speaker.extra)) };
    format!("{}{voice}{written}{at}{extra}", speaker.label())
}

/// Fields that are not known.
pub fn extra(extra: &Extra) -> String {
    let fields: Vec<String> = extra.iter().map(|(name, source)| format!("{name}: {source}")).collect();
    if fields.is_empty() { "none".to_owned() } else { fields.join(", ") }
}

/// A mark by its kind and its first words.
pub fn mark(version: &Document, mark: &Annotation) -> String {
    let found = mark.target.found().next().map(|range| version.article.text.slice(range));
    let words = found.or_else(|| mark.target.lost().next().map(|quote| quote.exact.as_str())).unwrap_or_default();
    format!("{} “{}”", mark.kind.name().to_lowercase(), shortened(words))
}

fn mark_by_id(version: &Document, id: &Id) -> String {
    version.set.get(id).map_or_else(|| format!("the mark {id}, which is not there"), |it| mark(version, it))
}

/// What a link links.
pub fn ends(version: &Document, link: &Relation) -> String {
    format!("{} → {}", mark_by_id(version, &link.from), mark_by_id(version, &link.to))
}

/// Both sides changed the text.
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

/// A thing in the version that it is of.
type In<'a, T> = (&'a Document, &'a T);

/// Both sides changed something that is said of the article.
pub fn of_file(row: &'static Row<Document>, of: Three<'_, Document>) -> Conflict {
    let versions = [of.base.unwrap_or(of.mine), of.mine, of.theirs].map(Arc::as_ref);
    Conflict { thing: "the article".to_owned(), ..said(row, Matter::File(row.id), versions, of) }
}

/// Both sides changed something that is said of a mark, in these versions: before, mine, theirs.
pub fn of_mark(row: &'static Row<Annotation>, versions: [&Document; 3], of: Three<'_, Annotation>) -> Conflict {
    let id = of.mine.id.clone();
    Conflict {
        mark: Some(id.clone()),
        thing: mark(versions[1], of.mine),
        ..said(row, Matter::Mark(id, row.id), versions, of)
    }
}

/// Both sides changed something that is said of a link, in these versions: before, mine, theirs.
pub fn of_link(row: &'static Row<Relation>, versions: [&Document; 3], of: Three<'_, Relation>) -> Conflict {
    Conflict {
        mark: Some(of.mine.from.clone()),
        thing: format!("link {}", ends(versions[1], of.mine)),
        ..said(row, Matter::Link(of.mine.id.clone(), row.id), versions, of)
    }
}

fn said<T>(row: &Row<T>, matter: Matter, versions: [&Document; 3], of: Three<'_, T>) -> Conflict {
    let [base, mine, theirs] = versions;
    Conflict {
        matter,
        mark: None,
        thing: String::new(),
        what: row.name.to_owned(),
        base: of.base.map(|before| (row.say)(base, before)),
        mine: (row.say)(mine, of.mine),
        theirs: (row.say)(theirs, of.theirs),
        both: row.both.words(),
    }
}

/// One side deleted a mark that the other, `side`, changed or linked.
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

/// One side deleted a link that the other, `side`, changed.
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

/// A conflict in one sentence that says the same from either side, so that merging the other way round, or once more, adds
/// nothing to it.
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
