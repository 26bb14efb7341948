//! A line above or below an article that is only about its publication: "By Ann Lee | 12 May 2026, 10:30", "Published: …".

use crate::articles::opening::report::is_agency;
use crate::model::phrases::{Use, has_word, phrases, weekday_of};
use crate::model::project::date::{Date, Order, Written, written};
use crate::model::script::ascii_digit;

/// The certainty that a date is that of publication, least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// It is labelled as the date of a change.
    Updated,
    /// Nothing else is in the line but a time.
    Alone,
    /// It is beside the names of people, places or newspapers.
    Beside,
    /// It is labelled as the date of publication.
    Published,
}

/// The subject of a line.
#[derive(Debug, Default)]
pub struct Line {
    /// The kind of its date.
    pub rank: Option<Rank>,
    /// The date.
    pub date: Option<Date>,
    /// The author.
    pub byline: Option<String>,
    /// The newspaper or site.
    pub site: Option<String>,
}

/// Most words of a name.
const NAME: usize = 6;
/// Most names in a line.
const NAMES: usize = 3;
/// Signs between the parts of a line.
const SEPARATORS: &[char] = &[
    '|', '·', '•', '—', '–', ',', ';', '/', '‧', '∙', '●', '»', '›', '，', '、', '｜', '،', '・', '\t', '(', ')', '[',
    ']', '（', '）',
];
/// Stands for a date in a part.
const DATE: char = '\u{1}';

impl Line {
    /// Reads a line; one that is about anything else has neither date nor author.
    pub fn new(line: &str, order: &dyn Fn() -> Order) -> Self {
        let lower = line.to_lowercase().replace('’', "'");
        // Lower case may be longer or shorter, and then dates are looked for in it alone.
        let has_number = line.chars().any(char::is_numeric);
        let dates = if has_number { written(line, order) } else { Vec::new() };
        let begins = phrases(Use::BylineStart).iter().any(|start| line.starts_with(start));
        if (dates.is_empty() && !begins) || phrases(Use::Credit).iter().any(|start| is_label(&lower, start)) {
            return Self::default();
        }
        let mut read = Self::default();
        // Each date with what is before it, up to the one before: labels belong to the date after them.
        let mut labelled: Vec<(Option<Rank>, &Written)> = Vec::new();
        let mut from = 0;
        for date in &dates {
            labelled.push((label(&line[from..date.at.start]), date));
            from = date.at.end;
        }
        let Some(names) = parts(line, &dates) else { return Self::default() };
        let best = |rank: Option<Rank>| labelled.iter().find(|(label, _)| *label == rank);
        // Of two dates, only labels tell which is which.
        let chosen = match labelled.len() {
            0 => None,
            1 => labelled.first(),
            _ => {
                let first = labelled.first().filter(|_| labelled[1..].iter().all(|(label, _)| label.is_some()));
                best(Some(Rank::Published)).or(first)
            }
        };
        match chosen {
            Some((_, Written { date: None, .. })) => return Self::default(),
            Some((label, Written { date, .. })) => {
                let is_alone = names.people.is_empty() && names.others.is_empty();
                let unlabelled = if is_alone { Rank::Alone } else { Rank::Beside };
                // A month alone is that of an issue, if nothing else is there.
                let is_day = date.is_some_and(|date| date.day().is_some());
                if !is_day && label.is_none() && !is_alone {
                    return Self::default();
                }
                (read.rank, read.date) = (Some(label.unwrap_or(unlabelled)), *date);
            }
            None if !labelled.is_empty() => return Self::default(),
            None => {}
        }
        read.byline = names.people.first().cloned();
        read.site = names.others.iter().find(|name| is_site(name)).cloned();
        read
    }

    /// True if the line is about the publication of the article.
    pub fn is_about(&self) -> bool {
        self.rank.is_some() || self.byline.is_some()
    }
}

/// True if a line in lower case begins with a label, which a letter does not continue.
fn is_label(lower: &str, label: &str) -> bool {
    lower.strip_prefix(label).is_some_and(|rest| !rest.starts_with(char::is_alphabetic) || !is_ascii_end(label))
}

fn is_ascii_end(label: &str) -> bool {
    label.ends_with(|c: char| c.is_ascii() || c.is_lowercase())
}

