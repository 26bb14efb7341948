//! The lines of a page of the manual: laid out in sight, or as high as they were measured.

use egui::{Id, Ui, UiBuilder};

/// The lines of a page in a frame, with the heights known so far.
pub(super) struct Lines<'a> {
    id: Id,
    heights: &'a mut Vec<f32>,
    at: usize,
    /// True if all are laid out.
    all: bool,
}

impl<'a> Lines<'a> {
    /// Lines below this id, whose heights are known so far; `all` of them are laid out, or those in sight.
    pub(super) fn new(id: Id, heights: &'a mut Vec<f32>, all: bool) -> Self {
        Self { id, heights, at: 0, all }
    }

    /// Adds a line, or room for it if it is out of sight and not `kept`.
    pub(super) fn line(&mut self, ui: &mut Ui, kept: bool, add: impl FnOnce(&mut Ui)) {
        let at = self.at;
        self.at += 1;
        let top = ui.cursor().top();
        if let Some(height) = self.heights.get(at).copied().filter(|_| !kept && !self.all)
            && (top + height < ui.clip_rect().top() || top > ui.clip_rect().bottom())
        {
            ui.add_space(height);
            return;
        }
        let builder = UiBuilder::new().scope_id(self.id.with(at));
        let height = ui.scope_builder(builder, add).response.rect.height();
        match self.heights.get_mut(at) {
            Some(known) => *known = height,
            None => self.heights.push(height),
        }
    }
}
