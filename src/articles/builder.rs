//! Builder of a text with structure, block by block.
//!
//! Blocks are separated by an empty line; list items, table rows and lines of code by a line end. White space is
//! treated as in HTML: runs collapse to one space, and lines have none at their ends.

use std::sync::Arc;

use crate::model::offset::ByteRange;
use crate::model::structure::{Span, Structure};
use crate::model::text::ArticleText;

/// The kind of a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    #[default]
    Paragraph,
    /// A heading with its level, from 1.
    Heading(u8),
    /// A line of code, whose white space is kept.
    Code,
    /// A row of a table.
    Row,
    /// A caption.
    Caption,
}

impl Block {
    fn element(self) -> Option<(&'static str, u8)> {
        match self {
            Self::Paragraph => None,
            Self::Heading(level) => Some(("heading", level)),
            Self::Code => Some(("code", 0)),
            Self::Row => Some(("row", 0)),
            Self::Caption => Some(("caption", 0)),
        }
    }
}

/// An open inline element, with its start.
#[derive(Debug)]
struct Inline {
    element: &'static str,
    address: Option<Arc<str>>,
    start: usize,
    /// True if it is nested in the same element. It then adds nothing; a million of them, nested across a million
    /// lines, would be recorded a million million times.
    again: bool,
}

/// An open list, with the number of its next item if it is numbered.
#[derive(Debug)]
struct List {
    next: Option<u32>,
}

/// Builder of a text with structure. Blocks without text leave no trace.
#[derive(Debug, Default)]
pub struct Builder {
    text: String,
    spans: Vec<Span>,
    /// The block of the next text.
    block: Block,
    /// Start of the line; `None` before the first text.
    line: Option<usize>,
    /// Kind and list depth of the last line.
    last: Option<(Block, usize)>,
    quotes: u8,
    in_footnote: bool,
    lists: Vec<List>,
    /// Marker of an item without text yet.
    marker: Option<Option<u32>>,
    inline: Vec<Inline>,
    /// The open inline elements that are not nested in the same element, which are few.
    open: Vec<&'static str>,
}

impl Builder {
    /// Ends the current block; the next text begins one of this kind.
    pub fn begin(&mut self, block: Block) {
        self.end_line();
        self.block = block;
    }

    /// Separates the next block from one of the same kind: another table, another piece of code.
    pub fn set_apart(&mut self) {
        self.begin(Block::Paragraph);
        self.last = self.last.map(|(_, depth)| (Block::Paragraph, depth));
    }

    /// Begins or ends a quotation.
    pub fn quote(&mut self, open: bool) {
        self.begin(Block::Paragraph);
        self.quotes = if open { self.quotes.saturating_add(1) } else { self.quotes.saturating_sub(1) };
    }

    /// Begins or ends a footnote.
    pub fn footnote(&mut self, open: bool) {
        self.begin(Block::Paragraph);
        self.in_footnote = open;
    }

    /// Begins a list, with the number of its first item if it is numbered.
    pub fn open_list(&mut self, first: Option<u32>) {
        self.begin(Block::Paragraph);
        self.lists.push(List { next: first });
    }

    /// Ends the innermost list.
    pub fn close_list(&mut self) {
        self.begin(Block::Paragraph);
        self.lists.pop();
        self.marker = None;
        if self.lists.is_empty() {
            // A following list is separate.
            self.last = self.last.map(|(block, _)| (block, 0));
        }
    }

    /// Begins an item of the innermost list, with its number if that is not the next.
    pub fn item(&mut self, number: Option<u32>) {
        self.begin(Block::Paragraph);
        let Some(list) = self.lists.last_mut() else { return };
        let number = number.filter(|_| list.next.is_some()).or(list.next);
        list.next = number.map(|number| number.saturating_add(1));
        self.marker = Some(number);
    }

    /// Begins the next cell of a row.
    pub fn cell(&mut self, first: bool) {
        if !first {
            self.open_line();
            self.drop_space();
            self.text.push('\t');
        }
    }

    /// Writes a tab stop, if there is text before it.
    pub fn tab(&mut self) {
        if self.line.is_some() && !self.text.ends_with(['\n', '\t']) {
            self.drop_space();
            self.text.push('\t');
        }
    }

    /// Begins an inline element: emphasis, a link.
    pub fn open(&mut self, element: &'static str, address: Option<&str>) {
        let again = self.open.contains(&element);
        if !again {
            self.open.push(element);
        }
        self.inline.push(Inline { element, address: address.map(Arc::from), start: self.text.len(), again });
    }

