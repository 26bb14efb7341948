//! The tags of the selected marks: chips, and a field that completes tags while they are typed.

use egui::{
    Area, Event, EventFilter, Frame, Id, Key, Margin, Modifiers, Order, Rect, Role, Sense, TextEdit, TextStyle,
};
use egui::{Ui, WidgetInfo};

use crate::app::action::{Field, Intent};
use crate::app::commands;
use crate::app::session::Session;
use crate::model::annotation::Id as MarkId;
use crate::model::fold::{self, Keeps};
use crate::model::query::tags;
use crate::model::tag_colours::{COLOURS, rgb};
use crate::ui::context_menu::entry as menu_entry;
use crate::ui::entry;
use crate::ui::fields::id_of;
use crate::ui::icons;
use crate::ui::label;
use crate::ui::list::{List, Row};
use crate::ui::panels::chip::Chip;
use crate::ui::roles;
use crate::ui::symbols::{in_field, visible};
use crate::ui::theme::{self, gap};

/// Most tags that are offered.
const OFFERED: usize = 8;

/// Height of an offered tag in points.
const ROW: f32 = 26.0;

/// Width of the cross of a chip in points.
const CROSS: f32 = 24.0;

/// The tag being typed.
#[derive(Default)]
pub struct Typed {
    words: String,
    /// The mark it is typed for.
    of: Option<MarkId>,
    /// The tags in use with their numbers of marks, for one generation of the set.
    known: (u64, Vec<(String, usize)>),
    /// The highlighted one of the offered tags.
    lit: Option<usize>,
    /// True while the pointer is pressed on the list of offered tags, which takes the focus from the field.
    pressed: bool,
}

/// Shows the tags that the selected marks share, and the field to add one.
pub fn show(ui: &mut Ui, session: &Session, shared: &[String], typed: &mut Typed, intents: &mut Vec<Intent>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::Vec2::splat(gap::TIGHT);
        for tag in shared {
            chip(ui, session, tag, intents);
        }
        field(ui, session, shared, typed, intents);
    });
}

/// A chip with a menu, and with a cross that removes the tag from the selected marks.
pub fn chip(ui: &mut Ui, session: &Session, tag: &str, intents: &mut Vec<Intent>) {
    let cross = session.is_editable().then(|| format!("Remove tag {}", visible(tag)));
    if removable(ui, session, tag, cross.as_deref(), intents) {
        intents.push(Intent::RemoveTag(tag.to_owned()));
    }
}

/// A chip with a menu, and with a cross of this name; true if the cross was clicked.
pub fn removable(ui: &mut Ui, session: &Session, tag: &str, cross: Option<&str>, intents: &mut Vec<Intent>) -> bool {
    let palette = theme::palette(ui.visuals());
    let width = if cross.is_some() { CROSS } else { 0.0 };
    let chip = Chip::new(ui, tag, session.document.tag_colours().of(tag), ui.max_rect().width() - width);
    let size = egui::vec2(chip.size().x + width, ui.spacing().interact_size.y);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    roles::opens_menu(&response, Role::Button, &format!("Tag {}", visible(tag)));
    let shown = rect.shrink2(egui::vec2(0.0, (rect.height() - chip.size().y) / 2.0));
    chip.paint(ui.painter(), palette, shown, response.hovered() || response.has_focus());
    let removed = cross.is_some_and(|name| {
        let place = rect.with_min_x(rect.right() - width);
        let remove = ui.interact(place, response.id.with("remove"), Sense::click());
        remove.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
        let colour = if remove.hovered() || remove.has_focus() { palette.error } else { palette.weak };
        let sign = label::words(ui, icons::CLOSE, TextStyle::Small, colour, width, 1);
        sign.paint(ui.painter(), place.center() - sign.size() / 2.0 - egui::vec2(1.0, 0.0));
        label::tip(remove, &[name]).clicked()
    });
    egui::Popup::menu(&response).show(|ui| menu(ui, session, tag, intents));
    removed
}

/// Menu of a tag.
pub fn menu(ui: &mut Ui, session: &Session, tag: &str, intents: &mut Vec<Intent>) {
    ui.set_min_width(190.0);
    roles::name(ui, &format!("Tag {}", visible(tag)));
    let line = |ui: &mut Ui, title: &str| menu_entry(ui, true, title, title, String::new()).clicked();
    if line(ui, "Show marks with this tag") {
        intents.push(Intent::FilterTag(Some(tag.to_owned())));
        ui.close();
    }
    if !session.is_editable() {
        return;
    }
    if line(ui, "Rename or merge everywhere…") {
        intents.push(Intent::PickTag(tag.to_owned()));
        ui.close();
    }
    ui.separator();
    let now = session.document.tag_colours().of(tag);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for row in COLOURS {
            let colour = rgb(row.id);
            if swatch(ui, row.name, colour, now == colour) {
                intents.push(Intent::ColourTag(tag.to_owned(), Some(row.id.to_owned())));
                ui.close();
            }
        }
        if swatch(ui, "No colour", None, now.is_none()) {
            intents.push(Intent::ColourTag(tag.to_owned(), None));
            ui.close();
        }
    });
}

