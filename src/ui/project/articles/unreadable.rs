//! Files of the project's folder that could not be read, with the reasons: a list that opens below the articles.

use egui::{Button, Pos2, RichText, Sense, TextStyle, Ui, Vec2};

use crate::app::action::{Field, Intent};
use crate::app::commands;
use crate::app::project::OpenProject;
use crate::model::message::counted;
use crate::ui::fields::id_of;
use crate::ui::list::{List, Row};
use crate::ui::rows::Rows;
use crate::ui::symbols::visible;
use crate::ui::theme::{self, gap};
use crate::ui::{icons, label};

/// Height of a row in points, as far as it was not measured.
pub const ROW: f32 = 46.0;

/// Greatest height of the list in points.
const MOST: f32 = 180.0;

/// Most lines of a reason.
const LINES: usize = 3;

/// Shows the line that opens the list, and the list where it is open.
pub fn show(ui: &mut Ui, project: &OpenProject, rows: &mut Rows, intents: &mut Vec<Intent>) {
    let unreadable = &project.census.unreadable;
    if unreadable.is_empty() {
        return;
    }
    let (palette, open) = (theme::palette(ui.visuals()), project.listed.unreadable);
    let count = counted(unreadable.len(), "file could not be read", "files could not be read");
    let fold = if open { icons::DOWN } else { icons::RIGHT };
    let title = RichText::new(format!("{fold} {count}")).color(palette.warning).small();
    let button = ui.scope(|ui| {
        ui.spacing_mut().button_padding.x = 0.0;
        ui.add(Button::new(title).frame_when_inactive(false))
    });
    let button = button.inner;
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &count));
    button.ctx.accesskit_node_builder(button.id, |node| node.set_expanded(open));
    let command = &commands::project::UNREADABLE;
    if button.on_hover_text(command.help).clicked() {
        intents.push(Intent::Run(command));
    }
    if open {
        let height = (unreadable.len() as f32 * ROW).min(MOST);
        ui.allocate_ui(Vec2::new(ui.available_width(), height), |ui| {
            ui.set_min_height(height);
            ui.set_max_height(height);
            list(ui, unreadable, rows);
        });
    }
}

fn list(ui: &mut Ui, unreadable: &[(String, String)], rows: &mut Rows) {
    let palette = theme::palette(ui.visuals());
    let list = List::new(ui, id_of(Field::Unreadable), "Files that could not be read", unreadable.len());
    let (cursor, moved) = list.cursor(ui, unreadable.len());
    if rows.count() != unreadable.len() {
        rows.restart(unreadable.len(), Some(0));
    }
    if moved {
        rows.reveal(cursor);
    }
    rows.show(
        ui,
        &list,
        |ui, at, width| {
            let (path, reason) = &unreadable[at];
            let room = width - 2.0 * gap::USUAL;
            let path = label::words(ui, name(path), TextStyle::Small, palette.text, room, 1);
            let reason = label::words(ui, reason, TextStyle::Small, palette.weak, room, LINES);
            (path.size().y + reason.size().y + gap::HAIR + 2.0 * gap::TIGHT, (path, reason))
        },
        |ui, at, rect, (path, reason)| {
            let row = Row { at, selected: false, lit: at == cursor };
            let response = ui.interact(rect, egui::Id::unique(("unreadable file", at)), Sense::hover());
            let words = || format!("{}: {}", name(&unreadable[at].0), unreadable[at].1);
            list.option(&response, row, || visible(&words()).into_owned());
            list.ground(ui, rect, response.hovered(), row);
            let left = rect.left() + gap::USUAL;
            let below = rect.top() + gap::TIGHT + path.size().y + gap::HAIR;
            path.paint(ui.painter(), Pos2::new(left, rect.top() + gap::TIGHT));
            reason.paint(ui.painter(), Pos2::new(left, below));
            label::tip(response, &[&words()]);
        },
    );
}

/// The path of what could not be read; the folder itself has none.
fn name(path: &str) -> &str {
    if path.is_empty() { "This folder" } else { path }
}
