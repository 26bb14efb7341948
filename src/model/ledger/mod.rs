//! The ledger: every claim with its answers, and its standing by the links alone.
//!
//! Marks of one kind that [restate](crate::model::role::ROLES) each other, in any direction and transitively, are one
//! [`Statement`]; a link to any of them is a link to all. Links that `ROLES` does not allow, and those with a missing
//! end, are ignored: `check` reports them. The ledger never judges who is right: it shows what was brought forward. See
//! [`standing`] for the rule.

mod answers;
mod loose;
mod order;
mod speakers;
mod standing;
mod statements;

use std::sync::Arc;

use crate::model::annotation::Annotation;
use crate::model::fold;
use crate::model::set::AnnotationSet;

pub use loose::{LOOSE, LooseRow};
pub use order::{LedgerFilter, ORDERS, Order, OrderRow};
pub use speakers::SpeakerCount;
pub use standing::{Facts, STANDINGS, Standing, StandingRow, standing};

pub(in crate::model) use answers::{AnswerAt, Answered, answered};
pub(in crate::model) use statements::Statements;

/// The ledger of a set of annotations.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ledger {
    /// One row for each claim, in the order of the article.
    pub rows: Vec<Row>,
    /// The loose ends: for each row of [`LOOSE`] its marks, in the order of the article.
    pub loose: Vec<(&'static LooseRow, Vec<Arc<Annotation>>)>,
    /// The speakers with their numbers of marks: most marks first, those without a speaker last.
    pub speakers: Vec<SpeakerCount>,
}

/// Marks of one kind that restate each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// The earliest of them in the article, which represents all.
    pub mark: Arc<Annotation>,
    /// The others, in the order of the article.
    pub restatements: Vec<Arc<Annotation>>,
}

impl Statement {
    /// All its marks, in the order of the article.
    pub fn marks(&self) -> impl Iterator<Item = &Arc<Annotation>> {
        std::iter::once(&self.mark).chain(&self.restatements)
    }

    /// The names of its speakers, each once, in the order of the article; none for marks without a speaker.
    pub fn speakers(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for speaker in self.marks().filter_map(|mark| mark.speaker.as_ref()) {
            if !names.iter().any(|name| fold::is_same_name(name, speaker.label())) {
                names.push(speaker.label());
            }
        }
        names
    }
}

/// A claim with its answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The claim.
    pub claim: Statement,
    /// Its standing.
    pub standing: Standing,
    /// Its answers, by [`PARTS`], then in the order of the article.
    pub answers: Vec<Answer>,
}

impl Row {
    /// The answers of one part.
    pub fn part(&self, part: Part) -> impl Iterator<Item = &Answer> {
        self.answers.iter().filter(move |answer| answer.part == part)
    }
}

/// An answer to a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The statement.
    pub statement: Statement,
    /// Its part.
    pub part: Part,
    /// The answer that it supports, for evidence that does not answer the claim itself.
    pub through: Option<Arc<Annotation>>,
    /// True if something other than the claim itself rebuts it.
    pub rebutted: bool,
}

/// The part that an answer plays for a claim: a row of [`PARTS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// A denial rebuts it.
    Denial,
    /// Evidence supports it, or supports a claim that supports it.
    EvidenceFor,
    /// Evidence rebuts it, or supports a denial or a claim that rebuts it.
    EvidenceAgainst,
    /// Another claim supports it.
    ClaimFor,
    /// Another claim rebuts it.
    ClaimAgainst,
}

/// A row of [`PARTS`].
#[derive(Debug)]
pub struct PartRow {
    /// The part.
    pub part: Part,
    /// Its stable id, which is also the name of its column in tables.
    pub id: &'static str,
    /// Its name on the screen, in sentence case.
    pub name: &'static str,
    /// One sentence for help.
    pub help: &'static str,
    /// True if it is against the claim.
    pub against: bool,
}

/// Every part, in the order of columns.
pub const PARTS: &[PartRow] = &[
    PartRow { part: Part::Denial, id: "denials", name: "Denials", help: "says that it is not so", against: true },
    PartRow {
        part: Part::EvidenceFor,
        id: "evidence_for",
        name: "Evidence for",
        help: "supports it, or a claim that supports it",
        against: false,
    },
    PartRow {
        part: Part::EvidenceAgainst,
        id: "evidence_against",
        name: "Evidence against",
        help: "rebuts it, or supports what rebuts it",
        against: true,
    },
    PartRow {
        part: Part::ClaimFor,
        id: "claims_for",
        name: "Claims for",
        help: "another claim that supports it",
        against: false,
    },
    PartRow {
        part: Part::ClaimAgainst,
        id: "claims_against",
        name: "Claims against",
        help: "another claim that rebuts it",
        against: true,
    },
];

impl Part {
    /// Its row in [`PARTS`].
    pub fn row(self) -> &'static PartRow {
        &PARTS[self as usize]
    }
}

impl Ledger {
    /// The ledger of a set. 10,000 marks with 10,000 links take a few milliseconds at most (`benches/ledger.rs`).
    pub fn new(set: &AnnotationSet) -> Self {
        let statements = Statements::new(set);
        Self { rows: answers::rows(&statements), loose: loose::loose(&statements), speakers: speakers::counts(set) }
    }

    /// Number of claims with this standing.
    pub fn count(&self, standing: Standing) -> usize {
        self.rows.iter().filter(|row| row.standing == standing).count()
    }
}
