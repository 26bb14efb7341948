//! Markdown export: a report in CommonMark 0.31.
//!
//! Text from the article or the annotator is escaped, so that no part of it becomes a heading, a list, a link, HTML or
//! one of GitHub's extensions (tables, strikethrough, formulas, addresses).

use std::fmt::Write as _;

use crate::interchange::links::{links, number};
use crate::interchange::passages::{badge, changes, is_named_there, pieces, status};
use crate::model::annotation::{Annotation, Id, Speaker, Target};
use crate::model::article::Article;
use crate::model::kind::{KINDS, Kind, KindRow};
use crate::model::message::{counted, shortened};
use crate::model::query::quote_line;
use crate::model::set::AnnotationSet;
use crate::model::visible::visible;

/// Writes the report.
pub fn write(article: &Article, set: &AnnotationSet) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = report(&mut out, article, set);
    out
}

fn report(out: &mut String, article: &Article, set: &AnnotationSet) -> std::fmt::Result {
    writeln!(out, "# {}\n", line(&article.name()))?;
    writeln!(out, "{}\n", source(article))?;
    writeln!(out, "{}\n", counts(set))?;
    if !set.annotations().is_empty() {
        writeln!(out, "## Marks\n")?;
    }
    for (index, annotation) in set.annotations().iter().enumerate() {
        mark(out, index + 1, article, set, annotation)?;
    }
    if !set.relations().is_empty() {
        writeln!(out, "## Links\n")?;
    }
    for relation in set.relations() {
        let ends = (end(article, set, &relation.from), end(article, set, &relation.to));
        writeln!(out, "- {} **{}** {}", ends.0, line(relation.role.id()), ends.1)?;
        entry(out, 1, "Note", &relation.note)?;
        made(out, 1, &relation.creator, relation.created.as_str(), relation.modified.as_str(), &relation.id)?;
    }
    // The report ends with one line feed.
    out.truncate(out.trim_end().len());
    out.push('\n');
    Ok(())
}

pub fn source(article: &Article) -> String {
    let characters = article.text.scalar_of(article.text.end());
    let mut parts: Vec<String> = article.known().map(line).collect();
    if !article.file.is_empty() {
        parts.push(format!("File: {}", line(&article.file)));
    }
    parts.extend([&article.media_type, &article.encoding].into_iter().filter(|part| !part.is_empty()).map(|p| line(p)));
    parts.push(counted(characters.get(), "character", "characters"));
    if !article.sha256.is_empty() {
        parts.push(format!("SHA-256 {}", line(&article.sha256)));
    }
    parts.join(" · ")
}

fn counts(set: &AnnotationSet) -> String {
    let of_kind = |row: &KindRow| {
        let count = set.count(&Kind::of(row));
        (count > 0)
            .then(|| format!("{} {}", row.glyph, counted(count, &row.name.to_lowercase(), &row.plural.to_lowercase())))
    };
    let mut parts: Vec<String> = vec![counted(set.annotations().len(), "mark", "marks")];
    parts.extend(KINDS.iter().filter_map(of_kind));
    let mut unknown: Vec<_> = set.counts().filter(|(kind, _)| kind.row().is_none()).collect();
    unknown.sort();
    parts.extend(unknown.iter().map(|(kind, count)| format!("{} {count} {}", kind.look().glyph, line(kind.id()))));
    parts.push(counted(set.relations().len(), "link", "links"));
    let lost = set.annotations().iter().filter(|annotation| annotation.is_lost()).count();
    if lost > 0 {
        parts.push(format!("{lost} not in the article any more, or not wholly"));
    }
    parts.join(" · ")
}

fn mark(
    out: &mut String,
    number: usize,
    article: &Article,
    set: &AnnotationSet,
    annotation: &Annotation,
) -> std::fmt::Result {
    let kind = &annotation.kind;
    write!(out, "### {} {number} {}", kind.look().glyph, line(kind.name()))?;
    if let Some(speaker) = &annotation.speaker {
        write!(out, " · {}", line(speaker.label()))?;
    }
    writeln!(out, "\n")?;
    for (at, piece) in pieces(&article.text, &annotation.target).enumerate() {
        if at > 0 {
            writeln!(out, "> […]\n>")?;
        }
        if piece.lost {
            writeln!(out, "> **Not in the article any more:**\n>")?;
        }
        let lines: Vec<String> = piece.text.lines().map(line).filter(|line| !line.is_empty()).collect();
        writeln!(out, "> {}", lines.join("\n>\n> "))?;
        let last = at + 1 == annotation.target.fragments().len();
        writeln!(out, "{}", if last { "" } else { ">" })?;
    }
    writeln!(out, "- Place: {}", places(article, &annotation.target))?;
    if status(annotation) != "found" {
        writeln!(out, "- Status: {}", status(annotation))?;
    }
    for change in changes(&article.text, annotation) {
        entry(out, 0, "Changed", &change)?;
    }
    if let Some(speaker) = &annotation.speaker {
        writeln!(out, "- Speaker: {}", described(article, speaker))?;
    }
    if !annotation.cue.is_empty() {
        writeln!(out, "- Cue: {}", quoted(article, &annotation.cue))?;
    }
    if annotation.certainty != Default::default() {
        writeln!(out, "- Certainty: {}", line(annotation.certainty.id()))?;
    }
    entry(out, 0, "Note", &annotation.note)?;
    if !annotation.tags.is_empty() {
        let tags: Vec<String> = annotation.tags.iter().map(|tag| line(tag)).collect();
        writeln!(out, "- Tags: {}", tags.join(", "))?;
    }
    if annotation.discuss {
        writeln!(out, "- To discuss: the annotator wants a second opinion")?;
    }
    for link in links(set, &annotation.id) {
        writeln!(out, "- {} {}", sentence(&line(&link.verb)), end(article, set, link.other))?;
    }
    made(out, 0, &annotation.creator, annotation.created.as_str(), annotation.modified.as_str(), &annotation.id)?;
    writeln!(out)
}

