//! The head of a document: title, source, what is marked, and how marks look.

use pdf_writer::types::StructRole;

use super::pages::{LEFT, Pages};
use super::shapes;
use super::tags::WHOLE;
use super::text::{Rich, Style};
use crate::interchange::facts::{annotators, facts, kinds};
use crate::model::article::Article;
use crate::model::ledger::Ledger;
use crate::model::set::AnnotationSet;
use crate::model::statistics::{Statistics, word_count};

const TITLE: Style = Style::serif(19.0).bold();
const PLAIN: Style = Style::sans(8.5);
/// The width of the names of statistics.
const NAMES: f32 = 52.0;

/// Appends the head of the report.
pub fn push(pages: &mut Pages, article: &Article, set: &AnnotationSet, ledger: &Ledger, full: bool) {
    let measures = [LEFT, pages.width(), 1.4];
    let y = pages.y;
    pages.outline(1, &article.name(), y);
    pages.paragraph(Rich::of(&article.name(), TITLE), [LEFT, pages.width(), 1.25], (WHOLE, StructRole::H1));
    pages.y += 6.0;
    let source: Vec<&str> = article.known().collect();
    for line in [source.join(" · "), facts(article, set).join(" · ")] {
        pages.paragraph(Rich::of(&line, PLAIN.soft()), measures, (WHOLE, StructRole::P));
    }
    for (name, what) in annotators(set, full) {
        let line = Rich::of(&format!("Annotated by {name}{what}"), PLAIN.soft());
        pages.paragraph(line, measures, (WHOLE, StructRole::P));
    }
    pages.y += 8.0;
    legend(pages, set);
    if !set.annotations().is_empty() {
        pages.y += 6.0;
        statistics(pages, &Statistics::with(word_count(article.text.as_str()), &article.text, set, ledger));
    }
}

/// The statistics: a name and its numbers in each line.
fn statistics(pages: &mut Pages, statistics: &Statistics) {
    let table = pages.tags.add(WHOLE, StructRole::Table);
    for (name, numbers) in statistics.lines() {
        let row = pages.tags.add(table, StructRole::TR);
        let name = pages.lay_out(Rich::of(name, PLAIN.soft()), NAMES, 1.45);
        pages.need(name.height());
        let (top, tag) = (pages.y, pages.tags.add(row, StructRole::TH));
        pages.lines(&name, &name.lines, LEFT, top, tag);
        let measures = [LEFT + NAMES, pages.width() - NAMES, 1.45];
        pages.paragraph(Rich::of(&numbers, PLAIN), measures, (row, StructRole::TD));
    }
}

/// Appends the title, unless the article begins with it, and the source.
pub fn push_source(pages: &mut Pages, article: &Article) {
    if !article.begins_with_title() && !article.title().is_empty() {
        pages.paragraph(Rich::of(article.title(), TITLE), [LEFT, pages.width(), 1.25], (WHOLE, StructRole::H1));
        pages.y += 6.0;
    }
    let source: Vec<&str> = article.known().chain(Some(article.file.as_str())).collect();
    let line = Rich::of(&source.join(" · "), PLAIN.soft());
    pages.paragraph(line, [LEFT, pages.width(), 1.4], (WHOLE, StructRole::P));
    pages.y += 12.0;
}

/// Appends a line that says why there is nothing below it.
pub fn push_empty(pages: &mut Pages) {
    let measures = [LEFT, pages.width(), 1.4];
    pages.paragraph(Rich::of("This article is empty", PLAIN.soft()), measures, (WHOLE, StructRole::P));
}

/// The kinds with their number, each as it looks in the article.
fn legend(pages: &mut Pages, set: &AnnotationSet) {
    let list = pages.tags.add(WHOLE, StructRole::L);
    for kind in kinds(set) {
        let row = kind.look();
        let name =
            Rich::default().with_icon(row.glyph, row.light.line, PLAIN).and(" ", PLAIN).and(kind.name(), PLAIN.bold());
        let named = 4..name.text.len();
        let rich = name.and(&format!("   {} · {}", set.count(&kind), row.help), PLAIN.soft());
        let item = pages.tags.add(list, StructRole::LI);
        let laid = pages.lay_out(rich, pages.width(), 1.75);
        pages.block(&laid, LEFT, item, |pages, line, top| {
            let parts = line.parts(&laid.text, named.clone());
            pages.draw(|content, height| {
                let y = height - top - line.baseline;
                for (left, right) in parts {
                    shapes::fill(content, row.light.fill);
                    content.rect(LEFT + left - 1.5, y - 2.8, right - left + 3.0, 11.0).fill_nonzero();
                    let sides = (LEFT + left - 1.5, LEFT + right + 1.5);
                    shapes::underline(content, row.underline, sides, y - 2.4, row.light.line);
                }
            });
        });
    }
    let changed = set.annotations().iter().filter(|mark| mark.is_changed()).count();
    if changed > 0 {
        let words = format!("Changed   {changed} · the words are not those that were marked");
        let item = pages.tags.add(list, StructRole::LI);
        let laid = pages.lay_out(Rich::of(&words, PLAIN.soft()), pages.width(), 1.75);
        pages.text(&laid, LEFT, item);
    }
}
