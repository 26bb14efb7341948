//! Placing passages from other programs in the article's text.
//!
//! The text decides, with white space folded, then the context. Offsets from other programs mostly count another text;
//! they only separate places that text and context do not. A passage that is not found is searched for by similarity as
//! in [`resolve`], and the match awaits the person's decision.

use crate::encoding::Cancellation;
use crate::interchange::bare::{Bare, Place, folded, letters, parted_alike};
use crate::interchange::notes::Notes;
use crate::model::align::similarity::Similarity;
use crate::model::anchor::{Effort, Outcome, resolve, same_words};
use crate::model::annotation::{Changed, Fragment};
use crate::model::message::shortened;
use crate::model::offset::{ByteRange, ScalarOffset};
use crate::model::selector::Quote;
use crate::model::text::ArticleText;

/// Search budget for one document, in steps of about a nanosecond. Passages beyond it are kept as lost.
const EFFORT: usize = 1 << 31;

/// Separate budget for searches by similarity in one document, so that missing passages leave enough for exact
/// searches.
const SIMILARITY_EFFORT: usize = 1 << 30;

/// Maximum work of one search by similarity: a fraction of a second, so that cancellation is noticed soon.
const MAX_SIMILARITY_EFFORT: usize = 1 << 27;

/// Work of comparing one place.
const WEIGHING: usize = 1 << 12;

/// Minimum length in letters of a passage that is accepted in any context, as in anchoring.
const PHRASE: usize = 32;

/// Length in letters below which the context of a passage must agree, as in anchoring.
const SHORT: usize = 12;

/// Required similarity of the context of a short passage.
const SAME_CONTEXT: Similarity = Similarity::thousandths(800);

/// Difference in similarity below which contexts count as equal.
const MARGIN: Similarity = Similarity::thousandths(50);

/// Finds the passages of one document in its text.
pub struct Placer<'t> {
    text: &'t ArticleText,
    cancellation: Cancellation<'t>,
    effort: Effort,
    similarity: Effort,
    bare: Option<Bare>,
    reports: Vec<(Report, String)>,
}

/// Report on a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Report {
    Changed,
    Ambiguous,
    Lost,
    GivenUp,
}

impl<'t> Placer<'t> {
    /// A placer for a text; the search stops when cancelled.
    pub fn new(text: &'t ArticleText, cancellation: Cancellation<'t>) -> Self {
        Self {
            text,
            cancellation,
            effort: Effort::new(EFFORT),
            similarity: Effort::new(SIMILARITY_EFFORT),
            bare: None,
            reports: Vec::new(),
        }
    }

