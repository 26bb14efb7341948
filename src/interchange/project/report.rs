//! The report of a project: its threads, its speakers, its sources; the same for every format that shows it.

use std::sync::Arc;

use crate::interchange::passages::badge;
use crate::interchange::project::gathered::title;
use crate::interchange::project::survey::{Survey, says, speaker};
use crate::model::annotation::{Id, Relation};
use crate::model::kind::{KINDS, Kind, KindRow};
use crate::model::ledger::{PARTS, PartRow, STANDINGS, StandingRow};
use crate::model::message::counted;
use crate::model::offset::ByteRange;
use crate::model::project::corpus::{Entry, Place};
use crate::model::project::date::Date;
use crate::model::project::overview::{Thread, ThreadAnswer};
use crate::model::project::people::Person;
use crate::model::project::told::Difference;
use crate::model::query::quote_line;
use crate::model::set::AnnotationSet;

/// A report.
pub struct Report {
    /// The name of the project.
    pub title: String,
    /// Its contents: "4 articles", "12 marks", …
    pub facts: Vec<String>,
    /// The kinds in use with their numbers of marks.
    pub kinds: Vec<(&'static KindRow, usize)>,
    /// The standings in use with their numbers of threads.
    pub standings: Vec<(&'static StandingRow, usize)>,
    /// The threads, in the order of their earliest claims.
    pub threads: Vec<ThreadPart>,
    /// The speakers: most marks first.
    pub speakers: Vec<SpeakerPart>,
    /// The sources, by path.
    pub sources: Vec<SourcePart>,
}

/// A speaker in a report.
pub struct SpeakerPart {
    /// The name.
    pub name: String,
    /// Other names, marks by kind, articles and dates.
    pub about: String,
}

/// A thread in a report.
pub struct ThreadPart {
    /// Its title, or the words of its first claim.
    pub heading: String,
    /// Its standing.
    pub standing: &'static StandingRow,
    /// The articles that claim it, and when: "2 articles, 4 March 2026 to 9 April 2026".
    pub about: String,
    /// Its claims, in the order of their dates.
    pub claims: Vec<Telling>,
    /// Where they are told differently, a line each.
    pub differences: Vec<String>,
    /// The answers, by part.
    pub parts: Vec<(&'static PartRow, Vec<AnswerPart>)>,
}

/// An answer to a thread in a report.
pub struct AnswerPart {
    /// Its passages, in the order of their dates.
    pub tellings: Vec<Telling>,
    /// Remarks about it: what it supports, and whether it is rebutted.
    pub remarks: Vec<String>,
}

/// A passage in a report.
pub struct Telling {
    /// Its kind.
    pub kind: Kind,
    /// Its words.
    pub quote: String,
    /// A badge if it has changed since it was marked; else empty.
    pub badge: &'static str,
    /// Who says it; empty if unknown.
    pub speaker: String,
    /// The number of its source, from 1.
    pub source: usize,
    /// The site of the source, else its title.
    pub site: String,
    /// The date of the source for reading; empty if it has none.
    pub date: String,
}

/// An article in a report.
pub struct SourcePart {
    /// Its title, else its path.
    pub title: String,
    /// Author, site and date, as far as they are known.
    pub origin: Vec<String>,
    /// Its address; empty if it has none.
    pub address: String,
    /// Its path within the project.
    pub path: String,
    /// Its marks by kind: "2 claims, 1 denial"; or why it could not be read.
    pub marks: String,
    /// The numbers of the threads that have a passage of it, from 1, in order.
    pub threads: Vec<usize>,
}

impl Report {
    /// The report of a project.
    pub fn new(survey: &Survey) -> Self {
        let threads = survey.overview.threads();
        let count =
            |row: &&'static StandingRow| threads.iter().filter(|thread| thread.standing == row.standing).count();
        let parts: Vec<ThreadPart> = threads.iter().map(|thread| thread_part(survey, thread)).collect();
        let mut cited = vec![Vec::new(); survey.entries().len()];
        for (number, part) in (1..).zip(&parts) {
            for telling in part.tellings() {
                let of_source: &mut Vec<usize> = &mut cited[telling.source - 1];
                if of_source.last() != Some(&number) {
                    of_source.push(number);
                }
            }
        }
        let marks = |kind: &Kind| survey.entries().iter().map(|entry| entry.document.set().count(kind)).sum::<usize>();
        Self {
            title: survey.name.clone(),
            facts: facts(survey),
            kinds: KINDS.iter().map(|row| (row, marks(&Kind::of(row)))).filter(|(_, count)| *count > 0).collect(),
            standings: STANDINGS.iter().map(|row| (row, count(&row))).filter(|(_, count)| *count > 0).collect(),
            threads: parts,
            speakers: survey.people.list.iter().map(speaker_part).collect(),
            sources: (0..)
                .zip(survey.entries())
                .zip(cited)
                .map(|((at, entry), threads)| source_part(survey, at, entry, threads))
                .collect(),
        }
    }
}

fn facts(survey: &Survey) -> Vec<String> {
    let entries = survey.entries();
    let marks = entries.iter().map(|entry| entry.document.set().annotations().len()).sum();
    // Those that a thread can show.
    let within: usize = entries.iter().map(|entry| links_of(entry.document.set())).sum();
    let links = survey.overview.links().iter().filter(|link| link.item.role.row().is_some()).count();
    vec![
        counted(entries.len(), "article", "articles"),
        counted(marks, "mark", "marks"),
        counted(within, "link within articles", "links within articles"),
        counted(links, "link between articles", "links between articles"),
        counted(survey.overview.threads().len(), "thread", "threads"),
    ]
}

/// The number of links of known roles whose ends are both there.
fn links_of(set: &AnnotationSet) -> usize {
    let is_there = |id: &Id| set.get(id).is_some();
    let is_whole = |link: &&Arc<Relation>| link.role.row().is_some() && is_there(&link.from) && is_there(&link.to);
    set.relations().iter().filter(is_whole).count()
}

fn thread_part(survey: &Survey, thread: &Thread) -> ThreadPart {
    let dates = || thread.claims.iter().filter_map(|claim| survey.overview.date(claim.article));
    let period = dates().min().zip(dates().max()).map(|(first, last)| format!(", {}", period(first, last)));
    let parts = PARTS.iter().map(|row| {
        let answers = thread.part(row.part).map(|answer| answer_part(survey, answer));
        (row, answers.collect::<Vec<_>>())
    });
    ThreadPart {
        heading: thread.title.as_ref().map_or_else(|| says(survey, thread), |title| title.title.clone()),
        standing: thread.standing.row(),
        about: counted(thread.articles as usize, "article", "articles") + &period.unwrap_or_default(),
        claims: tellings(survey, &thread.claims),
        differences: thread.differences.iter().map(|difference| told(thread, difference)).collect(),
        parts: parts.filter(|(_, answers)| !answers.is_empty()).collect(),
    }
}

/// A difference with the sources of each telling: "Numbers: Fourteen [1], Forty [2]".
fn told(thread: &Thread, difference: &Difference) -> String {
    let telling = |(words, at): (&str, &[(u32, ByteRange)])| {
        let mut sources: Vec<u32> =
            at.iter().filter_map(|(claim, _)| Some(thread.claims.get(*claim as usize)?.article + 1)).collect();
        sources.sort_unstable();
        sources.dedup();
        let sources = sources.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
        format!("{words} [{sources}]")
    };
    let tellings = difference.tellings.iter().map(|one| telling((&one.words, &one.at)));
    format!("{}: {}", difference.sort.row().name, tellings.collect::<Vec<_>>().join(", "))
}

fn answer_part(survey: &Survey, answer: &ThreadAnswer) -> AnswerPart {
    let through = answer.through.and_then(|through| survey.overview.mark(through));
    let through = through.map(|(mark, document)| format!("supports “{}”", quote_line(mark, &document.article().text)));
    let rebutted = answer.rebutted.then(|| "is itself rebutted".to_owned());
    AnswerPart { tellings: tellings(survey, &answer.marks), remarks: through.into_iter().chain(rebutted).collect() }
}

fn tellings(survey: &Survey, places: &[Place]) -> Vec<Telling> {
    let telling = |place: &Place| {
        let (mark, document) = survey.overview.mark(*place)?;
        let entry = survey.overview.entry(*place)?;
        let site = document.article().source.site.clone();
        Some(Telling {
            kind: mark.kind.clone(),
            quote: quote_line(mark, &document.article().text),
            badge: badge(mark),
            speaker: speaker(survey, *place).to_owned(),
            source: place.article as usize + 1,
            site: if site.is_empty() { title(entry) } else { site },
            date: survey.overview.date(place.article).map(|date| date.spelled()).unwrap_or_default(),
        })
    };
    places.iter().filter_map(telling).collect()
}

fn speaker_part(person: &Person) -> SpeakerPart {
    let others = person.names.iter().map(|(name, _)| name.name.as_str()).filter(|name| *name != person.name);
    let others = others.filter(|name| !name.is_empty()).collect::<Vec<_>>().join(", ");
    let others = if others.is_empty() { others } else { format!("also {others}") };
    let marks = of_kinds(|at| person.counts[at]);
    let dates = person.dates.map(|(first, last)| period(first, last));
    let contradictions = match person.contradictions.len() {
        0 => String::new(),
        count => counted(count, "contradiction of their own", "contradictions of their own"),
    };
    let articles = counted(person.articles, "article", "articles");
    let about = [others, marks, articles, dates.unwrap_or_default(), contradictions];
    let about = about.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    SpeakerPart { name: person.name.clone(), about }
}

/// A period: "4 March 2026", "4 March 2026 to 9 April 2026".
fn period(first: Date, last: Date) -> String {
    match first == last {
        true => first.spelled(),
        false => format!("{} to {}", first.spelled(), last.spelled()),
    }
}

/// Numbers of marks by kind: "2 claims, 1 denial".
fn of_kinds(count: impl Fn(usize) -> usize) -> String {
    let counts = KINDS.iter().enumerate().map(|(at, row)| (row, count(at))).filter(|(_, count)| *count > 0);
    counts
        .map(|(row, count)| counted(count, &row.name.to_lowercase(), &row.plural.to_lowercase()))
        .collect::<Vec<_>>()
        .join(", ")
}

fn source_part(survey: &Survey, at: u32, entry: &Entry, threads: Vec<usize>) -> SourcePart {
    let (article, set) = (entry.document.article(), entry.document.set());
    let source = &article.source;
    let marks = of_kinds(|at| set.count(&Kind::of(&KINDS[at])));
    let date = survey.overview.date(at).map_or_else(|| source.published.clone(), |date| date.spelled());
    let origin = [&source.byline, &source.site, &date].into_iter().filter(|part| !part.is_empty());
    SourcePart {
        title: title(entry),
        origin: origin.cloned().collect(),
        address: source.address.clone(),
        path: entry.path.clone(),
        marks: match &entry.failure {
            Some(why) => why.clone(),
            None if marks.is_empty() => "no marks".to_owned(),
            None => marks,
        },
        threads,
    }
}

impl ThreadPart {
    /// Its passages: the claims, then those of the answers.
    fn tellings(&self) -> impl Iterator<Item = &Telling> {
        let answers = self.parts.iter().flat_map(|(_, answers)| answers);
        self.claims.iter().chain(answers.flat_map(|answer| &answer.tellings))
    }
}

impl SourcePart {
    /// The words before the numbers of its threads; empty if it has none.
    pub fn lead(&self) -> &'static str {
        match self.threads.len() {
            0 => "",
            1 => "In thread ",
            _ => "In threads ",
        }
    }
}

impl Telling {
    /// The number of its source with site and date: `[2] The Courier, 4 March 2026`.
    pub fn origin(&self) -> String {
        let date = if self.date.is_empty() { String::new() } else { format!(", {}", self.date) };
        format!("[{}] {}{date}", self.source, self.site)
    }
}
