//! The ledger: its tables, its rule against an oracle that knows only the links, and its loose ends.

use std::collections::{BTreeSet, HashSet};

use crate::properties::choices::change;
use gainsay::model::annotation::{Annotation, Id, Relation, Speaker, Target};
use gainsay::model::kind::Kind;
use gainsay::model::ledger::{
    Facts, LOOSE, Ledger, LedgerFilter, ORDERS, Order, PARTS, Part, STANDINGS, Standing, standing,
};
use gainsay::model::offset::ByteRange;
use gainsay::model::role::{ROLES, Role};
use gainsay::model::set::AnnotationSet;
use gainsay::model::text::ArticleText;
use proptest::prelude::*;

/// A link of marks by number: from, role, to.
type Link = (usize, &'static str, usize);

/// A mark for each kind, each at a place of its own, with these links; ids are made by `id`.
fn set_of(kinds: &[&str], links: &[Link], id: impl Fn(usize) -> String) -> AnnotationSet {
    let marks = kinds.iter().enumerate().map(|(n, kind)| {
        Annotation::new(Id::new(&id(n)), Kind::new(kind), Target::of(ByteRange::of(n * 2, n * 2 + 1)))
    });
    let relations = links.iter().enumerate().map(|(n, (from, role, to))| relation(n, &id(*from), role, &id(*to)));
    AnnotationSet::new(marks, relations).0
}

fn relation(n: usize, from: &str, role: &str, to: &str) -> Relation {
    Relation::new(Id::new(&format!("link {n}")), Id::new(from), Id::new(to), Role::new(role))
}

fn ledger_of(kinds: &[&str], links: &[Link]) -> Ledger {
    Ledger::new(&set_of(kinds, links, |n| format!("m{n:02}")))
}

fn standings(kinds: &[&str], links: &[Link]) -> Vec<&'static str> {
    ledger_of(kinds, links).rows.iter().map(|row| row.standing.row().id).collect()
}

#[test]
fn the_tables_are_in_their_own_order() {
    for (at, row) in STANDINGS.iter().enumerate() {
        assert_eq!(row.standing as usize, at, "{}", row.id);
        assert_eq!(row.standing.row().id, row.id);
    }
    for (at, row) in PARTS.iter().enumerate() {
        assert_eq!(row.part as usize, at, "{}", row.id);
        assert_eq!(row.part.row().id, row.id);
    }
    assert_eq!(ORDERS[0].order, Order::default());
    let ids: Vec<&str> = []
        .into_iter()
        .chain(STANDINGS.iter().map(|row| row.id))
        .chain(PARTS.iter().map(|row| row.id))
        .chain(LOOSE.iter().map(|row| row.id))
        .collect();
    assert_eq!(ids.iter().collect::<HashSet<_>>().len(), ids.len(), "an id is there twice: {ids:?}");
    let helps = STANDINGS.iter().map(|row| row.help).chain(PARTS.iter().map(|row| row.help));
    for help in helps.chain(LOOSE.iter().map(|row| row.help)) {
        assert!(!help.is_empty() && !help.ends_with('.'), "{help:?}");
    }
}

#[test]
fn every_standing_follows_from_its_facts() {
    let facts = |denied, evidence_for, evidence_against, answer_rebutted| Facts {
        denied,
        evidence_for,
        evidence_against,
        answer_rebutted,
    };
    let cases = [
        (facts(false, false, false, false), Standing::Unanswered),
        (facts(true, false, false, false), Standing::Denied),
        (facts(true, false, true, false), Standing::DeniedWithEvidence),
        (facts(false, false, true, false), Standing::Refuted),
        (facts(false, true, false, false), Standing::Supported),
        (facts(true, true, false, false), Standing::Contested),
        (facts(false, true, true, false), Standing::Contested),
        (facts(true, true, true, false), Standing::Contested),
    ];
    for (facts, expected) in cases {
        assert_eq!(standing(facts), expected, "{facts:?}");
        let rebutted = if expected == Standing::Unanswered { expected } else { Standing::Contested };
        assert_eq!(standing(Facts { answer_rebutted: true, ..facts }), rebutted, "{facts:?}");
    }
}

