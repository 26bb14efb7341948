//! The ledger: each claim with its standing and its answers, then the loose ends, then who speaks.

use pdf_writer::types::StructRole;

use super::pages::{LEFT, Pages, Place};
use super::shapes;
use super::tags::{Tag, WHOLE};
use super::text::{Laid, Rich, SOFT, Style, TEXT};
use crate::interchange::links::number;
use crate::interchange::passages::badge;
use crate::model::annotation::Annotation;
use crate::model::article::Article;
use crate::model::kind::{KINDS, Rgb, UNKNOWN_KIND};
use crate::model::ledger::{Answer, Ledger, PARTS, PartRow, Row, STANDINGS, Standing, StandingRow, Statement};
use crate::model::query::quote_line;
use crate::model::role::Stroke;
use crate::model::set::AnnotationSet;

const PLAIN: Style = Style::sans(8.5);
const QUOTE: Style = Style::serif(9.5);
const SMALL: Style = Style::sans(7.5).soft();
/// The width of the names of parts, and where answers begin.
const NAMES: f32 = 84.0;
const ANSWERS: f32 = 112.0;
/// The inks of standings for and against a claim.
const FOR: Rgb = [0x00, 0x6B, 0x50];
const AGAINST: Rgb = [0xA0, 0x3C, 0x00];

/// Appends the ledger.
pub fn push(pages: &mut Pages, article: &Article, set: &AnnotationSet, ledger: &Ledger) {
    if set.annotations().is_empty() {
        return;
    }
    pages.heading("Ledger", 60.0);
    standings(pages, ledger);
    let list = pages.tags.add(WHOLE, StructRole::L);
    for row in &ledger.rows {
        let item = pages.tags.add(list, StructRole::LI);
        claim(pages, article, set, row, item);
    }
    for (row, marks) in ledger.loose.iter().filter(|(_, marks)| !marks.is_empty()) {
        let ends: Vec<Rich> = marks.iter().map(|mark| end(article, set, mark)).collect();
        listed(pages, row.title, ends);
    }
    speakers(pages, ledger);
}

/// A small heading and lines below it.
pub fn listed(pages: &mut Pages, title: &str, lines: Vec<Rich>) {
    pages.space(10.0);
    pages.need(40.0);
    let width = pages.width();
    pages.paragraph(Rich::of(title, PLAIN.bold()), [LEFT, width, 1.5], (WHOLE, StructRole::H3));
    let list = pages.tags.add(WHOLE, StructRole::L);
    for line in lines {
        pages.paragraph(line, [LEFT, width, 1.45], (list, StructRole::LI));
    }
}

fn standings(pages: &mut Pages, ledger: &Ledger) {
    for row in STANDINGS {
        let count = ledger.count(row.standing);
        if count > 0 {
            standing_line(pages, row, count);
        }
    }
    pages.space(6.0);
}

/// A standing with the number of those that have it.
pub fn standing_line(pages: &mut Pages, row: &StandingRow, count: usize) {
    pages.need(14.0);
    let (y, width) = (pages.y, pages.width());
    let item = pages.tags.add(WHOLE, StructRole::P);
    seal(pages, row.standing, LEFT, y + 1.0, item);
    let laid = pages.lay_out(Rich::of(&format!("{count} · {}", row.help), PLAIN.soft()), width - 130.0, 1.55);
    pages.text(&laid, LEFT + 130.0, item);
}

/// A standing in a frame with its left side at a point; returns its width.
pub fn seal(pages: &mut Pages, standing: Standing, left: f32, top: f32, tag: Tag) -> f32 {
    let row = standing.row();
    let (ink, is_broken, is_full) = match row.id {
        "unanswered" => (SOFT, true, false),
        "supported" => (FOR, false, false),
        "denied" => (AGAINST, true, false),
        "contested" => (TEXT, false, true),
        _ => (AGAINST, false, false),
    };
    let words = if is_full { shapes::PAGE } else { ink };
    let laid = pages.lay_out(Rich::of(row.name, Style::sans(7.0).bold().ink(words)), 200.0, 1.3);
    let width = laid.width() + 11.0;
    pages.draw(|content, height| {
        let frame = [left, height - top - 11.5, width, 11.5];
        shapes::round(content, frame, 5.5);
        if is_full {
            shapes::fill(content, ink);
            content.fill_nonzero();
        } else {
            shapes::pen(content, ink, 0.7);
            content.set_dash_pattern(if is_broken { vec![2.0, 1.5] } else { vec![] }, 0.0);
            content.stroke();
        }
    });
    pages.lines(&laid, &laid.lines, left + 5.5, top + 1.2, tag);
    width
}

