//! Searches annotations by kind and text, and the article by text.

use crate::model::annotation::{Annotation, Voice};
use crate::model::fold::{self, Folder, Keeps};
use crate::model::kind::Kind;
use crate::model::offset::{ByteOffset, ByteRange};
use crate::model::segment;
use crate::model::set::AnnotationSet;
use crate::model::spelling::Spellings;
use crate::model::text::ArticleText;

/// The precision of a search.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Precision {
    /// Match case.
    pub case: bool,
    /// Match whole words.
    pub whole_words: bool,
    /// The text is a regular expression.
    pub pattern: bool,
}

/// A search text, as typed, folded as in [`fold`]. Accents count only if some were typed.
#[derive(Clone, Debug, Default)]
pub struct Needle {
    /// The folded text; as typed if folding leaves nothing.
    words: String,
    keeps: Keeps,
    /// True if the text is folded.
    folds: bool,
    whole_words: bool,
}

/// Bytes of folded text that are searched at a time.
const PORTION: usize = 1 << 16;

impl Needle {
    /// A needle of this text; an empty one is in everything and found nowhere.
    pub fn new(words: &str) -> Self {
        Self::with(words, Precision::default())
    }

    /// A needle with this precision.
    pub fn with(words: &str, precision: Precision) -> Self {
        let loose = Keeps { case: precision.case, accents: false, line_hyphens: true };
        let exact = Keeps { accents: true, ..loose };
        let (plain, accented) = (fold::folded(words, loose), fold::folded(words, exact));
        let (folded, keeps) = if plain == accented { (plain, loose) } else { (accented, exact) };
        let folds = !folded.is_empty();
        let words = if folds { folded } else { words.to_owned() };
        Self { words, keeps, folds, whole_words: precision.whole_words }
    }

    /// True if it is empty.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// True if `text` contains it.
    pub fn is_in(&self, text: &str) -> bool {
        self.is_empty() || !self.ranges(text, 1, &|_| true).is_empty()
    }

    /// Its places in the article, in order and without overlaps, at most `limit`.
    pub fn places(&self, text: &ArticleText, limit: usize) -> Vec<ByteRange> {
        self.ranges(text.as_str(), limit, &|range| !self.whole_words || is_whole(text, range))
    }

    /// Its places in a part of the article, as [`Needle::places`].
    pub fn places_in(&self, text: &ArticleText, part: ByteRange, limit: usize) -> Vec<ByteRange> {
        let base = part.start().get();
        let moved = |range: ByteRange| ByteRange::of(base + range.start().get(), base + range.end().get());
        let found = self.ranges(text.slice(part), limit, &|range| !self.whole_words || is_whole(text, moved(range)));
        found.into_iter().map(moved).collect()
    }

    fn ranges(&self, text: &str, limit: usize, admits: &dyn Fn(ByteRange) -> bool) -> Vec<ByteRange> {
        if self.is_empty() {
            return Vec::new();
        }
        if !self.folds {
            let found = text.match_indices(&self.words).map(|(at, words)| ByteRange::of(at, at + words.len()));
            return found.filter(|range| admits(*range)).take(limit).collect();
        }
        let mut found = self.search(text, self.keeps, limit, admits);
        // A word that was split at the end of a line; a word with a hyphen there was found already.
        if text.contains("-\n") || text.contains("\u{2010}\n") {
            found.extend(self.search(text, Keeps { line_hyphens: false, ..self.keeps }, limit, admits));
            found.sort_unstable();
            found.dedup_by(|next, last| next.overlaps(*last));
            found.truncate(limit);
        }
        found
    }

    /// Searches the folded text, a portion at a time.
    fn search(&self, text: &str, keeps: Keeps, limit: usize, admits: &dyn Fn(ByteRange) -> bool) -> Vec<ByteRange> {
        let mut found = Vec::new();
        let mut folder = Folder::new(text, keeps);
        // The start of the next possible hit, in the folder's text.
        let mut from = 0;
        loop {
            folder.read(PORTION.max(4 * self.words.len()));
            let held = folder.text();
            while let Some(at) = held[from..].find(&self.words) {
                let (start, end) = (from + at, from + at + self.words.len());
                let next = held[end..].chars().next();
                if next.is_none() && !folder.is_done() {
                    break;
                }
                if next.is_some_and(fold::attaches) || (self.whole_words && self.is_within(held, start, next)) {
                    from = start + held[start..].chars().next().map_or(1, char::len_utf8);
                    continue;
                }
                from = end;
                let (first, last) = folder.source_of(start, end);
                found.extend(Some(ByteRange::of(first, last)).filter(|range| admits(*range)));
                if found.len() == limit {
                    return found;
                }
            }
            if folder.is_done() {
                return found;
            }
            // What is kept may be the beginning of a hit.
            let rest = held.floor_char_boundary(held.len() - self.words.len()).max(from);
            folder.let_go(rest);
            from = 0;
        }
    }

    /// True if a match is certainly inside a longer word; only the others need a closer look.
    fn is_within(&self, held: &str, start: usize, next: Option<char>) -> bool {
        let is_ascii_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        (is_ascii_word(held[..start].chars().next_back()) && is_ascii_word(self.words.chars().next()))
            || (is_ascii_word(self.words.chars().next_back()) && is_ascii_word(next))
    }
}

