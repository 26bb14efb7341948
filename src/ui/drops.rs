//! Files dragged from another program: the target shown while they hover, and their drop.
//!
//! winit 0.30 reports files only: text that is dragged is refused by X11 (it wants `text/uri-list`), Windows (`CF_HDROP`)
//! and macOS (`NSFilenamesPboardType`), and its Wayland windows take no drops at all. Text comes in by the clipboard.

use std::path::Path;

use egui::{Align2, Area, Context, Frame, Id, Order, RichText, Stroke, StrokeKind};

use crate::app::action::Intent;
use crate::ui::icons;
use crate::ui::roles;
use crate::ui::symbols::visible;
use crate::ui::theme::{self, gap, radius};

/// Width of the target's edge in points.
const EDGE: f32 = 3.0;

/// Takes what was dropped.
pub(super) fn take(ctx: &Context) -> Option<Intent> {
    let paths: Vec<_> = ctx.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect());
    (!paths.is_empty()).then_some(Intent::Drop(paths))
}

/// Shows the target while files hover over the window.
pub(super) fn show(ctx: &Context) {
    let hovering = ctx.input(|input| {
        let files = &input.raw.hovered_files;
        files
            .first()
            .map(|first| (first.path.as_deref().and_then(Path::file_name).map(|name| name.to_owned()), files.len()))
    });
    let Some((name, count)) = hovering else { return };
    let words = match (count, name) {
        (1, Some(name)) => format!("Drop to open {}", visible(&name.to_string_lossy())),
        (1, None) => "Drop to open".to_owned(),
        (count, _) => format!("Drop to open {count} files"),
    };
    let rect = ctx.content_rect();
    let area = Area::new(Id::unique("drop target")).order(Order::Tooltip).interactable(false);
    area.anchor(Align2::CENTER_CENTER, egui::Vec2::ZERO).show(ctx, |ui| {
        let palette = theme::palette(ui.visuals());
        let painter = ui.painter().with_clip_rect(rect);
        painter.rect_filled(rect, 0.0, palette.page.gamma_multiply(0.6));
        painter.rect_stroke(rect, 0.0, Stroke::new(EDGE, palette.accent), StrokeKind::Inside);
        let frame = Frame::popup(ui.style())
            .corner_radius(radius::DIALOG)
            .inner_margin(theme::margin(gap::APART, gap::SECTION));
        frame.show(ui, |ui| {
            ui.horizontal(|ui| {
                roles::sign(ui, RichText::new(icons::OPEN).heading().color(palette.accent));
                ui.label(RichText::new(words).heading());
            });
        });
    });
}
