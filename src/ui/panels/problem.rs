//! A row of the list of problems: what is wrong, what helps, and buttons for it.

use egui::{Button, Id, Key, Rect, RichText, Role, Sense, TextStyle, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use crate::app::action::Intent;
use crate::ui::label;
use crate::ui::list::{List, Row};
use crate::ui::symbols::visible;
use crate::ui::theme::{self, gap};
use crate::ui::typeset::Label;

/// Height of a row in points, as far as it was not measured.
pub const ROW: f32 = 88.0;

/// Most lines of a problem, and of the advice about it.
const LINES: (usize, usize) = (6, 4);

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

/// A problem that was laid out.
pub struct Laid<'a> {
    problem: Shown<'a>,
    what: Label,
    advice: Label,
}

impl<'a> Laid<'a> {
    /// Lays a problem out in this width; returns it with its height.
    pub fn new(ui: &Ui, problem: Shown<'a>, width: f32) -> (f32, Self) {
        let (palette, room) = (theme::palette(ui.visuals()), width - 2.0 * gap::USUAL);
        let what = label::words(ui, problem.what, TextStyle::Body, palette.text, room, LINES.0);
        let advice = label::words(ui, &problem.advice, TextStyle::Small, palette.weak, room, LINES.1);
        let buttons = if problem.buttons.is_empty() { 0.0 } else { ui.spacing().interact_size.y + gap::TIGHT };
        let height = what.size().y + gap::HAIR + advice.size().y + buttons + 2.0 * gap::TIGHT + gap::TIGHT;
        (height, Self { problem, what, advice })
    }
}

/// Shows a row; a click or `Enter` leads to the place of the problem.
pub fn show(ui: &mut Ui, (list, row): (&List, Row), rect: Rect, laid: Laid<'_>, intents: &mut Vec<Intent>) {
    let Laid { problem, what: words, advice } = laid;
    let what = visible(problem.what);
    let rect = rect.with_max_y(rect.bottom() - gap::TIGHT);
    let sense = if problem.go.is_some() { Sense::CLICK } else { Sense::hover() };
    let response = ui.interact(rect, Id::unique(("problem", row.at)), sense);
    list.option(&response, row, || what.clone().into_owned());
    response.ctx.accesskit_node_builder(response.id, |node| node.set_description(&*problem.advice));
    list.ground(ui, rect, problem.go.is_some() && response.hovered(), row);
    let inner = rect.shrink2(vec2(gap::USUAL, gap::TIGHT));
    let below = inner.top() + words.size().y + gap::HAIR;
    let buttons = inner.with_min_y(below + advice.size().y + gap::TIGHT);
    words.paint(ui.painter(), inner.left_top());
    advice.paint(ui.painter(), pos2(inner.left(), below));
    ui.scope_builder(UiBuilder::new().max_rect(buttons), |ui| {
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
                let button = label::tip(button.inner, &[&effect]);
                button.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{name}: {effect}")));
                if button.clicked() {
                    intents.push(intent);
                }
            }
        });
    });
    let by_key = list.has_focus && row.lit && ui.input(|input| input.key_pressed(Key::Enter));
    if (label::tip(response, &[problem.title, &what, &problem.advice]).clicked() || by_key)
        && let Some(go) = problem.go
    {
        intents.push(go);
    }
}
