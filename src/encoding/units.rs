//! Offsets into a file on disk, in several units, converted to offsets into the article's text.

use crate::model::offset::{ByteOffset, ByteRange, OffsetIndex, ScalarOffset, Utf16Offset};
use crate::model::text::ArticleText;

/// A unit of offsets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OffsetUnit {
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

impl OffsetUnit {
    /// The name for messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Scalars | Self::PlainScalars => "code points",
            Self::Utf16 | Self::PlainUtf16 => "UTF-16 units",
            Self::Bytes => "bytes",
        }
    }
}

/// Conversion of offsets into a decoded file to offsets into the article's text.
pub struct FileOffsets<'t> {
    raw: &'t str,
    text: &'t ArticleText,
    offsets: OffsetIndex,
    /// Length in bytes of the byte-order marks that the text lacks at its start.
    marks: usize,
    /// Offsets of the line feeds that the text lacks: those that follow a carriage return, which was normalised to one.
    dropped: Vec<usize>,
}

impl<'t> FileOffsets<'t> {
    /// Pairs the decoded file `raw` with the `text` that [`ArticleText::new`] makes of it.
    pub fn new(raw: &'t str, text: &'t ArticleText) -> Self {
        let marks = raw.len() - raw.trim_start_matches('\u{FEFF}').len();
        let dropped = raw.match_indices("\r\n").map(|(at, _)| at + 1).collect();
        Self { raw, text, offsets: OffsetIndex::new(raw), marks, dropped }
    }

    /// Converts a range; `None` if it is empty or out of bounds.
    pub fn range(&self, unit: OffsetUnit, start: usize, end: usize) -> Option<ByteRange> {
        let range = ByteRange::new(self.byte(unit, start)?, self.byte(unit, end)?);
        (start < end && self.text.admits(range)).then_some(range)
    }

    fn byte(&self, unit: OffsetUnit, offset: usize) -> Option<ByteOffset> {
        let raw = match unit {
            OffsetUnit::PlainScalars => return self.text.byte_of_scalar(ScalarOffset::new(offset)),
            OffsetUnit::PlainUtf16 => return self.text.byte_of_utf16(Utf16Offset::new(offset)),
            OffsetUnit::Scalars => self.offsets.byte_of_scalar(self.raw, ScalarOffset::new(offset))?.get(),
            OffsetUnit::Utf16 => self.offsets.byte_of_utf16(self.raw, Utf16Offset::new(offset))?.get(),
            OffsetUnit::Bytes => offset,
        };
        let dropped = self.dropped.partition_point(|at| *at < raw);
        Some(ByteOffset::new(raw.checked_sub(self.marks + dropped)?)).filter(|byte| *byte <= self.text.end())
    }
}
