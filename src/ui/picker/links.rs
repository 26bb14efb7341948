//! The rows of the picker while a link is made: whole sentences, with the roles in which each can be linked. Those of the
//! open article come first, then those of the other articles of the project.

use egui::{Frame, RichText, Role, ScrollArea, Sense, TextStyle, Ui, UiBuilder, WidgetInfo};

use crate::app::action::Intent;
use crate::app::shell::picker::{Choice, Ends, Item, Picker, Way};
use crate::app::state::State;
use crate::model::annotation::Annotation;
use crate::model::document::Document;
use crate::model::project::spot::origin;
use crate::model::query::quote_line;
use crate::ui::label;
use crate::ui::list::{List, Row};
use crate::ui::roles;
use crate::ui::theme::{self, gap, radius};

/// Maximum rows of text for a passage.
const LINES: usize = 6;

/// Maximum rows that are shown of the open article, and of the others; more are found by typing.
const MOST: usize = 60;

/// The keys that go to the other articles and back.
const KEYS: &str = if cfg!(target_os = "macos") { "⌘↓ ⌘↑" } else { "Ctrl+↓ Ctrl+↑" };

/// Shows the rows below what is `above` them, scrolled to the highlighted one when that is another one than before.
pub(super) fn show(
    ui: &mut Ui,
    state: &State,
    (list, is_told): (&List, bool),
    picker: &Picker,
    height: f32,
    intents: &mut Vec<Intent>,
    above: impl FnOnce(&mut Ui, &mut Vec<Intent>),
) {
    let place = egui::Id::unique("lit link row");
    let before = ui.data_mut(|data| std::mem::replace(data.get_temp_mut_or(place, picker.lit), picker.lit));
    let moved = before != picker.lit;
    ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        above(ui, intents);
        ui.spacing_mut().item_spacing.y = gap::HAIR;
        let mut row = |ui: &mut Ui, index: usize| {
            let Choice::Link(ends) = &picker.items[index].choice else { return };
            let Some(((mark, document), (_, at))) = found(state, ends).zip(picker.ways_of(index)) else { return };
            let lit = picker.lit == Some(index);
            let place = Row { at: index, selected: lit, lit: lit && is_told };
            show_row(ui, (list, place), moved, (&picker.items[index], ends, at), (mark, document), intents);
        };
        let (here, all) = (picker.here, picker.items.len());
        (0..here.min(MOST)).for_each(|index| row(ui, index));
        more(ui, here.saturating_sub(MOST));
        if state.project.is_none() {
            return;
        }
        if here > 0 && all > here {
            ui.add_space(gap::LINE);
            heading(ui, "Other articles");
        }
        (here..all.min(here + MOST)).for_each(|index| row(ui, index));
    });
}

/// The mark that is highlighted as the other end of a link.
pub(super) fn lit<'a>(state: &'a State, picker: &Picker) -> Option<&'a Annotation> {
    match &picker.lit_item()?.choice {
        Choice::Link(ends) => found(state, ends).map(|(mark, _)| mark),
        _ => None,
    }
}

/// The mark of an item with its article.
fn found<'a>(state: &'a State, ends: &Ends) -> Option<(&'a Annotation, &'a Document)> {
    if let Some(spot) = ends.elsewhere() {
        let (mark, document) = state.project.as_ref()?.corpus.mark_at(&spot)?;
        return Some((mark, document));
    }
    let document = &state.picked()?.document;
    Some((document.set().get(&ends.other)?, document))
}

fn heading(ui: &mut Ui, title: &str) {
    let weak = theme::palette(ui.visuals()).weak;
    let heading = ui.label(RichText::new(title).color(weak).small());
    heading.widget_info(|| WidgetInfo::labeled(Role::Heading, true, title));
}

/// The number of rows that are not shown.
fn more(ui: &mut Ui, count: usize) {
    if count > 0 {
        let weak = theme::palette(ui.visuals()).weak;
        ui.label(RichText::new(format!("{count} more: type to find them")).color(weak).small());
    }
}