/// A colour to choose; true if it was clicked.
fn swatch(ui: &mut Ui, name: &str, colour: Option<[u8; 3]>, chosen: bool) -> bool {
    const SIZE: f32 = 24.0;
    let palette = theme::palette(ui.visuals());
    let (rect, response) = ui.allocate_exact_size(egui::vec2(SIZE, SIZE), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::MenuItemRadio, true, chosen, format!("Colour: {name}")));
    let (painter, middle) = (ui.painter(), rect.center());
    match colour {
        Some(colour) => drop(painter.circle_filled(middle, 7.0, theme::colour(colour))),
        None => {
            painter.line_segment([middle + egui::vec2(-5.0, 5.0), middle + egui::vec2(5.0, -5.0)], (1.5, palette.weak));
        }
    }
    let lit = response.hovered() || response.has_focus();
    let line = if lit || chosen { palette.accent } else { palette.weak };
    painter.circle_stroke(middle, if chosen { 9.5 } else { 8.0 }, (if chosen { 2.0 } else { 1.0 }, line));
    response.on_hover_text(name).clicked()
}

fn field(ui: &mut Ui, session: &Session, shared: &[String], typed: &mut Typed, intents: &mut Vec<Intent>) {
    /// Least width of the field in points.
    const LEAST: f32 = 90.0;
    let id = id_of(Field::Tags);
    let mark = session.focus.mark.clone();
    if typed.of != mark {
        // The field was left for another mark.
        finish(typed, intents);
        typed.of = mark;
    }
    let had_focus = ui.memory(|memory| memory.has_focus(id));
    let is_open = had_focus || typed.pressed;
    let offered = if is_open { offered(session, shared, typed) } else { Vec::new() };
    typed.lit = typed.lit.filter(|lit| *lit < offered.len());
    let done = had_focus && handle_keys(ui, shared, &offered, typed, intents);
    if ui.available_size_before_wrap().x < LEAST {
        ui.end_row();
    }
    let width = ui.available_size_before_wrap().x;
    let before = typed.words.clone();
    let edit = ui.add(
        TextEdit::singleline(&mut typed.words)
            .layouter(&mut in_field(false))
            .id(id)
            .hint_text("Add a tag…")
            .desired_width(width),
    );
    edit.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Tags"));
    if edit.gained_focus() {
        edit.scroll_to_me(None);
    }
    if had_focus {
        // Tab completes what is typed.
        let tab = !typed.words.is_empty();
        ui.memory_mut(|memory| {
            memory.set_focus_lock_filter(
                id,
                EventFilter { tab, vertical_arrows: true, horizontal_arrows: true, ..Default::default() },
            );
        });
    }
    if entry::reset(ui, &edit, &before, &typed.words).is_some() {
        typed.words.clear();
    }
    if typed.words != before {
        typed.lit = None;
    }
    if done {
        edit.surrender_focus();
        intents.push(Intent::Typed);
        intents.push(Intent::Run(&commands::go::ARTICLE));
        typed.pressed = false;
        return;
    }
    let was_pressed = std::mem::take(&mut typed.pressed);
    let is_seen = ui.clip_rect().contains(edit.rect.center());
    if is_open
        && is_seen
        && let Some(tag) = list(ui, edit.rect, &offered, typed)
    {
        typed.words.clear();
        intents.push(Intent::AddTag(None, tag));
        intents.push(Intent::Focus(Field::Tags));
    } else if !typed.pressed && !edit.has_focus() && (edit.lost_focus() || had_focus || was_pressed) {
        finish(typed, intents);
        intents.push(Intent::Typed);
    }
}

/// Adds what is typed, or pasted with commas, to the mark that it was typed for.
fn finish(typed: &mut Typed, intents: &mut Vec<Intent>) {
    let words = std::mem::take(&mut typed.words);
    for tag in words.split(',').filter(|tag| !tag.trim().is_empty()) {
        intents.push(Intent::AddTag(typed.of.clone(), tag.to_owned()));
    }
}

