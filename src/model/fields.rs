//! The fields of a mark, a link and a document: one row each.
//!
//! The columns of tables, the keys of JSON, the rows of the inspector, merging and the losses of exports follow from these
//! tables. A field is *plain* if its value is text, a flag or a list of texts; such a field needs nothing but its row.

use std::borrow::Cow;

use crate::model::annotation::{Annotation, CERTAINTIES, Certainty, Relation, Time};
use crate::model::document::Document;
use crate::model::extra::Extra;
use crate::model::field::{Both, Content, Field, Fields, Plain, Type, Value};
use crate::model::field_text as text;

macro_rules! own {
    ($id:literal, $name:literal, $($field:ident).+, $text:expr) => {
        Field::<Self>::new($id, $name, Content::Own {
            same: |a, b| a.$($field).+ == b.$($field).+,
            take: |into, from| into.$($field).+ = from.$($field).+.clone(),
        })
        .text($text)
    };
}

/// Plain fields: the id, the name within a sentence, the label on the screen, the names after a number, and the place of the
/// value.
macro_rules! plain {
    (text, $id:literal, $name:literal, $label:literal, $counted:expr, $($field:ident).+) => {
        plain!($id, $name, $label, "", $counted, Type::Text(""), |of| Value::Text(Cow::Borrowed(&of.$($field).+)), |of, value| {
            if let Value::Text(text) = value {
                of.$($field).+ = text.into();
            }
        })
    };
    (flag, $id:literal, $name:literal, $label:literal, $help:literal, $counted:expr, $field:ident) => {
        plain!($id, $name, $label, $help, $counted, Type::Flag, |of| Value::Flag(of.$field), |of, value| {
            if let Value::Flag(flag) = value {
                of.$field = flag;
            }
        })
        .woven(|into, _, a, b| {
            into.$field = a.$field || b.$field;
            true
        })
    };
    (record, $id:literal, $name:literal, $label:literal, $counted:expr, $of:expr, $get:expr, $set:expr) => {
        Field::<Self>::new($id, $name, Content::Plain(Plain {
            of: $of,
            get: $get,
            set: $set,
            label: $label,
            help: "",
            counted: $counted,
            is_record: true,
        }))
    };
    ($id:literal, $name:literal, $label:literal, $help:literal, $counted:expr, $of:expr, $get:expr, $set:expr) => {
        Field::<Self>::new($id, $name, Content::Plain(Plain {
            of: $of,
            get: $get,
            set: $set,
            label: $label,
            help: $help,
            counted: $counted,
            is_record: false,
        }))
    };
}

/// The fields that marks and links share.
macro_rules! shared {
    (note) => {
        plain!(text, "note", "the note", "Note", ("note", "notes"), note)
            .both(Both::Joined(|into, from| into.note = joined(&into.note, &from.note)))
    };
    (created) => {
        shared!("created", "when it was made", "Created", ("creation date", "creation dates"), created, |a, b| {
            b.is_empty() || (!a.is_empty() && a <= b)
        })
    };
    (modified) => {
        shared!(
            "modified",
            "when it was changed",
            "Changed",
            ("modification date", "modification dates"),
            modified,
            |a, b| { a >= b }
        )
    };
    ($id:literal, $name:literal, $label:literal, $counted:expr, $field:ident, $wins:expr) => {
        plain!(
            record,
            $id,
            $name,
            $label,
            $counted,
            Type::Time,
            |of| Value::Text(Cow::Borrowed(of.$field.as_str())),
            |of, value| {
                if let Value::Text(time) = value {
                    of.$field = Time::new(&time);
                }
            }
        )
        .text(|_, of| of.$field.as_str().to_owned())
        .woven(|into, _, a, b| {
            let wins: fn(&str, &str) -> bool = $wins;
            into.$field = if wins(a.$field.as_str(), b.$field.as_str()) { &a.$field } else { &b.$field }.clone();
            true
        })
    };
    (creator) => {
        plain!(
            record,
            "creator",
            "who made it",
            "Annotator",
            ("annotator's name", "annotators' names"),
            Type::Text(""),
            |of| Value::Text(Cow::Borrowed(&of.creator)),
            |of, value| {
                if let Value::Text(name) = value {
                    of.creator = name.into();
                }
            }
        )
        .text(|_, of| text::name(&of.creator))
    };
}

