//! Boilerplate lines of news articles: "More news" lines, share and newsletter prompts, repeated headlines, photo
//! credits, comment counts.
//!
//! A line is boilerplate by its whole text, never by a word in it; prose, quotations and doubtful lines are left alone.
//! The result is computed whenever an article is opened, and not stored.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::model::offset::{ByteOffset, ByteRange};
use crate::model::phrases::{Use, phrases};
use crate::model::structure::Structure;
use crate::model::text::ArticleText;

/// Maximum length of a boilerplate line, in bytes.
const LONGEST: usize = 240;
/// Maximum length of a share prompt, in bytes.
const SHARE: usize = 80;
/// Lines at the start of an article that are searched for a repeated headline.
const TOP: usize = 12;
/// Maximum number of headlines after a label.
const LIST: usize = 12;
/// Minimum number of repetitions of a repeated line.
const OFTEN: usize = 3;

/// The boilerplate of an article: whole lines. Clones are shared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Boilerplate(Arc<Vec<ByteRange>>);

impl Boilerplate {
    /// Finds the boilerplate of a text: asides of its structure, and lines by their text. If the latter are almost
    /// everything, the text is not an article, and only asides count.
    pub fn of(text: &ArticleText, structure: &Structure) -> Self {
        let asides = structure.spans().iter().filter(|span| span.element.id() == "aside");
        let mut lines: Vec<usize> = asides.map(|span| text.paragraph_at(span.range.start())).collect();
        let by_text = Finder::new(text, structure).lines();
        let bytes: usize = by_text.iter().map(|line| text.paragraph(*line).len()).sum();
        if bytes * 4 < text.end().get() * 3 {
            lines.extend(by_text);
        }
        lines.sort_unstable();
        lines.dedup();
        Self(Arc::new(runs(text, &lines)))
    }

    /// Runs of consecutive lines, including blank lines between, in order: each from the start of its first to the end
    /// of its last line.
    pub fn runs(&self) -> &[ByteRange] {
        &self.0
    }

    /// True if there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The run around an offset, ends included.
    pub fn at(&self, offset: ByteOffset) -> Option<ByteRange> {
        let next = self.0.partition_point(|run| run.start() <= offset);
        next.checked_sub(1).map(|last| self.0[last]).filter(|run| offset <= run.end())
    }
}

/// Joins lines, given as ordered paragraph indices, that are separated only by blank lines.
fn runs(text: &ArticleText, lines: &[usize]) -> Vec<ByteRange> {
    let mut runs: Vec<ByteRange> = Vec::new();
    let mut last = 0;
    for line in lines {
        let range = text.paragraph(*line);
        let blank = |between: usize| text.trimmed(text.paragraph(between)).is_none();
        match runs.last_mut() {
            Some(run) if (last + 1..*line).all(blank) => *run = ByteRange::new(run.start(), range.end()),
            _ => runs.push(range),
        }
        last = *line;
    }
    runs
}

/// The kind of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LineKind {
    /// Other text.
    Nothing,
    /// Boilerplate.
    Boilerplate,
    /// A heading above headlines.
    Head,
    /// The name of a place to share to: boilerplate next to another one.
    Place,
}

/// Uses of the phrases that a line can begin with.
const OPENERS: &[Use] = &[
    Use::Label,
    Use::LabelInCapitals,
    Use::ListHeading,
    Use::Line,
    Use::Prompt,
    Use::PromptWithOffer,
    Use::ShareVerb,
    Use::SharePlace,
    Use::ShareWord,
    Use::CommentCount,
    Use::Credit,
];

struct Finder<'a> {
    text: &'a ArticleText,
    structure: &'a Structure,
    /// The first words of all phrases.
    openers: HashSet<&'static str>,
}

impl<'a> Finder<'a> {
    fn new(text: &'a ArticleText, structure: &'a Structure) -> Self {
        let openers = OPENERS.iter().flat_map(|of| phrases(*of));
        Self { text, structure, openers: openers.filter_map(|phrase| tokens(phrase).next()).collect() }
    }

    /// The paragraphs that are boilerplate by their text.
    fn lines(&self) -> Vec<usize> {
        let mut found = self.headlines();
        let mut repeated: HashMap<&str, Vec<usize>> = HashMap::new();
        // The last non-blank line if it names a place, and the number of headlines that may still follow.
        let (mut place, mut list) = (None, 0);
        for index in 0..self.text.paragraph_count() {
            let line = self.line(index);
            if line.is_empty() {
                list = 0;
                continue;
            }
            let (place_above, listed) = (place.take(), list > 0 && is_headline(line));
            list = if listed { list - 1 } else { 0 };
            match self.kind(index, line) {
                LineKind::Boilerplate => found.push(index),
                LineKind::Head => {
                    found.push(index);
                    list = LIST;
                }
                LineKind::Place => {
                    found.extend(place_above.into_iter().flat_map(|above| [above, index]));
                    place = Some(index);
                }
                LineKind::Nothing if listed => found.push(index),
                LineKind::Nothing if self.may_repeat(index, line) => repeated.entry(line).or_default().push(index),
                LineKind::Nothing => {}
            }
        }
        found.extend(repeated.into_values().filter(|lines| lines.len() >= OFTEN).flatten());
        found.sort_unstable();
        found
    }

