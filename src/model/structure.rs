//! How an article is built: headings, lists, quotes, emphasis, links. What an importer found besides the words.
//!
//! Structure is never part of the text: bullets, numbers and bars are drawn beside it, so that offsets count words only.

use std::sync::Arc;

use crate::model::extra::Extra;
use crate::model::offset::{ByteOffset, ByteRange};
use crate::model::term::open_term;
use crate::model::text::ArticleText;

/// A row of [`ELEMENTS`].
#[derive(Debug)]
pub struct ElementRow {
    /// The id in files.
    pub id: &'static str,
    /// Its name on the screen, in sentence case.
    pub name: &'static str,
    /// True if it says what a whole line of the text is, and not only some words of it.
    pub block: bool,
}

const fn block(id: &'static str, name: &'static str) -> ElementRow {
    ElementRow { id, name, block: true }
}

const fn inline(id: &'static str, name: &'static str) -> ElementRow {
    ElementRow { id, name, block: false }
}

/// What a piece of an article can be.
pub const ELEMENTS: &[ElementRow] = &[
    block("heading", "Heading"),
    block("item", "List item"),
    block("inset", "More of a list item"),
    block("quote", "Quotation"),
    block("code", "Code"),
    block("row", "Table row"),
    block("caption", "Caption"),
    block("footnote", "Footnote"),
    block("aside", "Beside the article"),
    inline("emphasis", "Emphasis"),
    inline("strong", "Strong emphasis"),
    inline("literal", "Literal"),
    inline("struck", "Struck out"),
    inline("link", "Link"),
];

open_term! {
    /// What a piece of an article is, or a word for it that this version does not know.
    Element, ELEMENTS.iter().map(|row| &row.id)
}

impl Element {
    /// Its row, if it is known.
    pub fn row(&self) -> Option<&'static ElementRow> {
        ELEMENTS.iter().find(|row| row.id == self.id())
    }

    /// True if it says what a whole line of the text is; unknown ones do not.
    pub fn is_block(&self) -> bool {
        self.row().is_some_and(|row| row.block)
    }
}

/// A piece of the text, and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The piece: not empty, on character boundaries, within one paragraph.
    pub range: ByteRange,
    /// What it is.
    pub element: Element,
    /// Of a heading its level from 1 on; of an item or a quotation how deep it lies, from 1 on; else 0.
    pub level: u8,
    /// The number of a numbered item.
    pub number: Option<u32>,
    /// Where a link leads.
    pub address: Option<Arc<str>>,
    /// What else the file says of it.
    pub extra: Extra,
}

impl Span {
    /// A piece that is this.
    pub fn new(range: ByteRange, element: &str) -> Self {
        Self { range, element: Element::new(element), level: 0, number: None, address: None, extra: Extra::default() }
    }

    /// The same with a level.
    #[must_use]
    pub fn at_level(self, level: u8) -> Self {
        Self { level, ..self }
    }
}

/// Pieces looked at before an offset for the link that it lies in: a pointer that moves asks in every frame.
const NEAR: usize = 2000;

/// The structure of an article: its pieces by where they start, longer ones first, of equal ones the blocks. Cloning shares it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Structure(Arc<Vec<Span>>);

impl Structure {
    /// The structure of `text`: pieces that go over several paragraphs are split, and those that hold no text are left out.
    pub fn new(text: &ArticleText, spans: impl IntoIterator<Item = Span>) -> Self {
        let mut all = Vec::new();
        for span in spans {
            let end = span.range.end().min(text.end());
            let (first, last) = (text.paragraph_at(span.range.start()), text.paragraph_at(end));
            for index in first..=last {
                let paragraph = text.paragraph(index);
                let (start, end) = (span.range.start().max(paragraph.start()), end.min(paragraph.end()));
                if start < end && text.admits(ByteRange::new(start, end)) {
                    let piece = Span { range: ByteRange::new(start, end), ..span.clone() };
                    let goes_on = index > first && piece.element.id() == "item";
                    // An item has one marker, on its first line.
                    all.push(if goes_on {
                        Span { element: Element::new("inset"), number: None, ..piece }
                    } else {
                        piece
                    });
                }
            }
        }
        all.sort_by(|a, b| {
            let key = (a.range.start(), b.range.end(), b.element.is_block());
            key.cmp(&(b.range.start(), a.range.end(), a.element.is_block()))
        });
        Self(Arc::new(all))
    }

    /// Every piece.
    pub fn spans(&self) -> &[Span] {
        &self.0
    }

    /// True if nothing is known but the words.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The pieces of a paragraph, or of paragraphs that follow one another.
    pub fn within(&self, paragraphs: ByteRange) -> &[Span] {
        let from = self.0.partition_point(|span| span.range.start() < paragraphs.start());
        let to = self.0.partition_point(|span| span.range.start() < paragraphs.end());
        &self.0[from..to.max(from)]
    }

    /// True if this is the same structure in memory, not only an equal one, or both are empty: at once, however large.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || (self.is_empty() && other.is_empty())
    }

    /// The link whose words lie at an offset of `text`.
    pub fn link_at(&self, text: &ArticleText, offset: ByteOffset) -> Option<&Span> {
        let start = text.paragraph(text.paragraph_at(offset)).start();
        let before = self.within(ByteRange::new(start, ByteOffset::new(offset.get() + 1)));
        before.iter().rev().take(NEAR).find(|span| span.address.is_some() && span.range.contains(offset))
    }

    /// The headings, in order: the outline.
    pub fn headings(&self) -> impl Iterator<Item = &Span> {
        self.0.iter().filter(|span| span.element.id() == "heading")
    }
}
