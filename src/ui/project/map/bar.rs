//! The bar of the map of the project: groups, zoom, and the articles that are shown.

use egui::containers::menu::MenuButton;
use egui::{Button, Role, Ui, WidgetInfo, vec2};

use crate::app::action::Intent;
use crate::app::project::intent::ProjectIntent;
use crate::app::project::view::ProjectView;
use crate::model::project::map::{GROUPINGS, MapView};
use crate::ui::icons;
use crate::ui::project::frame;
use crate::ui::project::map::STEP;
use crate::ui::roles;
use crate::ui::theme;

/// Says what a request for another map is to the window.
fn shows(view: MapView) -> Intent {
    Intent::Project(Box::new(ProjectIntent::View(ProjectView::Map(view))))
}

/// The toolbar; returns the factor to zoom by, 0 to show everything.
pub(super) fn tools(ui: &mut Ui, view: &MapView, intents: &mut Vec<Intent>) -> Option<f32> {
    let is_roomy = frame::is_roomy(ui);
    let now = GROUPINGS.iter().find(|row| row.grouping == view.grouping).map_or("", |row| row.name);
    let (title, name) = if is_roomy { (format!("Group: {now}"), "Group") } else { ("Show".to_owned(), "Show") };
    let (response, _) = MenuButton::from_button(Button::new(format!("{title} {}", icons::DOWN))).ui(ui, |ui| {
        roles::name(ui, name);
        for row in GROUPINGS {
            let title = if is_roomy { row.name.to_owned() } else { format!("Group: {}", row.name) };
            if roles::menu_choice(ui, row.grouping == view.grouping, &title).clicked() {
                intents.push(shows(MapView { grouping: row.grouping, ..view.clone() }));
                ui.close();
            }
        }
        if !is_roomy {
            ui.separator();
            extent(ui, view, intents);
        }
    });
    roles::opens_menu(&response, Role::Button, &title);
    let mut zoom = None;
    let buttons = [
        (icons::ADD, "Zoom map in", "Zoom in  (+)", STEP),
        (icons::LESS, "Zoom map out", "Zoom out  (-)", 1.0 / STEP),
        ("Fit", "Fit the map", "Show the whole map  (0)", 0.0),
    ];
    for (title, name, help, factor) in buttons {
        let button = ui.add(Button::new(title).min_size(vec2(26.0, 0.0)));
        button.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
        if button.on_hover_text(help).clicked() {
            zoom = Some(factor);
        }
    }
    if is_roomy {
        extent(ui, view, intents);
    }
    zoom
}

/// The choice of the articles that are shown.
fn extent(ui: &mut Ui, view: &MapView, intents: &mut Vec<Intent>) {
    if view.around.is_some() {
        if ui.button("Show all").on_hover_text("Show the links between all articles").clicked() {
            intents.push(shows(MapView { around: None, ..view.clone() }));
        }
        return;
    }
    let mut within = view.within;
    let choice = theme::choice(ui, |ui| ui.checkbox(&mut within, "Within articles"));
    if choice.on_hover_text("Also show the links of articles that have none with other articles").changed() {
        intents.push(shows(MapView { within, ..view.clone() }));
    }
}
