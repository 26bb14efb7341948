//! The frame of the large views of the project: a bar with the title and the way back, then the view.

use egui::{Button, CentralPanel, Frame, Id, Layout, Panel as Side, Role, Ui, WidgetInfo};

use crate::app::action::{Field, Intent};
use crate::app::project::intent::ProjectIntent;
use crate::app::shell::sidebar::ProjectPanel;
use crate::ui::fields::id_of;
use crate::ui::label;
use crate::ui::list::List;
use crate::ui::theme::{self, gap};

/// Width in points of a bar with room for everything.
const ROOMY: f32 = 560.0;

/// Least room in points for a title.
const TITLE: f32 = 60.0;

/// Shows the bar of a view: its title, what else `tools` adds, and the way back; then the view.
pub fn framed(
    ui: &mut Ui,
    title: &str,
    intents: &mut Vec<Intent>,
    tools: impl FnOnce(&mut Ui, &mut Vec<Intent>),
    show: impl FnOnce(&mut Ui, &mut Vec<Intent>),
) {
    let palette = theme::palette(ui.visuals());
    let frame = Frame::new().fill(palette.panel).inner_margin(theme::margin(gap::WIDE, gap::LINE));
    Side::top("project view bar").frame(frame).show(ui, |ui| {
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            let name = "Back to article";
            let back = ui.add(Button::new(if is_roomy(ui) { name } else { "Back" }));
            back.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
            if back.on_hover_text("Show the article again  (Esc)").clicked() {
                intents.push(Intent::Project(Box::new(ProjectIntent::LeaveView)));
            }
            tools(ui, intents);
            if !title.is_empty() && ui.available_width() > TITLE {
                ui.with_layout(Layout::left_to_right(egui::Align::Center), |ui| {
                    let colour = ui.visuals().strong_text_color();
                    label::row(ui, title, egui::TextStyle::Body, colour, egui::Sense::hover());
                });
            }
        });
    });
    CentralPanel::default().frame(Frame::new()).show(ui, |ui| show(ui, intents));
}

/// True if the bar of a view has room for everything: else what is chosen is told by the menus alone.
pub fn is_roomy(ui: &Ui) -> bool {
    ui.max_rect().width() > ROOMY
}

/// The list of a view, of this many rows.
pub fn keyboard(ui: &Ui, name: &str, count: usize) -> List {
    List::new(ui, id_of(Field::ProjectView), name, count)
}

/// True for the lists of the sidebar and the view in place of the article: `Enter` is for them while they have the focus.
pub fn takes_enter(id: Id) -> bool {
    let panels = [ProjectPanel::Articles, ProjectPanel::Ledger, ProjectPanel::Speakers, ProjectPanel::Find];
    panels.map(Field::Project).into_iter().chain([Field::ProjectView]).any(|field| id_of(field) == id)
}
