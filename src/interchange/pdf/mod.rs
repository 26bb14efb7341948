//! PDF exports: the report, and the marked article, for paper and for reading.
//!
//! Text can be selected and searched, fonts are embedded, and the structure of the document is kept for screen readers.
//! The same document gives the same bytes: nothing in a file depends on the time. Characters that no font has, or only as
//! pictures, are shown as boxes, and are still characters when the text is copied.

mod article;
mod entries;
mod faces;
mod fonts;
mod head;
mod ledger;
mod lines;
mod map;
mod outline;
mod pages;
pub mod project;
mod shapes;
mod tags;
mod text;

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use crate::interchange::printing::{Cancelled, Printing};
use crate::model::document::Document;
use crate::model::ledger::Ledger;
use pages::{About, Pages};

/// The report: statistics, ledger, map, article with its marks, list of marks.
///
/// # Errors
/// If it is cancelled.
pub fn report(document: &Document, printing: &Printing<'_>) -> Result<Vec<u8>, Cancelled> {
    whole(document, printing, false)
}

/// The report with the ids, offsets and exact times of marks and links.
///
/// # Errors
/// If it is cancelled.
pub fn full_report(document: &Document, printing: &Printing<'_>) -> Result<Vec<u8>, Cancelled> {
    whole(document, printing, true)
}

fn whole(document: &Document, printing: &Printing<'_>, full: bool) -> Result<Vec<u8>, Cancelled> {
    let (article, set) = (document.article(), document.set());
    let mut pages = Pages::new(printing.paper);
    let ledger = Ledger::new(set);
    head::push(&mut pages, article, set, &ledger, full);
    ledger::push(&mut pages, article, set, &ledger);
    printing.go_on(5)?;
    map::push(&mut pages, article, set);
    printing.go_on(10)?;
    pages.heading("Article", 80.0);
    article::push(&mut pages, article, set, (printing, 10, 80))?;
    entries::push(&mut pages, article, set, full);
    printing.go_on(90)?;
    let creators = set.annotations().iter().map(|mark| &*mark.creator);
    let creators: std::collections::BTreeSet<&str> = creators.filter(|name| !name.is_empty()).collect();
    let authors = creators.into_iter().collect::<Vec<_>>().join(", ");
    let subject = "Claims, denials and evidence".to_owned();
    Ok(pages.finish(&About { title: article.name(), authors, subject }))
}

/// The article with its marks: kinds and speakers.
///
/// # Errors
/// If it is cancelled.
pub fn marked(document: &Document, printing: &Printing<'_>) -> Result<Vec<u8>, Cancelled> {
    let (article, set) = (document.article(), document.set());
    let mut pages = Pages::new(printing.paper);
    head::push_source(&mut pages, article);
    if article.text.is_empty() {
        head::push_empty(&mut pages);
    }
    article::push(&mut pages, article, set, (printing, 0, 90))?;
    let authors = article.byline().to_owned();
    Ok(pages.finish(&About { title: article.name(), authors, subject: String::new() }))
}

/// Bytes compressed for a stream with the filter `FlateDecode`.
fn squeeze(bytes: &[u8]) -> Vec<u8> {
    let mut out = ZlibEncoder::new(Vec::new(), Compression::default());
    // Writing to memory cannot fail.
    let _ = out.write_all(bytes);
    out.finish().unwrap_or_default()
}
