//! Quotation marks of all languages, and which of them belong together in a paragraph.

use unicode_normalization::char::is_combining_mark;

use crate::model::offset::ByteRange;
use crate::model::script::{has_apostrophes, is_hebrew, joins_marks};
use crate::model::text::ArticleText;
use crate::model::visible::invisible;

/// Opening marks with the marks that may close them, by language (CLDR, "quotationStart" and "quotationEnd"): “…” „…“ „…”
/// ”…” ”…“ «…» »…« »…» ‹…› ›…‹ ‘…’ ‚…‘ ‚…’ ’…’ ’…‘ 「…」 《…》 ״…״ ﴿…﴾ and those of typewriters.
const PAIRS: &[(char, &str)] = &[
    ('“', "”"),
    ('„', "“”"),
    ('”', "”“"),
    ('‟', "”"),
    ('«', "»"),
    ('»', "«»"),
    ('‹', "›"),
    ('›', "‹›"),
    ('‘', "’"),
    ('‛', "’"),
    ('‚', "‘’"),
    ('’', "’‘"),
    ('「', "」"),
    ('『', "』"),
    ('｢', "｣"),
    ('﹁', "﹂"),
    ('﹃', "﹄"),
    ('〝', "〞〟"),
    ('《', "》"),
    ('〈', "〉"),
    ('︽', "︾"),
    ('︿', "﹀"),
    ('״', "״"),
    ('׳', "׳"),
    ('﴾', "﴿"),
    ('﴿', "﴾"),
    ('❝', "❞"),
    ('❛', "❜"),
    ('"', "\""),
    ('＂', "＂"),
    ('\'', "'"),
    ('＇', "＇"),
];

/// Words that begin with an apostrophe in place of letters.
const CLIPPED: &[&str] = &["tis", "twas", "twere", "em", "cause", "til", "till", "n", "bout", "round", "cos", "cause"];

/// True for a quotation mark of any language; apostrophes are among them.
pub fn is_quotation_mark(c: char) -> bool {
    opens(c) || closes(c)
}

/// True for a mark that may be an apostrophe as well.
pub(super) fn is_single(mark: char) -> bool {
    matches!(mark, '\'' | '’' | '‘' | '‛' | '‚' | '׳' | '＇')
}

fn opens(c: char) -> bool {
    PAIRS.iter().any(|(opening, _)| *opening == c)
}

fn closes(c: char) -> bool {
    PAIRS.iter().any(|(_, closing)| closing.contains(c))
}

fn may_close(opening: char, closing: char) -> bool {
    PAIRS.iter().any(|(mark, ends)| *mark == opening && ends.contains(closing))
}

/// Pairs of marks.
pub(super) type Marks = Vec<(ByteRange, ByteRange)>;

/// The pairs of marks in a paragraph, by the place of the closing one, and the opening marks that are left.
pub(super) fn scan(text: &ArticleText, paragraph: ByteRange) -> (Marks, Vec<(char, ByteRange)>) {
    let base = paragraph.start().get();
    let words = text.slice(paragraph);
    let mut open: Vec<(char, ByteRange)> = Vec::new();
    let mut found = Vec::new();
    let mut before: Option<char> = None;
    for (at, c) in words.char_indices() {
        // Neither an accent nor a direction mark is what a mark is beside.
        if !c.is_ascii() && (is_combining_mark(c) || invisible(c).is_some()) {
            continue;
        }
        let last = before.replace(c);
        if c.is_ascii_alphanumeric() || !is_quotation_mark(c) {
            continue;
        }
        let rest = &words[at + c.len_utf8()..];
        let after = rest.chars().find(|c| invisible(*c).is_none());
        let place = Place { c, before: last, before_it: &words[..at], after, rest };
        if place.is_gershayim() || place.is_apostrophe(open.iter().any(|(mark, _)| may_close(*mark, c))) {
            continue;
        }
        let mark = ByteRange::of(base + at, base + at + c.len_utf8());
        match open.iter().rposition(|(mark, _)| may_close(*mark, c)) {
            Some(index) if !(opens(c) && place.looks_opening()) => {
                found.push((open[index].1, mark));
                open.truncate(index);
            }
            _ if opens(c) && !place.looks_closing() => open.push((c, mark)),
            _ => {}
        }
    }
    (found, open)
}

