//! Writing annotation files.
//!
//! The layout is fixed, so the writer is our own: one block for each mark, so that a change of one mark is a change of one
//! block in git; the lines of the article as lines; unknown fields as they were spelled.

use std::fmt::Write;

use crate::model::annotation::{Annotation, Fragment, Relation, Target};
use crate::model::article::Article;
use crate::model::document::Document;
use crate::model::extra::Extra;
use crate::model::field::Value;
use crate::model::offset::ScalarOffset;
use crate::model::selector::{self, Quote};
use crate::model::structure::Span;
use crate::model::text::ArticleText;
use crate::model::visible::invisible;
use crate::storage::v1;

/// Text of an annotation file of the current version, in UTF-8 with plain line feeds.
///
/// Invisible characters (controls, direction overrides, characters of no width) are written as escapes, so that a file cannot
/// look different from what it is.
pub fn write(document: &Document) -> String {
    let (article, set, extra) = (document.article(), document.set(), document.extra());
    let length = article.text.as_str().len();
    let mut out = String::with_capacity(length + length / 16 + 640 * set.annotations().len() + 1024);
    let header = format!("(\n    format: {:?},\n    version: {},\n", v1::FORMAT, v1::VERSION);
    out.push_str(&header);
    write_article(&mut out, article);
    if !set.annotations().is_empty() {
        out.push_str("    annotations: [\n");
        for annotation in set.annotations() {
            write_annotation(&mut out, &article.text, annotation);
        }
        out.push_str("    ],\n");
    }
    if !set.relations().is_empty() {
        out.push_str("    relations: [\n");
        for relation in set.relations() {
            write_relation(&mut out, relation);
        }
        out.push_str("    ],\n");
    }
    if !article.structure.is_empty() {
        out.push_str("    structure: [\n");
        for span in article.structure.spans() {
            write_span(&mut out, &article.text, span);
        }
        out.push_str("    ],\n");
    }
    if !document.tag_colours().is_empty() {
        out.push_str("    tag_colours: {\n");
        for (tag, colour) in document.tag_colours().iter() {
            indent(&mut out, 8);
            string(&mut out, tag, false);
            out.push_str(": ");
            string(&mut out, colour, false);
            out.push_str(",\n");
        }
        out.push_str("    },\n");
    }
    extra_lines(&mut out, 4, extra);
    out.push_str("    text: ");
    string(&mut out, article.text.as_str(), true);
    out.push_str(",\n)\n");
    out
}

fn write_article(out: &mut String, article: &Article) {
    let fields = [
        ("title", &article.stated.title),
        ("file", &article.file),
        ("media_type", &article.media_type),
        ("sha256", &article.sha256),
        ("encoding", &article.encoding),
        ("byline", &article.stated.byline),
        ("site", &article.stated.site),
        ("published", &article.stated.published),
        ("address", &article.stated.address),
        ("given_title", &article.given.title),
        ("given_byline", &article.given.byline),
        ("given_site", &article.given.site),
        ("given_published", &article.given.published),
        ("given_address", &article.given.address),
        ("importer", &article.importer),
    ];
    if fields.iter().all(|(_, value)| value.is_empty()) && article.extra.is_empty() {
        return;
    }
    out.push_str("    article: (\n");
    for (name, value) in fields {
        line(out, 8, name, value);
    }
    extra_lines(out, 8, &article.extra);
    out.push_str("    ),\n");
}

