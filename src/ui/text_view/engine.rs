//! The layout engine: blocks of every form, set by `typeset`.

use egui::{Context, vec2};

use super::form::{Part, Piece};
use super::layout::{BlockLayout, Engine, Request, Spec};
use super::lines::lines;
use super::names::hidden_lines;
use super::setting::Setting;
use super::table;
use crate::ui::{fonts, typeset};

/// Blocks set by `typeset`.
#[derive(Debug, Default)]
pub(super) struct TypesetEngine {
    /// The edition of the fonts that the layouts are from.
    edition: Option<u64>,
}

/// Space between a marker and its item, in font sizes.
const MARKER: f32 = 0.5;

impl Engine for TypesetEngine {
    fn begin(&mut self, ctx: &Context, _: &Spec) -> bool {
        let edition = Some(typeset::edition(ctx));
        std::mem::replace(&mut self.edition, edition) != edition
    }

    fn lay_out(&self, ctx: &Context, spec: &Spec, request: Request<'_>) -> BlockLayout {
        let setting = Setting::new(ctx, spec, &request);
        let form = request.form;
        let scale = spec.pixels_per_point;
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
        layout.shift(vec2(left, before), scale);
        if let Some(marker) = form.marker().filter(|_| request.first) {
            let mut word = setting.word(ctx, &marker);
            let gap = MARKER * spec.size;
            let x = if request.rtl { left + setting.width + gap } else { left - gap - word.end };
            word.ink.shift(vec2(x.round(), before), scale);
            word.ink.append(std::mem::take(&mut layout.ink));
            layout.ink = word.ink;
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
    let label = setting.in_family(fonts::sans()).word(ctx, &format!("▸ {}", hidden_lines(lines)));
    let (height, baseline) = setting.row;
    let mut layout = BlockLayout::empty(0.0, height, baseline);
    layout.rows[0].end = request.text.len() as u32;
    layout.end = label.end;
    layout.ink = label.ink;
    layout
}
