//! What is wrong with the annotation file.

use egui::{Button, RichText, Role, ScrollArea, Ui, WidgetInfo};

use crate::app::action::Action;
use crate::app::state::State;
use crate::model::check::{CHECKS, Place, Problem};
use crate::ui::theme;

/// Shows the problems.
pub fn show(ui: &mut Ui, state: &State, said: &mut Vec<Action>) {
    let palette = theme::palette(ui.visuals().dark_mode);
    let Some(open) = &state.open else { return };
    if open.problems.is_empty() {
        ui.add_space(24.0);
        ui.vertical_centered(|ui| {
            ui.label(RichText::new("Nothing was wrong with the file when it was opened").color(palette.weak));
        });
        return;
    }
    const ROW: f32 = 52.0;
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical().auto_shrink(false).show_rows(ui, ROW, open.problems.len(), |ui, rows| {
        for problem in &open.problems[rows] {
            ui.allocate_ui(egui::vec2(ui.available_width(), ROW), |ui| {
                ui.set_min_height(ROW);
                show_problem(ui, problem, said);
            });
        }
    });
}

fn show_problem(ui: &mut Ui, problem: &Problem, said: &mut Vec<Action>) {
    let palette = theme::palette(ui.visuals().dark_mode);
    let title = CHECKS.iter().find(|check| check.id == problem.check).map_or(problem.check, |check| check.title);
    let Place::Annotation(id) = &problem.place else {
        ui.add(egui::Label::new(&problem.what).truncate()).on_hover_text(&problem.what);
        ui.add(egui::Label::new(RichText::new(title).color(palette.weak).small()).truncate());
        return;
    };
    let button = ui.add(Button::new(&problem.what).frame_when_inactive(false).truncate());
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &problem.what));
    if button.on_hover_text(format!("{}\nClick to go to the mark", problem.what)).clicked() {
        said.push(Action::Choose(Some(id.clone())));
    }
    ui.add(egui::Label::new(RichText::new(title).color(palette.weak).small()).truncate());
}