    /// Ends the innermost inline element.
    pub fn close(&mut self) {
        let Some(Inline { element, address, start, again }) = self.inline.pop() else { return };
        if again {
            return;
        }
        self.open.pop();
        let text = &self.text[start.min(self.text.len())..];
        let from = start + (text.len() - text.trim_start().len());
        let to = from + text.trim().len();
        if from < to {
            self.spans.push(Span { address, ..Span::new(ByteRange::of(from, to), element) });
        }
    }

    /// Writes text, with runs of white space as one space.
    pub fn write(&mut self, text: &str) {
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let gap = rest.len() - rest.trim_start_matches(is_space).len();
            if gap > 0 {
                if self.line.is_some() && !self.text.ends_with([' ', '\n', '\t']) {
                    self.text.push(' ');
                }
                rest = &rest[gap..];
            } else if c == '\u{FEFF}' && self.text.is_empty() {
                // A text does not begin with a byte-order mark.
                rest = &rest[c.len_utf8()..];
            } else {
                let end = rest.find(is_space).unwrap_or(rest.len());
                self.open_line();
                self.text.push_str(&rest[..end]);
                rest = &rest[end..];
            }
        }
    }

    /// True if the text so far ends a sentence.
    pub fn ends_sentence(&self) -> bool {
        self.text.ends_with(['.', '!', '?', '…'])
    }

    /// Writes lines verbatim.
    pub fn verbatim(&mut self, lines: &str) {
        for (index, line) in lines.replace("\r\n", "\n").replace('\r', "\n").split('\n').enumerate() {
            if index > 0 {
                self.line_end();
            }
            let line = if self.text.is_empty() { line.trim_start_matches('\u{FEFF}') } else { line };
            if !line.is_empty() {
                self.open_line();
                self.text.push_str(line);
            }
        }
    }

    /// Writes a line break within a block.
    pub fn line_end(&mut self) {
        if self.line.is_some() {
            self.drop_space();
            self.text.push('\n');
        }
    }

    /// Returns the text and its structure.
    pub fn finish(mut self) -> (ArticleText, Structure) {
        while !self.inline.is_empty() {
            self.close();
        }
        self.end_line();
        let text = ArticleText::new(self.text);
        let structure = Structure::new(&text, self.spans);
        (text, structure)
    }

    fn drop_space(&mut self) {
        let from = self.line.unwrap_or(0);
        if self.block != Block::Code {
            let kept = self.text[from..].trim_end_matches(' ').len();
            self.text.truncate(from + kept);
        }
    }

    /// Begins a line for new text, separated from the last one.
    fn open_line(&mut self) {
        if self.line.is_some() {
            return;
        }
        if let Some((last, depth)) = self.last {
            let tight = match self.block {
                Block::Code | Block::Row => last == self.block,
                Block::Paragraph => self.marker.is_some() && depth > 0,
                _ => false,
            };
            self.text.push_str(if tight { "\n" } else { "\n\n" });
        }
        self.line = Some(self.text.len());
    }

    fn end_line(&mut self) {
        let Some(start) = self.line.take() else { return };
        let line = &self.text[start..];
        let kept = if self.block == Block::Code { line.trim_end() } else { line.trim_end_matches(is_space) }.len();
        self.text.truncate(start + kept);
        if kept == 0 {
            // Only white space: no trace.
            let before = self.text.trim_end_matches('\n').len();
            self.text.truncate(before);
            return;
        }
        let range = ByteRange::of(start, start + kept);
        let depth = u8::try_from(self.lists.len()).unwrap_or(u8::MAX);
        if self.quotes > 0 {
            self.spans.push(Span::new(range, "quote").at_level(self.quotes));
        }
        if depth > 0 {
            let element = if self.marker.is_some() { "item" } else { "inset" };
            let number = self.marker.take().flatten();
            self.spans.push(Span { number, ..Span::new(range, element).at_level(depth) });
        }
        if self.in_footnote {
            self.spans.push(Span::new(range, "footnote"));
        }
        if let Some((element, level)) = self.block.element() {
            self.spans.push(Span::new(range, element).at_level(level));
        }
        self.last = Some((self.block, self.lists.len()));
    }
}

/// ASCII white space of the Infra Standard, as in HTML: a no-break space is not included.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{C}')
}