#[test]
fn a_story_has_the_expected_ledger() {
    let cde = ["claim", "denial", "evidence"];
    assert_eq!(standings(&cde, &[]), ["unanswered"]);
    assert_eq!(standings(&cde, &[(1, "rebuts", 0)]), ["denied"]);
    assert_eq!(standings(&cde, &[(1, "rebuts", 0), (2, "supports", 1)]), ["denied-with-evidence"]);
    assert_eq!(standings(&cde, &[(1, "rebuts", 0), (2, "rebuts", 0)]), ["denied-with-evidence"]);
    assert_eq!(standings(&cde, &[(1, "rebuts", 0), (2, "rebuts", 1)]), ["contested"]);
    assert_eq!(standings(&cde, &[(1, "rebuts", 0), (2, "supports", 0)]), ["contested"]);
    assert_eq!(standings(&cde, &[(2, "rebuts", 0)]), ["refuted"]);
    assert_eq!(standings(&cde, &[(2, "supports", 0)]), ["supported"]);
    assert_eq!(standings(&cde, &[(2, "supports", 0), (1, "rebuts", 2)]), ["contested"]);
    // Links that the roles do not allow, with a missing end, or with an unknown role: ignored.
    assert_eq!(
        standings(&cde, &[(1, "supports", 0), (2, "echoes", 0), (0, "rebuts", 0), (7, "rebuts", 0)]),
        ["unanswered"]
    );
    // A claim that supports another counts by its evidence alone.
    let cce = ["claim", "claim", "evidence"];
    assert_eq!(standings(&cce, &[(1, "supports", 0)]), ["unanswered", "unanswered"]);
    assert_eq!(standings(&cce, &[(1, "supports", 0), (2, "supports", 1)]), ["supported", "supported"]);
    assert_eq!(standings(&cce, &[(1, "supports", 0), (2, "rebuts", 1)]), ["unanswered", "refuted"]);
    assert_eq!(standings(&cce, &[(1, "rebuts", 0), (0, "rebuts", 1)]), ["denied", "denied"]);
    // Evidence two steps away is too far.
    let cdee = ["claim", "denial", "evidence", "evidence"];
    let links = [(1, "rebuts", 0), (2, "rebuts", 1), (3, "supports", 2)];
    let ledger = ledger_of(&cdee, &links);
    assert_eq!(ledger.rows[0].answers.len(), 1);
    assert!(ledger.rows[0].answers[0].rebutted);
}

#[test]
fn restatements_are_one_row_whichever_way_they_point() {
    let kinds = ["claim", "claim", "claim", "denial", "denial", "evidence"];
    let ledger = ledger_of(
        &kinds,
        &[(2, "restates", 1), (0, "restates", 2), (3, "rebuts", 2), (4, "restates", 3), (5, "supports", 4)],
    );
    assert_eq!(ledger.rows.len(), 1);
    let row = &ledger.rows[0];
    let ids = |marks: Vec<&std::sync::Arc<Annotation>>| -> Vec<String> {
        marks.iter().map(|mark| mark.id.to_string()).collect()
    };
    assert_eq!(ids(row.claim.marks().collect()), ["m00", "m01", "m02"]);
    assert_eq!(row.standing, Standing::DeniedWithEvidence);
    let denial = row.part(Part::Denial).next().unwrap();
    assert_eq!(ids(denial.statement.marks().collect()), ["m03", "m04"]);
    let evidence = row.part(Part::EvidenceAgainst).next().unwrap();
    assert_eq!(evidence.through.as_ref().map(|mark| mark.id.as_str()), Some("m03"));
    // A denial that restates one that answers something is not a loose end.
    assert!(ledger.loose[0].1.is_empty() && ledger.loose[1].1.is_empty());
}

