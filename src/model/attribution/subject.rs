//! Subjects of verbs of saying: before the verb, after it, in the main clause, after "by".

use super::lists::{
    BE, BETWEEN, BODIES, CONJUNCTIONS, DETERMINERS, INSIDE_NAMES, NO_NAMES, OFFICES, PEOPLE, PREPOSITIONS, PRONOUNS,
    RELATIVES, TIMES, VERBS,
};
use super::names::is_capital;
use super::tokens::Token;
use crate::model::offset::ByteRange;
use crate::model::saying;

/// Maximum words of a subject.
const LONGEST: usize = 20;

/// The subject of a verb.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// A name.
    Named(ByteRange),
    /// People or papers without a name: "officials", "a spokesman for the ministry".
    Unnamed(ByteRange),
    /// A pronoun, in lower case.
    Pronoun(String),
}

/// A subject with the tokens of its phrase.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    pub subject: Subject,
    /// The first and the last token, and one more.
    pub tokens: std::ops::Range<usize>,
}

/// The subject before the verb `at`.
pub(super) fn before(tokens: &[Token<'_>], at: usize) -> Option<Phrase> {
    let mut end = at;
    while end > 0 && !tokens[end].is_apart && is_between(&tokens[end - 1]) {
        end -= 1;
        // "on Thursday", "last week"
        if TIMES.contains(&tokens[end].lower) {
            while end > 0
                && !tokens[end].is_apart
                && matches!(
                    &*tokens[end - 1].lower,
                    "on" | "in" | "last" | "this" | "next" | "late" | "early" | "earlier"
                )
            {
                end -= 1;
            }
        }
    }
    if end == 0 {
        return None;
    }
    if tokens[end].is_apart {
        return apposed(tokens, end);
    }
    if RELATIVES.contains(&tokens[end - 1].lower) && tokens[end - 1].lower != "that" {
        // "Best Buy, which said": the noun before the pronoun.
        let noun = end - 1;
        let start = start_of(tokens, noun);
        return phrase(tokens, last_noun(tokens, start, noun)..noun);
    }
    if matches!(&*tokens[end - 1].lower, "and" | "but" | "then") {
        return of_clause(tokens, end - 1);
    }
    let start = start_of(tokens, end);
    phrase(tokens, start..end)
}

/// The subject of "Ola Berg, who owns the mill, said" and "the mayor, Ana Duarte, said", with a comma before `at`.
fn apposed(tokens: &[Token<'_>], at: usize) -> Option<Phrase> {
    if !tokens[at].gap.contains(',') || tokens[at].gap.chars().any(|c| !c.is_whitespace() && c != ',') {
        return None;
    }
    let Some(comma) = (1..at).rev().take(LONGEST).find(|index| tokens[*index].is_apart) else {
        // An extra comma: "The security firm Sentrel, has said".
        let head = phrase(tokens, start_of(tokens, at)..at)?;
        return matches!(head.subject, Subject::Named(_)).then_some(head);
    };
    if !tokens[comma].gap.trim_start().starts_with(',') || tokens[comma - 1].is_quoted || tokens[comma].is_quoted {
        return None;
    }
    let aside = &tokens[comma..at];
    let first = &*aside[0].lower;
    let is_aside = RELATIVES.contains(first)
        || DETERMINERS.contains(first)
        || PREPOSITIONS.contains(first)
        || first.starts_with(|c: char| c.is_ascii_digit())
        || aside.iter().all(|token| is_capital(token.word) || INSIDE_NAMES.contains(token.word))
        || !is_capital(aside[0].word);
    if !is_aside {
        return None;
    }
    let head = phrase(tokens, start_of(tokens, comma)..comma)?;
    let is_name = aside.iter().all(|token| is_capital(token.word) || INSIDE_NAMES.contains(token.word));
    match head.subject {
        Subject::Unnamed(_) if is_name => phrase(tokens, comma..at),
        Subject::Pronoun(_) => None,
        _ => Some(Phrase { tokens: head.tokens.start..at, ..head }),
    }
}

/// The subject after the verb `at`: "said Ola Berg, who owns the mill".
pub(super) fn after(tokens: &[Token<'_>], at: usize) -> Option<Phrase> {
    let start = at + 1;
    let first = tokens.get(start).filter(|token| !token.is_apart && !token.is_quoted)?;
    let end = end_of(tokens, start);
    let begins = is_capital(first.word)
        || DETERMINERS.contains(&first.lower)
        || PRONOUNS.contains(&first.lower)
        || PEOPLE.contains(&first.lower)
        || tokens[start..end].iter().any(|token| is_capital(token.word));
    let is_that = matches!(&*first.lower, "that" | "it" | "there" | "they" | "this" | "these" | "those");
    if !begins || is_that || TIMES.contains(&first.lower) {
        return None;
    }
    phrase(tokens, start..end)
}

/// The phrase after a preposition: "by acting Secretary Ana Duarte", "according to the Bank of England".
pub(super) fn after_preposition(tokens: &[Token<'_>], at: usize) -> Option<Phrase> {
    let start = at + 1;
    tokens.get(start).filter(|token| !token.is_apart && !token.is_quoted)?;
    phrase(tokens, start..end_of(tokens, start))
}

/// The subject of the main clause of which the token `at` is a later part: "The government banned it, saying …".
pub(super) fn of_clause(tokens: &[Token<'_>], at: usize) -> Option<Phrase> {
    let mut start = 0;
    while start < at && matches!(&*tokens[start].lower, "but" | "and" | "yet" | "so" | "meanwhile" | "however") {
        start += 1;
    }
    let first = tokens.get(start).filter(|_| start < at)?;
    let subordinate = CONJUNCTIONS.contains(&first.lower) && first.lower != "that";
    if PREPOSITIONS.contains(&first.lower) || subordinate || tokens[start].is_quoted {
        start = (start + 1..at).find(|index| tokens[*index].is_apart && !tokens[*index].is_quoted)?;
    }
    let is_verb = |index: &usize| {
        let (before, token) = (&tokens[*index - 1], &tokens[*index]);
        let lower = &*token.lower;
        let past = lower.len() > 4 && lower.ends_with("ed") && !is_capital(token.word);
        let plural = before.lower.ends_with('s') || PRONOUNS.contains(&before.lower);
        let says = match saying::form(lower) {
            Some(saying::Form::Past | saying::Form::Third) => true,
            Some(saying::Form::Base) => plural,
            _ => false,
        };
        past || says || VERBS.contains(lower)
    };
    let verb = (start + 1..at.min(start + LONGEST)).find(is_verb)?;
    phrase(tokens, start..end_of(tokens, start).min(verb))
}

/// True if a token can be between a subject and its verb.
fn is_between(token: &Token<'_>) -> bool {
    let lower = &*token.lower;
    let adverb = lower.len() > 4 && lower.ends_with("ly") && !is_capital(token.word);
    adverb || BETWEEN.contains(lower) || BE.contains(lower) || TIMES.contains(lower)
}

/// The start of a subject that ends before the token `end`.
fn start_of(tokens: &[Token<'_>], end: usize) -> usize {
    let mut start = end;
    while start > 0 && end - start < LONGEST {
        let token = &tokens[start - 1];
        if (start < end && tokens[start].is_apart) || token.is_quoted {
            break;
        }
        let is_and = token.lower == "and" && start < end && start >= 2 && {
            let (left, right) = (&tokens[start - 2], &tokens[start]);
            !token.is_apart
                && !tokens[start].is_apart
                && is_capital(left.word)
                && (is_capital(right.word) || right.lower == "the")
        };
        if CONJUNCTIONS.contains(&token.lower) && !is_and {
            break;
        }
        start -= 1;
    }
    // "On Monday the mayor", "After the vote Ola Berg": the adverbial is not part of the subject.
    if start < end && PREPOSITIONS.contains(&tokens[start].lower) { last_noun(tokens, start, end) } else { start }
}

/// The start of the last noun phrase of a stretch.
fn last_noun(tokens: &[Token<'_>], start: usize, end: usize) -> usize {
    let mut first = end;
    while first > start {
        let token = &tokens[first - 1];
        if first < end && (tokens[first].is_apart || TIMES.contains(&token.lower)) {
            break;
        }
        if PREPOSITIONS.contains(&token.lower)
            && !(token.lower == "of" && first < end && is_capital(tokens[first].word))
        {
            break;
        }
        // A name after a phrase in lower case is a phrase of its own.
        if first < end
            && is_capital(tokens[first].word)
            && !is_capital(token.word)
            && DETERMINERS.contains(&token.lower)
        {
            return first - 1;
        }
        first -= 1;
        if DETERMINERS.contains(&token.lower) {
            break;
        }
    }
    first
}

/// The end of a noun phrase that begins at the token `start`.
fn end_of(tokens: &[Token<'_>], start: usize) -> usize {
    let mut end = start;
    while let Some(token) = tokens.get(end).filter(|_| end - start < LONGEST) {
        let lower = &*token.lower;
        let is_first = end == start;
        if !is_first
            && (token.is_apart
                || token.is_quoted
                || RELATIVES.contains(lower)
                || CONJUNCTIONS.contains(lower) && !(lower == "and" && joins_names(tokens, end))
                || BE.contains(lower)
                || VERBS.contains(lower)
                || TIMES.contains(lower) && is_capital(token.word))
        {
            break;
        }
        // Complements that belong to the noun: "a spokesman for the ministry", "Bank of England".
        if PREPOSITIONS.contains(lower) && !matches!(lower, "of" | "for" | "at" | "from" | "with") && !is_first {
            break;
        }
        end += 1;
    }
    while end > start + 1 && PREPOSITIONS.contains(&tokens[end - 1].lower) {
        end -= 1;
    }
    end
}

fn joins_names(tokens: &[Token<'_>], at: usize) -> bool {
    at > 0
        && is_capital(tokens[at - 1].word)
        && tokens.get(at + 1).is_some_and(|next| !next.is_apart && is_capital(next.word))
}

/// The speaker of a noun phrase, if it can be one.
fn phrase(tokens: &[Token<'_>], range: std::ops::Range<usize>) -> Option<Phrase> {
    let all = range.clone();
    let mut start = range.start;
    while start + 1 < range.end && DETERMINERS.contains(&tokens[start].lower) {
        start += 1;
    }
    let first = tokens.get(start).filter(|_| start < range.end)?;
    if start + 1 == range.end && PRONOUNS.contains(&first.lower) {
        return Some(Phrase { subject: Subject::Pronoun(first.lower.clone()), tokens: all });
    }
    if DETERMINERS.contains(&first.lower) || PRONOUNS.contains(&first.lower) {
        return None;
    }
    let is_inside = |at: usize| {
        INSIDE_NAMES.contains(tokens[at].word)
            && at > start
            && is_capital(tokens[at - 1].word)
            && tokens.get(at + 1).is_some_and(|next| is_capital(next.word) || next.lower == "the")
    };
    // The words up to the first complement or relative clause.
    let ends_core = |at: &usize| {
        let lower = &*tokens[*at].lower;
        (PREPOSITIONS.contains(lower) && !is_inside(*at)) || RELATIVES.contains(lower)
    };
    let core = (start + 1..range.end).find(ends_core).unwrap_or(range.end);
    let (last, span) =
        (core - 1, |from: usize, to: usize| ByteRange::new(tokens[from].range.start(), tokens[to].range.end()));
    let is_name = |at: usize| {
        let token = &tokens[at];
        let common = NO_NAMES.contains(token.word) || (at == 0 && PEOPLE.contains(&token.lower));
        is_capital(token.word) && !common
    };
    let subject = if is_name(last) {
        let mut from = last;
        while from > start && (is_name(from - 1) || is_inside(from - 1)) && !tokens[from].is_apart {
            from -= 1;
        }
        Subject::Named(span(named_from(tokens, from, last), last))
    } else if !is_noun_phrase(&tokens[start..core]) {
        return None;
    } else if (start..last).any(is_name) && BODIES.contains(&tokens[last].lower) {
        Subject::Unnamed(span(start, last)).named()
    } else {
        let complemented = core < range.end && matches!(&*tokens[core].lower, "of" | "for" | "at" | "from" | "with");
        let end = if complemented { end_of(tokens, start).min(range.end) } else { core };
        Subject::Unnamed(span(start, end.max(core) - 1))
    };
    Some(Phrase { subject, tokens: all })
}

/// True if words in lower case may name somebody: not too many, and without a participle at either end.
fn is_noun_phrase(core: &[Token<'_>]) -> bool {
    /// Words of "two former members of the security council".
    const MOST: usize = 6;
    let (Some(first), Some(last)) = (core.first(), core.last()) else { return false };
    let participle =
        |token: &Token<'_>| !is_capital(token.word) && token.lower.len() > 4 && token.lower.ends_with("ed");
    core.len() <= MOST
        && last.word.chars().any(char::is_alphabetic)
        && !first.lower.ends_with("ing")
        && !PREPOSITIONS.contains(&first.lower)
        && !core[1..].iter().any(participle)
        && !participle(last)
        && !last.lower.ends_with("ly")
        && !matches!(&*last.lower, "more" | "what" | "how" | "all" | "which" | "that" | "not" | "never")
}

impl Subject {
    fn named(self) -> Self {
        match self {
            Self::Unnamed(range) => Self::Named(range),
            other => other,
        }
    }
}

/// The start of the name in a run of capitals: after an office, if a first name and a surname follow it.
fn named_from(tokens: &[Token<'_>], from: usize, last: usize) -> usize {
    let office = (from..last).rev().find(|at| OFFICES.contains(tokens[*at].word));
    office.map(|at| at + 1).filter(|name| *name < last).unwrap_or(from)
}
