//! The problems panel: problems in the annotation file and their repairs.

use std::ops::Range;

use egui::{RichText, ScrollArea, Ui};

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
use crate::ui::list::{List, Row};
use crate::ui::panels::problem::{self, HEIGHT, Shown};
use crate::ui::panels::{empty, project_problems};
use crate::ui::theme::{self, gap};

/// Shows the problems.
pub fn show(ui: &mut Ui, state: &State, session: &Session, intents: &mut Vec<Intent>) {
    let palette = theme::palette(ui.visuals());
    let (across, problems) = (project_problems::listed(state), session.problems.listed());
    let (id, count) = (id_of(Field::Panel(Panel::Problems)), across.len() + problems.len());
    if count == 0 {
        List::new(ui, id, "Problems in the file", 0);
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
    let list = List::new(ui, id, "Problems in the file", count);
    let (cursor, moved) = list.cursor(ui, count);
    let mut area = ScrollArea::vertical().auto_shrink(false);
    if moved {
        area = area.vertical_scroll_offset((cursor as f32 * HEIGHT - ui.available_height() / 2.0).max(0.0));
    }
    let rows = |ui: &mut Ui, rows: Range<usize>| {
        for at in rows {
            let row = Row { at, selected: false, lit: at == cursor };
            let shown = match (across.get(at), &state.project) {
                (Some(problem), Some(project)) => project_problems::shown(project, problem),
                _ => shown(session, &problems[at - across.len()]),
            };
            problem::show(ui, (&list, row), shown, intents);
        }
    };
    list.rows(ui, |ui| area.show_rows(ui, HEIGHT, count, rows));
}

/// A problem of the file with its remedies.
fn shown<'a>(session: &Session, problem: &'a Problem) -> Shown<'a> {
    let (advice, buttons) = match remedy(&session.document, problem) {
        Remedy::Fix(fix) => {
            let actions = match session.read_only {
                Some(_) => Vec::new(),
                None => buttons(problem, session.problems.is_left(problem)),
            };
            let buttons =
                actions.into_iter().map(|(name, intent)| (name.to_owned(), fix.what.clone(), intent)).collect();
            (fix.what, buttons)
        }
        Remedy::Advice(advice) => (format!("No automatic repair: {advice}"), Vec::new()),
    };
    let go = match &problem.place {
        Place::Annotation(id) => Some(Intent::Choose(Some(id.clone()))),
        _ => None,
    };
    Shown {
        title: check::row(problem).map_or(problem.check, |row| row.title),
        what: &problem.what,
        advice,
        go,
        buttons,
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
