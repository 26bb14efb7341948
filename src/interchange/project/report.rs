//! The report of a project: its threads, its speakers, its sources; the same for every format that shows it.

use std::collections::HashSet;
use std::sync::Arc;

use crate::interchange::passages::badge;
use crate::interchange::project::gathered::title;
use crate::interchange::project::survey::{Survey, says, speaker};
use crate::model::annotation::{Annotation, Id, Relation};
use crate::model::kind::{KINDS, Kind, KindRow};
use crate::model::ledger::{PARTS, PartRow, STANDINGS, StandingRow};
use crate::model::message::counted;
use crate::model::offset::ByteRange;
use crate::model::project::corpus::{Entry, Place};
use crate::model::project::date::Date;
use crate::model::project::overview::{Thread, ThreadAnswer};
use crate::model::project::people::Person;
use crate::model::project::people::contradictions::Contradiction;
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
    /// The marks that belong to no thread, under the titles of their kinds.
    pub loose: Vec<(&'static str, Vec<Telling>)>,
    /// The speakers: most marks first.
    pub speakers: Vec<SpeakerPart>,
    /// The sources, in the order in which they are cited.
    pub sources: Vec<SourcePart>,
}

/// A speaker in a report.
pub struct SpeakerPart {
    /// The name.
    pub name: String,
    /// Other names, marks by kind, articles and dates.
    pub about: String,
    /// Their contradictions of their own, a line each: `Another number: “…” [1], “…” [3]`.
    pub contradictions: Vec<String>,
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
    /// Certainty, note and tags of the mark, as far as it has them.
    pub details: Vec<String>,
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
    /// Its marks by kind: "2 claims, 1 denial"; empty if all are of other kinds.
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
        let loose = loose(survey);
        let citing = Citing::new(survey, loose.iter().flat_map(|(_, places)| places).copied());
        let parts: Vec<ThreadPart> = threads.iter().map(|thread| citing.thread(thread)).collect();
        let mut cited = vec![Vec::new(); citing.order.len()];
        for (number, part) in (1..).zip(&parts) {
            for telling in part.tellings() {
                let of_source: &mut Vec<usize> = &mut cited[telling.source - 1];
                if of_source.last() != Some(&number) {
                    of_source.push(number);
                }
            }
        }
        let marks = |kind: &Kind| survey.entries().iter().map(|entry| entry.document.set().count(kind)).sum::<usize>();
        let sources = citing.order.iter().zip(cited);
        Self {
            title: survey.name.clone(),
            facts: facts(survey),
            kinds: KINDS.iter().map(|row| (row, marks(&Kind::of(row)))).filter(|(_, count)| *count > 0).collect(),
            standings: STANDINGS.iter().map(|row| (row, count(&row))).filter(|(_, count)| *count > 0).collect(),
            threads: parts,
            loose: loose.iter().map(|(title, places)| (*title, citing.tellings(places))).collect(),
            speakers: survey.people.list.iter().map(|person| citing.speaker(person)).collect(),
            sources: sources
                .map(|(at, threads)| source_part(survey, *at, &survey.entries()[*at as usize], threads))
                .collect(),
        }
    }
}

/// The marks that belong to no thread, by their kinds.
fn loose(survey: &Survey) -> Vec<(&'static str, Vec<Place>)> {
    let threads = survey.overview.threads().iter();
    let answers: HashSet<Place> =
        threads.flat_map(|thread| &thread.answers).flat_map(|answer| answer.marks.iter().copied()).collect();
    let mut groups: Vec<(&'static str, Vec<Place>)> =
        KINDS.iter().map(|row| row.plural).chain([OTHERS]).map(|title| (title, Vec::new())).collect();
    for place in survey.overview.marks() {
        let Some((mark, _)) = survey.overview.mark(place) else { continue };
        if answers.contains(&place) || survey.overview.thread_at(place).is_some() {
            continue;
        }
        groups[mark.kind.position().unwrap_or(KINDS.len())].1.push(place);
    }
    groups.retain(|(_, places)| !places.is_empty());
    groups
}

/// The title of marks of other kinds that belong to no thread.
const OTHERS: &str = "Other marks";

/// A project whose articles are cited by numbers, in the order in which a report cites them.
struct Citing<'a> {
    survey: &'a Survey,
    /// The number of each article, from 1; 0 if it is not cited.
    numbers: Vec<usize>,
    /// The articles that are cited, in order.
    order: Vec<u32>,
}

