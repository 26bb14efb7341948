//! A box of the map: kind (colour, glyph and border), speaker and passage.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align2, Color32, Context, FontId, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

use crate::model::annotation::Annotation;
use crate::model::kind::Underline;
use crate::model::map::{Fit, LONGEST, Letters, MapBox, Rect as MapRect};
use crate::model::query::quote_start;
use crate::model::text::ArticleText;
use crate::ui::label;
use crate::ui::map::camera::{Camera, LEGIBLE, TEXT};
use crate::ui::theme::{self, Palette};
use crate::ui::typeset::{self, Part};

/// Width of a box, in points of the map like all sizes here.
const WIDTH: f32 = 212.0;

/// Padding of a box.
const PADDING: f32 = 10.0;

/// Height of the speaker's row, with the space below it.
const HEAD: f32 = 21.0;

/// Line height.
const ROW: f32 = 16.0;

/// Maximum rows of a passage.
const ROWS: usize = 4;

/// Side of the collapse switch.
const SWITCH: f32 = 18.0;

/// Width on the screen below which a box has no text.
const ABRIDGED: f32 = 66.0;

/// Font size and line height of an abridged box, in points on the screen.
const ABRIDGED_TEXT: f32 = 9.5;
const ABRIDGED_ROW: f32 = 12.0;

/// Corner radius.
const CORNER: f32 = 6.0;

/// Period and amplitude of a zigzag border; period of a dotted one.
const TEETH: (f32, f32) = (6.0, 2.4);
const DOTS: f32 = 5.0;

/// The sizes of boxes with the window's fonts.
pub fn fit(ctx: &Context) -> Fit {
    let font = FontId::proportional(TEXT);
    Fit {
        width: WIDTH,
        // The width of text is not exactly proportional to the font size.
        sides: 2.0 * PADDING + 3.0,
        head: 2.0 * PADDING + HEAD,
        row: ROW,
        rows: ROWS,
        letters: Letters::new(TEXT, |letter| ctx.fonts_mut(|fonts| fonts.glyph_width(&font, letter))),
    }
}

/// The place of a box's collapse switch.
pub fn switch(rect: &MapRect) -> MapRect {
    let corner = crate::model::map::Point::new(rect.max.x - 6.0 - SWITCH, rect.min.y + 7.0);
    MapRect::new(corner, crate::model::map::Size::new(SWITCH, SWITCH))
}

/// The highlights of a box.
#[derive(Clone, Copy, Debug, Default)]
pub struct Standing {
    /// It is the selected mark.
    pub selected: bool,
    /// The pointer is over it.
    pub hovered: bool,
    /// It would be the other end of the link being made.
    pub target: bool,
    /// It has answers, so it can be collapsed.
    pub answered: bool,
}

/// The context for drawing boxes.
pub struct Brush<'a> {
    /// The painter.
    pub painter: &'a Painter,
    /// The visible part of the map.
    pub camera: &'a Camera,
    /// The colours.
    pub palette: &'static Palette,
}