/// The meaning of a date by the words before it.
fn label(before: &str) -> Option<Rank> {
    let lower = before.to_lowercase().replace('’', "'");
    let part = lower.trim_matches(|c: char| !c.is_alphanumeric());
    // The last part: "By Ann Lee | Published".
    let part = part.rsplit(['|', '·', '•', '—', '–', ';', '\t']).next().unwrap_or(part).trim();
    // It may stand after a name or a time: "By Ann Lee Published", "10:30, updated".
    let is_start =
        |at: usize| !part[..at].ends_with(char::is_alphanumeric) && part[at..].starts_with(char::is_alphanumeric);
    let places: Vec<usize> = part.char_indices().map(|(at, _)| at).filter(|at| is_start(*at)).collect();
    let starts = |of: Use| {
        let labels = || phrases(of).iter().map(|label| label.trim_end_matches(':').trim_end());
        places.iter().any(|at| labels().any(|label| is_label(&part[*at..], label)))
    };
    if starts(Use::UpdateLine) {
        return Some(Rank::Updated);
    }
    (starts(Use::DateLine) || starts(Use::DateLabel)).then_some(Rank::Published)
}

/// The names in a line.
#[derive(Default)]
struct Names {
    people: Vec<String>,
    others: Vec<String>,
}

/// The names in the parts of a line, or `None` if there is anything else in it.
fn parts(line: &str, dates: &[Written]) -> Option<Names> {
    let mut masked = String::with_capacity(line.len());
    let mut from = 0;
    for date in dates {
        masked.push_str(&line[from..date.at.start]);
        masked.push(DATE);
        from = date.at.end;
    }
    masked.push_str(&line[from..]);
    let masked = without_times(&masked).replace(" - ", "|").replace("- ", "|");
    let mut names = Names::default();
    for part in masked.split(SEPARATORS) {
        let part = part.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '.' | '-' | '：' | '"'));
        if part.is_empty() || is_filler(part) {
            continue;
        }
        let (is_dated, bare) = (part.contains(DATE), part.replace(DATE, " "));
        if let Some(name) = person(&bare) {
            names.people.push(name);
        } else if !is_dated && is_name(part) {
            names.others.push(part.to_owned());
        } else if is_dated || !(is_reading_time(part) || is_role(part)) {
            return None;
        }
    }
    (names.people.len() + names.others.len() <= NAMES).then_some(names)
}