    /// The text.
    pub fn text(&self) -> &'t ArticleText {
        self.text
    }

    /// The fragment of a quotation: at `range` if the text there agrees; lost if it is not found or ambiguous, as
    /// reported by [`Self::report`].
    pub fn find(&mut self, range: Option<ByteRange>, quote: &Quote) -> Fragment {
        let quote = with_unix_lines(quote);
        let range = range.filter(|range| self.text.admits(*range));
        if let Some(range) = range
            && self.is_at(range, &quote)
        {
            return Fragment::Found(range);
        }
        if self.text.is_empty() {
            // Searched for when the article is opened beside the annotations.
            let (exact, prefix, suffix) = (folded(quote.exact.trim()), folded(&quote.prefix), folded(&quote.suffix));
            return Fragment::Lost(Box::new(Quote { exact, prefix, suffix, ..quote }));
        }
        let places = self.places(&quote);
        match places.map(|places| chosen(places, range, &quote)) {
            Some(Chosen::One(place)) => Fragment::Found(place),
            Some(Chosen::Several) => self.lost(quote, Report::Ambiguous),
            Some(Chosen::None) => self.similar(quote),
            None => self.lost(quote, Report::GivenUp),
        }
    }

    /// A passage of unknown text whose offsets are invalid.
    pub fn unknown(&mut self, offsets: Option<(usize, usize)>) -> Fragment {
        let end = self.text.scalar_of(self.text.end()).get();
        let (from, to) = offsets.unwrap_or((end, end));
        let name = match offsets {
            Some((from, to)) => format!("characters {from} to {to}"),
            None => "offsets that are no numbers".to_owned(),
        };
        self.reports.push((Report::Lost, name));
        let (start, end) = (ScalarOffset::new(from), ScalarOffset::new(to));
        Fragment::Lost(Box::new(Quote { start, end, ..Quote::default() }))
    }

    /// A passage of which only a name is known.
    pub fn without_text(&mut self, name: &str) -> Fragment {
        let end = self.text.scalar_of(self.text.end());
        self.reports.push((Report::Lost, name.to_owned()));
        Fragment::Lost(Box::new(Quote { start: end, end, ..Quote::default() }))
    }

    /// True if the import was cancelled.
    pub fn is_cancelled(&self) -> bool {
        self.cancellation.is_cancelled()
    }

    /// A lost passage of Gainsay's own file: found only by its exact text.
    pub fn exact_text(&mut self, quote: &Quote) -> Fragment {
        let quote = with_unix_lines(quote);
        match same_words(self.text, &quote, &mut self.effort) {
            Some(Outcome::Exact(range) | Outcome::Moved(range)) => Fragment::Found(range),
            _ => Fragment::Lost(Box::new(quote)),
        }
    }

    /// A changed passage, if the text at `range` is similar enough.
    pub fn changed(&mut self, range: ByteRange, quote: &Quote) -> Option<Changed> {
        self.effort.take(Similarity::effort(&quote.exact, self.text.slice(range)))?;
        Changed::at(self.text, range, quote)
    }

    /// Adds notes on the passages that were not found exactly.
    pub fn report(&mut self, notes: &mut Notes) {
        for (report, text) in self.reports.drain(..) {
            let what = match report {
                Report::Changed => "a passage has changed in the text",
                Report::Ambiguous => "a passage is ambiguous and is kept as lost",
                Report::Lost => "a passage is not found in the text and is kept as lost",
                Report::GivenUp => "a passage would take too long to find and is kept as lost",
            };
            notes.name(what, &text);
            if report != Report::Changed {
                notes.miss();
            }
        }
    }

    /// True if a quotation and its whole context are found at a place exactly.
    fn is_at(&self, range: ByteRange, quote: &Quote) -> bool {
        let whole = self.text.as_str();
        let (start, end) = (range.start().get(), range.end().get());
        self.text.slice(range) == quote.exact
            && whole[..start].ends_with(&quote.prefix)
            && whole[end..].starts_with(&quote.suffix)
    }

    /// The places with the letters and word boundaries of a quotation; `None` if the budget is exhausted.
    fn places(&mut self, quote: &Quote) -> Option<Vec<Place>> {
        let Self { text, cancellation, effort, bare, .. } = self;
        let bare = match bare {
            Some(bare) => bare,
            None => {
                effort.take(4 * text.end().get())?;
                bare.insert(Bare::new(text.as_str()))
            }
        };
        effort.take(bare.len() + quote.exact.len())?;
        let mut enough = true;
        let mut places = bare.places(quote, || {
            enough &= effort.take(WEIGHING + 2 * quote.exact.len()).is_some() && !cancellation.is_cancelled();
            enough
        });
        places.retain(|place| parted_alike(&quote.exact, text.slice(place.range)));
        enough.then_some(places)
    }

    /// The passage most similar to a quotation, if it is similar enough.
    fn similar(&mut self, quote: Quote) -> Fragment {
        let text = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let folded = Quote {
            exact: text(&quote.exact),
            prefix: folded(&quote.prefix),
            suffix: folded(&quote.suffix),
            ..quote.clone()
        };
        // A word or two without context have too many similar places.
        let is_alone = letters(&quote.prefix).is_empty() && letters(&quote.suffix).is_empty();
        if is_alone && letters(&quote.exact).chars().count() < PHRASE {
            return self.lost(quote, Report::Lost);
        }
        let work = self.text.end().get().saturating_mul(8 + folded.exact.len() / 32);
        if folded.exact.is_empty() || self.cancellation.is_cancelled() {
            return self.lost(quote, Report::Lost);
        }
        if work > MAX_SIMILARITY_EFFORT || self.similarity.take(work).is_none() {
            return self.lost(quote, Report::Lost);
        }
        match resolve(self.text, &folded) {
            Outcome::Exact(range) | Outcome::Moved(range) => Fragment::Found(range),
            Outcome::Changed { range, .. } => match Changed::at(self.text, range, &folded) {
                Some(changed) => {
                    self.reports.push((Report::Changed, shortened(&folded.exact)));
                    Fragment::Changed(Box::new(changed))
                }
                None => self.lost(quote, Report::Lost),
            },
            Outcome::Ambiguous(_) => self.lost(quote, Report::Ambiguous),
            Outcome::Lost { .. } => self.lost(quote, Report::Lost),
        }
    }

    /// A passage that is kept as lost. Offsets that are no range are replaced by offsets after the end of the text.
    fn lost(&mut self, mut quote: Quote, report: Report) -> Fragment {
        let text = quote.exact.split_whitespace().collect::<Vec<_>>().join(" ");
        let name = match (text.is_empty(), quote.start, quote.end) {
            (false, ..) => shortened(&text),
            (true, start, end) => format!("characters {start} to {end}"),
        };
        self.reports.push((report, name));
        if quote.start >= quote.end {
            quote.start = self.text.scalar_of(self.text.end());
            quote.end = ScalarOffset::new(quote.start.get() + quote.exact.chars().count());
        }
        Fragment::lost(self.text, quote)
    }
}

