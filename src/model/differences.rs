//! Words in which a changed passage differs from what it was, with the numbers, names and negations among them by name: a
//! passage can be 99 % alike and say the opposite.

use std::fmt;
use std::ops::Range;

use crate::model::align::Alignment;
use crate::model::align::similarity::folded;

/// Words that deny, by language (ISO 639-1), in lower case with straight apostrophes. Words that two languages share stand
/// once. English verbs and adverbs that deny are among them.
const NEGATIONS: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "not",
            "never",
            "no",
            "none",
            "nobody",
            "nothing",
            "nowhere",
            "nor",
            "neither",
            "without",
            "hardly",
            "barely",
            "scarcely",
            "seldom",
            "rarely",
            "cannot",
            "ain't",
            "unless",
            "lack",
            "lacks",
            "lacked",
            "lacking",
            "deny",
            "denies",
            "denied",
            "denying",
            "reject",
            "rejects",
            "rejected",
            "rejecting",
            "refuse",
            "refuses",
            "refused",
            "refusing",
            "refute",
            "refutes",
            "refuted",
            "dispute",
            "disputes",
            "disputed",
            "false",
            "fail",
            "fails",
            "failed",
            "failing",
        ],
    ),
    (
        "de",
        &[
            "nicht",
            "kein",
            "keine",
            "keinen",
            "keinem",
            "keiner",
            "keines",
            "nie",
            "niemals",
            "niemand",
            "niemanden",
            "niemandem",
            "nichts",
            "nirgends",
            "weder",
            "ohne",
            "kaum",
            "nein",
        ],
    ),
    ("fr", &["ne", "pas", "jamais", "rien", "aucun", "aucune", "ni", "sans", "non", "guère", "nul", "nulle"]),
    ("es", &["nunca", "jamás", "nada", "nadie", "ningún", "ninguno", "ninguna", "sin", "tampoco", "apenas"]),
    ("it", &["mai", "niente", "nessuno", "nessun", "nessuna", "nulla", "né", "senza", "neanche", "nemmeno"]),
    ("pt", &["não", "ninguém", "nenhum", "nenhuma", "nem", "sem", "tampouco"]),
    ("nl", &["niet", "geen", "nooit", "niemand", "niets", "nergens", "noch", "zonder"]),
    ("sv", &["inte", "aldrig", "ingen", "inget", "inga", "ej", "icke", "utan"]),
    ("da", &["ikke", "intet", "uden", "hverken"]),
    ("nb", &["aldri", "uten"]),
    ("pl", &["nie", "nigdy", "nikt", "nic", "ani", "bez", "żaden", "żadna", "żadne"]),
    ("ru", &["не", "нет", "ни", "никогда", "никто", "ничего", "ничто", "без", "нельзя", "никакой", "никаких"]),
    ("uk", &["ні", "ніколи", "ніхто", "нічого", "немає"]),
    ("tr", &["değil", "hayır", "hiç", "yok"]),
    ("zh", &["不", "没", "沒", "无", "無", "未", "非", "否", "别", "莫"]),
];

/// English prefixes that turn a word into its opposite.
const PREFIXES: [&str; 7] = ["un", "in", "im", "il", "ir", "non", "dis"];

/// English number words.
const NUMBERS: [&str; 36] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "thousand",
    "million",
    "billion",
    "trillion",
    "dozen",
    "half",
    "twice",
];

/// Words that are no names though a sentence begins with them.
const NO_NAMES: [&str; 38] = [
    "the", "a", "an", "he", "she", "it", "they", "we", "you", "i", "this", "that", "these", "those", "there", "but",
    "and", "or", "in", "on", "at", "of", "for", "to", "as", "if", "when", "while", "his", "her", "its", "their", "our",
    "my", "so", "some", "all", "by",
];

/// A word that a reader must not miss.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Telling {
    /// A number, in digits or words.
    Number,
    /// A name: a word with a capital letter within a sentence.
    Name,
    /// A word that denies, or that one with a denying prefix stands for.
    Negation,
}

/// A number, name or negation that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Called {
    /// Which of them it is.
    pub telling: Telling,
    /// The words before; empty if they were added.
    pub was: String,
    /// The words now; empty if they were removed.
    pub is: String,
}

