//! Annotations as one self-contained web page: the article with its marks, a legend, and the marks one by one.
//!
//! No script, nothing fetched: the Content-Security-Policy allows the page's own style by its hash and nothing else.

mod article;
mod escape;

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::formats::pieces::{Link, counted, is_named_there, links, number, pieces, standing};
use crate::model::annotation::{Annotation, Id, Target};
use crate::model::article::Article;
use crate::model::check::shortened;
use crate::model::kind::{KINDS, Kind, KindRow, Look, UNKNOWN_KIND, Underline};
use crate::model::query::quote_line;
use crate::model::set::AnnotationSet;

use escape::text;

/// The parts of the style that do not derive from [`KINDS`].
const STYLE: &str = include_str!("style.css");

/// Writes the page.
pub fn write(article: &Article, set: &AnnotationSet) -> String {
    let mut out = String::with_capacity(article.text.end().get() * 2);
    // Writing to a string cannot fail.
    let _ = page(&mut out, article, set);
    out
}

fn page(out: &mut String, article: &Article, set: &AnnotationSet) -> std::fmt::Result {
    let style = style();
    let hash = base64(&Sha256::digest(style.as_bytes()));
    write!(
        out,
        "<!DOCTYPE html>\n\
         <html lang=\"en\">\n\
         <head>\n\
         <meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{hash}'; \
         base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"generator\" content=\"Gainsay\">\n\
         <title>{}</title>\n\
         <style>{style}</style>\n\
         </head>\n\
         <body>\n\
         <div class=\"page\">\n",
        escape::bare(&article.name())
    )?;
    header(out, article, set)?;
    out.push_str("<main>\n");
    article::push(out, article, set);
    if !set.annotations().is_empty() {
        out.push_str("<section class=\"marks\" aria-labelledby=\"marks\">\n<h2 id=\"marks\">Marks</h2>\n<ol>\n");
        for (index, annotation) in set.annotations().iter().enumerate() {
            mark(out, index + 1, article, set, annotation)?;
        }
        out.push_str("</ol>\n</section>\n");
    }
    if !set.relations().is_empty() {
        out.push_str("<section class=\"links\" aria-labelledby=\"links\">\n<h2 id=\"links\">Links</h2>\n<ol>\n");
        for relation in set.relations() {
            let ends = (end(article, set, &relation.from), end(article, set, &relation.to));
            writeln!(out, "<li><p>{} <b>{}</b> {}</p>", ends.0, text(relation.role.id()), ends.1)?;
            if !relation.note.is_empty() {
                writeln!(out, "<p dir=\"auto\">{}</p>", text(&relation.note))?;
            }
            let times = (relation.created.as_str(), relation.modified.as_str());
            record(out, "", &relation.creator, times, &relation.id)?;
            out.push_str("</li>\n");
        }
        out.push_str("</ol>\n</section>\n");
    }
    out.push_str("</main>\n");
    if !article.sha256.is_empty() {
        writeln!(out, "<footer class=\"record\">SHA-256 of the article’s file: {}</footer>", text(&article.sha256))?;
    }
    out.push_str("</div>\n</body>\n</html>\n");
    Ok(())
}

