//! JSON Lines export: one annotation a line with all its fields, for DuckDB, Polars, Spark and scripts.
//!
//! Every line has every key, so that tools that infer columns from the first lines infer them right. Offsets count code
//! points. A relation is on the line of its source.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::interchange::Located;
use crate::interchange::passages::status;
use crate::model::annotation::{Annotation, Relation, Speaker, Target};
use crate::model::article::Article;
use crate::model::extra::Extra;
use crate::model::field::{Fields, Type, Value};
use crate::model::selector::{Quote, describe};
use crate::model::text::ArticleText;

/// A line: an annotation with all its fields.
#[derive(serde::Serialize)]
pub struct Line<'a> {
    /// The article's file, relative to the folder that was exported.
    path: &'a str,
    title: &'a str,
    id: &'a str,
    kind: &'a str,
    quote: String,
    /// Offsets from the first to the last fragment found in the text.
    start: Option<usize>,
    end: Option<usize>,
    status: &'static str,
    fragments: Vec<Piece>,
    speaker: Option<Voice<'a>>,
    cue: Vec<Piece>,
    #[serde(flatten)]
    plain: PlainFields<'a, Annotation>,
    relations: Vec<Link<'a>>,
    extra: Vec<Field<'a>>,
    article: About<'a>,
}

/// A fragment with its present or former text.
#[derive(serde::Serialize)]
struct Piece {
    start: usize,
    end: usize,
    exact: String,
    prefix: String,
    suffix: String,
    /// `found`, `changed` or `lost`.
    status: &'static str,
    /// The text it was marked on, if it has changed.
    was: Option<String>,
    extra: Vec<OwnField>,
}

#[derive(serde::Serialize)]
struct Voice<'a> {
    voice: &'a str,
    name: &'a str,
    written: &'a str,
    at: Vec<Piece>,
    extra: Vec<Field<'a>>,
}

#[derive(serde::Serialize)]
struct Link<'a> {
    id: &'a str,
    role: &'a str,
    to: &'a str,
    #[serde(flatten)]
    plain: PlainFields<'a, Relation>,
    extra: Vec<Field<'a>>,
}

/// Plain fields by their ids; an unknown date is null.
struct PlainFields<'a, T>(&'a T);

impl<T: Fields> Serialize for PlainFields<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for field in T::plain() {
            match ((field.get)(self.0), field.of) {
                (Value::Text(time), Type::Time) => {
                    map.serialize_entry(field.id, &Some(time).filter(|time| !time.is_empty()))?
                }
                (Value::Text(text), _) => map.serialize_entry(field.id, &text)?,
                (Value::Flag(flag), _) => map.serialize_entry(field.id, &flag)?,
                (Value::List(texts), _) => map.serialize_entry(field.id, &texts)?,
            }
        }
        map.end()
    }
}

/// An unknown field, with its value as spelled in the annotation file.
#[derive(serde::Serialize)]
pub struct Field<'a> {
    field: &'a str,
    ron: &'a str,
}

#[derive(serde::Serialize)]
struct OwnField {
    field: String,
    ron: String,
}

#[derive(serde::Serialize)]
struct About<'a> {
    file: &'a str,
    media_type: &'a str,
    encoding: &'a str,
    sha256: &'a str,
    importer: &'a str,
    byline: &'a str,
    site: &'a str,
    published: &'a str,
    address: &'a str,
}

/// Writes one line for each annotation.
pub fn write(located: &Located) -> String {
    let mut out = String::new();
    for mark in located.document.set().annotations() {
        // Strings and numbers under string keys always serialise.
        out.push_str(&serde_json::to_string(&line(located, mark)).unwrap_or_default());
        out.push('\n');
    }
    out
}

/// The line of an annotation.
pub fn line<'a>(located: &'a Located, mark: &'a Annotation) -> Line<'a> {
    let text = &located.document.article().text;
    let bounds = mark.target.bounds();
    let relations = located.document.set().relations_of(&mark.id).iter().filter(|relation| relation.from == mark.id);
    let mut relations: Vec<Link<'_>> = relations.map(|relation| link(relation)).collect();
    relations.sort_by_key(|link| link.id);
    Line {
        path: &located.path,
        title: located.document.article().title(),
        id: mark.id.as_str(),
        kind: mark.kind.id(),
        quote: crate::interchange::passages::quotation(text, &mark.target),
        start: bounds.map(|bounds| text.scalar_of(bounds.start()).get()),
        end: bounds.map(|bounds| text.scalar_of(bounds.end()).get()),
        status: status(mark),
        fragments: pieces(text, &mark.target),
        speaker: mark.speaker.as_ref().map(|speaker| voice(text, speaker)),
        cue: pieces(text, &mark.cue),
        plain: PlainFields(mark),
        relations,
        extra: fields(&mark.extra),
        article: about(located.document.article()),
    }
}

fn pieces(text: &ArticleText, target: &Target) -> Vec<Piece> {
    let piece = |(index, fragment): (usize, &crate::model::annotation::Fragment)| {
        let (quote, was) = match (fragment.range(), fragment.quote()) {
            (Some(range), was) => (describe(text, range), was),
            (None, quote) => (quote.cloned().unwrap_or_default(), None),
        };
        let status = match (fragment.range(), &was) {
            (None, _) => "lost",
            (Some(_), Some(_)) => "changed",
            (Some(_), None) => "found",
        };
        let extra = target.extra(index);
        let own = |(field, ron): (&str, &str)| OwnField { field: field.to_owned(), ron: ron.to_owned() };
        let was = was.map(|was| was.exact.clone());
        let Quote { exact, prefix, suffix, start, end } = quote;
        Piece {
            start: start.get(),
            end: end.get(),
            exact,
            prefix,
            suffix,
            status,
            was,
            extra: extra.iter().map(own).collect(),
        }
    };
    target.fragments().iter().enumerate().map(piece).collect()
}

fn voice<'a>(text: &ArticleText, speaker: &'a Speaker) -> Voice<'a> {
    Voice {
        voice: speaker.voice.id(),
        name: &speaker.name,
        written: &speaker.written,
        at: pieces(text, &speaker.at),
        extra: fields(&speaker.extra),
    }
}

fn link(relation: &Relation) -> Link<'_> {
    Link {
        id: relation.id.as_str(),
        role: relation.role.id(),
        to: relation.to.as_str(),
        plain: PlainFields(relation),
        extra: fields(&relation.extra),
    }
}

fn about(article: &Article) -> About<'_> {
    About {
        file: &article.file,
        media_type: &article.media_type,
        encoding: &article.encoding,
        sha256: &article.sha256,
        importer: &article.importer,
        byline: article.byline(),
        site: article.site(),
        published: article.published(),
        address: article.address(),
    }
}

/// Unknown fields.
pub fn fields(extra: &Extra) -> Vec<Field<'_>> {
    extra.iter().map(|(field, ron)| Field { field, ron }).collect()
}
