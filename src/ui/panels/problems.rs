//! The problems panel: problems of the project and of the annotation file, and their repairs.

use egui::{RichText, Ui};

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
use crate::ui::panels::problem::{Laid, Shown};
use crate::ui::panels::{empty, problem, project_problems};
use crate::ui::rows::Rows;
use crate::ui::theme::{self, gap};

/// Shows the problems: those of the project, and those of the article that is open.
pub fn show(ui: &mut Ui, state: &State, rows: &mut Rows, intents: &mut Vec<Intent>) {
    let palette = theme::palette(ui.visuals());
    let session = state.session();
    let across = project_problems::listed(state);
    let problems = session.map_or(&[][..], |session| session.problems.listed());
    let (id, count) = (id_of(Field::Panel(Panel::Problems)), across.len() + problems.len());
    if count == 0 {
        List::new(ui, id, "Problems in the file", 0);
        let about = "Links without an end, marks without words and the like are listed here, with their repairs";
        empty::show(ui, &state.shell.keymap, "No problems in the file", about, &[]);
        return;
    }
    let command = &commands::edit::REPAIR;
    if is_enabled(command, session, state.project.as_ref(), &state.shell) {
        ui.horizontal_wrapped(|ui| {
            if ui.button(command.title).on_hover_text(command.help).clicked() {
                intents.push(Intent::Run(command));
            }
            let repairs = state.project.as_ref().map_or(0, |project| project.repairs().count());
            let repairable = session.map_or(0, |session| session.problems.repairable());
            let (some, all) = (repairable + repairs, problems.len() + across.len());
            let count = format!("{some} of {all} can be repaired");
            announce::polite(ui, "repairable", egui::Label::new(RichText::new(count).color(palette.weak).small()));
        });
        ui.add_space(gap::LINE);
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let list = List::new(ui, id, "Problems in the file", count);
    let (cursor, moved) = list.cursor(ui, count);
    if rows.count() != count {
        rows.restart(count, Some(rows.top()));
    }
    if moved {
        rows.reveal(cursor);
    }
    let shown = |at: usize| match (across.get(at), &state.project, session) {
        (Some(problem), Some(project), _) => Some(project_problems::shown(project, problem)),
        (_, _, Some(session)) => Some(shown(session, problems.get(at - across.len())?)),
        _ => None,
    };
    rows.show(
        ui,
        &list,
        |ui, at, width| match shown(at) {
            Some(problem) => {
                let (height, laid) = Laid::new(ui, problem, width);
                (height, Some(laid))
            }
            None => (0.0, None),
        },
        |ui, at, rect, laid| {
            let row = Row { at, selected: false, lit: at == cursor };
            if let Some(laid) = laid {
                problem::show(ui, (&list, row), rect, laid, intents);
            }
        },
    );
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
