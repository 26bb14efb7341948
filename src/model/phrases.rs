//! Phrases that surround articles on news pages, and words of all languages that articles are read by, by use.
//!
//! The phrases are data: `assets/phrases/` has a file for each language. A line is a phrase and its uses; a phrase with a
//! space at its end is in quotation marks. Phrases are in lower case with `'` for every apostrophe, but those of
//! [`Use::BylineStart`].

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// The files with the tags of their languages (BCP 47), most readers' languages first; no tag where a file has several.
const FILES: &[(&str, &str)] = &[
    ("en", include_str!("../../assets/phrases/english.txt")),
    ("de", include_str!("../../assets/phrases/german.txt")),
    ("fr", include_str!("../../assets/phrases/french.txt")),
    ("es", include_str!("../../assets/phrases/spanish.txt")),
    ("it", include_str!("../../assets/phrases/italian.txt")),
    ("pt", include_str!("../../assets/phrases/portuguese.txt")),
    ("nl", include_str!("../../assets/phrases/dutch.txt")),
    ("pl", include_str!("../../assets/phrases/polish.txt")),
    ("", include_str!("../../assets/phrases/scandinavian.txt")),
    ("cs", include_str!("../../assets/phrases/czech.txt")),
    ("ru", include_str!("../../assets/phrases/russian.txt")),
    ("uk", include_str!("../../assets/phrases/ukrainian.txt")),
    ("tr", include_str!("../../assets/phrases/turkish.txt")),
    ("ar", include_str!("../../assets/phrases/arabic.txt")),
    ("ja", include_str!("../../assets/phrases/japanese.txt")),
    ("zh", include_str!("../../assets/phrases/chinese.txt")),
    ("ko", include_str!("../../assets/phrases/korean.txt")),
    ("id", include_str!("../../assets/phrases/indonesian.txt")),
    ("vi", include_str!("../../assets/phrases/vietnamese.txt")),
    ("he", include_str!("../../assets/phrases/hebrew.txt")),
    ("fa", include_str!("../../assets/phrases/persian.txt")),
    ("ur", include_str!("../../assets/phrases/urdu.txt")),
    ("hi", include_str!("../../assets/phrases/hindi.txt")),
    ("bn", include_str!("../../assets/phrases/bengali.txt")),
    ("", include_str!("../../assets/phrases/indian.txt")),
    ("th", include_str!("../../assets/phrases/thai.txt")),
    ("km", include_str!("../../assets/phrases/khmer.txt")),
    ("ka", include_str!("../../assets/phrases/georgian.txt")),
    ("am", include_str!("../../assets/phrases/amharic.txt")),
    ("hy", include_str!("../../assets/phrases/armenian.txt")),
    ("el", include_str!("../../assets/phrases/greek.txt")),
    ("hu", include_str!("../../assets/phrases/hungarian.txt")),
    ("ro", include_str!("../../assets/phrases/romanian.txt")),
    ("fi", include_str!("../../assets/phrases/finnish.txt")),
    ("", include_str!("../../assets/phrases/names.txt")),
];

