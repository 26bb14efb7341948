//! The standing of a claim.

/// The standing of a claim: a row of [`STANDINGS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Nothing answers it.
    Unanswered,
    /// A denial or another claim contradicts it, and there is no evidence either way.
    Denied,
    /// A denial or another claim contradicts it, with evidence, and there is none for it.
    DeniedWithEvidence,
    /// There is evidence against it, though nobody contradicts it.
    Refuted,
    /// There is evidence for it, and nothing against it.
    Supported,
    /// Both sides have something.
    Contested,
}

/// A row of [`STANDINGS`].
#[derive(Debug)]
pub struct StandingRow {
    /// The standing.
    pub standing: Standing,
    /// Its stable id in tables.
    pub id: &'static str,
    /// Its name on the screen, in sentence case.
    pub name: &'static str,
    /// One sentence for help and legends.
    pub help: &'static str,
}

/// Every standing, the least settled first.
pub const STANDINGS: &[StandingRow] = &[
    StandingRow {
        standing: Standing::Unanswered,
        id: "unanswered",
        name: "Unanswered",
        help: "nobody contradicts it and no evidence speaks for or against it",
    },
    StandingRow {
        standing: Standing::Denied,
        id: "denied",
        name: "Contradicted without evidence",
        help: "a denial or another claim contradicts it, and no evidence speaks for or against it",
    },
    StandingRow {
        standing: Standing::DeniedWithEvidence,
        id: "denied-with-evidence",
        name: "Contradicted with evidence",
        help: "a denial or another claim contradicts it, evidence speaks against it, and none for it",
    },
    StandingRow {
        standing: Standing::Refuted,
        id: "refuted",
        name: "Refuted by evidence only",
        help: "evidence speaks against it, though nobody contradicts it",
    },
    StandingRow {
        standing: Standing::Supported,
        id: "supported",
        name: "Supported",
        help: "evidence speaks for it, and nothing against it",
    },
    StandingRow {
        standing: Standing::Contested,
        id: "contested",
        name: "Contested",
        help: "something speaks for it and something against it, or what answers it is itself rebutted",
    },
];

impl Standing {
    /// Its row in [`STANDINGS`].
    pub fn row(self) -> &'static StandingRow {
        &STANDINGS[self as usize]
    }
}

/// The facts that the standing of a claim depends on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// A denial, or another claim, rebuts it.
    pub denied: bool,
    /// Evidence supports it, or supports a claim that supports it.
    pub evidence_for: bool,
    /// Evidence rebuts it, or supports a denial or a claim that rebuts it.
    pub evidence_against: bool,
    /// One of the answers that make the three above true is rebutted by something other than the claim itself.
    pub answer_rebutted: bool,
}

/// The standing by the facts.
///
/// | denied | evidence for | evidence against | an answer is rebutted | standing |
/// |---|---|---|---|---|
/// | no | no | no | – | unanswered |
/// | yes | no | no | no | contradicted without evidence |
/// | yes | no | yes | no | contradicted with evidence |
/// | no | no | yes | no | refuted by evidence only |
/// | no | yes | no | no | supported |
/// | yes | yes | any | any | contested |
/// | any | yes | yes | any | contested |
/// | any of the three | | | yes | contested |
///
/// Words against a claim (a denial, or a claim that rebuts it) deny it. Words for it change nothing: a claim that
/// supports another is one more claim, not evidence, and counts only by the evidence behind it. Evidence counts one step
/// away, where it supports what speaks of the claim, and no further. An answer that is itself rebutted still counts, since
/// the ledger does not judge, but the claim is then contested, whichever side the rebuttal takes.
pub fn standing(facts: Facts) -> Standing {
    match (facts.denied, facts.evidence_for, facts.evidence_against, facts.answer_rebutted) {
        (false, false, false, _) => Standing::Unanswered,
        (_, _, _, true) | (true, true, _, _) | (_, true, true, _) => Standing::Contested,
        (true, false, false, false) => Standing::Denied,
        (true, false, true, false) => Standing::DeniedWithEvidence,
        (false, false, true, false) => Standing::Refuted,
        (false, true, false, false) => Standing::Supported,
    }
}
