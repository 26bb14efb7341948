//! Loose ends: incomplete marks.

use std::sync::Arc;

use super::statements::{StatementKind, Statements};
use crate::model::annotation::Annotation;

/// True if a mark is a loose end, by its kind and by whether its statement answers anything.
type Test = fn(&Annotation, StatementKind, bool) -> bool;

/// A row of [`LOOSE`].
#[derive(Debug)]
pub struct LooseRow {
    /// Its stable id.
    pub id: &'static str,
    /// Its heading, in sentence case.
    pub title: &'static str,
    /// One sentence for help: the remedy.
    pub help: &'static str,
    test: Test,
}

impl PartialEq for LooseRow {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// Every sort of loose end, in display order.
pub const LOOSE: &[LooseRow] = &[
    LooseRow {
        id: "denies-nothing",
        title: "Denials that answer nothing",
        help: "link each to what it denies",
        test: |_, what, answers| what == StatementKind::Denial && !answers,
    },
    LooseRow {
        id: "evidence-for-nothing",
        title: "Evidence for nothing",
        help: "link each to what it speaks for or against",
        test: |_, what, answers| what == StatementKind::Evidence && !answers,
    },
    LooseRow {
        id: "no-speaker",
        title: "Marks with no speaker",
        help: "say of each who asserts it",
        test: |mark, _, _| mark.speaker.is_none(),
    },
    LooseRow {
        id: "discuss",
        title: "Marks up for discussion",
        help: "the annotator wants a second opinion",
        test: |mark, _, _| mark.discuss,
    },
];

/// The marks of each row of the table, in the order of the article.
pub fn loose(statements: &Statements<'_>) -> Vec<(&'static LooseRow, Vec<Arc<Annotation>>)> {
    let of_row = |row: &'static LooseRow| {
        let is_loose = |at: &u32| {
            let answers = !statements.answers.of(statements.head(*at)).is_empty();
            (row.test)(statements.marks[*at as usize], statements.what(*at), answers)
        };
        let marks = (0..statements.marks.len() as u32).filter(is_loose).map(|at| statements.mark(at));
        (row, marks.collect())
    };
    LOOSE.iter().map(of_row).collect()
}
