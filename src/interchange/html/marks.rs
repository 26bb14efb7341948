//! The list of marks and the list of links.

use std::fmt::Write as _;
use std::sync::Arc;

use jiff::tz::TimeZone;

use super::escape::{bare, text};
use super::sink::Sink;
use super::{badge, bdi};
use crate::interchange::html::style::class;
use crate::interchange::links::{Link, links, number};
use crate::interchange::passages::{changes, is_named_there, pieces, status};
use crate::model::annotation::{Annotation, Id, Relation, Target, Time};
use crate::model::article::Article;
use crate::model::differences::{Wording, interleaved};
use crate::model::message::shortened;
use crate::model::moment;
use crate::model::query::quote_line;
use crate::model::set::AnnotationSet;

/// Level of detail about marks and links.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Without ids, offsets and exact times; a passage that is in the article by its first words.
    Brief,
    /// All that is known.
    Full,
}

/// Appends the marks in the order of the article: as cards with all that is known, or in short.
pub fn push_marks(out: &mut Sink<'_>, article: &Article, set: &AnnotationSet, extent: Extent) -> std::fmt::Result {
    if set.annotations().is_empty() {
        return Ok(());
    }
    let class = if extent == Extent::Brief { "marks brief" } else { "marks" };
    writeln!(out, "<section class=\"{class}\" aria-labelledby=\"marks\">\n<h2 id=\"marks\">Marks</h2>\n<ol>")?;
    for (index, annotation) in set.annotations().iter().enumerate() {
        match extent {
            Extent::Full => mark(out, index + 1, article, set, annotation)?,
            Extent::Brief => entry(out, index + 1, article, set, annotation)?,
        }
        out.pass_on()?;
    }
    out.push_str("</ol>\n</section>\n");
    Ok(())
}

/// Appends the links by their ids; in short, only those that no mark has.
pub fn push_links(out: &mut Sink<'_>, article: &Article, set: &AnnotationSet, extent: Extent) -> std::fmt::Result {
    let is_shown = |relation: &&Arc<Relation>| {
        extent == Extent::Full || (set.get(&relation.from).is_none() && set.get(&relation.to).is_none())
    };
    if !set.relations().iter().any(|relation| is_shown(&relation)) {
        return Ok(());
    }
    out.push_str("<section class=\"links\" aria-labelledby=\"links\">\n<h2 id=\"links\">Links</h2>\n<ol>\n");
    for relation in set.relations().iter().filter(is_shown) {
        let ends = (end(article, set, &relation.from), end(article, set, &relation.to));
        writeln!(out, "<li><p>{} <b>{}</b> {}</p>", ends.0, text(relation.role.id()), ends.1)?;
        if !relation.note.is_empty() {
            writeln!(out, "<p dir=\"auto\">{}</p>", text(&relation.note))?;
        }
        if extent == Extent::Full {
            let times = (relation.created.as_str(), relation.modified.as_str());
            record(out, "", &relation.creator, times, &relation.id)?;
        }
        out.push_str("</li>\n");
        out.pass_on()?;
    }
    out.push_str("</ol>\n</section>\n");
    Ok(())
}

/// A mark in short.
fn entry(out: &mut String, number: usize, article: &Article, set: &AnnotationSet, a: &Annotation) -> std::fmt::Result {
    let kind = &a.kind;
    write!(out, "<li class=\"mark {}\" id=\"c{number}\">\n<p class=\"head\">", class(kind))?;
    write!(out, "<span class=\"glyph\">{}</span> <b>{number} {}</b>", kind.look().glyph, bdi(kind.name()))?;
    let mut told = Vec::new();
    if let Some(speaker) = &a.speaker {
        told.push(bdi(speaker.label()));
        if !["named", "article"].contains(&speaker.voice.id()) {
            told.push(text(speaker.voice.id()));
        }
    }
    if a.certainty != Default::default() {
        told.push(text(a.certainty.id()));
    }
    if a.discuss {
        told.push("to discuss".to_owned());
    }
    if !told.is_empty() {
        write!(out, " <span class=\"who\">{}</span>", told.join(" · "))?;
    }
    out.push_str(badge(a));
    let day = day_of(a.created.as_str());
    let record: Vec<String> = [&*a.creator, &day].into_iter().filter(|part| !part.is_empty()).map(bdi).collect();
    let up = if a.target.found().next().is_none() {
        String::new()
    } else {
        format!(" <a href=\"#m{number}\" aria-label=\"Show mark {number} in the article\">↑</a>")
    };
    writeln!(out, " <span class=\"by\">{}{up}</span></p>", record.join(" · "))?;
    if status(a) == "found" {
        let words = text(&shortened(&quote_line(a, &article.text)));
        writeln!(out, "<blockquote lang=\"\" dir=\"auto\">“{words}”</blockquote>")?;
    } else {
        passages(out, article, a)?;
    }
    let mut list = String::new();
    for change in changes(&article.text, a) {
        writeln!(list, "<dt>Changed</dt><dd dir=\"auto\">{}</dd>", text(&change))?;
    }
    if !a.cue.is_empty() {
        writeln!(list, "<dt>Cue</dt><dd>{}</dd>", words_of(article, &a.cue))?;
    }
    told_more(&mut list, a)?;
    linked_all(&mut list, article, set, a)?;
    if !list.is_empty() {
        write!(out, "<dl>\n{list}</dl>\n")?;
    }
    out.push_str("</li>\n");
    Ok(())
}