impl Brush<'_> {
    /// Draws the box of a mark in an article with this text, with the name of its speaker.
    pub fn draw(&self, node: &MapBox, text: &ArticleText, speaker: &str, standing: Standing) {
        let rect = self.camera.rect(&node.rect);
        let zoom = self.camera.zoom();
        let look = theme::look(node.mark.kind.look(), self.palette.dark);
        let (line, fill) = (theme::colour(look.line), theme::colour(look.fill));
        let corner = CORNER * zoom;
        let ring = if standing.selected || standing.target { self.palette.accent } else { line };
        if standing.selected || standing.target || standing.hovered {
            let width = if standing.hovered && !standing.selected { 1.5 } else { 2.5 };
            let around = rect.expand(4.0 * zoom.max(0.5));
            self.painter.rect_stroke(around, corner + 4.0, Stroke::new(width, ring), StrokeKind::Middle);
        }
        if zoom >= LEGIBLE {
            self.border(rect, node.mark.kind.look().underline, fill, line);
            self.head(node, rect, line, speaker, standing);
            self.words(&node.mark, text, rect);
        } else if rect.width() > ABRIDGED {
            self.border(rect, node.mark.kind.look().underline, fill, line);
            self.abridged(node, text, rect, line);
        } else {
            self.painter.rect(rect, corner, fill, Stroke::new(1.0, line), StrokeKind::Inside);
            let size = (rect.height() * 0.5).min(22.0);
            if size >= 6.0 {
                let glyph = node.mark.kind.look().glyph;
                self.painter.text(rect.center(), Align2::CENTER_CENTER, glyph, FontId::proportional(size), line);
            }
        }
    }

    /// The legible part of a small box: glyph and first words, larger than the zoom would make them.
    fn abridged(&self, node: &MapBox, text: &ArticleText, rect: Rect, line: Color32) {
        let inner = rect.shrink2(vec2(5.0, 3.0));
        let rows = (inner.height() / ABRIDGED_ROW).floor().max(1.0);
        let font = FontId::proportional(ABRIDGED_TEXT);
        let format =
            |colour| TextFormat { line_height: Some(ABRIDGED_ROW), ..TextFormat::simple(font.clone(), colour) };
        let mut job = LayoutJob::default();
        job.append(node.mark.kind.look().glyph, 0.0, format(line));
        let words = quote_start(&node.mark, text, LONGEST);
        let words = if node.hidden > 0 { format!("+{} {words}", node.hidden) } else { words };
        job.append(&words, 3.0, format(self.palette.text));
        job.wrap = TextWrapping { max_width: inner.width(), max_rows: rows as usize, ..Default::default() };
        let words = label::of(self.painter.ctx(), &job);
        let top = inner.center().y - words.size().y / 2.0;
        let painter = self.painter.with_clip_rect(rect.intersect(self.painter.clip_rect()));
        words.paint(&painter, pos2(inner.left(), top));
    }

    /// The border, in the style of the kind's underline.
    fn border(&self, rect: Rect, style: Underline, fill: Color32, line: Color32) {
        let zoom = self.camera.zoom();
        let (corner, stroke) = (CORNER * zoom, Stroke::new(1.5, line));
        match style {
            Underline::Solid => {
                self.painter.rect(rect, corner, fill, stroke, StrokeKind::Middle);
            }
            Underline::Dotted => {
                self.painter.rect_filled(rect, corner, fill);
                let path = around(rect, corner);
                self.painter.extend(Shape::dotted_line(&path, line, DOTS * zoom, 1.3 * zoom.min(1.2)));
            }
            Underline::Zigzag => {
                self.painter.rect_filled(rect, 0.0, fill);
                self.painter.add(Shape::closed_line(zigzag(rect, TEETH.0 * zoom, TEETH.1 * zoom), stroke));
            }
        }
    }

    /// The glyph, the speaker, and the switch.
    fn head(&self, node: &MapBox, rect: Rect, line: Color32, speaker: &str, standing: Standing) {
        let zoom = self.camera.zoom();
        let palette = self.palette;
        let font = FontId::proportional(font_size(TEXT * zoom));
        let left = rect.left() + PADDING * zoom;
        let mut right = rect.right() - PADDING * zoom;
        if node.hidden > 0 || standing.answered {
            let switch = self.camera.rect(&switch(&node.rect));
            let sign = if node.hidden > 0 { format!("+{}", node.hidden) } else { "–".to_owned() };
            let small = FontId::proportional(font_size(11.0 * zoom));
            let galley = self.painter.layout_no_wrap(sign, small, palette.text);
            let wide = (galley.size().x + 8.0 * zoom).max(switch.width());
            let rect = Rect::from_min_max(pos2(switch.right() - wide, switch.top()), switch.max);
            self.painter.rect(rect, 4.0 * zoom, palette.card, Stroke::new(1.0, line), StrokeKind::Inside);
            self.painter.galley(rect.center() - galley.size() / 2.0, galley, palette.text);
            right = rect.left() - 4.0 * zoom;
        }
        let mut job = LayoutJob::default();
        job.append(node.mark.kind.look().glyph, 0.0, TextFormat::simple(font.clone(), line));
        let by = if node.mark.discuss { format!("{speaker} ?") } else { speaker.to_owned() };
        let mut format = TextFormat::simple(font, palette.text);
        format.italics = node.mark.speaker.is_none();
        job.append(&by, 5.0 * zoom, format);
        job.wrap = TextWrapping::truncate_at_width((right - left).max(1.0));
        let words = label::of(self.painter.ctx(), &job);
        let middle = rect.top() + (7.0 + SWITCH / 2.0) * zoom;
        words.paint(self.painter, pos2(left, middle - words.size().y / 2.0));
    }

    /// The passage.
    fn words(&self, mark: &Annotation, text: &ArticleText, rect: Rect) {
        let zoom = self.camera.zoom();
        let top = rect.top() + (PADDING + HEAD) * zoom;
        let rows = ((rect.height() / zoom - 2.0 * PADDING - HEAD) / ROW).round().max(1.0);
        let font = FontId::proportional(font_size(TEXT * zoom));
        let words = quote_start(mark, text, LONGEST);
        let width = rect.width() - 2.0 * PADDING * zoom;
        let part = Part::new(&words, font, self.palette.text);
        let words = typeset::label(self.painter.ctx(), &[part], width, rows as usize);
        words.paint(self.painter, pos2(rect.left() + PADDING * zoom, top));
    }
}

/// A font size rounded to steps, so that zooming does not fill the glyph atlas.
pub fn font_size(points: f32) -> f32 {
    (points * 4.0).floor() / 4.0
}

/// The outline of a rounded rectangle, from its top left corner.
fn around(rect: Rect, corner: f32) -> Vec<Pos2> {
    let mut path = Vec::new();
    egui::epaint::tessellator::path::rounded_rectangle(
        &mut path,
        egui::epaint::RoundedRect::new(rect, egui::epaint::CornerRadiusF32::same(corner)),
    );
    path.extend(path.first().copied());
    path
}

/// A zigzag along the inside of a rectangle; teeth are fitted to each side.
fn zigzag(rect: Rect, tooth: f32, depth: f32) -> Vec<Pos2> {
    let corners = [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom(), rect.left_top()];
    let mut path = Vec::new();
    for side in corners.windows(2) {
        let along = side[1] - side[0];
        let count = (along.length() / tooth).round().max(1.0);
        let out = vec2(along.y, -along.x) / along.length().max(1.0) * depth;
        for at in 0..count as usize {
            let from = side[0] + along * (at as f32 / count);
            path.push(from - out);
            path.push(from + along / count / 2.0);
        }
    }
    path
}