/// Handles keys before the field does: a comma, `Tab` and `Enter` add the tag, `Backspace` in the empty field removes the
/// last one, arrows highlight one of those offered. True if the field is done with.
fn handle_keys(
    ui: &Ui,
    shared: &[String],
    offered: &[(String, usize)],
    typed: &mut Typed,
    intents: &mut Vec<Intent>,
) -> bool {
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let count = offered.len();
    if count > 0 && pressed(Key::ArrowDown) {
        typed.lit = Some(typed.lit.map_or(0, |lit| (lit + 1) % count));
    }
    if count > 0 && pressed(Key::ArrowUp) {
        typed.lit = Some(typed.lit.map_or(count - 1, |lit| (lit + count - 1) % count));
    }
    let lit = typed.lit.and_then(|lit| offered.get(lit)).map(|(tag, _)| tag.clone());
    if typed.words.is_empty()
        && let Some(last) = shared.last()
        && pressed(Key::Backspace)
    {
        intents.push(Intent::RemoveTag(last.clone()));
    }
    if !typed.words.trim().is_empty() && pressed(Key::Tab) {
        let first = offered.first().map(|(tag, _)| tag.clone());
        typed.words = lit.clone().or(first).unwrap_or_else(|| typed.words.clone());
        finish(typed, intents);
        typed.lit = None;
    }
    let comma = ui.input_mut(|input| {
        let count = input.events.len();
        input.events.retain(|event| !matches!(event, Event::Text(text) if text == "," || text == "、"));
        count != input.events.len()
    });
    if comma {
        finish(typed, intents);
        typed.lit = None;
    }
    let done = pressed(Key::Enter);
    if done {
        typed.words = lit.unwrap_or_else(|| std::mem::take(&mut typed.words));
        finish(typed, intents);
        typed.lit = None;
    }
    done
}

/// The tags that begin with what is typed, then those with a word that does; the most used first.
fn offered(session: &Session, shared: &[String], typed: &mut Typed) -> Vec<(String, usize)> {
    let generation = session.set().generation();
    if typed.known.0 != generation {
        typed.known = (generation, tags(session.set()));
    }
    let keeps = Keeps::default();
    let words = fold::folded(typed.words.trim(), keeps);
    let rank = |tag: &str| {
        let tag = fold::folded(tag, keeps);
        let begins_a_word = || tag.split_whitespace().any(|word| word.starts_with(&words));
        match () {
            () if tag.starts_with(&words) => Some(0),
            () if begins_a_word() => Some(1),
            () => tag.contains(&words).then_some(2),
        }
    };
    let is_new = |tag: &str| !shared.iter().any(|other| fold::is_same_name(other, tag));
    let known = typed.known.1.iter().filter(|(tag, _)| is_new(tag));
    let mut ranked: Vec<(usize, &(String, usize))> = known.filter_map(|row| Some((rank(&row.0)?, row))).collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().take(OFFERED).map(|(_, row)| row.clone()).collect()
}

/// The list of offered tags below the field; returns the one that was clicked.
fn list(ui: &Ui, field: Rect, offered: &[(String, usize)], typed: &mut Typed) -> Option<String> {
    if offered.is_empty() {
        return None;
    }
    let palette = theme::palette(ui.visuals());
    let height = ROW * offered.len() as f32 + 10.0;
    let below = ui.ctx().content_rect().bottom() - field.bottom() > height;
    let at = if below { field.left_bottom() } else { field.left_top() - egui::vec2(0.0, height + 4.0) };
    let area = Area::new(Id::unique("offered tags")).order(Order::Foreground).fixed_pos(at + egui::vec2(0.0, 2.0));
    let mut clicked = None;
    let shown = area.show(ui.ctx(), |ui| {
        Frame::popup(ui.style()).inner_margin(Margin::same(4)).show(ui, |ui| {
            ui.set_width(field.width() - 10.0);
            ui.spacing_mut().item_spacing.y = 0.0;
            let ids = (Id::unique("list of offered tags"), id_of(Field::Tags));
            let list = List::of_field(ui, ids, "Tags in use", offered.len());
            list.rows(ui, |ui| {
                for (at, (tag, count)) in offered.iter().enumerate() {
                    let (rect, response) = ui.allocate_exact_size(egui::vec2(ui.available_width(), ROW), Sense::CLICK);
                    let row = Row::of(at, typed.lit == Some(at));
                    list.option(&response, row, || format!("Add tag {}", visible(tag)));
                    list.ground(ui, rect, response.hovered(), row);
                    let count = label::words(ui, &count.to_string(), TextStyle::Small, palette.weak, 60.0, 1);
                    let room = rect.width() - count.size().x - 24.0;
                    let words = label::words(ui, tag, TextStyle::Body, palette.text, room, 1);
                    let middle = rect.center().y;
                    let place = egui::pos2(rect.left() + 8.0, middle - words.size().y / 2.0);
                    words.paint(ui.painter(), place);
                    let place = egui::pos2(rect.right() - 8.0 - count.size().x, middle - count.size().y / 2.0);
                    count.paint(ui.painter(), place);
                    if response.clicked() {
                        clicked = Some(tag.clone());
                    }
                }
            });
        });
    });
    let pointer = ui.input(|input| input.pointer.interact_pos().filter(|_| input.pointer.any_down()));
    typed.pressed = pointer.is_some_and(|pointer| shown.response.rect.contains(pointer));
    clicked
}
