//! Labels with words of an article: in reading order, with an ellipsis where they are cut.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

use ahash::AHasher;
use egui::{
    Color32, Context, FontId, Painter, Pos2, Rangef, Rect, Response, Sense, Stroke, Ui, Vec2, WidgetInfo, vec2,
};

use super::ink::Ink;
use super::lines::{Set, set};
use super::passage::{Passage, Section};
use super::with;
use crate::model::direction::reads_rtl;
use crate::model::kind::{KINDS, UNKNOWN_KIND};
use crate::ui::symbols::visible;

/// The sign of what is cut.
const ELLIPSIS: char = '…';
/// More bytes than any label shows; the rest of a long passage is not set.
const LONGEST: usize = 2000;
/// More letters for each font size of room than nearly all texts have: about two are usual, four if all are as narrow as "i".
const NARROWEST: f32 = 2.7;
/// The distance of lines, in font sizes.
const LEADING: f32 = 1.36;
/// Bit of the tint of signs that are put at the height of capital letters.
const SIGN: u8 = 0x80;
/// Passes for which a label is kept that is not shown.
const KEPT: u64 = 2;

/// A part of a label with its own font and colour.
#[derive(Clone, Debug)]
pub struct Part<'a> {
    /// The words. A line feed is shown as a space, and invisible characters as symbols.
    pub words: &'a str,
    /// The font.
    pub font: FontId,
    /// The colour.
    pub colour: Color32,
    /// The colour behind the words; transparent for none.
    pub ground: Color32,
    /// True for a line below the words.
    pub underlined: bool,
}

impl<'a> Part<'a> {
    /// Words without a ground.
    pub fn new(words: &'a str, font: FontId, colour: Color32) -> Self {
        Self { words, font, colour, ground: Color32::TRANSPARENT, underlined: false }
    }

    fn has_ground(&self) -> bool {
        self.underlined || self.ground != Color32::TRANSPARENT
    }
}

/// A label, ready to be painted.
#[derive(Clone, Debug)]
pub struct Label {
    laid: Arc<Laid>,
    colours: Vec<Color32>,
    grounds: Vec<(Color32, bool)>,
}

/// The lines of a label.
#[derive(Debug, Default)]
struct Laid {
    ink: Ink,
    size: Vec2,
    rows: usize,
    is_cut: bool,
    /// All its words, without invisible characters.
    words: String,
    /// The words that are drawn.
    drawn: String,
    /// The places of parts with a ground.
    grounds: Vec<(usize, Rect)>,
}

/// The labels of the last passes.
#[derive(Debug, Default)]
pub(super) struct Labels {
    kept: HashMap<u64, (Arc<Laid>, u64)>,
    pass: u64,
}

impl Labels {
    /// Prepares for a pass: drops labels that are not shown any more, and all of them if the fonts changed.
    pub(super) fn begin(&mut self, other_fonts: bool) {
        self.pass += 1;
        if other_fonts {
            self.kept.clear();
        }
        self.kept.retain(|_, (_, used)| *used + KEPT >= self.pass);
    }
}

/// The words of the labels of the last pass, as far as they are drawn.
pub fn drawn(ctx: &Context) -> Vec<String> {
    with(ctx, |typesetter| {
        let pass = typesetter.labels.pass;
        let labels = typesetter.labels.kept.values().filter(|(_, used)| *used + 1 >= pass);
        labels.map(|(laid, _)| laid.drawn.clone()).collect()
    })
}

