//! Sentences and their clauses.

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use crate::model::offset::{ByteOffset, ByteRange};
use crate::model::saying;
use crate::model::script::is_unspaced;
use crate::model::segment::marks::is_quotation_mark;
use crate::model::segment::quotations::marks;
use crate::model::text::ArticleText;

/// Words that end with a full stop in the middle of a sentence.
const ABBREVIATIONS: &[&str] = &[
    "Adm Capt Cf Co Col Corp Dr Drs Fr Gen Gov Hon Inc Jr Lt Ltd Maj Messrs Mr Mrs Ms Mt No Nos Pres Prof Rep Reps Rev Sen \
     Sens Sgt Sr St approx art cf ed eds est fig p pp vol vs Jan Feb Aug Sept Oct Nov Dec",
    // German, French, Spanish, Portuguese, Italian, Polish, Turkish.
    "Hr Nr bzw ca z Mlle Mme MM Dra Sra Srta Ud Uds Exmo Dott Sig im ul św Av Doç",
    // Russian, Ukrainian, Greek.
    "им св ул вул κ κα",
    // Arabic, Hindi, Bengali.
    "د أ أ.د डॉ प्रो श्री श्रीमती ए बी सी डी एम एन एस आर पी के टी वी जे एच एल ড ডা মো মি",
];

/// Words after a German ordinal number, and words before one.
const ORDERED: &[&str] = &[
    "Januar",
    "Jänner",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
    "Jahrhundert",
    "Jahrhunderts",
];
const ORDERING: &[&str] = &["ab", "am", "bis", "das", "dem", "den", "der", "des", "im", "seit", "vom", "zum", "zur"];

/// Marks that end a sentence, also before a quotation mark.
const ENDS: [char; 12] = ['!', '?', '…', '。', '！', '？', '؟', '۔', '।', '။', '።', '፧'];

/// The sentences of a paragraph, in order, without the white space between them.
pub fn sentences(text: &ArticleText, paragraph: ByteRange) -> Vec<ByteRange> {
    // A line end is a space here: in a paragraph it only wraps the line. It is one byte, so offsets stay.
    let words = text.slice(paragraph).replace('\n', " ");
    let base = paragraph.start().get();
    let mut found: Vec<ByteRange> = Vec::new();
    for (at, piece) in words.split_sentence_bound_indices().flat_map(|(at, piece)| parted(at, piece)) {
        let Some(range) = text.trimmed(ByteRange::of(base + at, base + at + piece.len())) else { continue };
        match found.last_mut() {
            Some(last) if continues(text.slice(*last), text.slice(range), last.end() < range.start()) => {
                *last = ByteRange::new(last.start(), range.end());
            }
            _ => found.push(range),
        }
    }
    found
}

/// A sentence by UAX #29 in parts that end with what its script alone ends sentences with: the Greek question mark, the
/// Armenian full stop and the Ethiopic one as they are typed, with a semicolon, a colon and two.
fn parted(at: usize, piece: &str) -> Vec<(usize, &str)> {
    let mut parts = Vec::new();
    let mut start = 0;
    if !piece.is_ascii() {
        for (mark, _) in piece.match_indices([';', ':']) {
            let (before, after) = (&piece[..mark], &piece[mark + 1..]);
            let letter = before.trim_end_matches(':').chars().next_back().unwrap_or(' ');
            let ends = match letter {
                '\u{530}'..='\u{58F}' => piece[mark..].starts_with(':'),
                '\u{1200}'..='\u{137F}' => before.ends_with(':'),
                letter => is_greek(letter) && piece[mark..].starts_with(';'),
            };
            let end = piece.len() - after.trim_start_matches(is_quotation_mark).len();
            if ends && piece[end..].starts_with(char::is_whitespace) {
                parts.push((at + start, &piece[start..end]));
                start = end;
            }
        }
    }
    parts.push((at + start, &piece[start..]));
    parts
}

