//! Folded text: characters that a person cannot type or distinguish are made equal, with a map back to the source.
//!
//! Compatibility decomposition (UAX #15) splits ligatures and composed letters; quotation marks, apostrophes and dashes
//! become their ASCII forms, and so do the digits of all scripts; white space becomes one space, also across line ends;
//! invisible characters are dropped. Case and accents are folded unless they are kept.

use std::cmp::Ordering;

use unicode_normalization::char::{canonical_combining_class, decompose_compatible};

use crate::model::script::{ascii_digit, is_unspaced};
use crate::model::visible::invisible;

/// Distinctions that are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Keeps {
    /// Case.
    pub case: bool,
    /// Letters with and without accents.
    pub accents: bool,
    /// A hyphen at the end of a line, which may be part of the word or not.
    pub line_hyphens: bool,
}

/// Only accents are kept: two names with one key look alike.
const NAMES: Keeps = Keeps { case: false, accents: true, line_hyphens: true };

/// Only hyphens at line ends are kept.
pub const LOOSE: Keeps = Keeps { case: false, accents: false, line_hyphens: true };

/// `text` folded.
pub fn folded(text: &str, keeps: Keeps) -> String {
    let mut folder = Folder::new(text, keeps);
    folder.text.reserve_exact(text.len());
    folder.read(usize::MAX);
    folder.text
}

/// `text` folded, and the offsets in it of every `step` bytes of the folded text.
pub fn folded_with_places(text: &str, keeps: Keeps, step: usize) -> (String, Vec<u32>) {
    let mut folder = Folder::new(text, keeps);
    folder.text.reserve_exact(text.len());
    folder.read(usize::MAX);
    let places = (0..folder.text.len()).step_by(step).map(|at| folder.source_of(at, at + 1).0 as u32).collect();
    (folder.text, places)
}

/// The key of a name or tag: equal for spellings that look the same, whatever their composition, spaces and case.
pub fn name_key(name: &str) -> String {
    let mut key = folded(name, NAMES);
    key.truncate(key.trim_end().len());
    let blank = key.len() - key.trim_start().len();
    key.drain(..blank);
    key
}

/// The text folded for comparison: accents count only if some are typed, as in a search.
pub fn as_typed(words: &str) -> (String, Keeps) {
    let (plain, exact) = (folded(words.trim(), LOOSE), name_key(words));
    if plain == exact { (plain, LOOSE) } else { (exact, Keeps { accents: true, ..LOOSE }) }
}

/// True if two names or tags look alike, that is, have the same [`name_key`].
pub fn is_same_name(one: &str, other: &str) -> bool {
    one == other || name_key(one) == name_key(other)
}

/// The order of names in a list: by letters without accents and case, then with accents, then as written. It
/// approximates the root collation of UTS #10 without its data: alphabets are in code point order.
pub fn order(one: &str, other: &str) -> Ordering {
    sort_key(one).cmp(&sort_key(other))
}

/// A key that sorts as [`order`] does.
pub fn sort_key(name: &str) -> (String, String, String) {
    let letters = folded(name, LOOSE);
    (letters.trim_start_matches(|c: char| !c.is_alphanumeric()).to_owned(), name_key(name), name.to_owned())
}

/// A run of folded text and its source.
#[derive(Clone, Copy, Debug)]
struct Run {
    /// Its start, in bytes of all folded text so far.
    folded: usize,
    /// Its start in the source.
    start: usize,
    /// The end in the source if the run stands for all of it; `None` if each byte stands for one.
    end: Option<usize>,
}

/// Folds a text incrementally, so that only part of the folded text is in memory.
#[derive(Debug)]
pub struct Folder<'a> {
    source: &'a str,
    /// The next byte to read.
    at: usize,
    keeps: Keeps,
    /// Folded text that was not released.
    text: String,
    /// Bytes of folded text that were released.
    gone: usize,
    /// The runs of `text`, and possibly some before it.
    runs: Vec<Run>,
    /// The letters of one cluster, while it is read.
    cluster: Vec<char>,
}

impl<'a> Folder<'a> {
    /// A folder at the start of `source`.
    pub fn new(source: &'a str, keeps: Keeps) -> Self {
        Self { source, at: 0, keeps, text: String::new(), gone: 0, runs: Vec::new(), cluster: Vec::new() }
    }

    /// The folded text that was read and not released.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// True if the source is read to its end.
    pub fn is_done(&self) -> bool {
        self.at == self.source.len()
    }

    /// Reads until there are at least `length` bytes of folded text, or the source ends.
    pub fn read(&mut self, length: usize) {
        while self.text.len() < length && !self.is_done() {
            self.read_ascii(length);
            let Some(c) = self.source[self.at..].chars().next() else { return };
            if c.is_whitespace() {
                self.read_blank();
            } else {
                self.read_cluster();
            }
        }
    }

