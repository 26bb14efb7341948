//! What an annotation is about: passages of the text, those whose words changed, and those that are lost.

use std::sync::Arc;

use crate::model::align::similarity::Similarity;
use crate::model::extra::Extra;
use crate::model::offset::{ByteOffset, ByteRange, ScalarOffset};
use crate::model::selector::Quote;
use crate::model::text::ArticleText;

/// One piece of a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fragment {
    /// A passage of the text: not empty, on character boundaries.
    Found(ByteRange),
    /// A passage whose words are not those it was described by, until the person decides.
    Changed(Box<Changed>),
    /// A passage that is not in the text any more (or never was), with its words as they were.
    Lost(Box<Quote>),
}

/// A passage that stands on other words than it was described by, but on similar ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Where it stands: not empty, on character boundaries.
    pub range: ByteRange,
    /// What it was described by, with the offsets where it stands now.
    pub quote: Quote,
    /// How like the words are to those of the quote: [enough](Similarity::suffices).
    pub similarity: Similarity,
}

impl Changed {
    /// The words at `range` for those of `quote`, if they are like enough.
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

/// Says of a passage that it is nowhere in `text`: it starts where that ends.
fn set_aside(text: &ArticleText, quote: &mut Quote) {
    quote.start = text.scalar_of(text.end());
    quote.end = ScalarOffset::new(quote.start.get() + quote.exact.chars().count());
}

impl Fragment {
    /// A passage that is not in `text`, or that the person says is not there.
    ///
    /// It keeps its old offsets, unless words that may stand for it are just there: the file would then be read as if it
    /// were on them. Its offsets are after the end of the text then, where nothing is.
    pub fn lost(text: &ArticleText, mut quote: Quote) -> Self {
        let (start, end) = (text.byte_of_scalar(quote.start), text.byte_of_scalar(quote.end));
        if let (Some(start), Some(end)) = (start, end)
            && Changed::at(text, ByteRange::new(start, end), &quote).is_some()
        {
            set_aside(text, &mut quote);
        }
        Self::Lost(Box::new(quote))
    }

    /// A passage whose very words stand in `text` but are another one's: it is not put on them when the file is read.
    pub fn aside(text: &ArticleText, mut quote: Quote) -> Self {
        set_aside(text, &mut quote);
        Self::Lost(Box::new(quote))
    }

    /// True if a passage is known to be nowhere in `text`, so that its words there are others'.
    pub fn is_aside(text: &ArticleText, quote: &Quote) -> bool {
        let length = quote.exact.chars().count();
        length > 0 && quote.start == text.scalar_of(text.end()) && quote.end.get() == quote.start.get() + length
    }

    /// Where it is in the text, if it is.
    pub fn range(&self) -> Option<ByteRange> {
        match self {
            Self::Found(range) => Some(*range),
            Self::Changed(changed) => Some(changed.range),
            Self::Lost(_) => None,
        }
    }

    /// What it was described by, where those words are not in the text.
    pub fn quote(&self) -> Option<&Quote> {
        match self {
            Self::Found(_) => None,
            Self::Changed(changed) => Some(&changed.quote),
            Self::Lost(quote) => Some(quote),
        }
    }
}

/// The passage an annotation is about: one fragment, or more for a quotation split by "he said".
///
/// Fragments are ordered by position, the lost ones last. A mark's own target has at least one fragment; the place of a
/// speaker or a cue may have none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Target(Fragments);

/// The one fragment that nearly every target has is kept in place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Fragments {
    #[default]
    None,
    One(Fragment),
    More(Arc<Vec<Fragment>>),
    /// With what else the file says of each.
    WithExtras(Arc<(Vec<Fragment>, Vec<Extra>)>),
}

/// Where a fragment stands among others: by position, the lost ones last.
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
    /// A target of these fragments, put in order.
    pub fn new(mut fragments: Vec<Fragment>) -> Self {
        fragments.sort_by_key(key);
        Self(match fragments.len() {
            0 => Fragments::None,
            1 => fragments.pop().map_or(Fragments::None, Fragments::One),
            _ => Fragments::More(Arc::new(fragments)),
        })
    }

    /// A target of these fragments, put in order, each with what else the file says of it.
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

    /// What else the file says of a fragment, by its place among the fragments.
    pub fn extra(&self, index: usize) -> Extra {
        match &self.0 {
            Fragments::WithExtras(both) => both.1.get(index).cloned().unwrap_or_default(),
            Fragments::None | Fragments::One(_) | Fragments::More(_) => Extra::default(),
        }
    }

    /// This target with each fragment changed, or left out; what else the file says of one stays with it.
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

    /// The passages that are in the text, those whose words changed too, in order.
    pub fn found(&self) -> impl DoubleEndedIterator<Item = ByteRange> + '_ {
        self.fragments().iter().filter_map(Fragment::range)
    }

    /// The passages whose words are not those they were described by, in order.
    pub fn changed(&self) -> impl Iterator<Item = &Changed> {
        self.fragments().iter().filter_map(|fragment| match fragment {
            Fragment::Changed(changed) => Some(changed.as_ref()),
            Fragment::Found(_) | Fragment::Lost(_) => None,
        })
    }

    /// The words of the fragments that are not in the text.
    pub fn lost(&self) -> impl Iterator<Item = &Quote> {
        self.fragments().iter().filter_map(|fragment| match fragment {
            Fragment::Lost(quote) => Some(quote.as_ref()),
            Fragment::Found(_) | Fragment::Changed(_) => None,
        })
    }

    /// This target with another fragment in the place of `old`; the same if it has no such fragment.
    #[must_use]
    pub fn with(&self, old: &Fragment, new: Fragment) -> Self {
        let mut new = Some(new);
        self.map(
            |fragment| if fragment == old { new.take().or_else(|| Some(old.clone())) } else { Some(fragment.clone()) },
        )
    }

    /// From the first to the last passage in the text, with what lies between; nothing if all are lost.
    pub fn bounds(&self) -> Option<ByteRange> {
        let start = self.found().map(ByteRange::start).min()?;
        let end = self.found().map(ByteRange::end).max()?;
        Some(ByteRange::new(start, end))
    }

    /// True if there is no fragment at all.
    pub fn is_empty(&self) -> bool {
        self.fragments().is_empty()
    }
}

/// Which of an annotation's targets is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// The passage itself.
    Target,
    /// Where the speaker's name stands.
    Speaker,
    /// The words that attribute it.
    Cue,
}

/// Every part there is.
pub const PARTS: [Part; 3] = [Part::Target, Part::Speaker, Part::Cue];

impl Part {
    /// Its id for scripts.
    pub fn id(self) -> &'static str {
        match self {
            Self::Target => "target",
            Self::Speaker => "speaker",
            Self::Cue => "cue",
        }
    }

    /// What to call it in a message.
    pub fn name(self) -> &'static str {
        match self {
            Self::Target => "the passage",
            Self::Speaker => "the speaker's name",
            Self::Cue => "the cue",
        }
    }
}