fn mark(out: &mut String, number: usize, article: &Article, set: &AnnotationSet, a: &Annotation) -> std::fmt::Result {
    let kind = &a.kind;
    write!(out, "<li class=\"mark {}\" id=\"c{number}\">\n<p class=\"head\">", class(kind))?;
    write!(out, "<span class=\"glyph\">{}</span> <b>{}</b>", kind.look().glyph, bdi(kind.name()))?;
    if let Some(speaker) = &a.speaker {
        write!(out, " <span class=\"who\">{}</span>", bdi(speaker.label()))?;
    }
    out.push_str(badge(a));
    match a.target.found().next() {
        Some(_) => writeln!(
            out,
            " <a href=\"#m{number}\" aria-label=\"Show mark {number} in the article\">{number} ↑</a></p>"
        )?,
        None => writeln!(out, " <a>{number}</a></p>")?,
    }
    passages(out, article, a)?;
    let mut list = String::new();
    facts(&mut list, article, a)?;
    linked_all(&mut list, article, set, a)?;
    if !list.is_empty() {
        write!(out, "<dl>\n{list}</dl>\n")?;
    }
    let status = if status(a) == "found" { String::new() } else { format!(", {}", status(a)) };
    let place = format!("characters {}{status}", places(article, &a.target));
    record(out, &place, &a.creator, (a.created.as_str(), a.modified.as_str()), &a.id)?;
    out.push_str("</li>\n");
    Ok(())
}

/// The fragments of a passage with all their words.
fn passages(out: &mut String, article: &Article, a: &Annotation) -> std::fmt::Result {
    for (at, piece) in pieces(&article.text, &a.target).enumerate() {
        if at > 0 {
            out.push_str("<p class=\"gap\">[…]</p>\n");
        }
        if piece.lost {
            out.push_str("<p class=\"status\">Not in the article any more:</p>\n");
        }
        let lost = if piece.lost { " class=\"lost\"" } else { "" };
        let words = piece.was.map_or_else(|| text(piece.text), |was| reworded(was, piece.text));
        writeln!(out, "<blockquote lang=\"\" dir=\"auto\"{lost}>{words}</blockquote>")?;
    }
    Ok(())
}

/// The links of a mark.
fn linked_all(out: &mut String, article: &Article, set: &AnnotationSet, a: &Annotation) -> std::fmt::Result {
    let links: Vec<String> = links(set, &a.id).iter().map(|link| linked(article, set, link)).collect();
    if !links.is_empty() {
        writeln!(out, "<dt>Links</dt><dd><ul>{}</ul></dd>", links.concat())?;
    }
    Ok(())
}

/// A changed passage: the old text struck through, the new text underlined.
fn reworded(was: &str, is: &str) -> String {
    let piece = |piece: Wording<'_>| match piece {
        Wording::Kept(words) => text(words),
        Wording::Former(words) => format!("<del>{}</del>", text(words)),
        Wording::New(words) => format!("<ins>{}</ins>", text(words)),
    };
    interleaved(was, is).into_iter().map(piece).collect()
}

fn facts(out: &mut String, article: &Article, a: &Annotation) -> std::fmt::Result {
    for change in changes(&article.text, a) {
        writeln!(out, "<dt>Changed</dt><dd dir=\"auto\">{}</dd>", text(&change))?;
    }
    if let Some(speaker) = &a.speaker {
        let voice = if speaker.voice.id() == "article" { "" } else { speaker.voice.id() };
        let at = if speaker.at.is_empty() {
            String::new()
        } else if is_named_there(&article.text, speaker) {
            characters(article, &speaker.at)
        } else {
            quoted(article, &speaker.at)
        };
        writeln!(out, "<dt>Speaker</dt><dd>{} <small>{}</small> {at}</dd>", bdi(speaker.label()), text(voice))?;
    }
    if !a.cue.is_empty() {
        writeln!(out, "<dt>Cue</dt><dd>{}</dd>", quoted(article, &a.cue))?;
    }
    if a.certainty != Default::default() {
        writeln!(out, "<dt>Certainty</dt><dd>{}</dd>", text(a.certainty.id()))?;
    }
    if a.discuss {
        out.push_str("<dt>To discuss</dt><dd>the annotator wants a second opinion</dd>\n");
    }
    told_more(out, a)
}

