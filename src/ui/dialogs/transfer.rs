//! The dialogs for exporting and importing annotations, and for a new article from the clipboard.

use egui::accesskit::Live;
use egui::{
    Id, Key, Label, Modifiers, Response, RichText, Role, ScrollArea, Sense, TextEdit, TextStyle, Ui, WidgetInfo,
};

use super::frame::{self, Press, list_height};
use crate::app::action::Intent;
use crate::app::project::intent::ProjectIntent;
use crate::app::shell::paste::Paste;
use crate::app::shell::transfer::{Export, Import, ProjectExport};
use crate::articles::article_format;
use crate::interchange::project::{PROJECT_EXPORTS, ProjectFormat, project_format};
use crate::interchange::{EXPORTS, ExportFormat, IMPORTS, export_format};
use crate::jobs::import::ImportOutcome;
use crate::jobs::notice::Tone;
use crate::ui::announce;
use crate::ui::entry;
use crate::ui::icons;
use crate::ui::list::{List, Row};
use crate::ui::roles;
use crate::ui::symbols::{in_field, visible};
use crate::ui::theme::{self, gap};

/// Height in points of the dialog's parts above and below its list of formats.
const BELOW: f32 = 290.0;

/// Greatest height in points of the list of losses, and its share of the window where that is low.
const LOSSES: (f32, f32) = (110.0, 0.12);

/// Frames in which a list that got the focus scrolls to what is chosen.
const ENTERED: u8 = 3;

/// Width in points of the button beside a path field.
const BESIDE: f32 = 140.0;

/// Shows the format, its losses, and the path.
pub fn export(ui: &mut Ui, export: &Export, intents: &mut Vec<Intent>) {
    frame::begin_unfocused(ui, "Export", frame::FORM);
    frame::body(ui, |ui| {
        let rows: Vec<(&str, &str, &str)> = EXPORTS.iter().map(|row| (row.id, row.name, row.help)).collect();
        if let Some(id) = formats(ui, &rows, export.format) {
            intents.push(Intent::ExportFormat(id));
        }
        ui.add_space(gap::USUAL);
        losses(ui, Some(&export.losses));
        ui.add_space(gap::USUAL);
        let mut path = export.path.clone();
        if path_field(ui, "Export to", "Browse…", &mut path) {
            intents.push(Intent::Browse);
        }
        if path != export.path {
            intents.push(Intent::ExportPath(path));
        }
        if export_format(export.format).is_some_and(ExportFormat::is_table) {
            let mut mark = export.mark;
            if ui.checkbox(&mut mark, "For Excel (with a byte-order mark)").changed() {
                intents.push(Intent::ExportMark(mark));
            }
        }
        if export_format(export.format).is_some_and(|row| row.full.is_some()) {
            let mut full = export.full;
            if ui.checkbox(&mut full, "With ids, positions and exact times").changed() {
                intents.push(Intent::ExportFull(full));
            }
        }
        failure(ui, export.error.as_deref(), export.exists);
    });
    let name = if export.exists { "Replace" } else { "Export" };
    let write = Press::default(name, Intent::Export(export.exists)).when(!export.path.trim().is_empty());
    frame::end(ui, vec![Press::new("Cancel", Intent::Close), write], intents);
}