fn header(out: &mut String, article: &Article, set: &AnnotationSet) -> std::fmt::Result {
    out.push_str("<header>\n");
    if !article::begins_with_title(article) {
        writeln!(out, "<h1 dir=\"auto\">{}</h1>", text(&article.name()))?;
    }
    let characters = counted(article.text.scalar_of(article.text.end()).get(), "character", "characters");
    let marks = counted(set.annotations().len(), "mark", "marks");
    let links = counted(set.relations().len(), "link", "links");
    let facts = [&article.file, &article.media_type, &article.encoding, &characters, &marks, &links];
    let facts: Vec<String> = facts.iter().filter(|fact| !fact.is_empty()).map(|fact| bdi(fact)).collect();
    writeln!(out, "<p class=\"source\">{}</p>", facts.join(" · "))?;
    out.push_str("<ul class=\"legend\" aria-label=\"Legend\">\n");
    let mut unknown: Vec<&Kind> = set.counts().map(|(kind, _)| kind).filter(|kind| kind.row().is_none()).collect();
    unknown.sort();
    let known: Vec<Kind> = KINDS.iter().map(Kind::of).collect();
    for kind in known.iter().chain(unknown) {
        let row = kind.look();
        writeln!(
            out,
            "<li class=\"{}\"><span class=\"glyph\">{}</span><b class=\"m {}\">{}</b> <span>{} · {}</span></li>",
            class(kind),
            row.glyph,
            underline(row),
            text(kind.name()),
            set.count(kind),
            row.help
        )?;
    }
    out.push_str("</ul>\n</header>\n");
    Ok(())
}

fn mark(out: &mut String, number: usize, article: &Article, set: &AnnotationSet, a: &Annotation) -> std::fmt::Result {
    let kind = &a.kind;
    write!(out, "<li class=\"mark {}\" id=\"c{number}\">\n<p class=\"head\">", class(kind))?;
    write!(out, "<span class=\"glyph\">{}</span> <b>{}</b>", kind.look().glyph, bdi(kind.name()))?;
    if let Some(speaker) = &a.speaker {
        write!(out, " <span class=\"who\">{}</span>", bdi(speaker.label()))?;
    }
    match a.target.found().next() {
        Some(_) => writeln!(
            out,
            " <a href=\"#m{number}\" aria-label=\"Show mark {number} in the article\">{number} ↑</a></p>"
        )?,
        None => writeln!(out, " <a>{number}</a></p>")?,
    }
    for (at, piece) in pieces(&article.text, &a.target).enumerate() {
        if at > 0 {
            out.push_str("<p class=\"gap\">[…]</p>\n");
        }
        if piece.lost {
            out.push_str("<p class=\"status\">Not in the article any more:</p>\n");
        }
        let lost = if piece.lost { " class=\"lost\"" } else { "" };
        writeln!(out, "<blockquote lang=\"\" dir=\"auto\"{lost}>{}</blockquote>", text(piece.words))?;
    }
    let mut said = String::new();
    facts(&mut said, article, a)?;
    let links: Vec<String> = links(set, &a.id).iter().map(|link| linked(article, set, link)).collect();
    if !links.is_empty() {
        writeln!(said, "<dt>Links</dt><dd><ul>{}</ul></dd>", links.concat())?;
    }
    if !said.is_empty() {
        write!(out, "<dl>\n{said}</dl>\n")?;
    }
    let status = if standing(a) == "found" { String::new() } else { format!(", {}", standing(a)) };
    let place = format!("characters {}{status}", places(article, &a.target));
    record(out, &place, &a.creator, (a.created.as_str(), a.modified.as_str()), &a.id)?;
    out.push_str("</li>\n");
    Ok(())
}

fn facts(out: &mut String, article: &Article, a: &Annotation) -> std::fmt::Result {
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
    if !a.note.is_empty() {
        writeln!(out, "<dt>Note</dt><dd dir=\"auto\">{}</dd>", text(&a.note))?;
    }
    if !a.tags.is_empty() {
        let tags: Vec<String> = a.tags.iter().map(|tag| format!("<bdi class=\"tag\">{}</bdi>", text(tag))).collect();
        writeln!(out, "<dt>Tags</dt><dd>{}</dd>", tags.join(" "))?;
    }
    Ok(())
}

/// A link as its mark's card lists it.
fn linked(article: &Article, set: &AnnotationSet, link: &Link<'_>) -> String {
    let note = match link.relation.note.as_str() {
        "" => String::new(),
        note => format!(" <small>{}</small>", bdi(note)),
    };
    format!("<li>{} {}{note}</li>", text(&link.verb), end(article, set, link.other))
}

