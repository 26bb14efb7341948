//! The rows of the picker while a link is made: whole sentences, with the roles in which each can be linked.

use egui::{Frame, Label, RichText, Role, ScrollArea, Sense, TextStyle, Ui, UiBuilder, WidgetInfo};

use crate::app::action::Intent;
use crate::app::session::Session;
use crate::app::shell::picker::{Choice, Ends, Item, Picker, Way};
use crate::model::annotation::Annotation;
use crate::model::query::quote_line;
use crate::ui::label;
use crate::ui::symbols::visible;
use crate::ui::theme::{self, gap, radius};

/// Maximum rows of text for a passage.
const LINES: usize = 6;

/// Maximum rows that are shown; more are found by typing.
const MOST: usize = 60;

/// Shows the rows. `moved` is true if another one was highlighted with a key.
pub(super) fn show(
    ui: &mut Ui,
    session: Option<&Session>,
    picker: &Picker,
    (moved, height): (bool, f32),
    intents: &mut Vec<Intent>,
) {
    let Some(session) = session else { return };
    ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = gap::HAIR;
        for (index, item) in picker.items.iter().enumerate().take(MOST) {
            let Choice::Link(ends) = &item.choice else { continue };
            let Some((mark, (_, at))) = session.set().get(&ends.other).zip(picker.ways_of(index)) else { continue };
            show_row(ui, session, (picker, index, moved), (item, ends, at, mark), intents);
        }
        if let Some(more) = picker.items.len().checked_sub(MOST).filter(|more| *more > 0) {
            let weak = theme::palette(ui.visuals()).weak;
            ui.label(RichText::new(format!("{more} more: type to find them")).color(weak).small());
        }
    });
}

/// A row: a mark with its speaker, its passage and its roles.
fn show_row(
    ui: &mut Ui,
    session: &Session,
    (picker, index, moved): (&Picker, usize, bool),
    (item, ends, at, mark): (&Item, &Ends, usize, &Annotation),
    intents: &mut Vec<Intent>,
) {
    let lit = index == picker.lit;
    let way = ends.ways[at];
    let palette = theme::palette(ui.visuals());
    let builder = UiBuilder::new().id_salt(("link row", ends.other.as_str())).sense(Sense::click());
    let scope = ui.scope_builder(builder, |ui| {
        let fill = match (lit, ui.response().hovered()) {
            (true, _) => palette.selection,
            (false, true) => palette.raised,
            (false, false) => egui::Color32::TRANSPARENT,
        };
        let frame =
            Frame::new().fill(fill).corner_radius(radius::USUAL).inner_margin(theme::margin(gap::USUAL, gap::LINE));
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = gap::HAIR;
            ui.horizontal_wrapped(|ui| {
                let rest = format!("{} · {}", mark.kind.name(), label::speaker(mark));
                let title = label::kind_line(ui, &mark.kind, &rest, ui.available_width() - 24.0);
                ui.add(Label::new(title).selectable(false).truncate());
            });
            let (font, width) = (TextStyle::Body.resolve(ui.style()), ui.available_width());
            let words = quote_line(mark, session.text());
            let words = label::job(ui.ctx(), &words, font, palette.text, width, LINES);
            ui.add(Label::new(words).selectable(false).wrap());
            ui.horizontal_wrapped(|ui| {
                for (number, way) in ends.ways.iter().enumerate() {
                    if show_way(ui, item, *way, lit && number == at) {
                        intents.push(Intent::Light(index));
                        intents.push(Intent::PickOption(number));
                        intents.push(taken(ui));
                    }
                }
                if let Some(remark) = ends.remark(way) {
                    let colour = if remark.starts_with("Already") { palette.weak } else { palette.warning };
                    ui.label(RichText::new(remark).color(colour).small());
                }
            });
        });
    });
    let verb = way.verb;
    let response = scope.response.on_hover_text(visible(&format!("This mark {verb} {}", item.title)));
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, lit, &item.title));
    if lit && moved {
        response.scroll_to_me(None);
    }
    if response.clicked() {
        intents.push(Intent::Light(index));
        intents.push(taken(ui));
    }
}

/// A role of a row; returns true if it was clicked, which links at once.
fn show_way(ui: &mut Ui, item: &Item, way: Way, chosen: bool) -> bool {
    let button = egui::Button::new(RichText::new(way.verb).small()).selected(chosen).small();
    let response = ui.add(button);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, format!("{} {}", way.verb, item.title)));
    response.clicked()
}

/// Linking; with Shift held down, going on to the next link.
pub(super) fn taken(ui: &Ui) -> Intent {
    if ui.input(|input| input.modifiers.shift) { Intent::TakeAndStay } else { Intent::Take }
}