/// The result of choosing among the places of a quotation.
enum Chosen {
    None,
    One(ByteRange),
    Several,
}

/// The place with the most similar context, if similar enough; of equals the one at `range`.
fn chosen(places: Vec<Place>, range: Option<ByteRange>, quote: &Quote) -> Chosen {
    let is_there =
        |place: &Place| range.is_some_and(|range| range.encloses(place.range) && range.len() <= quote.exact.len());
    let length = letters(&quote.exact).chars().count();
    let may_be = |place: &&Place| {
        let Some(context) = place.context else { return true };
        let one_side = [place.before, place.after].into_iter().flatten().any(|side| side >= SAME_CONTEXT);
        let in_context = context >= Similarity::HALF && length >= SHORT;
        length >= PHRASE || in_context || one_side || is_there(place)
    };
    let Some(best) = places.iter().filter(may_be).filter_map(|place| place.context).max() else {
        // No context is known.
        let mut free = places.iter().filter(|place| place.context.is_none());
        return match (places.iter().find(|place| place.context.is_none() && is_there(place)), free.next(), free.next())
        {
            (Some(there), ..) => Chosen::One(there.range),
            (None, Some(one), None) => Chosen::One(one.range),
            (None, Some(_), Some(_)) => Chosen::Several,
            (None, None, _) => Chosen::None,
        };
    };
    let is_rival = |place: &&Place| place.context.is_some_and(|context| best.less(context) <= MARGIN);
    let rivals: Vec<&Place> = places.iter().filter(may_be).filter(is_rival).collect();
    let exact: Vec<&&Place> = rivals.iter().filter(|place| place.context == Some(best)).collect();
    match (rivals.as_slice(), exact.as_slice(), rivals.iter().find(|place| is_there(place))) {
        ([one], ..) => Chosen::One(one.range),
        (_, [one], _) if best == Similarity::SAME => Chosen::One(one.range),
        (_, _, Some(there)) => Chosen::One(there.range),
        _ => Chosen::Several,
    }
}

/// A quotation with the line ends of an article's text.
fn with_unix_lines(quote: &Quote) -> Quote {
    let unix = |text: &str| text.replace("\r\n", "\n").replace('\r', "\n");
    Quote { exact: unix(&quote.exact), prefix: unix(&quote.prefix), suffix: unix(&quote.suffix), ..quote.clone() }
}
