//! Differences between passages that tell the same: facts of which each has one that the other has not.

use std::collections::HashMap;

use super::{Fact, FactSort, Told, Value};
use crate::model::index::Groups;
use crate::model::offset::ByteRange;

/// A difference between passages.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The sort of the facts.
    pub sort: FactSort,
    /// The different tellings, in the order of the passages.
    pub tellings: Vec<Telling>,
}

/// One of the different tellings.
#[derive(Clone, Debug, PartialEq)]
pub struct Telling {
    /// Its words in the first passage that has it.
    pub words: String,
    /// The passages that tell it, by their indices, and its words in their texts; empty where a passage does not deny.
    pub at: Vec<(u32, ByteRange)>,
}

/// Most passages that are compared each with each; of more, those that tell the same count as one, and the others are left
/// out.
const MOST: usize = 100;

/// The words for a passage without a negation.
const ASSERTED: &str = "not denied";

/// The differences between passages, by sort.
pub fn differences(passages: &[Told]) -> Vec<Difference> {
    let mut found: Vec<Difference> = Vec::new();
    if passages.len() < 2 {
        return found;
    }
    for sort in [FactSort::Number, FactSort::Date, FactSort::Name] {
        found.extend(of_sort(passages, sort));
    }
    found.extend(negations(passages));
    found
}

/// The differences of one sort: values that clash, directly or through others, make one.
fn of_sort(passages: &[Told], sort: FactSort) -> Vec<Difference> {
    let mut values: Vec<&Value> = Vec::new();
    let mut number_of: HashMap<&Value, u32> = HashMap::new();
    let of = |told: &'_ Told| told.facts.iter().filter(|fact| fact.sort() == sort).cloned().collect::<Vec<Fact>>();
    let facts: Vec<Vec<Fact>> = passages.iter().map(of).collect();
    for fact in facts.iter().flatten() {
        number_of.entry(&fact.value).or_insert_with(|| {
            values.push(&fact.value);
            values.len() as u32 - 1
        });
    }
    if values.len() < 2 {
        return Vec::new();
    }
    let mut groups = Groups::new(values.len());
    let mut clashes = vec![false; values.len()];
    let compared = distinct(&facts);
    for (at, one) in compared.iter().enumerate() {
        for other in &compared[at + 1..] {
            let passage = |at: usize| (&passages[at], facts[at].as_slice());
            for (mine, theirs) in clashing(sort, passage(*one), passage(*other)) {
                let (mine, theirs) = (number_of[&mine.value], number_of[&theirs.value]);
                groups.unite(mine, theirs);
                clashes[mine as usize] = true;
                clashes[theirs as usize] = true;
            }
        }
    }
    let heads = groups.into_heads();
    let mut found: Vec<(u32, Difference)> = Vec::new();
    for (number, value) in (0..).zip(&values).filter(|(number, _)| clashes[*number as usize]) {
        let told = |(at, facts): (u32, &'_ Vec<Fact>)| {
            facts.iter().filter(|fact| fact.value == **value).map(|fact| (at, fact.at)).collect::<Vec<_>>()
        };
        let at: Vec<(u32, ByteRange)> = (0..).zip(&facts).flat_map(told).collect();
        let first = facts.iter().flatten().find(|fact| fact.value == **value);
        let telling = Telling { words: first.map(|fact| fact.words.clone()).unwrap_or_default(), at };
        let head = heads[number as usize];
        match found.iter_mut().find(|(other, _)| *other == head) {
            Some((_, difference)) => difference.tellings.push(telling),
            None => found.push((head, Difference { sort, tellings: vec![telling] })),
        }
    }
    found.into_iter().map(|(_, difference)| difference).collect()
}

/// The passages with different facts, at most [`MOST`].
fn distinct(facts: &[Vec<Fact>]) -> Vec<usize> {
    let mut seen: HashMap<Vec<(&Value, &str)>, usize> = HashMap::new();
    for (at, facts) in facts.iter().enumerate().filter(|(_, facts)| !facts.is_empty()) {
        let mut key: Vec<(&Value, &str)> = facts.iter().map(|fact| (&fact.value, fact.thing.as_str())).collect();
        key.sort_unstable();
        seen.entry(key).or_insert(at);
    }
    let mut compared: Vec<usize> = seen.into_values().collect();
    compared.sort_unstable();
    compared.truncate(MOST);
    compared
}

/// The pairs of facts of two passages that clash.
fn clashing<'a>(
    sort: FactSort,
    (one, mine): (&Told, &'a [Fact]),
    (other, theirs): (&Told, &'a [Fact]),
) -> Vec<(&'a Fact, &'a Fact)> {
    let pairs = || mine.iter().flat_map(|mine| theirs.iter().map(move |theirs| (mine, theirs)));
    match sort {
        FactSort::Number => {
            let alone = |fact: &Fact, others: &[Fact]| others.iter().all(|other| other.value != fact.value);
            let is_pair = |(mine, theirs): &(&Fact, &Fact)| match (&mine.value, &theirs.value) {
                (Value::Number(one, _), Value::Number(other, _)) => one == other,
                _ => false,
            };
            let apart: Vec<(&Fact, &Fact)> =
                pairs().filter(is_pair).filter(|(one, other)| alone(one, theirs) && alone(other, mine)).collect();
            let same: Vec<(&Fact, &Fact)> =
                apart.iter().filter(|(one, other)| one.thing == other.thing).copied().collect();
            // Of other things, one number against one number.
            if same.is_empty() && apart.len() == 1 { apart } else { same }
        }
        FactSort::Date => {
            let date = |fact: &Fact| match fact.value {
                Value::Date(date) => date,
                _ => super::ToldDate::default(),
            };
            let is_told = |fact: &Fact, others: &[Fact]| {
                others.iter().any(|other| date(other).agrees(&date(fact)) && date(other).is_comparable(&date(fact)))
            };
            let clash = |(one, other): &(&Fact, &Fact)| {
                date(one).is_comparable(&date(other)) && !date(one).agrees(&date(other))
            };
            pairs().filter(clash).filter(|(one, other)| !is_told(one, theirs) && !is_told(other, mine)).collect()
        }
        FactSort::Name => {
            let is_other = |fact: &Fact, told: &Told| match &fact.value {
                Value::Name(name) => {
                    fact.sure
                        && !name.split(|c: char| !c.is_alphanumeric()).any(|word| word.len() > 2 && told.has(word))
                }
                _ => false,
            };
            pairs().filter(|(mine, theirs)| is_other(mine, other) && is_other(theirs, one)).collect()
        }
        FactSort::Negation => Vec::new(),
    }
}

/// The difference between passages that deny and others that do not.
fn negations(passages: &[Told]) -> Option<Difference> {
    let mut denying = Telling { words: String::new(), at: Vec::new() };
    let mut other = Telling { words: ASSERTED.to_owned(), at: Vec::new() };
    for (at, told) in (0..).zip(passages) {
        let mut denies = false;
        for fact in told.facts.iter().filter(|fact| fact.value == Value::Not) {
            denies = true;
            if denying.words.is_empty() {
                denying.words.clone_from(&fact.words);
            }
            denying.at.push((at, fact.at));
        }
        if !denies {
            other.at.push((at, told.start));
        }
    }
    let mut tellings = vec![denying, other];
    tellings.sort_by_key(|telling| telling.at.first().map(|(passage, _)| *passage));
    let differ = tellings.iter().all(|telling| !telling.at.is_empty());
    differ.then_some(Difference { sort: FactSort::Negation, tellings })
}
