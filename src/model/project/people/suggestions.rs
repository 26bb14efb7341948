//! Names that are probably one speaker: with a title and without, with initials, a surname alone, initials of a body.
//! Nothing is merged without the person.

use std::collections::{HashMap, HashSet};

use crate::model::attribution::without_title;
use crate::model::fold::{self, Keeps};
use crate::model::project::people::person::Person;

/// Two speakers that are probably one, by their indices in the list of speakers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The one whose name is fuller, which is shown for both.
    pub full: usize,
    /// The other one.
    pub other: usize,
    /// The reason.
    pub reason: Reason,
}

/// The reason why two names are probably one speaker's: a row of [`REASONS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Only the voice differs.
    Voice,
    /// Only a title or an article differs.
    Title,
    /// One has an initial for a first name, or a middle name more.
    Initial,
    /// One is the surname of the other.
    Surname,
    /// One is the initials of the other.
    Acronym,
    /// One letter differs.
    Spelling,
}

/// A row of [`REASONS`].
#[derive(Debug)]
pub struct ReasonRow {
    /// The reason.
    pub reason: Reason,
    /// Its stable id.
    pub id: &'static str,
    /// The reason on the screen.
    pub name: &'static str,
}

/// Every reason, the surest first.
pub const REASONS: &[ReasonRow] = &[
    ReasonRow { reason: Reason::Voice, id: "voice", name: "The same name" },
    ReasonRow { reason: Reason::Title, id: "title", name: "The same name without a title" },
    ReasonRow { reason: Reason::Initial, id: "initial", name: "The same surname and initial" },
    ReasonRow { reason: Reason::Surname, id: "surname", name: "The same surname" },
    ReasonRow { reason: Reason::Acronym, id: "acronym", name: "The initials of the name" },
    ReasonRow { reason: Reason::Spelling, id: "spelling", name: "One letter differs" },
];

impl Reason {
    /// Its row in [`REASONS`].
    pub fn row(self) -> &'static ReasonRow {
        &REASONS[self as usize]
    }
}

/// Maximum suggestions: more are seen when some of these are taken.
const MOST: usize = 200;

/// Least letters of a name in which one letter may be a mistake.
const LONG: usize = 9;

/// Least letters of initials.
const INITIALS: usize = 3;

/// Words before a name that are not part of it.
const ARTICLES: &[&str] = &["the", "der", "die", "das", "le", "la", "les", "el", "los", "il", "lo", "de", "het"];

/// Words at the end of a company's name that may be left out.
const FORMS: &[&str] = &[
    "ltd",
    "limited",
    "inc",
    "corp",
    "corporation",
    "co",
    "plc",
    "llc",
    "gmbh",
    "ag",
    "se",
    "sa",
    "spa",
    "bv",
    "oy",
    "ab",
];

/// Small words that initials leave out.
const SMALL: &[&str] = &["of", "the", "and", "for", "in", "on", "de", "des", "der", "und", "et", "y"];

/// A name in words.
struct Name {
    /// The speaker: its index in the list.
    person: usize,
    /// The words of the name in small letters, without a title, an article or the form of a company.
    words: Vec<String>,
    /// The name as it is, in small letters and without accents.
    folded: String,
    /// True if it is in capitals alone.
    capitals: bool,
    /// True if it has a voice that may be a person.
    named: bool,
}

impl Name {
    fn new(person: usize, voice: &str, name: &str) -> Self {
        let keeps = Keeps { line_hyphens: true, ..Keeps::default() };
        let bare = fold::folded(without_title(name), keeps);
        let mut words: Vec<&str> = bare.split(|c: char| !c.is_alphanumeric() && c != '\'').collect();
        words.retain(|word| !word.is_empty());
        while words.len() > 1 && ARTICLES.contains(&words[0]) {
            words.remove(0);
        }
        while words.len() > 1 && words.last().is_some_and(|last| FORMS.contains(last)) {
            words.pop();
        }
        let letters = || name.chars().filter(|c| c.is_alphabetic());
        Self {
            person,
            words: words.into_iter().map(str::to_owned).collect(),
            folded: fold::folded(name.trim(), keeps),
            capitals: letters().count() >= INITIALS && letters().all(char::is_uppercase),
            named: voice == "named",
        }
    }

    /// The initials of a name of several words.
    fn initials(&self) -> Option<String> {
        let words = self.words.iter().filter(|word| !SMALL.contains(&word.as_str()));
        let initials: String = words.filter_map(|word| word.chars().next()).collect();
        (initials.chars().count() >= INITIALS).then_some(initials)
    }

    /// The first name and the surname of a person.
    fn person_words(&self) -> Option<(&str, &str)> {
        match &self.words[..] {
            [first, .., last] if self.named => Some((first, last)),
            _ => None,
        }
    }
}