/// A list item whose lines become paragraphs.
fn entry(out: &mut String, depth: usize, title: &str, text: &str) -> std::fmt::Result {
    let indent = "  ".repeat(depth);
    let lines: Vec<String> = text.lines().map(line).filter(|line| !line.is_empty()).collect();
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(out, "{indent}- {title}: {}", lines.join(&format!("\n\n{indent}  ")))
}

/// The author, the dates and the id of a mark or link.
fn made(out: &mut String, depth: usize, creator: &str, created: &str, modified: &str, id: &Id) -> std::fmt::Result {
    let mut parts = Vec::new();
    if !creator.is_empty() {
        parts.push(format!("by {}", line(creator)));
    }
    if !created.is_empty() {
        parts.push(format!("created {}", line(created)));
    }
    if !modified.is_empty() {
        parts.push(format!("changed {}", line(modified)));
    }
    parts.push(format!("id {}", line(id.as_str())));
    writeln!(out, "{}- Record: {}", "  ".repeat(depth), parts.join(", "))
}

fn described(article: &Article, speaker: &Speaker) -> String {
    let label = line(speaker.label());
    // The label of the article's own voice includes the voice.
    let voice =
        if speaker.voice.id() == "article" { String::new() } else { format!(" ({})", line(speaker.voice.id())) };
    let from = if speaker.at.is_empty() {
        String::new()
    } else if is_named_there(&article.text, speaker) {
        format!(", {}", places(article, &speaker.at))
    } else {
        format!(", from {}", quoted(article, &speaker.at))
    };
    format!("{label}{voice}{from}")
}

/// The text of a target with its position, on one line.
fn quoted(article: &Article, target: &Target) -> String {
    let pieces = pieces(&article.text, target).map(|piece| format!("“{}”", line(piece.text)));
    format!("{}, {}", pieces.collect::<Vec<_>>().join(" … "), places(article, target))
}

fn places(article: &Article, target: &Target) -> String {
    let pieces = pieces(&article.text, target).map(|piece| {
        let lost = if piece.lost { "formerly " } else { "" };
        format!("{lost}{}–{}", piece.start, piece.end)
    });
    format!("characters {}", pieces.collect::<Vec<_>>().join(", "))
}

/// One end of a link: the mark's number, kind and first words.
pub fn end(article: &Article, set: &AnnotationSet, id: &Id) -> String {
    let Some((number, annotation)) = number(set, id).zip(set.get(id)) else {
        return format!("a mark that is not there (id {})", line(id.as_str()));
    };
    let kind = &annotation.kind;
    let text = shortened(&quote_line(annotation, &article.text));
    format!("{} {number} {}: “{}”{}", kind.look().glyph, line(kind.name()), line(&text), badge(annotation))
}

fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// Text escaped as one line of Markdown (CommonMark 0.31, 2.4 "Backslash escapes").
///
/// Line ends and surrounding white space are removed, and invisible characters become symbols or numbers.
pub fn line(text: &str) -> String {
    let text = visible(text.trim());
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text.chars();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    while let Some(c) = rest.next() {
        let after = rest.as_str();
        let at = text.len() - after.len() - c.len_utf8();
        let escape = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '~' | '|' | '$' | '@' | '#' => true,
            '&' => is_entity(after),
            // Only at the start of a block.
            '+' | '-' | '=' | '>' | ':' | '%' if at == 0 => true,
            '.' | ')' => at > 0 && at == digits,
            // GitHub turns these into links.
            ':' => after.starts_with("//"),
            _ => false,
        };
        if escape {
            out.push('\\');
        }
        match c {
            '.' if !escape && out.ends_with("www") => out.push_str("\\."),
            c => out.push(c),
        }
    }
    out
}

/// True if `&` followed by this is a character reference (CommonMark 0.31, 2.5).
fn is_entity(after: &str) -> bool {
    let end = after.find(|c: char| !c.is_ascii_alphanumeric() && c != '#');
    end.is_some_and(|end| end > 0 && after[end..].starts_with(';'))
}