impl<'a> Citing<'a> {
    fn new(survey: &'a Survey, loose: impl Iterator<Item = Place>) -> Self {
        let mut citing = Self { survey, numbers: vec![0; survey.entries().len()], order: Vec::new() };
        let of_thread = |thread: &'a Thread| {
            let answers = PARTS.iter().flat_map(|row| thread.part(row.part)).flat_map(|answer| &answer.marks);
            thread.claims.iter().chain(answers).copied()
        };
        for place in survey.overview.threads().iter().flat_map(of_thread).chain(loose) {
            let number = &mut citing.numbers[place.article as usize];
            if *number == 0 {
                citing.order.push(place.article);
                *number = citing.order.len();
            }
        }
        citing
    }

    /// The number of the article of a mark.
    fn number(&self, place: Place) -> usize {
        self.numbers[place.article as usize]
    }
}

fn facts(survey: &Survey) -> Vec<String> {
    let entries = survey.entries();
    let marks = entries.iter().map(|entry| entry.document.set().annotations().len()).sum();
    // The sources.
    let articles = entries.iter().filter(|entry| !entry.document.set().annotations().is_empty()).count();
    // Those that a thread can show.
    let within: usize = entries.iter().map(|entry| links_of(entry.document.set())).sum();
    let links = survey.overview.links().iter().filter(|link| link.item.role.row().is_some()).count();
    vec![
        counted(articles, "article", "articles"),
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

impl Citing<'_> {
    fn thread(&self, thread: &Thread) -> ThreadPart {
        let survey = self.survey;
        let dates = || thread.claims.iter().filter_map(|claim| survey.overview.date(claim.article));
        let period = dates().min().zip(dates().max()).map(|(first, last)| format!(", {}", period(first, last)));
        let parts = PARTS.iter().map(|row| {
            let answers = thread.part(row.part).map(|answer| self.answer(thread, answer));
            (row, answers.collect::<Vec<_>>())
        });
        ThreadPart {
            heading: thread.title.as_ref().map_or_else(|| says(survey, thread), |title| title.title.clone()),
            standing: thread.standing.row(),
            about: counted(thread.articles as usize, "article", "articles") + &period.unwrap_or_default(),
            claims: self.tellings(&thread.claims),
            differences: thread.differences.iter().map(|difference| self.told(thread, difference)).collect(),
            parts: parts.filter(|(_, answers)| !answers.is_empty()).collect(),
        }
    }

    /// A difference with the sources of each telling: "Numbers: Fourteen [1], Forty [2]".
    fn told(&self, thread: &Thread, difference: &Difference) -> String {
        let telling = |(words, at): (&str, &[(u32, ByteRange)])| {
            let mut sources: Vec<usize> =
                at.iter().filter_map(|(claim, _)| Some(self.number(*thread.claims.get(*claim as usize)?))).collect();
            sources.sort_unstable();
            sources.dedup();
            let sources = sources.iter().map(usize::to_string).collect::<Vec<_>>().join(", ");
            format!("{words} [{sources}]")
        };
        let tellings = difference.tellings.iter().map(|one| telling((&one.words, &one.at)));
        format!("{}: {}", difference.sort.row().name, tellings.collect::<Vec<_>>().join(", "))
    }

    fn answer(&self, thread: &Thread, answer: &ThreadAnswer) -> AnswerPart {
        let survey = self.survey;
        let through = answer
            .through
            .into_iter()
            .filter_map(|through| Some(format!("supports {}{}", self.by(through), self.quoted(through)?)));
        let rebutters = survey.overview.rebutters_of(thread, answer).into_iter();
        let rebutted: Vec<String> = rebutters.filter_map(|mark| Some(self.by(mark) + &self.quoted(mark)?)).collect();
        let rebutted = match rebutted.as_slice() {
            [] if answer.rebutted => Some("is itself rebutted".to_owned()),
            [] => None,
            by => Some(format!("is itself rebutted by {}", by.join(", "))),
        };
        AnswerPart { tellings: self.tellings(&answer.marks), remarks: through.chain(rebutted).collect() }
    }

    /// The speaker of a mark before its words: `Ana Duarte: `; empty if it has none.
    fn by(&self, place: Place) -> String {
        match speaker(self.survey, place) {
            "" => String::new(),
            name => format!("{name}: "),
        }
    }

    /// The words of a mark with the number of its source: `“…” [2]`.
    fn quoted(&self, place: Place) -> Option<String> {
        let (mark, document) = self.survey.overview.mark(place)?;
        Some(format!("“{}” [{}]", quote_line(mark, &document.article().text), self.number(place)))
    }

    fn tellings(&self, places: &[Place]) -> Vec<Telling> {
        let survey = self.survey;
        let telling = |place: &Place| {
            let (mark, document) = survey.overview.mark(*place)?;
            let entry = survey.overview.entry(*place)?;
            let site = document.article().site().to_owned();
            Some(Telling {
                kind: mark.kind.clone(),
                quote: quote_line(mark, &document.article().text),
                badge: badge(mark),
                speaker: speaker(survey, *place).to_owned(),
                source: self.number(*place),
                site: if site.is_empty() { title(entry) } else { site },
                date: survey.overview.date(place.article).map(|date| date.spelled()).unwrap_or_default(),
                details: details(mark),
            })
        };
        places.iter().filter_map(telling).collect()
    }

    fn speaker(&self, person: &Person) -> SpeakerPart {
        let others = person.names.iter().map(|(name, _)| name.name.as_str()).filter(|name| *name != person.name);
        let others = others.filter(|name| !name.is_empty()).collect::<Vec<_>>().join(", ");
        let others = if others.is_empty() { others } else { format!("also {others}") };
        let marks = of_kinds(|at| person.counts[at]);
        let dates = person.dates.map(|(first, last)| period(first, last));
        let articles = counted(person.articles, "article", "articles");
        let about = [others, marks, articles, dates.unwrap_or_default()];
        let about = about.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        let contradictions = person.contradictions.iter().map(|found| self.contradiction(found)).collect();
        SpeakerPart { name: person.name.clone(), about, contradictions }
    }

    fn contradiction(&self, found: &Contradiction) -> String {
        let said: Vec<String> =
            [found.earlier, found.later].into_iter().filter_map(|place| self.quoted(place)).collect();
        format!("{}: {}", found.sort.row().name, said.join(", "))
    }
}

/// Certainty, note and tags of a mark, as far as it has them, and the wish for a second opinion.
fn details(mark: &Annotation) -> Vec<String> {
    let mut details = Vec::new();
    if mark.certainty != Default::default() {
        details.push(format!("Certainty: {}", mark.certainty.id()));
    }
    if !mark.note.is_empty() {
        details.push(format!("Note: {}", mark.note));
    }
    if !mark.tags.is_empty() {
        details.push(format!("Tags: {}", mark.tags.join(", ")));
    }
    if mark.discuss {
        details.push("To discuss".to_owned());
    }
    details
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
    let marks = of_kinds(|at| set.count(&Kind::of(&KINDS[at])));
    let date = survey.overview.date(at).map_or_else(|| article.published().to_owned(), |date| date.spelled());
    let origin = [article.byline(), article.site(), date.as_str()].into_iter().filter(|part| !part.is_empty());
    SourcePart {
        title: title(entry),
        origin: origin.map(str::to_owned).collect(),
        address: article.address().to_owned(),
        path: entry.path.clone(),
        marks,
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
