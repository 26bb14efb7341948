//! A row of the list of problems: what is wrong, what helps, and buttons for it.

use egui::{Button, Id, Key, Label, RichText, Role, Sense, Ui, UiBuilder, WidgetInfo, vec2};

use crate::app::action::Intent;
use crate::ui::list::{List, Row};
use crate::ui::roles;
use crate::ui::symbols::visible;
use crate::ui::theme::{self, gap};

/// Height of a row in points.
pub const HEIGHT: f32 = 88.0;

/// A problem to show.
pub struct Shown<'a> {
    /// The name of the check that found it.
    pub title: &'a str,
    /// Description of the problem.
    pub what: &'a str,
    /// Advice.
    pub advice: String,
    /// The way to its place.
    pub go: Option<Intent>,
    /// The remedies: the words on their buttons, what they do, and their intents.
    pub buttons: Vec<(String, String, Intent)>,
}

/// Shows a row; a click or `Enter` leads to the place of the problem.
pub fn show(ui: &mut Ui, (list, row): (&List, Row), problem: Shown<'_>, intents: &mut Vec<Intent>) {
    let palette = theme::palette(ui.visuals());
    let what = visible(problem.what);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
    let rect = rect.with_max_y(rect.bottom() - gap::TIGHT);
    let sense = if problem.go.is_some() { Sense::CLICK } else { Sense::hover() };
    let response = ui.interact(rect, Id::unique(("problem", row.at)), sense);
    list.option(&response, row, || what.clone().into_owned());
    response.ctx.accesskit_node_builder(response.id, |node| node.set_description(&*problem.advice));
    list.ground(ui, rect, problem.go.is_some() && response.hovered(), row);
    let inner = rect.shrink2(vec2(gap::USUAL, gap::TIGHT));
    ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| {
        ui.spacing_mut().item_spacing.y = gap::HAIR;
        roles::silent(&ui.add(Label::new(&*what).selectable(false).truncate()));
        let advice = RichText::new(&problem.advice).color(palette.weak);
        roles::silent(&ui.add(Label::new(advice).selectable(false).truncate()));
        // In a narrow panel long titles are cut short rather than the panel made wider.
        let (count, between) = (problem.buttons.len().max(1) as f32, ui.spacing().item_spacing.x);
        let most = (ui.available_width() - between * (count - 1.0)) / count;
        ui.horizontal(|ui| {
            for (name, effect, intent) in problem.buttons {
                let button = ui.scope(|ui| {
                    ui.set_max_width(most);
                    let title = RichText::new(&name).small();
                    ui.add(Button::new(title).truncate().sense(list.sense_in(row)))
                });
                let button = button.inner.on_hover_text(visible(&effect));
                button.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{name}: {effect}")));
                if button.clicked() {
                    intents.push(intent);
                }
            }
        });
    });
    let by_key = list.has_focus && row.lit && ui.input(|input| input.key_pressed(Key::Enter));
    let tip = format!("{}\n{what}\n{}", problem.title, problem.advice);
    if (response.on_hover_text(tip).clicked() || by_key)
        && let Some(go) = problem.go
    {
        intents.push(go);
    }
}