    fn line(&self, index: usize) -> &'a str {
        self.text.slice(self.text.paragraph(index)).trim()
    }

    fn kind(&self, index: usize, line: &str) -> LineKind {
        let Some(stripped) = stripped(line).filter(|_| line.len() <= LONGEST) else { return LineKind::Nothing };
        let opens = stripped.starts_with(|c: char| c.is_numeric() || c == '©' || c == '(' || c == '[')
            || tokens(stripped).next().is_some_and(|word| self.openers.contains(&*lower(word)));
        if !opens || self.is_set_apart(index) {
            return LineKind::Nothing;
        }
        let lower = lower(&stripped.split_whitespace().collect::<Vec<_>>().join(" "));
        let words: Vec<&str> = tokens(&lower).collect();
        let plain = lower.trim_end_matches([':', '.', '…', '!', '»', '›', '>', '→', '↓', ' ']);
        if phrases(Use::ListHeading).contains(&plain) {
            return LineKind::Head;
        }
        if [plain, &lower].iter().any(|line| phrases(Use::Line).contains(line)) || is_labelled(stripped, &lower) {
            return LineKind::Boilerplate;
        }
        if is_prompt(&lower) || is_count(&words) || is_credit(stripped, &lower) || is_copyright(&lower) {
            return LineKind::Boilerplate;
        }
        if lower.len() <= SHARE { share(&words) } else { LineKind::Nothing }
    }

    /// True in code, tables and quotations, where the words are meant.
    fn is_set_apart(&self, index: usize) -> bool {
        let spans = self.structure.within(self.text.paragraph(index));
        spans.iter().any(|span| matches!(span.element.id(), "code" | "row" | "quote"))
    }

    /// Repeated headlines at the start, with or without the name of the site.
    fn headlines(&self) -> Vec<usize> {
        let lines = (0..self.text.paragraph_count()).map(|index| (index, self.line(index)));
        let top: Vec<(usize, &str)> = lines.filter(|(_, line)| !line.is_empty()).take(TOP).collect();
        let mut found = Vec::new();
        for (at, (index, line)) in top.iter().enumerate() {
            // Short lines may repeat.
            if !is_headline(line) || line.split_whitespace().nth(2).is_none() {
                continue;
            }
            // A headline is separate or directly above its copy, unlike a line of a poem.
            let by_itself = self.is_alone(*index);
            let near = |(n, (other, _)): &(usize, &(usize, &str))| n + 1 == at || (by_itself && self.is_alone(*other));
            let before: Vec<_> = top[..at].iter().enumerate().filter(near).map(|(_, other)| other).collect();
            if before.iter().any(|(_, other)| same(other, line)) {
                found.push(*index);
            }
            found.extend(before.iter().find(|(_, other)| is_titled(other, line)).map(|(other, _)| *other));
        }
        found
    }

    /// True if the lines around a line are blank.
    fn is_alone(&self, index: usize) -> bool {
        (index == 0 || self.line(index - 1).is_empty()) && self.line(index + 1).is_empty()
    }

    /// True if a line can be boilerplate by repetition: a separate line that is not a sentence.
    fn may_repeat(&self, index: usize, line: &str) -> bool {
        (20..=120).contains(&line.len())
            && line.ends_with(|c: char| c.is_alphanumeric())
            && stripped(line).is_some()
            && line.split_whitespace().count() >= 4
            && index > 0
            && self.is_alone(index)
            && self.structure.within(self.text.paragraph(index)).is_empty()
    }
}

/// A line without leading bullets and arrows; `None` if it begins with a quotation mark, or is empty.
fn stripped(line: &str) -> Option<&str> {
    let stripped =
        line.trim_start_matches(|c: char| !c.is_alphanumeric() && !is_quote(c) && !matches!(c, '©' | '(' | '['));
    (!stripped.is_empty() && !stripped.starts_with(is_quote)).then_some(stripped)
}

/// Lower case with one kind of apostrophe, like the phrases.
fn lower(words: &str) -> String {
    words.to_lowercase().replace('’', "'")
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '«' | '‹' | '「' | '『')
}

/// The words of a line: letters and digits, and the characters that join them.
fn tokens(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '-')).filter(|word| !word.is_empty())
}

/// True if two lines have the same words, ignoring case.
fn same(one: &str, other: &str) -> bool {
    one == other
        || (one.len().abs_diff(other.len()) <= one.len() / 8 && {
            let folded = |line: &str| tokens(line).map(str::to_lowercase).collect::<Vec<_>>();
            folded(one) == folded(other)
        })
}

