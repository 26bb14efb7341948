//! The person's typeface in the window.

use std::sync::Arc;

use egui::Context;

use crate::app::state::State;
use crate::jobs::typefaces::Typeface;
use crate::ui::fonts;

/// The fonts of the system that are in use.
#[derive(Default)]
pub struct SystemFonts {
    /// The person's typeface.
    typeface: Option<Arc<Typeface>>,
}

impl SystemFonts {
    /// Installs what the state needs.
    pub fn update(&mut self, ctx: &Context, state: &State) {
        let wanted = state.shell.typefaces.loaded.as_ref();
        if wanted.map(Arc::as_ptr) != self.typeface.as_ref().map(Arc::as_ptr) {
            self.typeface = wanted.cloned();
            ctx.set_fonts(fonts::definitions(wanted.map(Arc::as_ref)));
            // New fonts hold from the next pass on.
            ctx.request_repaint();
        }
    }
}