/// Speakers that are probably the same, the surest first.
pub fn suggestions(list: &[Person]) -> Vec<Suggestion> {
    let somebody = list.iter().enumerate().filter(|(_, person)| !person.is_nobody());
    let names: Vec<Name> = somebody
        .flat_map(|(at, person)| person.names.iter().map(move |(name, _)| Name::new(at, &name.voice, &name.name)))
        .filter(|name| !name.words.is_empty())
        .collect();
    let mut pairs: Vec<(Reason, usize, usize)> = Vec::new();
    same(&names, &mut pairs);
    surnames(&names, &mut pairs);
    acronyms(&names, &mut pairs);
    misspelled(&names, &mut pairs);
    let mut found: HashMap<(usize, usize), (Reason, usize, usize)> = HashMap::new();
    for (reason, one, other) in pairs {
        let (one_person, other_person) = (names[one].person, names[other].person);
        if one_person != other_person {
            let pair = (one_person.min(other_person), one_person.max(other_person));
            let best = found.entry(pair).or_insert((reason, one, other));
            if reason < best.0 {
                *best = (reason, one, other);
            }
        }
    }
    let mut found: Vec<(Reason, usize, usize)> = found.into_values().collect();
    let marks = |at: usize| list[names[at].person].total();
    found.sort_by_key(|&(reason, one, other)| {
        (reason, std::cmp::Reverse(marks(one) + marks(other)), names[one].person, names[other].person)
    });
    found.truncate(MOST);
    let suggestion = |(reason, one, other): (Reason, usize, usize)| {
        // The fuller name is better to read, but a title or an article in front is none of it.
        let fuller = |at: usize| {
            let (name, person) = (&names[at], &list[names[at].person]);
            let letters = name.words.iter().map(String::len).sum::<usize>();
            let used = if reason == Reason::Spelling { person.total() } else { 0 };
            (used, letters, person.remark().is_none(), std::cmp::Reverse(name.folded.len()), person.total())
        };
        let (full, other) = if fuller(one) >= fuller(other) { (one, other) } else { (other, one) };
        Suggestion { full: names[full].person, other: names[other].person, reason }
    };
    found.into_iter().map(suggestion).collect()
}

/// Names that are equal but for the voice, a title, an article or the form of a company.
fn same(names: &[Name], pairs: &mut Vec<(Reason, usize, usize)>) {
    let mut first: HashMap<String, usize> = HashMap::new();
    for (at, name) in names.iter().enumerate() {
        let before = *first.entry(name.words.join(" ")).or_insert(at);
        if before != at {
            let reason = if names[before].folded == name.folded { Reason::Voice } else { Reason::Title };
            pairs.push((reason, before, at));
        }
    }
}

/// Names of persons with one surname: one with an initial or without a middle name, or the surname alone. A name that
/// may be several persons is none of them.
fn surnames(names: &[Name], pairs: &mut Vec<(Reason, usize, usize)>) {
    let mut full: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, name) in names.iter().enumerate() {
        if let Some((_, last)) = name.person_words() {
            full.entry(last).or_default().push(at);
        }
    }
    let persons = |candidates: &[usize]| -> HashSet<String> {
        let first = candidates.iter().filter_map(|at| names[*at].person_words());
        first.map(|(first, _)| first.to_owned()).collect()
    };
    for (at, name) in names.iter().enumerate().filter(|(_, name)| name.named) {
        match &name.words[..] {
            [last] => {
                let Some(candidates) = full.get(last.as_str()) else { continue };
                // "Hallam" beside "Pieter Hallam" and "P. Hallam" is still one.
                let firsts: HashSet<char> =
                    persons(candidates).iter().filter_map(|first| first.chars().next()).collect();
                if let (1, Some(candidate)) = (firsts.len(), candidates.first()) {
                    pairs.push((Reason::Surname, *candidate, at));
                }
            }
            [first, .., last] => {
                let Some(candidates) = full.get(last.as_str()) else { continue };
                let is_initial = first.chars().count() == 1;
                let fits = |other: &&usize| {
                    let Some((theirs, _)) = names[**other].person_words() else { return false };
                    let middle = theirs == first && names[**other].words.len() != name.words.len();
                    let initial = is_initial && theirs.chars().count() > 1 && theirs.starts_with(first.as_str());
                    **other != at && (middle || initial)
                };
                let fitting: Vec<usize> = candidates.iter().filter(fits).copied().collect();
                if let (1, Some(candidate)) = (persons(&fitting).len(), fitting.first()) {
                    pairs.push((Reason::Initial, *candidate, at));
                }
            }
            [] => {}
        }
    }
}

/// Initials of bodies: "WHO" and "World Health Organization".
fn acronyms(names: &[Name], pairs: &mut Vec<(Reason, usize, usize)>) {
    let mut full: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, name) in names.iter().enumerate().filter(|(_, name)| !name.capitals) {
        if let Some(initials) = name.initials() {
            full.entry(initials).or_default().push(at);
        }
    }
    for (at, name) in names.iter().enumerate().filter(|(_, name)| name.capitals) {
        if let Some([candidate]) = full.get(&name.words.concat()).map(Vec::as_slice) {
            pairs.push((Reason::Acronym, *candidate, at));
        }
    }
}

