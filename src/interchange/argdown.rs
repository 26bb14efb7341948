//! Argdown export (syntax version 1, as `@argdown/core` reads it): an argument map as text.
//!
//! A mark is a statement with a title such as `[Claim 1]` and its text. *Supports* and *rebuts* are arrows below it.
//! The other fields are its metadata, with what arrows cannot express: notes on relations and other roles.

use serde_json::{Map, Value, json};

use crate::interchange::Located;
use crate::interchange::links::number;
use crate::interchange::passages::{changes, pieces, quotation, status};
use crate::interchange::plain::json;
use crate::model::annotation::{Annotation, Id, Relation, Target};
use crate::model::field::{Fields, Plain};
use crate::model::set::AnnotationSet;
use crate::model::text::ArticleText;

/// The arrow of a role, from the mark above it.
const ARROWS: &[(&str, &str)] = &[("supports", "+>"), ("rebuts", "->")];

/// Writes the map.
pub fn write(located: &Located) -> String {
    let mut out = format!("===\n{}\n===\n", front(located).join("\n"));
    for mark in located.document.set().annotations() {
        out.push_str(&statement(located, mark));
    }
    out
}

fn front(located: &Located) -> Vec<String> {
    let article = located.document.article();
    let read = about([
        ("path", json!(located.path)),
        ("file", json!(article.file)),
        ("sha256", json!(article.sha256)),
        ("mediaType", json!(article.media_type)),
        ("encoding", json!(article.encoding)),
        ("importer", json!(article.importer)),
    ]);
    let about = about([
        ("title", json!(article.title())),
        ("author", json!(article.byline())),
        ("date", json!(article.published())),
        ("site", json!(article.site())),
        ("address", json!(article.address())),
        ("article", read),
    ]);
    match about {
        Value::Object(about) => about.iter().map(|(key, value)| format!("{key}: {}", yaml(value))).collect(),
        _ => Vec::new(),
    }
}

fn statement(located: &Located, mark: &Annotation) -> String {
    let (article, set) = (located.document.article(), located.document.set());
    let relations = set.relations_of(&mark.id).iter().map(AsRef::as_ref);
    let from_here = |relation: &&Relation| relation.from == mark.id && set.get(&relation.to).is_some();
    let mut relations: Vec<&Relation> = relations.filter(from_here).collect();
    relations.sort_by_key(|relation| &relation.id);
    let (as_tags, others): (Vec<&String>, Vec<&String>) = mark.tags.iter().partition(|tag| is_tag(tag));
    let tags: String = as_tags.into_iter().map(|tag| format!(" #({tag})")).collect();
    let text = escaped(&one_line(&quotation(&article.text, &mark.target)));
    let data = yaml(&data(&article.text, set, mark, &others, &relations));
    let mut out = format!("\n[{}]: {text}{tags} {data}\n", title(set, &mark.id));
    for relation in relations {
        if let Some((_, arrow)) = ARROWS.iter().find(|(role, _)| *role == relation.role.id()) {
            out.push_str(&format!("  {arrow} [{}]\n", title(set, &relation.to)));
        }
    }
    out
}

/// The title of a mark: its kind and number.
fn title(set: &AnnotationSet, id: &Id) -> String {
    let kind = set.get(id).and_then(|mark| mark.kind.row()).map_or("Mark", |row| row.name);
    format!("{kind} {}", number(set, id).unwrap_or_default())
}

fn data(
    text: &ArticleText,
    set: &AnnotationSet,
    mark: &Annotation,
    tags: &[&String],
    relations: &[&Relation],
) -> Value {
    let speaker = mark.speaker.as_ref();
    let relations = relations
        .iter()
        .filter(|relation| !relation.note.is_empty() || ARROWS.iter().all(|(role, _)| *role != relation.role.id()));
    let relations = relations.map(|relation| {
        let to = title(set, &relation.to);
        about([("role", json!(relation.role.id())), ("to", json!(to)), ("note", json!(relation.note))])
    });
    let value = |field: &'static Plain<Annotation>| match field.id {
        // The other tags are written as Argdown's own.
        "tags" => (field.id, json!(tags)),
        _ => (field.id, json(field, mark)),
    };
    let names = [
        ("id", json!(mark.id.as_str())),
        ("kind", json!(mark.kind.id())),
        // Argdown's name for the speaker.
        ("proponent", json!(speaker.map(|speaker| speaker.name.as_str()))),
        ("voice", json!(speaker.map(|speaker| speaker.voice.id()))),
        ("written", json!(speaker.map(|speaker| speaker.written.as_str()))),
    ];
    let passages = [
        ("relations", relations.collect()),
        ("standing", if status(mark) == "found" { Value::Null } else { json!(status(mark)) }),
        ("changes", json!(changes(text, mark))),
        ("places", places(text, &mark.target)),
        ("cue", if mark.cue.is_empty() { Value::Null } else { json!(quotation(text, &mark.cue)) }),
        ("cuePlaces", places(text, &mark.cue)),
        ("namePlaces", speaker.map_or(Value::Null, |speaker| places(text, &speaker.at))),
    ];
    let (details, records) = (Annotation::details().map(value), Annotation::records().map(value));
    about(names.into_iter().chain(details).chain(passages).chain(records))
}

/// The present or former start and end of each fragment, in code points.
fn places(text: &ArticleText, target: &Target) -> Value {
    pieces(text, target).map(|piece| json!([piece.start.get(), piece.end.get()])).collect()
}

/// An object without null and empty values.
fn about<'k>(fields: impl IntoIterator<Item = (&'k str, Value)>) -> Value {
    let is_known = |value: &Value| match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(values) => !values.is_empty(),
        Value::Object(fields) => !fields.is_empty(),
        _ => true,
    };
    let known = fields.into_iter().filter(|(_, value)| is_known(value));
    Value::Object(known.map(|(key, value)| (key.to_owned(), value)).collect::<Map<_, _>>())
}

/// JSON that is also one-line YAML (YAML 1.2, 5.1 and 7.3.1) and does not end Argdown's metadata or front matter.
fn yaml(value: &Value) -> String {
    let (mut out, mut inside, mut escape) = (String::new(), false, false);
    for c in value.to_string().chars() {
        let is_odd = matches!(
            c,
            '{' | '}' | '=' | '\u{7F}'..='\u{9F}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}'
        );
        if inside && is_odd {
            out.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            out.push(c);
            // YAML requires a space after a colon; after a comma it aids reading.
            out.push_str(if !inside && matches!(c, ':' | ',') { " " } else { "" });
        }
        inside ^= c == '"' && !escape;
        escape = c == '\\' && !escape;
    }
    out
}

fn one_line(text: &str) -> String {
    text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Text with Argdown's special characters escaped.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let next = rest.clone().next();
        let means = match c {
            '\\' | '[' | ']' | '<' | '>' | '{' | '}' | '*' | '_' | '#' | '@' => true,
            '/' => matches!(next, Some('/' | '*')),
            // A shortcode like `:name:`.
            '.' | ':' => next.is_some_and(|next| !next.is_whitespace()),
            '=' => next == Some('='),
            _ => false,
        };
        out.push_str(if means { "\\" } else { "" });
        out.push(c);
    }
    out
}

/// True if a tag can be written as one of Argdown's.
fn is_tag(tag: &str) -> bool {
    !tag.is_empty() && !tag.contains([')', '\n', '\r'])
}
