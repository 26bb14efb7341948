//! The problems panel: problems in the annotation file and their repairs.

use egui::{Align, Button, Layout, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo};

use crate::app::action::{Field, Intent};
use crate::app::commands;
use crate::app::run::is_enabled;
use crate::app::session::Session;
use crate::app::shell::panel::Panel;
use crate::app::state::State;
use crate::model::check;
use crate::model::problem::{Place, Problem};
use crate::model::repair::{Remedy, remedy};
use crate::ui::announce;
use crate::ui::fields::id_of;
use crate::ui::panels::{empty, project_problems};
use crate::ui::symbols::visible;
use crate::ui::theme::{self, gap};

/// Height of a problem in points.
const ROW: f32 = 84.0;

/// Shows the problems.
pub fn show(ui: &mut Ui, state: &State, session: &Session, intents: &mut Vec<Intent>) {
    let palette = theme::palette(ui.visuals());
    let id = id_of(Field::Panel(Panel::Problems));
    let focus = ui.interact(ui.available_rect_before_wrap(), id, Sense::focusable_noninteractive());
    focus.widget_info(|| WidgetInfo::labeled(Role::List, true, "Problems in the file"));
    let (across, problems) = (project_problems::listed(state), session.problems.listed());
    if problems.is_empty() && across.is_empty() {
        let about = "Links without an end, marks without words and the like are listed here, with their repairs";
        empty::show(ui, &state.shell.keymap, "No problems in the file", about, &[]);
        return;
    }
    let command = &commands::edit::REPAIR;
    if is_enabled(command, Some(session), state.project.as_ref(), &state.shell) {
        ui.horizontal(|ui| {
            if ui.button(command.title).on_hover_text(command.help).clicked() {
                intents.push(Intent::Run(command));
            }
            let repairs = state.project.as_ref().map_or(0, |project| project.repairs().count());
            let (some, all) = (session.problems.repairable() + repairs, problems.len() + across.len());
            let count = format!("{some} of {all} can be repaired");
            announce::polite(ui, "repairable", egui::Label::new(RichText::new(count).color(palette.weak).small()));
        });
        ui.add_space(gap::LINE);
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical().auto_shrink(false).show_rows(ui, ROW, across.len() + problems.len(), |ui, rows| {
        for at in rows {
            ui.allocate_ui(egui::vec2(ui.available_width(), ROW), |ui| {
                ui.set_min_height(ROW);
                match (across.get(at), &state.project) {
                    (Some(problem), Some(project)) => project_problems::show(ui, project, problem, intents),
                    _ => show_problem(ui, session, &problems[at - across.len()], intents),
                }
            });
        }
    });
}

fn show_problem(ui: &mut Ui, session: &Session, problem: &Problem, intents: &mut Vec<Intent>) {
    let palette = theme::palette(ui.visuals());
    let title = check::row(problem).map_or(problem.check, |row| row.title);
    if let Place::Annotation(id) = &problem.place {
        let button = Button::new(visible(&problem.what)).frame_when_inactive(false).truncate();
        let button = ui.scope(|ui| {
            // Aligned with the rows below.
            ui.spacing_mut().button_padding.x = 0.0;
            ui.add(button)
        });
        let button = button.inner;
        button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &problem.what));
        if button.on_hover_text(format!("{title}\n{}\nClick to go to the mark", visible(&problem.what))).clicked() {
            intents.push(Intent::Choose(Some(id.clone())));
        }
    } else {
        let label = ui.add(egui::Label::new(visible(&problem.what)).truncate());
        label.on_hover_text(format!("{title}\n{}", visible(&problem.what)));
    }
    match remedy(&session.document, problem) {
        Remedy::Fix(fix) => {
            let is_left = session.problems.is_left(problem);
            let label = ui.add(egui::Label::new(RichText::new(visible(&fix.what)).color(palette.weak)).truncate());
            label.on_hover_text(format!("Repair: {}", visible(&fix.what)));
            if session.read_only.is_none() {
                ui.add_space(gap::HAIR);
                ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
                    for (name, action) in buttons(problem, is_left) {
                        let button = ui.add(Button::new(name).small());
                        button.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{name}: {}", fix.what)));
                        if button.clicked() {
                            intents.push(action);
                        }
                    }
                });
            }
        }
        Remedy::Advice(advice) => {
            let advice = format!("No automatic repair: {advice}");
            ui.add(egui::Label::new(RichText::new(&advice).color(palette.weak)).truncate()).on_hover_text(advice);
        }
    }
}

/// The buttons of a repairable problem.
fn buttons(problem: &Problem, is_left: bool) -> Vec<(&'static str, Intent)> {
    if is_left {
        vec![("Stop ignoring", Intent::Leave(problem.clone(), false))]
    } else {
        vec![("Repair", Intent::Repair(problem.clone())), ("Ignore", Intent::Leave(problem.clone(), true))]
    }
}