/// The unknown fields, merged by their names.
macro_rules! unknown {
    ($id:literal, $name:literal, $($field:ident).+) => {
        own!($id, $name, $($field).+, |_, of| text::extra(&of.$($field).+)).woven(|into, base, first, second| {
            let base = base.map(|base| &base.$($field).+);
            let (woven, whole) = woven_extra(base, &first.$($field).+, &second.$($field).+);
            into.$($field).+ = woven;
            whole
        })
    };
}

impl Fields for Annotation {
    const FIELDS: &'static [Field<Self>] = &[
        own!("target", "the passage", target, |document, mark| text::passage(document, &mark.target))
            .both(Both::Apart("as two marks"))
            .too_much_for_a_note(),
        own!("kind", "the kind", kind, |_, mark| mark.kind.name().to_lowercase()).both(Both::Apart("as two marks")),
        own!("speaker", "the speaker", speaker, |document, mark| text::speaker(document, mark.speaker.as_ref()))
            .both(Both::Apart("as two marks")),
        own!("cue", "the cue", cue, |document, mark| text::passage(document, &mark.cue)),
        plain!(
            "certainty",
            "the certainty",
            "Certainty",
            "",
            ("certainty", "certainties"),
            Type::Text(CERTAINTIES[0].id),
            |mark| Value::Text(Cow::Borrowed(mark.certainty.id())),
            |mark, value| {
                if let Value::Text(id) = value {
                    mark.certainty = Certainty::new(&id);
                }
            }
        )
        .text(|_, mark| mark.certainty.id().to_owned()),
        shared!(note),
        plain!(
            "tags",
            "the tags",
            "Tags",
            "",
            ("tag", "tags"),
            Type::List,
            |mark| Value::List(Cow::Borrowed(&mark.tags)),
            |mark, value| {
                if let Value::List(tags) = value {
                    mark.tags = tags.into_owned();
                }
            }
        )
        .woven(|into, base, a, b| {
            into.tags = woven_tags(base.map_or(&[], |base| &base.tags), &a.tags, &b.tags);
            true
        }),
        plain!(
            flag,
            "discuss",
            "the flag for discussion",
            "Discuss",
            "It wants a second opinion",
            ("discussion flag", "discussion flags"),
            discuss
        ),
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
        .too_much_for_a_note(),
        own!("role", "the role", role, |_, link| link.role.id().to_owned()),
        shared!(note),
        shared!(created),
        shared!(modified),
        shared!(creator),
        unknown!("extra", "the other fields", extra),
    ];
}

/// The fields of the article and of the file that are not read together with the text.
impl Fields for Document {
    const FIELDS: &'static [Field<Self>] = &[
        plain!(text, "title", "the title", "Title", ("the title", ""), article.title),
        plain!(text, "file", "the file name", "File", ("the file name", ""), article.file),
        plain!(text, "byline", "the author", "Author", ("the author", ""), article.source.byline),
        plain!(text, "site", "the site", "Site", ("the site", ""), article.source.site),
        plain!(text, "published", "the date", "Date", ("the date", ""), article.source.published),
        plain!(text, "address", "the address", "Address", ("the address", ""), article.source.address),
        unknown!("article_extra", "the article's other fields", article.extra),
        unknown!("extra", "the file's other fields", extra),
    ];
}

/// The tags that both kept, in their order, and then those that either added.
fn woven_tags(base: &[String], a: &[String], b: &[String]) -> Vec<String> {
    let mut woven: Vec<String> = base.iter().filter(|tag| a.contains(tag) && b.contains(tag)).cloned().collect();
    let mut added: Vec<&String> = a.iter().chain(b).filter(|tag| !base.contains(tag)).collect();
    added.sort_unstable();
    added.dedup();
    woven.extend(added.into_iter().cloned());
    woven
}

/// Fields by their names: what one side changed is taken; of what both changed, the first side's. True if both changed
/// none.
fn woven_extra(base: Option<&Extra>, first: &Extra, second: &Extra) -> (Extra, bool) {
    let value =
        |extra: &Extra, name: &str| extra.iter().find(|(other, _)| *other == name).map(|(_, source)| source.to_owned());
    let mut names: Vec<&str> = first.iter().chain(second.iter()).map(|(name, _)| name).collect();
    names.sort_unstable();
    names.dedup();
    let (mut woven, mut whole) = (Extra::default(), true);
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
            woven.push(name, &source);
        }
    }
    (woven, whole)
}

/// The paragraphs of one note, and those of another that it does not have.
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
