//! The marks one by one: what is said of each, and its links.

use jiff::tz::TimeZone;
use pdf_writer::types::StructRole;

use super::ledger::{end, listed, named};
use super::pages::{LEFT, Pages, Place};
use super::shapes;
use super::tags::{Tag, WHOLE};
use super::text::{Rich, Style};
use crate::interchange::links::{links, number};
use crate::interchange::passages::{changes, pieces, quotation, status};
use crate::model::annotation::{Annotation, Id, Time};
use crate::model::article::Article;
use crate::model::differences::{Wording, interleaved};
use crate::model::message::shortened;
use crate::model::moment;
use crate::model::query::quote_line;
use crate::model::set::AnnotationSet;

const PLAIN: Style = Style::sans(8.5);
const QUOTE: Style = Style::serif(9.5);
const SMALL: Style = Style::sans(7.0).soft();

/// Appends the marks in the order of the article, and links that hang in the air; ids, offsets and times if `full`.
pub fn push(pages: &mut Pages, article: &Article, set: &AnnotationSet, full: bool) {
    if !set.annotations().is_empty() {
        pages.heading("Marks", 60.0);
    }
    let list = pages.tags.add(WHOLE, StructRole::L);
    for (index, annotation) in set.annotations().iter().enumerate() {
        let item = pages.tags.add(list, StructRole::LI);
        mark(pages, article, set, (index + 1, annotation, full), item);
    }
    let all = || set.relations().iter();
    let shown: Vec<Rich> = all()
        .filter(|link| full || set.get(&link.from).is_none())
        .map(|link| {
            let mut rich = ended(article, set, &link.from).and(&format!("  {}  ", link.role.id()), PLAIN.bold());
            rich.append(ended(article, set, &link.to));
            if !link.note.is_empty() {
                rich.push(&format!("  {}", link.note), PLAIN.soft());
            }
            if full {
                let times = (link.created.as_str(), link.modified.as_str());
                rich.push(&format!("\n{}", record("", &link.creator, times, &link.id)), SMALL);
            }
            rich
        })
        .collect();
    if !shown.is_empty() {
        listed(pages, if full { "Links" } else { "Links of marks that are not there" }, shown);
    }
    if full && !article.sha256.is_empty() {
        pages.space(16.0);
        let line = Rich::of(&format!("SHA-256 of the article’s file: {}", article.sha256), SMALL);
        pages.paragraph(line, [LEFT, pages.width(), 1.4], (WHOLE, StructRole::P));
    }
}

fn mark(
    pages: &mut Pages,
    article: &Article,
    set: &AnnotationSet,
    (number, a, full): (usize, &Annotation, bool),
    item: Tag,
) {
    let (left, width) = (LEFT + 12.0, pages.width() - 12.0);
    let body = pages.tags.add(item, StructRole::LBody);
    let mut head = named(set, a, PLAIN);
    if a.kind.row().is_some() {
        head.push(&format!(" {}", a.kind.name()), PLAIN.bold());
    }
    if let Some(speaker) = &a.speaker {
        let voice = match speaker.voice.id() {
            "named" | "article" => String::new(),
            voice => format!(", {voice}"),
        };
        head.push(&format!("  {}{voice}", speaker.label()), PLAIN);
    }
    if a.certainty != Default::default() {
        head.push(&format!(" · {}", a.certainty.id()), PLAIN.soft());
    }
    if a.discuss {
        head.push(" · to discuss", PLAIN.soft());
    }
    if status(a) != "found" && status(a) != "changed" {
        head.push(&format!(" · {}", status(a)), PLAIN.bold());
    }
    let day =
        moment::day(&Time::new(a.created.as_str()), &TimeZone::UTC).unwrap_or_else(|| a.created.as_str().to_owned());
    let who: Vec<&str> = [&*a.creator, &day].into_iter().filter(|part| !part.is_empty()).collect();
    let who = pages.lay_out(Rich::of(&who.join(" · "), SMALL), 160.0, 1.4);
    let head = pages.lay_out(head, width - who.width() - 12.0, 1.45);
    let quote = pages.lay_out(quoted(article, a), width, 1.4);
    pages.need(head.height() + quote.height().min(28.0) + 6.0);
    let (top, edge) = (pages.y, pages.page());
    pages.arrive(Place::Entry(number), top);
    pages.link([left, top, left + 40.0, top + 12.0], Place::Passage(number));
    pages.lines(&who, &who.lines, LEFT + pages.width() - who.width(), top + 1.2, body);
    pages.text(&head, left, body);
    pages.text(&quote, left, body);
    for line in facts(article, set, a) {
        pages.paragraph(line, [left, width, 1.42], (body, StructRole::P));
    }
    if full {
        let places = pieces(&article.text, &a.target).map(|piece| {
            let lost = if piece.lost { "formerly " } else { "" };
            format!("{lost}{}–{}", piece.start, piece.end)
        });
        let place = format!("characters {}", places.collect::<Vec<_>>().join(", "));
        let times = (a.created.as_str(), a.modified.as_str());
        let words = record(&place, &a.creator, times, &a.id);
        pages.paragraph(Rich::of(&words, SMALL), [left, width, 1.4], (body, StructRole::P));
    }
    if pages.page() == edge {
        let (bottom, ink) = (pages.y, a.kind.look().light.line);
        pages.draw(|content, height| {
            shapes::fill(content, ink);
            content.rect(LEFT, height - bottom, 2.0, bottom - top).fill_nonzero();
        });
    }
    pages.y += 7.0;
}

