//! Byte, Unicode-scalar and UTF-16 offsets as types, and the only conversions between them.
//!
//! In memory everything counts bytes; on disk (the RON file, the W3C selectors) everything counts Unicode scalars (code
//! points); formats born in JavaScript or Java count UTF-16 units. A bare `usize` never crosses a module border.

use std::fmt;

macro_rules! offset_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            /// The start of the text.
            pub const ZERO: Self = Self(0);

            /// The offset `value`; values beyond `u32::MAX` (longer than any article) are clamped to it.
            pub fn new(value: usize) -> Self {
                Self(u32::try_from(value).unwrap_or(u32::MAX))
            }

            /// The number itself, for slicing and for writing to a file.
            pub fn get(self) -> usize {
                self.0 as usize
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

offset_type! {
    /// An offset in UTF-8 bytes into the normalised text of an article.
    ByteOffset
}
offset_type! {
    /// An offset in Unicode scalar values (code points) into the normalised text of an article.
    ScalarOffset
}
offset_type! {
    /// An offset in UTF-16 code units into the normalised text of an article.
    Utf16Offset
}

/// A half-open range of bytes, `start..end`, with `start <= end`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ByteRange {
    start: ByteOffset,
    end: ByteOffset,
}

impl ByteRange {
    /// The range between two offsets, whichever comes first.
    pub fn new(one: ByteOffset, other: ByteOffset) -> Self {
        Self { start: one.min(other), end: one.max(other) }
    }

    /// The range between two byte counts, whichever comes first.
    pub fn of(one: usize, other: usize) -> Self {
        Self::new(ByteOffset::new(one), ByteOffset::new(other))
    }

    /// The first byte of the range.
    pub fn start(self) -> ByteOffset {
        self.start
    }

    /// The first byte after the range.
    pub fn end(self) -> ByteOffset {
        self.end
    }

    /// Its length in bytes.
    pub fn len(self) -> usize {
        self.end.get() - self.start.get()
    }

    /// True if it is empty.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// True if the byte that starts at `offset` is in the range.
    pub fn contains(self, offset: ByteOffset) -> bool {
        self.start <= offset && offset < self.end
    }

    /// True if `other` is within this range; equal ranges are.
    pub fn encloses(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// True if the two ranges have a byte in common.
    pub fn overlaps(self, other: Self) -> bool {
        self.start.max(other.start) < self.end.min(other.end)
    }

    /// The range as `usize`s, for slicing.
    pub fn as_usize(self) -> std::ops::Range<usize> {
        self.start.get()..self.end.get()
    }
}

/// Bytes between two checkpoints of an [`OffsetIndex`].
const STEP: usize = 1024;

/// Bytes that are counted together within a step.
const BLOCK: usize = 64;

/// Scalars and UTF-16 units before a multiple of [`STEP`] bytes.
#[derive(Clone, Copy, Debug, Default)]
struct Checkpoint {
    scalars: u32,
    utf16: u32,
}

/// Counts at every kibibyte, so that converting an offset reads at most one of them.
///
/// An index belongs to the text it was built for; with another text its results are meaningless.
#[derive(Debug)]
pub struct OffsetIndex {
    checkpoints: Vec<Checkpoint>,
    ascii: bool,
}

impl OffsetIndex {
    /// Counts `text` once.
    pub fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Self { checkpoints: Vec::new(), ascii: true };
        }
        let mut checkpoints = Vec::with_capacity(text.len() / STEP + 1);
        let mut sum = Checkpoint::default();
        for chunk in text.as_bytes().chunks(STEP) {
            checkpoints.push(sum);
            let (scalars, utf16) = count(chunk);
            sum.scalars += scalars;
            sum.utf16 += utf16;
        }
        Self { checkpoints, ascii: false }
    }

    fn before(&self, text: &str, byte: ByteOffset) -> (u32, u32) {
        let byte = byte.get().min(text.len());
        if self.ascii {
            return (byte as u32, byte as u32);
        }
        // `byte == text.len()` may be the start of a chunk that does not exist.
        let index = (byte / STEP).min(self.checkpoints.len().saturating_sub(1));
        let base = self.checkpoints.get(index).copied().unwrap_or_default();
        let (scalars, utf16) = count(&text.as_bytes()[index * STEP..byte]);
        (base.scalars + scalars, base.utf16 + utf16)
    }

    /// The scalars before `byte`, which is clamped to the text's length and should be a character boundary.
    pub fn scalar_of(&self, text: &str, byte: ByteOffset) -> ScalarOffset {
        ScalarOffset(self.before(text, byte).0)
    }

    /// The UTF-16 units before `byte`, which is clamped to the text's length and should be a character boundary.
    pub fn utf16_of(&self, text: &str, byte: ByteOffset) -> Utf16Offset {
        Utf16Offset(self.before(text, byte).1)
    }

    /// The byte offset of scalar number `scalar`; `None` beyond the end of the text.
    pub fn byte_of_scalar(&self, text: &str, scalar: ScalarOffset) -> Option<ByteOffset> {
        self.byte_of(text, scalar.0, |checkpoint| checkpoint.scalars, |_| 1)
    }

    /// The byte offset of UTF-16 unit number `utf16`; `None` beyond the end of the text or between two surrogates.
    pub fn byte_of_utf16(&self, text: &str, utf16: Utf16Offset) -> Option<ByteOffset> {
        self.byte_of(text, utf16.0, |checkpoint| checkpoint.utf16, |c| c.len_utf16() as u32)
    }

    fn byte_of(
        &self,
        text: &str,
        target: u32,
        counted: impl Fn(&Checkpoint) -> u32,
        units: impl Fn(char) -> u32,
    ) -> Option<ByteOffset> {
        if self.ascii {
            return (target as usize <= text.len()).then_some(ByteOffset(target));
        }
        let index = self.checkpoints.partition_point(|checkpoint| counted(checkpoint) <= target).saturating_sub(1);
        let mut count = self.checkpoints.get(index).map_or(0, &counted);
        // A character may straddle the checkpoint: it was counted before it.
        let mut byte = (index * STEP).min(text.len());
        while let Some(block) = text.as_bytes().get(byte..byte + BLOCK) {
            let (scalars, utf16) = self::count(block);
            let next = count + counted(&Checkpoint { scalars, utf16 });
            if next >= target {
                break;
            }
            count = next;
            byte += BLOCK;
        }
        while !text.is_char_boundary(byte) {
            byte += 1;
        }
        for c in text[byte..].chars() {
            if count >= target {
                break;
            }
            count += units(c);
            byte += c.len_utf8();
        }
        (count == target).then(|| ByteOffset::new(byte))
    }
}

/// Scalars and UTF-16 units whose first byte lies in `bytes`.
fn count(bytes: &[u8]) -> (u32, u32) {
    let scalars = bytes.iter().filter(|byte| (**byte as i8) >= -0x40).count() as u32;
    let beyond_bmp = bytes.iter().filter(|byte| **byte >= 0xF0).count() as u32;
    (scalars, scalars + beyond_bmp)
}
