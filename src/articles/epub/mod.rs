//! EPUB books, versions 2 and 3: the chapters in reading order as one article (EPUB 3.3, OCF 3.3, OPF 2.0.1).
//!
//! The most used crate is under the GPL, and the others unpack without limits; so the package is read here, and
//! chapters are read as web pages.

mod chapter;
mod contents;
mod package;

use crate::articles::builder::{Block, Builder};
use crate::articles::{ArticleError, Input, Notice, ParsedArticle, page, sniff};
use crate::encoding::zip::Archive;
use crate::encoding::{Cancellation, xml};
use crate::model::article::{self, Article, Details};

use chapter::{Chapter, Notes};
use package::Package;

/// The kind of document, for messages.
const WHAT: &str = "EPUB book";

/// Reads a book.
///
/// # Errors
/// If it is not one, is damaged, locked, without text, or exceeds a limit.
pub fn read(input: &Input<'_>) -> Result<ParsedArticle, ArticleError> {
    let Input { bytes, cancellation, .. } = *input;
    sniff::expect(bytes, "epub")?;
    let mut archive = Archive::open(bytes, WHAT, cancellation)?;
    refuse_locked(&mut archive, cancellation)?;
    let package = Package::read(&mut archive, cancellation)?;
    let titles = contents::titles(&mut archive, &package, cancellation)?;
    let mut builder = Builder::default();
    let mut notes = Notes::default();
    let mut missing = 0;
    for name in &package.chapters {
        cancellation.check()?;
        let Some(bytes) = archive.part(name)? else {
            missing += 1;
            continue;
        };
        let chapter = Chapter::new(&xml::source(&bytes), name, &mut notes, cancellation)?;
        builder.begin(Block::Paragraph);
        if !chapter.has_heading
            && let Some((level, title)) =
                titles.iter().find(|title| title.chapter == *name).map(|title| (title.level, &title.words))
        {
            builder.begin(Block::Heading(level));
            builder.write(title);
            builder.begin(Block::Paragraph);
        }
        page::fragment(&mut builder, "", &chapter.html)?;
    }
    for note in notes.into_order() {
        cancellation.check()?;
        builder.footnote(true);
        page::fragment(&mut builder, &format!("[{}] ", note.mark), &note.html)?;
        builder.footnote(false);
    }
    let (text, structure) = builder.finish();
    if text.is_empty() {
        return Err(ArticleError::NoText { what: WHAT });
    }
    let notices = match missing {
        0 => Vec::new(),
        1 => vec![Notice::Warning("1 chapter is listed in this book but missing".to_owned())],
        _ => vec![Notice::Warning(format!("{missing} chapters are listed in this book but missing"))],
    };
    let title = article::first_line(&package.title).or_else(|| article::first_line(text.as_str())).unwrap_or_default();
    let stated = Details { title, ..package.source };
    let article = Article { stated, structure, text, ..Article::default() };
    Ok(ParsedArticle { notices, ..ParsedArticle::from(article) })
}

/// Refuses a book with encrypted chapters; encrypted fonts are allowed (OCF 3.3, 4.2.6.3.2 and 4.4).
fn refuse_locked(archive: &mut Archive<'_>, cancellation: Cancellation<'_>) -> Result<(), ArticleError> {
    const OF_FONTS: &[&str] = &["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"];
    let Some(bytes) = archive.part("META-INF/encryption.xml")? else { return Ok(()) };
    let source = xml::source(&bytes);
    let document = xml::parse(&source, WHAT, "META-INF/encryption.xml", cancellation)?;
    let locks = document.descendants().filter(|node| xml::name(*node) == "EncryptedData").any(|data| {
        let method = xml::child(data, "EncryptionMethod").and_then(|method| xml::attribute(method, "Algorithm"));
        !method.is_some_and(|method| OF_FONTS.contains(&method))
    });
    if !locks {
        return Ok(());
    }
    let by = if archive.has("META-INF/license.lcpl") {
        "Readium LCP"
    } else if archive.has("META-INF/sinf.xml") {
        "Apple FairPlay"
    } else if archive.has("META-INF/rights.xml") {
        "Adobe ADEPT"
    } else {
        "its files are encrypted"
    };
    Err(ArticleError::Locked { what: WHAT, by: by.to_owned() })
}
