//! Differences between a changed passage and its quote, with the numbers, names and negations among them: a passage can
//! be 99 % similar and mean the opposite.

use std::fmt;
use std::iter;
use std::ops::Range;

use crate::model::align::Alignment;
use crate::model::align::letters::folded;
use crate::model::align::words::Words;
use crate::model::phrases::{Use, has_word};
use crate::model::script::{is_unspaced, unspaced_words};

/// English prefixes that negate a word.
const PREFIXES: [&str; 7] = ["un", "in", "im", "il", "ir", "non", "dis"];

/// Words that begin a sentence and are no names.
const NO_NAMES: [&str; 38] = [
    "the", "a", "an", "he", "she", "it", "they", "we", "you", "i", "this", "that", "these", "those", "there", "but",
    "and", "or", "in", "on", "at", "of", "for", "to", "as", "if", "when", "while", "his", "her", "its", "their", "our",
    "my", "so", "some", "all", "by",
];

/// A word that a reader must not miss.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordClass {
    /// A number, in digits or words.
    Number,
    /// A name: a word with a capital letter within a sentence.
    Name,
    /// A negation, or a word with a negating prefix.
    Negation,
}

/// A number, name or negation that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyChange {
    /// The class of the word.
    pub class: WordClass,
    /// The text before; empty if it was added.
    pub was: String,
    /// The text now; empty if it was removed.
    pub is: String,
}

/// "number changed: 5 → 7", "negation: never → ever", "name added: Bloomberg".
impl fmt::Display for KeyChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { class, was, is } = self;
        let name = match class {
            WordClass::Number => "number",
            WordClass::Name => "name",
            WordClass::Negation => "negation",
        };
        match (was.as_str(), is.as_str(), class) {
            ("", is, _) => write!(f, "{name} added: {is}"),
            (was, "", _) => write!(f, "{name} removed: {was}"),
            (was, is, WordClass::Negation) => write!(f, "{name}: {was} → {is}"),
            (was, is, _) => write!(f, "{name} changed: {was} → {is}"),
        }
    }
}

/// A replacement of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replaced {
    /// The range in the old version, in bytes; empty if words were added.
    pub was: Range<usize>,
    /// The range in the new version, in bytes; empty, at the end of the word before, if words were removed.
    pub is: Range<usize>,
}

/// Differences between two versions of a passage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differences {
    /// The replacements, in order.
    pub replaced: Vec<Replaced>,
    /// The numbers, names and negations among them.
    pub key_changes: Vec<KeyChange>,
}

impl Differences {
    /// The removed ranges, in bytes of the old version.
    pub fn was(&self) -> impl Iterator<Item = Range<usize>> {
        self.replaced.iter().map(|replaced| replaced.was.clone()).filter(|words| !words.is_empty())
    }

    /// The added ranges, in bytes of the new version.
    pub fn is(&self) -> impl Iterator<Item = Range<usize>> {
        self.replaced.iter().map(|replaced| replaced.is.clone()).filter(|words| !words.is_empty())
    }
}

