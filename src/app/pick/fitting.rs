//! The items of a picker that fit the text typed.

use crate::app::shell::picker::{Choice, Item};
use crate::model::fold;

/// The items whose title has all the words typed, those that begin with them first, otherwise in their order; then the
/// commands whose help has the rest of them.
pub fn fitting(words: &str, items: Vec<Item>) -> Vec<Item> {
    let (words, keeps) = fold::as_typed(words);
    let rank = |item: &Item| {
        let title = fold::folded(&item.title, keeps);
        let begin_words = |text: &str| words.split_whitespace().all(|word| begins_a_word(text, word));
        if words.split_whitespace().all(|word| title.contains(word)) {
            return Some((false, !title.starts_with(words.trim()), !begin_words(&title)));
        }
        // A command is also found by its help, a mark by its speaker.
        let more = match &item.choice {
            Choice::Run(command) => command.help,
            Choice::Link(_) => item.detail.as_str(),
            _ => return None,
        };
        let whole = format!("{title} {}", fold::folded(more, keeps));
        begin_words(&whole).then_some((true, false, false))
    };
    let mut ranked: Vec<_> = items.into_iter().filter_map(|item| Some((rank(&item)?, item))).collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, item)| item).collect()
}

/// True if one of the words of a title begins with `word`.
pub fn begins_a_word(title: &str, word: &str) -> bool {
    let begins = |at: usize| title[..at].chars().next_back().is_none_or(|before| !before.is_alphanumeric());
    title.match_indices(word).any(|(at, _)| begins(at))
}