/// Shows the format of the export of a project, its losses, and the path.
pub fn project_export(ui: &mut Ui, export: &ProjectExport, intents: &mut Vec<Intent>) {
    let request = |intent: ProjectIntent| Intent::Project(Box::new(intent));
    let under_way = export.progress.as_ref();
    frame::begin_unfocused(ui, "Export project", frame::FORM);
    frame::body(ui, |ui| {
        let rows: Vec<(&str, &str, &str)> = PROJECT_EXPORTS.iter().map(|row| (row.id, row.name, row.help)).collect();
        if let Some(id) = formats(ui, &rows, export.format).filter(|_| under_way.is_none()) {
            intents.push(request(ProjectIntent::ExportFormat(id)));
        }
        ui.add_space(gap::USUAL);
        losses(ui, export.losses.as_deref());
        ui.add_space(gap::USUAL);
        let mut path = export.path.clone();
        if path_field(ui, "Export to", "Browse…", &mut path) {
            intents.push(Intent::Browse);
        }
        if path != export.path {
            intents.push(Intent::ExportPath(path));
        }
        if project_format(export.format).is_some_and(ProjectFormat::is_table) {
            let mut mark = export.mark;
            if ui.checkbox(&mut mark, "For Excel (with a byte-order mark)").changed() {
                intents.push(request(ProjectIntent::ExportMark(mark)));
            }
        }
        failure(ui, export.error.as_deref(), export.exists);
    });
    let name = match (under_way, export.exists) {
        (Some(_), _) => "Exporting…",
        (None, true) => "Replace",
        (None, false) => "Export",
    };
    let is_ready = under_way.is_none() && !export.path.trim().is_empty();
    let write = Press::default(name, request(ProjectIntent::Export(export.exists))).when(is_ready);
    frame::end(ui, vec![Press::new("Cancel", Intent::Close), write], intents);
}

/// Shows what is lost in a format, a line each; `None` while it is counted.
fn losses(ui: &mut Ui, losses: Option<&[String]>) {
    let palette = theme::palette(ui.visuals());
    let (title, colour) = match losses {
        None => ("Counting what is lost in this format…", palette.weak),
        Some([]) => ("Nothing is lost in this format", palette.weak),
        Some(_) => ("Lost in this format", palette.text),
    };
    ui.horizontal(|ui| {
        if losses.is_some_and(|losses| !losses.is_empty()) {
            roles::sign(ui, RichText::new(icons::WARNING).color(palette.warning));
        }
        ui.add(Label::new(RichText::new(title).color(colour)));
    });
    announce::unseen(ui, "losses", ui.min_rect(), || match losses {
        None | Some([]) => title.to_owned(),
        Some(losses) => format!("{title}: {}", losses.join(", ")),
    });
    let Some(losses) = losses.filter(|losses| !losses.is_empty()) else { return };
    let height = (ui.ctx().content_rect().height() * LOSSES.1).min(LOSSES.0);
    let area = ScrollArea::vertical().id_salt("losses").max_height(height).auto_shrink([false, true]);
    area.show(ui, |ui| {
        roles::part(ui, Role::List, "Lost in this format", |ui| {
            ui.spacing_mut().item_spacing.y = gap::HAIR;
            for loss in losses {
                let words = RichText::new(format!("– {}", visible(loss))).small();
                let line = ui.add(Label::new(words).wrap().selectable(false));
                line.ctx.accesskit_node_builder(line.id, |node| {
                    node.set_role(Role::ListItem);
                    node.clear_value();
                    node.set_label(&*visible(loss));
                });
            }
        });
    });
}

/// Shows the pasted article and the path to save it to.
pub fn paste(ui: &mut Ui, paste: &Paste, intents: &mut Vec<Intent>) {
    let palette = theme::palette(ui.visuals());
    frame::begin_unfocused(ui, "New article from clipboard", frame::FORM);
    frame::body(ui, |ui| {
        let what = article_format(paste.pasted.format).map_or("", |row| row.name);
        ui.add(Label::new(visible(&paste.pasted.name)).truncate());
        ui.label(RichText::new(what).color(palette.weak).small());
        ui.add_space(gap::USUAL);
        ui.label("Save to");
        let mut path = paste.path.clone();
        if path_field(ui, "Save to", "Browse…", &mut path) {
            intents.push(Intent::Browse);
        }
        if path != paste.path {
            intents.push(Intent::PastePath(path));
        }
        failure(ui, paste.error.as_deref(), paste.exists);
    });
    let name = if paste.exists { "Replace" } else { "Save and open" };
    let keep = Press::default(name, Intent::KeepPasted(paste.exists)).when(!paste.path.trim().is_empty());
    frame::end(ui, vec![Press::new("Cancel", Intent::Close), keep], intents);
}

