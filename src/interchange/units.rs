//! Offsets into a file as it lies on disk, whatever they count, turned into offsets into the article's text.

use crate::model::offset::{ByteOffset, ByteRange, OffsetIndex, ScalarOffset, Utf16Offset};
use crate::model::text::ArticleText;

/// What offsets may count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Code points of the file, with both characters of a CRLF.
    Scalars,
    /// Code points of the text whose lines end with LF.
    PlainScalars,
    /// UTF-16 units of the file.
    Utf16,
    /// UTF-16 units of the text whose lines end with LF.
    PlainUtf16,
    /// Bytes of the file in UTF-8.
    Bytes,
}

impl Unit {
    /// What to call it in a message.
    pub fn name(self) -> &'static str {
        match self {
            Self::Scalars | Self::PlainScalars => "code points",
            Self::Utf16 | Self::PlainUtf16 => "UTF-16 units",
            Self::Bytes => "bytes",
        }
    }
}

/// A decoded file and the article's text that was made of it.
pub struct Raw<'t> {
    raw: &'t str,
    text: &'t ArticleText,
    offsets: OffsetIndex,
    /// How many bytes of byte-order marks the text lacks at its start.
    marks: usize,
    /// Where in the file line feeds stand that the text lacks: those after a carriage return, which became one.
    left_out: Vec<usize>,
}

impl<'t> Raw<'t> {
    /// `raw` as it was decoded, and `text` as [`ArticleText::new`] makes it of that.
    pub fn new(raw: &'t str, text: &'t ArticleText) -> Self {
        let marks = raw.len() - raw.trim_start_matches('\u{FEFF}').len();
        let left_out = raw.match_indices("\r\n").map(|(at, _)| at + 1).collect();
        Self { raw, text, offsets: OffsetIndex::new(raw), marks, left_out }
    }

    /// The passage between two offsets, if it is one.
    pub fn range(&self, unit: Unit, start: usize, end: usize) -> Option<ByteRange> {
        let range = ByteRange::new(self.byte(unit, start)?, self.byte(unit, end)?);
        (start < end && self.text.admits(range)).then_some(range)
    }

    fn byte(&self, unit: Unit, offset: usize) -> Option<ByteOffset> {
        let raw = match unit {
            Unit::PlainScalars => return self.text.byte_of_scalar(ScalarOffset::new(offset)),
            Unit::PlainUtf16 => return self.text.byte_of_utf16(Utf16Offset::new(offset)),
            Unit::Scalars => self.offsets.byte_of_scalar(self.raw, ScalarOffset::new(offset))?.get(),
            Unit::Utf16 => self.offsets.byte_of_utf16(self.raw, Utf16Offset::new(offset))?.get(),
            Unit::Bytes => offset,
        };
        let left_out = self.left_out.partition_point(|at| *at < raw);
        Some(ByteOffset::new(raw.checked_sub(self.marks + left_out)?)).filter(|byte| *byte <= self.text.end())
    }
}