/// A use of a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// Before the headline of another article, with a colon, a dash or an arrow between.
    Label,
    /// The same, but an everyday word, which counts only in capitals.
    LabelInCapitals,
    /// Alone above a list of headlines.
    ListHeading,
    /// A whole line.
    Line,
    /// Start of a request to subscribe, to follow or to accept cookies.
    Prompt,
    /// The same, if the line also has an [`Use::Offer`].
    PromptWithOffer,
    /// The thing that a prompt offers.
    Offer,
    /// A word that makes a line of nothing but share words a request to share.
    ShareVerb,
    /// A place to share to.
    SharePlace,
    /// Any other word in a request to share.
    ShareWord,
    /// The noun in a line that counts comments.
    CommentCount,
    /// Start of a photo credit.
    Credit,
    /// A photo agency.
    Agency,
    /// Start of a paragraph of a web page that leads to another page.
    PageLink,
    /// A whole paragraph of a web page.
    PageLine,
    /// The caption of an advertisement on a web page.
    PageAdvertisement,
    /// Start of a byline, before a name. Case matters.
    BylineStart,
    /// A word in a byline besides the names.
    BylineWord,
    /// A part of a name, or a word between two names, in lower case.
    NameParticle,
    /// Start of a line with the date of publication.
    DateLine,
    /// A label of such a date, where the rest of the line tells that it is one.
    DateLabel,
    /// The same, of the date of a change.
    UpdateLine,
    /// Another word in a line with a date: "at", "o'clock".
    DateWord,
    /// The name of a month, with its number after a `=`; with a `j` before that, one of the Persian calendar, with an `e`, of the
    /// Ethiopian.
    Month,
    /// The name of a day of the week, with its number from Monday after a `=`.
    Weekday,
    /// The order of a date in digits where the day comes first, as forms have it.
    DayFirst,
    /// A news agency at the beginning of a report.
    Wire,
    /// A word in the name of a newspaper or site. A `*` stands for any letters.
    SiteWord,
    /// Start of a line below an article about its rights or its errors.
    Imprint,
    /// A heading over other articles.
    ArticlesHeading,
    /// Start of a heading over other articles.
    ArticlesHeadingStart,
    /// A heading over comments.
    CommentsHeading,
    /// Start of a heading over comments.
    CommentsHeadingStart,
    /// Start of a heading over a request to subscribe or to pay.
    PromptHeadingStart,
    /// A link or button below a comment.
    ReplyLink,
    /// A word that negates: "not". A `*` in it stands for any letters.
    Negation,
    /// A verb or adverb of denial: "refutes", "hardly". A `*` stands for any letters.
    Denial,
    /// A number, with its value after a `=` where it is known, and a `*` before that of a word that multiplies: "dozen". That of
    /// one thing is left out where it is an article too.
    Number,
    /// A verb of saying, as it is beside a quotation. A `*` stands for any letters.
    Saying,
    /// A word that ends the subject of a verb of saying: a particle, a preposition, a day. For languages without capitals.
    SubjectEnd,
    /// A word for an office, a body or a person, by which a speaker is known. For languages without capitals.
    Office,
    /// A word that is no speaker, alone or at the beginning or end of a phrase: a pronoun, "report".
    NoSpeaker,
    /// "According to", after its source.
    According,
    /// "According to", before its source.
    AccordingTo,
    /// One of the most frequent words of a language, by which it is recognised.
    Common,
}

impl Use {
    /// Every use with its name in the files, in the order of the variants.
    pub const ALL: &[(Self, &str)] = &[
        (Self::Label, "label"),
        (Self::LabelInCapitals, "label-in-capitals"),
        (Self::ListHeading, "list-heading"),
        (Self::Line, "line"),
        (Self::Prompt, "prompt"),
        (Self::PromptWithOffer, "prompt-with-offer"),
        (Self::Offer, "offer"),
        (Self::ShareVerb, "share-verb"),
        (Self::SharePlace, "share-place"),
        (Self::ShareWord, "share-word"),
        (Self::CommentCount, "comment-count"),
        (Self::Credit, "credit"),
        (Self::Agency, "agency"),
        (Self::PageLink, "page-link"),
        (Self::PageLine, "page-line"),
        (Self::PageAdvertisement, "page-advertisement"),
        (Self::BylineStart, "byline-start"),
        (Self::BylineWord, "byline-word"),
        (Self::NameParticle, "name-particle"),
        (Self::DateLine, "date-line"),
        (Self::DateLabel, "date-label"),
        (Self::UpdateLine, "update-line"),
        (Self::DateWord, "date-word"),
        (Self::Month, "month"),
        (Self::Weekday, "weekday"),
        (Self::DayFirst, "day-first"),
        (Self::Wire, "wire"),
        (Self::SiteWord, "site-word"),
        (Self::Imprint, "imprint"),
        (Self::ArticlesHeading, "articles-heading"),
        (Self::ArticlesHeadingStart, "articles-heading-start"),
        (Self::CommentsHeading, "comments-heading"),
        (Self::CommentsHeadingStart, "comments-heading-start"),
        (Self::PromptHeadingStart, "prompt-heading-start"),
        (Self::ReplyLink, "reply-link"),
        (Self::Negation, "negation"),
        (Self::Denial, "denial"),
        (Self::Number, "number"),
        (Self::Saying, "saying"),
        (Self::SubjectEnd, "subject-end"),
        (Self::Office, "office"),
        (Self::NoSpeaker, "no-speaker"),
        (Self::According, "according"),
        (Self::AccordingTo, "according-to"),
        (Self::Common, "common"),
    ];
}