fn claim(pages: &mut Pages, article: &Article, set: &AnnotationSet, row: &Row, item: Tag) {
    let (left, width) = (LEFT, pages.width());
    let head = pages.lay_out(who(set, &row.claim), width - 140.0, 1.5);
    let quote = pages.lay_out(Rich::of(&quote_line(&row.claim.mark, &article.text), QUOTE), width - 20.0, 1.4);
    let body = pages.tags.add(item, StructRole::LBody);
    pages.need(head.height() + quote.height().min(60.0) + if row.answers.is_empty() { 4.0 } else { 40.0 });
    let top = pages.y;
    let size = sealed(pages, row.standing);
    seal(pages, row.standing, left + width - size, top + 1.0, body);
    linked(pages, &head, left, top, number(set, &row.claim.mark.id));
    pages.text(&head, left, body);
    pages.text(&quote, left, body);
    for mark in &row.claim.restatements {
        pages.paragraph(aside("restated in ", set, mark), [left, width, 1.4], (body, StructRole::P));
    }
    if !row.answers.is_empty() {
        pages.y += 3.0;
    }
    for part in PARTS {
        for (at, answer) in row.part(part.part).enumerate() {
            answered(pages, article, set, (part, at == 0), answer, body);
        }
    }
    pages.y += 5.0;
    let y = pages.y;
    if pages.room() > 0.0 {
        pages.draw(|content, height| shapes::rule(content, (left, left + width), height - y, shapes::HAIR));
    }
    pages.y += 5.0;
}

/// The width of the frame of a standing.
pub fn sealed(pages: &mut Pages, standing: Standing) -> f32 {
    pages.lay_out(Rich::of(standing.row().name, Style::sans(7.0).bold()), 200.0, 1.3).width() + 11.0
}

fn answered(
    pages: &mut Pages,
    article: &Article,
    set: &AnnotationSet,
    (part, is_first): (&PartRow, bool),
    answer: &Answer,
    body: Tag,
) {
    let width = pages.width() - ANSWERS;
    let words = quote_line(&answer.statement.mark, &article.text);
    let rich = who(set, &answer.statement).and("  ", PLAIN).and(&words, Style { size: 9.0, ..QUOTE });
    let laid = pages.lay_out(rich, width, 1.42);
    pages.need(laid.height().min(40.0));
    let top = pages.y;
    if is_first {
        part_name(pages, part, body);
    }
    // The link from the answer to the claim, in the manner of its role.
    let manner = if part.against { Stroke::Solid } else { Stroke::Double };
    let line = laid.lines.first().map_or(0.0, |line| line.baseline);
    pages.draw(|content, height| {
        let (y, from, to) = (height - top - line + 2.8, LEFT + ANSWERS - 5.0, LEFT + NAMES + 6.0);
        shapes::stroke(content, manner, 0.8, SOFT, |content| {
            content.move_to(from, y).line_to(to + 3.5, y);
        });
        shapes::head(content, (to, y), (-1.0, 0.0), 5.0, SOFT);
    });
    linked(pages, &laid, LEFT + ANSWERS, top, number(set, &answer.statement.mark.id));
    pages.text(&laid, LEFT + ANSWERS, body);
    let measures = [LEFT + ANSWERS, width, 1.35];
    for mark in &answer.statement.restatements {
        pages.paragraph(aside("restated in ", set, mark), measures, (body, StructRole::P));
    }
    if let Some(through) = &answer.through {
        pages.paragraph(aside("supports ", set, through), measures, (body, StructRole::P));
    }
    if answer.rebutted {
        pages.paragraph(Rich::of("is itself rebutted", SMALL), measures, (body, StructRole::P));
    }
    pages.y += 2.0;
}

/// The name of a part beside its first answer, which begins here.
pub fn part_name(pages: &mut Pages, part: &PartRow, body: Tag) {
    let name = pages.lay_out(Rich::of(part.name, SMALL), NAMES, 1.3);
    let top = pages.y + 1.6;
    pages.lines(&name, &name.lines, LEFT + 10.0, top, body);
}

/// A link from the first words of a line to the mark in the article.
fn linked(pages: &mut Pages, laid: &Laid, left: f32, top: f32, number: Option<usize>) {
    if let (Some(line), Some(number)) = (laid.lines.first(), number) {
        pages.link([left, top, left + line.right.min(60.0), top + line.height], Place::Passage(number));
    }
}

