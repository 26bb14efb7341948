//! The welcome view, shown while no article is open.

use std::path::PathBuf;

use egui::{RichText, Ui};

use crate::app::action::Intent;
use crate::app::commands;
use crate::app::commands::command::Command;
use crate::app::project::OpenProject;
use crate::app::state::State;
use crate::model::message::counted;
use crate::ui::icons;
use crate::ui::label;
use crate::ui::panels::{empty, project_problems};
use crate::ui::symbols::visible;
use crate::ui::theme::{self, gap};

/// Most recent files, and most recent folders, that are shown.
const RECENT: usize = 5;

/// Shows the ways to open an article, or a folder of articles.
pub fn show(ui: &mut Ui, state: &State, intents: &mut Vec<Intent>) {
    let palette = theme::palette(ui.visuals());
    if let Some(path) = state.shell.waiting.opening() {
        ui.centered_and_justified(|ui| ui.label(format!("Opening {}…", visible(&path.display().to_string()))));
        return;
    }
    if let Some(project) = &state.project {
        return in_project(ui, state, project, intents);
    }
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * 0.2);
        ui.label(RichText::new("Open an article to take apart").heading());
        let ways = "Drop an article or a folder of articles here, open one, or paste one from the clipboard";
        ui.label(RichText::new(ways).color(palette.weak));
        ui.add_space(gap::WIDE);
        const WAYS: [&Command; 5] = [
            &commands::file::OPEN,
            &commands::file::OPEN_FOLDER,
            &commands::file::PASTE,
            &commands::help::SAMPLE,
            &commands::help::SAMPLE_PROJECT,
        ];
        for command in WAYS {
            if ui.button(command.title).on_hover_text(command.help).clicked() {
                intents.push(Intent::Run(command));
            }
        }
        let settings = &state.shell.settings;
        recent(ui, state, "Recent folders", &settings.recent_folders, intents);
        recent(ui, state, "Recent articles", &settings.recent, intents);
    });
}

/// Shows the recent files or folders that are there.
fn recent(ui: &mut Ui, state: &State, title: &str, paths: &[PathBuf], intents: &mut Vec<Intent>) {
    let mut there = paths.iter().filter(|path| !state.shell.recents.is_gone(path)).peekable();
    if there.peek().is_none() {
        return;
    }
    ui.add_space(gap::SECTION);
    ui.label(RichText::new(title).color(theme::palette(ui.visuals()).weak).small());
    for path in there.take(RECENT) {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        if label::tip(ui.link(visible(&name)), &[&path.display().to_string()]).clicked() {
            intents.push(Intent::Open(path.clone()));
        }
    }
}

/// Shows the keys that lead to an article of the project.
fn in_project(ui: &mut Ui, state: &State, project: &OpenProject, intents: &mut Vec<Intent>) {
    ui.add_space(ui.available_height() * 0.25);
    let commands = [&commands::project::ARTICLES, &commands::project::NEXT_UNMARKED, &commands::project::FIND];
    let title = format!("Choose an article of {}", visible(&project.name()));
    empty::show(ui, &state.shell.keymap, &title, "", &commands);
    let problems = project_problems::listed(state).len();
    if problems > 0 {
        let count = counted(problems, "problem of the project", "problems of the project");
        let title = RichText::new(format!("{} {count}", icons::WARNING)).color(theme::palette(ui.visuals()).warning);
        ui.add_space(gap::WIDE);
        ui.vertical_centered(|ui| {
            let button = ui.add(egui::Button::new(title));
            button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &count));
            if button.on_hover_text(commands::view::PROBLEMS.help).clicked() {
                intents.push(Intent::Run(&commands::view::PROBLEMS));
            }
        });
    }
}
