//! The tables of fields of marks, links and documents.
//!
//! The columns of CSV, the keys of JSON, the rows of the inspector, merging and the losses of exports follow from these
//! tables. A field is *plain* if its value is text, a flag or a list of texts. A new plain field needs its row here,
//! its member in the type, and its line in the file's current version (`storage/v1.rs`).

use std::borrow::Cow;

use crate::model::annotation::{Annotation, CERTAINTIES, Certainty, Relation, Time};
use crate::model::document::Document;
use crate::model::extra::Extra;
use crate::model::field::{Both, Content, Field, Fields, Plain, Type, Value, plain};
use crate::model::field_text as text;
use crate::model::tag_colours::merged_colours;

macro_rules! own {
    ($id:literal, $name:literal, $($field:ident).+, $text:expr) => {
        Field::<Self>::new($id, $name, Content::Own {
            same: |a, b| a.$($field).+ == b.$($field).+,
            take: |into, from| into.$($field).+ = from.$($field).+.clone(),
        })
        .text($text)
    };
}

/// A row of a plain field: its type and member, its id, its noun, its label on the screen, and its nouns after a
/// number.
macro_rules! plain {
    (text $($field:ident).+, $id:literal, $noun:literal, $label:literal, $counted:expr) => {
        plain!(Type::Text(""), $id, $noun, $label, $counted,
            |of| Value::Text(Cow::Borrowed(&of.$($field).+)),
            |of, value| {
                if let Value::Text(text) = value {
                    of.$($field).+ = text.into();
                }
            }
        )
    };
    (flag $field:ident, $id:literal, $noun:literal, $label:literal, $counted:expr) => {
        plain!(Type::Flag, $id, $noun, $label, $counted,
            |of| Value::Flag(of.$field),
            |of, value| {
                if let Value::Flag(flag) = value {
                    of.$field = flag;
                }
            }
        )
        .merged_by(|into, _, a, b| {
            into.$field = a.$field || b.$field;
            true
        })
    };
    (list $field:ident, $id:literal, $noun:literal, $label:literal, $counted:expr) => {
        plain!(Type::List, $id, $noun, $label, $counted,
            |of| Value::List(Cow::Borrowed(&of.$field)),
            |of, value| {
                if let Value::List(texts) = value {
                    of.$field = texts.into_owned();
                }
            }
        )
        .merged_by(|into, base, a, b| {
            into.$field = merged_list(base.map_or(&[], |base| &base.$field), &a.$field, &b.$field);
            true
        })
    };
    (time $field:ident, $id:literal, $noun:literal, $label:literal, $counted:expr) => {
        plain!(Type::Time, $id, $noun, $label, $counted,
            |of| Value::Text(Cow::Borrowed(of.$field.as_str())),
            |of, value| {
                if let Value::Text(time) = value {
                    of.$field = Time::new(&time);
                }
            }
        )
        .text(|_, of| of.$field.as_str().to_owned())
    };
    ($of:expr, $id:literal, $noun:literal, $label:literal, $counted:expr, $get:expr, $set:expr) => {
        Field::<Self>::new($id, concat!("the ", $noun), Content::Plain(Plain {
            id: $id,
            of: $of,
            get: $get,
            set: $set,
            label: $label,
            help: "",
            steps: (concat!("Change ", $noun), concat!("Change ", $noun)),
            counted: $counted,
            is_record: false,
        }))
    };
}

/// The fields that marks and links share.
macro_rules! shared {
    (note) => {
        plain!(text note, "note", "note", "Note", ("note", "notes"))
            .both(Both::Joined(|into, from| into.note = joined(&into.note, &from.note)))
    };
    (created) => {
        plain!(time created, "created", "creation date", "Created", ("creation date", "creation dates"))
            .record()
            .merged_by(|into, _, a, b| {
                into.created = earlier(&a.created, &b.created);
                true
            })
    };
    (modified) => {
        plain!(time modified, "modified", "modification date", "Changed", ("modification date", "modification dates"))
            .record()
            .merged_by(|into, _, a, b| {
                into.modified =
                    if a.modified.as_str() < b.modified.as_str() { &b.modified } else { &a.modified }.clone();
                true
            })
    };
    (creator) => {
        plain!(text creator, "creator", "annotator", "Annotator", ("annotator's name", "annotators' names"))
            .record()
            .text(|_, of| text::name(&of.creator))
    };
}

/// The unknown fields, merged by their names.
macro_rules! unknown {
    ($id:literal, $name:literal, $($field:ident).+) => {
        own!($id, $name, $($field).+, |_, of| text::extra(&of.$($field).+)).merged_by(|into, base, first, second| {
            let base = base.map(|base| &base.$($field).+);
            let (merged, whole) = merged_extra(base, &first.$($field).+, &second.$($field).+);
            into.$($field).+ = merged;
            whole
        })
    };
}

impl Fields for Annotation {
    const FIELDS: &'static [Field<Self>] = &[
        own!("target", "the passage", target, |document, mark| text::passage(document, &mark.target))
            .both(Both::Apart("as two marks"))
            .too_long_for_a_note(),
        own!("kind", "the kind", kind, |_, mark| mark.kind.name().to_lowercase()).both(Both::Apart("as two marks")),
        own!("speaker", "the speaker", speaker, |document, mark| text::speaker(document, mark.speaker.as_ref()))
            .both(Both::Apart("as two marks")),
        own!("cue", "the cue", cue, |document, mark| text::passage(document, &mark.cue)),
        plain!(
            Type::Text(CERTAINTIES[0].id),
            "certainty",
            "certainty",
            "Certainty",
            ("certainty", "certainties"),
            |mark| Value::Text(Cow::Borrowed(mark.certainty.id())),
            |mark, value| {
                if let Value::Text(id) = value {
                    mark.certainty = Certainty::new(&id);
                }
            }
        )
        .text(|_, mark| mark.certainty.id().to_owned()),
        shared!(note),
        plain!(list tags, "tags", "tags", "Tags", ("tag", "tags")).help("quotation, statistics"),
        plain!(flag discuss, "discuss", "discussion flag", "Discuss", ("discussion flag", "discussion flags"))
            .help("Needs a second opinion")
            .steps("Flag for discussion", "Clear discussion flag"),
        shared!(created),
        shared!(modified),
        shared!(creator),
        unknown!("extra", "the other fields", extra),
    ];
}

