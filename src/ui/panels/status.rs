//! The status bar: save state, file, counts, progress and the last message.

use egui::accesskit::Live;
use egui::{Label, ProgressBar, RichText, Ui};
use jiff::tz::TimeZone;

use crate::app::action::Intent;
use crate::app::commands;
use crate::app::session::Session;
use crate::app::state::State;
use crate::model::message::counted;
use crate::model::moment;
use crate::ui::announce;
use crate::ui::icons;
use crate::ui::panels::View;
use crate::ui::roles;
use crate::ui::symbols::{self, visible};
use crate::ui::theme::{self, gap};

/// Longest selection in bytes whose words are counted; more would take longer than a frame.
const COUNTED: usize = 1 << 20;

/// Shows the status bar.
pub fn show(ui: &mut Ui, state: &State, view: &mut View, intents: &mut Vec<Intent>) {
    let palette = theme::palette(ui.visuals());
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = gap::TIGHT;
        let weak = |words: &str| RichText::new(visible(words)).color(palette.weak).small();
        let failed = state.session().is_some_and(|session| save_state(session, &view.zone).1);
        if state.shell.tight && !failed && !state.shell.status.is_empty() {
            // There is room for the last thing done, or for the rest.
            announce::live(ui, "status", Live::Polite, Label::new(weak(&state.shell.status)).truncate());
            return;
        }
        match state.session() {
            Some(session) => {
                let (saved, failed) = save_state(session, &view.zone);
                let colour = if failed { palette.error } else { palette.weak };
                // To hear of every save would be too much; one that was asked for is told at the other end of the bar.
                let live = if failed { Live::Assertive } else { Live::Off };
                let label = announce::live(ui, "saved", live, Label::new(RichText::new(saved).color(colour).small()));
                if let Some(copy) = &session.saving.copy {
                    label.on_hover_text(format!(
                        "A copy of your work is kept in {}",
                        visible(&copy.display().to_string())
                    ));
                }
                roles::sign(ui, weak("·"));
                if !state.shell.tight {
                    let path = &session.saving.path;
                    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
                    ui.label(weak(&name)).on_hover_text(visible(&path.display().to_string()));
                    roles::sign(ui, weak("·"));
                }
                if show_progress(ui, state, intents) {
                    return;
                }
                let across = links_across(state, session, view);
                announce::polite(ui, "marks", Label::new(weak(&counts(session, across))).truncate());
                if let Some(words) = selection_size(session, view) {
                    roles::sign(ui, weak("·"));
                    ui.label(weak(&words));
                }
                if let Some(address) = session.address() {
                    roles::sign(ui, weak("·"));
                    roles::sign(ui, weak(icons::EXTERNAL));
                    ui.add(Label::new(weak(&symbols::address(address))).truncate());
                }
                if !session.article().encoding.is_empty() && session.article().encoding != "UTF-8" {
                    roles::sign(ui, weak("·"));
                    ui.label(weak(&session.article().encoding)).on_hover_text("Encoding of the article");
                }
            }
            None if show_progress(ui, state, intents) => return,
            None => drop(ui.label(weak("No article open"))),
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let live = if state.shell.status.is_empty() { Live::Off } else { Live::Polite };
            announce::live(ui, "status", live, Label::new(weak(&state.shell.status)).truncate());
        });
    });
}

/// Shows running work with its progress and a cancel button; returns false if there is none.
fn show_progress(ui: &mut Ui, state: &State, intents: &mut Vec<Intent>) -> bool {
    let palette = theme::palette(ui.visuals());
    if let Some(done) = state.shell.waiting.reanchored(state.shell.millis) {
        ui.label(RichText::new(format!("Moving marks… {done} %")).small());
        let bar = ProgressBar::new(done as f32 / 100.0).desired_width(90.0).desired_height(6.0).fill(palette.accent);
        ui.add(bar);
    } else if let Some((path, seconds)) = state.shell.waiting.opening_for(state.shell.millis) {
        // No article format reports its progress.
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        let time = if seconds == 0 { String::new() } else { format!(" {seconds} s") };
        ui.label(RichText::new(format!("Opening {}…{time}", visible(&name))).small());
    } else {
        return false;
    }
    let stop = &commands::file::CANCEL;
    let key = state.shell.keymap.shown(stop);
    if ui.button(RichText::new("Cancel").small()).on_hover_text(format!("{}  {key}", stop.help)).clicked() {
        intents.push(Intent::Run(stop));
    }
    true
}

/// The save state, and true if saving failed.
fn save_state(session: &Session, zone: &TimeZone) -> (String, bool) {
    let unsaved = session.saving.is_unsaved(session.set().generation());
    if session.read_only.is_some() {
        return ("Read-only".to_owned(), false);
    }
    match (&session.saving.error, &session.saving.when) {
        _ if session.saving.lost.is_some() => ("Not saved".to_owned(), true),
        (Some(_), _) => ("Not saved".to_owned(), true),
        (None, _) if session.saving.under_way.is_some() => ("Saving…".to_owned(), false),
        (None, _) if unsaved => ("Unsaved changes".to_owned(), false),
        (None, Some(when)) => {
            (format!("Saved {}", moment::clock(when, zone).unwrap_or_else(|| when.as_str().to_owned())), false)
        }
        (None, None) if session.saving.stamp.is_some() => ("No changes".to_owned(), false),
        (None, None) => ("No changes yet".to_owned(), false),
    }
}

fn counts(session: &Session, across: usize) -> String {
    let marks = counted(session.set().annotations().len(), "mark", "marks");
    let links = |count: usize, one, more| (count > 0).then(|| format!(", {}", counted(count, one, more)));
    let within = links(session.set().relations().len(), "link", "links");
    let across = links(across, "link to another article", "links to other articles");
    [Some(marks), within, across].into_iter().flatten().collect()
}

/// The number of links of an article with other articles. They are counted when the project changes.
fn links_across(state: &State, session: &Session, view: &mut View) -> usize {
    let Some(project) = &state.project else { return 0 };
    let Some(path) = project.path_of(session) else { return 0 };
    let (id, generation) = (project.id, project.content.generation());
    match &view.across {
        Some((of, at, other, count)) if (*of, *at) == (id, generation) && other == path => *count,
        _ => {
            let count = project.links_across(path);
            view.across = Some((id, generation, path.to_owned(), count));
            count
        }
    }
}

fn selection_size(session: &Session, view: &mut View) -> Option<String> {
    let selection = session.focus.selection;
    if selection.is_empty() {
        return None;
    }
    let range = selection.range();
    if range.len() > COUNTED {
        return Some(format!("{} KB selected", range.len() / 1024));
    }
    let known = view.counted.filter(|(other, _)| *other == selection).map(|(_, count)| count);
    let count = known.unwrap_or_else(|| session.text().slice(range).split_whitespace().count());
    view.counted = Some((selection, count));
    Some(counted(count, "word selected", "words selected"))
}
