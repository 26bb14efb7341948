//! The folded text of an article with the fields of its marks, by which most articles are passed over in a search.

use std::fmt;
use std::sync::OnceLock;

use crate::model::document::Document;
use crate::model::fold::{self, LOOSE};
use crate::model::offset::ByteRange;
use crate::model::text::ArticleText;

/// Bytes of folded text between two of its places in the source.
const STEP: usize = 64;

/// Separates fields: nobody types it.
const END: char = '\0';

/// The folded text of a document, made when it is first searched.
#[derive(Default)]
pub struct Haystack(OnceLock<Folded>);

/// A copy is of a document that may be about to change.
impl Clone for Haystack {
    fn clone(&self) -> Self {
        Self::default()
    }
}

/// It follows from the document.
impl PartialEq for Haystack {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl fmt::Debug for Haystack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Haystack")
    }
}

impl Haystack {
    /// The folded text of `document`, which must be the same each time.
    pub fn of(&self, document: &Document) -> &Folded {
        self.0.get_or_init(|| Folded::new(document))
    }
}

/// Folded text, with the way back to its source.
pub struct Folded {
    /// The text, then the fields of each mark.
    folded: Box<str>,
    /// The length of the text.
    end: usize,
    /// Offsets in the source, of every [`STEP`] bytes of the text.
    places: Box<[u32]>,
    /// The start of the fields of each mark.
    marks: Box<[u32]>,
    /// True if a word of the text may be split at the end of a line, and is not found here.
    pub hyphenates: bool,
}

impl Folded {
    fn new(document: &Document) -> Self {
        let text = document.article().text.as_str();
        let (mut folded, places) = fold::folded_with_places(text, LOOSE, STEP);
        let end = folded.len();
        let mut marks = Vec::with_capacity(document.set().annotations().len());
        for mark in document.set().annotations() {
            marks.push(folded.len() as u32);
            let speaker = mark.speaker.iter().map(|speaker| speaker.label());
            let lost = mark.target.lost().map(|quote| quote.exact.as_str());
            let fields = speaker.chain([mark.note.as_str()]).chain(mark.tags.iter().map(String::as_str)).chain(lost);
            for field in fields.filter(|field| !field.is_empty()) {
                folded.push(END);
                folded.push_str(&fold::folded(field, LOOSE));
            }
        }
        let hyphenates = text.contains("-\n") || text.contains("\u{2010}\n");
        Self { folded: folded.into(), end, places: places.into(), marks: marks.into(), hyphenates }
    }

    /// The folded text and fields.
    pub fn as_bytes(&self) -> &[u8] {
        self.folded.as_bytes()
    }

    /// The index of the mark whose fields have the byte at `at`; `None` for the text.
    pub fn mark_at(&self, at: usize) -> Option<usize> {
        if at < self.end { None } else { self.marks.partition_point(|start| *start as usize <= at).checked_sub(1) }
    }

    /// The part of the source that has the folded bytes from `start` to `end` with something around it, and the folded byte up to
    /// which every passage of that length begins in that part.
    pub fn around(&self, text: &ArticleText, start: usize, end: usize) -> (ByteRange, usize) {
        let (first, last) = ((start / STEP).saturating_sub(1), end / STEP + 2);
        let place = |at: usize| self.places.get(at).map_or(text.end().get(), |at| *at as usize);
        let (from, to) =
            (text.as_str().floor_char_boundary(place(first)), text.as_str().ceil_char_boundary(place(last)));
        (ByteRange::of(from, to), (last * STEP).saturating_sub(end - start + STEP / 2).max(end))
    }
}
