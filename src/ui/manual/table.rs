//! Tables of the manual: columns as wide as their words need, or each row as lines where there is no room.

use egui::accesskit::Role;
use egui::{Align, Layout, Ui, UiBuilder, vec2};

use super::lines::Lines;
use super::words::{self, Look};
use crate::app::manual::markup::{Span, joined};
use crate::app::manual::pages::Page;
use crate::app::shell::manual::ManualRequest;
use crate::ui::theme::{gap, size};

/// Distance of columns in points.
const BETWEEN: f32 = gap::SECTION;

/// Widest letters, in font sizes.
const LETTER: f32 = 0.62;

/// A table of a page.
pub(super) struct Table<'a> {
    pub(super) page: &'a Page,
    pub(super) head: &'a [Vec<Span>],
    pub(super) rows: &'a [Vec<Vec<Span>>],
}

impl Table<'_> {
    /// The widths of its columns in a room; none if the words do not fit side by side.
    pub(super) fn widths(&self, ui: &Ui, look: &Look<'_>, room: f32) -> Option<Vec<f32>> {
        let columns = 0..self.head.len();
        let cells = |column: usize| {
            std::iter::once(self.head).chain(self.rows.iter().map(Vec::as_slice)).filter_map(move |row| row.get(column))
        };
        let width = |cell: &Vec<Span>| ui.fonts_mut(|fonts| fonts.layout_job(look.job(cell)).size().x.ceil());
        let longest = |cell: &Vec<Span>| {
            let letters = joined(cell).split_whitespace().map(|word| word.chars().count()).max().unwrap_or_default();
            letters as f32 * LETTER * look.size
        };
        let wanted: Vec<f32> = columns.clone().map(|column| cells(column).map(width).fold(0.0, f32::max)).collect();
        let least = |column: usize| cells(column).map(longest).fold(0.0, f32::max).min(wanted[column]);
        let least: Vec<f32> = columns.map(least).collect();
        let room = room - BETWEEN * self.head.len().saturating_sub(1) as f32;
        let (all, needed) = (wanted.iter().sum::<f32>(), least.iter().sum::<f32>());
        if all <= room {
            return Some(wanted);
        }
        if needed > room {
            return None;
        }
        // Narrow columns have what they want; wide ones share the rest.
        let mut order: Vec<usize> = (0..wanted.len()).collect();
        order.sort_by(|a, b| wanted[*a].total_cmp(&wanted[*b]));
        let (mut widths, mut left) = (least.clone(), room - needed);
        for (done, column) in order.iter().enumerate() {
            let more = (wanted[*column] - least[*column]).min(left / (order.len() - done) as f32);
            widths[*column] += more;
            left -= more;
        }
        Some(widths)
    }

    /// Shows it with columns of these widths, or none.
    pub(super) fn show(
        &self,
        ui: &mut Ui,
        lines: &mut Lines<'_>,
        look: &Look<'_>,
        widths: Option<&[f32]>,
        requests: &mut Vec<ManualRequest>,
    ) {
        let builder = UiBuilder::new().accessibility_role(Role::Table);
        ui.scope_builder(builder, |ui| match widths {
            Some(widths) => {
                let head = Look { bold: true, ..*look };
                let is_named = self.head.iter().any(|cell| !joined(cell).is_empty());
                if is_named {
                    lines.line(ui, false, |ui| {
                        self.row(ui, self.head, (&head, Role::ColumnHeader), widths, requests);
                    });
                }
                for row in self.rows {
                    lines.line(ui, has_link(row), |ui| self.row(ui, row, (look, Role::Cell), widths, requests));
                }
            }
            None => {
                for row in self.rows {
                    lines.line(ui, has_link(row), |ui| self.stacked(ui, row, look, requests));
                }
            }
        });
    }

    fn row(
        &self,
        ui: &mut Ui,
        cells: &[Vec<Span>],
        (look, role): (&Look<'_>, Role),
        widths: &[f32],
        requests: &mut Vec<ManualRequest>,
    ) {
        ui.add_space(gap::TIGHT);
        let row = UiBuilder::new().accessibility_role(Role::Row).layout(Layout::left_to_right(Align::TOP));
        ui.scope_builder(row, |ui| {
            ui.spacing_mut().item_spacing.x = BETWEEN;
            for (cell, width) in cells.iter().zip(widths) {
                ui.allocate_ui_with_layout(vec2(*width, 0.0), Layout::top_down(Align::LEFT), |ui| {
                    ui.set_width(*width);
                    let cell_builder = UiBuilder::new().accessibility_role(role);
                    ui.scope_builder(cell_builder, |ui| words::show(ui, self.page, cell, look, requests));
                });
            }
        });
        ui.add_space(gap::TIGHT);
        let line = egui::Stroke::new(1.0, look.palette.rule);
        ui.painter().hline(ui.max_rect().x_range(), ui.cursor().top(), line);
        ui.add_space(1.0);
    }

    /// A row as lines: its first words, then each of the others after the head of its column.
    fn stacked(&self, ui: &mut Ui, row: &[Vec<Span>], look: &Look<'_>, requests: &mut Vec<ManualRequest>) {
        ui.add_space(gap::LINE);
        let first = Look { bold: true, ..*look };
        let small = Look { size: size::SMALL, colour: look.palette.weak, ..*look };
        for (at, cell) in row.iter().enumerate().filter(|(_, cell)| !joined(cell).is_empty()) {
            if at == 0 {
                words::show(ui, self.page, cell, &first, requests);
                continue;
            }
            if let Some(head) = self.head.get(at).filter(|head| self.head.len() > 2 && !joined(head).is_empty()) {
                words::show(ui, self.page, head, &small, requests);
            }
            words::show(ui, self.page, cell, look, requests);
        }
        ui.add_space(gap::LINE);
        let line = egui::Stroke::new(1.0, look.palette.rule);
        ui.painter().hline(ui.max_rect().x_range(), ui.cursor().top(), line);
        ui.add_space(1.0);
    }
}

fn has_link(row: &[Vec<Span>]) -> bool {
    row.iter().flatten().any(|span| span.link.is_some())
}
