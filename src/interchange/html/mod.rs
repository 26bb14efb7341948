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
mod sink;
pub mod style;

use std::fmt::Write as _;
use std::io;

use crate::interchange::html::style::class;
use crate::model::annotation::{Annotation, Time};
use crate::model::article::Article;
use crate::model::document::Document;
use crate::model::kind::{KINDS, Kind, KindRow, Underline};
use crate::model::ledger::Ledger;
use crate::model::message::counted;
use crate::model::set::AnnotationSet;

use escape::text;
use sink::Sink;

/// A kind of page.
struct Page {
    /// True if the header shows the title even if the article begins with it.
    titled: bool,
    /// The content between header and footer.
    body: fn(&mut Sink<'_>, &Article, &AnnotationSet) -> std::fmt::Result,
}

/// The page of the article with its marks.
const READING: Page = Page {
    titled: false,
    body: |out, article, set| {
        article::push(out, article, set)?;
        marks::push_marks(out, article, set)?;
        ledger::push(out, article, set, &Ledger::new(set))?;
        marks::push_links(out, article, set)
    },
};

/// The report for readers without Gainsay: first the results, then the article.
const REPORT: Page = Page {
    titled: true,
    body: |out, article, set| {
        ledger::push(out, article, set, &Ledger::new(set))?;
        map::push(out, article, set)?;
        article::push(out, article, set)?;
        marks::push_marks(out, article, set)?;
        marks::push_links(out, article, set)
    },
};

/// The page of the article with its marks.
pub fn write(article: &Article, set: &AnnotationSet) -> String {
    page(article, set, &READING)
}

/// The report.
pub fn report(article: &Article, set: &AnnotationSet) -> String {
    page(article, set, &REPORT)
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

fn push_page(out: &mut Sink<'_>, article: &Article, set: &AnnotationSet, page: &Page) -> std::fmt::Result {
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
         <title>{}</title>\n\
         <style>{style}</style>\n\
         </head>\n\
         <body>\n\
         <div class=\"page\">\n",
        style::policy(&style),
        escape::bare(&article.name())
    )?;
    header(out, article, set, page.titled)?;
    out.push_str("<main>\n");
    (page.body)(out, article, set)?;
    out.push_str("</main>\n");
    if !article.sha256.is_empty() {
        writeln!(out, "<footer class=\"record\">SHA-256 of the article’s file: {}</footer>", text(&article.sha256))?;
    }
    out.push_str("</div>\n</body>\n</html>\n");
    Ok(())
}

fn header(out: &mut String, article: &Article, set: &AnnotationSet, titled: bool) -> std::fmt::Result {
    out.push_str("<header>\n");
    if titled || !article::begins_with_title(article) {
        writeln!(out, "<h1 dir=\"auto\">{}</h1>", text(&article.name()))?;
    }
    if article.source.known().next().is_some() {
        let source: Vec<String> = article.source.known().map(bdi).collect();
        writeln!(out, "<p class=\"source\">{}</p>", source.join(" · "))?;
    }
    let characters = counted(article.text.scalar_of(article.text.end()).get(), "character", "characters");
    let marks = counted(set.annotations().len(), "mark", "marks");
    let links = counted(set.relations().len(), "link", "links");
    let facts = [&article.file, &article.media_type, &article.encoding, &characters, &marks, &links];
    let facts: Vec<String> = facts.iter().filter(|fact| !fact.is_empty()).map(|fact| bdi(fact)).collect();
    writeln!(out, "<p class=\"source\">{}</p>", facts.join(" · "))?;
    for by in annotators(set) {
        writeln!(out, "<p class=\"source\">{by}</p>")?;
    }
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

/// One line for each annotator, by name: the number of marks and the dates of the first and last.
fn annotators(set: &AnnotationSet) -> Vec<String> {
    let mut found: std::collections::BTreeMap<&str, (usize, usize, std::collections::BTreeSet<&str>)> =
        Default::default();
    for mark in set.annotations() {
        let entry = found.entry(&mark.creator).or_default();
        entry.0 += 1;
        entry.2.extend([&mark.created, &mark.modified].into_iter().filter_map(day));
    }
    for link in set.relations() {
        let entry = found.entry(&link.creator).or_default();
        entry.1 += 1;
        entry.2.extend([&link.created, &link.modified].into_iter().filter_map(day));
    }
    let line = |(name, (marks, links, days)): (&str, (usize, usize, std::collections::BTreeSet<&str>))| {
        let name = if name.is_empty() { "somebody unnamed".to_owned() } else { bdi(name) };
        let when = match (days.first(), days.last()) {
            (Some(first), Some(last)) if first != last => format!(" · {} to {} (UTC)", text(first), text(last)),
            (Some(day), _) => format!(" · {} (UTC)", text(day)),
            _ => String::new(),
        };
        let marks = counted(marks, "mark", "marks");
        format!("Annotated by {name}: {marks}, {}{when}", counted(links, "link", "links"))
    };
    found.into_iter().map(line).collect()
}

/// The date of a moment, if it is RFC 3339.
fn day(time: &Time) -> Option<&str> {
    let day = time.as_str().get(..10)?;
    let digits =
        day.bytes().enumerate().all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() });
    digits.then_some(day)
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