/// A mark with its surroundings.
struct Place<'a> {
    c: char,
    before: Option<char>,
    after: Option<char>,
    before_it: &'a str,
    rest: &'a str,
}

impl Place<'_> {
    /// True if a word begins here, by the white space around it.
    fn looks_opening(&self) -> bool {
        let opens = |c: char| c.is_whitespace() || "([{¿¡—–-\"“„«‹‘‚'「『/《（【：־ـ".contains(c);
        self.before.is_none_or(opens)
            && self.after.is_some_and(|c| !c.is_whitespace() && !",.;:!?)،؛؟۔，。、；：！？）」』》।".contains(c))
    }

    /// True if a word ends here, for a mark that may open as well.
    fn looks_closing(&self) -> bool {
        // Guillemets may have spaces inside; others open only at the beginning of a word, or, in scripts that join words
        // and marks, anywhere.
        let ends = self.after.is_none_or(char::is_whitespace);
        match self.c {
            '«' | '‹' | '»' | '›' => ends && self.before.is_some_and(|c| !c.is_whitespace()),
            '"' | '”' | '\'' | '’' | '״' | '׳' | '＂' | '＇' => {
                ends || self.before.is_some_and(|c| c.is_alphanumeric() && !joins_marks(c))
            }
            _ => false,
        }
    }

    /// True if it marks omitted letters, or precedes the "s" of a possessive.
    fn is_apostrophe(&self, is_open: bool) -> bool {
        if !matches!(self.c, '\'' | '’' | '‘' | '׳') {
            return false;
        }
        let is_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && has_apostrophes(c));
        let (before, after) = (is_word(self.before), is_word(self.after));
        if before && after {
            return true;
        }
        if after && !before {
            let word: String =
                self.rest.chars().take_while(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
            let year = word.trim_end_matches('s');
            return CLIPPED.contains(&&*word) || (year.len() == 2 && year.bytes().all(|byte| byte.is_ascii_digit()));
        }
        // "the dogs' bowl": the quotation is closed by a later mark, if one comes before the next one opens.
        if before && is_open && matches!(self.before, Some('s' | 'S' | 'n' | 'z' | 'x')) {
            let keep_going = self.rest.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_lowercase));
            let mut last = None;
            for (at, c) in self.rest.char_indices() {
                let next = self.rest[at + c.len_utf8()..].chars().next();
                let at_start = last.is_some_and(char::is_whitespace);
                if (c == '‘' || c == '\'') && at_start && is_word(next) {
                    return false;
                }
                if c == self.c && !at_start && !is_word(next) {
                    return keep_going;
                }
                last = Some(c);
            }
            return false;
        }
        before && !is_open
    }

    /// True if it stands before the last letter of a Hebrew abbreviation: "צה"ל". After prefixes, a mark that is closed
    /// again begins a quotation: "ב"הארץ"".
    fn is_gershayim(&self) -> bool {
        let is_letter = |c: char| is_hebrew(c) && c.is_alphabetic();
        let is_double = matches!(self.c, '"' | '״' | '”' | '“');
        if !is_double || !self.before.is_some_and(is_letter) || !self.after.is_some_and(is_letter) {
            return false;
        }
        let mut before = self.before_it.chars().rev().take_while(|c| is_hebrew(*c));
        let is_prefix = before.by_ref().filter(|c| is_letter(*c)).all(|c| "והבכלמש".contains(c));
        let is_word = self.rest.chars().take_while(|c| is_hebrew(*c)).filter(|c| is_letter(*c)).count() > 1;
        !(is_prefix && is_word && self.is_closed())
    }

    /// True if a mark of the same kind ends a word after this one before another one begins a word.
    fn is_closed(&self) -> bool {
        let mut last = self.c;
        let mut rest = self.rest.chars().peekable();
        while let Some(c) = rest.next() {
            if may_close(self.c, c) {
                let next = rest.peek().copied();
                if !next.is_some_and(is_hebrew) {
                    return true;
                }
                if last.is_whitespace() {
                    return false;
                }
            }
            last = c;
        }
        false
    }
}
