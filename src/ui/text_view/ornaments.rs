//! Ornaments of the structure: backgrounds of code, bars of quotations, rules of tables, underlines of links.

use egui::{Pos2, Rect, pos2};

use super::blocks::Blocks;
use super::layout::BlockLayout;
use super::page::Page;
use super::pen::Pen;
use super::scroll::Placed;
use super::style::TextStyle;
use crate::model::line::Face;

/// Vertical padding of the background of code, in font sizes.
const PAD: f32 = 0.35;

/// Paints the ornaments beneath fills and text.
pub(super) fn beneath(pen: &mut Pen, page: &Page<'_>, style: &TextStyle, blocks: &Blocks) {
    if blocks.structure().is_empty() && blocks.folds().is_empty() {
        return;
    }
    grounds(pen, page, style);
    for (index, placed) in page.visible.iter().enumerate() {
        let above = index.checked_sub(1).and_then(|above| page.visible.get(above));
        bars(pen, page, style, placed);
        if placed.layout.form.is_row() {
            table(pen, page, style, blocks, placed, above);
        } else if placed.layout.form.is_fold() {
            fold(pen, page, style, placed);
        }
        for piece in placed.layout.pieces.iter().filter(|piece| piece.face.literal) {
            page.block_rects(placed, piece.start..piece.end, |row, rect| {
                let inset = (row.height * 0.12).round();
                pen.rect(rect.shrink2(egui::vec2(-style.size * 0.1, inset)), style.tint);
            });
        }
    }
}

/// Paints the ornaments between fills and text: underlines of links, thinner and nearer to the text than those of
/// marks, and the lines between cells.
pub(super) fn between(pen: &mut Pen, page: &Page<'_>, style: &TextStyle, blocks: &Blocks) {
    separators(pen, page, style, blocks);
    lines(
        page,
        |face| face.link,
        |left, right, baseline| {
            let top = baseline + style.size * 0.08;
            pen.rect(Rect::from_min_max(pos2(left, top), pos2(right, top + 1.0)), style.link.gamma_multiply(0.7));
        },
    );
}

/// Paints strikethrough lines, above the text.
pub(super) fn strikes(pen: &mut Pen, page: &Page<'_>, style: &TextStyle) {
    let width = (style.size / 14.0).max(1.0);
    lines(
        page,
        |face| face.struck,
        |left, right, baseline| {
            let top = baseline - style.size * 0.29;
            pen.rect(Rect::from_min_max(pos2(left, top), pos2(right, top + width)), style.text);
        },
    );
}

/// Calls `each` with the left edge, right edge and baseline on the screen of text with a certain face.
fn lines(page: &Page<'_>, wanted: impl Fn(&Face) -> bool, mut each: impl FnMut(f32, f32, f32)) {
    for placed in page.visible {
        for piece in placed.layout.pieces.iter().filter(|piece| wanted(&piece.face)) {
            page.block_rects(placed, piece.start..piece.end, |row, rect| {
                each(rect.left(), rect.right(), page.origin(placed).y + row.baseline);
            });
        }
    }
}

/// The rectangle of a block, `inset` points from the start of its lines to the other edge.
fn band(page: &Page<'_>, layout: &BlockLayout, origin: Pos2, inset: f32) -> Rect {
    let (left, right) = if layout.rtl { (0.0, page.width - inset) } else { (inset, page.width) };
    let top = pos2(origin.x + left, origin.y);
    Rect::from_min_max(top, pos2(origin.x + right, origin.y + layout.height()))
}

/// The backgrounds of code, one for consecutive lines.
fn grounds(pen: &mut Pen, page: &Page<'_>, style: &TextStyle) {
    let mut open: Option<Rect> = None;
    let mut close = |ground: Rect| pen.rect(ground.expand2(egui::vec2(0.0, style.size * PAD)), style.tint);
    for placed in page.visible {
        let layout = &placed.layout;
        let ground = layout.form.is_code().then(|| {
            let inset = layout.form.ground(style.size, page.width);
            band(page, layout, page.origin(placed), inset)
        });
        open = match (open, ground) {
            (Some(above), Some(ground)) if above.x_range() == ground.x_range() => Some(above.union(ground)),
            (above, ground) => {
                above.into_iter().for_each(&mut close);
                ground
            }
        };
    }
    open.into_iter().for_each(close);
}

/// The bars of the quotations around a block.
fn bars(pen: &mut Pen, page: &Page<'_>, style: &TextStyle, placed: &Placed) {
    let layout = &placed.layout;
    let whole = band(page, layout, page.origin(placed), 0.0);
    let width = (style.size / 6.0).round().max(2.0);
    for x in layout.form.bars(style.size, page.width) {
        let left = if layout.rtl { whole.right() - x - width } else { whole.left() + x };
        pen.rect(Rect::from_x_y_ranges(left..=left + width, whole.y_range()), style.rule);
    }
}

/// The rules of a row.
fn table(pen: &mut Pen, page: &Page<'_>, style: &TextStyle, blocks: &Blocks, placed: &Placed, above: Option<&Placed>) {
    let layout = &placed.layout;
    let inset = layout.form.inset(style.size, page.width);
    let band = band(page, layout, page.origin(placed), inset);
    let mut rule = |y: f32| pen.rect(Rect::from_x_y_ranges(band.x_range(), y - 1.0..=y), style.rule);
    if above.is_none_or(|above| !above.layout.form.is_row()) {
        rule(band.top());
    }
    // A row that continues in the next block ends there.
    if !blocks.continues(placed.block + 1) || placed.block + 1 == blocks.len() {
        rule(band.bottom());
    }
}

/// The lines between cells outside columns.
fn separators(pen: &mut Pen, page: &Page<'_>, style: &TextStyle, blocks: &Blocks) {
    let rows = page.visible.iter().filter(|placed| placed.layout.form.is_row() && !placed.layout.columns);
    for placed in rows {
        for (tab, _) in blocks.str(placed.block).match_indices('\t') {
            page.block_rects(placed, tab as u32..tab as u32 + 1, |_, rect| {
                let (x, rows) = (rect.center().x, rect.shrink2(egui::vec2(0.0, rect.height() * 0.2)).y_range());
                pen.rect(Rect::from_x_y_ranges(x - 0.5..=x + 0.5, rows), style.handle);
            });
        }
    }
}

/// The thin line at hidden lines.
fn fold(pen: &mut Pen, page: &Page<'_>, style: &TextStyle, placed: &Placed) {
    let band = band(page, &placed.layout, page.origin(placed), placed.layout.end + style.size * 0.5);
    let y = band.center().y;
    pen.rect(Rect::from_x_y_ranges(band.x_range(), y - 0.5..=y + 0.5), style.rule);
}
