//! All marks of a project, as a table and as JSON lines.

use serde::Serialize;

use crate::interchange::Located;
use crate::interchange::csv::{self, list, table};
use crate::interchange::jsonl;
use crate::interchange::project::gathered::title;
use crate::interchange::project::survey::{Survey, speaker};
use crate::model::project::corpus::Place;
use crate::model::project::overview::LinkSeen;

/// The columns before those of a mark.
const FIRST: [&str; 6] = ["path", "article", "author", "site", "published", "address"];
/// The columns after them.
const LAST: [&str; 4] = ["person", "thread", "thread_title", "links_across"];

/// A row for each mark: its article, the columns of the table of one article, its thread, and its links to other articles.
pub fn write_csv(survey: &Survey) -> String {
    let header = FIRST.into_iter().map(str::to_owned).chain(csv::header()).chain(LAST.map(str::to_owned));
    let rows = (0..).zip(survey.entries()).flat_map(|(article, entry)| {
        let (document, set) = (entry.document.article(), entry.document.set());
        (0..).zip(set.annotations()).map(move |(mark, annotation)| {
            let place = Place { article, mark };
            let details = [document.byline(), document.site(), document.published(), document.address()];
            let first = [entry.path.clone(), title(entry)].into_iter().chain(details.map(str::to_owned));
            let across = across(survey, place).into_iter().map(|link| match link.note {
                "" => format!("{} {} in {}", link.role, link.to, link.path),
                note => format!("{} {} in {} ({note})", link.role, link.to, link.path),
            });
            let thread = thread(survey, place).map(|thread| thread.to_string()).unwrap_or_default();
            let last =
                [speaker(survey, place).to_owned(), thread, thread_title(survey, place).to_owned(), list(across)];
            first.chain(csv::cells(document, set, annotation)).chain(last).collect()
        })
    });
    table(header.collect(), rows)
}

/// A mark with its thread and its links to other articles.
#[derive(Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    mark: jsonl::Line<'a>,
    /// The name that the project has for its speaker; empty if it has none.
    person: &'a str,
    /// The number of its thread, from 1.
    thread: Option<usize>,
    /// The title that the person gave the thread; empty without one.
    thread_title: &'a str,
    across: Vec<Across<'a>>,
}

/// A link to a mark of another article.
#[derive(Serialize)]
struct Across<'a> {
    id: &'a str,
    role: &'a str,
    to: &'a str,
    path: &'a str,
    note: &'a str,
    created: &'a str,
    modified: &'a str,
    creator: &'a str,
    extra: Vec<jsonl::Field<'a>>,
}

/// A line for each mark, with all its fields.
pub fn write_json_lines(survey: &Survey) -> String {
    let mut out = String::new();
    for (article, entry) in (0..).zip(survey.entries()) {
        let located = Located { path: entry.path.clone(), document: entry.document.clone() };
        for (mark, annotation) in (0..).zip(entry.document.set().annotations()) {
            let place = Place { article, mark };
            let line = Line {
                mark: jsonl::line(&located, annotation),
                person: speaker(survey, place),
                thread: thread(survey, place),
                thread_title: thread_title(survey, place),
                across: across(survey, place),
            };
            // Strings and numbers under string keys always serialise.
            out.push_str(&serde_json::to_string(&line).unwrap_or_default());
            out.push('\n');
        }
    }
    out
}

/// The number of a claim's thread, from 1.
fn thread(survey: &Survey, place: Place) -> Option<usize> {
    survey.overview.thread_at(place).map(|thread| thread + 1)
}

/// The title that the person gave a claim's thread.
fn thread_title(survey: &Survey, place: Place) -> &str {
    let thread = survey.overview.thread_of(place);
    thread.and_then(|thread| thread.title.as_ref()).map_or("", |title| &title.title)
}

/// The links that start at a mark.
fn across(survey: &Survey, place: Place) -> Vec<Across<'_>> {
    let outgoing = survey.overview.links_of(place).filter(|link| link.outgoing);
    outgoing.filter_map(|link| to_other(survey, link)).collect()
}

fn to_other<'a>(survey: &'a Survey, LinkSeen { item, other, .. }: LinkSeen<'a>) -> Option<Across<'a>> {
    Some(Across {
        id: item.id.as_str(),
        role: item.role.id(),
        to: survey.overview.corpus().mark(other)?.id.as_str(),
        path: &survey.overview.entry(other)?.path,
        note: &item.note,
        created: item.created.as_str(),
        modified: item.modified.as_str(),
        creator: &item.creator,
        extra: jsonl::fields(&item.extra),
    })
}
