//! Visible symbols for invisible characters, one for one, so that offsets stay the same. Panels and titles use them
//! too, so that no two names look alike.

use std::borrow::Cow;
use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{Galley, TextBuffer, TextStyle, Ui};

use crate::model::visible::{Invisible, invisible, is_needed};

/// Maximum characters of a displayed address.
const ADDRESS: usize = 400;

/// The symbol for a character that steers the direction.
pub const STEERS: char = '⇄';

/// The symbol for a character that must not reach the layout, drawn with the bundled fonts.
fn symbol(c: char) -> Option<char> {
    match c {
        // Line separators; a block is one line.
        '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('¶'),
        '\u{0}' => Some('∅'),
        _ => match invisible(c)? {
            Invisible::Control => Some('▯'),
            Invisible::Bidi => Some(STEERS),
            Invisible::ZeroWidth => Some('▫'),
        },
    }
}

/// `text` with each invisible character replaced by a visible symbol. Nothing in it reorders the text around it.
pub fn visible(text: &str) -> Cow<'_, str> {
    replaced(text, symbol)
}

/// The same for the article: what steers its direction stays, and is drawn as a symbol by [`typeset`](super::typeset).
pub fn in_article(text: &str) -> Cow<'_, str> {
    replaced(text, |c| symbol(c).filter(|_| invisible(c) != Some(Invisible::Bidi)))
}

fn replaced(text: &str, symbol: impl Fn(char) -> Option<char>) -> Cow<'_, str> {
    let plain = |byte: &u8| matches!(byte, b' '..=b'~' | b'\t');
    if text.as_bytes().iter().all(plain) || !text.chars().any(|c| symbol(c).is_some()) {
        return Cow::Borrowed(text);
    }
    let shown = text.char_indices().map(|(at, c)| match symbol(c) {
        Some(symbol) if !is_needed(text, at, c) => symbol,
        _ => c,
    });
    Cow::Owned(shown.collect())
}

/// An address for display: truncated, with symbols for invisible characters.
pub fn address(address: &str) -> String {
    let mut short: String = visible(address).chars().take(ADDRESS).collect();
    if short.len() < address.len() {
        short.push('…');
    }
    short
}

/// The layouter of a text field that shows invisible characters. It keeps the number of characters, which the field's
/// caret counts.
pub fn in_field(several: bool) -> impl FnMut(&Ui, &dyn TextBuffer, f32) -> Arc<Galley> {
    move |ui, words, width| {
        let (font, colour) = (TextStyle::Body.resolve(ui.style()), ui.visuals().widgets.inactive.text_color());
        let words = visible(words.as_str()).into_owned();
        let mut job = match several {
            true => LayoutJob::simple(words, font, colour, width),
            false => LayoutJob::simple_singleline(words, font, colour),
        };
        job.keep_trailing_whitespace = true;
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    }
}