/// Parts of a label in at most `rows` lines of `width` points. Labels are kept while they are shown.
pub fn label(ctx: &Context, parts: &[Part<'_>], width: f32, rows: usize) -> Label {
    let colours = parts.iter().map(|part| part.colour).collect();
    let mut hasher = AHasher::default();
    for part in parts {
        part.words.hash(&mut hasher);
        part.font.hash(&mut hasher);
        part.has_ground().hash(&mut hasher);
    }
    (width.to_bits(), rows, ctx.pixels_per_point().to_bits()).hash(&mut hasher);
    let key = hasher.finish();
    let known = with(ctx, |typesetter| {
        let pass = typesetter.labels.pass;
        let (laid, used) = typesetter.labels.kept.get_mut(&key)?;
        *used = pass;
        Some(laid.clone())
    });
    let laid = known.unwrap_or_else(|| {
        let laid = Arc::new(lay_out(ctx, parts, width, rows.max(1)));
        with(ctx, |typesetter| {
            let pass = typesetter.labels.pass;
            typesetter.labels.kept.insert(key, (laid.clone(), pass));
        });
        laid
    });
    let grounds = parts.iter().map(|part| (part.ground, part.underlined)).collect();
    Label { laid, colours, grounds }
}

impl Label {
    /// Its size in points.
    pub fn size(&self) -> Vec2 {
        self.laid.size
    }

    /// The number of its lines.
    pub fn rows(&self) -> usize {
        self.laid.rows
    }

    /// True if its end is cut.
    pub fn is_cut(&self) -> bool {
        self.laid.is_cut
    }

    /// The same in one colour.
    pub fn in_colour(mut self, colour: Color32) -> Self {
        self.colours.fill(colour);
        self
    }

    /// Paints it with its top left corner at `at`.
    pub fn paint(&self, painter: &Painter, at: Pos2) {
        for (part, place) in &self.laid.grounds {
            let Some((ground, underlined)) = self.grounds.get(*part) else { continue };
            let place = place.translate(at.to_vec2());
            painter.rect_filled(place, 0.0, *ground);
            if *underlined {
                let line = Stroke::new(1.0, self.colours.get(*part).copied().unwrap_or_default());
                painter.hline(place.x_range(), place.bottom() - 1.0, line);
            }
        }
        self.laid.ink.paint(painter, at, &self.colours);
    }

    /// Paints it from the bottom to the top, with the start of its first line at `at`.
    pub fn paint_upright(&self, painter: &Painter, at: Pos2) {
        self.laid.ink.paint_upright(painter, at, &self.colours);
    }

    /// Adds it to a user interface. Assistive technologies are told all its words.
    pub fn show(&self, ui: &mut Ui, sense: Sense) -> Response {
        let (rect, response) = ui.allocate_exact_size(self.size(), sense);
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, ui.is_enabled(), &self.laid.words));
        if ui.is_rect_visible(rect) {
            self.paint(ui.painter(), rect.min);
        }
        response
    }
}