/// "number changed: 5 → 7", "negation: never → ever", "name added: Bloomberg".
impl fmt::Display for Called {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { telling, was, is } = self;
        let name = match telling {
            Telling::Number => "number",
            Telling::Name => "name",
            Telling::Negation => "negation",
        };
        match (was.as_str(), is.as_str(), telling) {
            ("", is, _) => write!(f, "{name} added: {is}"),
            (was, "", _) => write!(f, "{name} removed: {was}"),
            (was, is, Telling::Negation) => write!(f, "{name}: {was} → {is}"),
            (was, is, _) => write!(f, "{name} changed: {was} → {is}"),
        }
    }
}

/// What differs between two versions of a passage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differences {
    /// The words of the old version that are not in the new one, in bytes of it.
    pub was: Vec<Range<usize>>,
    /// The words of the new version that are not in the old one, in bytes of it.
    pub is: Vec<Range<usize>>,
    /// The numbers, names and negations among them.
    pub called: Vec<Called>,
}

/// Longest passages, in bytes together, that are compared for their words: a reader looks at none longer.
const MOST: usize = 1 << 16;

/// Compares two versions of a passage. Of passages too long to be read at once nothing is said.
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
        found.was.extend(aligned.old.stretch(old..to_old));
        found.is.extend(aligned.new.stretch(new..to_new));
        for telling in [Telling::Negation, Telling::Number, Telling::Name] {
            found.called.extend(called(telling, &had, &has));
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

    fn is(&self, telling: Telling) -> bool {
        let small = self.small();
        match telling {
            Telling::Number => small.starts_with(char::is_numeric) || NUMBERS.contains(&small.as_str()),
            Telling::Negation => {
                small.ends_with("n't")
                    || small.starts_with("n'")
                    || NEGATIONS.iter().any(|(_, words)| words.contains(&small.as_str()))
            }
            Telling::Name => {
                let capital = self.word.chars().next().is_some_and(char::is_uppercase);
                let other = |telling| self.is(telling);
                capital
                    && (!self.first || small.chars().count() > 2)
                    && !NO_NAMES.contains(&small.as_str())
                    && !other(Telling::Negation)
                    && !other(Telling::Number)
            }
        }
    }
}

/// What changed of one sort between words and those that came for them.
fn called(telling: Telling, had: &[Word<'_>], has: &[Word<'_>]) -> Vec<Called> {
    let found = |words: &[Word<'_>]| -> Vec<String> {
        words.iter().filter(|word| word.is(telling)).map(|word| word.word.to_owned()).collect()
    };
    let (mut was, mut is) = (found(had), found(has));
    let said = |was: &[String], is: &[String]| Called { telling, was: was.join(" "), is: is.join(" ") };
    if telling == Telling::Negation {
        if let ([one], [other]) = (had, has)
            && (was.len() + is.len() == 1 || opposite(&one.small(), &other.small()))
        {
            return vec![said(&[one.word.to_owned()], &[other.word.to_owned()])];
        }
        return if was.len() == is.len() { Vec::new() } else { vec![said(&was, &is)] };
    }
    // A name at the start of a sentence is one only beside another: any word has a capital letter there.
    if telling == Telling::Name {
        let alone = |words: &[Word<'_>]| words.iter().any(|word| word.is(telling) && !word.first);
        if !alone(had) && !alone(has) && (was.is_empty() || is.is_empty()) {
            return Vec::new();
        }
    }
    // What is on both sides has only moved.
    was.retain(|word| match is.iter().position(|other| other == word) {
        Some(at) => {
            is.remove(at);
            false
        }
        None => true,
    });
    if was.is_empty() && is.is_empty() { Vec::new() } else { vec![said(&was, &is)] }
}

/// Whether one word is the other with a prefix that denies.
fn opposite(one: &str, other: &str) -> bool {
    let denies = |long: &str, short: &str| {
        short.chars().count() > 2 && PREFIXES.iter().any(|prefix| long.strip_prefix(prefix) == Some(short))
    };
    denies(one, other) || denies(other, one)
}

#[cfg(test)]
mod tests {
    use super::differences;

    #[track_caller]
    fn calls(was: &str, is: &str, called: &[&str]) {
        let found: Vec<String> = differences(was, is).called.iter().map(ToString::to_string).collect();
        assert_eq!(found, called, "{was:?} {is:?}");
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
        calls("The harbour is closed", "A harbour is closed", &[]);
        calls("the same words", "THE SAME WORDS", &[]);
    }
}
