//! The order of words in labels, by a simplified Unicode Bidirectional Algorithm (UAX #9): words instead of characters get
//! levels, by their first strong character (W and N rules reduced to neighbours), and are reordered by rule L2.

use unicode_segmentation::UnicodeSegmentation;

use crate::model::direction::is_rtl;

/// The embedding level of each word.
pub(in crate::ui) fn levels(text: &str, rtl: bool) -> Vec<u8> {
    #[derive(Clone, Copy, PartialEq)]
    enum Class {
        Left,
        Right,
        Number,
        Neutral,
    }
    let base = if rtl { Class::Right } else { Class::Left };
    let class = |word: &str| {
        let strong = word.chars().find(|c| is_rtl(*c) || c.is_alphanumeric());
        match strong {
            Some(c) if c.is_numeric() => Class::Number,
            Some(c) if is_rtl(c) => Class::Right,
            Some(_) => Class::Left,
            None => Class::Neutral,
        }
    };
    let mut classes: Vec<Class> = text.split_word_bounds().map(class).collect();
    // A number after left-to-right letters goes with them (W7).
    let mut strong = base;
    for class in &mut classes {
        match class {
            Class::Number if strong == Class::Left => *class = Class::Left,
            Class::Left | Class::Right => strong = *class,
            _ => {}
        }
    }
    // Neutrals between equal directions take that direction, others that of the paragraph (N1, N2); numbers count as
    // right-to-left.
    let direction = |class: Class| if class == Class::Number { Class::Right } else { class };
    let mut index = 0;
    while index < classes.len() {
        let run = classes[index..].iter().take_while(|class| **class == Class::Neutral).count();
        if run > 0 {
            let before = index.checked_sub(1).map_or(base, |before| direction(classes[before]));
            let after = classes.get(index + run).map_or(base, |after| direction(*after));
            let resolved = if before == after { before } else { base };
            classes[index..index + run].fill(resolved);
        }
        index += run.max(1);
    }
    let level = |class: &Class| match (class, rtl) {
        (Class::Left, false) => 0,
        (Class::Right, _) => 1,
        _ => 2,
    };
    classes.iter().map(level).collect()
}

/// The order of words with these levels from left to right (UAX #9, L2).
pub(in crate::ui) fn visual_order(levels: &[u8]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..levels.len()).collect();
    let highest = levels.iter().copied().max().unwrap_or(0);
    for level in (1..=highest).rev() {
        let mut index = 0;
        while index < order.len() {
            let run = order[index..].iter().take_while(|word| levels[**word] >= level).count();
            order[index..index + run].reverse();
            index += run.max(1);
        }
    }
    order
}

/// Brackets face the other way in right-to-left text (UAX #9, L4).
pub(in crate::ui) fn mirrored(c: char) -> char {
    match c {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '{' => '}',
        '}' => '{',
        '<' => '>',
        '>' => '<',
        '«' => '»',
        '»' => '«',
        '‹' => '›',
        '›' => '‹',
        c => c,
    }
}