/// Long names of which one letter differs: they are equal without some letter of each (Garbe's symmetric deletion).
fn misspelled(names: &[Name], pairs: &mut Vec<(Reason, usize, usize)>) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (at, name) in names.iter().enumerate() {
        let whole = name.words.join(" ");
        let letters: Vec<char> = whole.chars().collect();
        // Numbers tell names apart.
        if letters.len() < LONG || letters.iter().any(|c| c.is_numeric()) {
            continue;
        }
        let without = (0..letters.len()).map(|gone| {
            let rest = letters.iter().enumerate().filter(|(place, _)| *place != gone);
            rest.map(|(_, letter)| *letter).collect::<String>()
        });
        for spelling in without.chain([whole.clone()]).collect::<HashSet<String>>() {
            let before = *seen.entry(spelling).or_insert(at);
            if names[before].person != name.person && is_near(&names[before].words.join(" "), &whole) {
                pairs.push((Reason::Spelling, before, at));
            }
        }
    }
}

/// True if one letter is put in, left out or replaced, or two neighbours are exchanged.
fn is_near(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let before = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let after = one[before..].iter().rev().zip(other[before..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (rest, others) = (&one[before..one.len() - after], &other[before..other.len() - after]);
    match (rest, others) {
        ([], []) => false,
        ([_], [_] | []) | ([], [_]) => true,
        ([a, b], [c, d]) => (a, b) == (d, c),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Suggestion, suggestions};
    use crate::model::project::items::SpeakerName;
    use crate::model::project::people::person::Person;

    fn person(voice: &str, name: &str) -> Person {
        let handle = SpeakerName { voice: voice.to_owned(), name: name.to_owned() };
        Person { name: name.to_owned(), names: vec![(handle, 1)], ..Person::default() }
    }

    #[track_caller]
    fn suggests(names: &[&str], wanted: &[(&str, &str, &str)]) {
        let list: Vec<Person> = names.iter().map(|name| person("named", name)).collect();
        let tell = |one: &Suggestion| (one.reason.row().id, names[one.full], names[one.other]);
        let found: Vec<_> = suggestions(&list).iter().map(tell).collect();
        let wanted: Vec<_> = wanted.iter().map(|(reason, full, other)| (*reason, *full, *other)).collect();
        assert_eq!(found, wanted, "{names:?}");
    }

    #[test]
    fn a_title_makes_no_other_speaker() {
        suggests(&["Mayor Ilse Okafor", "Ilse Okafor"], &[("title", "Ilse Okafor", "Mayor Ilse Okafor")]);
        suggests(&["Dr. Ana Duarte", "Ana Duarte"], &[("title", "Ana Duarte", "Dr. Ana Duarte")]);
        suggests(
            &["the passengers’ union", "Passengers' Union"],
            &[("title", "Passengers' Union", "the passengers’ union")],
        );
        suggests(&["Fine Foods Ltd.", "Fine Foods"], &[("title", "Fine Foods", "Fine Foods Ltd.")]);
    }

    #[test]
    fn initials_and_surnames_are_those_of_the_only_person_they_fit() {
        suggests(&["Pieter Hallam", "P. Hallam"], &[("initial", "Pieter Hallam", "P. Hallam")]);
        suggests(&["Pieter Hallam", "Paul Hallam", "P. Hallam"], &[]);
        suggests(&["Pieter Hallam", "Hallam"], &[("surname", "Pieter Hallam", "Hallam")]);
        suggests(&["Pieter Hallam", "Ina Hallam", "Hallam"], &[]);
        suggests(&["Donald J. Moreno", "Donald Moreno"], &[("initial", "Donald J. Moreno", "Donald Moreno")]);
        suggests(&["Pieter Hallam", "Ina Hallam"], &[]);
    }

    #[test]
    fn bodies_are_known_by_their_initials() {
        suggests(
            &["WHO", "World Health Organization", "White House"],
            &[("acronym", "World Health Organization", "WHO")],
        );
        suggests(&["BBC", "Berlin Bus Company", "British Book Club"], &[]);
    }

    #[test]
    fn one_letter_may_be_a_mistake_in_a_long_name() {
        suggests(&["Christina Ek", "Cristina Ek"], &[("spelling", "Christina Ek", "Cristina Ek")]);
        suggests(&["Jon Smith", "Jon Smiht"], &[("spelling", "Jon Smith", "Jon Smiht")]);
        suggests(&["Ann Lee", "Ann Lea"], &[]);
        suggests(&["Police station 17", "Police station 18"], &[]);
    }

    #[test]
    fn one_name_may_have_two_voices() {
        let list = [person("named", "Evening Post"), person("article", "Evening Post"), person("unnamed", "")];
        let found = suggestions(&list);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].full, found[0].reason.row().id), (0, "voice"));
    }
}
