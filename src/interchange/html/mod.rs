//! Web page export: the article with its marks, a legend, the ledger and a list of the marks; or the same as a report,
//! which begins with the ledger and the map.
//!
//! The pages have no scripts and fetch nothing: the Content-Security-Policy allows only their own style, by its hash.

mod article;
mod escape;
mod frame;
mod ledger;
mod map;
mod marks;
pub mod project;
mod sink;
mod statistics;
pub mod style;

use std::fmt::Write as _;
use std::io;

use crate::interchange::facts::{annotators, facts, kinds};
use crate::interchange::html::style::class;
use crate::model::annotation::Annotation;
use crate::model::article::Article;
use crate::model::document::Document;
use crate::model::kind::{KindRow, Underline};
use crate::model::ledger::Ledger;
use crate::model::set::AnnotationSet;

use escape::text;
use marks::Extent;
use sink::Sink;

/// A kind of page.
struct Page {
    /// True if the header shows the title even if the article begins with it.
    titled: bool,
    /// Level of detail about marks and links.
    extent: Extent,
    /// The content between header and footer.
    body: fn(&mut Sink<'_>, &Article, &AnnotationSet, Extent) -> std::fmt::Result,
}

/// The page of the article with its marks.
const READING: Page = Page {
    titled: false,
    extent: Extent::Full,
    body: |out, article, set, extent| {
        article::push(out, article, set)?;
        marks::push_marks(out, article, set, extent)?;
        ledger::push(out, article, set, &Ledger::new(set))?;
        marks::push_links(out, article, set, extent)
    },
};

/// The report for readers without Gainsay: first the results, then the article.
const REPORT: Page = Page {
    titled: true,
    extent: Extent::Brief,
    body: |out, article, set, extent| {
        let ledger = Ledger::new(set);
        statistics::push(out, article, set, &ledger)?;
        ledger::push(out, article, set, &ledger)?;
        map::push(out, article, set)?;
        article::push(out, article, set)?;
        marks::push_marks(out, article, set, extent)?;
        marks::push_links(out, article, set, extent)
    },
};

/// The report with all that is known of marks and links.
const FULL_REPORT: Page = Page { extent: Extent::Full, ..REPORT };

/// The page of the article with its marks.
pub fn write(article: &Article, set: &AnnotationSet) -> String {
    page(article, set, &READING)
}

/// The report.
pub fn report(article: &Article, set: &AnnotationSet) -> String {
    page(article, set, &REPORT)
}

/// The report with ids, offsets and times.
pub fn full_report(article: &Article, set: &AnnotationSet) -> String {
    page(article, set, &FULL_REPORT)
}

/// Writes the page piece by piece.
///
/// # Errors
/// If it cannot be written.
pub fn stream(document: &Document, to: &mut dyn io::Write) -> io::Result<()> {
    streamed(document, &READING, to)
}

/// Writes the report piece by piece.
///
/// # Errors
/// If it cannot be written.
pub fn stream_report(document: &Document, to: &mut dyn io::Write) -> io::Result<()> {
    streamed(document, &REPORT, to)
}

/// Writes the report with ids, offsets and times piece by piece.
///
/// # Errors
/// If it cannot be written.
pub fn stream_full_report(document: &Document, to: &mut dyn io::Write) -> io::Result<()> {
    streamed(document, &FULL_REPORT, to)
}

fn streamed(document: &Document, page: &Page, to: &mut dyn io::Write) -> io::Result<()> {
    let mut sink = Sink::to(to);
    // A write error is kept and returned at the end.
    let _ = push_page(&mut sink, document.article(), document.set(), page);
    sink.end()
}

fn page(article: &Article, set: &AnnotationSet, page: &Page) -> String {
    let mut sink = Sink::kept();
    // Writing to a string cannot fail.
    let _ = push_page(&mut sink, article, set, page);
    sink.into_page()
}

/// Begins a page with this title, which is escaped, in an element of these classes.
fn begin(out: &mut String, title: &str, classes: &str) -> std::fmt::Result {
    let style = style::style();
    write!(
        out,
        "<!DOCTYPE html>\n\
         <html lang=\"en\">\n\
         <head>\n\
         <meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"generator\" content=\"Gainsay\">\n\
         <title>{title}</title>\n\
         <style>{style}</style>\n\
         </head>\n\
         <body>\n\
         <div class=\"{classes}\">\n",
        style::policy(&style),
    )
}

fn push_page(out: &mut Sink<'_>, article: &Article, set: &AnnotationSet, page: &Page) -> std::fmt::Result {
    begin(out, &escape::bare(&article.name()), "page")?;
    header(out, article, set, page)?;
    out.push_str("<main>\n");
    (page.body)(out, article, set, page.extent)?;
    out.push_str("</main>\n");
    if page.extent == Extent::Full && !article.sha256.is_empty() {
        writeln!(out, "<footer class=\"record\">SHA-256 of the article’s file: {}</footer>", text(&article.sha256))?;
    }
    out.push_str("</div>\n</body>\n</html>\n");
    Ok(())
}

fn header(out: &mut String, article: &Article, set: &AnnotationSet, page: &Page) -> std::fmt::Result {
    out.push_str("<header>\n");
    if page.titled || !article.begins_with_title() {
        writeln!(out, "<h1 dir=\"auto\">{}</h1>", text(&article.name()))?;
    }
    if article.known().next().is_some() {
        let source: Vec<String> = article.known().map(bdi).collect();
        writeln!(out, "<p class=\"source\">{}</p>", source.join(" · "))?;
    }
    let facts: Vec<String> = facts(article, set).iter().map(|fact| bdi(fact)).collect();
    writeln!(out, "<p class=\"source\">{}</p>", facts.join(" · "))?;
    for (name, what) in annotators(set, page.extent == Extent::Full) {
        writeln!(out, "<p class=\"source\">Annotated by {}{}</p>", bdi(&name), text(&what))?;
    }
    out.push_str("<ul class=\"legend\" aria-label=\"Legend\">\n");
    for kind in &kinds(set) {
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
    let changed = set.annotations().iter().filter(|mark| mark.is_changed()).count();
    if changed > 0 {
        writeln!(
            out,
            "<li class=\"k-other\"><b class=\"m changed\">Changed</b> <span>{changed} · the words are not those that were \
             marked</span></li>"
        )?;
    }
    out.push_str("</ul>\n</header>\n");
    Ok(())
}

/// Text isolated from the direction of the text around it (UAX #9).
fn bdi(words: &str) -> String {
    format!("<bdi>{}</bdi>", text(words))
}

/// The badge of a changed mark.
fn badge(mark: &Annotation) -> &'static str {
    if mark.is_changed() { " <span class=\"status\">changed</span>" } else { "" }
}

/// The CSS class of an underline.
fn underline(row: &KindRow) -> &'static str {
    match row.underline {
        Underline::Solid => "solid",
        Underline::Zigzag => "zigzag",
        Underline::Dotted => "dotted",
    }
}
