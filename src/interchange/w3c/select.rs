//! Selectors (4.2): finding the passage of a target in the text.

use serde_json::{Map, Value};

use crate::interchange::notes::Notes;
use crate::interchange::place::Placer;
use crate::interchange::w3c::rules::{many, only};
use crate::model::annotation::Fragment;
use crate::model::offset::{ByteOffset, ByteRange, ScalarOffset};
use crate::model::selector::Quote;

/// The combined selectors of one target, which select the same passage (4.2).
#[derive(Default)]
struct Clues {
    position: Option<(usize, usize)>,
    /// True if a position is given with invalid numbers.
    has_bad_position: bool,
    /// The start of the passage, if its end is not given.
    start: Option<usize>,
    quote: Option<Quote>,
}

impl Clues {
    fn at(start: usize, end: usize) -> Self {
        Self { position: Some((start, end)), ..Self::default() }
    }

    fn words(quote: Option<Quote>) -> Self {
        Self { quote, ..Self::default() }
    }

    fn is_empty(&self) -> bool {
        self.position.is_none() && self.start.is_none() && self.quote.is_none() && !self.has_bad_position
    }

    fn quote(&self) -> Option<Quote> {
        let (start, end) = self.position.unwrap_or_default();
        let at = |scalar| ScalarOffset::new(scalar);
        self.quote.clone().map(|quote| Quote { start: at(start), end: at(end), ..quote })
    }

    /// The range in the text, if the position is valid; without an end, as long as the quotation.
    fn range(&self, placer: &Placer<'_>) -> Option<ByteRange> {
        let (start, end) = match (self.position, self.start, &self.quote) {
            (Some(position), ..) => position,
            (None, Some(start), Some(quote)) => (start, start + quote.exact.chars().count()),
            _ => return None,
        };
        range(placer, start, end)
    }
}

/// The passage of a Specific Resource; `None` without a supported selector. `own` is true for Gainsay's own files.
pub fn fragment(
    target: &Map<String, Value>,
    own: bool,
    placer: &mut Placer<'_>,
    notes: &mut Notes,
) -> Option<Fragment> {
    let clues = clues(target.get("selector"), placer, notes);
    if target.get("gainsay:lost") == Some(&Value::Bool(true)) {
        return clues.quote().map(|quote| Fragment::Lost(Box::new(quote)));
    }
    let position = clues.range(placer);
    if let Some(was) = target.get("gainsay:was").and_then(Value::as_object).and_then(quote)
        && let Some(changed) = position.and_then(|range| placer.changed(range, &was))
    {
        return Some(Fragment::Changed(Box::new(changed)));
    }
    match (clues.quote(), position) {
        (Some(quote), position) => Some(placer.find(position, &quote)),
        (None, Some(range)) => {
            if !own {
                notes.add("a passage has only offsets, which may count another text");
            }
            Some(Fragment::Found(range))
        }
        (None, None) if clues.is_empty() => None,
        (None, None) => Some(placer.unknown(clues.position)),
    }
}

/// The range between two positions in code points, if it is not empty.
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
                notes.add("an external selector is not fetched");
                Clues::default()
            }
        };
        clues.position = clues.position.or(one.position);
        clues.start = clues.start.or(one.start);
        clues.has_bad_position |= one.has_bad_position;
        clues.quote = clues.quote.or(one.quote);
    }
    clues
}

fn clue(selector: &Map<String, Value>, placer: &mut Placer<'_>, notes: &mut Notes) -> Clues {
    let class = only(selector.get("type")).and_then(Value::as_str).unwrap_or_default();
    let clue = match class.rsplit([':', '#', '/']).next().unwrap_or_default() {
        "TextQuoteSelector" => Clues::words(quote(selector)),
        "TextPositionSelector" => positions(selector, ["start", "end"], notes),
        "FragmentSelector" => characters(selector).map_or(Clues::default(), |(start, end)| Clues::at(start, end)),
        // From the start of the first to the start of the second (4.2.8).
        "RangeSelector" => {
            let start = |key: &str| selector.get(key)?.as_object().and_then(|end| number(end, "start"));
            let ends = start("startSelector").zip(start("endSelector"));
            ends.map_or(Clues::default(), |(start, end)| Clues::at(start, end))
        }
        // Some programs omit the type.
        "" => {
            let mut clues = Clues::words(quote(selector));
            if ["start", "end"].iter().any(|key| selector.contains_key(*key)) {
                clues = Clues { quote: clues.quote, ..positions(selector, ["start", "end"], notes) };
            }
            clues
        }
        _ => Clues::default(),
    };
    let understood = !clue.is_empty();
    if !understood {
        notes.add(format!("a {} is not supported", if class.is_empty() { "selector without a type" } else { class }));
    }
    match selector.get("refinedBy") {
        None => clue,
        refinement => {
            let inner = clues(refinement, placer, notes);
            if understood { within(&clue, &inner, placer) } else { Clues::words(inner.quote) }
        }
    }
}

/// The passage selected by a refinement within another one (4.2.9).
fn within(outer: &Clues, inner: &Clues, placer: &mut Placer<'_>) -> Clues {
    let position = outer.range(placer);
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
    Clues { position: place, quote: inner.quote.clone(), ..Clues::default() }
}

/// The quotation of a TextQuoteSelector (4.2.4) or of Recogito's selectors.
pub fn quote(selector: &Map<String, Value>) -> Option<Quote> {
    let text = |keys: &[&str]| keys.iter().find_map(|key| selector.get(*key)?.as_str()).map(str::to_owned);
    Some(Quote {
        exact: text(&["exact", "quote"])?,
        prefix: text(&["prefix", "quotePrefix"]).unwrap_or_default(),
        suffix: text(&["suffix", "quoteSuffix"]).unwrap_or_default(),
        ..Quote::default()
    })
}

/// The numbers of a TextPositionSelector (4.2.5), with notes on deviations.
fn positions(selector: &Map<String, Value>, keys: [&str; 2], notes: &mut Notes) -> Clues {
    for key in keys {
        match selector.get(key) {
            None => notes.add(format!("a TextPositionSelector has no {key} (4.2.5)")),
            Some(Value::Number(_)) if number(selector, key).is_some() => {}
            Some(_) => notes.add(format!("the {key} of a TextPositionSelector is not a number from 0 on (4.2.5)")),
        }
    }
    match keys.map(|key| number(selector, key)) {
        [Some(start), Some(end)] => Clues::at(start, end),
        [start, _] => Clues { start, has_bad_position: true, ..Clues::default() },
    }
}

/// A number from 0 on, possibly written as a string or with a decimal point.
fn number(object: &Map<String, Value>, key: &str) -> Option<usize> {
    let value = object.get(key)?;
    let written = value.as_str().and_then(|digits| digits.trim().parse::<u64>().ok());
    let whole = value.as_f64().filter(|number| number.fract() == 0.0 && (0.0..=1e9).contains(number));
    let number = value.as_u64().or(written).or(whole.map(|number| number as u64))?;
    usize::try_from(number).ok()
}

/// A range of characters of a plain text (RFC 5147, section 2.1.1): `char=100,120`.
fn characters(selector: &Map<String, Value>) -> Option<(usize, usize)> {
    let value = selector.get("value").and_then(Value::as_str)?;
    let scheme = value.split(';').next()?.strip_prefix("char=")?;
    let (start, end) = scheme.split_once(',')?;
    let number = |digits: &str, missing| if digits.is_empty() { Some(missing) } else { digits.parse().ok() };
    Some((number(start, 0)?, number(end, usize::MAX)?))
}
