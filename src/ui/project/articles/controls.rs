//! The controls of the articles panel: the folder's name, order and groups, filter, subsets.

use egui::containers::menu::MenuButton;
use egui::{Align, Button, ComboBox, Layout, RichText, Role, Sense, TextEdit, TextStyle, Ui, Vec2, WidgetInfo};

use crate::app::action::Intent;
use crate::app::project::OpenProject;
use crate::app::project::intent::ProjectIntent;
use crate::model::message::number;
use crate::model::project::listing::{ARTICLE_GROUPINGS, ARTICLE_ORDERS, SUBSETS, Subset};
use crate::ui::roles;
use crate::ui::theme::{self, gap, radius};
use crate::ui::{entry, icons, label};

/// Height in points below which the subsets take one line.
const LOW: f32 = 440.0;

/// Shows the controls.
pub fn show(ui: &mut Ui, project: &OpenProject, intents: &mut Vec<Intent>) {
    let line = Vec2::new(ui.available_width(), ui.spacing().interact_size.y);
    ui.allocate_ui_with_layout(line, Layout::right_to_left(Align::Center), |ui| {
        order(ui, project, intents);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let name = project.name();
            roles::sign(ui, RichText::new(icons::FOLDER).strong());
            label::row(ui, &name, TextStyle::Body, ui.visuals().strong_text_color(), Sense::hover())
                .on_hover_text(project.root.display().to_string());
        });
    });
    filter(ui, project, intents);
    if ui.available_height() < LOW {
        subset(ui, project, intents);
    } else {
        subsets(ui, project, intents);
    }
    ui.add_space(gap::TIGHT);
}

fn order(ui: &mut Ui, project: &OpenProject, intents: &mut Vec<Intent>) {
    let (order, grouping) = (project.listed.query.order, project.listed.query.grouping);
    let button = Button::new(icons::SORT).selected((order, grouping) != Default::default());
    let (response, _) = MenuButton::from_button(button.frame_when_inactive(false)).ui(ui, |ui| {
        roles::name(ui, "Sort");
        let weak = theme::palette(ui.visuals()).weak;
        ui.label(RichText::new("Sort by").color(weak).small());
        for row in ARTICLE_ORDERS {
            if roles::menu_choice(ui, row.order == order, row.name).clicked() {
                intents.push(Intent::Project(Box::new(ProjectIntent::ArticleOrder(row.order))));
                ui.close();
            }
        }
        ui.separator();
        ui.label(RichText::new("Group").color(weak).small());
        for row in ARTICLE_GROUPINGS {
            if roles::menu_choice(ui, row.grouping == grouping, row.name).clicked() {
                intents.push(Intent::Project(Box::new(ProjectIntent::ArticleGrouping(row.grouping))));
                ui.close();
            }
        }
    });
    roles::opens_menu(&response, Role::Button, "Sort and group articles");
    if !egui::Popup::is_any_open(ui.ctx()) {
        response.on_hover_text("Sort and group the articles");
    }
}

fn filter(ui: &mut Ui, project: &OpenProject, intents: &mut Vec<Intent>) {
    let before = &project.listed.query.words;
    let mut words = before.clone();
    let field = ui.add(TextEdit::singleline(&mut words).hint_text("Filter").desired_width(ui.available_width()));
    field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Filter articles"));
    if let Some(entered) = entry::reset(ui, &field, before, &words) {
        words = entered;
    }
    if words != *before {
        intents.push(Intent::Project(Box::new(ProjectIntent::ArticleWords(words))));
    }
}

/// The subsets as a list that opens, where there is little room.
fn subset(ui: &mut Ui, project: &OpenProject, intents: &mut Vec<Intent>) {
    let now = project.listed.query.subset;
    let named = |at: usize| format!("{} {}", SUBSETS[at].name, number(project.listed.list.counts[at]));
    let width = ui.available_width();
    let combo = ComboBox::from_id_salt("article subset").width(width).selected_text(named(now as usize));
    let combo = combo.show_ui(ui, |ui| {
        for (at, row) in SUBSETS.iter().enumerate() {
            let line = roles::choice(ui, row.subset == now, &named(at)).on_hover_text(format!("List {}", row.help));
            if line.clicked() {
                intents.push(Intent::Project(Box::new(ProjectIntent::ArticleSubset(row.subset))));
            }
        }
    });
    roles::chooses(&combo.response, "List of articles", &named(now as usize));
}

/// The subsets with their numbers; a click lists one alone.
fn subsets(ui: &mut Ui, project: &OpenProject, intents: &mut Vec<Intent>) {
    let palette = theme::palette(ui.visuals());
    let now = project.listed.query.subset;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::splat(gap::TIGHT);
        for (row, count) in SUBSETS.iter().zip(project.listed.list.counts) {
            let listed = row.subset == now;
            if count == 0 && !listed && row.subset != Subset::All {
                continue;
            }
            let name = format!("{} {}", row.name, number(count));
            let title = RichText::new(&name).small().color(if listed { palette.text } else { palette.weak });
            let button = ui.add(Button::new(title).selected(listed).corner_radius(radius::CHIP));
            button.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, listed, &name));
            if button.on_hover_text(format!("List {}", row.help)).clicked() {
                let subset = if listed { Subset::All } else { row.subset };
                intents.push(Intent::Project(Box::new(ProjectIntent::ArticleSubset(subset))));
            }
        }
    });
}