/// True if a line is a title with a short suffix: "Mill closed – The Daily".
fn is_titled(line: &str, title: &str) -> bool {
    let rest = line.strip_prefix(title).unwrap_or_default().trim_start();
    let parted = rest.strip_prefix(['-', '–', '—', '|', '·', '•', ':', '»']);
    parted.is_some_and(|name| name.len() <= 60 && !name.trim().is_empty() && !name.ends_with('.'))
}

/// True if a line can be a headline: short, and not a sentence.
fn is_headline(line: &str) -> bool {
    line.len() <= 200 && !line.ends_with(['.', ':', '…', '。']) && stripped(line).is_some()
}

/// True if a line is a label and a headline.
fn is_labelled(line: &str, lower: &str) -> bool {
    let after = |label: &&'static str| {
        let rest = lower.strip_prefix(*label)?.trim_start();
        let parted = rest.starts_with([':', '|', '→', '»', '›', '>'])
            || rest.starts_with("- ")
            || rest.starts_with("– ")
            || rest.starts_with("— ");
        parted.then(|| tokens(rest).count())
    };
    let shouted = |label: &&&str| line.starts_with(&label.to_uppercase());
    let labels = phrases(Use::Label).iter().chain(phrases(Use::LabelInCapitals).iter().filter(shouted));
    is_headline(line) && labels.filter_map(after).any(|words| words >= 2)
}

/// True if a line asks to subscribe, to sign up, to follow or to accept cookies.
fn is_prompt(lower: &str) -> bool {
    let begins = |start: &str| lower.strip_prefix(start).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    let has_offer = || phrases(Use::Offer).iter().any(|offer| lower.contains(offer));
    phrases(Use::Prompt).iter().any(|start| begins(start))
        || phrases(Use::PromptWithOffer).iter().any(|start| begins(start)) && has_offer()
}

/// True if a line counts comments, or minutes of reading.
fn is_count(words: &[&str]) -> bool {
    let number = |word: &&&str| word.chars().all(char::is_numeric);
    let others: Vec<&str> = words.iter().filter(|word| !number(word)).copied().collect();
    match others[..] {
        [word] => phrases(Use::CommentCount).contains(&word),
        ["min" | "mins" | "minute" | "minutes", "read"] => words.len() == 3,
        _ => false,
    }
}

/// True if a line is a photo credit.
fn is_credit(line: &str, lower: &str) -> bool {
    let bracketed = line.starts_with(['(', '[']) && line.ends_with([')', ']']);
    let (line, lower) = if bracketed { (inner(line), inner(lower)) } else { (line, lower) };
    let after = phrases(Use::Credit).iter().filter_map(|label| lower.strip_prefix(label)).find_map(|rest| {
        let by = rest.strip_prefix(" by ").or(rest.trim_start().strip_prefix([':', '/', '|', '©', ',', '.']));
        by.map(str::trim)
    });
    let agency = |words: &str| phrases(Use::Agency).iter().any(|agency| contains_word(words, agency));
    // All words of a name are capitalised.
    let names = |rest: &str| {
        let count = rest.split_whitespace().count();
        let words = line.split_whitespace().rev().take(count);
        let mut words = words.filter(|word| !matches!(*word, "de" | "von" | "van" | "via" | "for"));
        words.all(|word| word.starts_with(|c: char| !c.is_lowercase()))
    };
    match after {
        Some(rest) => !rest.is_empty() && !lower.ends_with('.') && (agency(rest) || names(rest)) && rest.len() <= 100,
        None => bracketed && agency(lower) && lower.split_whitespace().count() <= 4,
    }
}

fn inner(line: &str) -> &str {
    line.trim_matches(['(', ')', '[', ']'])
}

/// True if `words` contains a phrase at word boundaries.
fn contains_word(words: &str, phrase: &str) -> bool {
    words.match_indices(phrase).any(|(at, _)| {
        let (before, after) = (&words[..at], &words[at + phrase.len()..]);
        !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric)
    })
}

fn is_copyright(lower: &str) -> bool {
    let begins = ["©", "copyright ©", "copyright (c)", "(c) 2", "all rights reserved"];
    begins.iter().any(|start| lower.starts_with(start)) && lower.len() <= 160
}

/// The kind of a line that may be a share prompt.
fn share(words: &[&str]) -> LineKind {
    let known =
        |word: &&str| [Use::ShareVerb, Use::SharePlace, Use::ShareWord].iter().any(|of| phrases(*of).contains(word));
    if words.is_empty() || !words.iter().all(known) {
        return LineKind::Nothing;
    }
    let places = words.iter().filter(|word| phrases(Use::SharePlace).contains(word)).count();
    if words.iter().any(|word| phrases(Use::ShareVerb).contains(word)) || (places >= 2 && places == words.len()) {
        LineKind::Boilerplate
    } else if places == words.len() {
        LineKind::Place
    } else {
        LineKind::Nothing
    }
}
