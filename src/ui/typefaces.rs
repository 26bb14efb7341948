//! Fonts of the system in the window: those for characters that the bundled ones lack, and the person's typeface.

use std::sync::Arc;

use egui::{Context, Event};

use crate::app::state::State;
use crate::jobs::typefaces::Typeface;
use crate::model::text::ArticleText;
use crate::ui::fonts;

/// The fonts of the system that are in use.
#[derive(Default)]
pub struct SystemFonts {
    /// True once they are fallbacks.
    added: bool,
    /// The article that was last searched for characters the bundled fonts lack.
    checked: Option<ArticleText>,
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
        self.add_missing(ctx, state);
    }

    /// Adds the system's fonts as fallbacks, once, when the bundled ones lack characters to be shown.
    fn add_missing(&mut self, ctx: &Context, state: &State) {
        if self.added {
            return;
        }
        let text = state.session().map(|session| session.text());
        let new_text = text.filter(|text| self.checked.as_ref().is_none_or(|old| !old.is_same(text)));
        let typed = |event: &Event| matches!(event, Event::Text(words) | Event::Paste(words) if fonts::lacks(words));
        if new_text.is_some_and(|text| fonts::lacks(text.as_str())) || ctx.input(|input| input.events.iter().any(typed))
        {
            fonts::add_system_fonts(ctx);
            self.added = true;
        }
        self.checked = text.cloned();
    }
}
