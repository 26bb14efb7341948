//! The losses of a project's exports: those of each article, and those of what belongs to no article.

use std::collections::HashSet;
use std::iter;

use crate::interchange::Lost;
use crate::interchange::losses::{loss_rows, losses_by};
use crate::interchange::project::gathered::gathered;
use crate::interchange::project::{ProjectFormat, Survey};
use crate::model::message::counted;
use crate::model::project::corpus::Place;

/// A loss of what belongs to no article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProjectLoss {
    /// Articles without marks.
    Unmarked,
    /// Marks that are neither a claim nor answer one.
    Loose,
    /// Links between articles.
    Links,
    /// Notes on links between articles.
    LinkNotes,
    /// Links between articles with unknown roles.
    LinkRoles,
    /// Ids, authors and dates of links between articles.
    LinkRecords,
    /// Unknown fields of links between articles.
    LinkFields,
    /// Ids of marks and links that an earlier article has too, as in a copied file.
    CopiedIds,
    /// The words of marks that are only counted: all of a thread but its first claim.
    Words,
    /// Titles of threads.
    Titles,
    /// Authors and dates of titles of threads.
    TitleRecords,
    /// Speakers under several names that were merged.
    Speakers,
    /// Authors and dates of mergers of speakers.
    SpeakerRecords,
    /// Marks of articles as done.
    Done,
    /// The colours of tags.
    TagColours,
}

/// A loss with its names and its count.
struct Row {
    /// The loss; `None` for one of every format.
    loss: Option<ProjectLoss>,
    one: &'static str,
    several: &'static str,
    count: fn(&Survey) -> usize,
}

/// Every loss that a format may declare, in the order of lists.
const ROWS: &[Row] = &[
    Row {
        loss: None,
        one: "article that could not be read",
        several: "articles that could not be read",
        count: |survey| survey.entries().iter().filter(|entry| entry.failure.is_some()).count(),
    },
    Row {
        loss: None,
        one: "link between articles with an end that is not there",
        several: "links between articles with an end that is not there",
        count: |survey| survey.content.links().count().saturating_sub(survey.overview.links().len()),
    },
    Row {
        loss: None,
        one: "title of a thread that is not there or has another title",
        several: "titles of threads that are not there or have other titles",
        count: |survey| survey.content.threads().count().saturating_sub(titled(survey)),
    },
    Row {
        loss: None,
        one: "unknown field of the project file",
        several: "unknown fields of the project file",
        count: unknown_fields,
    },
    Row {
        loss: Some(ProjectLoss::Unmarked),
        one: "article without marks",
        several: "articles without marks",
        count: |survey| {
            let read = survey.entries().iter().filter(|entry| entry.failure.is_none());
            read.filter(|entry| entry.document.set().annotations().is_empty()).count()
        },
    },
    Row {
        loss: Some(ProjectLoss::Loose),
        one: "mark that belongs to no thread",
        several: "marks that belong to no thread",
        count: |survey| {
            let answers = answers(survey);
            let is_loose = |place: &Place| !answers.contains(place) && survey.overview.thread_at(*place).is_none();
            survey.overview.marks().filter(is_loose).count()
        },
    },
    Row {
        loss: Some(ProjectLoss::Links),
        one: "link between articles",
        several: "links between articles",
        count: |survey| survey.overview.links().len(),
    },
    Row {
        loss: Some(ProjectLoss::LinkNotes),
        one: "note on a link between articles",
        several: "notes on links between articles",
        count: |survey| survey.overview.links().iter().filter(|link| !link.item.note.is_empty()).count(),
    },
    Row {
        loss: Some(ProjectLoss::LinkRoles),
        one: "link between articles with an unknown role",
        several: "links between articles with unknown roles",
        count: |survey| survey.overview.links().iter().filter(|link| link.item.role.row().is_none()).count(),
    },
    Row {
        loss: Some(ProjectLoss::LinkRecords),
        one: "author and date of a link between articles",
        several: "authors and dates of links between articles",
        count: |survey| survey.overview.links().len(),
    },
    Row {
        loss: Some(ProjectLoss::LinkFields),
        one: "unknown field of a link between articles",
        several: "unknown fields of links between articles",
        count: |survey| survey.overview.links().iter().map(|link| link.item.extra.iter().count()).sum(),
    },
    Row {
        loss: Some(ProjectLoss::CopiedIds),
        one: "id that an earlier article has too",
        several: "ids that earlier articles have too",
        count: |survey| gathered(survey).renamed,
    },
    Row {
        loss: Some(ProjectLoss::Words),
        one: "mark's words",
        several: "marks' words",
        count: |survey| {
            let further = survey.overview.threads().iter().map(|thread| thread.claims.len().saturating_sub(1));
            further.sum::<usize>() + answers(survey).len()
        },
    },
    Row { loss: Some(ProjectLoss::Titles), one: "title of a thread", several: "titles of threads", count: titled },
    Row {
        loss: Some(ProjectLoss::TitleRecords),
        one: "author and date of a thread's title",
        several: "authors and dates of threads' titles",
        count: titled,
    },
    Row {
        loss: Some(ProjectLoss::Speakers),
        one: "merged speaker",
        several: "merged speakers",
        count: |survey| survey.content.speakers().count(),
    },
    Row {
        loss: Some(ProjectLoss::SpeakerRecords),
        one: "author and date of a merged speaker",
        several: "authors and dates of merged speakers",
        count: |survey| survey.content.speakers().count(),
    },
    Row {
        loss: Some(ProjectLoss::Done),
        one: "article's state “done”",
        several: "articles' state “done”",
        count: |survey| survey.content.articles().filter(|item| item.done).count(),
    },
    Row {
        loss: Some(ProjectLoss::TagColours),
        one: "tag's colour in the project",
        several: "tags' colours in the project",
        count: |survey| survey.content.tag_colours().iter().count(),
    },
];

