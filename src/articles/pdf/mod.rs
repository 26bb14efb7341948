//! PDF documents (ISO 32000-2): glyphs by position, then lines, columns and paragraphs.
//!
//! A PDF states neither words nor paragraphs; they are inferred, and wrong on unusual pages. Structure tags are used
//! only to omit decoration, since most are wrong.
//!
//! Pipeline, one file a step: content streams become glyphs (`page`, `font`, `unmapped`; rotated pages are turned there
//! and in `vertical`); glyphs become pieces of lines (`pieces`, with `initials`); running headers and footers are
//! removed (`running`); table rows become one piece each (`tables`); pieces become columns (`columns`), lines of text
//! (`line`, with `direction`) and paragraphs (`paragraphs`), which get roles (`roles`). Broken words are joined by the
//! evidence of the document (`hyphens`), and `write` builds the article.
//!
//! hayro-syntax and hayro-font read the file and its fonts: they repair damaged files, support encryption, and bring no
//! image decoders. Alternatives: `pdf-extract` 0.12 (panics, no columns), `lopdf` 0.47 (no fonts), `pdf_oxide` 0.3 (173
//! crates), `oxidize-pdf` 5.5 (97 crates), `hayro-interpret` 0.9 (renders pages; cannot be stopped). hayro has no limit
//! on unpacked size, so `limits` measures each stream first; object streams of encrypted files cannot be measured, and
//! are limited only by the size of the file.
//!
//! Losses: pictures but for their descriptions; headers and footers; formulas; letters in another direction than most
//! of their page (counted); cells that continue in the next line or span columns; reading order of pages whose layout
//! is not a grid of columns.

mod columns;
mod direction;
mod font;
mod glyph;
mod hyphens;
mod initials;
mod layers;
mod limits;
mod line;
mod links;
mod page;
mod paragraph;
mod paragraphs;
mod piece;
mod pieces;
mod roles;
mod running;
mod statistics;
mod tables;
mod unmapped;
mod vertical;
mod write;

use hayro_syntax::object::Dict;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use crate::articles::{ArticleError, Input, Notice, ParsedArticle, sniff};
use crate::encoding::FileError;
use crate::model::article::{self, Article, Details};

use layers::Layers;
use line::Line;
use page::PageReader;
use paragraph::Paragraph;
use piece::Piece;

/// The kind of document, for messages.
const WHAT: &str = "PDF document";
/// Maximum number of pages.
const MAX_PAGES: usize = 20_000;
/// Maximum number of pieces on a page for column analysis.
const MAX_PIECES: usize = 20_000;

/// Findings on the pages besides their text.
#[derive(Debug, Default)]
struct Found {
    /// Page numbers: pages with pictures but no text; with text from text recognition; with letters that their font
    /// does not name.
    pictures: Vec<usize>,
    unseen: Vec<usize>,
    unknown: Vec<usize>,
    sideways: usize,
    /// Letters, and those of them that no font names.
    letters: usize,
    lost: usize,
}

/// Reads a PDF document.
///
/// # Errors
/// If it is not one, is damaged, protected by a password, without text, or exceeds a limit.
pub fn read(input: &Input<'_>) -> Result<ParsedArticle, ArticleError> {
    let Input { bytes, cancellation, .. } = *input;
    if !bytes[..bytes.len().min(1024)].windows(5).any(|piece| piece == b"%PDF-") {
        sniff::expect(bytes, "pdf")?;
    }
    let too_large = FileError::TooLarge { what: WHAT, limit: "the maximum unpacked size" };
    if !limits::holds(bytes) {
        return Err(too_large.into());
    }
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => FileError::Protected { what: WHAT },
        LoadPdfError::Decryption(_) => {
            FileError::Damaged { what: WHAT, why: "its encryption is not supported".to_owned() }
        }
        LoadPdfError::Invalid => FileError::Damaged { what: WHAT, why: "it has no pages".to_owned() },
    })?;
    if pdf.pages().len() > MAX_PAGES {
        return Err(FileError::TooLarge { what: WHAT, limit: "20,000 pages" }.into());
    }
    let catalogue = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id()).unwrap_or_default();
    let mut reader = PageReader::new(Layers::new(&catalogue));
    let mut found = Found::default();
    let mut pages = Vec::new();
    let mut sizes = Vec::new();
    for (index, page) in pdf.pages().iter().enumerate() {
        cancellation.check()?;
        let drawn = reader.page(page).map_err(|_| too_large.clone())?;
        found.note(index + 1, &drawn);
        sizes.push(drawn.size);
        pages.push((pieces::pieces(drawn.glyphs), drawn.size.1));
    }
    if pages.iter().all(|(pieces, _)| pieces.is_empty()) {
        return Err(ArticleError::NoText { what: WHAT });
    }
    if found.lost * 2 > found.letters {
        return Err(ArticleError::UnknownLetters { what: WHAT });
    }
    running::remove(&mut pages);
    let mut all = Vec::new();
    for (index, ((pieces, _), (width, _))) in pages.into_iter().zip(sizes).enumerate() {
        cancellation.check()?;
        all.extend(paragraphs_of(pieces, width, index));
    }
    let body = roles::body_size(&all);
    let all = paragraphs::joined(all, body);
    let roles = roles::roles(&all, body);
    let (text, structure) = write::write(&all, &roles);

    let metadata = pdf.metadata();
    let words =
        |metadata: &Option<Box<[u8]>>| metadata.as_deref().map(text_string).unwrap_or_default().trim().to_owned();
    let source = Details {
        byline: Some(words(&metadata.author)).filter(|writer| is_title(writer)).unwrap_or_default(),
        published: metadata.creation_date.as_ref().map(date).unwrap_or_default(),
        ..Details::default()
    };
    let largest =
        structure.headings().find(|heading| heading.level == 1).map(|heading| text.slice(heading.range).to_owned());
    let stated = Some(words(&metadata.title)).filter(|title| is_title(title));
    // A stated title that occurs in the text is trusted; otherwise the largest line is more likely the title.
    let squeezed = |words: &str| words.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let start: String = text.as_str().chars().take(4000).collect();
    let seen = stated.clone().filter(|title| squeezed(&start).contains(&squeezed(title)));
    let title = seen.or(largest).or(stated).and_then(|title| article::first_line(&title));
    let title = title.or_else(|| article::first_line(text.as_str())).unwrap_or_default();
    let article = Article { stated: Details { title, ..source }, structure, text, ..Article::default() };
    Ok(ParsedArticle { notices: found.notices(), ..ParsedArticle::from(article) })
}