/// True if a range of the text is one whole word or several. A word in the possessive is one without its ending too.
pub fn is_whole(text: &ArticleText, range: ByteRange) -> bool {
    let ends = |offset| segment::is_word_edge(text, offset) || ending(text, offset);
    segment::is_word_edge(text, range.start()) && ends(range.end())
}

/// True if the rest of a word after `offset` is the possessive ending: an apostrophe and an "s".
fn ending(text: &ArticleText, offset: ByteOffset) -> bool {
    let rest = &text.as_str()[offset.get()..];
    let after =
        rest.strip_prefix(['\'', '\u{2019}', '\u{2BC}', '\u{FF07}']).and_then(|rest| rest.strip_prefix(['s', 'S']));
    after.is_some_and(|after| segment::is_word_edge(text, ByteOffset::new(offset.get() + rest.len() - after.len())))
}

/// A filter of annotations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Kinds that are not shown.
    pub hidden: Vec<Kind>,
    /// Text that must be in the passage, the speaker's name, the note or a tag.
    pub words: String,
    /// Only those flagged for discussion.
    pub discuss: bool,
    /// Only those with a tag that looks like this one; `None` for all.
    pub tag: Option<String>,
}

impl Filter {
    /// True if everything is shown.
    pub fn is_empty(&self) -> bool {
        self.hidden.is_empty() && self.words.trim().is_empty() && !self.discuss && self.tag.is_none()
    }

    /// The indices in [`AnnotationSet::annotations`] of those that are shown.
    pub fn positions(&self, set: &AnnotationSet, text: &ArticleText) -> Vec<usize> {
        let needle = Needle::new(self.words.trim());
        let has = |annotation: &Annotation, tag: &str| annotation.tags.iter().any(|it| fold::is_same_name(it, tag));
        let shown = |annotation: &Annotation| {
            !self.hidden.contains(&annotation.kind)
                && (!self.discuss || annotation.discuss)
                && self.tag.as_ref().is_none_or(|tag| has(annotation, tag))
                && (needle.is_empty() || mentions(annotation, text, &needle))
        };
        (0..set.annotations().len()).filter(|at| shown(&set.annotations()[*at])).collect()
    }
}

/// True if the passage, the speaker's name, the note or a tag contains the needle.
pub fn mentions(annotation: &Annotation, text: &ArticleText, needle: &Needle) -> bool {
    annotation.target.found().any(|range| needle.is_in(text.slice(range)))
        || annotation.target.lost().any(|quote| needle.is_in(&quote.exact))
        || says(annotation, &|text| needle.is_in(text))
}

/// True if the speaker's name, the note or a tag has what is searched for.
pub fn says(annotation: &Annotation, is_in: &dyn Fn(&str) -> bool) -> bool {
    annotation.speaker.as_ref().is_some_and(|speaker| is_in(speaker.label()))
        || is_in(&annotation.note)
        || annotation.tags.iter().any(|tag| is_in(tag))
}

/// The names of speakers, the most used first, then in the order of names. Names that look alike are one, in their most
/// frequent spelling.
pub fn speaker_names(set: &AnnotationSet) -> Vec<(String, usize)> {
    names_with(set, &Voice::new("named"))
}

/// The names of speakers with this voice, as [`speaker_names`].
pub fn names_with(set: &AnnotationSet, voice: &Voice) -> Vec<(String, usize)> {
    let speakers = set.annotations().iter().filter_map(|annotation| annotation.speaker.as_ref());
    let speakers = speakers.filter(|speaker| speaker.voice == *voice && !speaker.name.trim().is_empty());
    let mut names = Spellings::of(speakers.map(|speaker| speaker.name.as_str())).into_names();
    names.sort_by_cached_key(|(name, count)| (std::cmp::Reverse(*count), fold::sort_key(name)));
    names
}

/// The tags in use with their numbers of marks, the most used first, then in the order of names. Tags that look alike
/// are one, in their most frequent spelling.
pub fn tags(set: &AnnotationSet) -> Vec<(String, usize)> {
    let tags = set.annotations().iter().flat_map(|annotation| &annotation.tags);
    let mut names = Spellings::of(tags.map(String::as_str)).into_names();
    names.sort_by_cached_key(|(name, count)| (std::cmp::Reverse(*count), fold::sort_key(name)));
    names
}

/// The text of an annotation's passage on one line: fragments joined by " … ", white space folded.
pub fn quote_line(annotation: &Annotation, text: &ArticleText) -> String {
    let found = annotation.target.found().map(|range| text.slice(range));
    let lost = annotation.target.lost().map(|quote| quote.exact.as_str());
    let folded = found.chain(lost).map(|words| words.split_whitespace().collect::<Vec<_>>().join(" "));
    folded.collect::<Vec<_>>().join(" … ")
}

/// The beginning of [`quote_line`]: whole words, about this many characters, and `…` if there is more.
pub fn quote_start(annotation: &Annotation, text: &ArticleText, length: usize) -> String {
    let found = annotation.target.found().map(|range| text.slice(range));
    let lost = annotation.target.lost().map(|quote| quote.exact.as_str());
    let mut start = String::new();
    for (at, fragment) in found.chain(lost).enumerate() {
        let joint = if at == 0 { "" } else { "…" };
        for word in std::iter::once(joint).filter(|joint| !joint.is_empty()).chain(fragment.split_whitespace()) {
            if start.len() >= length {
                start.push_str(" …");
                return start;
            }
            if !start.is_empty() {
                start.push(' ');
            }
            // A word can be as long as an article.
            start.extend(word.chars().take(length));
        }
    }
    start
}
