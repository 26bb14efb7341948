//! Finding annotations by kind and words, and words in the article.

use regex::{Regex, RegexBuilder};

use crate::model::annotation::Annotation;
use crate::model::kind::Kind;
use crate::model::offset::ByteRange;
use crate::model::set::AnnotationSet;
use crate::model::text::ArticleText;

/// Words looked for as they are typed: without regard to case, letter for letter otherwise.
#[derive(Clone, Debug)]
pub struct Needle(Option<Regex>);

impl Needle {
    /// A needle of these words; of no words, it is in everything and found nowhere.
    pub fn new(words: &str) -> Self {
        // The words are escaped, so only their length can make this fail.
        Self(
            (!words.is_empty())
                .then(|| RegexBuilder::new(&regex::escape(words)).case_insensitive(true).build().ok())
                .flatten(),
        )
    }

    /// Whether it has no words.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// Whether `text` holds it.
    pub fn is_in(&self, text: &str) -> bool {
        self.0.as_ref().is_none_or(|regex| regex.is_match(text))
    }

    /// Where it is in the article, in order and without overlaps, at most `limit` places.
    pub fn places(&self, text: &ArticleText, limit: usize) -> Vec<ByteRange> {
        let found = self.0.iter().flat_map(|regex| regex.find_iter(text.as_str()));
        found.take(limit).map(|found| ByteRange::of(found.start(), found.end())).collect()
    }
}

/// Which annotations to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Kinds that are not shown.
    pub hidden: Vec<Kind>,
    /// Words that must be in the passage, the speaker's name, the note or a tag.
    pub words: String,
    /// Only those marked for discussion.
    pub discuss: bool,
}

impl Filter {
    /// Whether everything is shown.
    pub fn is_empty(&self) -> bool {
        self.hidden.is_empty() && self.words.trim().is_empty() && !self.discuss
    }

    /// The places, in [`AnnotationSet::annotations`], of those that are shown.
    pub fn positions(&self, set: &AnnotationSet, text: &ArticleText) -> Vec<usize> {
        let needle = Needle::new(self.words.trim());
        let shown = |annotation: &Annotation| {
            !self.hidden.contains(&annotation.kind)
                && (!self.discuss || annotation.discuss)
                && (needle.is_empty() || mentions(annotation, text, &needle))
        };
        (0..set.annotations().len()).filter(|at| shown(&set.annotations()[*at])).collect()
    }
}

/// Whether the passage, or what was said of it, holds the needle.
pub fn mentions(annotation: &Annotation, text: &ArticleText, needle: &Needle) -> bool {
    annotation.target.found().any(|range| needle.is_in(text.slice(range)))
        || annotation.target.lost().any(|quote| needle.is_in(&quote.exact))
        || says(annotation, needle)
}

/// Whether the speaker's name, the note or a tag holds the needle.
pub fn says(annotation: &Annotation, needle: &Needle) -> bool {
    annotation.speaker.as_ref().is_some_and(|speaker| needle.is_in(speaker.label()))
        || needle.is_in(&annotation.note)
        || annotation.tags.iter().any(|tag| needle.is_in(tag))
}

/// The names of the speakers used so far, each once, the most used first, then by name.
pub fn speaker_names(set: &AnnotationSet) -> Vec<(String, usize)> {
    let mut counts = std::collections::HashMap::<&str, usize>::new();
    for speaker in set.annotations().iter().filter_map(|annotation| annotation.speaker.as_ref()) {
        if speaker.voice.id() == "named" && !speaker.name.is_empty() {
            *counts.entry(&speaker.name).or_default() += 1;
        }
    }
    let mut names: Vec<(String, usize)> = counts.into_iter().map(|(name, count)| (name.to_owned(), count)).collect();
    names.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    names
}

/// The words of an annotation's passage as one line: fragments joined by " … ", white space folded.
pub fn quote_line(annotation: &Annotation, text: &ArticleText) -> String {
    let found = annotation.target.found().map(|range| text.slice(range));
    let lost = annotation.target.lost().map(|quote| quote.exact.as_str());
    let folded = found.chain(lost).map(|words| words.split_whitespace().collect::<Vec<_>>().join(" "));
    folded.collect::<Vec<_>>().join(" … ")
}

/// The beginning of the words of an annotation's passage as one line, as [`quote_line`] gives them all: whole words, about
/// so many characters, and `…` if there are more.
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