    /// Releases the first `length` bytes of the folded text.
    pub fn let_go(&mut self, length: usize) {
        self.text.drain(..length);
        self.gone += length;
        let first = self.runs.partition_point(|run| run.folded <= self.gone);
        self.runs.drain(..first.saturating_sub(1));
    }

    /// The source range of the folded text from `start` to `end`.
    pub fn source_of(&self, start: usize, end: usize) -> (usize, usize) {
        let run = |at: usize| {
            let index = self.runs.partition_point(|run| run.folded <= self.gone + at);
            self.runs[index.saturating_sub(1)]
        };
        let (first, last) = (run(start), run(end.saturating_sub(1)));
        let from = if first.end.is_some() { first.start } else { first.start + self.gone + start - first.folded };
        let to = last.end.unwrap_or(last.start + self.gone + end - last.folded);
        (from, to)
    }

    /// Reads printable ASCII that folds to itself, up to the first byte that needs a closer look.
    fn read_ascii(&mut self, length: usize) {
        let bytes = self.source.as_bytes();
        let keep_going = self
            .runs
            .last()
            .is_some_and(|run| run.end.is_none() && run.start + (self.gone + self.text.len() - run.folded) == self.at);
        let begun = self.at;
        while self.text.len() < length
            && let Some(byte) = bytes.get(self.at)
            && is_plain(*byte, bytes.get(self.at + 1), bytes.get(self.at.wrapping_sub(1)))
        {
            let byte = if self.keeps.case { *byte } else { byte.to_ascii_lowercase() };
            self.text.push(char::from(byte));
            self.at += 1;
        }
        if self.at > begun && !keep_going {
            let folded = self.gone + self.text.len() - (self.at - begun);
            self.runs.push(Run { folded, start: begun, end: None });
        }
    }

    fn push(&mut self, c: char, start: usize, end: usize) {
        self.runs.push(Run { folded: self.gone + self.text.len(), start, end: Some(end) });
        self.text.push(c);
    }

    /// Reads a run of white space: one space, or nothing at the end of a line of a script without spaces, after a soft
    /// hyphen, or after the hyphen of a word.
    fn read_blank(&mut self) {
        let rest = &self.source[self.at..];
        let length = rest.find(|c: char| !c.is_whitespace()).unwrap_or(rest.len());
        let (start, first) = (self.at, rest.chars().next().map_or(0, char::len_utf8));
        self.at += length;
        let before = self.source[..start].chars().next_back();
        let ends_line = rest[..length].contains(['\n', '\r', '\u{2028}']);
        let next = rest[length..].chars().next();
        let joins = ends_line
            && match (before, next) {
                (Some('\u{AD}'), Some(_)) => true,
                (Some(before), Some(next)) if is_dash(before) => {
                    let letter = self.source[..start - before.len_utf8()].chars().next_back();
                    letter.is_some_and(char::is_alphabetic) && next.is_alphabetic()
                }
                (Some(before), Some(next)) => is_unspaced(before) && is_unspaced(next),
                _ => false,
            };
        if !joins && !self.text.ends_with(' ') {
            self.push(' ', start, start + first);
        }
    }

    /// Reads a character with the accents that follow it.
    fn read_cluster(&mut self) {
        let start = self.at;
        let mut rest = self.source[start..].chars();
        let Some(base) = rest.next() else { return };
        let mut end = start + base.len_utf8();
        let mut cluster = std::mem::take(&mut self.cluster);
        spell(base, self.keeps, &mut cluster);
        for mark in rest.take_while(|c| canonical_combining_class(*c) != 0) {
            decompose_compatible(mark, |c| cluster.push(c));
            end += mark.len_utf8();
        }
        self.at = end;
        if is_dash(base) && !self.keeps.line_hyphens && self.hyphenates(start) {
            cluster.clear();
        }
        for marks in cluster.chunk_by_mut(|_, next| canonical_combining_class(*next) != 0) {
            // The first of a chunk is a letter, unless the text begins with an accent.
            let first = usize::from(canonical_combining_class(marks[0]) == 0);
            marks[first..].sort_by_key(|mark| canonical_combining_class(*mark));
        }
        // Invisible characters may separate an accent from its letter.
        let mut letter = self.text.chars().next_back().unwrap_or(' ');
        for c in cluster.drain(..) {
            if canonical_combining_class(c) == 0 {
                letter = c;
            } else if !self.keeps.accents && is_accent(c, letter) {
                continue;
            }
            match c {
                // A line of dashes is one dash.
                '-' if self.text.ends_with('-') => {
                    if let Some(last) = self.runs.last_mut() {
                        last.end = Some(end);
                    }
                }
                ' ' if self.text.ends_with(' ') => {}
                c if self.keeps.case => self.push(c, start, end),
                // By way of the capital: "ß" and "SS" are equal, and so are the two small sigmas.
                c => c.to_uppercase().flat_map(char::to_lowercase).for_each(|c| self.push(c, start, end)),
            }
        }
        self.cluster = cluster;
    }

