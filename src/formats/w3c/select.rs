//! Selectors (4.2): from what a target says of its passage to fragments of the text.

use serde_json::{Map, Value};

use crate::formats::place::Placer;
use crate::formats::readers::Notes;
use crate::formats::w3c::rules::{many, only};
use crate::model::annotation::Fragment;
use crate::model::offset::{ByteOffset, ByteRange, ScalarOffset};
use crate::model::selector::Quote;

/// What the selectors of one target say together: each selects the same passage (4.2).
#[derive(Default)]
struct Clues {
    position: Option<(usize, usize)>,
    quote: Option<Quote>,
}

impl Clues {
    fn quote(&self) -> Option<Quote> {
        let (start, end) = self.position.unwrap_or_default();
        let at = |scalar| ScalarOffset::new(scalar);
        self.quote.clone().map(|quote| Quote { start: at(start), end: at(end), ..quote })
    }
}

/// The passage of a Specific Resource; nothing if none of its selectors is of a kind that is understood.
pub fn fragment(target: &Map<String, Value>, placer: &mut Placer<'_>, notes: &mut Notes) -> Option<Fragment> {
    let clues = clues(target.get("selector"), placer, notes);
    let position = clues.position.and_then(|(start, end)| range(placer, start, end));
    if target.get("gainsay:lost") == Some(&Value::Bool(true)) {
        return clues.quote().map(|quote| Fragment::Lost(Box::new(quote)));
    }
    if let Some(was) = target.get("gainsay:was").and_then(Value::as_object).and_then(quote)
        && let Some(changed) = position.and_then(|range| placer.changed(range, &was))
    {
        return Some(Fragment::Changed(Box::new(changed)));
    }
    match (clues.position, clues.quote()) {
        (_, Some(quote)) => Some(placer.find(position, &quote)),
        (Some((start, end)), None) => Some(match position {
            Some(range) => Fragment::Found(range),
            None => {
                let (start, end) = (ScalarOffset::new(start), ScalarOffset::new(end));
                Fragment::Lost(Box::new(Quote { start, end, ..Quote::default() }))
            }
        }),
        (None, None) => None,
    }
}

/// The bytes between two positions in code points, if they hold anything.
fn range(placer: &Placer<'_>, start: usize, end: usize) -> Option<ByteRange> {
    let byte = |scalar| placer.text().byte_of_scalar(ScalarOffset::new(scalar));
    let range = ByteRange::new(byte(start)?, byte(end)?);
    (start < end && placer.text().admits(range)).then_some(range)
}

fn clues(selectors: Option<&Value>, placer: &mut Placer<'_>, notes: &mut Notes) -> Clues {
    let mut clues = Clues::default();
    for selector in many(selectors) {
        let one = match selector {
            Value::Object(selector) => clue(selector, placer, notes),
            _ => {
                notes.add("a selector that is elsewhere is not looked up");
                Clues::default()
            }
        };
        clues.position = clues.position.or(one.position);
        clues.quote = clues.quote.or(one.quote);
    }
    clues
}

fn clue(selector: &Map<String, Value>, placer: &mut Placer<'_>, notes: &mut Notes) -> Clues {
    let class = only(selector.get("type")).and_then(Value::as_str).unwrap_or("selector");
    let clue = match class {
        "TextQuoteSelector" => Clues { position: None, quote: quote(selector) },
        "TextPositionSelector" => Clues { position: position(selector, ["start", "end"]), quote: None },
        "FragmentSelector" => Clues { position: characters(selector), quote: None },
        // From the start of the one to the start of the other (4.2.8).
        "RangeSelector" => {
            let start = |key: &str| match selector.get(key) {
                Some(Value::Object(end)) => position(end, ["start", "start"]),
                _ => None,
            };
            let ends = start("startSelector").zip(start("endSelector"));
            Clues { position: ends.map(|((start, _), (end, _))| (start, end)), quote: None }
        }
        _ => Clues::default(),
    };
    let understood = clue.position.is_some() || clue.quote.is_some();
    if !understood {
        notes.add(format!("a {class} is not understood"));
    }
    match selector.get("refinedBy") {
        None => clue,
        refinement => {
            let inner = clues(refinement, placer, notes);
            if understood { within(&clue, &inner, placer) } else { Clues { position: None, quote: inner.quote } }
        }
    }
}

/// The passage that a refinement selects within another one (4.2.9).
fn within(outer: &Clues, inner: &Clues, placer: &mut Placer<'_>) -> Clues {
    let position = outer.position.and_then(|(start, end)| range(placer, start, end));
    let found = match outer.quote() {
        Some(quote) => placer.find(position, &quote).range(),
        None => position,
    };
    let text = placer.text();
    let place = found.and_then(|outer| {
        let from = text.scalar_of(outer.start()).get();
        match (&inner.quote, inner.position) {
            (Some(quote), _) => {
                let at = outer.start().get() + text.slice(outer).find(&quote.exact)?;
                let start = text.scalar_of(ByteOffset::new(at)).get();
                Some((start, start + quote.exact.chars().count()))
            }
            (None, position) => position.map(|(start, end)| (from + start, from + end)),
        }
    });
    Clues { position: place, quote: inner.quote.clone() }
}

/// The words of a TextQuoteSelector (4.2.4).
pub fn quote(selector: &Map<String, Value>) -> Option<Quote> {
    let words = |key: &str| selector.get(key).and_then(Value::as_str).map(str::to_owned);
    Some(Quote {
        exact: words("exact")?,
        prefix: words("prefix").unwrap_or_default(),
        suffix: words("suffix").unwrap_or_default(),
        ..Quote::default()
    })
}

fn position(selector: &Map<String, Value>, keys: [&str; 2]) -> Option<(usize, usize)> {
    let number = |key: &str| selector.get(key).and_then(Value::as_u64).and_then(|number| usize::try_from(number).ok());
    Some((number(keys[0])?, number(keys[1])?))
}

/// A range of characters of a plain text (RFC 5147, section 2.1.1): `char=100,120`.
fn characters(selector: &Map<String, Value>) -> Option<(usize, usize)> {
    let value = selector.get("value").and_then(Value::as_str)?;
    let scheme = value.split(';').next()?.strip_prefix("char=")?;
    let (start, end) = scheme.split_once(',')?;
    let number = |digits: &str, missing| if digits.is_empty() { Some(missing) } else { digits.parse().ok() };
    Some((number(start, 0)?, number(end, usize::MAX)?))
}
