//! The blocks of the text, the units of layout: paragraphs, pieces of long paragraphs, and runs of hidden lines.

use unicode_segmentation::GraphemeCursor;

use crate::model::language;
use crate::model::offset::{ByteOffset, ByteRange};
use crate::model::script::{is_unspaced, unspaced_words};
use crate::model::structure::Structure;
use crate::model::text::ArticleText;

/// Target length in bytes of a piece of a long paragraph.
const TARGET: usize = 1500;
/// Maximum length in bytes of a paragraph in one block.
const LONGEST: usize = 2000;

/// The cost of a block besides its text, in bytes.
const COST: usize = 32;

/// The blocks of an article; looked up by binary search.
#[derive(Debug)]
pub(super) struct Blocks {
    text: ArticleText,
    structure: Structure,
    starts: Vec<u32>,
    /// The runs of hidden lines: a block each.
    folds: Vec<ByteRange>,
    /// The ranges of tables: consecutive rows.
    tables: Vec<ByteRange>,
    /// The tag of the article's language.
    language: Option<&'static str>,
}

impl Blocks {
    /// Divides a text into blocks. `folds` are the hidden runs of whole lines, in order. Short paragraphs are not read.
    pub(super) fn new(text: &ArticleText, structure: &Structure, folds: Vec<ByteRange>) -> Self {
        let mut starts = Vec::with_capacity(text.paragraph_count() + text.end().get() / TARGET);
        let mut ahead = folds.iter().peekable();
        let mut index = 0;
        while index < text.paragraph_count() {
            let paragraph = text.paragraph(index);
            starts.push(paragraph.start().get() as u32);
            if let Some(fold) = ahead.next_if(|fold| fold.start() <= paragraph.start()) {
                index = text.paragraph_at(fold.end());
            } else if paragraph.len() > LONGEST {
                cut(text.as_str(), paragraph, &mut starts);
            }
            index += 1;
        }
        let (tables, language) = (tables(structure), language::tag(text.as_str()));
        Self { text: text.clone(), structure: structure.clone(), starts, folds, tables, language }
    }

    pub(super) fn text(&self) -> &ArticleText {
        &self.text
    }

    /// The tag of the article's language, if its text tells it.
    pub(super) fn language(&self) -> Option<&'static str> {
        self.language
    }

    pub(super) fn structure(&self) -> &Structure {
        &self.structure
    }

    /// The runs of hidden lines, in order.
    pub(super) fn folds(&self) -> &[ByteRange] {
        &self.folds
    }

    /// The number of non-blank lines of a hidden run; `None` for any other block.
    pub(super) fn folded(&self, block: usize) -> Option<u32> {
        if self.folds.is_empty() {
            return None;
        }
        let range = self.range(block);
        self.folds.binary_search_by_key(&range.start(), |fold| fold.start()).ok()?;
        Some(self.text.slice(range).lines().filter(|line| !line.trim().is_empty()).count() as u32)
    }

    /// The table that a row belongs to.
    pub(super) fn table(&self, row: ByteRange) -> Option<ByteRange> {
        let next = self.tables.partition_point(|table| table.start() <= row.start());
        next.checked_sub(1).map(|last| self.tables[last]).filter(|table| row.end() <= table.end())
    }

    /// The number of blocks: at least one.
    pub(super) fn len(&self) -> usize {
        self.starts.len()
    }

    pub(super) fn start(&self, block: usize) -> usize {
        self.starts.get(block).map_or(self.text.end().get(), |start| *start as usize)
    }

    /// The range of a block, without a line feed at its end.
    pub(super) fn range(&self, block: usize) -> ByteRange {
        let start = self.start(block);
        let next = self.start(block + 1);
        let feed = block + 1 < self.len() && self.text.as_str().as_bytes().get(next - 1) == Some(&b'\n');
        ByteRange::of(start, next - usize::from(feed))
    }

    pub(super) fn str(&self, block: usize) -> &str {
        self.text.slice(self.range(block))
    }

    /// The block of an offset; a line feed belongs to the block that it ends.
    pub(super) fn at(&self, offset: ByteOffset) -> usize {
        self.starts.partition_point(|start| *start as usize <= offset.get()).saturating_sub(1)
    }

    /// The first block whose [`weight`](Self::weight) is at least `weight`; the number of blocks if there is none.
    pub(super) fn at_weight(&self, weight: usize) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.weight(middle) < weight { low = middle + 1 } else { high = middle }
        }
        low
    }

    /// The cost of the blocks before a block, in bytes: each block costs some more than its text.
    pub(super) fn weight(&self, block: usize) -> usize {
        self.start(block) + block * COST
    }

    /// True if a block continues the paragraph of the previous block, on the same line.
    pub(super) fn continues(&self, block: usize) -> bool {
        block > 0 && self.start(block) > 0 && self.text.as_str().as_bytes()[self.start(block) - 1] != b'\n'
    }

    /// True if a block starts in the middle of a word, so that its lines break anywhere.
    pub(super) fn breaks_anywhere(&self, block: usize) -> bool {
        let (before, after) = self.text.as_str().split_at(self.start(block));
        self.continues(block)
            && !before.ends_with(breakable)
            && !before.ends_with(is_unspaced)
            && !after.starts_with(breakable)
            && !after.starts_with(is_unspaced)
    }

    /// The range of the paragraph that a block belongs to.
    pub(super) fn paragraph(&self, block: usize) -> ByteRange {
        self.text.paragraph(self.text.paragraph_at(ByteOffset::new(self.start(block))))
    }
}

