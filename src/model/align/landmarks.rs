//! Landmarks: runs of words that occur once in each of two texts, found in linear time.
//!
//! A diff takes time that grows faster than its texts; between landmarks it has little left to do.

use std::collections::HashMap;

use crate::model::align::block::Block;

/// Words in a landmark. A run of this length that occurs once in each text is no coincidence.
const LENGTH: usize = 8;

/// One run in this many is sampled, chosen by its own words, so that both texts choose the same ones.
const SAMPLE: u64 = 4;

/// A run seen so far: its place and number of occurrences in both texts.
#[derive(Default)]
struct Seen {
    old: (u32, u32),
    new: (u32, u32),
}

/// The longest series of landmarks in the same order in both texts, each extended as far as the texts agree; the others
/// were moved, and are left out.
pub(super) fn landmarks(old: &[u32], new: &[u32]) -> Vec<Block> {
    let mut seen: HashMap<u64, Seen> = HashMap::new();
    for (at, hash) in sampled(old) {
        let (times, place) = &mut seen.entry(hash).or_default().old;
        (*times, *place) = (*times + 1, at);
    }
    for (at, hash) in sampled(new) {
        if let Some(Seen { new: (times, place), .. }) = seen.get_mut(&hash) {
            (*times, *place) = (*times + 1, at);
        }
    }
    let once = seen.into_values().filter(|seen| seen.old.0 == 1 && seen.new.0 == 1);
    let mut pairs: Vec<(u32, u32)> = once.map(|seen| (seen.old.1, seen.new.1)).collect();
    pairs.sort_unstable();
    let mut blocks: Vec<Block> = Vec::new();
    for (at, to) in longest_rise(&pairs) {
        let (at, to) = (at as usize, to as usize);
        let (from_old, from_new) = blocks.last().map_or((0, 0), |last| (last.old_end(), last.new_end()));
        if at < from_old || to < from_new {
            // Within the run before, or beside it if the texts repeat themselves.
            continue;
        }
        let back = common(old[from_old..at].iter().rev(), new[from_new..to].iter().rev());
        let forth = common(old[at..].iter(), new[to..].iter());
        if forth >= LENGTH {
            blocks.push(Block { old: at - back, new: to - back, len: back + forth });
        }
    }
    blocks
}

fn common<'a>(one: impl Iterator<Item = &'a u32>, other: impl Iterator<Item = &'a u32>) -> usize {
    one.zip(other).take_while(|(a, b)| a == b).count()
}

/// The places and hashes of the sampled runs.
fn sampled(words: &[u32]) -> impl Iterator<Item = (u32, u64)> {
    /// A multiplier without pattern: the golden ratio in 64 bits.
    const MIX: u64 = 0x9E37_79B9_7F4A_7C15;
    let hash = |run: &[u32]| {
        run.iter().fold(0_u64, |hash, word| {
            let mixed = (hash ^ u64::from(*word)).wrapping_mul(MIX);
            mixed ^ (mixed >> 29)
        })
    };
    let hashes = words.windows(LENGTH).enumerate().map(move |(at, run)| (at as u32, hash(run)));
    hashes.filter(|(_, hash)| hash.is_multiple_of(SAMPLE))
}

/// The longest increasing subsequence of pairs that are sorted by their first number.
pub(super) fn longest_rise(pairs: &[(u32, u32)]) -> Vec<(u32, u32)> {
    // For each length the pair that ends such a subsequence with the lowest second number, and for each pair its
    // predecessor (Schensted's algorithm).
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (index, (_, second)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| pairs[*end].1 < *second);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut series: Vec<(u32, u32)> =
        std::iter::successors(ends.last().copied(), |index| before[*index]).map(|index| pairs[index]).collect();
    series.reverse();
    series
}
