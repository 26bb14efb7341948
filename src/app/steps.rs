//! The steps of an article and of the project in one order, as undo and redo go through them.

use crate::app::project::OpenProject;
use crate::app::session::{Session, SessionId};

/// A step, by its index in its history. One that is in both is that of the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Row {
    Article(usize),
    Project(usize),
}

/// The steps of an article and of the project, done ones first, in the order of time.
#[derive(Clone, Debug, Default)]
pub struct Steps {
    rows: Vec<Row>,
    done: usize,
    of: Option<Of>,
}

/// Everything that the rows depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Of {
    session: SessionId,
    number: u64,
    article: (usize, usize),
    project: (usize, usize),
}

impl Steps {
    /// Makes the rows anew if something was done, undone or redone since; `number` is that of the last step.
    pub fn keep(&mut self, session: &Session, project: Option<&OpenProject>, number: u64) {
        let project = project.filter(|project| project.is_editable());
        let counts = project.map_or((0, 0), |project| (project.history.len(), project.history.done()));
        let article = (session.history.len(), session.history.done());
        let of = Some(Of { session: session.id, number, article, project: counts });
        if self.of != of {
            *self = Self { of, ..Self::new(session, project) };
        }
    }

    /// The steps of an article and of the project, if that may be changed.
    pub fn new(session: &Session, project: Option<&OpenProject>) -> Self {
        let project = project.filter(|project| project.is_editable());
        let (article, across) = (&session.history, project.map(|project| &project.history));
        let (count, all) = (article.len(), across.map_or(0, |history| history.len()));
        let (done, all_done) = (article.done(), across.map_or(0, |history| history.done()));
        let numbers = |range: std::ops::Range<usize>| range.filter_map(|at| Some((article.number(at)?, at)));
        let numbers_across =
            |range: std::ops::Range<usize>| range.filter_map(move |at| Some((across?.step(at)?.0, at)));
        let mut rows = merged(numbers(0..done), numbers_across(0..all_done), |one, other| one < other);
        let last = article.done_last().max(across.and_then(|history| history.done_last()));
        let is_next = |(number, _): &(u64, usize)| Some(*number) > last;
        let undone = numbers(done..count).take_while(is_next);
        let undone_across = numbers_across(all_done..all).take_while(is_next);
        let done = rows.len();
        rows.extend(merged(undone, undone_across, |one, other| one > other));
        Self { rows, done, of: None }
    }

    /// The number of steps.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// True if there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The number of steps that are done.
    pub fn done(&self) -> usize {
        self.done
    }

    /// The title of a step, and the words that it is about.
    pub fn step<'a>(
        &self,
        session: &'a Session,
        project: Option<&'a OpenProject>,
        at: usize,
    ) -> Option<(&'static str, &'a str)> {
        match *self.rows.get(at)? {
            Row::Article(at) => session.history.step(at).map(|(kind, about)| (kind.title(), about)),
            Row::Project(at) => project?.history.step(at).map(|(_, kind, about)| (kind.title(), about)),
        }
    }
}

/// Two orders in one. What has one number in both was one gesture.
fn merged(
    article: impl Iterator<Item = (u64, usize)>,
    project: impl Iterator<Item = (u64, usize)>,
    is_first: impl Fn(u64, u64) -> bool,
) -> Vec<Row> {
    let (mut article, mut project) = (article.peekable(), project.peekable());
    let mut rows = Vec::new();
    loop {
        match (article.peek().copied(), project.peek().copied()) {
            (Some((one, at)), Some((other, _))) if one == other => {
                rows.push(Row::Article(at));
                article.next();
                project.next();
            }
            (Some((one, at)), other) if other.is_none_or(|(other, _)| is_first(one, other)) => {
                rows.push(Row::Article(at));
                article.next();
            }
            (_, Some((_, at))) => {
                rows.push(Row::Project(at));
                project.next();
            }
            _ => return rows,
        }
    }
}