/// The words of a part in lower case.
fn words(part: &str) -> impl Iterator<Item = String> {
    let words =
        part.split(|c: char| c.is_whitespace() || matches!(c, DATE | ':' | '.' | '：' | '-' | '+' | '"' | '’' | '\''));
    words.filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// True if a part has only a date with labels, days of the week, and words that go with them.
fn is_filler(part: &str) -> bool {
    let lower = part.to_lowercase().replace('’', "'");
    let lower = lower.trim_start_matches(|c: char| !c.is_alphanumeric() && c != DATE);
    let labels = [Use::DateLine, Use::DateLabel, Use::UpdateLine].into_iter().flat_map(|of| phrases(of));
    let label = labels.filter(|label| is_label(lower, label)).map(|label| label.len()).max();
    let rest = &lower[label.unwrap_or(0)..];
    words(rest).all(|word| {
        [Use::DateWord, Use::DateLine, Use::DateLabel, Use::UpdateLine].iter().any(|of| has_word(*of, &word))
            || weekday_of(&word).is_some()
    })
}

/// The person whom a part names after "By": "By Ann Lee on", "Published by Ann Lee".
fn person(part: &str) -> Option<String> {
    let words: Vec<&str> = part.split_whitespace().collect();
    let starts = (0..words.len()).take_while(|at| words[..*at].iter().all(|word| is_filler(word)));
    starts.into_iter().find_map(|at| {
        let rest = words[at..].join(" ");
        let by = phrases(Use::BylineStart).iter().find(|start| match at {
            0 => rest.starts_with(**start),
            _ => rest.get(..start.len()).is_some_and(|head| head.to_lowercase() == start.to_lowercase()),
        })?;
        let mut found: Vec<&str> = rest[by.len()..].split_whitespace().collect();
        while found.last().is_some_and(|word| is_filler(word)) {
            found.pop();
        }
        let name = found.join(" ");
        // In the middle, "by" may be another word.
        (is_name(&name) && (at == 0 || found.len() > 1)).then_some(name)
    })
}

/// True if words can be the name of somebody, a place or a newspaper: few, each with a capital letter, or of a script without.
fn is_name(part: &str) -> bool {
    let is_letter = |c: char| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-' | '&') || !c.is_ascii();
    let is_word = |word: &str| {
        let is_capital = word.starts_with(|c: char| !c.is_lowercase()) && word.starts_with(char::is_alphabetic);
        (is_capital || phrases(Use::NameParticle).contains(&word)) && word.chars().all(is_letter)
    };
    let count = part.split_whitespace().count();
    let is_domain = count == 1 && part.contains('.');
    (1..=NAME).contains(&count)
        && (is_domain || part.split_whitespace().all(is_word))
        && part.chars().count() <= 60
        && !part.ends_with(['.', '!', '?', '…', '。'])
        && !part.contains(|c: char| ascii_digit(c).is_some())
}

/// True if a part tells what the author is: "political correspondent".
fn is_role(part: &str) -> bool {
    part.split_whitespace().count() <= 4 && words(part).any(|word| phrases(Use::BylineWord).contains(&word.as_str()))
}

/// True for "3 min read".
fn is_reading_time(part: &str) -> bool {
    let mut rest = words(part);
    let is_number = rest.next().is_some_and(|word| word.chars().all(|c| ascii_digit(c).is_some()));
    is_number && rest.next().is_some_and(|word| word.starts_with("min") || word.starts_with("мин")) && rest.count() <= 2
}

/// True if a name is that of a newspaper, an agency or a site.
fn is_site(name: &str) -> bool {
    let is_domain = || {
        let end = name.rsplit_once('.').map(|(_, end)| end);
        !name.contains(' ')
            && end.is_some_and(|end| (2..=12).contains(&end.len()) && end.chars().all(char::is_alphabetic))
    };
    is_agency(name) || is_domain() || words(name).any(|word| has_word(Use::SiteWord, &word))
}

/// A line without times of the day: "10:30", "10.30 Uhr", "10h30", "10 am", with the differences from universal time.
fn without_times(line: &str) -> String {
    let chars: Vec<char> = line.chars().collect();
    let mut out = String::with_capacity(line.len());
    let digits = |from: usize| chars[from..].iter().take_while(|c| ascii_digit(**c).is_some()).count();
    let mut at = 0;
    while at < chars.len() {
        let count = digits(at);
        if count == 0 {
            out.push(chars[at]);
            at += 1;
            continue;
        }
        let end = at + count;
        let is_alone = out.chars().last().is_none_or(|c| !c.is_alphanumeric() || c == 'T' || !c.is_ascii());
        let minutes =
            chars.get(end).filter(|sign| matches!(sign, ':' | '.' | 'h' | 'H' | '：')).map_or(0, |_| digits(end + 1));
        let after: String =
            chars[end..].iter().skip_while(|c| c.is_whitespace()).take(4).collect::<String>().to_lowercase();
        let is_hour = ["am", "pm", "a.m", "p.m", "uhr", "h", "時", "点", "시", "分", "분", "秒", "초"]
            .iter()
            .any(|unit| after.starts_with(unit));
        if is_alone && count <= 2 && minutes == 2 {
            at = end + 1 + minutes;
            // Seconds and their fractions.
            while matches!(chars.get(at), Some(':' | '.')) && digits(at + 1) > 0 {
                at += 1 + digits(at + 1);
            }
        } else {
            // An hour alone, or the difference from universal time.
            let is_time = (is_alone && count <= 2 && is_hour) || (out.ends_with(['+', '−']) && count <= 4);
            out.extend(chars[at..end].iter().filter(|_| !is_time));
            at = end;
            // The unit of a time belongs to it where no space is before it: 10時00分.
            if is_time
                && chars.get(at).is_some_and(|unit| matches!(unit, '時' | '点' | '시' | '分' | '분' | '秒' | '초'))
            {
                at += 1;
            }
        }
    }
    out
}