#[test]
fn loose_ends_and_speakers_are_listed() {
    let mut set =
        set_of(&["claim", "denial", "evidence", "denial", "rumour"], &[(3, "rebuts", 0)], |n| format!("m{n}"));
    for (n, voice, name) in [(0, "named", "Ana"), (1, "named", "Ben"), (2, "unnamed", "Ana"), (3, "named", "Ben")] {
        let mut mark = set.annotations()[n].as_ref().clone();
        mark.speaker = Some(Speaker::new(voice, name));
        mark.discuss = n == 2;
        change(&mut set, gainsay::model::edit::Edit::Replace(mark.into())).unwrap();
    }
    let ledger = Ledger::new(&set);
    let loose: Vec<(&str, Vec<&str>)> =
        ledger.loose.iter().map(|(row, marks)| (row.id, marks.iter().map(|mark| mark.id.as_str()).collect())).collect();
    assert_eq!(
        loose,
        [
            ("denies-nothing", vec!["m1"]),
            ("evidence-for-nothing", vec!["m2"]),
            ("no-speaker", vec!["m4"]),
            ("discuss", vec!["m2"])
        ]
    );
    // Of the first three kinds, so that a new kind changes nothing here.
    let speakers: Vec<(&str, &[usize], usize)> =
        ledger.speakers.iter().map(|count| (count.label.as_str(), &count.counts[..3], count.others)).collect();
    assert_eq!(
        speakers,
        [
            ("Ben", &[0, 2, 0][..], 0),
            ("Ana", &[1, 0, 0][..], 0),
            ("Ana", &[0, 0, 1][..], 0),
            ("No speaker", &[0, 0, 0][..], 1)
        ]
    );
}

#[test]
fn rows_are_sorted_and_filtered() {
    let text = ArticleText::new("a b c d e f ");
    let kinds = ["claim", "denial", "claim", "evidence", "claim", "evidence"];
    let mut set = set_of(&kinds, &[(1, "rebuts", 2), (3, "supports", 0), (5, "supports", 2)], |n| format!("m{n}"));
    for (n, name) in [(2, "zoe"), (4, "Ana")] {
        let mut mark = set.annotations()[n].as_ref().clone();
        mark.speaker = Some(Speaker::new("named", name));
        change(&mut set, gainsay::model::edit::Edit::Replace(mark.into())).unwrap();
    }
    let ledger = Ledger::new(&set);
    let all = LedgerFilter::default();
    assert!(all.is_empty());
    assert_eq!(ledger.sorted(Order::Article, &all, &text), [0, 1, 2]);
    assert_eq!(ledger.sorted(Order::Standing, &all, &text), [2, 0, 1]);
    assert_eq!(ledger.sorted(Order::Answers, &all, &text), [1, 0, 2]);
    assert_eq!(ledger.sorted(Order::Speaker, &all, &text), [2, 1, 0]);
    let words = LedgerFilter { words: " F".to_owned(), ..LedgerFilter::default() };
    assert_eq!(ledger.sorted(Order::Article, &words, &text), [1]);
    let hidden = LedgerFilter { hidden: vec![Standing::Contested], ..LedgerFilter::default() };
    assert_eq!(ledger.sorted(Order::Article, &hidden, &text), [0, 2]);
    let speaker = LedgerFilter { speaker: Some("zoe".to_owned()), ..LedgerFilter::default() };
    assert_eq!(ledger.sorted(Order::Article, &speaker, &text), [1]);
    assert_eq!(ledger.count(Standing::Supported), 1);
}

/// The rule by quantifiers over marks: slow, and independent of the implementation.
struct Oracle<'a> {
    kinds: &'a [&'static str],
    links: Vec<Link>,
    /// The marks that restate each other.
    same: Vec<BTreeSet<usize>>,
}