/// Consecutive rows joined to tables.
fn tables(structure: &Structure) -> Vec<ByteRange> {
    let mut tables: Vec<ByteRange> = Vec::new();
    for row in structure.spans().iter().filter(|span| span.element.id() == "row") {
        match tables.last_mut() {
            Some(table) if row.range.start().get() == table.end().get() + 1 => {
                *table = ByteRange::new(table.start(), row.range.end());
            }
            _ => tables.push(row.range),
        }
    }
    tables
}

/// White space that lines end after.
fn breakable(c: char) -> bool {
    c.is_whitespace() && c != '\u{A0}'
}

fn cut(text: &str, paragraph: ByteRange, starts: &mut Vec<u32>) {
    let end = paragraph.end().get();
    let mut at = paragraph.start().get();
    let mut in_word = false;
    while end - at > LONGEST {
        let (half, full) = (text.floor_char_boundary(at + TARGET / 2), text.floor_char_boundary(at + TARGET));
        let after = |space: usize| space + text[space..].chars().next().map_or(1, char::len_utf8);
        let space = if in_word {
            // The rest of the word is a block of its own, since its lines break anywhere and later ones do not.
            text[at..full].find(breakable).map(|space| at + space)
        } else {
            text[half..full].rfind(breakable).map(|space| half + space)
        };
        (at, in_word) = match space {
            Some(space) => (after(space), false),
            None => match word_start(text, full).filter(|start| *start > at) {
                Some(start) => (start, false),
                None => (grapheme_boundary(text, at, full), true),
            },
        };
        if at >= end {
            break;
        }
        starts.push(at as u32);
    }
}

/// The start of the word at `near` in a script without spaces.
fn word_start(text: &str, near: usize) -> Option<usize> {
    /// Bytes on either side in which words are looked for.
    const AROUND: usize = 60;
    let from = text.floor_char_boundary(near.saturating_sub(AROUND));
    let around = &text[from..text.ceil_char_boundary((near + AROUND).min(text.len()))];
    if !around.chars().all(is_unspaced) {
        return None;
    }
    let mut words = unspaced_words(around).into_iter().rev();
    let is_letter = |at: usize| around[at..].starts_with(char::is_alphanumeric);
    words
        .find(|word| word.start > 0 && from + word.start <= near && is_letter(word.start))
        .map(|word| from + word.start)
}

/// A boundary between grapheme clusters near `near` and after `after`.
fn grapheme_boundary(text: &str, after: usize, near: usize) -> usize {
    let mut cursor = GraphemeCursor::new(near, text.len(), true);
    if cursor.is_boundary(text, 0).unwrap_or(true) {
        return near;
    }
    match cursor.prev_boundary(text, 0) {
        Ok(Some(before)) if before > after => before,
        _ => GraphemeCursor::new(near, text.len(), true).next_boundary(text, 0).ok().flatten().unwrap_or(text.len()),
    }
}
