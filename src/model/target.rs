//! Targets: the passages that annotations are about, found, changed or lost.

use std::sync::Arc;

use crate::model::align::similarity::Similarity;
use crate::model::extra::Extra;
use crate::model::offset::{ByteOffset, ByteRange, ScalarOffset};
use crate::model::selector::Quote;
use crate::model::text::ArticleText;

/// One fragment of a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fragment {
    /// A passage of the text: not empty, on character boundaries.
    Found(ByteRange),
    /// A passage whose text differs from its quote, until the person decides.
    Changed(Box<Changed>),
    /// A passage that is missing from the text, by its quote.
    Lost(Box<Quote>),
}

/// A passage whose text differs from its quote, but is similar enough.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Its place: not empty, on character boundaries.
    pub range: ByteRange,
    /// The quote, with the offsets of that place.
    pub quote: Quote,
    /// The similarity of the text to the quote: [enough](Similarity::suffices).
    pub similarity: Similarity,
}

impl Changed {
    /// The text at `range` as a changed passage of `quote`, if it is similar enough.
    pub fn at(text: &ArticleText, range: ByteRange, quote: &Quote) -> Option<Self> {
        let words = text.get(range).filter(|words| !words.is_empty() && !quote.exact.is_empty())?;
        let similarity = Similarity::of(&quote.exact, words);
        let (start, end) = (text.scalar_of(range.start()), text.scalar_of(range.end()));
        similarity.suffices(&quote.exact).then(|| Self {
            range,
            quote: Quote { start, end, ..quote.clone() },
            similarity,
        })
    }
}

/// Moves a quote behind the end of `text`, where nothing can match it.
fn set_aside(text: &ArticleText, quote: &mut Quote) {
    quote.start = text.scalar_of(text.end());
    quote.end = ScalarOffset::new(quote.start.get() + quote.exact.chars().count());
}

impl Fragment {
    /// A passage that is missing from `text`, or that the person declares missing.
    ///
    /// It keeps its old offsets, unless similar text is there: the reader of the file would then match it. In that case
    /// its offsets are moved behind the end of the text.
    pub fn lost(text: &ArticleText, mut quote: Quote) -> Self {
        let (start, end) = (text.byte_of_scalar(quote.start), text.byte_of_scalar(quote.end));
        if let (Some(start), Some(end)) = (start, end)
            && Changed::at(text, ByteRange::new(start, end), &quote).is_some()
        {
            set_aside(text, &mut quote);
        }
        Self::Lost(Box::new(quote))
    }

    /// A passage whose exact text occurs in `text` but belongs to another mark: the reader of the file must not match
    /// it.
    pub fn aside(text: &ArticleText, mut quote: Quote) -> Self {
        set_aside(text, &mut quote);
        Self::Lost(Box::new(quote))
    }

    /// True if a quote was moved behind the end of `text`, so that its text there belongs to other marks.
    pub fn is_aside(text: &ArticleText, quote: &Quote) -> bool {
        let length = quote.exact.chars().count();
        length > 0 && quote.start == text.scalar_of(text.end()) && quote.end.get() == quote.start.get() + length
    }

    /// Its place in the text, if it has one.
    pub fn range(&self) -> Option<ByteRange> {
        match self {
            Self::Found(range) => Some(*range),
            Self::Changed(changed) => Some(changed.range),
            Self::Lost(_) => None,
        }
    }

    /// Its quote, if the text differs from it.
    pub fn quote(&self) -> Option<&Quote> {
        match self {
            Self::Found(_) => None,
            Self::Changed(changed) => Some(&changed.quote),
            Self::Lost(quote) => Some(quote),
        }
    }
}

/// The passage of an annotation: one fragment, or several for a quotation split by "he said".
///
/// Fragments are ordered by position, lost ones last. The target of a mark has at least one fragment; the place of a
/// speaker or a cue may have none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Target(Fragments);

/// Nearly every target has one fragment, which is kept in place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Fragments {
    #[default]
    None,
    One(Fragment),
    More(Arc<Vec<Fragment>>),
    /// Fragments with their unknown fields.
    WithExtras(Arc<(Vec<Fragment>, Vec<Extra>)>),
}

/// The order of fragments: by position, lost ones last.
fn key(fragment: &Fragment) -> (bool, ByteOffset, ByteOffset) {
    match (fragment.range(), fragment.quote()) {
        (Some(range), _) => (false, range.start(), range.end()),
        (None, quote) => {
            let scalars = quote.map_or((0, 0), |quote| (quote.start.get(), quote.end.get()));
            (true, ByteOffset::new(scalars.0), ByteOffset::new(scalars.1))
        }
    }
}

