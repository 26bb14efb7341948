//! The facts that a passage tells, and the differences between passages that tell the same.
//!
//! Facts are the numbers, dates, names and negations of a passage. They are read by rules for English, with the numbers, months
//! and days of the week of other languages: a difference is a hint for the person, not a judgement.

mod dates;
mod differences;
mod names;
mod numbers;
mod spelled;
mod tokens;
mod units;

use crate::model::annotation::Annotation;
use crate::model::offset::ByteRange;
use crate::model::phrases::{Language, Use, has_word};
use crate::model::text::ArticleText;

pub use dates::ToldDate;
pub use differences::{Difference, Telling, differences};
pub use numbers::Measure;

use tokens::{Token, tokens};

/// A sort of facts: a row of [`FACTS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactSort {
    /// Numbers, in digits or in words.
    Number,
    /// Dates.
    Date,
    /// Names.
    Name,
    /// Words that deny.
    Negation,
}

/// A row of [`FACTS`].
#[derive(Debug)]
pub struct FactRow {
    /// The sort.
    pub sort: FactSort,
    /// Its stable id in tables.
    pub id: &'static str,
    /// Its name on the screen, in sentence case.
    pub name: &'static str,
    /// One sentence for help.
    pub help: &'static str,
}

/// Every sort of facts, in display order.
pub const FACTS: &[FactRow] = &[
    FactRow { sort: FactSort::Number, id: "numbers", name: "Numbers", help: "the claims tell different numbers" },
    FactRow { sort: FactSort::Date, id: "dates", name: "Dates", help: "the claims tell different dates" },
    FactRow { sort: FactSort::Name, id: "names", name: "Names", help: "the claims name different persons or places" },
    FactRow {
        sort: FactSort::Negation,
        id: "negations",
        name: "Negations",
        help: "one claim says not, another does not",
    },
];

impl FactSort {
    /// Its row in [`FACTS`].
    pub fn row(self) -> &'static FactRow {
        &FACTS[self as usize]
    }
}

/// The value of a fact, equal however it is spelled.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Value {
    /// A number of a measure, in thousandths.
    Number(Measure, i64),
    /// A date.
    Date(ToldDate),
    /// A name, folded.
    Name(String),
    /// A negation.
    Not,
}

/// A fact of a passage.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// Its value.
    pub value: Value,
    /// The thing that is counted, as far as the next word tells; empty if unknown, and for others than numbers.
    pub thing: String,
    /// False for a word that is a name only if another passage has it as one.
    pub sure: bool,
    /// Its words in the text.
    pub at: ByteRange,
    /// Its words.
    pub words: String,
}

impl Fact {
    /// Its sort.
    pub fn sort(&self) -> FactSort {
        match self.value {
            Value::Number(..) => FactSort::Number,
            Value::Date(_) => FactSort::Date,
            Value::Name(_) => FactSort::Name,
            Value::Not => FactSort::Negation,
        }
    }
}

/// The facts of a passage.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// The facts, by place.
    pub facts: Vec<Fact>,
    /// The words of the passage, folded, in order.
    words: Vec<String>,
    /// The start of the passage, for what it does not say.
    start: ByteRange,
}

impl Told {
    /// The facts of a mark's passage; none where it is lost.
    pub fn of(mark: &Annotation, text: &ArticleText) -> Self {
        let mut told = Self::default();
        let language = mark.target.bounds().map_or(Language::ENGLISH, |bounds| language(text, bounds));
        for (at, range) in mark.target.found().enumerate() {
            let tokens = tokens(text.slice(range), range.start().get(), language);
            if at == 0 {
                told.start = ByteRange::new(range.start(), range.start());
            }
            told.read(&tokens, language);
        }
        told.words.sort_unstable();
        told.words.dedup();
        told
    }

    fn read(&mut self, tokens: &[Token<'_>], language: Language) {
        let mut at = 0;
        while at < tokens.len() {
            let found = dates::read(tokens, at).or_else(|| numbers::read(tokens, at, language));
            let Some((value, thing, count)) = found else {
                if is_negation(tokens, at) {
                    self.facts.push(Fact::new(Value::Not, String::new(), &tokens[at..=at]));
                }
                at += 1;
                continue;
            };
            self.facts.push(Fact::new(value, thing, &tokens[at..at + count]));
            at += count;
        }
        let taken = |token: &Token<'_>| self.facts.iter().any(|fact| fact.at.overlaps(token.at));
        let names = names::read(tokens, &taken);
        self.facts.extend(names);
        self.facts.sort_by_key(|fact| fact.at);
        self.words.extend(tokens.iter().map(|token| token.lower.clone()));
    }

    /// True if the passage has a word.
    fn has(&self, word: &str) -> bool {
        self.words.binary_search_by(|other| other.as_str().cmp(word)).is_ok()
    }
}

/// The language of a passage, by the text around its start.
fn language(text: &ArticleText, bounds: ByteRange) -> Language {
    /// Bytes before the passage, and after its start.
    const AROUND: (usize, usize) = (120, 200);
    let start = bounds.start().get();
    let (from, to) = (start.saturating_sub(AROUND.0), start + AROUND.1);
    let whole = text.as_str();
    let near = whole[whole.floor_char_boundary(from)..whole.floor_char_boundary(to)].to_lowercase();
    Language::of(near.split(|c: char| !c.is_alphabetic()))
}

impl Fact {
    fn new(value: Value, thing: String, tokens: &[Token<'_>]) -> Self {
        let start = tokens.first().map(|token| token.at.start()).unwrap_or_default();
        let end = tokens.last().map(|token| token.at.end()).unwrap_or_default();
        let mut words = String::new();
        for token in tokens {
            // Signs stand close: "40 %" is shown as "40%".
            if !words.is_empty() && token.spaced && !token.is_sign() {
                words.push(' ');
            }
            words.push_str(token.words);
        }
        Self { value, thing, sure: true, at: ByteRange::new(start, end), words }
    }
}

/// Words after a negation that make a limit of it: "never more than", "not only".
const LIMITS: &[&str] = &["more", "less", "fewer", "only", "just", "least", "later", "mehr", "nur", "plus", "solo"];

/// True if a word denies. "No one" and "no longer" deny, "no more than" and "not only" do not.
fn is_negation(tokens: &[Token<'_>], at: usize) -> bool {
    let word = tokens[at].lower.as_str();
    if !(has_word(Use::Negation, word) || word.ends_with("n't")) {
        return false;
    }
    let next = tokens.get(at + 1).map_or("", |token| token.lower.as_str());
    let next = if matches!(next, "a" | "at" | "any") {
        tokens.get(at + 2).map_or("", |token| token.lower.as_str())
    } else {
        next
    };
    !LIMITS.contains(&next)
}