impl Fields for Relation {
    const FIELDS: &'static [Field<Self>] = &[
        Field::<Self>::new(
            "ends",
            "what is linked",
            Content::Own {
                same: |a, b| (&a.from, &a.to) == (&b.from, &b.to),
                take: |into, from| (into.from, into.to) = (from.from.clone(), from.to.clone()),
            },
        )
        .text(text::ends)
        .both(Both::Apart("as two links"))
        .too_long_for_a_note(),
        own!("role", "the role", role, |_, link| link.role.id().to_owned()),
        shared!(note),
        shared!(created),
        shared!(modified),
        shared!(creator),
        unknown!("extra", "the other fields", extra),
    ];
}

/// The fields of the article and of the file, except those read together with the text.
impl Fields for Document {
    const FIELDS: &'static [Field<Self>] = &[
        plain!(text article.stated.title, "title", "title", "Title", ("the title", "")),
        plain!(text article.file, "file", "file name", "File", ("the file name", "")),
        plain!(text article.stated.byline, "byline", "author", "Author", ("the author", "")),
        plain!(text article.stated.site, "site", "site", "Site", ("the site", "")),
        plain!(text article.stated.published, "published", "date", "Date", ("the date", "")),
        plain!(text article.stated.address, "address", "address", "Address", ("the address", "")),
        plain!(text article.given.title, "given_title", "given title", "Title", ("the given title", "")),
        plain!(text article.given.byline, "given_byline", "given author", "Author", ("the given author", "")),
        plain!(text article.given.site, "given_site", "given site", "Site", ("the given site", "")),
        plain!(text article.given.published, "given_published", "given date", "Date", ("the given date", "")),
        plain!(text article.given.address, "given_address", "given address", "Address", ("the given address", "")),
        own!("tag_colours", "the colours of tags", tag_colours, |_, of| text::colours(&of.tag_colours)).merged_by(
            |into, base, first, second| {
                let base = base.map(|base| &base.tag_colours);
                let (merged, whole) = merged_colours(base, &first.tag_colours, &second.tag_colours);
                into.tag_colours = merged;
                whole
            },
        ),
        unknown!("article_extra", "the article's other fields", article.extra),
        unknown!("extra", "the file's other fields", extra),
    ];
}

/// The certainty of a mark.
pub const CERTAINTY: &Plain<Annotation> = plain(Annotation::FIELDS, "certainty");
/// The note of a mark.
pub const NOTE: &Plain<Annotation> = plain(Annotation::FIELDS, "note");
/// The tags of a mark.
pub const TAGS: &Plain<Annotation> = plain(Annotation::FIELDS, "tags");
/// The discussion flag of a mark.
pub const DISCUSS: &Plain<Annotation> = plain(Annotation::FIELDS, "discuss");

/// The items kept on both sides in order, then those added on either.
fn merged_list(base: &[String], a: &[String], b: &[String]) -> Vec<String> {
    let mut merged: Vec<String> = base.iter().filter(|tag| a.contains(tag) && b.contains(tag)).cloned().collect();
    let mut added: Vec<&String> = a.iter().chain(b).filter(|tag| !base.contains(tag)).collect();
    added.sort_unstable();
    added.dedup();
    merged.extend(added.into_iter().cloned());
    merged
}

/// Fields merged by name. A field changed on both sides is the first side's; true if there is none.
pub(in crate::model) fn merged_extra(base: Option<&Extra>, first: &Extra, second: &Extra) -> (Extra, bool) {
    let value =
        |extra: &Extra, name: &str| extra.iter().find(|(other, _)| *other == name).map(|(_, source)| source.to_owned());
    let mut names: Vec<&str> = first.iter().chain(second.iter()).map(|(name, _)| name).collect();
    names.sort_unstable();
    names.dedup();
    let (mut merged, mut whole) = (Extra::default(), true);
    for name in names {
        let before = base.and_then(|base| value(base, name));
        let (one, other) = (value(first, name), value(second, name));
        let taken = match () {
            () if one == other || other == before => one,
            () if one == before => other,
            () => {
                whole = false;
                one
            }
        };
        if let Some(source) = taken {
            merged.push(name, &source);
        }
    }
    (merged, whole)
}

/// The paragraphs of a note, then the other's that it lacks.
pub fn joined(note: &str, other: &str) -> String {
    let has = |paragraph: &&str| !paragraph.is_empty() && !note.split(PARAGRAPH).any(|mine| mine == *paragraph);
    let added: Vec<&str> = other.split(PARAGRAPH).filter(has).collect();
    match (note.is_empty(), added.is_empty()) {
        (_, true) => note.to_owned(),
        (true, false) => added.join(PARAGRAPH),
        (false, false) => format!("{note}{PARAGRAPH}{}", added.join(PARAGRAPH)),
    }
}

/// Separator of the paragraphs of a note.
const PARAGRAPH: &str = "\n\n";

/// The earlier of two moments; the other one if one is unknown.
fn earlier(a: &Time, b: &Time) -> Time {
    let wins = !a.as_str().is_empty() && (b.as_str().is_empty() || a.as_str() <= b.as_str());
    if wins { a } else { b }.clone()
}
