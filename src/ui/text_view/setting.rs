//! The typography of a block: font, size, line height and width.

use std::ops::Range;

use egui::{Context, FontFamily};

use super::layout::{Request, Spec};
use crate::model::line::{Body, Face};
use crate::ui::fonts;
use crate::ui::typeset::{self, Passage, Section, Set};

/// The typography of a block.
#[derive(Clone, Debug)]
pub(super) struct Setting {
    family: FontFamily,
    heading: bool,
    code: bool,
    size: f32,
    /// Maximum width of a line in points.
    pub width: f32,
    /// The height of a row in points, in whole pixels, and its baseline.
    pub row: (f32, f32),
    /// The tag of the article's language.
    pub language: Option<&'static str>,
}

impl Setting {
    /// The setting of a block.
    pub(super) fn new(ctx: &Context, spec: &Spec, request: &Request<'_>) -> Self {
        let form = request.form;
        let size = form.size(spec.size);
        // All faces stand on one baseline. Rows are as high as any
        // other, whatever fonts their characters are from.
        let height = form.line_height(spec.size, spec.line_height);
        let (baseline, height) = typeset::baseline(ctx, &spec.family, size, height);
        Self {
            family: spec.family.clone(),
            heading: matches!(form.line.body, Body::Heading(_)),
            code: form.is_code(),
            size,
            width: spec.width - form.inset(spec.size, spec.width) - form.outset(spec.size),
            row: (height, baseline),
            language: spec.language,
        }
    }

    /// A part of a text in a face.
    pub(super) fn section(&self, range: Range<usize>, face: Face) -> Section {
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
        // There is no bold italic or monospace italic face: the regular one is slanted.
        Section { range, family, size: self.size, tint: u8::from(face.link), slanted: face.emphasis && (code || bold) }
    }

    /// The same in another family.
    pub(super) fn in_family(&self, family: FontFamily) -> Self {
        Self { family, ..self.clone() }
    }

    /// The same without a limit to the width.
    pub(super) fn endless(&self) -> Self {
        Self { width: f32::INFINITY, ..self.clone() }
    }

    /// Sets text on one line.
    pub(super) fn word(&self, ctx: &Context, word: &str) -> Set {
        let sections = [self.section(0..word.len(), Face::default())];
        typeset::set(
            ctx,
            Passage {
                text: word,
                shown: word,
                sections: &sections,
                width: f32::INFINITY,
                indent: 0.0,
                break_anywhere: false,
                rtl: false,
                language: self.language,
                row: self.row,
            },
        )
    }
}
