//! Ensures that two passages do not end up on the same new text, unless they shared some of the old.

use crate::model::align::similarity::Similarity;
use crate::model::anchor::outcome::Outcome;
use crate::model::annotation::Fragment;
use crate::model::offset::ByteRange;

/// A passage that was found: its old and new place, and its rank, the surest first.
#[derive(Clone, Copy, Debug)]
struct Hit {
    /// Its index in the list of passages.
    number: usize,
    was: ByteRange,
    is: ByteRange,
    rank: u8,
}

/// Resolves conflicts of passages on the same new text that were on different old text: the surer one stays, and the
/// other is lost with that place proposed; of equals, all are ambiguous.
pub(super) fn resolve<'f>(passages: impl IntoIterator<Item = (&'f Fragment, &'f mut Outcome)>) {
    let mut passages: Vec<(&Fragment, &mut Outcome)> = passages.into_iter().collect();
    let hit = |(number, (was, outcome)): (usize, &(&Fragment, &mut Outcome))| {
        let rank = match outcome {
            Outcome::Exact(_) => 0,
            Outcome::Moved(_) => 1,
            Outcome::Changed { .. } => 2,
            Outcome::Ambiguous(_) | Outcome::Lost { .. } => return None,
        };
        let is = outcome.range()?;
        // The boundaries of changed text are a guess, so neighbours may touch.
        let guessed = if rank == 2 { is.len() / 4 } else { 0 };
        let is = ByteRange::of(is.start().get() + guessed, is.end().get() - guessed);
        Some((was.range().is_some(), Hit { number, was: place(was)?, is, rank }))
    };
    let found: Vec<(bool, Hit)> = passages.iter().enumerate().filter_map(hit).collect();
    // Passages that were lost before were in yet another text, so they are compared with each other alone.
    for was_there in [true, false] {
        let hits: Vec<Hit> = found.iter().filter(|(there, _)| *there == was_there).map(|(_, hit)| *hit).collect();
        for rank in [1, 2] {
            for (number, surer) in contested(&hits, rank) {
                let outcome = &mut *passages[number].1;
                let Some(range) = outcome.range() else { continue };
                let similarity = match outcome {
                    Outcome::Changed { similarity, .. } => *similarity,
                    _ => Similarity::SAME,
                };
                let place = (range, similarity);
                *outcome =
                    if surer { Outcome::Lost { candidate: Some(place) } } else { Outcome::Ambiguous(vec![place]) };
            }
        }
    }
}

/// The old place of a passage; for a lost one the place in the text of its quote, in scalars.
fn place(was: &Fragment) -> Option<ByteRange> {
    let of_quote = |quote: &crate::model::selector::Quote| {
        let (start, end) = (quote.start.get(), quote.end.get());
        (start < end).then(|| ByteRange::of(start, end))
    };
    was.range().or_else(|| was.quote().and_then(of_quote))
}

impl Hit {
    /// Its length on a logarithmic scale.
    fn size(&self) -> u32 {
        self.is.len().max(1).ilog2()
    }
}

/// The hits of a rank that contradict others of the same or a surer rank, and whether one of those is surer. Much
/// shorter ones are ignored: a word found within a sentence says less about its place than the sentence itself.
fn contested(hits: &[Hit], rank: u8) -> Vec<(usize, bool)> {
    let mut sizes: Vec<u32> = hits.iter().filter(|hit| hit.rank == rank).map(Hit::size).collect();
    sizes.sort_unstable();
    sizes.dedup();
    let mut found = Vec::new();
    for size in sizes {
        let asked: Vec<Hit> = hits.iter().filter(|hit| hit.rank == rank && hit.size() == size).copied().collect();
        let by = |most: u8| {
            let others = hits.iter().filter(|other| other.rank <= most && other.size() + 1 >= size);
            contradicted(&asked, &others.copied().collect::<Vec<_>>())
        };
        let (any, surer) = (by(rank), by(rank - 1));
        found.extend(asked.iter().enumerate().filter(|(at, _)| any[*at]).map(|(at, hit)| (hit.number, surer[at])));
    }
    found
}

/// For each hit, whether another is on the same new text but was on old text before or after its own.
///
/// This compares three orders at once (before in the old text, starts before the end and ends after the start in the
/// new one) in one sweep over the old text with a Fenwick tree of maximum ends (P. M. Fenwick 1994): the time grows as
/// n log n, however many marks are on the same text.
fn contradicted(asked: &[Hit], others: &[Hit]) -> Vec<bool> {
    let mirrored = |hit: &Hit| {
        let turned = |range: ByteRange| (usize::MAX - range.end().get(), usize::MAX - range.start().get());
        (turned(hit.was), (hit.is.start().get(), hit.is.end().get()))
    };
    let plain = |hit: &Hit| {
        let bytes = |range: ByteRange| (range.start().get(), range.end().get());
        (bytes(hit.was), bytes(hit.is))
    };
    let before =
        after_others(&asked.iter().map(plain).collect::<Vec<_>>(), &others.iter().map(plain).collect::<Vec<_>>());
    let after =
        after_others(&asked.iter().map(mirrored).collect::<Vec<_>>(), &others.iter().map(mirrored).collect::<Vec<_>>());
    before.into_iter().zip(after).map(|(before, after)| before || after).collect()
}

/// The old and new span of a hit, in bytes.
type Spans = ((usize, usize), (usize, usize));

/// For each hit, whether another that was wholly before it is on the same new text.
fn after_others(asked: &[Spans], others: &[Spans]) -> Vec<bool> {
    let mut starts: Vec<usize> = others.iter().map(|(_, is)| is.0).collect();
    starts.sort_unstable();
    starts.dedup();
    let mut greatest_end = vec![0; starts.len() + 1];
    let mut coming: Vec<&Spans> = others.iter().collect();
    coming.sort_unstable_by_key(|(was, _)| was.1);
    let mut coming = coming.into_iter().peekable();
    let mut order: Vec<usize> = (0..asked.len()).collect();
    order.sort_unstable_by_key(|number| asked[*number].0.0);
    let mut meets = vec![false; asked.len()];
    for number in order {
        let (was, is) = asked[number];
        while let Some((_, other)) = coming.next_if(|(other, _)| other.1 <= was.0) {
            let mut at = starts.partition_point(|start| *start <= other.0);
            while at < greatest_end.len() {
                greatest_end[at] = greatest_end[at].max(other.1);
                at += at & at.wrapping_neg();
            }
        }
        let mut at = starts.partition_point(|start| *start < is.1);
        while at > 0 {
            meets[number] |= greatest_end[at] > is.0;
            at &= at - 1;
        }
    }
    meets
}
