//! The layout engine that is egui's own: one galley a block, or, where its letters cannot be told apart, one a word.
//!
//! egui 0.37 places the characters of right-to-left text, and of some decomposed letters, wrongly (egui#8576): it gives
//! them another number of glyphs, or glyphs in another order. So every galley is compared with its text, and a block
//! that does not agree is laid out word by word (see `bidi`).

use std::sync::Arc;

use egui::{Context, Galley, Vec2, vec2};

use super::form::{Part, Piece};
use super::layout::{BlockLayout, Engine, Request, Spec};
use super::lines::lines;
use super::names::hidden;
use super::setting::Setting;
use super::table;
use crate::model::line::Face;
use crate::ui::fonts;

/// egui's layout.
#[derive(Debug, Default)]
pub(super) struct EguiEngine {
    /// A galley that egui lays out anew when its font atlas was reset, which makes all galleys stale.
    sentinel: Option<Arc<Galley>>,
}

/// Points between a marker and the item it stands before, in sizes of the font.
const MARKER: f32 = 0.5;

impl Engine for EguiEngine {
    fn begin(&mut self, ctx: &Context, spec: &Spec) -> bool {
        let galley = Setting::plain(spec).word(ctx, "x", Face::default());
        let stale = !self.sentinel.as_ref().is_some_and(|sentinel| Arc::ptr_eq(sentinel, &galley));
        self.sentinel = Some(galley);
        stale
    }

    fn lay_out(&self, ctx: &Context, spec: &Spec, request: Request<'_>) -> BlockLayout {
        let setting = Setting::new(ctx, spec, &request);
        let form = request.form;
        let mut layout = match (form.part, request.columns) {
            (Part::Fold(lines), _) => fold(ctx, &setting, &request, lines),
            (_, Some(columns)) => {
                table::lay_out(ctx, &setting, request, columns).unwrap_or_else(|| lines(ctx, &setting, request))
            }
            _ => lines(ctx, &setting, request),
        };
        layout.form = *form;
        layout.rtl = request.rtl;
        layout.pieces = request.pieces.to_vec();
        let before = if request.first { form.before(spec.size) } else { 0.0 };
        let left = if request.rtl { form.outset(spec.size) } else { form.inset(spec.size, spec.width) };
        layout.shift(vec2(left, before));
        if let Some(marker) = form.marker().filter(|_| request.first) {
            let galley = setting.word(ctx, &marker, Face::default());
            let (gap, width) = (MARKER * spec.size, galley.size().x);
            let x = if request.rtl { left + setting.width + gap } else { left - gap - width };
            layout.galleys.push((vec2(x.round(), before), galley));
        }
        layout
    }

    fn cell_widths(&self, ctx: &Context, spec: &Spec, request: Request<'_>) -> Vec<f32> {
        let setting = Setting::new(ctx, spec, &request).endless();
        table::cells(request).map(|(_, cell, pieces)| width(ctx, &setting, request, cell, &pieces)).collect()
    }
}

/// How wide words are on one line.
fn width(ctx: &Context, setting: &Setting, request: Request<'_>, text: &str, pieces: &[Piece]) -> f32 {
    lines(ctx, setting, Request { text, pieces, ..request }).end
}

/// One thin line that stands for lines that are not shown.
fn fold(ctx: &Context, setting: &Setting, request: &Request<'_>, lines: u32) -> BlockLayout {
    let label = hidden(lines);
    let sans = setting.in_family(fonts::sans());
    let galley = sans.word(ctx, &format!("▸ {label}"), Face::default());
    let (height, baseline) = setting.row;
    let mut layout = BlockLayout::empty(0.0, height, baseline);
    layout.rows[0].end = request.text.len() as u32;
    layout.end = galley.size().x;
    layout.galleys.push((Vec2::ZERO, galley));
    layout
}
