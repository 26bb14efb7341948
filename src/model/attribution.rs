//! Who says a quotation, and by what word: speakers and cues in the text around it.
//!
//! What is found here is only ever proposed. The pattern is the one newspapers write by: a name beside a verb of saying
//! beside a quotation (as in Pareti, "A Database of Attribution Relations", LREC 2012: source, cue, content).

use unicode_segmentation::UnicodeSegmentation;

use crate::model::offset::ByteRange;
use crate::model::segment;
use crate::model::text::ArticleText;

/// Words that attribute, in the forms that news uses.
const CUES: &[&str] = &[
    "accused",
    "acknowledged",
    "added",
    "admitted",
    "alleged",
    "announced",
    "answered",
    "argued",
    "argues",
    "asked",
    "asserted",
    "claimed",
    "claiming",
    "claims",
    "commented",
    "complained",
    "concluded",
    "conceded",
    "confirmed",
    "countered",
    "declared",
    "denied",
    "denies",
    "deny",
    "denying",
    "described",
    "disputed",
    "emphasised",
    "emphasized",
    "explained",
    "insisted",
    "insists",
    "maintained",
    "noted",
    "objected",
    "pointed",
    "promised",
    "protested",
    "read",
    "recalled",
    "rejected",
    "rejects",
    "remarked",
    "replied",
    "reported",
    "reportedly",
    "reports",
    "responded",
    "retorted",
    "revealed",
    "said",
    "say",
    "saying",
    "says",
    "stated",
    "states",
    "stressed",
    "suggested",
    "testified",
    "told",
    "tweeted",
    "urged",
    "warned",
    "warns",
    "writes",
    "wrote",
];

/// Small words inside a name: "Bank of England", "Ursula von der Leyen".
const INSIDE_NAMES: &[&str] = &["al", "bin", "da", "de", "del", "der", "di", "du", "la", "le", "of", "van", "von"];

/// Words that begin sentences with a capital and are no names.
const NO_NAMES: &[&str] = &[
    "A",
    "According",
    "After",
    "Although",
    "An",
    "And",
    "As",
    "At",
    "Because",
    "Before",
    "But",
    "By",
    "During",
    "For",
    "From",
    "Friday",
    "He",
    "Her",
    "His",
    "However",
    "I",
    "If",
    "In",
    "It",
    "Its",
    "Last",
    "Meanwhile",
    "Monday",
    "More",
    "No",
    "Not",
    "On",
    "Officials",
    "One",
    "Or",
    "Saturday",
    "Several",
    "She",
    "Since",
    "So",
    "Some",
    "Sources",
    "Sunday",
    "That",
    "Then",
    "The",
    "Their",
    "There",
    "These",
    "They",
    "This",
    "Those",
    "Thursday",
    "Though",
    "To",
    "Tuesday",
    "Two",
    "We",
    "Wednesday",
    "What",
    "When",
    "Where",
    "While",
    "Who",
    "Why",
    "With",
    "Yesterday",
    "You",
];

/// Titles that are cut short, with a full stop.
const TITLES: &[&str] = &[
    "Adm", "Capt", "Col", "Cpl", "Dr", "Fr", "Gen", "Gov", "Hon", "Lt", "Maj", "Mr", "Mrs", "Ms", "Mx", "Pres", "Prof",
    "Rep", "Rev", "Sen", "Sgt", "Sr", "St",
];

/// Words a quotation must have to be one, and not a word put in quotation marks.
const QUOTED_WORDS: usize = 3;

/// A selection with its attribution cut out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// The quotations, without their marks.
    pub fragments: Vec<ByteRange>,
    /// Who says them, if a name was found.
    pub speaker: Option<ByteRange>,
    /// The word that attributes them.
    pub cue: ByteRange,
}

/// What is left of `range` when "he said" is cut out: for a selection in one paragraph that holds a quotation, or more,
/// and a verb of saying outside it. Nothing for any other selection.
pub fn cut(text: &ArticleText, range: ByteRange) -> Option<Cut> {
    let paragraph = text.full_paragraph(range.start());
    if !paragraph.encloses(range) {
        return None;
    }
    let mut fragments: Vec<ByteRange> =
        segment::quotations(text, paragraph).into_iter().map(|quotation| quotation.inside).collect();
    fragments.retain(|quote| range.encloses(*quote) && text.slice(*quote).unicode_words().count() >= QUOTED_WORDS);
    fragments.sort_by_key(|quote| (quote.start(), std::cmp::Reverse(quote.end())));
    // A quotation within a quotation belongs to the outer one.
    fragments.dedup_by(|inner, outer| outer.encloses(*inner));
    let mut gaps = Vec::new();
    let mut start = range.start();
    for quote in &fragments {
        gaps.push(ByteRange::new(start, quote.start()));
        start = quote.end();
    }
    gaps.push(ByteRange::new(start, range.end()));
    let (gap, cue) = gaps.iter().find_map(|gap| Some((*gap, cue(text, *gap)?)))?;
    let distance = |name: &ByteRange| {
        let (before, after) =
            (cue.start().get().abs_diff(name.end().get()), name.start().get().abs_diff(cue.end().get()));
        before.min(after)
    };
    let speaker = names(text, gap).into_iter().min_by_key(distance);
    (!fragments.is_empty()).then_some(Cut { fragments, speaker, cue })
}

