//! Turns the fewest differences into those that a reader would name.
//!
//! After N. Fraser's semantic clean-up for diff-match-patch: words that agree by chance between larger differences are
//! dropped, and a difference that may begin at several words begins at a sentence.

use crate::model::align::block::Block;
use crate::model::align::words::Words;
use crate::model::selector::CONTEXT;

/// Maximum words that a difference is moved by.
const REACH: usize = 64;

/// A text with its words.
type Side<'a> = (&'a str, &'a Words);

/// Drops matches by chance, and moves differences to the ends of sentences and lines.
pub(super) fn tidy(blocks: Vec<Block>, old: Side<'_>, new: Side<'_>) -> Vec<Block> {
    let mut kept = without_chance(blocks, old, new);
    for index in 1..kept.len() {
        if let [before, after] = &mut kept[index - 1..=index] {
            slide(before, after, old, new);
        }
    }
    kept.retain(|block| block.len > 0);
    kept
}

/// Drops blocks that are shorter than the differences on both sides. Blocks longer than the context that distinguishes
/// passages are never a coincidence.
fn without_chance(blocks: Vec<Block>, old: Side<'_>, new: Side<'_>) -> Vec<Block> {
    let end = Block { old: old.1.len(), new: new.1.len(), len: 0 };
    let mut kept: Vec<Block> = Vec::with_capacity(blocks.len());
    // The size of the difference before each block.
    let between = |one: Option<&Block>, next: Block| {
        let (from_old, from_new) = one.map_or((0, 0), |one| (one.old_end(), one.new_end()));
        old.1.length(from_old..next.old).max(new.1.length(from_new..next.new))
    };
    for next in blocks.into_iter().chain([end]) {
        while let Some((last, before)) = kept.split_last() {
            let words = new.1.stretch(last.new..last.new_end()).unwrap_or_default();
            let long = words.len() > 4 * CONTEXT || new.0[words.clone()].chars().nth(CONTEXT).is_some();
            let around = between(before.last(), *last).min(between(Some(last), next));
            if long || words.len() > around {
                break;
            }
            kept.pop();
        }
        kept.push(next);
    }
    kept.pop();
    kept
}

/// Moves the difference between two blocks, if it is in one text only, to its best boundaries.
fn slide(before: &mut Block, after: &mut Block, old: Side<'_>, new: Side<'_>) {
    let (side, words) = match (before.old_end() == after.old, before.new_end() == after.new) {
        (true, false) => (new, before.new_end()..after.new),
        (false, true) => (old, before.old_end()..after.old),
        _ => return,
    };
    let ids = &side.1.ids;
    let (start, end) = (words.start, words.end);
    let back = (1..=before.len.min(REACH)).take_while(|by| ids[start - by] == ids[end - by]).count();
    let forth = (0..after.len.min(REACH)).take_while(|by| ids[start + by] == ids[end + by]).count();
    let shifts = -(back as isize)..=forth as isize;
    let rank = |shift: isize| {
        let at = |word: usize| breaks(side, word.saturating_add_signed(shift));
        (at(start) + at(end), std::cmp::Reverse(shift.unsigned_abs()))
    };
    let Some(best) = shifts.max_by_key(|shift| rank(*shift)) else { return };
    before.len = before.len.saturating_add_signed(best);
    after.old = after.old.saturating_add_signed(best);
    after.new = after.new.saturating_add_signed(best);
    after.len = after.len.saturating_add_signed(-best);
}

/// The rank of a boundary before a word: a new line is best, then the end of a sentence, then other punctuation.
fn breaks((text, words): Side<'_>, word: usize) -> u8 {
    let (Some(last), Some(next)) = (word.checked_sub(1).and_then(|last| words.span(last)), words.span(word)) else {
        return 3;
    };
    let space = &text[last.end..next.start];
    match text[last].chars().next_back() {
        _ if space.contains('\n') => 3,
        Some('.' | '!' | '?' | '…' | '。' | '！' | '？' | '”' | '"' | '»' | '」') => 2,
        Some(c) if !c.is_alphanumeric() => 1,
        _ => 0,
    }
}