/// The note and the tags of a mark.
fn told_more(out: &mut String, a: &Annotation) -> std::fmt::Result {
    if !a.note.is_empty() {
        writeln!(out, "<dt>Note</dt><dd dir=\"auto\">{}</dd>", text(&a.note))?;
    }
    if !a.tags.is_empty() {
        let tags: Vec<String> = a.tags.iter().map(|tag| format!("<bdi class=\"tag\">{}</bdi>", text(tag))).collect();
        writeln!(out, "<dt>Tags</dt><dd>{}</dd>", tags.join(" "))?;
    }
    Ok(())
}

/// A link as listed in its mark's card.
fn linked(article: &Article, set: &AnnotationSet, link: &Link<'_>) -> String {
    let note = match link.relation.note.as_str() {
        "" => String::new(),
        note => format!(" <small>{}</small>", bdi(note)),
    };
    format!("<li>{} {}{note}</li>", text(&link.verb), end(article, set, link.other))
}

/// One end of a link: the mark's number, kind and first words.
pub fn end(article: &Article, set: &AnnotationSet, id: &Id) -> String {
    let Some((number, annotation)) = number(set, id).zip(set.get(id)) else {
        return format!("<span class=\"end\">a mark that is not there (id {})</span>", bdi(id.as_str()));
    };
    let kind = &annotation.kind;
    let text = shortened(&quote_line(annotation, &article.text));
    format!(
        "<span class=\"end\"><a href=\"#c{number}\"><span class=\"glyph {}\">{}</span> {number} {}</a> “{}”{}</span>",
        class(kind),
        kind.look().glyph,
        bdi(kind.name()),
        bdi(&text),
        badge(annotation)
    )
}

fn words_of(article: &Article, target: &Target) -> String {
    let text: Vec<String> = pieces(&article.text, target).map(|piece| format!("“{}”", bdi(piece.text))).collect();
    text.join(" … ")
}

fn quoted(article: &Article, target: &Target) -> String {
    format!("{} {}", words_of(article, target), characters(article, target))
}

fn characters(article: &Article, target: &Target) -> String {
    format!("<small>characters {}</small>", places(article, target))
}

fn places(article: &Article, target: &Target) -> String {
    let places = pieces(&article.text, target).map(|piece| {
        let lost = if piece.lost { "formerly " } else { "" };
        format!("{lost}{}–{}", piece.start, piece.end)
    });
    places.collect::<Vec<_>>().join(", ")
}

/// The author and date of a mark or link in short; the details and the id on demand and in print.
fn record(out: &mut String, more: &str, creator: &str, (created, modified): (&str, &str), id: &Id) -> std::fmt::Result {
    let day = day_of(created);
    let short: Vec<String> = [creator, &day].into_iter().filter(|part| !part.is_empty()).map(bdi).collect();
    let short = if short.is_empty() { "Record".to_owned() } else { short.join(" · ") };
    let mut parts = Vec::new();
    if !more.is_empty() {
        parts.push(more.to_owned());
    }
    if !created.is_empty() {
        parts.push(format!("created {}", in_utc(created)));
    }
    if !modified.is_empty() {
        parts.push(format!("changed {}", in_utc(modified)));
    }
    parts.push(format!("id {}", bdi(id.as_str())));
    writeln!(out, "<details class=\"record\"><summary>{short}</summary>{}</details>", parts.join("<br>"))
}

/// The day of a moment; a time that is not RFC 3339 as spelled.
fn day_of(time: &str) -> String {
    moment::day(&Time::new(time), &TimeZone::UTC).unwrap_or_else(|| time.to_owned())
}

/// A moment in UTC, with its spelling in the file for programs; a time that is not RFC 3339 only as spelled.
fn in_utc(time: &str) -> String {
    match moment::minute(&Time::new(time), &TimeZone::UTC) {
        Some(minute) => format!("<time datetime=\"{}\">{minute} UTC</time>", bare(time)),
        None => bdi(time),
    }
}
