//! The structure of an article: headings, lists, quotes, emphasis, links.
//!
//! Structure is never part of the text: bullets, numbers and bars are drawn beside it, so that offsets count the text
//! only.

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
    /// True if it applies to a whole line of the text.
    pub block: bool,
}

const fn block(id: &'static str, name: &'static str) -> ElementRow {
    ElementRow { id, name, block: true }
}

const fn inline(id: &'static str, name: &'static str) -> ElementRow {
    ElementRow { id, name, block: false }
}

/// The elements of an article.
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
    /// The element of a span: known, or an id that this version does not know.
    Element, ELEMENTS.iter().map(|row| &row.id)
}

impl Element {
    /// Its row, if it is known.
    pub fn row(&self) -> Option<&'static ElementRow> {
        ELEMENTS.iter().find(|row| row.id == self.id())
    }

    /// True if it applies to a whole line of the text; unknown elements do not.
    pub fn is_block(&self) -> bool {
        self.row().is_some_and(|row| row.block)
    }
}

/// A span of the text with an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The range: not empty, on character boundaries, within one paragraph.
    pub range: ByteRange,
    /// The element.
    pub element: Element,
    /// The level of a heading, or the nesting depth of an item or a quotation, from 1 on; 0 for other elements.
    pub level: u8,
    /// The number of a numbered item.
    pub number: Option<u32>,
    /// The target of a link.
    pub address: Option<Arc<str>>,
    /// Unknown fields of the span.
    pub extra: Extra,
}

impl Span {
    /// A span with this element.
    pub fn new(range: ByteRange, element: &str) -> Self {
        Self { range, element: Element::new(element), level: 0, number: None, address: None, extra: Extra::default() }
    }

    /// The same span with a level.
    #[must_use]
    pub fn at_level(self, level: u8) -> Self {
        Self { level, ..self }
    }
}

/// Maximum spans before an offset in which a link is looked for, since a moving pointer asks in every frame.
const NEAR: usize = 2000;

/// The structure of an article: its spans by start, longer ones first, of equal ones the block elements. Cloning shares
/// it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Structure(Arc<Vec<Span>>);

impl Structure {
    /// The structure of `text`: spans over several paragraphs are split, and those without text are dropped.
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
                    let keep_going = index > first && piece.element.id() == "item";
                    // An item has one marker, on its first line.
                    all.push(if keep_going {
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
        all.shrink_to_fit();
        Self(Arc::new(all))
    }

    /// Every span.
    pub fn spans(&self) -> &[Span] {
        &self.0
    }

    /// True if there are no spans.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The spans of a paragraph, or of consecutive paragraphs.
    pub fn within(&self, paragraphs: ByteRange) -> &[Span] {
        let from = self.0.partition_point(|span| span.range.start() < paragraphs.start());
        let to = self.0.partition_point(|span| span.range.start() < paragraphs.end());
        &self.0[from..to.max(from)]
    }

    /// True if both share one structure in memory, or both are empty; takes constant time.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || (self.is_empty() && other.is_empty())
    }

    /// The link at an offset of `text`.
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
