//! The report of a project: its threads with what answers them, and its sources.

use pdf_writer::types::StructRole;

use super::ledger::{part_name, seal, sealed, standing_line};
use super::pages::{About, LEFT, Pages, Place};
use super::shapes;
use super::tags::{Tag, WHOLE};
use super::text::{LINK, Rich, Style};
use crate::interchange::printing::{Cancelled, Printing};
use crate::interchange::project::report::{AnswerPart, Report, SourcePart, Telling, ThreadPart};

const TITLE: Style = Style::serif(19.0).bold();
const PLAIN: Style = Style::sans(8.5);
const QUOTE: Style = Style::serif(9.5);
const SMALL: Style = Style::sans(7.5).soft();
/// Where answers begin.
const ANSWERS: f32 = 112.0;
/// Where the words about a source begin, after its number.
const NUMBERS: f32 = 26.0;

/// Writes the report.
///
/// # Errors
/// If it is cancelled.
pub fn write(report: &Report, printing: &Printing<'_>) -> Result<Vec<u8>, Cancelled> {
    let mut pages = Pages::new(printing.paper);
    head(&mut pages, report);
    if !report.threads.is_empty() {
        pages.heading("Threads", 60.0);
    }
    for (row, count) in &report.standings {
        standing_line(&mut pages, row, *count);
    }
    pages.space(14.0);
    let list = pages.tags.add(WHOLE, StructRole::L);
    for (number, part) in (1..).zip(&report.threads) {
        printing.go_on((number * 90 / report.threads.len().max(1)) as u32)?;
        let item = pages.tags.add(list, StructRole::LI);
        thread(&mut pages, number, part, item);
    }
    if !report.loose.is_empty() {
        pages.heading("In no thread", 40.0);
    }
    for (title, tellings) in &report.loose {
        pages.need(40.0);
        pages.paragraph(Rich::of(title, PLAIN.bold()), [LEFT, pages.width(), 1.5], (WHOLE, StructRole::H3));
        let list = pages.tags.add(WHOLE, StructRole::L);
        for part in tellings {
            let item = pages.tags.add(list, StructRole::LI);
            let body = pages.tags.add(item, StructRole::LBody);
            let width = pages.width();
            telling(&mut pages, part, [LEFT, width], body);
        }
        pages.space(6.0);
    }
    if !report.speakers.is_empty() {
        pages.heading("Speakers", 30.0);
    }
    let list = pages.tags.add(WHOLE, StructRole::L);
    for part in &report.speakers {
        let rich = Rich::of(&part.name, PLAIN.bold()).and(&format!("   {}", part.about), PLAIN.soft());
        let item = pages.tags.add(list, StructRole::LI);
        let body = pages.tags.add(item, StructRole::LBody);
        pages.paragraph(rich, [LEFT, pages.width(), 1.55], (body, StructRole::P));
        for found in &part.contradictions {
            let measures = [LEFT + 12.0, pages.width() - 12.0, 1.45];
            pages.paragraph(Rich::of(found, PLAIN), measures, (body, StructRole::P));
        }
    }
    if !report.sources.is_empty() {
        pages.heading("Sources", 40.0);
    }
    let list = pages.tags.add(WHOLE, StructRole::L);
    for (number, part) in (1..).zip(&report.sources) {
        let item = pages.tags.add(list, StructRole::LI);
        source(&mut pages, number, part, item);
    }
    let subject = "Claims followed through articles".to_owned();
    Ok(pages.finish(&About { title: report.title.clone(), authors: String::new(), subject }))
}

fn head(pages: &mut Pages, report: &Report) {
    let measures = [LEFT, pages.width(), 1.4];
    let y = pages.y;
    pages.outline(1, &report.title, y);
    pages.paragraph(Rich::of(&report.title, TITLE), [LEFT, pages.width(), 1.25], (WHOLE, StructRole::H1));
    pages.y += 6.0;
    pages.paragraph(Rich::of(&report.facts.join(" · "), PLAIN.soft()), measures, (WHOLE, StructRole::P));
    pages.y += 8.0;
    let list = pages.tags.add(WHOLE, StructRole::L);
    for (row, count) in &report.kinds {
        let rich = Rich::default().with_icon(row.glyph, row.light.line, PLAIN).and("  ", PLAIN);
        let rich = rich.and(row.name, PLAIN.bold()).and(&format!("   {count} · {}", row.help), PLAIN.soft());
        pages.paragraph(rich, [LEFT, pages.width(), 1.75], (list, StructRole::LI));
    }
}

