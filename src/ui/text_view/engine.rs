//! The layout engine based on egui: one galley for a block, or one for each word if egui misplaces its characters.
//!
//! egui 0.37 misplaces right-to-left text and some decomposed letters (egui#8576): the number or order of the glyphs
//! differs from the characters. So every galley is compared with its text, and a block that differs is laid out word by
//! word (see `bidi`).

use std::sync::Arc;

use egui::{Context, Galley, Vec2, vec2};

use super::form::{Part, Piece};
use super::layout::{BlockLayout, Engine, Request, Spec};
use super::lines::lines;
use super::names::hidden_lines;
use super::setting::Setting;
use super::table;
use crate::model::line::Face;
use crate::ui::fonts;

/// egui's layout.
#[derive(Debug, Default)]
pub(super) struct EguiEngine {
    /// A galley that egui lays out again after a reset of its font atlas, which makes all galleys stale.
    sentinel: Option<Arc<Galley>>,
}

/// Space between a marker and its item, in font sizes.
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

/// The width of text on one line.
fn width(ctx: &Context, setting: &Setting, request: Request<'_>, text: &str, pieces: &[Piece]) -> f32 {
    lines(ctx, setting, Request { text, pieces, ..request }).end
}

/// A line in place of hidden lines.
fn fold(ctx: &Context, setting: &Setting, request: &Request<'_>, lines: u32) -> BlockLayout {
    let label = hidden_lines(lines);
    let sans = setting.in_family(fonts::sans());
    let galley = sans.word(ctx, &format!("▸ {label}"), Face::default());
    let (height, baseline) = setting.row;
    let mut layout = BlockLayout::empty(0.0, height, baseline);
    layout.rows[0].end = request.text.len() as u32;
    layout.end = galley.size().x;
    layout.galleys.push((Vec2::ZERO, galley));
    layout
}