/// Shows why nothing was written: the file exists, or another error.
pub(super) fn failure(ui: &mut Ui, error: Option<&str>, exists: bool) {
    if let Some(error) = error {
        let palette = theme::palette(ui.visuals());
        ui.add_space(gap::TIGHT);
        let colour = if exists { palette.warning } else { palette.error };
        let shown = announce::assertive(ui, "failure", Label::new(RichText::new(visible(error)).color(colour)).wrap());
        // In a low window it may be below what is in sight.
        let (id, now) = (Id::unique("failure in sight"), Id::unique(error));
        if ui.data(|data| data.get_temp(id)) != Some(now) {
            shown.scroll_to_me(None);
            ui.data_mut(|data| data.insert_temp(id, now));
        }
    }
}

/// Shows the format, the file, the output folder, and the outcome.
pub fn import(ui: &mut Ui, import: &Import, intents: &mut Vec<Intent>) {
    frame::begin_unfocused(ui, "Import annotations", frame::FORM);
    frame::body(ui, |ui| {
        let rows: Vec<(&str, &str, &str)> = IMPORTS.iter().map(|row| (row.id, row.name, row.help)).collect();
        if let Some(id) = formats(ui, &rows, import.format) {
            intents.push(Intent::ImportFormat(id));
        }
        ui.add_space(gap::USUAL);
        let mut path = import.path.clone();
        ui.label("Import from (a file or a folder)");
        if path_field(ui, "Import", "Browse…", &mut path) {
            intents.push(Intent::Browse);
        }
        if path != import.path {
            intents.push(Intent::ImportPath(path));
        }
        ui.add_space(gap::TIGHT);
        let mut output = import.output.clone();
        ui.label("Import into folder");
        if path_field(ui, "Import into folder", "Choose folder…", &mut output) {
            intents.push(Intent::BrowseTo);
        }
        if output != import.output {
            intents.push(Intent::ImportTo(output));
        }
        ui.add_space(gap::TIGHT);
        if let Some(outcome) = &import.outcome {
            show_outcome(ui, outcome);
        }
    });
    let written = import.outcome.as_ref().and_then(|outcome| outcome.written.first());
    let ready = ![&import.path, &import.output].iter().any(|path| path.trim().is_empty()) && !import.under_way;
    let presses = match written {
        Some(path) => vec![
            Press::new("Close", Intent::Close),
            Press::default("Open", Intent::Close).then(Intent::Open(path.clone())).when(ready),
        ],
        None => {
            let name = if import.under_way { "Importing…" } else { "Import" };
            vec![Press::new("Cancel", Intent::Close), Press::default(name, Intent::Import).when(ready)]
        }
    };
    frame::end(ui, presses, intents);
}

fn show_outcome(ui: &mut Ui, outcome: &ImportOutcome) {
    let palette = theme::palette(ui.visuals());
    match outcome.written.as_slice() {
        [] => {}
        [one] => {
            let written = format!("Written: {}", visible(&one.display().to_string()));
            announce::polite(ui, "written", Label::new(written));
        }
        several => {
            announce::polite(ui, "written", Label::new(format!("Written: {} annotation files", several.len())));
        }
    }
    ScrollArea::vertical().id_salt("came of it").max_height(120.0).auto_shrink([false, true]).show(ui, |ui| {
        for (tone, line) in &outcome.told {
            let is_error = *tone == Tone::Error;
            let colour = if is_error { palette.error } else { palette.warning };
            let live = if is_error { Live::Assertive } else { Live::Polite };
            announce::live(ui, ("outcome", line), live, Label::new(RichText::new(visible(line)).color(colour)).wrap());
        }
    });
}