impl Target {
    /// A target of these fragments, sorted.
    pub fn new(mut fragments: Vec<Fragment>) -> Self {
        fragments.sort_by_key(key);
        Self(match fragments.len() {
            0 => Fragments::None,
            1 => fragments.pop().map_or(Fragments::None, Fragments::One),
            _ => Fragments::More(Arc::new(fragments)),
        })
    }

    /// A target of these fragments with their unknown fields, sorted.
    pub fn with_extras(mut fragments: Vec<(Fragment, Extra)>) -> Self {
        if fragments.iter().all(|(_, extra)| extra.is_empty()) {
            return Self::new(fragments.into_iter().map(|(fragment, _)| fragment).collect());
        }
        fragments.sort_by_key(|(fragment, _)| key(fragment));
        Self(Fragments::WithExtras(Arc::new(fragments.into_iter().unzip())))
    }

    /// A target of one passage.
    pub fn of(range: ByteRange) -> Self {
        Self(Fragments::One(Fragment::Found(range)))
    }

    /// The fragments, in order.
    pub fn fragments(&self) -> &[Fragment] {
        match &self.0 {
            Fragments::None => &[],
            Fragments::One(fragment) => std::slice::from_ref(fragment),
            Fragments::More(fragments) => fragments,
            Fragments::WithExtras(both) => &both.0,
        }
    }

    /// The unknown fields of the fragment at this index.
    pub fn extra(&self, index: usize) -> Extra {
        match &self.0 {
            Fragments::WithExtras(both) => both.1.get(index).cloned().unwrap_or_default(),
            Fragments::None | Fragments::One(_) | Fragments::More(_) => Extra::default(),
        }
    }

    /// This target with each fragment changed or left out; unknown fields stay with their fragment.
    #[must_use]
    pub fn map(&self, mut change: impl FnMut(&Fragment) -> Option<Fragment>) -> Self {
        let fragments = self.fragments().iter().enumerate();
        Self::with_extras(fragments.filter_map(|(at, old)| Some((change(old)?, self.extra(at)))).collect())
    }

    /// This target with one more fragment.
    #[must_use]
    pub fn and(&self, fragment: Fragment) -> Self {
        let fragments = self.fragments().iter().enumerate().map(|(at, old)| (old.clone(), self.extra(at)));
        Self::with_extras(fragments.chain([(fragment, Extra::default())]).collect())
    }

    /// The passages in the text, including changed ones, in order.
    pub fn found(&self) -> impl DoubleEndedIterator<Item = ByteRange> + '_ {
        self.fragments().iter().filter_map(Fragment::range)
    }

    /// The changed passages, in order.
    pub fn changed(&self) -> impl Iterator<Item = &Changed> {
        self.fragments().iter().filter_map(|fragment| match fragment {
            Fragment::Changed(changed) => Some(changed.as_ref()),
            Fragment::Found(_) | Fragment::Lost(_) => None,
        })
    }

    /// The quotes of the lost fragments.
    pub fn lost(&self) -> impl Iterator<Item = &Quote> {
        self.fragments().iter().filter_map(|fragment| match fragment {
            Fragment::Lost(quote) => Some(quote.as_ref()),
            Fragment::Found(_) | Fragment::Changed(_) => None,
        })
    }

    /// This target with `old` replaced; unchanged if it has no such fragment.
    #[must_use]
    pub fn with(&self, old: &Fragment, new: Fragment) -> Self {
        let mut new = Some(new);
        self.map(
            |fragment| if fragment == old { new.take().or_else(|| Some(old.clone())) } else { Some(fragment.clone()) },
        )
    }

    /// The range from the first to the last passage in the text; `None` if all are lost.
    pub fn bounds(&self) -> Option<ByteRange> {
        let start = self.found().map(ByteRange::start).min()?;
        let end = self.found().map(ByteRange::end).max()?;
        Some(ByteRange::new(start, end))
    }

    /// True if there is no fragment.
    pub fn is_empty(&self) -> bool {
        self.fragments().is_empty()
    }
}

/// The targets of an annotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// The passage itself.
    Target,
    /// The place of the speaker's name.
    Speaker,
    /// The cue.
    Cue,
}

/// Every part.
pub const PARTS: [Part; 3] = [Part::Target, Part::Speaker, Part::Cue];

impl Part {
    /// The id for scripts.
    pub fn id(self) -> &'static str {
        match self {
            Self::Target => "target",
            Self::Speaker => "speaker",
            Self::Cue => "cue",
        }
    }

    /// The name in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Target => "the passage",
            Self::Speaker => "the speaker's name",
            Self::Cue => "the cue",
        }
    }
}
