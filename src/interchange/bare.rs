//! Text without white space, for finding passages regardless of spaces and line ends.
//!
//! Other programs take the text of a page from its elements: with the indentation of the source, with no-break spaces,
//! and without a separator between paragraphs or table cells, where the article has a blank line or a tab.

use crate::model::align::similarity::Similarity;
use crate::model::offset::ByteRange;
use crate::model::selector::Quote;

/// Length in letters of the compared context on each side; web selectors have 32 characters.
const CONTEXT: usize = 64;

/// Minimum length in letters of a passage whose word boundaries may differ from the text.
const PARTED: usize = 16;

/// A text without white space, with the original position of each letter.
#[derive(Debug)]
pub struct Bare {
    letters: String,
    /// Starts of runs of letters: in `letters`, and in the text.
    runs: Vec<(u32, u32)>,
}

/// A place with the letters of a quotation.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The passage in the text, from its first letter to its last.
    pub range: ByteRange,
    /// Similarity of the letters before it to the prefix; `None` if the prefix has no letters.
    pub before: Option<Similarity>,
    /// Similarity of the letters after it to the suffix; `None` if the suffix has no letters.
    pub after: Option<Similarity>,
    /// Similarity of both, weighted by length.
    pub context: Option<Similarity>,
}

/// True for white space and for zero-width characters that programs insert or drop.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// A text without white space.
pub fn letters(text: &str) -> String {
    text.chars().filter(|c| !is_blank(*c)).collect()
}

/// A text with each run of white space as one space. Runs of only line ends stay, since they separate paragraphs.
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(is_blank) {
        out.push_str(&rest[..at]);
        let end = rest[at..].find(|c| !is_blank(c)).map_or(rest.len(), |length| at + length);
        let run = &rest[at..end];
        if run.chars().all(|c| c == '\n') {
            out.push_str(run);
        } else if run.contains(char::is_whitespace) {
            out.push(' ');
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

impl Bare {
    /// Removes the white space of a text.
    pub fn new(text: &str) -> Self {
        let mut bare = Self { letters: String::with_capacity(text.len()), runs: Vec::new() };
        let mut inside = false;
        for (at, c) in text.char_indices() {
            let blank = is_blank(c);
            if !blank {
                if !inside {
                    bare.runs.push((bare.letters.len() as u32, at as u32));
                }
                bare.letters.push(c);
            }
            inside = !blank;
        }
        bare
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.letters.len()
    }

    /// Offset in the text of the letter at an offset in `letters`.
    fn byte(&self, at: usize) -> usize {
        let run = self.runs.partition_point(|(start, _)| *start as usize <= at).saturating_sub(1);
        self.runs.get(run).map_or(0, |(start, text)| *text as usize + at - *start as usize)
    }

    /// The places with the letters of a quotation, including overlapping ones, until `keep_going` returns false.
    pub fn places(&self, quote: &Quote, mut keep_going: impl FnMut() -> bool) -> Vec<Place> {
        let wanted = letters(&quote.exact);
        let (prefix, suffix) = (letters(&quote.prefix), letters(&quote.suffix));
        let prefix = last(&prefix, CONTEXT);
        let suffix = first(&suffix, CONTEXT);
        let step = wanted.chars().next().map_or(0, char::len_utf8);
        let final_letter = wanted.chars().next_back().map_or(0, char::len_utf8);
        let mut places = Vec::new();
        let mut from = 0;
        while step > 0
            && let Some(at) = self.letters.get(from..).and_then(|rest| rest.find(&wanted))
            && keep_going()
        {
            let (start, end) = (from + at, from + at + wanted.len());
            let range = ByteRange::of(self.byte(start), self.byte(end - final_letter) + final_letter);
            let before = last(&self.letters[..start], prefix.chars().count());
            let after = first(&self.letters[end..], suffix.chars().count());
            let alike = |was: &str, is: &str| (!was.is_empty()).then(|| Similarity::of(was, is));
            let (before, after) = (alike(prefix, before), alike(suffix, after));
            let sides = [(prefix, before), (suffix, after)];
            let known = sides.into_iter().filter_map(|(text, side)| Some((text.chars().count(), side?)));
            places.push(Place { range, before, after, context: Similarity::mean(known) });
            from = start + step;
        }
        places
    }
}

fn first(text: &str, count: usize) -> &str {
    let end = text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

fn last(text: &str, count: usize) -> &str {
    let start = match count {
        0 => text.len(),
        count => text.char_indices().rev().nth(count - 1).map_or(0, |(at, _)| at),
    };
    &text[start..]
}

/// True if texts with the same letters have the same words: their spaces are the same, or differ only where page
/// elements end.
///
/// `now here` is not `nowhere`; `One.Two` may be `One.⏎⏎Two`.
pub fn parted_alike(quote: &str, text: &str) -> bool {
    let (one, other) = (gaps(quote), gaps(text));
    let is_hard = |(one, other): (&Gap<'_>, &Gap<'_>)| {
        one.blanks.is_empty() != other.blanks.is_empty()
            && [one, other].iter().all(|gap| !gap.blanks.contains(['\n', '\t']) && gap.blanks.chars().count() < 2)
            && one.is_within_words
    };
    let has_hard = one.iter().zip(&other).any(is_hard);
    !has_hard || one.len() >= PARTED
}

/// Characters between two letters.
struct Gap<'a> {
    blanks: &'a str,
    /// True if the characters on both sides are letters or digits of a script with spaces between words.
    is_within_words: bool,
}

/// The gaps after each letter but the last.
fn gaps(text: &str) -> Vec<Gap<'_>> {
    let mut found = Vec::new();
    let mut last: Option<(usize, char)> = None;
    for (at, c) in text.char_indices().filter(|(_, c)| !is_blank(*c)) {
        if let Some((end, before)) = last {
            let parts = |c: char| c.is_alphanumeric() && !is_unparted(c);
            let blanks = text[end..at].trim_matches(|c: char| !c.is_whitespace());
            found.push(Gap { blanks, is_within_words: parts(before) && parts(c) });
        }
        last = Some((at + c.len_utf8(), c));
    }
    found
}

/// True for scripts without spaces between words: Thai, Lao, Khmer, Chinese, Japanese.
fn is_unparted(c: char) -> bool {
    matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}
