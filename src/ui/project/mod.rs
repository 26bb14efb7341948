//! The sidebar of the project: its frame and its tabs. Each panel has a file.

use egui::{Frame, Margin, Panel as Side, Ui};

use crate::app::action::Intent;
use crate::app::commands;
use crate::app::commands::command::Command;
use crate::app::project::intent::ProjectIntent;
use crate::app::shell::sidebar::ProjectPanel;
use crate::app::state::State;
use crate::storage::settings::Settings;
use crate::ui::edge::{self, Edge};
use crate::ui::icons;
use crate::ui::low;
use crate::ui::tab_row::{self, Tab};
use crate::ui::theme::{self, gap};

pub mod articles;
mod chip_menu;
pub mod find;
pub mod frame;
pub mod ledger;
pub mod map;
mod passages;
pub mod people;
pub mod thread;
pub mod timeline;
pub mod views;

/// Least width of the sidebar in points.
const NARROWEST: f32 = 240.0;

/// Least width in points of a window with room for the sidebar, the article and the panel.
const ROOMY: f32 = 880.0;

/// The panels in the order of their tabs: icon, name, and the command that shows it.
const TABS: &[(ProjectPanel, &str, &str, &Command)] = &[
    (ProjectPanel::Articles, icons::ARTICLES, "Articles", &commands::project::ARTICLES),
    (ProjectPanel::Ledger, icons::LEDGER, "Ledger", &commands::project::LEDGER),
    (ProjectPanel::Speakers, icons::SPEAKERS, "Speakers", &commands::project::SPEAKERS),
    (ProjectPanel::Find, icons::SEARCH, "Find", &commands::project::FIND),
];

/// The state of the views of the project: scroll positions and caches.
#[derive(Default)]
pub struct Views {
    /// The sidebar's edge.
    edge: Edge,
    /// The list of articles.
    pub articles: articles::Shown,
    /// The ledger of the project.
    pub ledger: ledger::Shown,
    /// The speakers of the project.
    pub people: people::Shown,
    /// The search in all articles.
    pub find: find::Shown,
    /// The view of a thread.
    pub thread: thread::Shown,
    /// The timeline.
    pub timeline: timeline::Shown,
    /// The map of the project.
    pub map: map::Shown,
}

/// Shows the sidebar, if a project is open.
pub fn show(ui: &mut Ui, state: &State, views: &mut Views, intents: &mut Vec<Intent>) {
    let width = ui.available_width();
    let narrow = state.project.is_some() && state.session().is_some() && width < ROOMY;
    if narrow != state.shell.sidebar.narrow {
        intents.push(Intent::Project(Box::new(ProjectIntent::Narrow(narrow))));
    }
    let Some(project) = &state.project else { return };
    let palette = theme::palette(ui.visuals());
    views.edge.begin(ui, "project sidebar", edge::Side::Left, width);
    let mut open = state.shell.shows_sidebar();
    let sides =
        Margin { left: gap::WIDE as i8, right: gap::WIDE as i8, top: gap::USUAL as i8, bottom: gap::USUAL as i8 };
    let tight = state.shell.tight;
    let sizes = if tight { width..=width } else { NARROWEST..=(width * 0.42).max(NARROWEST + 1.0) };
    let sidebar = Side::left("project sidebar")
        .frame(Frame::new().fill(palette.panel).inner_margin(sides))
        .default_size(state.shell.settings.sidebar_width.unwrap_or((width * 0.24).clamp(NARROWEST, 400.0)))
        .size_range(sizes)
        .resizable(!tight)
        .drag_to_open(!state.shell.reading && !tight)
        .show_collapsible(ui, &mut open, |ui| {
            low::panel(ui, |ui| {
                tabs(ui, state, intents);
                match state.shell.sidebar.panel {
                    ProjectPanel::Articles => articles::show(ui, state, project, &mut views.articles, intents),
                    ProjectPanel::Ledger => ledger::show(ui, state, project, &mut views.ledger, intents),
                    ProjectPanel::Speakers => people::show(ui, state, project, &mut views.people, intents),
                    ProjectPanel::Find => find::show(ui, state, project, &mut views.find, intents),
                }
            });
        });
    edge::name(ui, "project sidebar", "Width of the sidebar");
    if open != state.shell.shows_sidebar() {
        intents.push(Intent::Run(&commands::project::SIDEBAR));
    }
    if let Some(sidebar) = sidebar.filter(|_| !tight)
        && let Some(dragged) = views.edge.end(ui, width, sidebar.response.rect.width())
        && state.shell.settings.sidebar_width != Some(dragged)
    {
        let settings = Settings { sidebar_width: Some(dragged), ..state.shell.settings.clone() };
        intents.push(Intent::Settings(Box::new(settings)));
    }
}

fn tabs(ui: &mut Ui, state: &State, intents: &mut Vec<Intent>) {
    let tab = |(panel, icon, name, command): &(ProjectPanel, &'static str, &str, &'static Command)| Tab {
        icon,
        name: (*name).to_owned(),
        number: None,
        current: *panel == state.shell.sidebar.panel,
        keys: state.shell.keymap.shown(command),
        command: Some(*command),
    };
    let tabs: Vec<Tab> = TABS.iter().map(tab).collect();
    let clicked = tab_row::show(ui, "Project", &tabs).map(|index| ProjectIntent::Show(TABS[index].0));
    intents.extend(clicked.map(|intent| Intent::Project(Box::new(intent))));
}
