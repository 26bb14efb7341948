//! Words of articles in labels: set as the article is, in reading order, with an ellipsis where they are cut.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{Color32, Context, FontId, Galley, Response, RichText, Sense, TextBuffer, TextFormat, TextStyle, Ui};

use crate::model::annotation::Annotation;
use crate::model::kind::{KINDS, Kind, KindRow, UNKNOWN_KIND};
use crate::ui::symbols::visible;
use crate::ui::theme::{self, size};
use crate::ui::typeset::{self, Label, Part};

/// The words for a mark without a speaker.
pub const NOBODY: &str = "No speaker";

/// The name of a mark's speaker.
pub fn speaker(mark: &Annotation) -> &str {
    mark.speaker.as_ref().map_or(NOBODY, |speaker| speaker.label())
}

/// The name of a mark's kind with its speaker: "Claim by Ana Duarte".
pub fn attributed(kind: &str, mark: &Annotation) -> String {
    by(kind, mark.speaker.as_ref().map(|speaker| speaker.label()))
}

/// The name of a kind with a speaker: "Claim by Ana Duarte".
pub fn by(kind: &str, speaker: Option<&str>) -> String {
    match speaker {
        Some(speaker) => format!("{kind} by {speaker}"),
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

/// Keys for assistive technologies: arrows and the modifiers of macOS are words.
pub fn spoken_keys(keys: &str) -> String {
    let arrows = [("←", "Left"), ("→", "Right"), ("↑", "Up"), ("↓", "Down")];
    let modifiers = [("^", "Control+"), ("⇧", "Shift+"), ("⌘", "Command+")];
    arrows.iter().chain(&modifiers).fold(keys.to_owned(), |keys, (arrow, name)| keys.replace(arrow, name))
}

/// A kind's glyph in its colour and its name, for a button.
pub fn kind_title(ui: &Ui, kind: &Kind, rest: &str) -> LayoutJob {
    let font = TextStyle::Body.resolve(ui.style());
    let mut job = LayoutJob::default();
    let colour = theme::colour(theme::look(kind.look(), ui.visuals().dark_mode).line);
    job.append(kind.look().glyph, 0.0, TextFormat::simple(font.clone(), colour));
    job.append(&visible(rest), 5.0, TextFormat::simple(font, ui.visuals().text_color()));
    job
}

/// A kind's glyph in its colour, followed by words, in at most `rows` rows of `width` points.
pub fn kind_words<'a>(ui: &Ui, kind: &'a Kind, words: &[(&'a str, Color32)], width: f32, rows: usize) -> Label {
    let font = TextStyle::Body.resolve(ui.style());
    let colour = theme::colour(theme::look(kind.look(), ui.visuals().dark_mode).line);
    let glyph = [(kind.look().glyph, colour), (" ", colour)];
    let part = |(words, colour): &(&'a str, Color32)| Part::new(words, font.clone(), *colour);
    let parts: Vec<Part<'a>> = glyph.iter().map(part).chain(words.iter().map(part)).collect();
    typeset::label(ui.ctx(), &parts, width, rows)
}

/// Words of an article in at most `rows` rows of `width` points.
pub fn words(ui: &Ui, words: &str, style: TextStyle, colour: Color32, width: f32, rows: usize) -> Label {
    typeset::label(ui.ctx(), &[Part::new(words, style.resolve(ui.style()), colour)], width, rows)
}

/// Words in one row that ends where the room does.
pub fn row(ui: &mut Ui, words: &str, style: TextStyle, colour: Color32, sense: Sense) -> Response {
    self::words(ui, words, style, colour, ui.available_width(), 1).show(ui, sense)
}

/// A tooltip with words of an article, on lines of their own.
pub fn tip(response: Response, lines: &[&str]) -> Response {
    response.on_hover_ui(|ui| lines.iter().for_each(|words| in_tip(ui, words)))
}

/// Words of an article in a tooltip, on as many rows as they need.
pub fn in_tip(ui: &mut Ui, words: &str) {
    let (width, colour) = (ui.spacing().tooltip_width, ui.visuals().text_color());
    self::words(ui, words, TextStyle::Body, colour, width, usize::MAX).show(ui, Sense::hover());
}

/// A name as a title, on as many rows as it needs.
pub fn title(ui: &mut Ui, words: &str) -> Response {
    let (font, colour) = (FontId::proportional(size::TITLE), ui.visuals().text_color());
    typeset::label(ui.ctx(), &[Part::new(words, font, colour)], ui.available_width(), usize::MAX)
        .show(ui, Sense::hover())
}

/// The words of a layout with its fonts, colours and room.
pub fn of(ctx: &Context, job: &LayoutJob) -> Label {
    let words: Vec<String> = job
        .sections
        .iter()
        .map(|part| {
            let space = if part.leading_space > 0.0 { " " } else { "" };
            let (start, end) = (part.byte_range.start.0, part.byte_range.end.0);
            format!("{space}{}", job.text.get(start..end).unwrap_or_default())
        })
        .collect();
    let parts = job.sections.iter().zip(&words).map(|(part, words)| Part {
        words,
        font: part.format.font_id.clone(),
        colour: part.format.color,
        ground: part.format.background,
        underlined: part.format.underline.width > 0.0,
    });
    typeset::label(ctx, &parts.collect::<Vec<_>>(), job.wrap.max_width, job.wrap.max_rows)
}

/// Words that take their room in a widget of egui, which would misplace those from right to left; [`over`] paints them.
pub fn unseen(words: &str) -> RichText {
    RichText::new(visible(words)).color(Color32::TRANSPARENT)
}

/// The text of a field in which nobody types, unseen as well: while it is edited, characters keep their logical order for the
/// caret.
pub fn unseen_field(ui: &Ui, words: &dyn TextBuffer, _: f32) -> Arc<Galley> {
    let font = TextStyle::Body.resolve(ui.style());
    let job = LayoutJob::simple_singleline(visible(words.as_str()).into_owned(), font, Color32::TRANSPARENT);
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// Paints words over a widget, from `left` points from its left edge on.
pub fn over(ui: &Ui, widget: &Response, left: f32, words: &str, style: TextStyle) {
    over_in(ui, widget, left, words, style, ui.style().interact(widget).text_color());
}

/// Paints words of a colour over a widget, from `left` points from its left edge on.
pub fn over_in(ui: &Ui, widget: &Response, left: f32, words: &str, style: TextStyle, colour: Color32) {
    let rect = widget.rect;
    let label = self::words(ui, words, style, colour, rect.width() - left, 1);
    label.paint(ui.painter(), egui::pos2(rect.left() + left, rect.center().y - label.size().y / 2.0));
}