/// The phrases of each use, in the order of [`Use::ALL`].
static PHRASES: LazyLock<Vec<Vec<&'static str>>> = LazyLock::new(|| {
    let mut phrases = vec![Vec::new(); Use::ALL.len()];
    for (phrase, uses) in FILES.iter().flat_map(|(_, file)| entries(file)) {
        for name in uses.split(' ') {
            let name = name.split('=').next().unwrap_or(name);
            if let Some(place) = Use::ALL.iter().position(|(_, known)| *known == name) {
                phrases[place].push(phrase);
            }
        }
    }
    phrases
});

/// The phrases in a file, each with the names of its uses.
pub fn entries(file: &str) -> impl Iterator<Item = (&str, &str)> {
    let lines = file.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(" | ")).map(|(phrase, uses)| {
        let quoted = phrase.strip_prefix('"').and_then(|phrase| phrase.strip_suffix('"'));
        (quoted.unwrap_or(phrase), uses)
    })
}

/// The phrases of a use.
pub fn phrases(of: Use) -> &'static [&'static str] {
    &PHRASES[of as usize]
}

/// The words of a use, and those with a `*` as what they begin and end with.
struct Vocabulary {
    words: HashSet<&'static str>,
    patterns: Vec<(&'static str, &'static str)>,
}

static VOCABULARIES: LazyLock<Vec<Vocabulary>> = LazyLock::new(|| {
    let vocabulary = |words: &Vec<&'static str>| Vocabulary {
        words: words.iter().copied().filter(|word| !word.contains('*')).collect(),
        patterns: words.iter().filter_map(|word| word.split_once('*')).collect(),
    };
    PHRASES.iter().map(vocabulary).collect()
});

/// True if a word in lower case, with straight apostrophes, is of this use.
pub fn has_word(of: Use, word: &str) -> bool {
    // Letters of India with a dot are two characters by NFC, and typed as one.
    if word.contains(|c| matches!(c, '\u{958}'..='\u{95F}' | '\u{9DC}'..='\u{9DF}')) {
        return has_word(of, &word.nfc().collect::<String>());
    }
    let Vocabulary { words, patterns } = &VOCABULARIES[of as usize];
    let is_like = |(start, end): &(&str, &str)| word.strip_prefix(start).is_some_and(|rest| rest.ends_with(end));
    words.contains(word) || patterns.iter().any(is_like)
}

/// A language, by its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Language(usize);

/// The value of a word of a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum NumberWord {
    /// It is added: "four", "twenty".
    Plus(f64),
    /// It multiplies: "dozen", "hundred".
    Times(f64),
}

/// The calendar that the name of a month is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Calendar {
    /// The calendar of most countries.
    Gregorian,
    /// The solar calendar of Iran and Afghanistan.
    Persian,
    /// The calendar of Ethiopia.
    Ethiopian,
}

/// The month that a name means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthName {
    /// The calendar.
    pub calendar: Calendar,
    /// The number of the month, from 1.
    pub number: u32,
}

/// The months and the days of the week by their names in lower case, in all languages.
struct Calendars {
    months: HashMap<&'static str, MonthName>,
    weekdays: HashMap<&'static str, u8>,
}

static CALENDARS: LazyLock<Calendars> = LazyLock::new(|| {
    let mut calendars = Calendars { months: HashMap::new(), weekdays: HashMap::new() };
    for (name, uses) in FILES.iter().flat_map(|(_, file)| entries(file)) {
        for of in uses.split(' ') {
            if let Some(month) = of.strip_prefix("month=").and_then(month_named) {
                calendars.months.entry(name).or_insert(month);
            } else if let Some(day) = of.strip_prefix("weekday=").and_then(|day| day.parse().ok()) {
                calendars.weekdays.entry(name).or_insert(day);
            }
        }
    }
    calendars
});

fn month_named(value: &str) -> Option<MonthName> {
    let (calendar, number) = match value.split_at_checked(1)? {
        ("j", number) => (Calendar::Persian, number),
        ("e", number) => (Calendar::Ethiopian, number),
        _ => (Calendar::Gregorian, value),
    };
    Some(MonthName { calendar, number: number.parse().ok()? })
}

/// The month with this name in lower case.
pub fn month_name(name: &str) -> Option<MonthName> {
    CALENDARS.months.get(name).copied()
}

