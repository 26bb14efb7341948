//! Lists of a project, as tables and as JSON lines: the ledger, the passages of its threads, its articles.

use std::iter;
use std::sync::Arc;

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::interchange::csv::{list, table};
use crate::interchange::passages::status;
use crate::interchange::project::gathered::title;
use crate::interchange::project::survey::{Survey, says, speaker, speakers};
use crate::model::kind::{KINDS, Kind};
use crate::model::ledger::{PARTS, STANDINGS};
use crate::model::project::corpus::{Entry, Place};
use crate::model::project::date::Date;
use crate::model::project::overview::Thread;
use crate::model::project::people::Person;
use crate::model::project::told::Difference;
use crate::model::query::quote_line;

/// A value of a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Cell {
    /// A text, empty where there is none.
    Text(String),
    /// A number, or none.
    Number(Option<usize>),
    /// Yes or no.
    Flag(bool),
    /// Several texts.
    List(Vec<String>),
}

/// A list of a project: a row of [`LISTS`].
#[derive(Debug)]
pub struct ProjectList {
    /// Its stable id.
    pub id: &'static str,
    /// One line for help.
    pub help: &'static str,
    columns: fn() -> Vec<&'static str>,
    rows: fn(&Survey) -> Vec<Vec<Cell>>,
}

/// Every list.
pub const LISTS: &[ProjectList] = &[
    ProjectList {
        id: "ledger",
        help: "a row a thread: what it says, who says it, in how many articles, since when, its standing",
        columns: || {
            let parts = PARTS.iter().map(|part| part.id);
            ["thread", "title", "claim", "speakers", "articles", "claims", "since", "standing"]
                .into_iter()
                .chain(parts)
                .chain(["rebutted", "differences"])
                .collect()
        },
        rows: ledger,
    },
    ProjectList {
        id: "threads",
        help: "a row a passage of a thread: its claims in the order of their dates, then what answers them",
        columns: || {
            vec![
                "thread",
                "part",
                "path",
                "title",
                "site",
                "published",
                "date",
                "id",
                "kind",
                "quote",
                "start",
                "end",
                "status",
                "speaker",
                "through",
                "rebutted",
            ]
        },
        rows: passages,
    },
    ProjectList {
        id: "speakers",
        help: "a row a speaker: their names, marks by kind, articles, first and last date, contradictions of their own",
        columns: || {
            ["speaker", "voice", "names", "marks"]
                .into_iter()
                .chain(KINDS.iter().map(|kind| kind.id))
                .chain(["articles", "first", "last", "contradictions"])
                .collect()
        },
        rows: people,
    },
    ProjectList {
        id: "articles",
        help: "a row an article: title, site, date, marks by kind, unanswered claims, problems, done or not",
        columns: || {
            ["path", "title", "site", "author", "published", "date", "address", "format", "marks"]
                .into_iter()
                .chain(KINDS.iter().map(|kind| kind.id))
                .chain(["unanswered", "problems", "done", "error"])
                .collect()
        },
        rows: articles,
    },
];

impl ProjectList {
    /// The list as a table (RFC 4180).
    pub fn csv(&self, survey: &Survey) -> String {
        let cell = |cell: Cell| match cell {
            Cell::Text(text) => text,
            Cell::Number(number) => number.map(|number| number.to_string()).unwrap_or_default(),
            Cell::Flag(flag) => flag.to_string(),
            Cell::List(items) => list(items.into_iter()),
        };
        let header = (self.columns)().into_iter().map(str::to_owned).collect();
        table(header, (self.rows)(survey).into_iter().map(|row| row.into_iter().map(cell).collect()))
    }

    /// The list as JSON lines: an object a row, with the same keys.
    pub fn json_lines(&self, survey: &Survey) -> String {
        let columns = (self.columns)();
        // Strings and numbers under string keys always serialise.
        let line = |row: Vec<Cell>| serde_json::to_string(&Object(&columns, &row)).unwrap_or_default() + "\n";
        (self.rows)(survey).into_iter().map(line).collect()
    }
}

