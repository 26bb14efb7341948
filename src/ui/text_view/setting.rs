//! The typography of a block: font, size, line height and width.

use std::ops::Range;
use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, Context, FontFamily, FontId, Galley};

use super::layout::{Request, Spec};
use crate::model::line::{Body, Face};
use crate::ui::fonts;

/// The typography of a block.
#[derive(Clone, Debug)]
pub(super) struct Setting {
    family: FontFamily,
    heading: bool,
    code: bool,
    size: f32,
    line_height: f32,
    /// Maximum width of a line in points.
    pub width: f32,
    link: Color32,
    /// The height of a row in points, rounded to pixels, and its baseline.
    pub row: (f32, f32),
}

impl Setting {
    /// Plain text.
    pub(super) fn plain(spec: &Spec) -> Self {
        Self {
            family: spec.family.clone(),
            heading: false,
            code: false,
            size: spec.size,
            line_height: spec.line_height,
            width: spec.width,
            link: spec.link,
            row: (spec.line_height, spec.size),
        }
    }

    /// The setting of a block.
    pub(super) fn new(ctx: &Context, spec: &Spec, request: &Request<'_>) -> Self {
        let form = request.form;
        let sized = Self {
            size: form.size(spec.size),
            line_height: form.line_height(spec.size, spec.line_height),
            width: spec.width - form.inset(spec.size, spec.width) - form.outset(spec.size),
            ..Self::plain(spec)
        };
        // The faces of a family share their baseline, and the monospace one is shifted to it.
        let galley = sized.word(ctx, "x", Face::default());
        let first = galley.rows.first();
        let row = first.map(|row| (row.size.y, row.glyphs.first().map_or(sized.size, |glyph| glyph.pos.y)));
        Self {
            heading: matches!(form.line.body, Body::Heading(_)),
            code: form.is_code(),
            row: row.unwrap_or(sized.row),
            ..sized
        }
    }

    fn format(&self, face: Face) -> TextFormat {
        let (code, bold) = (self.code || face.literal, self.heading || face.strong);
        let family = if code {
            fonts::code()
        } else if bold {
            fonts::bold(&self.family)
        } else if face.emphasis {
            fonts::italic(&self.family)
        } else {
            self.family.clone()
        };
        TextFormat {
            font_id: FontId::new(self.size, family),
            // The colour is set when painting, so that a change of theme needs no new layout.
            color: if face.link { self.link } else { Color32::PLACEHOLDER },
            line_height: Some(self.line_height),
            // There is no bold italic or monospace italic face: the regular one is slanted.
            italics: face.emphasis && (code || bold),
            ..Default::default()
        }
    }

    /// Lays out text in sections, which must cover it.
    pub(super) fn galley(
        &self,
        ctx: &Context,
        text: String,
        sections: &[(Range<usize>, Face)],
        indent: f32,
        break_anywhere: bool,
    ) -> Arc<Galley> {
        let mut job = LayoutJob::default();
        for (at, (range, face)) in sections.iter().enumerate() {
            let leading = if at == 0 { indent } else { 0.0 };
            job.append(&text[range.clone()], leading, self.format(*face));
        }
        job.break_on_newline = false;
        job.wrap = TextWrapping { max_width: self.width, break_anywhere, ..Default::default() };
        // egui gives a first row without room no height.
        job.first_row_min_height = self.line_height;
        ctx.fonts_mut(|fonts| fonts.layout_job(job))
    }

    /// The same in another family.
    pub(super) fn in_family(&self, family: FontFamily) -> Self {
        Self { family, ..self.clone() }
    }

    /// The same without a limit to the width.
    pub(super) fn endless(&self) -> Self {
        Self { width: f32::INFINITY, ..self.clone() }
    }

    /// Lays out text on one line.
    pub(super) fn word(&self, ctx: &Context, word: &str, face: Face) -> Arc<Galley> {
        self.endless().galley(ctx, word.to_owned(), &[(0..word.len(), face)], 0.0, false)
    }
}

/// Lays out a text as egui does.
#[cfg(test)]
pub(super) fn whole(ctx: &Context, spec: &Spec, text: String) -> Arc<Galley> {
    let sections = [(0..text.len(), Face::default())];
    Setting::plain(spec).galley(ctx, text, &sections, 0.0, false)
}