/// The number of the month with this name in lower case, from 1, in the calendar of most countries.
pub fn month_of(name: &str) -> Option<u8> {
    let month = month_name(name).filter(|month| month.calendar == Calendar::Gregorian)?;
    u8::try_from(month.number).ok()
}

/// The day of the week with this name in lower case, from Monday as 1.
pub fn weekday_of(name: &str) -> Option<u8> {
    CALENDARS.weekdays.get(name).copied()
}

/// The values of the words of numbers by language, and the languages in which a word is common.
struct Languages {
    numbers: HashMap<(&'static str, Language), NumberWord>,
    /// The languages whose dates have the day first.
    day_first: HashSet<Language>,
    common: HashMap<&'static str, Vec<Language>>,
}

static LANGUAGES: LazyLock<Languages> = LazyLock::new(|| {
    let mut languages = Languages { numbers: HashMap::new(), day_first: HashSet::new(), common: HashMap::new() };
    for (language, (_, file)) in FILES.iter().enumerate() {
        let language = Language(language);
        for (word, uses) in entries(file) {
            for name in uses.split(' ') {
                if let Some(value) = name.strip_prefix("number=").and_then(number_word) {
                    languages.numbers.insert((word, language), value);
                } else if name == "day-first" {
                    languages.day_first.insert(language);
                } else if name == "common" {
                    languages.common.entry(word).or_default().push(language);
                }
            }
        }
    }
    languages
});

fn number_word(value: &str) -> Option<NumberWord> {
    match value.strip_prefix('*') {
        Some(value) => value.parse().ok().map(NumberWord::Times),
        None => value.parse().ok().map(NumberWord::Plus),
    }
}

/// Minimum frequent words of a text in a language that is told, and at most so many words to each of them.
const MOST: (usize, usize) = (3, 20);

impl Language {
    /// English.
    pub const ENGLISH: Self = Self(0);

    /// The language that these words in lower case are most probably of; English if they do not tell.
    pub fn of<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let counts = Self::counts(words);
        // The first of equal ones.
        let most = (0..counts.len()).rev().max_by_key(|language| counts[*language]);
        Self(most.unwrap_or_default())
    }

    /// The language that these words in lower case are of, if its most frequent words are among them.
    pub fn told<'a>(words: impl Iterator<Item = &'a str>) -> Option<Self> {
        let mut all = 0;
        let counts = Self::counts(words.inspect(|_| all += 1));
        let most = (0..counts.len()).max_by_key(|language| counts[*language])?;
        let is_only = counts.iter().filter(|count| **count == counts[most]).count() == 1;
        let is_frequent = counts[most] >= MOST.0 && counts[most] * MOST.1 >= all;
        (is_only && is_frequent).then_some(Self(most))
    }

    /// The number of the words that are common in each language.
    fn counts<'a>(words: impl Iterator<Item = &'a str>) -> [usize; FILES.len()] {
        let mut counts = [0; FILES.len()];
        for language in words.filter_map(|word| LANGUAGES.common.get(word)).flatten() {
            counts[language.0] += 1;
        }
        counts
    }

    /// Its tag (BCP 47), if its file is of one language.
    pub fn tag(self) -> Option<&'static str> {
        FILES.get(self.0).map(|(tag, _)| *tag).filter(|tag| !tag.is_empty())
    }

    /// True if dates in digits have the day first wherever this language is written.
    pub fn is_day_first(self) -> bool {
        LANGUAGES.day_first.contains(&self)
    }

    /// The value of a word in lower case, if it is a number in this language.
    pub fn number(self, word: &str) -> Option<NumberWord> {
        LANGUAGES.numbers.get(&(word, self)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::{Language, NumberWord};

    #[test]
    fn the_language_tells_the_value_of_a_word() {
        let of = |words: &str| Language::of(words.split(' '));
        assert_eq!(of("fourteen trams"), Language::ENGLISH);
        let spanish = of("once de los tranvías que circulan por la ciudad");
        assert_eq!(spanish.number("once"), Some(NumberWord::Plus(11.0)));
        assert_eq!(of("it was seen once in the town").number("once"), None);
        assert_eq!(of("die hälfte der züge ist nicht sicher").number("dutzend"), Some(NumberWord::Times(12.0)));
    }
}
