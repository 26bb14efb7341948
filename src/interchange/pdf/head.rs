//! The head of a document: title, source, what is marked, and how marks look.

use pdf_writer::types::StructRole;

use super::pages::{LEFT, Pages};
use super::shapes;
use super::tags::WHOLE;
use super::text::{Rich, Style};
use crate::interchange::facts::{annotators, facts, kinds};
use crate::model::article::Article;
use crate::model::set::AnnotationSet;

const TITLE: Style = Style::serif(19.0).bold();
const PLAIN: Style = Style::sans(8.5);

/// Appends the head of the report.
pub fn push(pages: &mut Pages, article: &Article, set: &AnnotationSet, full: bool) {
    let measures = [LEFT, pages.width(), 1.4];
    let y = pages.y;
    pages.outline(1, &article.name(), y);
    pages.paragraph(Rich::of(&article.name(), TITLE), [LEFT, pages.width(), 1.25], (WHOLE, StructRole::H1));
    pages.y += 6.0;
    let source: Vec<&str> = article.source.known().collect();
    for line in [source.join(" · "), facts(article, set).join(" · ")] {
        pages.paragraph(Rich::of(&line, PLAIN.soft()), measures, (WHOLE, StructRole::P));
    }
    for (name, what) in annotators(set, full) {
        let line = Rich::of(&format!("Annotated by {name}{what}"), PLAIN.soft());
        pages.paragraph(line, measures, (WHOLE, StructRole::P));
    }
    pages.y += 8.0;
    legend(pages, set);
}

/// Appends the title, unless the article begins with it, and the source.
pub fn push_source(pages: &mut Pages, article: &Article) {
    if !article.begins_with_title() && !article.title.is_empty() {
        pages.paragraph(Rich::of(&article.title, TITLE), [LEFT, pages.width(), 1.25], (WHOLE, StructRole::H1));
        pages.y += 6.0;
    }
    let source: Vec<&str> = article.source.known().chain(Some(article.file.as_str())).collect();
    let line = Rich::of(&source.join(" · "), PLAIN.soft());
    pages.paragraph(line, [LEFT, pages.width(), 1.4], (WHOLE, StructRole::P));
    pages.y += 12.0;
}

/// The kinds with their number, each as it looks in the article.
fn legend(pages: &mut Pages, set: &AnnotationSet) {
    let list = pages.tags.add(WHOLE, StructRole::L);
    for kind in kinds(set) {
        let row = kind.look();
        let name = Rich::default()
            .with_icon(row.glyph, row.light.line, PLAIN)
            .and(" ", PLAIN)
            .and(kind.name(), PLAIN.bold());
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