/// A row with the names of its columns.
struct Object<'a>(&'a [&'static str], &'a [Cell]);

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in iter::zip(self.0, self.1) {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

fn text(words: impl Into<String>) -> Cell {
    Cell::Text(words.into())
}

fn number(number: usize) -> Cell {
    Cell::Number(Some(number))
}

fn ledger(survey: &Survey) -> Vec<Vec<Cell>> {
    let row = |(at, thread): (usize, &Thread)| {
        let mut cells = vec![
            number(at),
            text(thread.title.as_ref().map(|title| title.title.clone()).unwrap_or_default()),
            text(says(survey, thread)),
            Cell::List(speakers(survey, &thread.claims)),
            number(thread.articles as usize),
            number(thread.claims.len()),
            text(thread.since.map(|date| date.to_string()).unwrap_or_default()),
            text(thread.standing.row().id),
        ];
        cells.extend(PARTS.iter().map(|part| number(thread.part(part.part).count())));
        cells.push(number(thread.answers.iter().filter(|answer| answer.rebutted).count()));
        cells.push(Cell::List(thread.differences.iter().map(difference).collect()));
        cells
    };
    (1..).zip(survey.overview.threads()).map(row).collect()
}

/// A difference: "numbers: Fourteen / Forty".
fn difference(difference: &Difference) -> String {
    let words: Vec<&str> = difference.tellings.iter().map(|telling| telling.words.as_str()).collect();
    format!("{}: {}", difference.sort.row().id, words.join(" / "))
}

fn passages(survey: &Survey) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    for (at, thread) in (1..).zip(survey.overview.threads()) {
        let claims = thread.claims.iter().map(|claim| (*claim, "claim", None, false));
        let answers = thread.answers.iter().flat_map(|answer| {
            let part = PARTS.iter().find(|row| row.part == answer.part).map_or("", |row| row.id);
            answer.marks.iter().map(move |mark| (*mark, part, answer.through, answer.rebutted))
        });
        rows.extend(
            claims
                .chain(answers)
                .filter_map(|(place, part, through, rebutted)| passage(survey, at, (place, part), through, rebutted)),
        );
    }
    rows
}

fn passage(
    survey: &Survey,
    thread: usize,
    (place, part): (Place, &str),
    through: Option<Place>,
    rebutted: bool,
) -> Option<Vec<Cell>> {
    let (mark, document) = survey.overview.mark(place)?;
    let entry = survey.overview.entry(place)?;
    let (article, bounds) = (document.article(), mark.target.bounds());
    let through = through.and_then(|through| survey.overview.mark(through));
    Some(vec![
        number(thread),
        text(part),
        text(&entry.path),
        text(article.title()),
        text(article.site()),
        text(article.published()),
        text(date(survey, place.article)),
        text(mark.id.as_str()),
        text(mark.kind.id()),
        text(quote_line(mark, &article.text)),
        Cell::Number(bounds.map(|bounds| article.text.scalar_of(bounds.start()).get())),
        Cell::Number(bounds.map(|bounds| article.text.scalar_of(bounds.end()).get())),
        text(status(mark)),
        text(speaker(survey, place)),
        text(through.map(|(mark, _)| mark.id.to_string()).unwrap_or_default()),
        Cell::Flag(rebutted),
    ])
}

fn people(survey: &Survey) -> Vec<Vec<Cell>> {
    let row = |person: &Person| {
        let date = |date: Option<Date>| text(date.map(|date| date.to_string()).unwrap_or_default());
        let mut cells = vec![
            text(&person.name),
            text(person.handle().map(|name| name.voice.clone()).unwrap_or_default()),
            Cell::List(person.names.iter().map(|(name, _)| name.name.clone()).collect()),
            number(person.total()),
        ];
        cells.extend(person.counts.iter().map(|count| number(*count)));
        cells.push(number(person.articles));
        cells.extend([date(person.dates.map(|(first, _)| first)), date(person.dates.map(|(_, last)| last))]);
        cells.push(number(person.contradictions.len()));
        cells
    };
    survey.people.list.iter().map(row).collect()
}

/// The date of an article, `2026-03-04`; empty if it has none.
fn date(survey: &Survey, article: u32) -> String {
    survey.overview.date(article).map(|date| date.to_string()).unwrap_or_default()
}

fn articles(survey: &Survey) -> Vec<Vec<Cell>> {
    let mut unanswered = vec![0; survey.entries().len()];
    let is_unanswered = |thread: &&Thread| thread.standing == STANDINGS[0].standing;
    for claim in survey.overview.threads().iter().filter(is_unanswered).flat_map(|thread| &thread.claims) {
        unanswered[claim.article as usize] += 1;
    }
    let row = |(at, entry): (usize, &Arc<Entry>)| {
        let (article, set) = (entry.document.article(), entry.document.set());
        let mut cells = vec![
            text(&entry.path),
            text(title(entry)),
            text(article.site()),
            text(article.byline()),
            text(article.published()),
            text(date(survey, at as u32)),
            text(article.address()),
            text(entry.format),
            number(set.annotations().len()),
        ];
        cells.extend(KINDS.iter().map(|kind| number(set.count(&Kind::of(kind)))));
        let done = survey.content.article_at(&entry.path).is_some_and(|item| item.done);
        let error = entry.failure.clone().unwrap_or_default();
        cells.extend([number(unanswered[at]), number(entry.problems), Cell::Flag(done), text(error)]);
        cells
    };
    survey.entries().iter().enumerate().map(row).collect()
}
