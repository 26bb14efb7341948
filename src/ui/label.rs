//! Article text in labels: in reading order, truncated with an ellipsis.
//!
//! egui places the words of a label from left to right in logical order, which reverses right-to-left text. Labels with
//! such text are therefore broken into rows here, and the words of each row put in visual order.

use std::borrow::Cow;
use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{Color32, Context, FontId, Galley, TextFormat, TextStyle, Ui};
use unicode_segmentation::UnicodeSegmentation;

use crate::model::annotation::Annotation;
use crate::model::direction::{has_rtl, reads_rtl};
use crate::model::kind::{KINDS, Kind, KindRow, UNKNOWN_KIND};
use crate::ui::symbols::visible;
use crate::ui::text_view::bidi::{levels, mirrored, visual_order};
use crate::ui::theme;

/// The mark of a truncated text.
const ELLIPSIS: &str = "…";

/// Text laid out in at most `rows` rows of `width` points.
pub fn job(ctx: &Context, words: &str, font: FontId, colour: Color32, width: f32, rows: usize) -> LayoutJob {
    let shown = visible(words);
    if has_rtl(&shown) {
        let text = in_reading_order(&shown, width, rows, &mut |word| width_of(ctx, word, &font));
        let mut job = LayoutJob::simple(text, font, colour, f32::INFINITY);
        job.wrap.max_rows = rows;
        return job;
    }
    let mut job = LayoutJob::simple(shown.into_owned(), font, colour, width);
    job.wrap.max_rows = rows;
    job.wrap.break_anywhere = rows == 1;
    job
}

/// Text on one row of any width, for labels that egui truncates.
pub fn line(words: &str) -> Cow<'_, str> {
    let shown = visible(words);
    if has_rtl(&shown) { Cow::Owned(in_reading_order(&shown, f32::INFINITY, 1, &mut |_| 0.0)) } else { shown }
}

/// Text on one row of `width` points, for labels that egui truncates: it would truncate right-to-left text at its
/// start.
pub fn fitted<'a>(ctx: &Context, words: &'a str, font: &FontId, width: f32) -> Cow<'a, str> {
    let shown = visible(words);
    if !has_rtl(&shown) {
        return shown;
    }
    Cow::Owned(in_reading_order(&shown, width, 1, &mut |word| width_of(ctx, word, font)))
}

/// The name of a mark's speaker.
pub fn speaker(mark: &Annotation) -> &str {
    mark.speaker.as_ref().map_or("No speaker", |speaker| speaker.label())
}

/// The name of a mark's kind with its speaker: "Claim by Ana Duarte".
pub fn attributed(kind: &str, mark: &Annotation) -> String {
    match &mark.speaker {
        Some(speaker) => format!("{kind} by {}", speaker.label()),
        None => format!("{kind} with no speaker"),
    }
}

/// Text of the window for assistive technologies: the glyph of a kind is its name.
pub fn spoken(words: &str) -> String {
    let glyph =
        |row: &KindRow| words.contains(row.glyph).then(|| (format!("{} ", row.glyph), format!("{}: ", row.name)));
    let glyphs = KINDS.iter().chain([&UNKNOWN_KIND]).filter_map(glyph);
    let named = glyphs.fold(words.to_owned(), |words, (glyph, name)| words.replace(&glyph, &name.to_lowercase()));
    visible(&named).into_owned()
}

/// Keys for assistive technologies: arrows are words.
pub fn spoken_keys(keys: &str) -> String {
    let arrows = [("←", "Left"), ("→", "Right"), ("↑", "Up"), ("↓", "Down")];
    arrows.iter().fold(keys.to_owned(), |keys, (arrow, name)| keys.replace(arrow, name))
}

/// A kind's glyph in its colour and its name, as one label.
pub fn kind_title(ui: &Ui, kind: &Kind, rest: &str) -> LayoutJob {
    kind_line(ui, kind, rest, f32::INFINITY)
}

/// A kind's glyph in its colour, followed by text of at most `room` points, as one label.
pub fn kind_line(ui: &Ui, kind: &Kind, rest: &str, room: f32) -> LayoutJob {
    let dark = ui.visuals().dark_mode;
    let row = kind.look();
    let font = TextStyle::Body.resolve(ui.style());
    let mut job = LayoutJob::default();
    let colour = theme::colour(theme::look(row, dark).line);
    job.append(row.glyph, 0.0, TextFormat::simple(font.clone(), colour));
    let rest = fitted(ui.ctx(), rest, &font, room);
    job.append(&rest, 5.0, TextFormat::simple(font, ui.visuals().text_color()));
    job
}

