//! The tabs of the side panel.

use egui::{Role, Sense, TextStyle, Ui, WidgetInfo, vec2};

use crate::app::action::Intent;
use crate::app::changes::has_changes;
use crate::app::commands;
use crate::app::commands::command::Command;
use crate::app::session::Session;
use crate::app::shell::panel::Panel;
use crate::app::state::State;
use crate::ui::icons;
use crate::ui::theme::{self, gap, radius};

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

/// The words beside the icons of tabs.
#[derive(Clone, Copy, PartialEq)]
enum Words {
    /// On every tab.
    All,
    /// On the current one.
    Current,
    /// On none.
    None,
}

/// A tab as it is drawn: its icon and its words, and its full name.
struct Tab {
    row: &'static (Panel, &'static str, &'static str, &'static Command),
    current: bool,
    name: String,
    shown: String,
}

/// Shows the tabs, with as many words as there is room for.
pub fn show(ui: &mut Ui, state: &State, session: &Session, intents: &mut Vec<Intent>) {
    let current = state.shell.side();
    let problems = session.problems.listed().len();
    let listed = |panel: Panel| panel != Panel::Changes || current == panel || has_changes(session);
    let tabs = |words: Words| -> Vec<Tab> {
        let rows = TABS.iter().filter(|row| listed(row.0));
        rows.map(|row| {
            let (panel, icon, name, _) = row;
            let counted = *panel == Panel::Problems && problems > 0;
            let name = if counted { format!("{name} {problems}") } else { (*name).to_owned() };
            let shown = match words {
                Words::All => format!("{icon} {name}"),
                Words::Current if *panel == current => format!("{icon} {name}"),
                _ if counted => format!("{icon} {problems}"),
                _ => (*icon).to_owned(),
            };
            Tab { row, current: *panel == current, name, shown }
        })
        .collect()
    };
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = gap::HAIR;
        let font = TextStyle::Button.resolve(ui.style());
        let words = |ui: &Ui, tab: &Tab| {
            ui.painter().layout_no_wrap(tab.shown.clone(), font.clone(), ui.visuals().text_color()).size().x
        };
        let fits = |ui: &Ui, tabs: &[Tab]| {
            let width: f32 = tabs.iter().map(|tab| words(ui, tab) + 2.0 * gap::LINE + gap::HAIR).sum();
            width - gap::HAIR <= ui.available_width()
        };
        let fitting = [Words::All, Words::Current].into_iter().map(tabs).find(|tabs| fits(ui, tabs));
        let padding = if fitting.is_some() { gap::LINE } else { gap::TIGHT };
        for tab in fitting.unwrap_or_else(|| tabs(Words::None)) {
            let width = words(ui, &tab) + 2.0 * padding;
            tab_button(ui, state, &tab, width, intents);
        }
    });
    ui.separator();
}

fn tab_button(ui: &mut Ui, state: &State, tab: &Tab, width: f32, intents: &mut Vec<Intent>) {
    let palette = theme::palette(ui.visuals());
    let (panel, .., command) = tab.row;
    let (rect, button) = ui.allocate_exact_size(vec2(width, ui.spacing().interact_size.y + gap::TIGHT), Sense::click());
    button.widget_info(|| WidgetInfo::selected(Role::Tab, true, tab.current, &tab.name));
    if button.hovered() || button.has_focus() {
        ui.painter().rect_filled(rect, radius::USUAL, palette.raised);
    }
    let colour = if tab.current { palette.accent } else { palette.text };
    let words = ui.painter().layout_no_wrap(tab.shown.clone(), TextStyle::Button.resolve(ui.style()), colour);
    ui.painter().galley(rect.center() - words.size() / 2.0, words, colour);
    if tab.current {
        let line = rect.with_min_y(rect.bottom() - 2.0).shrink2(vec2(gap::TIGHT, 0.0));
        ui.painter().rect_filled(line, 1.0, palette.accent);
    }
    if button.has_focus() {
        let ring = egui::Stroke::new(1.5, palette.accent);
        ui.painter().rect_stroke(rect, radius::USUAL, ring, egui::StrokeKind::Inside);
    }
    if button.clicked() {
        intents.push(Intent::Show(*panel));
    }
    let key = state.shell.keymap.shown(command);
    button.on_hover_text(format!("{}  {key}", tab.name).trim_end());
}