/// The passage: its first words if it is in the article, else all that it said.
fn quoted(article: &Article, a: &Annotation) -> Rich {
    if status(a) == "found" {
        return Rich::of(&format!("“{}”", shortened(&quote_line(a, &article.text))), QUOTE);
    }
    let mut rich = Rich::default();
    for (at, piece) in pieces(&article.text, &a.target).enumerate() {
        if at > 0 {
            rich.push(" […] ", QUOTE.soft());
        }
        match piece.was {
            Some(was) => {
                for wording in interleaved(was, piece.text) {
                    match wording {
                        Wording::Kept(words) => rich.push(words, QUOTE),
                        Wording::Former(words) => rich.push(words, Style { struck: true, ..QUOTE.soft() }),
                        Wording::New(words) => rich.push(words, Style { underlined: true, ..QUOTE.bold() }),
                    }
                }
            }
            None => rich.push(piece.text, Style { struck: piece.lost, ..QUOTE }),
        }
    }
    rich
}

/// Cue, note, tags and links of a mark.
fn facts(article: &Article, set: &AnnotationSet, a: &Annotation) -> Vec<Rich> {
    let named = |name: &str, words: &str| Rich::of(&format!("{name}  "), PLAIN.soft()).and(words, PLAIN);
    let mut lines: Vec<Rich> = changes(&article.text, a).iter().map(|change| named("Changed", change)).collect();
    let mut short = Vec::new();
    if !a.cue.is_empty() {
        short.push(named("Cue", &format!("“{}”", quotation(&article.text, &a.cue))));
    }
    if !a.tags.is_empty() {
        short.push(named("Tags", &a.tags.join(", ")));
    }
    lines.extend(short.into_iter().reduce(|mut line, next| {
        line.push("    ", PLAIN);
        line.append(next);
        line
    }));
    if !a.note.is_empty() {
        lines.push(named("Note", &a.note));
    }
    for link in links(set, &a.id) {
        let mut line = Rich::of(&format!("{}  ", link.verb), PLAIN.soft());
        line.append(ended(article, set, link.other));
        if !link.relation.note.is_empty() && link.outgoing {
            line.push(&format!("  {}", link.relation.note), PLAIN);
        }
        lines.push(line);
    }
    lines
}

/// The mark at an end of a link.
fn ended(article: &Article, set: &AnnotationSet, id: &Id) -> Rich {
    match number(set, id).and_then(|_| set.get(id)) {
        Some(mark) => end(article, set, mark),
        None => Rich::of(&format!("a mark that is not there (id {})", id.as_str()), PLAIN),
    }
}

fn record(place: &str, creator: &str, (created, modified): (&str, &str), id: &Id) -> String {
    let parts = [(place, ""), (creator, "by "), (created, "created "), (modified, "changed "), (id.as_str(), "id ")];
    let told = parts.iter().filter(|(words, _)| !words.is_empty()).map(|(words, what)| format!("{what}{words}"));
    told.collect::<Vec<_>>().join(" · ")
}