fn write_annotation(out: &mut String, text: &ArticleText, annotation: &Annotation) {
    const DEPTH: usize = 12;
    out.push_str("        (\n            id: ");
    string(out, annotation.id.as_str(), false);
    out.push_str(",\n            kind: ");
    string(out, annotation.kind.id(), false);
    out.push_str(",\n            target: [");
    // A mark without a passage is read as a lost one without a quote, and written as it was.
    let nothing = matches!(annotation.target.fragments(), [Fragment::Lost(quote)] if **quote == Default::default())
        && annotation.target.extra(0).is_empty();
    if !nothing && !annotation.target.is_empty() {
        for (at, fragment) in annotation.target.fragments().iter().enumerate() {
            out.push_str("\n                ");
            write_fragment(out, text, fragment, &annotation.target.extra(at));
            out.push(',');
        }
        out.push_str("\n            ");
    }
    out.push_str("],\n");
    if let Some(speaker) = &annotation.speaker {
        indent(out, DEPTH);
        out.push_str("speaker: (voice: ");
        string(out, speaker.voice.id(), false);
        inline(out, "name", &speaker.name);
        inline(out, "written", &speaker.written);
        if !speaker.at.is_empty() {
            out.push_str(", at: ");
            write_target(out, text, &speaker.at);
        }
        inline_extra(out, &speaker.extra);
        out.push_str("),\n");
    }
    if !annotation.cue.is_empty() {
        indent(out, DEPTH);
        out.push_str("cue: ");
        write_target(out, text, &annotation.cue);
        out.push_str(",\n");
    }
    for field in v1::Annotation::PLAIN.iter().filter(|field| !field.is_default(annotation)) {
        indent(out, DEPTH);
        out.push_str(field.id);
        out.push_str(": ");
        value(out, &(field.get)(annotation));
        out.push_str(",\n");
    }
    line(out, DEPTH, "creator", &annotation.creator);
    extra_lines(out, DEPTH, &annotation.extra);
    out.push_str("        ),\n");
}

fn write_relation(out: &mut String, relation: &Relation) {
    out.push_str("        (id: ");
    string(out, relation.id.as_str(), false);
    inline(out, "from", relation.from.as_str());
    inline(out, "to", relation.to.as_str());
    inline(out, "role", relation.role.id());
    for field in v1::Relation::PLAIN.iter().filter(|field| !field.is_default(relation)) {
        out.push_str(", ");
        out.push_str(field.id);
        out.push_str(": ");
        value(out, &(field.get)(relation));
    }
    inline(out, "creator", &relation.creator);
    inline_extra(out, &relation.extra);
    out.push_str("),\n");
}

fn write_span(out: &mut String, text: &ArticleText, span: &Span) {
    out.push_str("        (start: ");
    number(out, text.scalar_of(span.range.start()).get());
    out.push_str(", end: ");
    number(out, text.scalar_of(span.range.end()).get());
    inline(out, "is", span.element.id());
    if span.level > 0 {
        out.push_str(", level: ");
        number(out, usize::from(span.level));
    }
    if let Some(count) = span.number {
        out.push_str(", number: ");
        number(out, count as usize);
    }
    inline(out, "address", span.address.as_deref().unwrap_or_default());
    inline_extra(out, &span.extra);
    out.push_str("),\n");
}

fn write_target(out: &mut String, text: &ArticleText, target: &Target) {
    out.push('[');
    for (at, fragment) in target.fragments().iter().enumerate() {
        out.push_str(if at > 0 { ", " } else { "" });
        write_fragment(out, text, fragment, &target.extra(at));
    }
    out.push(']');
}

fn write_fragment(out: &mut String, text: &ArticleText, fragment: &Fragment, extra: &Extra) {
    match fragment {
        Fragment::Found(range) => {
            let (start, end) = (text.scalar_of(range.start()), text.scalar_of(range.end()));
            let (prefix, suffix) = selector::context(text, *range);
            write_quote(out, start, end, [text.slice(*range), prefix, suffix]);
        }
        // The file keeps the original quote, whose difference from the text at the offsets marks the passage as changed.
        Fragment::Changed(changed) => {
            let (start, end) = (text.scalar_of(changed.range.start()), text.scalar_of(changed.range.end()));
            let Quote { exact, prefix, suffix, .. } = &changed.quote;
            write_quote(out, start, end, [exact, prefix, suffix]);
        }
        Fragment::Lost(quote) => {
            write_quote(out, quote.start, quote.end, [&quote.exact, &quote.prefix, &quote.suffix]);
        }
    }
    inline_extra(out, extra);
    out.push(')');
}