/// The paragraphs of a page.
fn paragraphs_of(pieces: Vec<Piece>, width: f64, page: usize) -> Vec<Paragraph> {
    let from_right = line::is_from_right(&pieces.iter().map(Piece::raw).collect::<String>());
    let columns =
        if pieces.len() > MAX_PIECES { vec![pieces::rows(pieces)] } else { columns::columns(pieces, from_right) };
    let lines = columns.into_iter().map(|column| {
        let from_right = direction::directions(&column);
        column
            .into_iter()
            .zip(from_right)
            .filter_map(|(row, from_right)| Line::new(row, page, width, from_right))
            .collect()
    });
    lines.flat_map(|lines: Vec<Line>| paragraphs::paragraphs(lines, width)).collect()
}

impl Found {
    fn note(&mut self, page: usize, drawn: &glyph::Drawn) {
        let letters = drawn.glyphs.iter().filter(|glyph| !glyph.is_blank()).count();
        if letters == 0 && drawn.pictures > 0 {
            self.pictures.push(page);
        }
        if drawn.unseen * 2 > letters && drawn.pictures > 0 {
            self.unseen.push(page);
        }
        if drawn.unknown > 0 {
            self.unknown.push(page);
        }
        self.letters += letters;
        self.lost += drawn.lost;
        self.sideways += drawn.turned.iter().sum::<usize>();
    }

    fn notices(&self) -> Vec<Notice> {
        let mut notices = Vec::new();
        if !self.pictures.is_empty() {
            notices
                .push(Notice::Warning(format!("{} no text, only pictures", on_pages(&self.pictures, "has", "have"))));
        }
        if !self.unseen.is_empty() {
            let pages = on_pages(&self.unseen, "is a picture", "are pictures");
            notices.push(Notice::Warning(format!("{pages} with recognised text (OCR), which may have errors")));
        }
        if !self.unknown.is_empty() {
            let pages = on_pages(&self.unknown, "has", "have");
            notices
                .push(Notice::Warning(format!("{pages} a font that does not identify its letters; some may be wrong")));
        }
        if self.sideways > 0 {
            let (letters, were) = if self.sideways == 1 { ("letter", "was") } else { ("letters", "were") };
            let count = self.sideways;
            notices
                .push(Notice::Info(format!("{count} {letters} with another direction than their page {were} omitted")));
        }
        notices
    }
}

/// "Page 3 has", "Pages 3, 5–7 and 9 have".
fn on_pages(pages: &[usize], one: &str, more: &str) -> String {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for page in pages {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == *page => *last = *page,
            _ => ranges.push((*page, *page)),
        }
    }
    let text: Vec<String> =
        ranges.iter().map(|(from, to)| if from == to { from.to_string() } else { format!("{from}–{to}") }).collect();
    match text.split_last() {
        Some((only, [])) if pages.len() == 1 => format!("Page {only} {one}"),
        Some((only, [])) => format!("Pages {only} {more}"),
        Some((last, others)) => format!("Pages {} and {last} {more}", others.join(", ")),
        None => String::new(),
    }
}

/// Decodes a text string (ISO 32000-2, 7.9.2.2): UTF-16 or UTF-8 by its mark, else almost Latin-1.
fn text_string(bytes: &[u8]) -> String {
    match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, mark)) => encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned(),
        None => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

/// Converts a date to RFC 3339.
fn date(date: &hayro_syntax::object::DateTime) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month.max(1), date.day.max(1))
}

/// True if a stated title or author is plausible: not a file name, not a program's placeholder.
fn is_title(title: &str) -> bool {
    let lower = title.to_lowercase();
    let endings = [".doc", ".docx", ".pdf", ".indd", ".tex", ".dvi", ".odt", ".qxd", ".rtf", ".txt"];
    !title.is_empty()
        && !endings.iter().any(|ending| lower.ends_with(ending))
        && ![
            "untitled",
            "microsoft word",
            "document",
            "pdf",
            "title",
            "anonymous",
            "(anonymous)",
            "unspecified",
            "(unspecified)",
            "unknown",
        ]
        .iter()
        .any(|junk| lower == *junk || lower.starts_with("microsoft word -"))
}
