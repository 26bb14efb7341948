//! Names and tags that look alike but are spelled differently: decomposed accents, extra spaces, other capitals.

use std::collections::HashMap;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use crate::model::annotation::Annotation;
use crate::model::article::Article;
use crate::model::fold;
use crate::model::message::shortened;
use crate::model::problem::Problem;
use crate::model::set::AnnotationSet;

/// Names grouped by their [`fold::name_key`], with the count of each spelling.
#[derive(Debug, Default)]
pub struct Spellings<'a> {
    names: HashMap<String, HashMap<&'a str, usize>>,
    /// True if any name is spelled in several ways.
    several: bool,
}

impl<'a> Spellings<'a> {
    /// Counts these names.
    pub fn of(names: impl Iterator<Item = &'a str>) -> Self {
        let mut counts = HashMap::<&str, usize>::new();
        names.for_each(|name| *counts.entry(name).or_default() += 1);
        let mut spellings = Self::default();
        for (name, count) in counts {
            let one = spellings.names.entry(fold::name_key(name)).or_default();
            one.insert(name, count);
            spellings.several |= one.len() > 1;
        }
        spellings
    }

    /// The most frequent spelling of a name; of equally frequent ones, one without extra spaces, composed, and with the
    /// fewest capitals beyond the first letter.
    pub fn best(&self, name: &str) -> Option<&'a str> {
        self.names.get(&fold::name_key(name)).and_then(best)
    }

    /// The best spelling of a name, if it differs.
    pub fn better(&self, name: &str) -> Option<&'a str> {
        self.several.then(|| self.best(name)).flatten().filter(|best| *best != name)
    }

    /// Each name in its best spelling, with the number of uses in any.
    pub fn into_names(self) -> Vec<(String, usize)> {
        let name = |spellings: HashMap<&str, usize>| Some((best(&spellings)?.to_owned(), spellings.values().sum()));
        self.names.into_values().filter_map(name).collect()
    }
}

fn best<'a>(spellings: &HashMap<&'a str, usize>) -> Option<&'a str> {
    let rank = |name: &str, count: usize| {
        let blanks = name.len() - name.split_whitespace().collect::<Vec<_>>().join(" ").len();
        let capitals = name.chars().filter(|c| c.is_uppercase()).count();
        let small = name.chars().next().is_some_and(char::is_lowercase);
        (blanks > 0, std::cmp::Reverse(count), name.chars().count(), small, capitals, name.to_owned())
    };
    spellings.iter().min_by_key(|(name, count)| rank(name, **count)).map(|(name, _)| *name)
}

/// The marks whose speaker's name differs from its best spelling.
pub(in crate::model) fn of_speakers(_: &Article, set: &AnnotationSet) -> Vec<Problem> {
    let mut names: HashMap<&str, Vec<&str>> = HashMap::new();
    for speaker in set.annotations().iter().filter_map(|mark| mark.speaker.as_ref()) {
        names.entry(speaker.voice.id()).or_default().push(&speaker.name);
    }
    let spellings: HashMap<&str, Spellings> =
        names.into_iter().map(|(voice, names)| (voice, Spellings::of(names.into_iter()))).collect();
    let problem = |mark: &Arc<Annotation>| {
        let speaker = mark.speaker.as_ref()?;
        let better = spellings.get(speaker.voice.id())?.better(&speaker.name)?;
        Some(misspelled("speaker-spelling", mark, "the speaker", &speaker.name, better))
    };
    set.annotations().iter().filter_map(problem).collect()
}

/// The marks with a tag that differs from its best spelling.
pub(in crate::model) fn of_tags(_: &Article, set: &AnnotationSet) -> Vec<Problem> {
    let tags = || set.annotations().iter().flat_map(|mark| mark.tags.iter().map(move |tag| (mark, tag)));
    let spellings = Spellings::of(tags().map(|(_, tag)| tag.as_str()));
    let problem = |(mark, tag): (&Arc<Annotation>, &String)| {
        Some(misspelled("tag-spelling", mark, "the tag", tag, spellings.better(tag)?))
    };
    tags().filter_map(problem).collect()
}

fn misspelled(check: &'static str, mark: &Annotation, what: &str, name: &str, better: &str) -> Problem {
    let how = if name.nfc().eq(better.nfc()) {
        ", but its accents are characters of their own"
    } else if name.split_whitespace().eq(better.split_whitespace()) {
        ", but for its white space"
    } else {
        ""
    };
    let words = format!("{what} {:?} looks like {:?}{how}", shortened(name), shortened(better));
    Problem { better: Some(better.to_owned()), ..Problem::of(check, mark, words).about(name) }
}
