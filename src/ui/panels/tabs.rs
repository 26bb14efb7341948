//! The tabs of the side panel.

use egui::Ui;

use crate::app::action::Intent;
use crate::app::changes::has_changes;
use crate::app::commands;
use crate::app::commands::command::Command;
use crate::app::session::Session;
use crate::app::shell::panel::Panel;
use crate::app::state::State;
use crate::ui::icons;
use crate::ui::panels::project_problems;
use crate::ui::tab_row::{self, Tab};

/// The panels in the order of their tabs: icon, name, and the command that shows it.
const TABS: &[(Panel, &str, &str, &Command)] = &[
    (Panel::Marks, icons::MARKS, "Marks", &commands::view::MARKS),
    (Panel::Ledger, icons::LEDGER, "Ledger", &commands::view::LEDGER),
    (Panel::Map, icons::MAP, "Map", &commands::view::MAP),
    (Panel::Speakers, icons::SPEAKERS, "Speakers", &commands::view::SPEAKERS),
    (Panel::Problems, icons::WARNING, "Problems", &commands::view::PROBLEMS),
    (Panel::Outline, icons::OUTLINE, "Outline", &commands::view::OUTLINE),
    (Panel::Changes, icons::CHANGES, "Changes", &commands::view::CHANGES),
    (Panel::History, icons::HISTORY, "History", &commands::view::HISTORY),
];

/// Shows the tabs.
pub fn show(ui: &mut Ui, state: &State, session: &Session, intents: &mut Vec<Intent>) {
    let current = state.shell.side();
    let problems = session.problems.listed().len() + project_problems::listed(state).len();
    let listed = |panel: Panel| panel != Panel::Changes || current == panel || has_changes(session);
    let rows: Vec<_> = TABS.iter().filter(|row| listed(row.0)).collect();
    let tab = |(panel, icon, name, command): &(Panel, &'static str, &str, &'static Command)| {
        let number = (*panel == Panel::Problems && problems > 0).then_some(problems);
        let name = number.map_or_else(|| (*name).to_owned(), |number| format!("{name} {number}"));
        Tab {
            icon,
            name,
            number,
            current: *panel == current,
            keys: state.shell.keymap.shown(command),
            command: Some(*command),
        }
    };
    let tabs: Vec<Tab> = rows.iter().map(|row| tab(row)).collect();
    intents.extend(tab_row::show(ui, "Panels", &tabs).map(|index| Intent::Show(rows[index].0)));
}
