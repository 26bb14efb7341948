//! Problems of the project, in the panel of problems: above those of the article's own file.

use egui::{Align, Button, Label, Layout, RichText, Role, Ui, WidgetInfo};

use crate::app::action::Intent;
use crate::app::project::OpenProject;
use crate::app::project::intent::ProjectIntent;
use crate::app::state::State;
use crate::model::project::check::{ProjectFix, ProjectProblem};
use crate::ui::symbols::visible;
use crate::ui::theme::{self, gap};

/// The problems of the open project, once all of its articles are read.
pub fn listed(state: &State) -> &[ProjectProblem] {
    let project = state.project.as_ref().filter(|project| project.unread == Some(0));
    project.map_or(&[], |project| &project.problems)
}

/// Shows a problem with a button for each repair.
pub fn show(ui: &mut Ui, project: &OpenProject, problem: &ProjectProblem, intents: &mut Vec<Intent>) {
    let palette = theme::palette(ui.visuals());
    let what = visible(&problem.what);
    let hover = format!("{}\n{what}", problem.check.title());
    match &problem.spot {
        Some(spot) => {
            let button = ui.scope(|ui| {
                // Aligned with the rows below.
                ui.spacing_mut().button_padding.x = 0.0;
                ui.add(Button::new(&*what).frame_when_inactive(false).truncate())
            });
            let button = button.inner;
            button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &*what));
            if button.on_hover_text(format!("{hover}\nClick to go to the mark in {}", visible(&spot.path))).clicked() {
                intents.push(Intent::Project(Box::new(ProjectIntent::GoTo(spot.clone()))));
            }
        }
        None => drop(ui.add(Label::new(&*what).truncate()).on_hover_text(hover)),
    }
    let advice = problem.repair().map_or(problem.check.advice(), |fix| &fix.what);
    ui.add(Label::new(RichText::new(visible(advice)).color(palette.weak)).truncate()).on_hover_text(visible(advice));
    if project.is_editable() {
        ui.add_space(gap::HAIR);
        // In a narrow panel long titles are cut short rather than the panel made wider.
        let (count, gap) = (problem.fixes.len().max(1) as f32, ui.spacing().item_spacing.x);
        let most = (ui.available_width() - gap * (count - 1.0)) / count;
        ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
            for fix in &problem.fixes {
                let name = name(fix);
                let button = Button::new(&*name).small().truncate();
                let button = ui.scope(|ui| {
                    ui.set_max_width(most);
                    ui.add(button)
                });
                let button = button.inner.on_hover_text(visible(&fix.what));
                button.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{name}: {}", fix.what)));
                if button.clicked() {
                    intents.push(Intent::Project(Box::new(ProjectIntent::Repair(fix.clone()))));
                }
            }
        });
    }
}

/// The words on the button of a repair. One that loses something says what.
fn name(fix: &ProjectFix) -> String {
    if fix.loses { visible(&fix.what).into_owned() } else { "Repair".to_owned() }
}