fn thread(pages: &mut Pages, number: usize, thread: &ThreadPart, item: Tag) {
    let (left, width) = (LEFT, pages.width());
    let body = pages.tags.add(item, StructRole::LBody);
    let size = sealed(pages, thread.standing.standing);
    let heading = Rich::of(&format!("{number}. {}", thread.heading), Style::sans(9.5).bold());
    let heading = pages.lay_out(heading, width - size - 16.0, 1.35);
    pages.need(heading.height().min(60.0) + 44.0);
    let top = pages.y;
    pages.arrive(Place::Thread(number), top);
    pages.outline(2, &format!("{number}. {}", thread.heading), top);
    seal(pages, thread.standing.standing, left + width - size, top + 1.0, body);
    pages.text(&heading, left, body);
    pages.paragraph(Rich::of(&thread.about, SMALL), [left, width, 1.5], (body, StructRole::P));
    pages.y += 2.0;
    for claim in &thread.claims {
        telling(pages, claim, [left, width], body);
    }
    for difference in &thread.differences {
        let rich = Rich::of("Told differently  ", PLAIN.bold()).and(difference, PLAIN);
        pages.paragraph(rich, [left, width, 1.45], (body, StructRole::P));
    }
    pages.y += 2.5;
    for (row, answers) in &thread.parts {
        for (at, one) in answers.iter().enumerate() {
            pages.need(26.0);
            if at == 0 {
                part_name(pages, row, body);
            }
            answer(pages, one, body);
        }
    }
    pages.y += 5.0;
    let y = pages.y;
    if pages.room() > 0.0 {
        pages.draw(|content, height| shapes::rule(content, (left, left + width), height - y, shapes::HAIR));
    }
    pages.y += 6.0;
}

fn answer(pages: &mut Pages, answer: &AnswerPart, body: Tag) {
    let measures = [LEFT + ANSWERS, pages.width() - ANSWERS];
    for part in &answer.tellings {
        telling(pages, part, measures, body);
    }
    for remark in &answer.remarks {
        let [left, width] = measures;
        pages.paragraph(Rich::of(remark, SMALL), [left, width, 1.35], (body, StructRole::P));
    }
    pages.y += 2.0;
}

/// A passage with its speaker and its source.
fn telling(pages: &mut Pages, telling: &Telling, [left, width]: [f32; 2], body: Tag) {
    let look = telling.kind.look();
    let mut rich = Rich::default().with_icon(look.glyph, look.light.line, PLAIN).and("  ", PLAIN);
    if !telling.speaker.is_empty() {
        rich.push(&format!("{}  ", telling.speaker), PLAIN.bold());
    }
    rich.push(&telling.quote, QUOTE);
    rich.push(telling.badge, PLAIN.bold().soft());
    rich.push("  ", SMALL);
    let start = rich.text.len();
    rich.push(&telling.origin(), SMALL.ink(LINK));
    let source = (start..rich.text.len(), Place::Source(telling.source));
    pages.linked(rich, &[source], [left, width, 1.42], (body, StructRole::P));
    if !telling.details.is_empty() {
        let details = Rich::of(&telling.details.join(" · "), SMALL);
        pages.paragraph(details, [left, width, 1.4], (body, StructRole::P));
    }
    pages.y += 1.5;
}

fn source(pages: &mut Pages, number: usize, source: &SourcePart, item: Tag) {
    let (left, width) = (LEFT + NUMBERS, pages.width() - NUMBERS);
    let body = pages.tags.add(item, StructRole::LBody);
    let mut rich = Rich::of(&source.title, PLAIN.bold());
    for origin in &source.origin {
        rich.push(&format!(" · {origin}"), PLAIN);
    }
    let rest = [&source.address, &source.path, &source.marks].into_iter().filter(|part| !part.is_empty());
    let mut rest = Rich::of(&rest.cloned().collect::<Vec<_>>().join(" · "), SMALL);
    let mut threads = Vec::with_capacity(source.threads.len());
    for (at, thread) in source.threads.iter().enumerate() {
        rest.push(&if at == 0 { format!(" · {}", source.lead()) } else { ", ".to_owned() }, SMALL);
        let start = rest.text.len();
        rest.push(&thread.to_string(), SMALL.ink(LINK));
        threads.push((start..rest.text.len(), Place::Thread(*thread)));
    }
    pages.need(28.0);
    let label = pages.lay_out(Rich::of(&format!("[{number}]"), PLAIN.soft()), NUMBERS, 1.45);
    let top = pages.y;
    pages.arrive(Place::Source(number), top);
    pages.lines(&label, &label.lines, LEFT, top, body);
    pages.paragraph(rich, [left, width, 1.45], (body, StructRole::P));
    pages.linked(rest, &threads, [left, width, 1.45], (body, StructRole::P));
    pages.y += 4.0;
}
