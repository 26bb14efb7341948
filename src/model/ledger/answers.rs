//! The answers to each claim.

use super::statements::{AnswerRole, StatementKind, Statements};
use super::{Answer, Facts, Part, Row, standing};

/// An answer before its details are looked up; the fields that order it come first.
type Found = (Part, u32, Option<u32>);

/// One row for each claim, in the order of the article.
pub fn rows(statements: &Statements<'_>) -> Vec<Row> {
    let claims = (0..statements.marks.len() as u32)
        .filter(|at| statements.what(*at) == StatementKind::Claim && statements.head(*at) == *at);
    let mut found = Vec::new();
    claims
        .map(|claim| {
            found.clear();
            find(statements, claim, &mut found);
            row(statements, claim, &found)
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

fn row(statements: &Statements<'_>, claim: u32, found: &[Found]) -> Row {
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
        let through = through.map(|through| statements.mark(through));
        answers.push(Answer { statement: statements.statement(answer), part, through, rebutted });
    }
    Row { claim: statements.statement(claim), standing: standing(facts), answers }
}