/// The parts of the list, in which the highlighted row is, with the number of rows of each: a click goes to its first.
pub(super) fn parts(ui: &mut Ui, picker: &Picker, intents: &mut Vec<Intent>) {
    let weak = theme::palette(ui.visuals()).weak;
    let others = picker.items.len() - picker.here;
    let is_here = picker.lit.is_some_and(|lit| lit < picker.here);
    ui.horizontal_wrapped(|ui| {
        for (name, count, first, chosen) in
            [("This article", picker.here, 0, is_here), ("Other articles", others, picker.here, !is_here && others > 0)]
        {
            let title = if picker.seeks && first > 0 { format!("{name} …") } else { format!("{name} {count}") };
            let part = ui.add_enabled(count > 0, egui::Button::new(RichText::new(title).small()).selected(chosen));
            part.widget_info(|| WidgetInfo::selected(Role::RadioButton, count > 0, chosen, name));
            if part.clicked() {
                intents.push(Intent::Light(first));
            }
        }
        if picker.here > 0 && others > 0 {
            ui.label(RichText::new(KEYS).color(weak).small());
        }
    });
    ui.add_space(gap::TIGHT);
}

/// A row: a mark with its speaker, its passage, its article if that is another one, and its roles.
fn show_row(
    ui: &mut Ui,
    (list, place): (&List, Row),
    moved: bool,
    (item, ends, at): (&Item, &Ends, usize),
    (mark, document): (&Annotation, &Document),
    intents: &mut Vec<Intent>,
) {
    let (index, lit) = (place.at, place.selected);
    let way = ends.ways[at];
    let palette = theme::palette(ui.visuals());
    let builder =
        UiBuilder::new().id_salt(("link row", ends.article.as_deref(), ends.other.as_str())).sense(Sense::CLICK);
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
                let words = [(rest.as_str(), palette.text)];
                let title = label::kind_words(ui, &mark.kind, &words, ui.available_width(), 1);
                roles::silent(&title.show(ui, Sense::hover()));
            });
            let (style, width) = (TextStyle::Body, ui.available_width());
            let words = quote_line(mark, &document.article().text);
            roles::silent(&label::words(ui, &words, style, palette.text, width, LINES).show(ui, Sense::hover()));
            if ends.article.is_some() {
                // Secondary words on the fill of the selection need more contrast.
                let colour = if lit { palette.text } else { palette.weak };
                let words = origin(document.article());
                roles::silent(&label::row(ui, &words, TextStyle::Small, colour, Sense::hover()));
            }
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
    let response = label::tip(scope.response, &[&format!("This mark {verb} {}", item.title)]);
    list.option(&response, place, || spoken(item, ends, document));
    if lit && moved {
        response.scroll_to_me(None);
    }
    if response.clicked() {
        intents.push(Intent::Light(index));
        intents.push(taken(ui));
    }
}

/// A row for assistive technologies.
fn spoken(item: &Item, ends: &Ends, document: &Document) -> String {
    if ends.article.is_none() {
        return label::spoken(&item.title);
    }
    label::spoken(&format!("{}, in {}", item.title, origin(document.article())))
}

/// A role of a row; returns true if it was clicked, which links at once.
fn show_way(ui: &mut Ui, item: &Item, way: Way, chosen: bool) -> bool {
    let button = egui::Button::new(RichText::new(way.verb).small()).selected(chosen).sense(Sense::CLICK);
    let response = ui.add(button);
    response.widget_info(|| {
        WidgetInfo::selected(Role::Button, true, chosen, label::spoken(&format!("{} {}", way.verb, item.title)))
    });
    response.clicked()
}

/// Linking; with Shift held down, going on to the next link.
pub(super) fn taken(ui: &Ui) -> Intent {
    if ui.input(|input| input.modifiers.shift) { Intent::TakeAndStay } else { Intent::Take }
}