fn lay_out(ctx: &Context, parts: &[Part<'_>], width: f32, rows: usize) -> Laid {
    let mut words = String::new();
    let mut sections: Vec<Section> = Vec::new();
    for (tint, part) in parts.iter().enumerate() {
        let start = words.len();
        let end = part.words.floor_char_boundary(LONGEST);
        words.push_str(&visible(&part.words[..end]).replace(['\n', '\t'], " "));
        let (tint, family, size) = (tint as u8 & !SIGN, &part.font.family, part.font.size);
        let mut section = |range: Range<usize>, tint: u8| {
            sections.push(Section { range, family: family.clone(), size, tint, slanted: false });
        };
        let mut done = start;
        for (at, sign) in words[start..].match_indices(is_sign) {
            let sign = start + at..start + at + sign.len();
            if done < sign.start {
                section(done..sign.start, tint);
            }
            done = sign.end;
            section(sign, tint | SIGN);
        }
        if done < words.len() || done == start {
            section(done..words.len(), tint);
        }
    }
    let size = parts.iter().map(|part| part.font.size).fold(0.0, f32::max);
    let family = parts.first().map(|part| part.font.family.clone()).unwrap_or_default();
    let (baseline, height) = super::baseline(ctx, &family, size, size * LEADING);
    let rtl = reads_rtl(&words);
    let language = super::with(ctx, |typesetter| typesetter.language);
    // One line is cut within words, several are broken between them.
    let room = if rows == 1 { f32::INFINITY } else { width };
    let lay = |words: &str, sections: &[Section]| {
        let row = (height, baseline);
        let (indent, break_anywhere) = (0.0, false);
        let (text, shown, width) = (words, words, room);
        set(ctx, Passage { text, shown, sections, width, indent, break_anywhere, rtl, language, row })
    };
    let fits = |set: &Set| set.lines.len() <= rows && (rows > 1 || set.end <= width + 0.5);
    // Of a long text only what may find room is set.
    let room_for =
        ((width.max(0.0) / size.max(1.0) * NARROWEST).ceil() as usize).saturating_mul(rows).saturating_add(1);
    let first = words.char_indices().nth(room_for).map(|(end, _)| end);
    let first = first.map(|end| lay(&words[..end], &until(&sections, end))).filter(|laid| !fits(laid));
    let whole = first.unwrap_or_else(|| lay(&words, &sections));
    let (mut laid, mut is_cut, mut kept_sections, mut drawn) = (whole, false, sections.clone(), words.clone());
    if !fits(&laid) {
        // Kept like any label, since most lists have labels that are cut.
        let Section { family, size, .. } = last(&sections);
        let mark = ELLIPSIS.to_string();
        let sign = label(ctx, &[Part::new(&mark, FontId::new(size, family), Color32::TRANSPARENT)], f32::INFINITY, 1);
        let mut end = cut(&laid, rows, width - sign.size().x);
        is_cut = true;
        loop {
            let kept = words[..end].trim_end();
            let mut shorter = until(&sections, kept.len());
            let mut text = kept.to_owned();
            text.push(ELLIPSIS);
            match shorter.last_mut() {
                Some(part) => part.range.end = text.len(),
                None => shorter.push(Section { range: 0..text.len(), ..last(&sections) }),
            }
            laid = lay(&text, &shorter);
            (kept_sections, drawn) = (shorter, text);
            if fits(&laid) || kept.is_empty() {
                break;
            }
            end = words[..kept.len()].char_indices().next_back().map_or(0, |(at, _)| at);
        }
    }
    let left = laid.cells.iter().map(|cell| cell.left).fold(f32::INFINITY, f32::min);
    let right = laid.cells.iter().map(|cell| cell.right).fold(0.0, f32::max);
    let left = if left.is_finite() { left } else { 0.0 };
    let shift = vec2(-left.floor(), 0.0);
    laid.ink.shift(shift, ctx.pixels_per_point());
    laid.ink.centre(ctx, SIGN);
    let count = laid.lines.len().min(rows);
    let size = vec2((right - left.floor()).min(width.max(0.0)), height * count as f32);
    let mut grounds: Vec<(usize, Rect)> = Vec::new();
    if parts.iter().any(Part::has_ground) {
        for (row, line) in laid.lines.iter().take(count).enumerate() {
            let y = Rangef::new(height * row as f32, height * (row + 1) as f32);
            for cell in &laid.cells[line.cells.clone()] {
                let at = cell.start as usize;
                let Some(section) = kept_sections.iter().find(|section| section.range.contains(&at)) else { continue };
                let part = usize::from(section.tint & !SIGN);
                let place = Rect::from_x_y_ranges(Rangef::new(cell.left, cell.right), y).translate(shift);
                match grounds.last_mut() {
                    Some((last, rect)) if *last == part && rect.y_range() == place.y_range() => {
                        *rect = rect.union(place);
                    }
                    _ if parts[part].has_ground() => grounds.push((part, place)),
                    _ => {}
                }
            }
        }
    }
    Laid { ink: laid.ink, size, rows: count, is_cut, words, drawn, grounds }
}

/// True for the glyph of a kind: the font has it lower than the words beside it.
fn is_sign(c: char) -> bool {
    KINDS.iter().chain([&UNKNOWN_KIND]).any(|row| row.glyph.starts_with(c))
}

/// The sections up to a byte.
fn until(sections: &[Section], end: usize) -> Vec<Section> {
    let within = sections.iter().filter(|part| part.range.start < end);
    within.map(|part| Section { range: part.range.start..part.range.end.min(end), ..part.clone() }).collect()
}

fn last(sections: &[Section]) -> Section {
    let bare = Section { range: 0..0, family: egui::FontFamily::Proportional, size: 1.0, tint: 0, slanted: false };
    sections.last().cloned().unwrap_or(bare)
}

/// The end of the words that fit into a number of lines whose last one is `width` points wide.
fn cut(set: &Set, rows: usize, width: f32) -> usize {
    let Some(line) = set.lines.get(rows - 1) else { return 0 };
    let mut used = 0.0;
    for cell in &set.cells[line.cells.clone()] {
        used += cell.right - cell.left;
        if used > width {
            return cell.start as usize;
        }
    }
    line.end as usize
}