/// One end of a link: where it leads, and the mark's first words.
fn end(article: &Article, set: &AnnotationSet, id: &Id) -> String {
    let Some((number, annotation)) = number(set, id).zip(set.get(id)) else {
        return format!("<span class=\"end\">a mark that is not there (id {})</span>", bdi(id.as_str()));
    };
    let kind = &annotation.kind;
    let words = shortened(&quote_line(annotation, &article.text));
    format!(
        "<span class=\"end\"><a href=\"#c{number}\"><span class=\"glyph {}\">{}</span> {number} {}</a> “{}”</span>",
        class(kind),
        kind.look().glyph,
        bdi(kind.name()),
        bdi(&words)
    )
}

fn quoted(article: &Article, target: &Target) -> String {
    let words: Vec<String> = pieces(&article.text, target).map(|piece| format!("“{}”", bdi(piece.words))).collect();
    format!("{} {}", words.join(" … "), characters(article, target))
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

/// Who made something and when, in short; the rest, with more facts and the id, on demand and in print.
fn record(out: &mut String, more: &str, creator: &str, (created, modified): (&str, &str), id: &Id) -> std::fmt::Result {
    let day = created.split('T').next().unwrap_or_default();
    let short: Vec<String> = [creator, day].into_iter().filter(|part| !part.is_empty()).map(bdi).collect();
    let short = if short.is_empty() { "Record".to_owned() } else { short.join(" · ") };
    let mut parts = Vec::new();
    if !more.is_empty() {
        parts.push(more.to_owned());
    }
    if !created.is_empty() {
        parts.push(format!("created {}", bdi(created)));
    }
    if !modified.is_empty() {
        parts.push(format!("changed {}", bdi(modified)));
    }
    parts.push(format!("id {}", bdi(id.as_str())));
    writeln!(out, "<details class=\"record\"><summary>{short}</summary>{}</details>", parts.join("<br>"))
}

/// Words that must not turn those around them round (UAX #9).
fn bdi(words: &str) -> String {
    format!("<bdi>{}</bdi>", text(words))
}

/// The class of a kind: its place in [`KINDS`], since an id may be any words.
fn class(kind: &Kind) -> String {
    kind.position().map_or_else(|| "k-other".to_owned(), |position| format!("k-{position}"))
}

/// The class of an underline.
fn underline(row: &KindRow) -> &'static str {
    match row.underline {
        Underline::Solid => "solid",
        Underline::Zigzag => "zigzag",
        Underline::Dotted => "dotted",
    }
}

/// The whole style: what does not depend on the kinds, then their colours and glyphs on both themes.
fn style() -> String {
    let mut style = format!("\n{STYLE}");
    let rows: Vec<(String, &KindRow)> =
        KINDS.iter().map(|row| (class(&Kind::of(row)), row)).chain([("k-other".to_owned(), &UNKNOWN_KIND)]).collect();
    for (class, row) in &rows {
        style.push_str(&format!(".{class} {{ {} }}\n", colours(&row.light)));
        style.push_str(&format!(".n.{class}::before {{ content: \"{}\" attr(data-n); }}\n", row.glyph));
    }
    style.push_str("@media screen and (prefers-color-scheme: dark) {\n");
    for (class, row) in &rows {
        style.push_str(&format!("  .{class} {{ {} }}\n", colours(&row.dark)));
    }
    style.push_str("}\n");
    style
}

fn colours(look: &Look) -> String {
    let hex = |[r, g, b]: [u8; 3]| format!("#{r:02x}{g:02x}{b:02x}");
    format!("--line: {}; --fill: {};", hex(look.line), hex(look.fill))
}

/// Base 64 (RFC 4648, section 4), as a Content-Security-Policy spells a hash.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let value = chunk.iter().fold(0_u32, |value, byte| value << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let digit = DIGITS[(value >> (18 - 6 * place)) as usize & 63];
            out.push(if place <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    out
}
