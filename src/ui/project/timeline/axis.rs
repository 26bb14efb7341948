//! The frame of a timeline: the divisions of time at the top, the lanes and their names at the left.

use egui::{Align2, Id, Role, Sense, Stroke, TextStyle, Ui, WidgetInfo, pos2};

use crate::model::message::counted;
use crate::model::project::timeline::Timeline;
use crate::model::project::timeline::ticks::{Tick, ticks};
use crate::ui::label;
use crate::ui::project::timeline::Parts;
use crate::ui::project::timeline::plot::Plot;
use crate::ui::project::timeline::scale::Scale;
use crate::ui::theme::{Palette, gap};

/// Least distance between two divisions in points.
const LEAST: f64 = 52.0;

/// Draws the line at which each division begins; returns the divisions.
pub fn lines(ui: &Ui, scale: &Scale, parts: Parts, palette: &Palette) -> Vec<Tick> {
    let (first, last) = scale.visible();
    let ticks = if scale.has_days() { ticks(first, last, (LEAST / scale.per_day()) as f32) } else { Vec::new() };
    let painter = ui.painter_at(parts.cards);
    for tick in &ticks {
        let x = parts.cards.left() + scale.x(tick.day);
        let strong = !tick.larger.is_empty();
        let colour = if strong { palette.line } else { palette.line.gamma_multiply(0.5) };
        painter.vline(x, parts.cards.y_range(), Stroke::new(1.0, colour));
    }
    if scale.has_undated() {
        let x = parts.cards.left() + scale.undated_at() - gap::USUAL;
        painter.rect_filled(parts.cards.with_min_x(x), 0.0, palette.panel);
        painter.vline(x, parts.cards.y_range(), Stroke::new(1.0, palette.rule));
    }
    ticks
}

/// Draws the lines between the lanes.
pub fn lanes(ui: &Ui, timeline: &Timeline, plot: &Plot, top: f32, parts: Parts, palette: &Palette) {
    let painter = ui.painter_at(parts.cards);
    for at in 0..timeline.lanes.len() {
        let y = parts.cards.top() + plot.lane(at).1 - top;
        painter.hline(parts.cards.x_range(), y, Stroke::new(1.0, palette.line));
    }
}

/// Draws the names of the lanes.
pub fn names(ui: &mut Ui, timeline: &Timeline, plot: &Plot, top: f32, parts: Parts, palette: &Palette) {
    if !parts.names.is_positive() {
        return;
    }
    let painter = ui.painter_at(parts.names);
    painter.rect_filled(parts.names, 0.0, palette.panel);
    for (at, lane) in timeline.lanes.iter().enumerate() {
        let (above, below) = plot.lane(at);
        let rect = parts.names.with_min_y(parts.names.top() + above - top).with_max_y(parts.names.top() + below - top);
        let seen = rect.intersect(parts.names);
        if !seen.is_positive() {
            continue;
        }
        let count = counted(lane.events, "statement", "statements");
        let id = Id::unique(("timeline lane", at));
        let response = ui.interact(seen, id, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{}, {count}", lane.name)));
        let room = rect.width() - 2.0 * gap::WIDE;
        let rows = if rect.height() > 70.0 { 3 } else { 1 };
        let name = label::words(ui, &lane.name, TextStyle::Body, palette.text, room, rows);
        // The name stays visible while a part of its lane is.
        let height = name.size().y + gap::HAIR + 16.0;
        let y = (rect.top() + gap::LINE).max(parts.names.top() + gap::LINE).min(rect.bottom() - height - gap::TIGHT);
        let cut = name.is_cut();
        let below = y + name.size().y + gap::HAIR;
        name.paint(&painter, pos2(rect.left() + gap::WIDE, y));
        let small = TextStyle::Small.resolve(ui.style());
        painter.text(pos2(rect.left() + gap::WIDE, below), Align2::LEFT_TOP, count, small, palette.weak);
        painter.hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, palette.line));
        if cut {
            response.on_hover_ui(|ui| {
                label::row(ui, &lane.name, TextStyle::Body, palette.text, Sense::hover());
            });
        }
    }
    painter.vline(parts.names.right(), parts.names.y_range(), Stroke::new(1.0, palette.line));
}

/// Draws the names of the divisions.
pub fn head(ui: &Ui, scale: &Scale, ticks: &[Tick], parts: Parts, palette: &Palette) {
    let whole = parts.axis.with_min_x(parts.axis.left() - parts.names.width());
    ui.painter().rect_filled(whole, 0.0, palette.panel);
    ui.painter().hline(whole.x_range(), whole.bottom(), Stroke::new(1.0, palette.line));
    let painter = ui.painter_at(parts.axis);
    let (body, small) = (TextStyle::Small.resolve(ui.style()), TextStyle::Small.resolve(ui.style()));
    let undated = parts.axis.left() + scale.undated_at() - gap::USUAL;
    let limit = if scale.has_undated() { undated } else { f32::INFINITY };
    let lower = parts.axis.bottom() - gap::TIGHT;
    let upper = parts.axis.top() + gap::TIGHT;
    // The larger division in which the axis begins stays at its left side, until the next one pushes it out.
    let larger: Vec<(f32, &str)> = ticks
        .iter()
        .filter(|tick| !tick.larger.is_empty())
        .map(|tick| (parts.axis.left() + scale.x(tick.day), tick.larger.as_str()))
        .collect();
    for (at, (x, name)) in larger.iter().enumerate() {
        let galley = painter.layout_no_wrap((*name).to_owned(), body.clone(), palette.text);
        let next = larger.get(at + 1).map_or(limit, |(next, _)| *next);
        // Only the one at the left side is pushed: a name stands over days of its own.
        let pushed = if *x < parts.axis.left() { next - galley.size().x - gap::WIDE } else { f32::INFINITY };
        let x = x.max(parts.axis.left()).min(pushed) + gap::TIGHT;
        if x + galley.size().x < limit {
            painter.galley(pos2(x, upper), galley, palette.text);
        }
    }
    for tick in ticks {
        let x = parts.axis.left() + scale.x(tick.day);
        if x + 20.0 > limit {
            break;
        }
        painter.vline(x, egui::Rangef::new(lower - 14.0, parts.axis.bottom()), Stroke::new(1.0, palette.rule));
        let place = pos2(x + gap::TIGHT, lower);
        painter.text(place, Align2::LEFT_BOTTOM, &tick.name, small.clone(), palette.weak);
    }
    if scale.has_undated() {
        let place = pos2(undated + gap::USUAL, lower);
        painter.text(place, Align2::LEFT_BOTTOM, "No date", small, palette.weak);
    }
}