/// `exact` is written even if it is empty: without it, any text at the offsets would be taken for the passage.
fn write_quote(out: &mut String, start: ScalarOffset, end: ScalarOffset, [exact, prefix, suffix]: [&str; 3]) {
    out.push_str("(start: ");
    number(out, start.get());
    out.push_str(", end: ");
    number(out, end.get());
    out.push_str(", exact: ");
    string(out, exact, false);
    inline(out, "prefix", prefix);
    inline(out, "suffix", suffix);
}

/// Value of a plain field.
fn value(out: &mut String, value: &Value<'_>) {
    match value {
        Value::Text(text) => string(out, text, false),
        Value::Flag(flag) => out.push_str(if *flag { "true" } else { "false" }),
        Value::List(texts) => {
            out.push('[');
            for (at, text) in texts.iter().enumerate() {
                out.push_str(if at > 0 { ", " } else { "" });
                string(out, text, false);
            }
            out.push(']');
        }
    }
}

fn number(out: &mut String, number: usize) {
    // Writing to a string does not fail.
    let _ = write!(out, "{number}");
}

fn indent(out: &mut String, depth: usize) {
    for _ in 0..depth {
        out.push(' ');
    }
}

/// A text field on its own line; nothing for an empty text, which is what its absence means.
fn line(out: &mut String, depth: usize, name: &str, value: &str) {
    if !value.is_empty() {
        indent(out, depth);
        out.push_str(name);
        out.push_str(": ");
        string(out, value, false);
        out.push_str(",\n");
    }
}

/// A text field on the line of the fields before it; nothing for an empty text.
pub(in crate::storage) fn inline(out: &mut String, name: &str, value: &str) {
    if !value.is_empty() {
        out.push_str(", ");
        out.push_str(name);
        out.push_str(": ");
        string(out, value, false);
    }
}

fn extra_lines(out: &mut String, depth: usize, extra: &Extra) {
    for (name, source) in extra.iter() {
        indent(out, depth);
        raw(out, name, source);
        out.push_str(",\n");
    }
}

/// Unknown fields on the line of the fields before them.
pub(in crate::storage) fn inline_extra(out: &mut String, extra: &Extra) {
    for (name, source) in extra.iter() {
        out.push_str(", ");
        raw(out, name, source);
    }
}

/// An unknown field, as it was spelled.
pub(in crate::storage) fn raw(out: &mut String, name: &str, source: &str) {
    let mut letters = name.chars();
    let plain = letters.next().is_some_and(|first| first == '_' || first.is_ascii_alphabetic())
        && letters.all(|letter| letter == '_' || letter.is_ascii_alphanumeric());
    // RON accepts any name after this prefix, and some, such as `see-also`, only there.
    out.push_str(if plain { "" } else { "r#" });
    out.push_str(name);
    out.push_str(": ");
    out.push_str(source);
}

/// Bytes that must be escaped in a string, and first bytes of characters that [`invisible`] names.
const SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        special[byte] = true;
        byte += 1;
    }
    let others = [b'"', b'\\', 0x7F, 0xC2, 0xCD, 0xD8, 0xE1, 0xE2, 0xEF, 0xF3];
    let mut index = 0;
    while index < others.len() {
        special[others[index] as usize] = true;
        index += 1;
    }
    special
};

/// A string in quotation marks. With `lines`, line feeds and tabs are not escaped.
pub(in crate::storage) fn string(out: &mut String, words: &str, lines: bool) {
    out.push('"');
    let mut rest = words;
    while let Some(at) = rest.bytes().position(|byte| SPECIAL[byte as usize]) {
        let (plain, from) = rest.split_at(at);
        out.push_str(plain);
        let Some(c) = from.chars().next() else { break };
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' | '\t' if lines => out.push(c),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if invisible(c).is_some() => {
                let _ = write!(out, "\\u{{{:x}}}", c as u32);
            }
            c => out.push(c),
        }
        rest = &from[c.len_utf8()..];
    }
    out.push_str(rest);
    out.push('"');
}