/// Text truncated to a number of rows.
pub fn galley(ui: &Ui, words: &str, style: TextStyle, colour: Color32, width: f32, rows: usize) -> Arc<Galley> {
    /// More characters than any card shows; the rest of a long passage is not laid out.
    const LONGEST: usize = 400;
    let words: String = words.chars().take(LONGEST).collect();
    let job = job(ui.ctx(), &words, style.resolve(ui.style()), colour, width, rows);
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

fn width_of(ctx: &Context, word: &str, font: &FontId) -> f32 {
    ctx.fonts_mut(|fonts| fonts.layout_no_wrap(word.to_owned(), font.clone(), Color32::PLACEHOLDER).size().x)
}

/// A word or white space, its level (UAX #9) and its width.
struct Piece<'a> {
    word: &'a str,
    level: u8,
    width: f32,
}

/// At most `most` rows, each in visual order, separated by line feeds. `measured` gives the width of a word.
fn in_reading_order(words: &str, width: f32, most: usize, measured: &mut dyn FnMut(&str) -> f32) -> String {
    let base = u8::from(reads_rtl(words));
    let pieces = words.split_word_bounds().zip(levels(words, base == 1));
    let mut pieces = pieces.map(|(word, level)| Piece { word, level, width: measured(word) }).peekable();
    let mut rows: Vec<Vec<Piece<'_>>> = Vec::new();
    while pieces.peek().is_some() && rows.len() < most {
        let mut row: Vec<Piece<'_>> = Vec::new();
        let mut x = 0.0;
        while let Some(piece) =
            pieces.next_if(|piece| row.is_empty() || piece.word.trim().is_empty() || x + piece.width <= width)
        {
            x += piece.width;
            row.push(piece);
        }
        rows.push(row);
    }
    if let (true, Some(last)) = (pieces.peek().is_some(), rows.last_mut()) {
        let room = width - measured(ELLIPSIS);
        let too_wide = |row: &[Piece<'_>]| row.iter().map(|piece| piece.width).sum::<f32>() > room;
        let ends_blank = |row: &[Piece<'_>]| row.last().is_some_and(|piece| piece.word.trim().is_empty());
        while last.len() > 1 && (too_wide(last) || ends_blank(last)) {
            last.pop();
        }
        last.push(Piece { word: ELLIPSIS, level: base, width: 0.0 });
    }
    let rows: Vec<String> = rows.iter().map(|row| in_visual_order(row)).collect();
    rows.join("\n")
}

fn in_visual_order(row: &[Piece<'_>]) -> String {
    let blank = row.iter().rev().take_while(|piece| piece.word.trim().is_empty()).count();
    let row = &row[..row.len() - blank];
    let levels: Vec<u8> = row.iter().map(|piece| piece.level).collect();
    let mut text = String::new();
    for index in visual_order(&levels) {
        let Piece { word, level, .. } = &row[index];
        if level % 2 == 1 && !has_rtl(word) {
            text.extend(word.chars().map(mirrored));
        } else {
            text.push_str(word);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::in_reading_order;

    /// The rows of a label with characters one point wide.
    fn rows(words: &str, width: f32, most: usize) -> String {
        in_reading_order(words, width, most, &mut |word| word.chars().count() as f32)
    }

    #[test]
    fn words_from_right_to_left_stand_in_reading_order() {
        assert_eq!(rows("אחת שתים שלוש", 20.0, 1), "שלוש שתים אחת");
        assert_eq!(rows("אחת (2009) שתים", 20.0, 1), "שתים (2009) אחת");
        assert_eq!(rows("He said אחת שתים to us", 40.0, 1), "He said שתים אחת to us");
    }

    #[test]
    fn the_first_row_has_the_first_words() {
        assert_eq!(rows("אחת שתים שלוש ארבע", 8.0, 4), "שתים אחת\nשלוש\nארבע");
    }

    #[test]
    fn what_is_cut_is_the_end() {
        assert_eq!(rows("אחת שתים שלוש ארבע", 9.0, 1), "…שתים אחת");
        assert_eq!(rows("אחת שתים שלוש ארבע", 6.0, 2), "אחת\n…שתים");
    }
}
