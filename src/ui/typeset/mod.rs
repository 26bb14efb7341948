//! Text of any script, set in lines and drawn: shaped, reordered and broken by `parley`, drawn from an atlas of our own.
//!
//! `faces` takes the fonts that egui has, so that labels and the article use the same ones; `fallback` finds those of the
//! system that are missing, which `needs` knows. `lines` sets text in rows of clusters. `ink` is what is drawn: glyphs, drawn by
//! `raster` when they are first seen, kept in `atlas`, painted as one mesh. `label` is for a few words outside the article.
//! Offsets are bytes of the text, distances are points.

mod atlas;
mod faces;
mod fallback;
mod ink;
mod label;
mod lines;
mod needs;
mod passage;
mod raster;
mod shape;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use egui::mutex::Mutex;
use egui::{Context, Id};

use atlas::Atlas;
use faces::Faces;
use label::Labels;
use shape::Tools;

pub use fallback::install;
pub use ink::Ink;
pub use label::{Label, Part, drawn, label};
pub use lines::{Cell, Set, set};
pub use passage::{Passage, Section};

/// The fonts of a window with their drawn glyphs.
#[derive(Default)]
pub struct Typesetter {
    faces: Faces,
    tools: Tools,
    atlas: Atlas,
    labels: Labels,
    /// The number of the last pass that was prepared.
    pass: Option<u64>,
    /// Counts changes of the fonts.
    edition: u64,
    /// The tag of the language of labels.
    language: Option<&'static str>,
}

/// The typesetter of a window, prepared for the pass.
type Shared = Arc<Mutex<Typesetter>>;

/// Calls `use_it` with the window's typesetter.
pub fn with<R>(ctx: &Context, use_it: impl FnOnce(&mut Typesetter) -> R) -> R {
    let shared = ctx.data_mut(|data| data.get_temp_mut_or_default::<Shared>(Id::NULL).clone());
    let mut typesetter = shared.lock();
    let pass = Some(ctx.cumulative_pass_nr());
    if typesetter.pass != pass {
        typesetter.pass = pass;
        let changed = typesetter.faces.update(ctx);
        if changed {
            typesetter.edition += 1;
            typesetter.tools.clear();
        }
        let options = ctx.fonts(|fonts| *fonts.options());
        typesetter.atlas.begin(options, changed);
        typesetter.labels.begin(changed);
    }
    use_it(&mut typesetter)
}

/// A number that changes when the fonts do, which makes every set text stale.
pub fn edition(ctx: &Context) -> u64 {
    with(ctx, |typesetter| typesetter.edition)
}

/// Sets the language of labels, by its tag.
pub fn prefer(ctx: &Context, language: Option<&'static str>) {
    with(ctx, |typesetter| {
        if typesetter.language != language {
            typesetter.language = language;
            typesetter.labels.begin(true);
        }
    });
}

/// The baseline of a line, in points from its top, and the height of the line, both in whole pixels.
pub fn baseline(ctx: &Context, family: &egui::FontFamily, size: f32, height: f32) -> (f32, f32) {
    let scale = ctx.pixels_per_point();
    let (ascent, usual) = with(ctx, |typesetter| typesetter.faces.metrics(family));
    let snap = |points: f32| (points * scale).round() / scale;
    // The letters are in the middle of the line.
    (snap(ascent * size + (height - usual * size) / 2.0), snap(height))
}