/// A piece of a passage in a combined display of both versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wording<'a> {
    /// Text of both versions, in the spelling of the new one.
    Kept(&'a str),
    /// Text of the old version alone.
    Former(&'a str),
    /// Text of the new version alone.
    New(&'a str),
}

/// Both versions of a passage as one text: the new version, with the removed text at its places. For passages too long
/// to be read at once, the new version alone.
pub fn interleaved<'a>(was: &'a str, is: &'a str) -> Vec<Wording<'a>> {
    let mut pieces = Vec::new();
    let mut at = 0;
    for replaced in differences(was, is).replaced {
        let (before, after) = (&is[..replaced.is.start], &is[replaced.is.end..]);
        pieces.push(Wording::Kept(&is[at..replaced.is.start]));
        at = replaced.is.end;
        if replaced.is.is_empty() {
            pieces.push(Wording::Former(&was[with_space(was, replaced.was, before)]));
            continue;
        }
        if !replaced.was.is_empty() {
            pieces.push(Wording::Former(&was[replaced.was]));
            // Scripts without spaces get none here either.
            let is_whole = before.is_empty() && after.is_empty();
            if is_whole || before.ends_with(char::is_whitespace) || after.starts_with(char::is_whitespace) {
                pieces.push(Wording::Kept(" "));
            }
        }
        pieces.push(Wording::New(&is[replaced.is]));
    }
    pieces.push(Wording::Kept(&is[at..]));
    pieces.retain(|piece| !matches!(piece, Wording::Kept("")));
    pieces
}

/// Removed words with the white space that separated them from the words now before them, or from those after them if
/// there are none before.
fn with_space(was: &str, words: Range<usize>, before: &str) -> Range<usize> {
    if before.is_empty() || before.ends_with(char::is_whitespace) {
        let behind = &was[words.end..];
        words.start..words.end + (behind.len() - behind.trim_start().len())
    } else {
        was[..words.start].trim_end().len()..words.end
    }
}

/// Maximum length of both passages together, in bytes, for a comparison.
const MOST: usize = 1 << 16;

/// Compares two versions of a passage. Passages that are too long have no differences.
pub fn differences(was: &str, is: &str) -> Differences {
    let mut found = Differences::default();
    if was.len() + is.len() > MOST {
        return found;
    }
    let Some(aligned) = Alignment::new((was, 0..was.len()), (is, 0..is.len()), &|_| true) else { return found };
    let end = (aligned.old.len(), aligned.new.len());
    let ends = aligned.same().iter().map(|block| (block.old, block.new, block.old_end(), block.new_end()));
    let (mut old, mut new) = (0, 0);
    for (to_old, to_new, from_old, from_new) in ends.chain([(end.0, end.1, end.0, end.1)]) {
        let had = words(was, (old..to_old).filter_map(|word| aligned.old.span(word)));
        let has = words(is, (new..to_new).filter_map(|word| aligned.new.span(word)));
        let was_here = aligned.old.stretch(old..to_old);
        let is_here = aligned.new.stretch(new..to_new);
        if was_here.is_some() || is_here.is_some() {
            let gap = |words: &Words, next: usize| {
                let end = next.checked_sub(1).and_then(|before| words.span(before)).map_or(0, |before| before.end);
                end..end
            };
            found.replaced.push(Replaced {
                was: was_here.unwrap_or_else(|| gap(&aligned.old, old)),
                is: is_here.unwrap_or_else(|| gap(&aligned.new, new)),
            });
        }
        for class in [WordClass::Negation, WordClass::Number, WordClass::Name] {
            found.key_changes.extend(key_changes(class, &had, &has));
        }
        (old, new) = (from_old, from_new);
    }
    found
}

/// A word, and whether a sentence, or the passage, begins with it.
struct Word<'a> {
    word: &'a str,
    first: bool,
}

fn words(text: &str, spans: impl Iterator<Item = Range<usize>>) -> Vec<Word<'_>> {
    // The letters of scripts without spaces are one word each there.
    let unspaced = |span: &Range<usize>| text[span.clone()].starts_with(is_unspaced);
    let mut runs: Vec<Range<usize>> = Vec::new();
    for span in spans {
        match runs.last_mut() {
            Some(last) if last.end == span.start && unspaced(last) && unspaced(&span) => last.end = span.end,
            _ => runs.push(span),
        }
    }
    let split = |run: Range<usize>| -> Vec<Range<usize>> {
        if !unspaced(&run) {
            return iter::once(run).collect();
        }
        let words = unspaced_words(&text[run.clone()]).into_iter();
        words.map(|word| run.start + word.start..run.start + word.end).collect()
    };
    let spans = runs.into_iter().flat_map(split);
    let word = |span: Range<usize>| {
        let before = text[..span.start].trim_end_matches(|c: char| !c.is_alphanumeric() && !".!?…:".contains(c));
        Word { first: before.is_empty() || before.ends_with(['.', '!', '?', '…', ':']), word: &text[span] }
    };
    spans.filter(|span| text[span.clone()].contains(char::is_alphanumeric)).map(word).collect()
}

