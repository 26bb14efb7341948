//! Facts for the head of a report: where the article is from, what is marked, and who marked it.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::annotation::Time;
use crate::model::article::Article;
use crate::model::kind::{KINDS, Kind};
use crate::model::message::counted;
use crate::model::set::AnnotationSet;

/// The file, its length, and the numbers of marks and links; those that are known.
pub fn facts(article: &Article, set: &AnnotationSet) -> Vec<String> {
    let characters = counted(article.text.scalar_of(article.text.end()).get(), "character", "characters");
    let marks = counted(set.annotations().len(), "mark", "marks");
    let links = counted(set.relations().len(), "link", "links");
    let file = [&article.file, &article.media_type, &article.encoding].map(String::clone);
    file.into_iter().chain([characters, marks, links]).filter(|fact| !fact.is_empty()).collect()
}

/// Every known kind, then the others in the set.
pub fn kinds(set: &AnnotationSet) -> Vec<Kind> {
    let mut unknown: Vec<Kind> =
        set.counts().map(|(kind, _)| kind).filter(|kind| kind.row().is_none()).cloned().collect();
    unknown.sort();
    KINDS.iter().map(Kind::of).chain(unknown).collect()
}

/// Each annotator by name, with the number of marks and the dates of the first and last; if `full`, with the dates of
/// changes and with links too.
pub fn annotators(set: &AnnotationSet, full: bool) -> Vec<(String, String)> {
    let mut found: BTreeMap<&str, (usize, usize, BTreeSet<&str>)> = BTreeMap::new();
    for mark in set.annotations() {
        let entry = found.entry(&mark.creator).or_default();
        entry.0 += 1;
        entry.2.extend(day(&mark.created).into_iter().chain(day(&mark.modified).filter(|_| full)));
    }
    for link in set.relations().iter().filter(|_| full) {
        let entry = found.entry(&link.creator).or_default();
        entry.1 += 1;
        entry.2.extend([&link.created, &link.modified].into_iter().filter_map(day));
    }
    let line = |(name, (marks, links, days)): (&str, (usize, usize, BTreeSet<&str>))| {
        let name = if name.is_empty() { "somebody unnamed" } else { name };
        let when = match (days.first(), days.last()) {
            (Some(first), Some(last)) if first != last => format!(" · {first} to {last} (UTC)"),
            (Some(day), _) => format!(" · {day} (UTC)"),
            _ => String::new(),
        };
        let links = if full { format!(", {}", counted(links, "link", "links")) } else { String::new() };
        (name.to_owned(), format!(": {}{links}{when}", counted(marks, "mark", "marks")))
    };
    found.into_iter().map(line).collect()
}

/// The date of a moment, if it is RFC 3339.
fn day(time: &Time) -> Option<&str> {
    let day = time.as_str().get(..10)?;
    let digits =
        day.bytes().enumerate().all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() });
    digits.then_some(day)
}
