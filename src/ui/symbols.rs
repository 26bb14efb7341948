//! What is drawn for characters that cannot be seen: one symbol a character, so that offsets stay the same. In panels and
//! titles too, lest a name looks like another one.

use std::borrow::Cow;
use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{Galley, TextBuffer, TextStyle, Ui};

use crate::model::visible::{Invisible, invisible, is_needed};

/// Letters of an address that are shown.
const ADDRESS: usize = 400;

/// The symbol for a character, one that the bundled fonts have, if it must not reach the layout as it is.
fn symbol(c: char) -> Option<char> {
    match c {
        // These end lines, and a block has none but its own.
        '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('¶'),
        '\u{0}' => Some('∅'),
        _ => match invisible(c)? {
            Invisible::Control => Some('▯'),
            Invisible::Bidi => Some('⇄'),
            Invisible::ZeroWidth => Some('▫'),
        },
    }
}

/// `text` with each invisible character replaced by one visible symbol.
pub fn visible(text: &str) -> Cow<'_, str> {
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

/// An address as it is shown: cut if it is long, with a symbol for each character that cannot be seen.
pub fn address(address: &str) -> String {
    let mut short: String = visible(address).chars().take(ADDRESS).collect();
    if short.len() < address.len() {
        short.push('…');
    }
    short
}

/// What lays out the words of a text field, of one line or several, so that nothing hides in them there either. There are as
/// many characters as before, which is what the field's caret counts.
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