/// True if a sentence by UAX #29 continues the one before it, from which white space may separate it.
fn continues(before: &str, after: &str, is_spaced: bool) -> bool {
    let Some(first) = after.chars().next() else { return false };
    // Georgian has capitals only in headlines: what counts as lower case begins its sentences.
    if first.is_lowercase() && !is_georgian(first) {
        return true;
    }
    let bare = before.trim_end_matches(is_quotation_mark);
    let is_quoted = bare.len() < before.len();
    if is_quoted && bare.ends_with(ENDS) && saying::begins_attribution(after) {
        return true;
    }
    // Japanese: 「…。」と市長は言った。
    if is_quoted && !is_spaced && after.starts_with(['と', 'っ', 'な', 'の', 'が', 'を', 'に']) {
        return true;
    }
    // Korean: "…다."라고 말했다. Arabic: "ج.م.ع".
    if !is_spaced && (is_quoted || before.ends_with('.')) && first.is_alphanumeric() && !is_unspaced(first) {
        return true;
    }
    let Some(stem) = before.strip_suffix(['.', '․']) else { return false };
    // The Armenian full stop is a colon.
    if stem.ends_with(|c: char| matches!(c, '\u{530}'..='\u{58F}')) && is_quotation_mark(first) {
        return true;
    }
    if is_ordinal(stem, after) {
        return true;
    }
    // Thai and Lao have full stops only in abbreviations.
    if stem.ends_with(is_thai) {
        return true;
    }
    let last = stem.rsplit(|c: char| c.is_whitespace() || c == '(' || is_quotation_mark(c)).next().unwrap_or_default();
    ABBREVIATIONS.iter().any(|words| words.split(' ').any(|word| word == last))
        || (!last.is_empty() && last.split('.').all(is_initial))
}

/// True if a text ends with a German ordinal number: "vom 3." before "Februar", "im 19." before "Jahrhundert".
fn is_ordinal(before: &str, after: &str) -> bool {
    let mut words = before.rsplit(' ');
    let number = words.next().unwrap_or_default();
    let is_number = (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    let next = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    is_number && (ORDERED.contains(&next) || words.next().is_some_and(|word| ORDERING.contains(&word)))
}

/// True for one letter with its accents, of a script with capitals, of South India or of Ethiopia.
fn is_initial(part: &str) -> bool {
    let mut letters = part.chars().filter(|c| !is_combining_mark(*c));
    let is_letter =
        |c: char| c.is_uppercase() || is_georgian(c) || matches!(c, '\u{B80}'..='\u{D7F}' | '\u{1200}'..='\u{137F}');
    letters.next().is_some_and(is_letter) && letters.next().is_none()
}

/// The sentence at `offset`, or the last one before it in its paragraph.
pub fn sentence_at(text: &ArticleText, offset: ByteOffset) -> Option<ByteRange> {
    let sentences = sentences(text, text.full_paragraph(offset));
    sentences.iter().rev().find(|sentence| sentence.start() <= offset).or(sentences.first()).copied()
}

/// The clauses of a sentence: the text between its commas, semicolons, colons, dashes and quotation marks.
pub fn clauses(text: &ArticleText, sentence: ByteRange) -> Vec<ByteRange> {
    let base = sentence.start().get();
    let words = text.slice(sentence);
    let marks = marks(text, sentence);
    let is_mark = |at: usize| marks.iter().any(|mark| mark.contains(ByteOffset::new(at)));
    let mut found = Vec::new();
    let mut start = 0;
    let mut before = None;
    let mut rest = words.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let next = rest.peek().map(|(_, next)| *next);
        let spaced = next.is_none_or(|next| next.is_whitespace() || is_quotation_mark(next));
        let ends = match c {
            ',' | ';' | ':' => spaced,
            '、' | '，' | '；' | '：' | '،' | '؛' | '–' | '—' | '՝' | '፣' | '፤' | '፥' | '፦' | '၊' | '៖' => {
                true
            }
            '\u{B7}' | '\u{387}' => spaced && before.is_some_and(is_greek),
            '-' => spaced && before.is_none_or(char::is_whitespace),
            // Thai and Lao separate clauses by spaces.
            ' ' => before.is_some_and(is_thai) && next.is_some_and(|next| is_thai(next) || is_quotation_mark(next)),
            _ => is_mark(base + at),
        };
        if ends {
            found.extend(text.trimmed(ByteRange::of(base + start, base + at)));
            start = at + c.len_utf8();
        }
        before = Some(c);
    }
    found.extend(text.trimmed(ByteRange::of(base + start, base + words.len())));
    found
}

fn is_thai(c: char) -> bool {
    matches!(c, '\u{E00}'..='\u{EFF}')
}

fn is_greek(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}')
}

fn is_georgian(c: char) -> bool {
    matches!(c, '\u{10D0}'..='\u{10FF}')
}