/// A mark's glyph and number, and its speakers.
fn who(set: &AnnotationSet, statement: &Statement) -> Rich {
    let speakers = statement.speakers().join(", ");
    named(set, &statement.mark, PLAIN).and(&format!("  {speakers}"), PLAIN.bold())
}

fn aside(words: &str, set: &AnnotationSet, mark: &Annotation) -> Rich {
    let mut rich = Rich::of(words, SMALL);
    rich.append(named(set, mark, SMALL));
    rich
}

/// A mark's glyph and number, and a badge if it is changed.
pub fn named(set: &AnnotationSet, mark: &Annotation, style: Style) -> Rich {
    let look = mark.kind.look();
    let number = number(set, &mark.id).unwrap_or_default();
    let ink = look.light.line;
    let kind = if mark.kind.row().is_none() { format!(" {}", mark.kind.name()) } else { String::new() };
    Rich::default()
        .with_icon(look.glyph, ink, style)
        .and(&format!(" {number}{kind}"), style.bold().ink(ink))
        .and(badge(mark), style.bold().soft())
}

/// A mark's glyph, number, kind and first words.
pub fn end(article: &Article, set: &AnnotationSet, mark: &Annotation) -> Rich {
    let words = crate::model::message::shortened(&quote_line(mark, &article.text));
    named(set, mark, PLAIN).and(&format!("  “{words}”"), PLAIN)
}

/// The number of marks of each kind by speaker, as numbers and bars.
fn speakers(pages: &mut Pages, ledger: &Ledger) {
    if ledger.speakers.is_empty() {
        return;
    }
    pages.space(10.0);
    pages.need(50.0);
    let width = pages.width();
    pages.paragraph(Rich::of("Who speaks", PLAIN.bold()), [LEFT, width, 1.5], (WHOLE, StructRole::H3));
    let table = pages.tags.add(WHOLE, StructRole::Table);
    let others = ledger.speakers.iter().any(|count| count.others > 0);
    let mut names: Vec<&str> = KINDS.iter().map(|row| row.plural).collect();
    if others {
        names.push("Others");
    }
    let column = 52.0;
    let first = (width - column * names.len() as f32 - 110.0).min(200.0);
    let row = pages.tags.add(table, StructRole::TR);
    let header: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    cells(pages, ("Speaker", &header), (first, column), (row, StructRole::TH), SMALL);
    let most = ledger.speakers.iter().map(crate::model::ledger::SpeakerCount::total).max().unwrap_or(1).max(1);
    for count in &ledger.speakers {
        let row = pages.tags.add(table, StructRole::TR);
        let numbers = count.counts.iter().copied().chain(others.then_some(count.others));
        let shown: Vec<String> =
            numbers.map(|number| if number == 0 { "–".to_owned() } else { number.to_string() }).collect();
        let top = cells(pages, (&count.label, &shown), (first, column), (row, StructRole::TD), PLAIN);
        let looks = KINDS.iter().chain([&UNKNOWN_KIND]).map(|row| row.light.line);
        let parts: Vec<(Rgb, usize)> = looks.zip(count.counts.iter().copied().chain([count.others])).collect();
        let mut x = LEFT + first + column * names.len() as f32 + 12.0;
        let step = (LEFT + width - x) / most as f32;
        pages.draw(|content, height| {
            for (ink, number) in parts.into_iter().filter(|(_, number)| *number > 0) {
                shapes::fill(content, ink);
                let wide = number as f32 * step;
                content.rect(x, height - top - 9.0, (wide - 0.8).max(0.4), 6.0).fill_nonzero();
                x += wide;
            }
        });
    }
}

/// A row of a table: a name, and numbers at the right of their columns. Returns its top.
pub fn cells(
    pages: &mut Pages,
    (name, numbers): (&str, &[String]),
    (first, column): (f32, f32),
    (row, role): (Tag, StructRole),
    style: Style,
) -> f32 {
    let label = pages.lay_out(Rich::of(name, style), first, 1.4);
    pages.need(label.height());
    let top = pages.y;
    let tag = pages.tags.add(row, role);
    pages.lines(&label, &label.lines, LEFT, top, tag);
    for (at, number) in numbers.iter().enumerate() {
        let laid = pages.lay_out(Rich::of(number, style), column, 1.4);
        let tag = pages.tags.add(row, role);
        let right = LEFT + first + column * (at + 1) as f32;
        pages.lines(&laid, &laid.lines, right - laid.width(), top, tag);
    }
    pages.y = top + label.height().max(13.0);
    top
}