impl Word<'_> {
    fn small(&self) -> String {
        self.word.chars().map(folded).flat_map(char::to_lowercase).collect()
    }

    /// True if it is such a word or, in Chinese and Japanese, has a character that is one.
    fn is_any(&self, small: &str, test: &dyn Fn(&str) -> bool) -> bool {
        let letter = |(at, c): (usize, char)| is_unspaced(c) && test(&small[at..at + c.len_utf8()]);
        test(small) || small.char_indices().any(letter)
    }

    fn is(&self, class: WordClass) -> bool {
        let small = self.small();
        match class {
            WordClass::Number => {
                small.starts_with(char::is_numeric) || self.is_any(&small, &|word| has_word(Use::Number, word))
            }
            WordClass::Negation => {
                let negates = |word: &str| has_word(Use::Negation, word) || has_word(Use::Denial, word);
                small.ends_with("n't") || small.starts_with("n'") || self.is_any(&small, &negates)
            }
            WordClass::Name => {
                let capital = self.word.chars().next().is_some_and(char::is_uppercase);
                let other = |class| self.is(class);
                capital
                    && (!self.first || small.chars().count() > 2)
                    && !NO_NAMES.contains(&small.as_str())
                    && !other(WordClass::Negation)
                    && !other(WordClass::Number)
            }
        }
    }
}