/// The marks that answer a claim.
fn answers(survey: &Survey) -> HashSet<Place> {
    let threads = survey.overview.threads().iter();
    threads.flat_map(|thread| &thread.answers).flat_map(|answer| answer.marks.iter().copied()).collect()
}

/// The number of threads with a title.
fn titled(survey: &Survey) -> usize {
    survey.overview.threads().iter().filter(|thread| thread.title.is_some()).count()
}

/// The number of unknown fields of the file and of what it lists, but for links, which some formats have.
fn unknown_fields(survey: &Survey) -> usize {
    let content = &survey.content;
    let of_ends = content.links().flat_map(|link| [&link.from.extra, &link.to.extra]);
    let of_titles = content.threads().flat_map(|thread| [&thread.extra, &thread.claim.extra]);
    let of_speakers = content.speakers().map(|speaker| &speaker.extra);
    let of_articles = content.articles().map(|article| &article.extra);
    let all = iter::once(content.extra()).chain(of_ends).chain(of_titles).chain(of_speakers).chain(of_articles);
    all.map(|extra| extra.iter().count()).sum()
}

/// The losses of a project in a format: "3 notes", "the title" for a loss without a number.
pub fn project_losses(format: &ProjectFormat, survey: &Survey) -> Vec<String> {
    let declared = ROWS.iter().filter(|row| row.loss.is_none_or(|loss| format.is_without(loss)));
    let counts = declared.map(|row| (row, (row.count)(survey))).filter(|(_, count)| *count > 0);
    let lost = counts.map(|(row, count)| counted(count, row.one, row.several));
    let mut of_articles: Vec<Lost> = Vec::new();
    for entry in survey.entries().iter().filter(|entry| entry.failure.is_none()) {
        for one in losses_by(&|loss| format.is_lost(loss), &entry.document) {
            match of_articles.iter_mut().find(|lost| lost.row.loss == one.row.loss) {
                Some(lost) => lost.count += one.count,
                None => of_articles.push(one),
            }
        }
    }
    let rows = loss_rows().filter_map(|row| of_articles.iter().find(|lost| lost.row.loss == row.loss));
    lost.chain(rows.map(ToString::to_string)).collect()
}