/// How near to a passage a name stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nearness {
    /// Within its words.
    Passage,
    /// In its sentence.
    Sentence,
    /// In its paragraph.
    Paragraph,
}

impl Nearness {
    /// Where the name stands, as a phrase in sentence case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Passage => "In this passage",
            Self::Sentence => "In this sentence",
            Self::Paragraph => "In this paragraph",
        }
    }
}

/// The names in the paragraph of a passage that may be its speaker, the likeliest first, as [`names_near`] orders them.
pub fn speakers(text: &ArticleText, passage: ByteRange) -> Vec<ByteRange> {
    names_near(text, passage).into_iter().map(|(name, _)| name).collect()
}

/// The names in the paragraph of a passage: those within it, then those in its sentence, then the others; each by how near
/// they are to the cue beside the passage, or else to the passage itself.
pub fn names_near(text: &ArticleText, passage: ByteRange) -> Vec<(ByteRange, Nearness)> {
    let paragraph = text.full_paragraph(passage.start());
    let sentence = segment::sentence_at(text, passage.start()).unwrap_or(paragraph);
    let before = ByteRange::new(paragraph.start(), passage.start());
    let after = ByteRange::new(passage.end(), paragraph.end().max(passage.end()));
    let near = [
        ByteRange::new(sentence.start(), passage.start()),
        ByteRange::new(passage.end(), sentence.end().max(passage.end())),
    ];
    let centre = near.into_iter().find_map(|gap| cue(text, gap)).unwrap_or(passage);
    let distance = |name: &ByteRange| {
        if name.start() >= centre.end() {
            name.start().get() - centre.end().get()
        } else {
            centre.start().get().saturating_sub(name.end().get())
        }
    };
    let nearness = |name: &ByteRange| match () {
        () if passage.encloses(*name) => Nearness::Passage,
        () if sentence.encloses(*name) => Nearness::Sentence,
        () => Nearness::Paragraph,
    };
    let mut found = names(text, before);
    found.extend(names(text, passage));
    found.extend(names(text, after));
    let mut found: Vec<_> = found.into_iter().map(|name| (name, nearness(&name))).collect();
    found.sort_by_key(|(name, nearness)| match nearness {
        Nearness::Passage => (*nearness, name.start().get()),
        _ => (*nearness, distance(name)),
    });
    found
}

/// The first word in `range` that attributes: "said", "according to".
pub fn cue(text: &ArticleText, range: ByteRange) -> Option<ByteRange> {
    let words = text.slice(range);
    let base = range.start().get();
    let lower = words.to_ascii_lowercase();
    let of = |at: usize, word: &str| ByteRange::of(base + at, base + at + word.len());
    let phrase = "according to";
    lower
        .find(phrase)
        .map(|at| of(at, phrase))
        .or_else(|| lower.unicode_word_indices().find(|(_, word)| CUES.contains(word)).map(|(at, word)| of(at, word)))
}

/// The names in `range`: runs of words with a capital letter, in order. Words that only begin a sentence are left out.
pub fn names(text: &ArticleText, range: ByteRange) -> Vec<ByteRange> {
    let words = text.slice(range);
    let base = range.start().get();
    let mut found: Vec<ByteRange> = Vec::new();
    // The run of words that is being read: its range, and where its last word with a capital ends.
    let mut run: Option<(usize, usize)> = None;
    let mut last = 0;
    for (at, word) in words.unicode_word_indices() {
        // A full stop goes on only after an initial or a short title: "J. R. Ewing", "St. Paul".
        let before = words[..last].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let is_short = before.chars().count() == 1 || TITLES.contains(&before);
        let stops = words[last..at].contains('.') && !is_short;
        let joined = !stops && words[last..at].chars().all(|c| matches!(c, ' ' | '\n' | '.' | '-' | '\'' | '’' | '&'));
        let capital = word.chars().next().is_some_and(char::is_uppercase) && !NO_NAMES.contains(&word);
        match &mut run {
            Some((_, end)) if joined && capital => *end = at + word.len(),
            Some(_) if joined && INSIDE_NAMES.contains(&word) => {}
            _ => {
                found.extend(run.take().map(|(start, end)| ByteRange::of(base + start, base + end)));
                run = capital.then_some((at, at + word.len()));
            }
        }
        last = at + word.len();
    }
    found.extend(run.map(|(start, end)| ByteRange::of(base + start, base + end)));
    found
}