impl<'a> Oracle<'a> {
    fn new(kinds: &'a [&'static str], links: &[Link]) -> Self {
        let allowed = |(from, role, to): &&Link| {
            let row = ROLES.iter().find(|row| row.id == *role);
            *from < kinds.len()
                && *to < kinds.len()
                && row.is_some_and(|row| row.allows(&Kind::new(kinds[*from]), &Kind::new(kinds[*to])))
        };
        let links: Vec<Link> = links.iter().filter(allowed).copied().collect();
        let mut same: Vec<BTreeSet<usize>> = (0..kinds.len()).map(|mark| BTreeSet::from([mark])).collect();
        for _ in 0..kinds.len() {
            for (from, _, to) in links.iter().filter(|(_, role, _)| *role == "restates") {
                let both: BTreeSet<usize> = same[*from].union(&same[*to]).copied().collect();
                for mark in &both {
                    same[*mark] = both.clone();
                }
            }
        }
        Self { kinds, links, same }
    }

    /// The marks of a kind that answer a statement in this role, and do not belong to it.
    fn who(&self, kind: &str, role: &str, to: usize) -> BTreeSet<usize> {
        let does = |from: &usize| {
            self.links
                .iter()
                .any(|link| link.1 == role && self.same[*from].contains(&link.0) && self.same[to].contains(&link.2))
        };
        (0..self.kinds.len())
            .filter(|from| self.kinds[*from] == kind && !self.same[to].contains(from))
            .filter(does)
            .collect()
    }

    fn facts(&self, claim: usize) -> Facts {
        let words_against = &self.who("denial", "rebuts", claim) | &self.who("claim", "rebuts", claim);
        let words_for: BTreeSet<usize> = self
            .who("claim", "supports", claim)
            .into_iter()
            .filter(|claim| !self.who("evidence", "supports", *claim).is_empty())
            .collect();
        let behind = |words: &BTreeSet<usize>| -> BTreeSet<usize> {
            words.iter().flat_map(|word| self.who("evidence", "supports", *word)).collect()
        };
        let evidence_for = &self.who("evidence", "supports", claim) | &behind(&words_for);
        let evidence_against = &self.who("evidence", "rebuts", claim) | &behind(&words_against);
        let counts = [&words_against, &words_for, &evidence_for, &evidence_against];
        let is_rebutted = |answer: &usize| {
            ["claim", "denial", "evidence"]
                .iter()
                .any(|kind| self.who(kind, "rebuts", *answer).iter().any(|other| !self.same[claim].contains(other)))
        };
        Facts {
            denied: !words_against.is_empty(),
            evidence_for: !evidence_for.is_empty(),
            evidence_against: !evidence_against.is_empty(),
            answer_rebutted: counts.iter().any(|answers| answers.iter().any(is_rebutted)),
        }
    }
}

const KIND_IDS: [&str; 4] = ["claim", "denial", "evidence", "rumour"];
const ROLE_IDS: [&str; 4] = ["rebuts", "supports", "restates", "echoes"];

fn story() -> impl Strategy<Value = (Vec<&'static str>, Vec<Link>)> {
    let kinds = prop::collection::vec((0..9usize).prop_map(|at| KIND_IDS[[0, 0, 0, 1, 1, 1, 2, 2, 3][at]]), 1..9);
    let roles = (0..8usize).prop_map(|at| ROLE_IDS[[0, 0, 0, 1, 1, 1, 2, 3][at]]);
    (kinds, prop::collection::vec((0..9usize, roles, 0..9usize), 0..16))
}

/// A ledger as text, with marks by number: claims with restatements, standing, answers.
fn said(ledger: &Ledger) -> Vec<String> {
    let number = |mark: &Annotation| mark.target.bounds().unwrap().start().get() / 2;
    let row = |row: &gainsay::model::ledger::Row| {
        let claim: Vec<usize> = row.claim.marks().map(|mark| number(mark)).collect();
        let answers: Vec<_> = row
            .answers
            .iter()
            .map(|answer| {
                let marks: Vec<usize> = answer.statement.marks().map(|mark| number(mark)).collect();
                (answer.part, marks, answer.through.as_ref().map(|mark| number(mark)), answer.rebutted)
            })
            .collect();
        format!("{claim:?} {:?} {answers:?}", row.standing)
    };
    ledger.rows.iter().map(row).collect()
}

proptest! {
    #[test]
    fn the_standing_follows_from_the_links_alone((kinds, links) in story()) {
        let oracle = Oracle::new(&kinds, &links);
        let ledger = ledger_of(&kinds, &links);
        let heads = (0..kinds.len()).filter(|at| kinds[*at] == "claim" && oracle.same[*at].first() == Some(at));
        let expected: Vec<Standing> = heads.map(|at| standing(oracle.facts(at))).collect();
        let found: Vec<Standing> = ledger.rows.iter().map(|row| row.standing).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn names_and_order_do_not_matter((kinds, links) in story(), seed in any::<u64>()) {
        let ledger = ledger_of(&kinds, &links);
        let renamed = |n: usize| format!("{:x}", (n as u64 + 1).wrapping_mul(seed | 1));
        let mut shuffled = links.clone();
        shuffled.reverse();
        shuffled.rotate_left(seed as usize % links.len().max(1));
        let other = Ledger::new(&set_of(&kinds, &shuffled, renamed));
        prop_assert_eq!(said(&other), said(&ledger));
    }
}
