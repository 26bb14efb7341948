//! Marks grouped into statements, and the links between those.

use std::sync::Arc;

use super::Statement;
use crate::model::annotation::Annotation;
use crate::model::index::{Groups, Lists, positions};
use crate::model::kind::Kind;
use crate::model::role::Role;
use crate::model::set::AnnotationSet;

/// The kinds that the ledger's rule distinguishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatementKind {
    Claim,
    Denial,
    Evidence,
    Other,
}

impl StatementKind {
    fn of(kind: &Kind) -> Self {
        match kind.id() {
            "claim" => Self::Claim,
            "denial" => Self::Denial,
            "evidence" => Self::Evidence,
            _ => Self::Other,
        }
    }
}

/// The roles of answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AnswerRole {
    #[default]
    Supports,
    Rebuts,
}

/// A link seen from one of its ends: the role, and the statement at the other end.
pub type End = (AnswerRole, u32);

/// The statements of a set with the links between them. A statement is named by the index of its earliest mark.
pub struct Statements<'a> {
    pub marks: Vec<&'a Arc<Annotation>>,
    pub what: Vec<StatementKind>,
    /// The statement of each mark.
    heads: Vec<u32>,
    /// The other marks of each statement, in the order of the article.
    others: Lists<u32>,
    /// The answers to each statement, by position; and the statements it answers.
    pub answered_by: Lists<End>,
    pub answers: Lists<End>,
}

impl<'a> Statements<'a> {
    /// The statements of a set.
    pub fn new(set: &'a AnnotationSet) -> Self {
        let positions = positions(set);
        let links = set.relations().iter().filter_map(|relation| {
            let ends = (positions.get(relation.from.as_str()), positions.get(relation.to.as_str()));
            let (Some(&from), Some(&to)) = ends else { return None };
            Some((from, to, &relation.role))
        });
        Self::linked(set.annotations().iter().collect(), links)
    }

    /// The statements of these marks, with links from one mark to another by their positions.
    pub fn linked(marks: Vec<&'a Arc<Annotation>>, of: impl Iterator<Item = (u32, u32, &'a Role)>) -> Self {
        let what: Vec<StatementKind> = marks.iter().map(|mark| StatementKind::of(&mark.kind)).collect();
        let mut groups = Groups::new(marks.len());
        let mut links = Vec::new();
        for (from, to, role) in of {
            if !allows(role, &marks[from as usize].kind, &marks[to as usize].kind) {
                continue;
            }
            match role.id() {
                "restates" => groups.unite(from, to),
                "supports" => links.push((from, to, AnswerRole::Supports)),
                "rebuts" => links.push((from, to, AnswerRole::Rebuts)),
                _ => {}
            }
        }
        let heads = groups.into_heads();
        let restatements = (0..).zip(&heads).map(|(at, head)| (*head, at)).filter(|(head, at)| head != at);
        let others = Lists::new(marks.len(), restatements);
        for (from, to, _) in &mut links {
            (*from, *to) = (heads[*from as usize], heads[*to as usize]);
        }
        // Links within a statement answer nothing.
        links.retain(|(from, to, _)| from != to);
        let answered_by = Lists::new(marks.len(), links.iter().map(|&(from, to, does)| (to, (does, from))));
        let answers = Lists::new(marks.len(), links.iter().map(|&(from, to, does)| (from, (does, to))));
        Self { marks, what, heads, others, answered_by, answers }
    }

    /// The statement of a mark.
    pub fn head(&self, mark: u32) -> u32 {
        self.heads[mark as usize]
    }

    /// The kind of a statement.
    pub fn what(&self, statement: u32) -> StatementKind {
        self.what[statement as usize]
    }

    /// The positions of the marks of a statement, in order.
    pub fn all(&self, statement: u32) -> impl Iterator<Item = u32> {
        std::iter::once(statement).chain(self.others.of(statement).iter().copied())
    }

    /// The earliest mark of a statement.
    pub fn mark(&self, statement: u32) -> Arc<Annotation> {
        self.marks[statement as usize].clone()
    }

    /// A statement with its marks.
    pub fn statement(&self, statement: u32) -> Statement {
        let others = self.others.of(statement).iter();
        Statement { mark: self.mark(statement), restatements: others.map(|other| self.mark(*other)).collect() }
    }
}

fn allows(role: &Role, from: &Kind, to: &Kind) -> bool {
    role.row().is_some_and(|row| row.allows(from, to))
}