/// The changes of one class between removed and added words.
fn key_changes(class: WordClass, had: &[Word<'_>], has: &[Word<'_>]) -> Vec<KeyChange> {
    let found = |words: &[Word<'_>]| -> Vec<String> {
        words.iter().filter(|word| word.is(class)).map(|word| word.word.to_owned()).collect()
    };
    let (mut was, mut is) = (found(had), found(has));
    let said = |was: &[String], is: &[String]| KeyChange { class, was: was.join(" "), is: is.join(" ") };
    if class == WordClass::Negation {
        if let ([one], [other]) = (had, has)
            && (was.len() + is.len() == 1 || opposite(&one.small(), &other.small()))
        {
            return vec![said(&[one.word.to_owned()], &[other.word.to_owned()])];
        }
        return if was.len() == is.len() { Vec::new() } else { vec![said(&was, &is)] };
    }
    // At the start of a sentence, where any word has a capital letter, a name counts only beside another.
    if class == WordClass::Name {
        let alone = |words: &[Word<'_>]| words.iter().any(|word| word.is(class) && !word.first);
        if !alone(had) && !alone(has) && (was.is_empty() || is.is_empty()) {
            return Vec::new();
        }
    }
    // A word on both sides has only moved.
    let plain = |word: &str| word.chars().map(folded).collect::<String>();
    was.retain(|word| match is.iter().position(|other| plain(other) == plain(word)) {
        Some(at) => {
            is.remove(at);
            false
        }
        None => true,
    });
    if was.is_empty() && is.is_empty() { Vec::new() } else { vec![said(&was, &is)] }
}

/// True if one word is the other with a negating prefix.
fn opposite(one: &str, other: &str) -> bool {
    let denies = |long: &str, short: &str| {
        short.chars().count() > 2 && PREFIXES.iter().any(|prefix| long.strip_prefix(prefix) == Some(short))
    };
    denies(one, other) || denies(other, one)
}

#[cfg(test)]
mod tests {
    use super::{Wording, differences, interleaved};

    #[track_caller]
    fn calls(was: &str, is: &str, key_changes: &[&str]) {
        let found: Vec<String> = differences(was, is).key_changes.iter().map(ToString::to_string).collect();
        assert_eq!(found, key_changes, "{was:?} {is:?}");
    }

    #[test]
    fn negations_numbers_and_names_are_called_by_name() {
        calls("it has never handled lead", "it has ever handled lead", &["negation: never → ever"]);
        calls("it was not closed", "it was closed", &["negation removed: not"]);
        calls("she hasn’t seen it", "she has seen it", &["negation: hasn’t → has"]);
        calls("he confirmed the order", "he denied the order", &["negation: confirmed → denied"]);
        calls("the water is safe", "the water is unsafe", &["negation: safe → unsafe"]);
        calls("We sent 5 samples", "We sent 7 samples", &["number changed: 5 → 7"]);
        calls("We sent nine samples", "We sent ninety samples", &["number changed: nine → ninety"]);
        calls(
            "said Harald Brandt on Monday",
            "said Ida Brandt on Friday",
            &["name changed: Harald → Ida", "name changed: Monday → Friday"],
        );
        calls("Bloomberg reported it", "Reuters reported it", &["name changed: Bloomberg → Reuters"]);
        calls("das ist nicht wahr", "das ist wahr", &["negation removed: nicht"]);
        calls("это не правда", "это правда", &["negation removed: не"]);
        calls("العبارة آمنة", "العبارة ليست آمنة", &["negation added: ليست"]);
        calls("المعبورة", "المعبورة", &[]);
        calls("המעבורת לא בטוחה", "המעבורת בטוחה", &["negation removed: לא"]);
        calls("नाव सुरक्षित नहीं है", "नाव सुरक्षित है", &["negation removed: नहीं"]);
        calls("কেউ পড়ে গেছে", "কেউ পড়ে যায়নি", &["negation: গেছে → যায়নি"]);
        calls("เรือปลอดภัย", "เรือไม่ปลอดภัย", &["negation added: ไม่"]);
        calls("船は安全だ", "船は安全ではない", &["negation added: ない"]);
        calls("배는 안전하다", "배는 안전하지 않다", &["negation added: 않다"]);
        calls("渡轮很安全", "渡轮不安全", &["negation: 很 → 不"]);
        calls("ბორანი უსაფრთხოა", "ბორანი არ არის უსაფრთხო", &["negation added: არ"]);
        calls("ማንም ወደቀ", "ማንም አልወደቀም", &["negation: ወደቀ → አልወደቀም"]);
        calls("The harbour is closed", "A harbour is closed", &[]);
        calls("the same words", "THE SAME WORDS", &[]);
    }

    #[test]
    fn numbers_compare_in_the_digits_and_words_of_all_scripts() {
        calls("12 أبواب", "١٢ أبواب", &[]);
        calls("12 दरवाज़े", "१५ दरवाज़े", &["number changed: 12 → १५"]);
        calls("12扇门", "１２扇门", &[]);
        calls("5.5 في المئة", "٥٫٥ في المئة", &[]);
        calls("十二扇门", "十三扇门", &["number changed: 二 → 三"]);
        calls("sie hat zwei Türen", "sie hat drei Türen", &["number changed: zwei → drei"]);
        calls("خمسة أبواب", "سبعة أبواب", &["number changed: خمسة → سبعة"]);
    }

    /// Both versions in one, removed words in brackets and added ones in braces.
    #[track_caller]
    fn reads(was: &str, is: &str, both: &str) {
        let pieces = interleaved(was, is);
        let read = pieces.iter().map(|piece| match piece {
            Wording::Kept(words) => (*words).to_owned(),
            Wording::Former(words) => format!("[{words}]"),
            Wording::New(words) => format!("{{{words}}}"),
        });
        assert_eq!(read.collect::<String>(), both);
        let new = pieces.iter().filter(|piece| !matches!(piece, Wording::Former(_))).map(|piece| match piece {
            Wording::Kept(words) | Wording::Former(words) | Wording::New(words) => *words,
        });
        let folded = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(folded(&new.collect::<String>()), folded(is));
    }

    #[test]
    fn both_versions_read_as_one() {
        reads("it has never burnt tyres", "it has ever burnt tyres", "it has [never] {ever} burnt tyres");
        reads("it has never burnt tyres", "it has burnt tyres", "it has[ never] burnt tyres");
        reads("it has burnt tyres", "it has never burnt tyres", "it has {never} burnt tyres");
        reads("Never has it burnt tyres", "has it burnt tyres", "[Never ]has it burnt tyres");
        reads("it burnt tyres, twice", "it burnt tyres", "it burnt tyres[, twice]");
        reads("5 old tyres were burnt there", "7 old tyres were burnt there", "[5] {7} old tyres were burnt there");
        reads("tyres", "kilns", "[tyres] {kilns}");
        reads("这不是真的", "这才是真的", "这[不]{才}是真的");
        reads("the same", "the same", "the same");
        reads("", "all new", "{all new}");
    }
}
