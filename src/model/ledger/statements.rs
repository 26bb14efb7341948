//! Marks folded into statements, and the links between those.

use std::collections::HashMap;
use std::sync::Arc;

use super::Statement;
use crate::model::annotation::Annotation;
use crate::model::kind::Kind;
use crate::model::role::Role;
use crate::model::set::AnnotationSet;

/// The kinds that the ledger's rule speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Claim,
    Denial,
    Evidence,
    Other,
}

impl What {
    fn of(kind: &Kind) -> Self {
        match kind.id() {
            "claim" => Self::Claim,
            "denial" => Self::Denial,
            "evidence" => Self::Evidence,
            _ => Self::Other,
        }
    }
}

/// The roles that answer something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Does {
    Supports,
    Rebuts,
}

/// A link as one of its ends sees it: what is done, and the statement at the other end.
pub type End = (Does, u32);

/// The statements of a set with the links between them. A statement is named by the position of its earliest mark.
pub struct Statements<'a> {
    pub marks: &'a [Arc<Annotation>],
    pub what: Vec<What>,
    /// The statement of each mark.
    heads: Vec<u32>,
    /// The other marks of a statement that has any, in the order of the article.
    others: HashMap<u32, Vec<u32>>,
    /// What answers each statement, by position; and what each statement answers.
    pub answered_by: Lists,
    pub answers: Lists,
}

impl<'a> Statements<'a> {
    pub fn new(set: &'a AnnotationSet) -> Self {
        let marks = set.annotations();
        let what: Vec<What> = marks.iter().map(|mark| What::of(&mark.kind)).collect();
        let positions: HashMap<&str, u32> =
            marks.iter().enumerate().map(|(at, mark)| (mark.id.as_str(), at as u32)).collect();
        let mut heads: Vec<u32> = (0..marks.len() as u32).collect();
        let mut links = Vec::with_capacity(set.relations().len());
        for relation in set.relations() {
            let ends = (positions.get(relation.from.as_str()), positions.get(relation.to.as_str()));
            let (Some(&from), Some(&to)) = ends else { continue };
            if !allows(&relation.role, &marks[from as usize].kind, &marks[to as usize].kind) {
                continue;
            }
            match relation.role.id() {
                "restates" => unite(&mut heads, from, to),
                "supports" => links.push((from, to, Does::Supports)),
                "rebuts" => links.push((from, to, Does::Rebuts)),
                _ => {}
            }
        }
        let mut others: HashMap<u32, Vec<u32>> = HashMap::new();
        for at in 0..heads.len() as u32 {
            // A head comes before its restatements, so that theirs is known by now.
            let head = find(&mut heads, at);
            if head != at {
                others.entry(head).or_default().push(at);
            }
        }
        for (from, to, _) in &mut links {
            (*from, *to) = (heads[*from as usize], heads[*to as usize]);
        }
        // What a statement says of itself answers nothing.
        links.retain(|(from, to, _)| from != to);
        let answered_by = Lists::new(marks.len(), links.iter().map(|&(from, to, does)| (to, (does, from))));
        let answers = Lists::new(marks.len(), links.iter().map(|&(from, to, does)| (from, (does, to))));
        Self { marks, what, heads, others, answered_by, answers }
    }

    /// The statement of a mark.
    pub fn head(&self, mark: u32) -> u32 {
        self.heads[mark as usize]
    }

    /// What a statement of this position is.
    pub fn what(&self, statement: u32) -> What {
        self.what[statement as usize]
    }

    /// The earliest mark of a statement.
    pub fn mark(&self, statement: u32) -> Arc<Annotation> {
        self.marks[statement as usize].clone()
    }

    /// A statement with its marks.
    pub fn statement(&self, statement: u32) -> Statement {
        let others = self.others.get(&statement).map_or(&[][..], Vec::as_slice);
        Statement { mark: self.mark(statement), restatements: others.iter().map(|other| self.mark(*other)).collect() }
    }
}

fn allows(role: &Role, from: &Kind, to: &Kind) -> bool {
    role.row().is_some_and(|row| row.allows(from, to))
}

/// The head of a mark's statement, halving the path to it (Tarjan and van Leeuwen, "Worst-case Analysis of Set Union
/// Algorithms", 1984).
fn find(heads: &mut [u32], mut at: u32) -> u32 {
    while heads[at as usize] != at {
        heads[at as usize] = heads[heads[at as usize] as usize];
        at = heads[at as usize];
    }
    at
}

/// Makes one statement of two; its head is the earliest.
fn unite(heads: &mut [u32], one: u32, other: u32) {
    let (one, other) = (find(heads, one), find(heads, other));
    heads[one.max(other) as usize] = one.min(other);
}

/// A list for each statement, all in one piece of memory.
pub struct Lists {
    starts: Vec<u32>,
    ends: Vec<End>,
}

impl Lists {
    fn new(count: usize, links: impl Iterator<Item = (u32, End)> + Clone) -> Self {
        let mut starts = vec![0; count + 1];
        for (at, _) in links.clone() {
            starts[at as usize + 1] += 1;
        }
        for at in 0..count {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut ends = vec![(Does::Supports, 0); starts[count] as usize];
        for (at, end) in links {
            ends[next[at as usize] as usize] = end;
            next[at as usize] += 1;
        }
        Self { starts, ends }
    }

    pub fn of(&self, statement: u32) -> &[End] {
        let at = statement as usize;
        &self.ends[self.starts[at] as usize..self.starts[at + 1] as usize]
    }
}
