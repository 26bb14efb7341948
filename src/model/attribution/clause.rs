//! Attributions in a sentence: a verb of saying or "according to", its subject, and the words that it attributes.

use super::lists::{BE, CONJUNCTIONS, DETERMINERS, MODALS, NEGATIONS, PREPOSITIONS, PRONOUNS, TIMES, VERBS, Words};
use super::names::is_capital;
use super::subject::{self, Phrase};
use super::tokens::Token;
use crate::model::offset::{ByteOffset, ByteRange};
use crate::model::saying::{self, Form};

/// The construction of an attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Build {
    /// Subject and verb, in either order.
    Finite,
    /// "…, saying …": the subject is that of the main clause.
    Clause,
    /// "was revealed by …".
    Passive,
    /// "according to …".
    According,
    /// A verb beside a quotation or a clause, which is its content.
    Beside(Option<ByteRange>),
}

/// An attribution.
#[derive(Clone, Debug)]
pub(super) struct Attribution {
    pub build: Build,
    pub cue: ByteRange,
    /// The first token of the cue, and the one after its last.
    at: usize,
    after: usize,
    pub phrase: Option<Phrase>,
}

/// The attributions outside quotations, in order. One without a recognised subject has none.
pub(super) fn attributions(tokens: &[Token<'_>]) -> Vec<Attribution> {
    (0..tokens.len()).filter_map(|at| attribution(tokens, at)).collect()
}

fn attribution(tokens: &[Token<'_>], at: usize) -> Option<Attribution> {
    let token = &tokens[at];
    let next = tokens.get(at + 1);
    let made = |build, after: usize, phrase| {
        let cue = ByteRange::new(token.range.start(), tokens[after - 1].range.end());
        Some(Attribution { build, cue, at, after, phrase })
    };
    if token.is_quoted {
        return None;
    }
    if token.lower == "according" && next.is_some_and(|next| next.lower == "to") {
        return made(Build::According, at + 2, subject::after_preposition(tokens, at + 1));
    }
    let form = saying::form(&token.lower).filter(|_| !is_capital(token.word) || at == 0)?;
    let before = at.checked_sub(1).map(|before| &tokens[before]).filter(|_| !token.is_apart);
    let follows = |words: &Words| before.is_some_and(|before| words.contains(&before.lower));
    let possessive = before.is_some_and(|before| before.lower.ends_with("'s") || before.lower.ends_with("’s"));
    // "the alleged", "a claim", "her reports": adjectives and nouns.
    if (follows(&DETERMINERS) && form != Form::Base)
        || possessive
        || follows(&Words("of to such"))
        || follows(&NEGATIONS)
    {
        return None;
    }
    let is_be = follows(&BE)
        || at >= 2 && before.is_some_and(|one| one.lower.ends_with("ly")) && BE.contains(&tokens[at - 2].lower);
    match form {
        Form::Past | Form::Participle => {
            let by = (at + 1..tokens.len().min(at + 5))
                .take_while(|index| !tokens[*index].is_apart)
                .find(|index| tokens[*index].lower == "by");
            if is_be || by == Some(at + 1) {
                return made(Build::Passive, at + 1, subject::after_preposition(tokens, by?));
            }
            let prepositional = next.is_some_and(|next| PREPOSITIONS.contains(&next.lower));
            // "The man accused of it"
            if prepositional
                && matches!(
                    &*token.lower,
                    "accused"
                        | "blamed"
                        | "criticised"
                        | "criticized"
                        | "charged"
                        | "cited"
                        | "called"
                        | "praised"
                        | "rejected"
                        | "denied"
                        | "dismissed"
                        | "published"
                        | "posted"
                        | "shown"
                        | "promised"
                )
            {
                return None;
            }
            // "The suspect, described as tall"
            if form == Form::Participle && before.is_none()
                || token.is_apart && prepositional && !is_plain(&token.lower)
            {
                return None;
            }
        }
        Form::Ing => {
            if is_be {
                return made(Build::Finite, at + 1, subject::before(tokens, at));
            }
            // "with Ana Duarte saying"
            if before.is_some_and(|one| is_capital(one.word)) {
                return made(Build::Finite, at + 1, subject::before(tokens, at));
            }
            if follows(&PREPOSITIONS) && !follows(&Words("as by")) {
                return None;
            }
            return made(Build::Clause, at + 1, subject::of_clause(tokens, at));
        }
        Form::Base => {
            let plural = before.is_some_and(|one| {
                let lower = &*one.lower;
                matches!(lower, "they" | "we" | "i" | "you" | "who" | "people" | "police")
                    || lower.len() > 3
                        && lower.ends_with('s')
                        && !lower.ends_with("ss")
                        && !matches!(lower, "this" | "was" | "has" | "does")
            });
            if !plural && !follows(&MODALS) {
                return None;
            }
        }
        Form::Third => {
            // "media reports", "three claims": nouns, unless a content follows.
            let noun = follows(&PREPOSITIONS)
                || next.is_none_or(|next| PREPOSITIONS.contains(&next.lower) || BE.contains(&next.lower));
            if noun && !is_plain(&token.lower) {
                return None;
            }
        }
    }
    let phrase = subject::before(tokens, at).or_else(|| {
        let parted = token.is_apart || at == 0 || tokens[at - 1].is_quoted;
        (parted && matches!(form, Form::Past | Form::Third)).then(|| subject::after(tokens, at)).flatten()
    });
    made(Build::Finite, at + 1, phrase)
}

/// Nouns for what others say.
const REPORTS: Words = Words(
    "accusation accusations allegation allegations charges claims report reports rumors rumours speculation suggestions",
);

/// Forms that are hardly ever anything but verbs of saying.
fn is_plain(verb: &str) -> bool {
    matches!(
        verb,
        "said"
            | "says"
            | "told"
            | "tells"
            | "wrote"
            | "writes"
            | "added"
            | "adds"
            | "insisted"
            | "insists"
            | "replied"
            | "argues"
            | "argued"
    )
}

impl Attribution {
    /// That of a verb beside a quotation or this clause.
    pub(super) fn beside(cue: ByteRange, content: Option<ByteRange>) -> Self {
        Self { build: Build::Beside(content), cue, at: 0, after: 0, phrase: None }
    }

    /// True if the content comes first: "…, Ola Berg said on Friday".
    pub(super) fn is_trailing(&self, tokens: &[Token<'_>]) -> bool {
        /// Minimum words of a content.
        const CONTENT: usize = 3;
        let first = self.first();
        if self.build == Build::According {
            return first >= CONTENT;
        }
        let rest = &tokens[self.last()..];
        let begins_content = rest.first().is_some_and(|token| !follows_addressee(token) && !is_addressee(token));
        let is_addressed = self.tells(tokens) && is_address(rest);
        self.build == Build::Finite
            && first >= CONTENT
            && tokens[first].is_apart
            && (!begins_content || is_addressed)
            && !rest.iter().any(|token| token.lower == "that")
            && rest.iter().filter(|token| !token.is_quoted).count() <= 12
    }

    /// The content, if it can be separated from the rest of the sentence.
    pub(super) fn content(&self, tokens: &[Token<'_>], sentence: ByteRange) -> Option<ByteRange> {
        let from = |index: usize| tokens.get(index).map(|token| ByteRange::new(token.range.start(), sentence.end()));
        // "The mayor calls the plan a mistake" is no statement without its verb.
        if let Build::Beside(content) = self.build {
            return content;
        }
        if self.build == Build::Passive || tokens[self.at].lower.starts_with("call") {
            return None;
        }
        if self.is_trailing(tokens) {
            let (last, next) = (&tokens[self.first() - 1], &tokens[self.first()]);
            // The closing marks of a quotation in it belong to it.
            let marks = next.gap.find(|c: char| !"\"”“’'»«›‹」』.!?".contains(c)).unwrap_or(0);
            let end = last.range.end().get() + next.gap[..marks].trim_end_matches('.').len();
            return Some(ByteRange::new(sentence.start(), ByteOffset::new(end)));
        }
        let mut start = self.last();
        if self.build == Build::According {
            return from(start);
        }
        // "told reporters on Thursday that": up to the conjunction, if nothing but an addressee, a place or a time comes first.
        let tells = self.tells(tokens);
        if tells && is_address(&tokens[start..]) {
            return None;
        }
        let aside =
            tokens.get(start).is_some_and(|token| PREPOSITIONS.contains(&token.lower) || TIMES.contains(&token.lower));
        let most = if tells || aside { 10 } else { 1 };
        let soon = (start..tokens.len().min(start + most))
            .take_while(|index| *index == start || !tokens[*index].is_apart || tokens[*index].is_quoted);
        let mut soon = soon;
        if let Some(that) = soon.find(|index| tokens[*index].lower == "that" && !tokens[*index].is_quoted) {
            return from(that + 1);
        }
        // "denied the reports": what they say comes after "that", if at all.
        let rejects = ["den", "reject", "dismiss", "disput", "refut"];
        let object = start + usize::from(tokens.get(start).is_some_and(|token| DETERMINERS.contains(&token.lower)));
        if rejects.iter().any(|verb| tokens[self.at].lower.starts_with(verb))
            && tokens.get(object).is_some_and(|token| REPORTS.contains(&token.lower))
        {
            return from(object + 2).filter(|_| tokens.get(object + 1).is_some_and(|token| token.lower == "that"));
        }
        // "told the paper the cellar was dry"
        let begins = |token: &Token<'_>| DETERMINERS.contains(&token.lower) || PRONOUNS.contains(&token.lower);
        let addressee = addressee(&tokens[start..]).filter(|length| tokens.get(start + length).is_some_and(begins));
        start += addressee.filter(|_| tells).unwrap_or(0);
        while tokens.get(start).is_some_and(is_addressee) {
            start += 1;
        }
        if tokens.get(start).is_some_and(|token| matches!(&*token.lower, "on" | "in" | "last"))
            && tokens.get(start + 1).is_some_and(|token| TIMES.contains(&token.lower))
        {
            start += 2;
        }
        while tokens.get(start).is_some_and(|token| TIMES.contains(&token.lower)) {
            start += 1;
        }
        from(start)
    }

    /// True if the verb has an addressee: "told", "warned".
    fn tells(&self, tokens: &[Token<'_>]) -> bool {
        matches!(tokens[self.at].lower.get(..4), Some("told" | "tell" | "info" | "assu" | "warn" | "remi"))
    }

    /// The first token of cue and subject.
    fn first(&self) -> usize {
        match (&self.phrase, self.build) {
            (Some(phrase), Build::Finite) => phrase.tokens.start.min(self.at),
            _ => self.at,
        }
    }

    /// The token after the cue and a subject that follows it.
    fn last(&self) -> usize {
        match &self.phrase {
            Some(phrase) if phrase.tokens.start >= self.at => phrase.tokens.end.max(self.after),
            _ => self.after,
        }
    }
}

/// The number of words of an addressee at the start of `words`, with its article: "the paper", "Reuters".
fn addressee(words: &[Token<'_>]) -> Option<usize> {
    /// Most words of an addressee after its article.
    const MOST: usize = 4;
    let article = words.first().is_some_and(|token| DETERMINERS.contains(&token.lower));
    let noun = &words[usize::from(article)..];
    let ends = |token: &Token<'_>| {
        follows_addressee(token) || DETERMINERS.contains(&token.lower) || PRONOUNS.contains(&token.lower)
    };
    // "the Evening Post"
    let is_name = |at: usize, token: &Token<'_>| article && at == 0 && !token.is_apart && is_capital(token.word);
    let length = noun.iter().enumerate().take_while(|(at, token)| is_name(*at, token) || !ends(token)).count();
    // A plural without an article may as well be the subject of the content.
    let most = if article || noun.first().is_some_and(|token| is_capital(token.word)) { MOST } else { 1 };
    (1..=most).contains(&length).then_some(length + usize::from(article))
}

fn follows_addressee(token: &Token<'_>) -> bool {
    token.is_apart || PREPOSITIONS.contains(&token.lower) || TIMES.contains(&token.lower)
}

/// True if words are an addressee, perhaps with a place or time, and no content: "the paper on Monday".
fn is_address(words: &[Token<'_>]) -> bool {
    let is_other = |token: &Token<'_>| {
        let lower = &token.lower;
        token.is_quoted || CONJUNCTIONS.contains(lower) || VERBS.contains(lower) || MODALS.contains(lower)
    };
    let ends = |length: usize| words.get(length).is_none_or(follows_addressee);
    addressee(words).is_some_and(ends) && !words.iter().any(is_other)
}

/// True if a word names an addressee.
fn is_addressee(token: &Token<'_>) -> bool {
    !token.is_apart
        && !CONJUNCTIONS.contains(&token.lower)
        && matches!(
            &*token.lower,
            "reporters"
                | "journalists"
                | "lawmakers"
                | "him"
                | "her"
                | "them"
                | "us"
                | "me"
                | "cnn"
                | "reuters"
                | "afp"
                | "bbc"
        )
}
