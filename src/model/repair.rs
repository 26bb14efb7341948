//! Repairs of problems: the edit that each row of [`CHECKS`](crate::model::check::CHECKS) names.
//!
//! A repair never guesses. It is offered with one line that describes the change, including anything it deletes; if the
//! person has to choose, there is no repair.

use crate::model::check;
use crate::model::document::Document;
use crate::model::edit::Edit;
use crate::model::problem::{Fix, Problem, Repair};

/// The remedy for one problem.
#[derive(Clone, Debug, PartialEq)]
pub enum Remedy {
    /// A repair.
    Fix(Fix),
    /// No automatic repair: advice to the person.
    Advice(&'static str),
}

/// The remedy for a problem of this document. If reading corrected the problem already, the edit is empty.
pub fn remedy(document: &Document, problem: &Problem) -> Remedy {
    match check::row(problem).map(|row| row.repair) {
        Some(Repair::Saving(what)) => Remedy::Fix(Fix { what: what.to_owned(), edit: Edit::Batch(Vec::new()) }),
        Some(Repair::Edit(fix, advice)) => {
            fix(&document.article, &document.set, problem).map_or(Remedy::Advice(advice), Remedy::Fix)
        }
        Some(Repair::None(advice)) => Remedy::Advice(advice),
        None => Remedy::Advice("update Gainsay, which may know what to do"),
    }
}

/// The repairs that were made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Repaired {
    /// The problems repaired, each with the description of the change.
    pub done: Vec<(Problem, String)>,
    /// The inverse edits, in the order to apply them; empty if everything was corrected in reading.
    pub inverses: Vec<Edit>,
}

/// Repairs what can be repaired of `problems`, one after the other, since one may solve the next or make it possible.
pub fn repair(document: &mut Document, problems: &[Problem]) -> Repaired {
    let mut repaired = Repaired::default();
    // Within a check from the last to the first, so that removing a link does not shift those before it.
    let numbered: Vec<(usize, &Problem)> = problems.iter().enumerate().collect();
    let by_check = numbered.chunk_by(|(_, one), (_, other)| one.check == other.check);
    let mut left: Vec<(usize, &Problem)> = by_check.flat_map(|problems| problems.iter().rev()).copied().collect();
    let mut done: Vec<(usize, String)> = Vec::new();
    loop {
        let before = left.len();
        left.retain(|(number, problem)| {
            let Remedy::Fix(fix) = remedy(document, problem) else { return true };
            let changes = fix.edit != Edit::Batch(Vec::new());
            // The fix was made for this document, so it fits.
            let Ok(inverse) = document.apply(fix.edit) else { return true };
            if changes {
                repaired.inverses.push(inverse);
            }
            done.push((*number, fix.what));
            false
        });
        if left.len() == before {
            done.sort_by_key(|(number, _)| *number);
            repaired.done = done.into_iter().map(|(number, what)| (problems[number].clone(), what)).collect();
            repaired.inverses.reverse();
            return repaired;
        }
    }
}
