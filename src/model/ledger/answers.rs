//! The answers to each claim.

use super::statements::{AnswerRole, StatementKind, Statements};
use super::{Answer, Facts, Part, Row, Standing, standing};

/// An answer before its details are looked up; the fields that order it come first.
type Found = (Part, u32, Option<u32>);

/// A claim with its answers, each by the position of its earliest mark.
pub struct Answered {
    pub claim: u32,
    pub standing: Standing,
    pub answers: Vec<AnswerAt>,
}

/// An answer to a claim by its position: see [`Answer`].
pub struct AnswerAt {
    pub statement: u32,
    pub part: Part,
    pub through: Option<u32>,
    pub rebutted: bool,
}

/// Every claim with its answers, in order.
pub fn answered<'s>(statements: &'s Statements<'_>) -> impl Iterator<Item = Answered> + 's {
    let claims = (0..statements.marks.len() as u32)
        .filter(|at| statements.what(*at) == StatementKind::Claim && statements.head(*at) == *at);
    let mut found = Vec::new();
    claims.map(move |claim| {
        found.clear();
        find(statements, claim, &mut found);
        judged(statements, claim, &found)
    })
}

/// One row for each claim, in the order of the article.
pub fn rows(statements: &Statements<'_>) -> Vec<Row> {
    answered(statements)
        .map(|Answered { claim, standing, answers }| Row {
            claim: statements.statement(claim),
            standing,
            answers: answers
                .into_iter()
                .map(|AnswerAt { statement, part, through, rebutted }| Answer {
                    statement: statements.statement(statement),
                    part,
                    through: through.map(|through| statements.mark(through)),
                    rebutted,
                })
                .collect(),
        })
        .collect()
}

/// The answers to a claim, by part and position, each once.
fn find(statements: &Statements<'_>, claim: u32, found: &mut Vec<Found>) {
    for &(does, answer) in statements.answered_by.of(claim) {
        let (part, behind) = match (statements.what(answer), does) {
            (StatementKind::Denial, AnswerRole::Rebuts) => (Part::Denial, Some(Part::EvidenceAgainst)),
            (StatementKind::Claim, AnswerRole::Rebuts) => (Part::ClaimAgainst, Some(Part::EvidenceAgainst)),
            (StatementKind::Claim, AnswerRole::Supports) => (Part::ClaimFor, Some(Part::EvidenceFor)),
            (StatementKind::Evidence, AnswerRole::Rebuts) => (Part::EvidenceAgainst, None),
            (StatementKind::Evidence, AnswerRole::Supports) => (Part::EvidenceFor, None),
            _ => continue,
        };
        found.push((part, answer, None));
        if let Some(part) = behind {
            found.extend(evidence_for(statements, answer).map(|evidence| (part, evidence, Some(answer))));
        }
    }
    found.sort_unstable();
    // A direct answer, or one through an earlier answer, comes first and is kept.
    found.dedup_by_key(|&mut (part, answer, _)| (part, answer));
}

/// The evidence that supports a statement directly.
fn evidence_for(statements: &Statements<'_>, statement: u32) -> impl Iterator<Item = u32> {
    let supports = |&&(does, other): &&(AnswerRole, u32)| {
        does == AnswerRole::Supports && statements.what(other) == StatementKind::Evidence
    };
    statements.answered_by.of(statement).iter().filter(supports).map(|&(_, evidence)| evidence)
}

/// A claim with its answers and its standing by them.
fn judged(statements: &Statements<'_>, claim: u32, found: &[Found]) -> Answered {
    let mut facts = Facts::default();
    let mut answers = Vec::with_capacity(found.len());
    for &(part, answer, through) in found {
        let rebutted = statements
            .answered_by
            .of(answer)
            .iter()
            .any(|(does, other)| *does == AnswerRole::Rebuts && *other != claim);
        let counts = match part {
            Part::Denial | Part::ClaimAgainst => {
                facts.denied = true;
                true
            }
            Part::EvidenceFor => {
                facts.evidence_for = true;
                true
            }
            Part::EvidenceAgainst => {
                facts.evidence_against = true;
                true
            }
            Part::ClaimFor => evidence_for(statements, answer).next().is_some(),
        };
        facts.answer_rebutted |= counts && rebutted;
        answers.push(AnswerAt { statement: answer, part, through, rebutted });
    }
    Answered { claim, standing: standing(facts), answers }
}