/// Shows formats with their help; returns a newly chosen one.
///
/// The focus is in a single-line path field, so up and down are free for choosing.
fn formats(ui: &mut Ui, rows: &[(&'static str, &str, &str)], chosen: &str) -> Option<&'static str> {
    let now = rows.iter().position(|(id, ..)| *id == chosen).unwrap_or_default();
    let list = List::new(ui, Id::unique("formats"), "Format", rows.len());
    let steps = [(Key::ArrowDown, 1), (Key::ArrowUp, rows.len() - 1)];
    let step = steps.iter().find(|(key, _)| ui.input_mut(|input| input.consume_key(Modifiers::NONE, *key)));
    let stepped = step.map(|(_, step)| (now + step) % rows.len());
    let mut wanted = stepped;
    let height = list_height(ui.ctx(), BELOW);
    // When it gets the focus it shows what is chosen, once it has its place in the dialog.
    let since = ui.data(|data| data.get_temp::<u8>(list.id())).unwrap_or_default();
    let since = if list.has_focus { since.saturating_add(1) } else { 0 };
    ui.data_mut(|data| data.insert_temp(list.id(), since));
    let is_entered = (1..=ENTERED).contains(&since);
    let area = ScrollArea::vertical().max_height(height).auto_shrink([false, true]);
    let show = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (at, (_, name, help)) in rows.iter().enumerate() {
            let response = format(ui, (&list, Row::of(at, at == now)), name, help);
            if response.clicked() {
                wanted = Some(at);
            }
            if stepped == Some(at) || (is_entered && at == now) {
                response.scroll_to_me(None);
            }
        }
    };
    list.rows(ui, |ui| area.show(ui, show));
    wanted.and_then(|index| rows.get(index)).map(|(id, ..)| *id)
}

/// A format: its name, and its help below.
fn format(ui: &mut Ui, (list, row): (&List, Row), name: &str, help: &str) -> Response {
    let palette = theme::palette(ui.visuals());
    let width = ui.available_width();
    let galley = |ui: &Ui, words: &str, style: TextStyle, colour| {
        ui.painter().layout(words.to_owned(), style.resolve(ui.style()), colour, width - 2.0 * gap::WIDE)
    };
    let (title, about) =
        (galley(ui, name, TextStyle::Body, palette.text), galley(ui, help, TextStyle::Small, palette.weak));
    let height = title.size().y + about.size().y + 2.0 * gap::TIGHT;
    let (rect, response) = ui.allocate_exact_size(egui::vec2(width, height), Sense::CLICK);
    list.option(&response, row, || name.to_owned());
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(help));
    list.ground(ui, rect, response.hovered(), row);
    let at = rect.min + egui::vec2(gap::WIDE, gap::TIGHT);
    let below = at + egui::vec2(0.0, title.size().y);
    ui.painter().galley(at, title, palette.text);
    ui.painter().galley(below, about, palette.weak);
    response
}

/// Shows a path field; returns true if its browse button was clicked.
pub(super) fn path_field(ui: &mut Ui, name: &str, browse: &str, path: &mut String) -> bool {
    ui.horizontal(|ui| {
        path_entry(ui, name, ui.available_width() - BESIDE, path);
        ui.button(browse).clicked()
    })
    .inner
}

/// Shows the entry for a path, which takes the focus if nothing has it.
pub(super) fn path_entry(ui: &mut Ui, name: &str, width: f32, path: &mut String) {
    let before = path.clone();
    let mut set = in_field(false);
    let edit = TextEdit::singleline(path).layouter(&mut set).id(Id::unique(name)).desired_width(width);
    let field = ui.add(edit);
    field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, name));
    if let Some(kept) = entry::reset(ui, &field, &before, path) {
        *path = kept;
    }
    if ui.memory(|memory| memory.focused().is_none()) {
        field.request_focus();
        // Typing goes on at its end.
        if let Some(mut state) = egui::TextEdit::load_state(ui.ctx(), field.id) {
            let end = egui::text::CCursor::new(path.chars().count());
            state.cursor.set_char_range(Some(egui::text::CCursorRange::one(end)));
            state.store(ui.ctx(), field.id);
        }
    }
}