    /// True if a dash is between two small letters, the second at the start of the next line.
    fn hyphenates(&self, dash: usize) -> bool {
        let before = self.source[..dash].chars().next_back();
        let after = self.source[self.at..].trim_start_matches([' ', '\t']);
        let next = after.strip_prefix('\n').and_then(|line| line.trim_start_matches([' ', '\t']).chars().next());
        before.is_some_and(char::is_alphabetic) && next.is_some_and(char::is_lowercase)
    }
}

/// True if a byte is ASCII that folds only in case, and nothing after it combines with it.
fn is_plain(byte: u8, next: Option<&u8>, before: Option<&u8>) -> bool {
    match byte {
        b'`' | b'-' => false,
        // A single space between words, by far the most of them.
        b' ' => {
            next.is_some_and(|next| next.is_ascii_graphic()) && before.is_some_and(|before| before.is_ascii_graphic())
        }
        _ => byte.is_ascii_graphic() && next.is_none_or(u8::is_ascii),
    }
}

/// Appends the letters of `c`, separate from each other and from their accents.
fn spell(c: char, keeps: Keeps, out: &mut Vec<char>) {
    let plain = match c {
        c if is_dash(c) => "-",
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '‶' | '〝' | '〞' | '〟' | '＂' | '❝' | '❞' | '⹂' | '「' | '」'
        | '『' | '』' | '﹁' | '﹂' | '﹃' | '﹄' | '｢' | '｣' | '״' => "\"",
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | 'ʼ' | 'ʻ' | 'ʽ' | 'ʹ' | '′' | '‵' | '´' | '`' | '＇' | '❛' | '❜' | '׳' => {
            "'"
        }
        '⁄' | '∕' => "/",
        // The Arabic tatweel, and variation selectors.
        'ـ' | '\u{FE00}'..='\u{FE0F}' | '\u{180B}'..='\u{180D}' | '\u{E0100}'..='\u{E01EF}' => "",
        c if invisible(c).is_some() => "",
        c if !c.is_ascii() && ascii_digit(c).is_some() => return out.extend(ascii_digit(c)),
        c if !keeps.accents && unaccented(c).is_some() => unaccented(c).unwrap_or_default(),
        c => return decompose_compatible(c, |c| out.push(c)),
    };
    out.extend(plain.chars());
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐'..='―' | '−' | '⁃' | '⸺' | '⸻' | '﹘' | '﹣' | '－' | '־')
}

/// The ASCII letters for a letter whose stroke or ligature has no decomposition (CLDR's transform "Latin-ASCII").
fn unaccented(c: char) -> Option<&'static str> {
    Some(match c {
        'Æ' | 'æ' | 'Ǽ' | 'ǽ' => "ae",
        'Œ' | 'œ' => "oe",
        'Ø' | 'ø' | 'Ǿ' | 'ǿ' => "o",
        'Đ' | 'đ' | 'Ð' | 'ð' => "d",
        'Ħ' | 'ħ' => "h",
        'Ł' | 'ł' => "l",
        'Ŋ' | 'ŋ' => "n",
        'Ŧ' | 'ŧ' => "t",
        'Þ' | 'þ' => "th",
        'ı' => "i",
        'ĸ' => "k",
        _ => return None,
    })
}

/// True if a mark is an accent that a person may leave out: marks above, below and through a letter, and the vowel
/// points of Hebrew and Arabic, by their combining class (UAX #44). Marks that make another letter (kana's voicing,
/// "й") or a vowel of Indic scripts are not.
fn is_accent(mark: char, letter: char) -> bool {
    let short_i = mark == '\u{306}' && matches!(letter, 'и' | 'И');
    let class = canonical_combining_class(mark);
    letter.is_alphabetic() && matches!(class, 1 | 10..=36 | 200..=240) && !short_i
}

/// True if `c` modifies the letter before it: an accent that was kept, a voicing mark, or the rest of a Korean
/// syllable. A match must not end before it.
pub fn attaches(c: char) -> bool {
    matches!(canonical_combining_class(c), 1 | 8 | 10..=36 | 200..=240)
        || matches!(c, '\u{1160}'..='\u{11FF}' | '\u{D7B0}'..='\u{D7FF}')
}
